//! Whoever posts what anyone may post: the time, the result, a complaint (§3.2, §3.12, §3.14).

use crate::draft::{Draft, RoleError, public};
use crate::organiser::no_election;
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{BlobRef, Clock, Complaint, ElectionResult, OpenedList, Outcome};
use hustings_record::{State, tally};

/// A clock act by `server`, `scrutineer` or `trustee-N`; an outage is also the scrutineer's to sign
/// (§3.2).
pub fn clock(state: &State, by: &str, time: u64, outage: bool, key: &SigningKey) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let act = Clock { election: election.id, at: state.at(), by: by.to_owned(), time, outage };
    Ok(Draft::new(act).sign(by, key))
}

/// Computes the result from the record and signs it with any key (§3.12).
pub fn result(state: &State, key: &SigningKey) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let tally = tally::tally(election)?;
    let blobs: Vec<Vec<u8>> = tally.openings.iter().map(|(_, o)| o.plaintexts().to_vec()).collect();
    let profiles = (tally.openings.iter().zip(&blobs))
        .map(|((list, _), blob)| OpenedList { list: *list, profile: BlobRef::of(blob) })
        .collect();
    let outcomes: Vec<Outcome> = tally.contests.into_iter().map(|c| c.outcome).collect();
    let act = ElectionResult { election: election.id, at: state.at(), by: public(key), profiles, outcomes };
    let draft = Draft::new(act).sign("publisher", key);
    Ok(blobs.into_iter().fold(draft, Draft::with_blob))
}

/// A complaint by whoever holds an office or a credential (§3.14).
pub fn complaint(state: &State, text: &str, key: &SigningKey) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let act = Complaint {
        election: election.id,
        at: state.at(),
        by: public(key),
        text: BlobRef::of(text.as_bytes()),
    };
    Ok(Draft::new(act).with_blob(text.as_bytes().to_vec()).sign("complainant", key))
}
