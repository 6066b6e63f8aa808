//! The key ceremony's private side (§5.1): dealing, sealing and opening shares, a trustee's share.

mod hpke;

pub use hpke::{HpkeKeyPair, SEALED_SHARE_BYTES, ShareRoute};

use curve25519_dalek::{RistrettoPoint, Scalar};
use hustings_proofs::{
    group::{self, Encoded},
    keys::{
        self, Ceremony, Dealing, JointKey, KeyCheck, KeyError, KnowledgeProof, VerifiedDealing,
        possession_challenge,
    },
};
use rand_core::CryptoRng;
use std::fmt;
use zeroize::Zeroizing;

/// A dealer's secret polynomial, and the dealing that it commits to. Erased when dropped.
pub struct Dealer {
    ceremony: Ceremony,
    index: u32,
    hpke_key: [u8; 32],
    /// a₀ … a_{t−1}.
    polynomial: Zeroizing<Vec<Scalar>>,
    dealing: Dealing,
}

/// A share f_i(j) that its recipient opened, or that its dealer published to answer a complaint; it
/// fits the dealer's commitments. Erased when dropped.
pub struct ReceivedShare {
    dealer: u32,
    recipient: u32,
    share: Zeroizing<Scalar>,
}

/// A trustee's share x_j of the election's secret key. Erased when dropped.
pub struct TrusteeShare {
    index: u32,
    secret: Zeroizing<Scalar>,
}

/// Why the ceremony cannot go on, on the trustee's own machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CeremonyError {
    /// A public statement is wrong.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A sealed share is not of the right length.
    #[error("a sealed share of {0} bytes where {SEALED_SHARE_BYTES} must stand: complain about its dealer")]
    Length(usize),
    /// A sealed share does not open: grounds for a complaint.
    #[error("the share of dealer {0} does not open with this machine's key: complain about it")]
    Unopenable(u32),
    /// Nothing can be sealed under this key.
    #[error("nothing can be sealed under trustee {0}'s key")]
    Recipient(u32),
    /// The shares are not one each of exactly the dealers of the key.
    #[error("the shares at hand are not one from each dealer of the key")]
    Incomplete,
    /// A saved secret is damaged, or belongs to another index or ceremony.
    #[error("the saved secret does not belong to this key: is it the right file?")]
    Saved,
}

impl Dealer {
    /// Draws a polynomial of degree t − 1 and proves knowledge of a₀ (§5.1 steps 1 and 2).
    pub fn generate<R: CryptoRng + ?Sized>(
        ceremony: Ceremony,
        index: u32,
        threshold: usize,
        hpke_key: &[u8; 32],
        rng: &mut R,
    ) -> Result<Self, CeremonyError> {
        keys::verify_hpke_key(hpke_key)?;
        if index == 0 {
            return Err(KeyError::Index.into());
        }
        if threshold == 0 {
            return Err(KeyError::Threshold { threshold, got: 0 }.into());
        }
        let mut polynomial = Zeroizing::new(Vec::with_capacity(threshold));
        // a₀ = 0, with a probability of 2⁻²⁵², would be refused: C₀ must not be the identity.
        while polynomial.is_empty() {
            polynomial.push(Scalar::random(rng));
            polynomial.retain(|a| *a != Scalar::ZERO);
        }
        polynomial.extend((1..threshold).map(|_| Scalar::random(rng)));
        let commitments = commit(&polynomial);
        let challenge = |r: &Encoded| possession_challenge(&ceremony, index, hpke_key, &commitments, r);
        let possession = prove_knowledge(&polynomial[0], challenge, rng);
        let dealing = Dealing { commitments, possession };
        Ok(Dealer { ceremony, index, hpke_key: *hpke_key, polynomial, dealing })
    }

    /// What the reveal act publishes.
    pub fn dealing(&self) -> &Dealing {
        &self.dealing
    }

    /// What the commit act publishes (§5.1 step 3).
    pub fn commit_hash(&self) -> [u8; 64] {
        self.dealing.commit_hash(&self.ceremony, self.index, &self.hpke_key)
    }

    /// f(j), encoded: the recipient's secret, and what a complaint about it makes public.
    pub fn share_for(&self, recipient: u32) -> Result<Zeroizing<Encoded>, CeremonyError> {
        if recipient == 0 {
            return Err(KeyError::Index.into());
        }
        let j = Scalar::from(recipient);
        let share = Zeroizing::new(self.polynomial.iter().rev().fold(Scalar::ZERO, |sum, a| sum * j + a));
        Ok(Zeroizing::new(share.to_bytes()))
    }

    /// Seals f(j) to a recipient's HPKE key (§5.1 step 5), bound to the dealer's `reveal` act.
    pub fn seal_share<R: CryptoRng + ?Sized>(
        &self,
        recipient: u32,
        recipient_key: &[u8; 32],
        reveal: &[u8; 32],
        rng: &mut R,
    ) -> Result<[u8; SEALED_SHARE_BYTES], CeremonyError> {
        let route = ShareRoute { ceremony: self.ceremony, dealer: self.index, recipient, reveal };
        let share = self.share_for(recipient)?;
        hpke::seal(&route, recipient_key, &share, rng)
    }

