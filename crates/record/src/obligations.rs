//! Checks that may be done together: signatures (A4) and ballots (B6, B7).
//!
//! `apply` owes them entry by entry. The server settles each at once, before anything is appended;
//! the verifier lets them gather and settles thousands in one batch, which decides the same (§4.6).

use crate::acts::BallotPart;
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use hustings_proofs::ballot::{self, BallotStatement, DecodedPart, Part};
use hustings_proofs::{Context, elgamal::EncodedCiphertext, signature, signature::VerifyingKey};
use rand::rngs::{StdRng, SysRng};
use rand::{CryptoRng, SeedableRng};
use rayon::prelude::*;

/// How many obligations gather before they are settled.
const GATHER: usize = 16_384;

/// A signature that must hold.
pub(crate) struct OwedSignature {
    pub entry: u64,
    pub signer: String,
    pub key: VerifyingKey,
    pub text: std::sync::Arc<str>,
    pub signature: [u8; 64],
}

/// A ballot's part that must be well made.
pub(crate) struct OwedPart {
    pub entry: u64,
    pub signer: String,
    pub context: Context,
    pub credentials: Vec<[u8; 32]>,
    pub previous: Option<[u8; 32]>,
    pub part: BallotPart,
}

/// The randomness of batch weights and the checks still owed.
pub struct Obligations {
    gather: bool,
    rng: StdRng,
    signatures: Vec<OwedSignature>,
    parts: Vec<OwedPart>,
}

impl Obligations {
    /// Every check is done at once.
    pub fn at_once() -> Result<Self, rand::rngs::SysError> {
        Ok(Obligations {
            gather: false,
            rng: StdRng::try_from_rng(&mut SysRng)?,
            signatures: Vec::new(),
            parts: Vec::new(),
        })
    }

    /// Checks gather until [`Obligations::settle`].
    pub fn gathering() -> Result<Self, rand::rngs::SysError> {
        Ok(Obligations { gather: true, ..Self::at_once()? })
    }

    /// Whether so many are owed that they should be settled now.
    pub fn is_full(&self) -> bool {
        self.signatures.len() + self.parts.len() >= GATHER
    }

    /// The generator of batch weights (§4.6).
    pub fn rng(&mut self) -> &mut StdRng {
        &mut self.rng
    }

    pub(crate) fn owe_signatures(&mut self, owed: Vec<OwedSignature>) -> Result<(), Violation> {
        self.signatures.extend(owed);
        if self.gather { Ok(()) } else { self.settle() }
    }

    pub(crate) fn owe_parts(&mut self, owed: Vec<OwedPart>) -> Result<(), Violation> {
        self.parts.extend(owed);
        if self.gather { Ok(()) } else { self.settle() }
    }

    /// Does everything owed; of several failures the first in log order is returned.
    pub fn settle(&mut self) -> Result<(), Violation> {
        let signatures = std::mem::take(&mut self.signatures);
        let parts = std::mem::take(&mut self.parts);
        let mut signature_rng = StdRng::from_rng(&mut self.rng);
        let (a, b) = rayon::join(
            || settle_signatures(&signatures, &mut signature_rng),
            || settle_parts(&parts, &mut self.rng),
        );
        match (a.err(), b.err()) {
            (Some(a), Some(b)) => Err(if (a.entry, a.check) <= (b.entry, b.check) { a } else { b }),
            (Some(v), None) | (None, Some(v)) => Err(v),
            (None, None) => Ok(()),
        }
    }
}

fn settle_signatures(owed: &[OwedSignature], rng: &mut impl CryptoRng) -> Result<(), Violation> {
    let items: Vec<(VerifyingKey, &str, [u8; 64])> =
        owed.iter().map(|o| (o.key, &*o.text, o.signature)).collect();
    signature::verify_batch(&items, rng).map_err(|batch| {
        let first = batch.failures.iter().min_by_key(|(i, _)| *i);
        let (i, why) = first.map_or((0, String::new()), |(i, e)| (*i, e.to_string()));
        at(&owed[i].signer, owed[i].entry, Check::Signature.fails(format!("{}: {why}", owed[i].signer)))
    })
}

fn settle_parts(owed: &[OwedPart], rng: &mut impl CryptoRng) -> Result<(), Violation> {
    let decoded: Vec<Result<DecodedPart, Violation>> = owed.par_iter().map(decode).collect();
    // Whatever comes before the first malformed part is still verified: an earlier proof that fails
    // is the first failure.
    let malformed = decoded.iter().position(Result::is_err).unwrap_or(decoded.len());
    let items: Vec<(BallotStatement, &DecodedPart)> =
        (owed[..malformed].iter()).zip(decoded.iter().flatten()).map(|(o, d)| (statement(o), d)).collect();
    ballot::verify_batch(&items, rng).map_err(|batch| {
        let i = batch.failures.iter().map(|(i, _)| *i).min().unwrap_or(0);
        let detail = format!("the proof of contest {} does not hold", owed[i].part.contest);
        at(&owed[i].signer, owed[i].entry, Check::BallotProof.fails(detail))
    })?;
    decoded.into_iter().find_map(Result::err).map_or(Ok(()), Err)
}

fn statement(owed: &OwedPart) -> BallotStatement<'_> {
    BallotStatement {
        context: &owed.context,
        contest: owed.part.contest as u32,
        credentials: &owed.credentials,
        previous: owed.previous.as_ref(),
    }
}

fn decode(owed: &OwedPart) -> Result<DecodedPart, Violation> {
    // B4 has checked the three lengths against W.
    DecodedPart::decode(&part(&owed.part), owed.part.ciphertexts.len()).map_err(|e| {
        let detail = format!("contest {}: {e}", owed.part.contest);
        at(&owed.signer, owed.entry, Check::BallotPoints.fails(detail))
    })
}

/// The part as the proofs read it.
pub fn part(part: &BallotPart) -> Part {
    Part {
        ciphertexts: part.ciphertexts.iter().map(|(a, b)| EncodedCiphertext::new(&a.0, &b.0)).collect(),
        commitments: part.commitments.iter().map(bytes).collect(),
        responses: part.responses.iter().map(bytes).collect(),
    }
}

fn bytes(hex: &Hex32) -> [u8; 32] {
    hex.0
}

fn at(signer: &str, entry: u64, violation: Violation) -> Violation {
    Violation { entry: Some(entry), signer: Some(signer.to_owned()), ..violation }
}
