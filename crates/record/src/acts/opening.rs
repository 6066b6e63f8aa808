//! After the close: mixing, opening, result, certification, complaints (§3.10–§3.15).

use super::{At, BlobRef, ListName};
use crate::canonical::{Base64, Hex32};
use serde::{Deserialize, Serialize};

/// `mix` (§3.10): one trustee's shuffle of one list. Signed by the trustee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Number of the trustee.
    pub trustee: u64,
    /// Which list.
    pub list: ListName,
    /// Number of this mix in its list, from 1.
    pub number: u64,
    /// SHA-256 of the input list's bytes.
    pub input: Hex32,
    /// The output list's bytes.
    pub output: BlobRef,
    /// The proof's bytes.
    pub proof: BlobRef,
}

/// `open-small` (§3.11): a list below `min_list` may be opened. Signed by organiser and scrutineer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenSmall {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signers have verified.
    pub at: At,
    /// Which list.
    pub list: ListName,
}

/// A witness's cosignature on the checkpoint that a shares act names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witnessed {
    /// Number of the witness, from 1.
    pub witness: u64,
    /// Unix seconds, as the witness signed it.
    pub time: u64,
    /// The 64 bytes of the signature.
    pub signature: Base64,
}

/// `shares` (§3.11): one trustee's decryption shares of one list. Signed by the trustee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// The election.
    pub election: Hex32,
    /// A checkpoint that covers the close and the list's last mix.
    pub at: At,
    /// Cosignatures on that checkpoint, ascending by witness.
    pub witnessed: Vec<Witnessed>,
    /// Number of the trustee.
    pub trustee: u64,
    /// Which list.
    pub list: ListName,
    /// SHA-256 of the list's bytes, the last mix's output.
    pub input: Hex32,
    /// The shares: one point a block and one more for the lot (§8.2).
    pub shares: BlobRef,
    /// The proof that all of them are right.
    pub proof: EqualityProof,
}

/// A Chaum–Pedersen proof of equal logarithms: two commitments and a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EqualityProof {
    /// Commitment to base G, a point.
    pub commitment_g: Hex32,
    /// Commitment to the combined first parts, a point.
    pub commitment_a: Hex32,
    /// z, a scalar.
    pub response: Hex32,
}

/// `result` (§3.12): what the opened ballots say. Anyone may sign; it is a function of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectionResult {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Ed25519 key of whoever computed it.
    pub by: Hex32,
    /// The opened ballots, a blob for each list, ascending.
    pub profiles: Vec<OpenedList>,
    /// One for each contest, in order.
    pub outcomes: Vec<Outcome>,
}

/// The opened ballots of one list, sorted (§8.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenedList {
    /// Which list.
    pub list: ListName,
    /// Rows of W points, sorted by bytes.
    pub profile: BlobRef,
}

/// What one contest decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Number of the contest.
    pub contest: u64,
    /// Ballots counted, weights included.
    pub valid: u64,
    /// Ballots left blank, weights included.
    pub blank: u64,
    /// Ballots that say nothing the rules know, weights included.
    pub spoilt: u64,
    /// Seed of the contest's lots (§8.4); null where no ballot was cast.
    pub lot: Option<Base64>,
    /// Numbers of the elected, in order of election.
    pub elected: Vec<u64>,
}

/// `certify` (§3.13): a trustee has verified the record up to `at` and stands by the result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certify {
    /// The election.
    pub election: Hex32,
    /// The checkpoint the trustee has verified; it covers the result.
    pub at: At,
    /// Number of the trustee.
    pub trustee: u64,
    /// Identity of the result act.
    pub result: Hex32,
}

/// `report` (§3.13): the scrutineer's word on the result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The election.
    pub election: Hex32,
    /// The checkpoint the scrutineer has verified.
    pub at: At,
    /// Identity of the result act.
    pub result: Hex32,
    /// Whether the scrutineer signs the result.
    pub agrees: bool,
    /// Why, in plain words; a refusal needs a reason.
    pub reason: String,
}

/// `complaint` (§3.14): someone who holds a role or a credential complains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complaint {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Key of the role or credential.
    pub by: Hex32,
    /// The text, at most 2,048 bytes, which may be removed later.
    pub text: BlobRef,
}

/// `ruling` (§3.14): the scrutineer's answer to a complaint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signer has verified.
    pub at: At,
    /// Identity of the complaint.
    pub complaint: Hex32,
    /// Whether it is upheld.
    pub upheld: bool,
    /// Why, in plain words.
    pub reason: String,
}

/// `annul` (§3.15): t trustees and the scrutineer annul; it stands beside the result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annul {
    /// The election.
    pub election: Hex32,
    /// The checkpoint its signers have verified.
    pub at: At,
    /// Numbers of the trustees who sign, ascending.
    pub trustees: Vec<u64>,
    /// Why, in plain words.
    pub reason: String,
}

/// `handover` (§3.15): t trustees and the scrutineer name a new server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// The election.
    pub election: Hex32,
    /// The last witnessed checkpoint.
    pub at: At,
    /// Numbers of the trustees who sign, ascending.
    pub trustees: Vec<u64>,
    /// The new server's key.
    pub server: Hex32,
    /// First part of the new origin.
    pub origin: String,
}
