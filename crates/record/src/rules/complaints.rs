//! Complaints, rulings, annulment, handover (§3.14, §3.15): A20 to A23.

use crate::acts::{Annul, Complaint, Handover, Ruling};
use crate::apply::Call;
use crate::checks::{Check, Violation};
use crate::rules::contests::valid_origin;
use crate::state::{ComplaintState, Election};
use hustings_proofs::signature::VerifyingKey;

/// Bytes of a complaint's text, at most.
const LONGEST: u64 = 2_048;

/// Complaints a key may make.
const MOST: usize = 3;

/// `complaint`: A20.
pub(crate) fn complaint(election: &mut Election, a: &Complaint, call: &Call) -> Result<(), Violation> {
    let member = election.register.as_ref().is_some_and(|r| r.by_credential.contains_key(&a.by));
    Check::Standing.hold(member || election.offices.contains(&a.by), || {
        format!("key {} holds no office and is on no register here", a.by.short())
    })?;
    Check::Standing.hold(a.text.size <= LONGEST, || {
        format!("the complaint has {} bytes; at most {LONGEST} are allowed", a.text.size)
    })?;
    let before = election.complaints.iter().filter(|c| c.by == a.by).count();
    Check::Standing
        .hold(before < MOST, || format!("key {} has already complained {MOST} times", a.by.short()))?;
    election.complaints.push(ComplaintState { id: call.id, by: a.by, ruling: None });
    Ok(())
}

/// `ruling`: A21.
pub(crate) fn ruling(election: &mut Election, a: &Ruling) -> Result<(), Violation> {
    let complaint = election.complaints.iter_mut().find(|c| c.id == a.complaint);
    match complaint.filter(|c| c.ruling.is_none()) {
        Some(complaint) => {
            complaint.ruling = Some((a.upheld, a.reason.clone()));
            Ok(())
        }
        None => {
            Err(Check::Answered
                .fails(format!("no complaint {} is waiting for a ruling", a.complaint.short())))
        }
    }
}

/// A22: at least t trustees, each once, ascending.
fn joint(election: &Election, trustees: &[u64]) -> Result<(), Violation> {
    let t = election.manifest.threshold;
    let ascending = trustees.windows(2).all(|p| p[0] < p[1]);
    Check::Joint.hold(ascending && trustees.len() as u64 >= t, || {
        format!("trustees {trustees:?} decide; {t} different ones must, listed in order")
    })
}

/// `annul`: A22.
pub(crate) fn annul(election: &mut Election, a: &Annul) -> Result<(), Violation> {
    joint(election, &a.trustees)?;
    Check::Joint.hold(election.annulled.is_none(), || "it is annulled already".to_owned())?;
    election.annulled = Some(a.reason.clone());
    Ok(())
}

/// `handover`: A22, A23.
pub(crate) fn handover(election: &mut Election, a: &Handover, call: &Call) -> Result<(), Violation> {
    joint(election, &a.trustees)?;
    VerifyingKey::parse(&a.server.0).map_err(|e| Check::NewServer.fails(e.to_string()))?;
    let used = election.register.as_ref().is_some_and(|r| r.used.contains(&a.server));
    Check::NewServer.hold(!used && !election.offices.contains(&a.server), || {
        format!("key {} already has a part in this election", a.server.short())
    })?;
    Check::NewServer.hold(valid_origin(&a.origin), || format!("\"{}\" is no host and path", a.origin))?;
    election.offices.insert(a.server);
    election.server = a.server;
    election.origin.clone_from(&a.origin);
    election.since = call.index + 1;
    Ok(())
}
