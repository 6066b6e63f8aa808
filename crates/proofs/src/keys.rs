//! The key ceremony's public side (§5.1): dealings, shares, verification keys, key checks.
//!
//! Feldman's verifiable secret sharing by every trustee at once (Pedersen's key generation), with a
//! round of commitments first, so that nobody chooses a polynomial after seeing another's.

use crate::{
    group::{self, Encoded, Malformed},
    transcript::Transcript,
};
use curve25519_dalek::{RistrettoPoint, Scalar, montgomery::MontgomeryPoint, traits::IsIdentity};

/// Bytes of a sealed share: HPKE's encapsulated key (32), the share (32), the tag (16) (§5.1).
pub const SEALED_SHARE_BYTES: usize = 80;

/// The ceremony a statement belongs to: the election's identifier (§2.2) and the number of the
/// ceremony, from 1; a restart takes the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// The manifest's identifier.
    pub election: [u8; 32],
    /// 1 for the first ceremony, one more for each restart.
    pub number: u32,
}

/// A Schnorr proof of knowledge of x in X = x·G: R = w·G and z = w + e·x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnowledgeProof {
    /// R, encoded.
    pub commitment: Encoded,
    /// z, encoded.
    pub response: Encoded,
}

/// What a dealer reveals: the commitments to its polynomial and the proof that it knows a₀.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealing {
    /// C_k = a_k·G for k = 0…t−1, encoded.
    pub commitments: Vec<Encoded>,
    /// Proof of knowledge of a₀ in C₀ (§5.1 step 2).
    pub possession: KnowledgeProof,
}

/// A dealing whose points are canonical and whose proof of possession holds.
#[derive(Clone, Debug)]
pub struct VerifiedDealing {
    ceremony: Ceremony,
    dealer: u32,
    commitments: Vec<RistrettoPoint>,
}

/// The keys that a set of verified dealings makes: the joint key and each trustee's verification key.
#[derive(Clone, Debug)]
pub struct JointKey {
    ceremony: Ceremony,
    dealers: Vec<u32>,
    /// The sum of the dealers' commitments, coefficient by coefficient.
    coefficients: Vec<RistrettoPoint>,
    encoded: Encoded,
}