    /// For the trustee's encrypted file: a₀ … a_{t−1} ‖ R ‖ z, 32·(t + 2) bytes. As secret as the dealer.
    pub fn save(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(32 * (self.polynomial.len() + 2)));
        for a in self.polynomial.iter() {
            bytes.extend_from_slice(a.as_bytes());
        }
        bytes.extend_from_slice(&self.dealing.possession.commitment);
        bytes.extend_from_slice(&self.dealing.possession.response);
        bytes
    }

    /// Restores what `save` wrote, for the same ceremony, index and HPKE key, and checks it.
    pub fn restore(
        ceremony: Ceremony,
        index: u32,
        hpke_key: &[u8; 32],
        saved: &[u8],
    ) -> Result<Self, CeremonyError> {
        let (elements, rest) = saved.as_chunks::<32>();
        let [coefficients @ .., commitment, response] = elements else { return Err(CeremonyError::Saved) };
        if !rest.is_empty() {
            return Err(CeremonyError::Saved);
        }
        let mut polynomial = Zeroizing::new(Vec::with_capacity(coefficients.len()));
        for a in coefficients {
            polynomial.push(group::scalar(a).map_err(|_| CeremonyError::Saved)?);
        }
        let possession = KnowledgeProof { commitment: *commitment, response: *response };
        let dealing = Dealing { commitments: commit(&polynomial), possession };
        keys::verify_dealing(&ceremony, index, polynomial.len(), hpke_key, &dealing)
            .map_err(|_| CeremonyError::Saved)?;
        Ok(Dealer { ceremony, index, hpke_key: *hpke_key, polynomial, dealing })
    }
}

/// C_k = a_k·G, encoded.
fn commit(polynomial: &[Scalar]) -> Vec<Encoded> {
    polynomial.iter().map(|a| group::encode(&RistrettoPoint::mul_base(a))).collect()
}

/// R = w·G, z = w + e·x, for the challenge e that follows from R.
fn prove_knowledge<R: CryptoRng + ?Sized>(
    x: &Scalar,
    challenge: impl FnOnce(&Encoded) -> Scalar,
    rng: &mut R,
) -> KnowledgeProof {
    let w = Zeroizing::new(Scalar::random(rng));
    let commitment = group::encode(&RistrettoPoint::mul_base(&w));
    let e = challenge(&commitment);
    KnowledgeProof { commitment, response: (*w + e * x).to_bytes() }
}

impl ReceivedShare {
    /// Opens what `dealing`'s dealer sealed to `recipient`, and judges it (§5.1 step 6). Any error
    /// but [`KeyError::Index`] is grounds for a complaint.
    pub fn open(
        key: &HpkeKeyPair,
        dealing: &VerifiedDealing,
        recipient: u32,
        reveal: &[u8; 32],
        sealed: &[u8],
    ) -> Result<Self, CeremonyError> {
        let route = ShareRoute { ceremony: *dealing.ceremony(), dealer: dealing.dealer(), recipient, reveal };
        let share = hpke::open(&route, key, sealed)?;
        Self::published(dealing, recipient, &share)
    }

    /// Takes a share that the dealer published to answer a complaint, if it fits.
    pub fn published(
        dealing: &VerifiedDealing,
        recipient: u32,
        share: &Encoded,
    ) -> Result<Self, CeremonyError> {
        keys::verify_share(dealing, recipient, share)?;
        let share = Zeroizing::new(group::scalar(share).map_err(KeyError::Share)?);
        Ok(ReceivedShare { dealer: dealing.dealer(), recipient, share })
    }

    /// Who dealt it.
    pub fn dealer(&self) -> u32 {
        self.dealer
    }
}

impl TrusteeShare {
    /// x_j = Σ f_i(j) over exactly the dealers of the key (§5.1 step 7), checked against X_j.
    pub fn combine(key: &JointKey, index: u32, shares: &[ReceivedShare]) -> Result<Self, CeremonyError> {
        let mut dealers: Vec<u32> = shares.iter().map(|s| s.dealer).collect();
        dealers.sort_unstable();
        if dealers != key.dealers() || shares.iter().any(|s| s.recipient != index) {
            return Err(CeremonyError::Incomplete);
        }
        let secret = Zeroizing::new(shares.iter().map(|s| *s.share).sum::<Scalar>());
        Self::checked(key, index, secret)
    }

    /// Restores what [`TrusteeShare::expose`] gave, and checks it against X_j.
    pub fn restore(key: &JointKey, index: u32, saved: &[u8]) -> Result<Self, CeremonyError> {
        let secret = Zeroizing::new(group::scalar(saved).map_err(|_| CeremonyError::Saved)?);
        Self::checked(key, index, secret)
    }

    fn checked(key: &JointKey, index: u32, secret: Zeroizing<Scalar>) -> Result<Self, CeremonyError> {
        if RistrettoPoint::mul_base(&secret) == key.verification_key(index)? {
            Ok(TrusteeShare { index, secret })
        } else {
            Err(CeremonyError::Saved)
        }
    }

    /// The trustee's index.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// x_j, encoded, for the trustee's encrypted file: never anywhere else.
    pub fn expose(&self) -> Zeroizing<Encoded> {
        Zeroizing::new(self.secret.to_bytes())
    }

    pub(crate) fn secret(&self) -> &Scalar {
        &self.secret
    }

    /// Proves, at a checkpoint, that this machine holds the share (§5.1 step 8).
    pub fn prove_key_check<R: CryptoRng + ?Sized>(
        &self,
        key: &JointKey,
        log_size: u64,
        root: &[u8; 32],
        rng: &mut R,
    ) -> KnowledgeProof {
        let statement = KeyCheck { key, trustee: self.index, log_size, root };
        let verification_key = group::encode(&RistrettoPoint::mul_base(&self.secret));
        prove_knowledge(&self.secret, |r| statement.challenge(&verification_key, r), rng)
    }
}

impl fmt::Debug for Dealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dealer({}, <redacted>)", self.index)
    }
}

impl fmt::Debug for ReceivedShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceivedShare({} to {}, <redacted>)", self.dealer, self.recipient)
    }
}

impl fmt::Debug for TrusteeShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TrusteeShare({}, <redacted>)", self.index)
    }
}
