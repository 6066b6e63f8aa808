//! Ed25519 signing keys (§4.5).

use std::fmt;

use hustings_proofs::signature::VerifyingKey;
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

/// An Ed25519 signing key; erased when dropped.
pub struct SigningKey {
    inner: ed25519_zebra::SigningKey,
    verifying: VerifyingKey,
}

impl SigningKey {
    /// From RFC 8032's 32-byte private key.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let inner = ed25519_zebra::SigningKey::from(*seed);
        let public: [u8; 32] = ed25519_zebra::VerificationKeyBytes::from(&inner).into();
        // A clamped scalar is a non-zero multiple of 8 below 2²⁵⁵: its multiple of B is of order ℓ
        // unless it is one of the few multiples of ℓ, which SHA-512 hits once in 2²⁵⁰.
        let verifying = VerifyingKey::parse(&public).expect("a key made from a seed is a sound key");
        SigningKey { inner, verifying }
    }

    /// A fresh key.
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *seed);
        Self::from_seed(&seed)
    }

    /// R ‖ S over `message`, deterministic as in RFC 8032.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.inner.sign(message).to_bytes()
    }

    /// The key that others verify with.
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying
    }

    /// The 32 bytes that it was made from, for a key file.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        let mut seed = Zeroizing::new([0; 32]);
        seed.copy_from_slice(self.inner.as_ref());
        seed
    }
}

impl Drop for SigningKey {
    fn drop(&mut self) {
        self.inner.zeroize();
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(<redacted>, {:?})", self.verifying)
    }
}
