//! Private shares (§5.1 step 5): RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
//! ChaCha20Poly1305, no associated data.

use super::CeremonyError;
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_open, single_shot_seal_with_rng,
};
use hustings_proofs::{group::Encoded, keys::Ceremony, transcript::Transcript};
use rand_core::CryptoRng;
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a sealed share: the encapsulated key (32), the encrypted scalar (32), the tag (16).
pub const SEALED_SHARE_BYTES: usize = 80;

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// A key pair for private shares, made for one election's ceremony and destroyed after it.
pub struct HpkeKeyPair {
    /// Erased by its own type when dropped.
    private: PrivateKey,
    public: [u8; 32],
}

/// Where a share goes: what its sealing is bound to.
#[derive(Clone, Copy, Debug)]
pub struct ShareRoute<'a> {
    /// The ceremony.
    pub ceremony: Ceremony,
    /// Who deals it.
    pub dealer: u32,
    /// Whom it is for.
    pub recipient: u32,
    /// The identifier of the act in which the dealer revealed its dealing.
    pub reveal: &'a [u8; 32],
}

impl ShareRoute<'_> {
    /// HPKE's info: `H512("hustings/v1 share", election, ceremony, dealer, recipient, reveal)`, 64 bytes.
    pub fn info(&self) -> [u8; 64] {
        let mut t = Transcript::new("hustings/v1 share");
        t.part(&self.ceremony.election).number(self.ceremony.number.into());
        t.number(self.dealer.into()).number(self.recipient.into()).part(self.reveal);
        t.bytes()
    }
}

impl HpkeKeyPair {
    /// A fresh pair.
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut rng = rng;
        Self::of(X25519HkdfSha256::gen_keypair_with_rng(&mut rng).0)
    }

    /// Restores what [`HpkeKeyPair::expose`] gave.
    pub fn restore(saved: &[u8]) -> Result<Self, CeremonyError> {
        PrivateKey::from_bytes(saved).map(Self::of).map_err(|_| CeremonyError::Saved)
    }

    fn of(private: PrivateKey) -> Self {
        let public = X25519HkdfSha256::sk_to_pk(&private).to_bytes().into();
        HpkeKeyPair { private, public }
    }

    /// The public key, for the ceremony's first act.
    pub fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The private key's bytes, for the trustee's encrypted file: never anywhere else.
    pub fn expose(&self) -> Zeroizing<[u8; 32]> {
        let mut bytes = Zeroizing::new([0; 32]);
        self.private.write_exact(&mut *bytes);
        bytes
    }
}

/// enc ‖ ciphertext ‖ tag.
pub(super) fn seal<R: CryptoRng + ?Sized>(
    route: &ShareRoute,
    recipient_key: &[u8; 32],
    share: &Encoded,
    rng: &mut R,
) -> Result<[u8; SEALED_SHARE_BYTES], CeremonyError> {
    hustings_proofs::keys::verify_hpke_key(recipient_key)?;
    let refused = |_| CeremonyError::Recipient(route.recipient);
    let key = PublicKey::from_bytes(recipient_key).map_err(refused)?;
    let mut rng = rng;
    let (encapsulated, ciphertext) = single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &key, &route.info(), share, &[], &mut rng)
    .map_err(refused)?;
    let mut sealed = [0; SEALED_SHARE_BYTES];
    sealed[..32].copy_from_slice(&encapsulated.to_bytes());
    sealed[32..].copy_from_slice(&ciphertext);
    Ok(sealed)
}

pub(super) fn open(
    route: &ShareRoute,
    key: &HpkeKeyPair,
    sealed: &[u8],
) -> Result<Zeroizing<Encoded>, CeremonyError> {
    if sealed.len() != SEALED_SHARE_BYTES {
        return Err(CeremonyError::Length(sealed.len()));
    }
    let failed = |_| CeremonyError::Unopenable(route.dealer);
    let (encapsulated, ciphertext) = sealed.split_at(32);
    let encapsulated = EncappedKey::from_bytes(encapsulated).map_err(failed)?;
    let mut opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &key.private,
        &encapsulated,
        &route.info(),
        ciphertext,
        &[],
    )
    .map_err(failed)?;
    let mut share = Zeroizing::new([0; 32]);
    // 80 bytes in, less key and tag, are 32 out.
    share.copy_from_slice(&opened);
    opened.zeroize();
    Ok(share)
}

impl fmt::Debug for HpkeKeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HpkeKeyPair(<redacted>)")
    }
}
