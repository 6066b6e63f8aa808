//! The scrutineer: rules on complaints, reports on the result, and countersigns (§3.13–§3.15).

use crate::draft::{Draft, RoleError};
use crate::organiser::no_election;
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{Annul, Handover, Report, Ruling};
use hustings_record::{Hex32, State};

/// The name on the scrutineer's signature lines.
pub const NAME: &str = "scrutineer";

/// The scrutineer's word on the result: agrees, or refuses with a reason (§3.13).
pub fn report(state: &State, agrees: bool, reason: &str, key: &SigningKey) -> Result<Draft, RoleError> {
    let result = state.election().and_then(|e| e.result.as_ref().map(|r| (e.id, r.id)));
    let Some((election, result)) = result else {
        return Err(RoleError::NotNow("there is no result yet".to_owned()));
    };
    let act = Report { election, at: state.at(), result, agrees, reason: reason.to_owned() };
    Ok(Draft::new(act).sign(NAME, key))
}

/// A ruling on a complaint (§3.14).
pub fn ruling(
    state: &State,
    complaint: Hex32,
    upheld: bool,
    reason: &str,
    key: &SigningKey,
) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let act = Ruling { election: election.id, at: state.at(), complaint, upheld, reason: reason.to_owned() };
    Ok(Draft::new(act).sign(NAME, key))
}

/// An annulment, to be signed by these trustees in order, then by the scrutineer (§3.15).
pub fn annul(state: &State, trustees: &[u64], reason: &str) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let act = Annul {
        election: election.id,
        at: state.at(),
        trustees: trustees.to_vec(),
        reason: reason.to_owned(),
    };
    Ok(Draft::new(act))
}

/// A handover to a new server, to be signed by these trustees in order, then by the scrutineer (§3.15).
pub fn handover(state: &State, trustees: &[u64], server: Hex32, origin: &str) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let act = Handover {
        election: election.id,
        at: state.at(),
        trustees: trustees.to_vec(),
        server,
        origin: origin.to_owned(),
    };
    Ok(Draft::new(act))
}
