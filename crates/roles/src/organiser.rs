//! The organiser (returning officer): freezes, opens; with the scrutineer suspends, extends, opens
//! small lists (§3.4, §3.7, §3.9, §3.11).

use crate::draft::{Draft, RoleError};
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{Extend, Freeze, ListName, Open, OpenSmall, Suspend};
use hustings_record::{Hex32, State};

/// The name on the organiser's signature lines.
pub const NAME: &str = "organiser";

/// Freezes the register, naming the lists that are small (§3.4).
pub fn freeze(state: &State, key: &SigningKey) -> Result<Draft, RoleError> {
    let (election, register) = (state.election(), state.election().and_then(|e| e.register.as_ref()));
    let (Some(election), Some(register)) = (election, register) else {
        return Err(RoleError::NotNow("no register is published".to_owned()));
    };
    let least = 3 * election.manifest.min_list;
    let small = election.members_by_list().into_iter().filter(|(_, n)| *n < least).map(|(l, _)| l);
    let act = Freeze {
        election: election.id,
        at: state.at(),
        register: register.act,
        small_lists: small.collect(),
    };
    Ok(Draft::new(act).sign(NAME, key))
}

/// Opens the poll (§3.7).
pub fn open(state: &State, key: &SigningKey) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let (Some(keys), Some(register)) = (&election.keys, &election.register) else {
        return Err(RoleError::NotNow("there is no joint key yet".to_owned()));
    };
    let act = Open {
        election: election.id,
        at: state.at(),
        register: register.blob.sha256,
        joint_key: Hex32(*keys.joint.encoded()),
    };
    Ok(Draft::new(act).sign(NAME, key))
}

/// Suspends the poll until a time; the scrutineer signs too (§3.9).
pub fn suspend(state: &State, until: u64, reason: &str) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    Ok(Draft::new(Suspend { election: election.id, at: state.at(), until, reason: reason.to_owned() }))
}

/// Moves the close; the scrutineer signs too (§3.9).
pub fn extend(state: &State, closes: u64, reason: &str) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    Ok(Draft::new(Extend { election: election.id, at: state.at(), closes, reason: reason.to_owned() }))
}

/// Agrees that a small list is opened; the scrutineer signs too (§3.11).
pub fn open_small(state: &State, list: ListName) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    Ok(Draft::new(OpenSmall { election: election.id, at: state.at(), list }))
}

pub(crate) fn no_election() -> RoleError {
    RoleError::NotNow("the record has no manifest yet".to_owned())
}
