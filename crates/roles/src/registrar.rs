//! A registrar: makes codes for a list of members, publishes the register, replaces credentials
//! (§3.3, §3.5, §6).

use crate::draft::{Draft, RoleError};
use crate::organiser::no_election;
use hustings_prover::{credential::Code, signing::SigningKey};
use hustings_record::acts::{BlobRef, Register, Replace};
use hustings_record::register::{self, Row};
use hustings_record::{Hex32, State};
use rand::CryptoRng;

/// One registrar's half of a member's credential.
pub struct Issued {
    /// The secret code, for the member alone.
    pub code: Code,
    /// The public credential.
    pub credential: Hex32,
}

/// Makes `count` codes for an election. `registrar` is this registrar's number, from 1.
pub fn issue<R: CryptoRng>(election: &Hex32, registrar: u32, count: usize, rng: &mut R) -> Vec<Issued> {
    use rayon::prelude::*;
    let codes: Vec<Code> = (0..count).map(|_| Code::generate(rng)).collect();
    (codes.into_par_iter())
        .map(|code| {
            let key = code.signing_key(&election.0, registrar);
            Issued { credential: Hex32(*key.verifying_key().as_bytes()), code }
        })
        .collect()
}

/// The register act for these rows (§3.3). Each registrar must first have checked that every one of
/// its own credentials is there ([`holds_exactly`]).
pub fn register(state: &State, rows: &[Row]) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let blob = register::write(rows);
    let members = (1..=election.manifest.classes.len())
        .map(|class| rows.iter().filter(|r| usize::from(r.class) == class).count() as u64)
        .collect();
    let act = Register { election: election.id, at: state.at(), rows: BlobRef::of(&blob), members };
    Ok(Draft::new(act).with_blob(blob))
}

/// Checks that a register holds this registrar's credentials, each once, and no other in its half.
pub fn holds_exactly(rows: &[Row], registrar: usize, issued: &[Hex32]) -> Result<(), RoleError> {
    let mut there: Vec<Hex32> =
        rows.iter().filter_map(|r| r.credentials.get(registrar - 1).copied()).collect();
    let mut mine = issued.to_vec();
    there.sort();
    mine.sort();
    if there == mine {
        Ok(())
    } else {
        Err(RoleError::Refused(format!(
            "the register holds {} credentials in registrar {registrar}'s half, {} were issued, and they differ",
            there.len(),
            mine.len()
        )))
    }
}

/// The act that replaces a row's credentials (§3.5); every registrar and the scrutineer sign.
pub fn replace(state: &State, old: &[Hex32], new: &[Hex32]) -> Result<Draft, RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    Ok(Draft::new(Replace { election: election.id, at: state.at(), old: old.to_vec(), new: new.to_vec() }))
}

/// The name on a registrar's signature lines.
pub fn name(number: usize) -> String {
    format!("registrar-{number}")
}

/// Signs with this registrar's key.
pub fn sign(draft: Draft, number: usize, key: &SigningKey) -> Draft {
    draft.sign(&name(number), key)
}
