//! `apply`: the one function through which a record grows (§3). It runs every check on an act,
//! proofs included, and changes the state only if all hold. Server and verifier call the same.

use crate::acts::{Act, At};
use crate::blobs::Blobs;
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use crate::entry::{Entry, signer_names};
use crate::obligations::{Obligations, OwedSignature};
use crate::rules::{ceremony, complaints, opening, outcome, poll, setup};
use crate::signers;
use crate::state::{Election, Phase, State};
use std::sync::Arc;

/// What a rule needs to judge an act: where it stands and what may be consulted.
pub(crate) struct Call<'a> {
    /// Index the act will have.
    pub index: u64,
    /// Identity of the act.
    pub id: Hex32,
    /// Who signs, for messages.
    pub signer: &'a str,
    /// The blobs.
    pub blobs: &'a dyn Blobs,
    /// Checks that may gather, and randomness for batch weights.
    pub owed: &'a mut Obligations,
}

impl State {
    /// Applies an entry's bytes. On `Err` the state is as it was.
    pub fn apply(
        &mut self,
        bytes: &[u8],
        blobs: &dyn Blobs,
        owed: &mut Obligations,
    ) -> Result<(), Violation> {
        let entry = Entry::parse(bytes).map_err(|v| self.place(v, None))?;
        self.apply_entry(&entry, blobs, owed)
    }

    /// Applies a parsed entry. On `Err` the state is as it was.
    pub fn apply_entry(
        &mut self,
        entry: &Entry,
        blobs: &dyn Blobs,
        owed: &mut Obligations,
    ) -> Result<(), Violation> {
        let signer = signer_names(entry);
        self.check_and_change(entry, &signer, blobs, owed).map_err(|v| self.place(v, Some(signer)))
    }

    /// Checks that an act is signed by those who must sign it, and rightly: A3, A4, A6. What a server
    /// knows of an act before it stores anything for it; `apply` runs these again, with all others.
    ///
    /// # Errors
    /// The check that fails.
    pub fn check_signatures(&self, entry: &Entry, owed: &mut Obligations) -> Result<(), Violation> {
        let signer = signer_names(entry);
        let needed = signers::needed(&entry.act, self.election())?;
        let owing = match_signatures(entry, &needed, self.size(), &signer)?;
        owed.owe_signatures(owing)
    }

    /// Says of a violation where it stands.
    pub fn place(&self, violation: Violation, signer: Option<String>) -> Violation {
        Violation {
            entry: violation.entry.or(Some(self.size())),
            signer: violation.signer.or(signer),
            ..violation
        }
    }

    fn check_and_change(
        &mut self,
        entry: &Entry,
        signer: &str,
        blobs: &dyn Blobs,
        owed: &mut Obligations,
    ) -> Result<(), Violation> {
        let index = self.size();
        let fetched = crate::blobs::check_named(&entry.act, blobs)?; // L6
        self.check_act(entry, signer, owed)?; // A3 to A9
        let call = &mut Call { index, id: entry.id, signer, blobs, owed };
        match (&entry.act, self.election.as_deref_mut()) {
            (Act::Manifest(manifest), None) => {
                self.election = Some(Box::new(setup::manifest(manifest, call)?));
            }
            (act, Some(election)) => apply_act(election, &self.tree, act, call)?,
            // A6 has refused this already.
            (_, None) => return Err(Check::ManifestFirst.fails("there is no manifest yet")),
        }
        self.tree.push(entry.leaf);
        self.ids.insert(entry.id, index);
        self.count(entry, fetched);
        Ok(())
    }

