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

/// When a check that may be put off is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    AtOnce,
    Settled,
    /// It has been done ([`crate::screen`]).
    Before,
}

/// The randomness of batch weights and the checks still owed.
pub struct Obligations {
    when: When,
    rng: StdRng,
    signatures: Vec<OwedSignature>,
    parts: Vec<OwedPart>,
}

impl Obligations {
    /// Every check is done at once.
    pub fn at_once() -> Result<Self, rand::rngs::SysError> {
        Ok(Self::of(StdRng::try_from_rng(&mut SysRng)?))
    }

    /// Every check is done at once, with batch weights from this generator.
    pub fn of(rng: StdRng) -> Self {
        Obligations { when: When::AtOnce, rng, signatures: Vec::new(), parts: Vec::new() }
    }

    /// For a ballot whose signatures and proofs were checked before.
    pub(crate) fn screened(rng: StdRng) -> Self {
        Obligations { when: When::Before, ..Self::of(rng) }
    }

    /// Checks gather until [`Obligations::settle`].
    pub fn gathering() -> Result<Self, rand::rngs::SysError> {
        Ok(Obligations { when: When::Settled, ..Self::at_once()? })
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
        if self.when != When::Before {
            self.signatures.extend(owed);
        }
        self.settle_unless_put_off()
    }

    pub(crate) fn owe_parts(&mut self, owed: Vec<OwedPart>) -> Result<(), Violation> {
        if self.when != When::Before {
            self.parts.extend(owed);
        }
        self.settle_unless_put_off()
    }

    fn settle_unless_put_off(&mut self) -> Result<(), Violation> {
        if self.when == When::AtOnce { self.settle() } else { Ok(()) }
    }

    /// Does everything owed; of several failures the first in log order is returned.
    pub fn settle(&mut self) -> Result<(), Violation> {
        let signatures = std::mem::take(&mut self.signatures);
        let parts = std::mem::take(&mut self.parts);
        let (a, b) = both(&signatures, &parts, &mut self.rng);
        let (a, b) = (a.into_iter().next(), b.into_iter().next());
        match (a, b) {
            (Some((_, a)), Some((_, b))) => Err(if (a.entry, a.check) <= (b.entry, b.check) { a } else { b }),
            (Some((_, v)), None) | (None, Some((_, v))) => Err(v),
            (None, None) => Ok(()),
        }
    }
}

/// Every failure among these, and the entry it is of; an entry's first failure comes first.
pub(crate) fn failures<R: CryptoRng>(
    signatures: &[OwedSignature],
    parts: &[OwedPart],
    rng: &mut R,
) -> Vec<(u64, Violation)> {
    let (a, b) = both(signatures, parts, rng);
    let of_signatures = a.into_iter().map(|(i, v)| (signatures[i].entry, v));
    of_signatures.chain(b.into_iter().map(|(i, v)| (parts[i].entry, v))).collect()
}

type Failures = Vec<(usize, Violation)>;

/// Signatures and parts side by side; the failures of each by place, ascending.
fn both<R: CryptoRng>(signatures: &[OwedSignature], parts: &[OwedPart], rng: &mut R) -> (Failures, Failures) {
    let (mut a, mut b) = (StdRng::from_rng(rng), StdRng::from_rng(rng));
    rayon::join(|| signature_failures(signatures, &mut a), || part_failures(parts, &mut b))
}

fn signature_failures(owed: &[OwedSignature], rng: &mut impl CryptoRng) -> Failures {
    let items: Vec<(VerifyingKey, &str, [u8; 64])> =
        owed.iter().map(|o| (o.key, &*o.text, o.signature)).collect();
    let Err(batch) = signature::verify_batch(&items, rng) else { return Vec::new() };
    let mut failures: Failures = (batch.failures.iter())
        .map(|(i, why)| {
            let o = &owed[*i];
            (*i, at(&o.signer, o.entry, Check::Signature.fails(format!("{}: {why}", o.signer))))
        })
        .collect();
    failures.sort_by_key(|(i, _)| *i);
    failures
}

fn part_failures(owed: &[OwedPart], rng: &mut impl CryptoRng) -> Failures {
    let decoded: Vec<Result<DecodedPart, Violation>> = owed.par_iter().map(decode).collect();
    let mut failures = Failures::new();
    let (mut places, mut items) = (Vec::new(), Vec::new());
    for (i, (o, decoded)) in owed.iter().zip(&decoded).enumerate() {
        match decoded {
            Ok(part) => {
                places.push(i);
                items.push((statement(o), part));
            }
            Err(violation) => failures.push((i, violation.clone())),
        }
    }
    if let Err(batch) = ballot::verify_batch(&items, rng) {
        failures.extend(batch.failures.iter().map(|(j, _)| {
            let o = &owed[places[*j]];
            let detail = format!("the proof of contest {} does not hold", o.part.contest);
            (places[*j], at(&o.signer, o.entry, Check::BallotProof.fails(detail)))
        }));
    }
    failures.sort_by_key(|(i, _)| *i);
    failures
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
