//! Screening ballots before they are applied: signatures (A3, A4) and proofs (B6, B7) of many at once.
//!
//! A server has many ballots at a time from people it does not know, and appends the good ones
//! together. What can be checked of a ballot without knowing which come before it is checked here, in
//! one batch (§4.6) that names whatever fails; [`State::apply_screened`] then runs every other check.
//! The verifier has no use for this: it owes checks in log order and settles them ([`crate::obligations`]).

use crate::acts::{Act, Ballot};
use crate::apply::match_signatures;
use crate::blobs::Blobs;
use crate::checks::{Check, Violation};
use crate::entry::{Entry, signer_names};
use crate::obligations::{self, Obligations, OwedPart, OwedSignature};
use crate::signers;
use crate::state::{Election, State};
use hustings_proofs::Context;
use rand::CryptoRng;
use rand::rngs::StdRng;
use std::collections::BTreeMap;

/// A ballot whose signatures and proofs hold, in the poll with this context.
#[derive(Clone, Debug)]
pub struct Screened {
    entry: Entry,
    context: Context,
}

impl Screened {
    /// The entry.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }
}

/// Checks signatures and proofs of these ballots together; in their order, each that holds, or what
/// of it fails.
///
/// An entry that is no ballot, or comes while no poll is open, fails A10.
pub fn screen<R: CryptoRng>(
    election: &Election,
    ballots: Vec<Entry>,
    rng: &mut R,
) -> Vec<Result<Screened, Violation>> {
    let Some(poll) = &election.poll else {
        return ballots.iter().map(|_| Err(Check::Phase.fails("the poll is not open"))).collect();
    };
    let mut failed: BTreeMap<usize, Violation> = BTreeMap::new();
    let (mut signatures, mut parts) = (Vec::new(), Vec::new());
    for (i, entry) in ballots.iter().enumerate() {
        match owed(election, &poll.context, i as u64, entry) {
            Ok((s, p)) => {
                signatures.extend(s);
                parts.extend(p);
            }
            Err(violation) => drop(failed.insert(i, violation)),
        }
    }
    for (i, violation) in obligations::failures(&signatures, &parts, rng) {
        failed.entry(i as usize).or_insert(violation);
    }
    (ballots.into_iter().enumerate())
        .map(|(i, entry)| match failed.remove(&i) {
            // Where it would stand is not known yet.
            Some(v) => Err(Violation { entry: None, signer: Some(signer_names(&entry)), ..v }),
            None => Ok(Screened { entry, context: poll.context }),
        })
        .collect()
}

/// What has to hold of one ballot; `i` is its place in the batch.
fn owed(
    election: &Election,
    context: &Context,
    i: u64,
    entry: &Entry,
) -> Result<(Vec<OwedSignature>, Vec<OwedPart>), Violation> {
    let Act::Ballot(ballot) = &entry.act else {
        return Err(Check::Phase.fails(format!("{} is no ballot", entry.act.kind())));
    };
    let needed = signers::needed(&entry.act, Some(election))?; // A3
    let signer = signer_names(entry);
    let signatures = match_signatures(entry, &needed, i, &signer)?;
    for part in &ballot.parts {
        // B4 would say this later; a proof of another length cannot even be looked at.
        let w = election.width(part.contest);
        let lengths = [part.ciphertexts.len(), part.commitments.len(), part.responses.len()];
        Check::Parts.hold(lengths == [w; 3], || {
            format!(
                "contest {}: {lengths:?} ciphertexts, commitments and responses, each must be {w}",
                part.contest
            )
        })?;
    }
    Ok((signatures, owed_parts(ballot, context, i, &signer)))
}

/// What is owed for the proofs of a ballot (B6, B7).
pub(crate) fn owed_parts(ballot: &Ballot, context: &Context, entry: u64, signer: &str) -> Vec<OwedPart> {
    let credentials: Vec<[u8; 32]> = ballot.credentials.iter().map(|c| c.0).collect();
    (ballot.parts.iter())
        .map(|part| OwedPart {
            entry,
            signer: signer.to_owned(),
            context: *context,
            credentials: credentials.clone(),
            previous: ballot.previous.map(|p| p.0),
            part: part.clone(),
        })
        .collect()
}

impl State {
    /// Applies a screened ballot: every check but those that screening did. On `Err` the state is as
    /// it was.
    pub fn apply_screened(
        &mut self,
        ballot: &Screened,
        blobs: &dyn Blobs,
        rng: StdRng,
    ) -> Result<(), Violation> {
        let same = self.election().and_then(|e| e.poll.as_ref()).is_some_and(|p| p.context == ballot.context);
        // Of another poll: what was found then says nothing now.
        let mut owed = if same { Obligations::screened(rng) } else { Obligations::of(rng) };
        self.apply_entry(&ballot.entry, blobs, &mut owed)
    }
}