    /// The checks common to all acts, A3 to A9; and A14, A15 of a manifest, whose keys must be
    /// known good before its signatures can be looked at.
    fn check_act(&self, entry: &Entry, signer: &str, owed: &mut Obligations) -> Result<(), Violation> {
        let needed = signers::needed(&entry.act, self.election())?; // A3, A6
        let owing = match_signatures(entry, &needed, self.size(), signer)?;
        owed.owe_signatures(owing)?; // A4
        if let Some(first) = self.ids.get(&entry.id) {
            return Err(Check::Once.fails(format!("the same act is entry {first}")));
        }
        let Some(election) = self.election() else { return Ok(()) };
        if matches!(entry.act, Act::Manifest(_)) {
            return Err(Check::ManifestFirst.fails("there is a manifest already, entry 0"));
        }
        let named = entry.act.election();
        Check::Election.hold(named == Some(election.id), || {
            let named = named.map_or_else(String::new, |n| n.short());
            format!("it names election {named}, this is {}", election.id.short())
        })?;
        match entry.act.at() {
            Some(at) => self.check_at(election, at),
            None => Ok(()),
        }
    }

    fn check_at(&self, election: &Election, at: At) -> Result<(), Violation> {
        let root = self.tree.root_at(at.size);
        Check::At.hold(root == Some(at.root.0), || {
            format!("it names a checkpoint of {} entries with root {}", at.size, at.root.short())
        })?;
        Check::Stale.hold(at.size >= election.since, || {
            format!("it names a checkpoint of {} entries; the state changed at entry {}", at.size, {
                election.since.saturating_sub(1)
            })
        })
    }

    fn count(&mut self, entry: &Entry, fetched: (u64, u64)) {
        let f = &mut self.figures;
        f.entries += 1;
        f.signatures += entry.signatures.len() as u64;
        f.blobs += fetched.0;
        f.blob_bytes += fetched.1;
        match &entry.act {
            Act::Clock(_) => f.clocks += 1,
            Act::Ballot(b) => {
                f.ballots += 1;
                f.replaced += u64::from(b.previous.is_some());
                f.ballot_proofs += b.parts.len() as u64;
            }
            Act::Mix(m) => f.mixed += m.output.size / 64,
            Act::Shares(s) => f.shares += s.shares.size / 32,
            Act::KeyCheck(_) => f.key_checks += 1,
            _ => {}
        }
    }
}

/// A3 and what A4 needs: exactly the signature lines needed, in order.
pub(crate) fn match_signatures(
    entry: &Entry,
    needed: &[signers::Signer],
    index: u64,
    signer: &str,
) -> Result<Vec<OwedSignature>, Violation> {
    let given: Vec<&str> = entry.signatures.iter().map(|s| s.name.as_str()).collect();
    let wanted: Vec<&str> = needed.iter().map(|s| s.name.as_str()).collect();
    Check::Signers.hold(given == wanted && !wanted.is_empty(), || {
        format!("it needs [{}] and is signed by [{}]", wanted.join(", "), given.join(", "))
    })?;
    let text: Arc<str> = entry.text.as_str().into();
    let mut owing = Vec::with_capacity(needed.len());
    for (line, need) in entry.signatures.iter().zip(needed) {
        let id = crate::log::checkpoint::ed25519_key_id(&need.name, &need.key);
        Check::Signers
            .hold(line.key_id == id, || format!("{}'s line carries another key's number", line.name))?;
        let signature = line.signature.as_slice().try_into().map_err(|_| {
            Check::Signers.fails(format!(
                "{}'s signature has {} bytes, not 64",
                line.name,
                line.signature.len()
            ))
        })?;
        // Of several office-holders the one whose signature fails is named; a voter has no office.
        let one = needed.len() == 1 || matches!(entry.act, Act::Ballot(_));
        let signer = if one { signer.to_owned() } else { need.name.clone() };
        owing.push(OwedSignature { entry: index, signer, key: need.key, text: text.clone(), signature });
    }
    Ok(owing)
}

