//! The key ceremony and the keys' later life (§3.6, §5).

use super::At;
use crate::canonical::{Base64, Hex32};
use serde::{Deserialize, Serialize};

/// A Schnorr proof: commitment R and response z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchnorrProof {
    /// R, a point.
    pub commitment: Hex32,
    /// z, a scalar.
    pub response: Hex32,
}

/// `key-commit`: a trustee binds itself to what it will reveal. Signed by the trustee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyCommit {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the ceremony, from 1.
    pub ceremony: u64,
    /// Number of the trustee, from 1.
    pub trustee: u64,
    /// X25519 key to which the others seal their shares (§5.1).
    pub hpke_key: Hex32,
    /// Hash of the dealing (§5.1), 64 bytes.
    pub commitment: Base64,
}

/// `key-reveal`: the dealing itself. Signed by the trustee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyReveal {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the ceremony.
    pub ceremony: u64,
    /// Number of the trustee.
    pub trustee: u64,
    /// C₀ … C_{t−1}.
    pub coefficients: Vec<Hex32>,
    /// Proof of possession of C₀'s logarithm.
    pub possession: SchnorrProof,
}

/// A share sealed to one trustee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedShare {
    /// Number of the recipient.
    pub recipient: u64,
    /// HPKE encapsulation and ciphertext (§5.1).
    pub sealed: Base64,
}

/// `key-shares`: the shares for the other trustees of this ceremony, ascending. Signed by the trustee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyShares {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the ceremony.
    pub ceremony: u64,
    /// Number of the dealer.
    pub trustee: u64,
    /// One for each other trustee of this ceremony, ascending.
    pub shares: Vec<SealedShare>,
}

/// `key-complaint`: the share a dealer sent does not fit. Signed by the trustee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyComplaint {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the ceremony.
    pub ceremony: u64,
    /// Number of the trustee who complains.
    pub trustee: u64,
    /// Number of the dealer complained of.
    pub dealer: u64,
}

/// `key-answer`: the dealer publishes that one share. Signed by the dealer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyAnswer {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the ceremony.
    pub ceremony: u64,
    /// Number of the dealer.
    pub trustee: u64,
    /// Number of the trustee who complained.
    pub complainer: u64,
    /// f_dealer(complainer), a scalar.
    pub share: Hex32,
}

/// `key-confirm`: a trustee holds every share it needs and has computed the keys. Signed by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyConfirm {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the ceremony.
    pub ceremony: u64,
    /// Number of the trustee.
    pub trustee: u64,
    /// The joint key as the trustee computes it.
    pub joint_key: Hex32,
    /// The trustee's own verification key.
    pub verification_key: Hex32,
}

/// `key-check`: a trustee still holds its share, shown against a fresh root. Signed by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyCheck {
    /// The election.
    pub election: Hex32,
    /// The checkpoint against which the proof is made.
    pub at: At,
    /// Number of the trustee.
    pub trustee: u64,
    /// Proof of knowledge of the share (§5.1).
    pub proof: SchnorrProof,
}

/// What a trustee has destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Erased {
    /// The key to which shares were sealed.
    Hpke,
    /// The share of the joint key.
    Share,
}

/// `key-erased`: a trustee states that it has destroyed a secret. Signed by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyErased {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the trustee.
    pub trustee: u64,
    /// What was destroyed.
    pub erased: Erased,
}
