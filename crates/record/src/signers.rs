//! Who must sign an act (§3, "Signed by"), by name and key, in order.

use crate::acts::{Act, Manifest};
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use crate::state::{Election, index};
use hustings_proofs::signature::VerifyingKey;

/// A signature line that an act needs.
pub struct Signer {
    /// The name on the line.
    pub name: String,
    /// The key.
    pub key: VerifyingKey,
}

/// The lines that `act` needs, in order. Checks A3 (offices exist), A6, and for a manifest A15.
pub fn needed(act: &Act, election: Option<&Election>) -> Result<Vec<Signer>, Violation> {
    if let Act::Manifest(manifest) = act {
        return everyone(manifest);
    }
    let Some(election) = election else {
        return Err(Check::ManifestFirst.fails(format!("the first act is a {}", act.kind())));
    };
    let m = &election.manifest;
    let organiser = || office("organiser".to_owned(), &m.organiser);
    let scrutineer = || office("scrutineer".to_owned(), &m.scrutineer);
    let trustee = |n: u64| numbered("trustee", n, &m.trustees);
    let registrars = || registrars(m);
    Ok(match act {
        Act::Manifest(_) => Vec::new(),
        Act::Clock(a) => {
            let mut signers = vec![teller(election, &a.by)?];
            if a.outage && a.by != "scrutineer" {
                signers.push(scrutineer()?);
            }
            signers
        }
        Act::Register(_) => registrars()?,
        Act::Freeze(_) | Act::Open(_) => vec![organiser()?],
        Act::Replace(_) => {
            let mut signers = registrars()?;
            signers.push(scrutineer()?);
            signers
        }
        Act::KeyCommit(a) => vec![trustee(a.trustee)?],
        Act::KeyReveal(a) => vec![trustee(a.trustee)?],
        Act::KeyShares(a) => vec![trustee(a.trustee)?],
        Act::KeyComplaint(a) => vec![trustee(a.trustee)?],
        Act::KeyAnswer(a) => vec![trustee(a.trustee)?],
        Act::KeyConfirm(a) => vec![trustee(a.trustee)?],
        Act::KeyCheck(a) => vec![trustee(a.trustee)?],
        Act::KeyErased(a) => vec![trustee(a.trustee)?],
        Act::Mix(a) => vec![trustee(a.trustee)?],
        Act::Shares(a) => vec![trustee(a.trustee)?],
        Act::Certify(a) => vec![trustee(a.trustee)?],
        Act::Ballot(a) => credentials(&a.credentials)?,
        Act::Suspend(_) | Act::Extend(_) | Act::OpenSmall(_) => vec![organiser()?, scrutineer()?],
        Act::ElectionResult(a) => vec![anyone("publisher", &a.by)?],
        Act::Complaint(a) => vec![anyone("complainant", &a.by)?],
        Act::Report(_) | Act::Ruling(_) => vec![scrutineer()?],
        Act::Annul(a) => joint(&a.trustees, m)?,
        Act::Handover(a) => {
            let mut signers = joint(&a.trustees, m)?;
            signers.push(anyone("server", &a.server)?);
            signers
        }
    })
}

/// Everyone a manifest names as an office-holder, witnesses apart, who only watch.
fn everyone(m: &Manifest) -> Result<Vec<Signer>, Violation> {
    let mut signers = vec![office("organiser".to_owned(), &m.organiser)?];
    signers.extend(registrars(m)?);
    signers.push(office("scrutineer".to_owned(), &m.scrutineer)?);
    for n in 1..=m.trustees.len() {
        signers.push(numbered("trustee", n as u64, &m.trustees)?);
    }
    signers.push(office("server".to_owned(), &m.server)?);
    Ok(signers)
}

fn registrars(m: &Manifest) -> Result<Vec<Signer>, Violation> {
    (1..=m.registrars.len()).map(|n| numbered("registrar", n as u64, &m.registrars)).collect()
}

fn joint(trustees: &[u64], m: &Manifest) -> Result<Vec<Signer>, Violation> {
    let mut signers = Vec::with_capacity(trustees.len() + 1);
    for n in trustees {
        signers.push(numbered("trustee", *n, &m.trustees)?);
    }
    signers.push(office("scrutineer".to_owned(), &m.scrutineer)?);
    Ok(signers)
}

fn credentials(keys: &[Hex32]) -> Result<Vec<Signer>, Violation> {
    (keys.iter().enumerate()).map(|(i, key)| anyone(&format!("credential-{}", i + 1), key)).collect()
}

fn anyone(name: &str, key: &Hex32) -> Result<Signer, Violation> {
    match VerifyingKey::parse(&key.0) {
        Ok(key) => Ok(Signer { name: name.to_owned(), key }),
        Err(e) => Err(Check::Signers.fails(format!("{name} {} is no valid key: {e}", key.short()))),
    }
}

fn teller(election: &Election, by: &str) -> Result<Signer, Violation> {
    match by {
        "server" => office("server".to_owned(), &election.server),
        "scrutineer" => office("scrutineer".to_owned(), &election.manifest.scrutineer),
        _ => {
            let number = by.strip_prefix("trustee-").and_then(|n| n.parse().ok()).unwrap_or(0);
            let signer = numbered("trustee", number, &election.manifest.trustees)?;
            Check::Signers.hold(signer.name == by, || format!("\"{by}\" may not tell the time"))?;
            Ok(signer)
        }
    }
}

fn numbered(role: &str, number: u64, keys: &[Hex32]) -> Result<Signer, Violation> {
    let key = index(number).and_then(|i| keys.get(i)).ok_or_else(|| {
        Check::Signers.fails(format!("there is no {role} {number}; the manifest names {}", keys.len()))
    })?;
    office(format!("{role}-{number}"), key)
}

fn office(name: String, key: &Hex32) -> Result<Signer, Violation> {
    match VerifyingKey::parse(&key.0) {
        Ok(key) => Ok(Signer { name, key }),
        Err(e) => Err(Check::Keys.fails(format!("{name}'s key is no valid key: {e}"))),
    }
}