fn apply_act(
    election: &mut Election,
    tree: &crate::log::Tree,
    act: &Act,
    call: &mut Call,
) -> Result<(), Violation> {
    check_phase(election, act)?; // A10
    match act {
        Act::Manifest(_) => Ok(()),
        Act::Clock(a) => poll::clock(election, tree, a, call),
        Act::Register(a) => setup::register(election, a, call),
        Act::Freeze(a) => setup::freeze(election, a, call),
        Act::Replace(a) => setup::replace(election, a, call),
        Act::KeyCommit(a) => ceremony::commit(election, a, call),
        Act::KeyReveal(a) => ceremony::reveal(election, a, call),
        Act::KeyShares(a) => ceremony::shares(election, a, call),
        Act::KeyComplaint(a) => ceremony::complaint(election, a),
        Act::KeyAnswer(a) => ceremony::answer(election, a, call),
        Act::KeyConfirm(a) => ceremony::confirm(election, a, call),
        Act::KeyCheck(a) => ceremony::check(election, a),
        Act::KeyErased(a) => ceremony::erased(election, a),
        Act::Open(a) => poll::open(election, a, call),
        Act::Ballot(a) => poll::ballot(election, a, call),
        Act::Suspend(a) => poll::suspend(election, a, call),
        Act::Extend(a) => poll::extend(election, a, call),
        Act::Mix(a) => opening::mix(election, a, call),
        Act::OpenSmall(a) => opening::open_small(election, a),
        Act::Shares(a) => opening::shares(election, a, call),
        Act::ElectionResult(a) => outcome::result(election, a, call),
        Act::Certify(a) => outcome::certify(election, a, call),
        Act::Report(a) => outcome::report(election, a),
        Act::Complaint(a) => complaints::complaint(election, a, call),
        Act::Ruling(a) => complaints::ruling(election, a),
        Act::Annul(a) => complaints::annul(election, a),
        Act::Handover(a) => complaints::handover(election, a, call),
    }
}

/// A10: which acts belong to which stage of the election (§3, table).
fn check_phase(election: &Election, act: &Act) -> Result<(), Violation> {
    use Phase::*;
    let phase = election.phase;
    let fits = match act {
        Act::Manifest(_) => false,
        Act::Register(_) => phase <= Registered,
        Act::Freeze(_) => phase == Registered,
        Act::Replace(_) => (Ceremony..=Open).contains(&phase) && phase != Stalled,
        Act::KeyCommit(_)
        | Act::KeyReveal(_)
        | Act::KeyShares(_)
        | Act::KeyComplaint(_)
        | Act::KeyAnswer(_)
        | Act::KeyConfirm(_) => {
            phase == Ceremony && election.ceremony.as_ref().is_some_and(|c| c.round.takes(act))
        }
        Act::KeyCheck(_) | Act::Open(_) => phase == Keyed,
        Act::KeyErased(a) => match a.erased {
            crate::acts::Erased::Hpke => phase >= Keyed,
            crate::acts::Erased::Share => phase >= Certified,
        },
        Act::Ballot(_) => phase == Open && !election.is_suspended(),
        Act::Suspend(_) | Act::Extend(_) => phase == Open,
        Act::Mix(_) | Act::OpenSmall(_) => phase == Closed,
        Act::Shares(_) => phase == Closed || phase == Opened,
        Act::ElectionResult(_) => phase == Opened,
        Act::Certify(_) | Act::Report(_) => phase >= Counted,
        Act::Clock(_) | Act::Complaint(_) | Act::Ruling(_) | Act::Annul(_) | Act::Handover(_) => true,
    };
    Check::Phase.hold(fits, || {
        let suspended = if election.is_suspended() { ", and the poll is suspended" } else { "" };
        format!("{} has no place while the election is {}{suspended}", act.kind(), phase.words())
    })
}

impl Election {
    /// Whether no ballots are taken now because the poll is suspended.
    pub fn is_suspended(&self) -> bool {
        let until = self.poll.as_ref().and_then(|p| p.suspended_until);
        matches!((until, self.time()), (Some(until), Some(now)) if now < until)
    }

    /// Moves to a phase: from now on acts must know of it (A9).
    pub(crate) fn enter(&mut self, phase: Phase, index: u64) {
        self.phase = phase;
        self.since = index + 1;
    }
}