/// Why a statement of the ceremony is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Indices count from 1.
    #[error("index 0: trustees are numbered from 1")]
    Index,
    /// The number of commitments is not the threshold.
    #[error("{got} coefficient commitments where the threshold asks for {threshold}")]
    Threshold {
        /// t, from the manifest.
        threshold: usize,
        /// How many stand there.
        got: usize,
    },
    /// Coefficient commitment k is not a point, or C₀ is the identity.
    #[error("coefficient commitment {0}: {1}")]
    Commitment(usize, #[source] Malformed),
    /// The proof's commitment or response is not canonical.
    #[error("proof of knowledge: {0}")]
    Proof(#[source] Malformed),
    /// z·G ≠ R + e·X.
    #[error("the proof of knowledge does not hold for this statement")]
    Knowledge,
    /// The HPKE key is not a canonical X25519 key of large order.
    #[error("the key for private shares is not canonical, or has a small order")]
    HpkeKey,
    /// The share is not a scalar.
    #[error("share: {0}")]
    Share(#[source] Malformed),
    /// f(j)·G ≠ Σ jᵏ·C_k.
    #[error("the share of dealer {dealer} for trustee {recipient} does not fit the dealer's commitments")]
    DoesNotFit {
        /// Who dealt it.
        dealer: u32,
        /// Whom it was for.
        recipient: u32,
    },
    /// Dealings of different ceremonies, of different thresholds, out of order or twice, or fewer than t.
    #[error("these dealings do not make a key: {0}")]
    Dealings(&'static str),
    /// A joint key or a verification key came out as the identity.
    #[error("the key is the identity")]
    Identity,
}

impl Dealing {
    /// The hash published in the commit round (§5.1 step 3), before anything of the dealing is:
    /// `H512("hustings/v1 dealing", election, ceremony, dealer, HPKE key, [C₀…], R, z)`.
    pub fn commit_hash(&self, ceremony: &Ceremony, dealer: u32, hpke_key: &[u8; 32]) -> [u8; 64] {
        let mut t = Transcript::new("hustings/v1 dealing");
        t.part(&ceremony.election).number(ceremony.number.into()).number(dealer.into()).part(hpke_key);
        t.parts(&self.commitments).part(&self.possession.commitment).part(&self.possession.response);
        t.bytes()
    }
}

/// The challenge of a proof of possession (§5.1 step 2); the prover computes the same.
pub fn possession_challenge(
    ceremony: &Ceremony,
    dealer: u32,
    hpke_key: &[u8; 32],
    commitments: &[Encoded],
    nonce_commitment: &Encoded,
) -> Scalar {
    let mut t = Transcript::new("hustings/v1 possession");
    t.part(&ceremony.election).number(ceremony.number.into()).number(dealer.into()).part(hpke_key);
    t.parts(commitments).part(nonce_commitment);
    t.challenge()
}

/// Checks a revealed dealing against the threshold and its proof of possession (§5.1 step 4).
///
/// That it is the one committed to is a comparison of [`Dealing::commit_hash`] with the commit act.
pub fn verify_dealing(
    ceremony: &Ceremony,
    dealer: u32,
    threshold: usize,
    hpke_key: &[u8; 32],
    dealing: &Dealing,
) -> Result<VerifiedDealing, KeyError> {
    if dealer == 0 {
        return Err(KeyError::Index);
    }
    if dealing.commitments.len() != threshold || threshold == 0 {
        return Err(KeyError::Threshold { threshold, got: dealing.commitments.len() });
    }
    verify_hpke_key(hpke_key)?;
    let decode = |(k, c): (usize, &Encoded)| {
        let point = if k == 0 { group::non_identity(c) } else { group::point(c) };
        point.map_err(|cause| KeyError::Commitment(k, cause))
    };
    let commitments = dealing.commitments.iter().enumerate().map(decode).collect::<Result<Vec<_>, _>>()?;
    let proof = &dealing.possession;
    let e = possession_challenge(ceremony, dealer, hpke_key, &dealing.commitments, &proof.commitment);
    verify_knowledge(&commitments[0], proof, &e)?;
    Ok(VerifiedDealing { ceremony: *ceremony, dealer, commitments })
}

/// A key for private shares must be a canonical X25519 u-coordinate whose order is large: nobody
/// can be sealed a share under another (RFC 9180 §7.1.4 refuses the all-zero exchange).
pub fn verify_hpke_key(key: &[u8; 32]) -> Result<(), KeyError> {
    const P: [u8; 32] = {
        let mut p = [0xff; 32];
        p[0] = 0xed;
        p[31] = 0x7f;
        p
    };
    let canonical = key.iter().rev().lt(P.iter().rev());
    // A clamped scalar is a multiple of the cofactors of the curve and of its twist.
    let small = MontgomeryPoint(*key).mul_clamped([0; 32]).is_identity();
    if canonical && !small { Ok(()) } else { Err(KeyError::HpkeKey) }
}

/// Judges a share: f(j)·G = Σ jᵏ·C_k (§5.1 step 6). The recipient runs it on what it opened;
/// everyone runs it on what a dealer publishes to answer a complaint.
pub fn verify_share(dealing: &VerifiedDealing, recipient: u32, share: &Encoded) -> Result<(), KeyError> {
    if recipient == 0 {
        return Err(KeyError::Index);
    }
    let share = group::scalar(share).map_err(KeyError::Share)?;
    if RistrettoPoint::mul_base(&share) == evaluate(&dealing.commitments, recipient) {
        Ok(())
    } else {
        Err(KeyError::DoesNotFit { dealer: dealing.dealer, recipient })
    }
}

/// Σ jᵏ·C_k by Horner's rule.
fn evaluate(commitments: &[RistrettoPoint], j: u32) -> RistrettoPoint {
    let j = Scalar::from(j);
    commitments.iter().rev().fold(RistrettoPoint::default(), |sum, c| sum * j + c)
}

impl VerifiedDealing {
    /// The ceremony it was verified for.
    pub fn ceremony(&self) -> &Ceremony {
        &self.ceremony
    }

    /// The dealer's index.
    pub fn dealer(&self) -> u32 {
        self.dealer
    }
}

impl JointKey {
    /// Adds up the dealings of the qualified dealers (§5.1 step 7): ascending by dealer, none
    /// twice, one ceremony, one threshold t, at least t of them; the sum must not be the identity.
    pub fn combine(dealings: &[VerifiedDealing]) -> Result<Self, KeyError> {
        let first = dealings.first().ok_or(KeyError::Dealings("there are none"))?;
        let threshold = first.commitments.len();
        if dealings.iter().any(|d| d.ceremony != first.ceremony || d.commitments.len() != threshold) {
            return Err(KeyError::Dealings("they are not of one ceremony and threshold"));
        }
        if !dealings.is_sorted_by(|a, b| a.dealer < b.dealer) {
            return Err(KeyError::Dealings("dealers must ascend, each once"));
        }
        if dealings.len() < threshold {
            return Err(KeyError::Dealings("fewer dealers than the threshold"));
        }
        let coefficients: Vec<RistrettoPoint> =
            (0..threshold).map(|k| dealings.iter().map(|d| d.commitments[k]).sum()).collect();
        if coefficients[0].is_identity() {
            return Err(KeyError::Identity);
        }
        let encoded = group::encode(&coefficients[0]);
        let dealers = dealings.iter().map(|d| d.dealer).collect();
        Ok(JointKey { ceremony: first.ceremony, dealers, coefficients, encoded })
    }

    /// K = Σ C₀ over the dealers.
    pub fn point(&self) -> &RistrettoPoint {
        &self.coefficients[0]
    }

    /// K, encoded.
    pub fn encoded(&self) -> &Encoded {
        &self.encoded
    }

    /// How many shares open a ciphertext.
    pub fn threshold(&self) -> usize {
        self.coefficients.len()
    }

    /// The ceremony that made it.
    pub fn ceremony(&self) -> &Ceremony {
        &self.ceremony
    }

    /// The indices of the dealers it sums, ascending.
    pub fn dealers(&self) -> &[u32] {
        &self.dealers
    }

    /// X_j = x_j·G, computed from the commitments (§5.1 step 7): never read from a record.
    pub fn verification_key(&self, index: u32) -> Result<RistrettoPoint, KeyError> {
        if index == 0 {
            return Err(KeyError::Index);
        }
        let key = evaluate(&self.coefficients, index);
        if key.is_identity() { Err(KeyError::Identity) } else { Ok(key) }
    }
}

/// What a trustee states in its key check (§5.1 step 8): it holds, at this checkpoint, the share
/// of the joint key that goes with its index.
#[derive(Clone, Copy, Debug)]
pub struct KeyCheck<'a> {
    /// The ceremony's keys.
    pub key: &'a JointKey,
    /// The trustee's index.
    pub trustee: u32,
    /// Size of the checkpoint that the act names.
    pub log_size: u64,
    /// Root of the checkpoint that the act names.
    pub root: &'a [u8; 32],
}

impl KeyCheck<'_> {
    /// The challenge (§5.1 step 8); the prover computes the same.
    pub fn challenge(&self, verification_key: &Encoded, nonce_commitment: &Encoded) -> Scalar {
        let ceremony = self.key.ceremony();
        let mut t = Transcript::new("hustings/v1 key check");
        t.part(&ceremony.election).number(ceremony.number.into()).number(self.trustee.into());
        t.part(self.key.encoded()).part(verification_key).number(self.log_size).part(self.root);
        t.part(nonce_commitment);
        t.challenge()
    }
}

/// Checks a key check's proof: z·G = R + e·X_j.
pub fn verify_key_check(statement: &KeyCheck, proof: &KnowledgeProof) -> Result<(), KeyError> {
    let key = statement.key.verification_key(statement.trustee)?;
    let e = statement.challenge(&group::encode(&key), &proof.commitment);
    verify_knowledge(&key, proof, &e)
}

/// z·G − e·X = R.
fn verify_knowledge(x: &RistrettoPoint, proof: &KnowledgeProof, e: &Scalar) -> Result<(), KeyError> {
    let r = group::point(&proof.commitment).map_err(KeyError::Proof)?;
    let z = group::scalar(&proof.response).map_err(KeyError::Proof)?;
    if RistrettoPoint::vartime_double_scalar_mul_basepoint(&-e, x, &z) == r {
        Ok(())
    } else {
        Err(KeyError::Knowledge)
    }
}
