//! The key ceremony's acts (§3.6, §5.1): K1 to K9.

use crate::acts::{
    KeyAnswer, KeyCheck, KeyCommit, KeyComplaint, KeyConfirm, KeyErased, KeyReveal, KeyShares, SchnorrProof,
};
use crate::apply::Call;
use crate::ceremony::{Ceremony, Round};
use crate::checks::{Check, Violation};
use crate::state::{Election, Keys, Phase};
use hustings_proofs::keys::{self, Dealing, JointKey, KeyError, KnowledgeProof};
use std::collections::{BTreeMap, BTreeSet};

/// K1: the ceremony's number is right, and this trustee takes part and has not yet spoken.
fn speaks(election: &mut Election, number: u64, trustee: u64) -> Result<&mut Ceremony, Violation> {
    let Some(c) = election.ceremony.as_mut() else {
        return Err(Check::Round.fails("no key ceremony is under way"));
    };
    Check::Round.hold(number == c.number, || format!("it is for ceremony {number}, this is {}", c.number))?;
    Check::Round.hold(c.members.contains(&trustee), || {
        format!("trustee {trustee} has no part in ceremony {}", c.number)
    })?;
    Check::Round.hold(!c.spoken().contains(&trustee), || {
        format!("trustee {trustee} has already spoken in the round of {}", c.round.words())
    })?;
    Ok(c)
}

/// Ends the round if everyone has spoken; the next begins now.
fn end_round(election: &mut Election, index: u64, next: Round) {
    let now = election.time();
    if let Some(c) = election.ceremony.as_mut()
        && c.spoken() == c.members
    {
        c.round = next;
        c.began = now;
        election.since = index + 1;
    }
}

/// `key-commit`: K1, K3.
pub(crate) fn commit(election: &mut Election, a: &KeyCommit, call: &Call) -> Result<(), Violation> {
    let c = speaks(election, a.ceremony, a.trustee)?;
    keys::verify_hpke_key(&a.hpke_key.0).map_err(|e| Check::Coefficients.fails(e.to_string()))?;
    Check::Coefficients.hold(a.commitment.0.len() == 64, || {
        format!("a commitment of {} bytes, not 64", a.commitment.0.len())
    })?;
    c.commits.insert(a.trustee, (a.hpke_key.0, a.commitment.0.clone()));
    end_round(election, call.index, Round::Reveal);
    Ok(())
}

/// `key-reveal`: K1 to K4.
pub(crate) fn reveal(election: &mut Election, a: &KeyReveal, call: &Call) -> Result<(), Violation> {
    let (id, threshold) = (election.id, election.manifest.threshold);
    let c = speaks(election, a.ceremony, a.trustee)?;
    let dealing = Dealing {
        commitments: a.coefficients.iter().map(|c| c.0).collect(),
        possession: knowledge(&a.possession),
    };
    let Some((hpke_key, commitment)) = c.commits.get(&a.trustee) else {
        return Err(Check::Revealed.fails("nothing was committed to"));
    };
    let (binding, dealer) = (c.binding(&id), a.trustee as u32);
    Check::Revealed.hold(dealing.commit_hash(&binding, dealer, hpke_key)[..] == commitment[..], || {
        format!("what trustee {dealer} reveals does not have the hash it committed to")
    })?;
    let verified =
        keys::verify_dealing(&binding, dealer, threshold as usize, hpke_key, &dealing).map_err(|e| {
            let check = match e {
                KeyError::Knowledge | KeyError::Proof(_) => Check::Possession,
                _ => Check::Coefficients,
            };
            check.fails(e.to_string())
        })?;
    c.dealings.insert(a.trustee, (verified, call.id));
    end_round(election, call.index, Round::Deal);
    Ok(())
}

/// `key-shares`: K1, K5.
pub(crate) fn shares(election: &mut Election, a: &KeyShares, call: &Call) -> Result<(), Violation> {
    let c = speaks(election, a.ceremony, a.trustee)?;
    let others: Vec<u64> = c.members.iter().copied().filter(|m| *m != a.trustee).collect();
    let recipients: Vec<u64> = a.shares.iter().map(|s| s.recipient).collect();
    Check::SealedShares.hold(recipients == others, || {
        format!("shares for trustees {recipients:?}; they must be for {others:?}")
    })?;
    for share in &a.shares {
        let length = share.sealed.0.len();
        Check::SealedShares.hold(length == keys::SEALED_SHARE_BYTES, || {
            format!(
                "the share for trustee {} has {length} bytes, not {}",
                share.recipient,
                keys::SEALED_SHARE_BYTES
            )
        })?;
    }
    c.dealt.insert(a.trustee, a.shares.clone());
    end_round(election, call.index, Round::Confirm);
    Ok(())
}

/// `key-complaint`: K1, K6.
pub(crate) fn complaint(election: &mut Election, a: &KeyComplaint) -> Result<(), Violation> {
    let now = election.time();
    let c = speaks(election, a.ceremony, a.trustee)?;
    Check::Accusation.hold(a.dealer != a.trustee && c.members.contains(&a.dealer), || {
        format!("trustee {} dealt trustee {} no share in this ceremony", a.dealer, a.trustee)
    })?;
    Check::Accusation.hold(!c.complaints.contains_key(&(a.trustee, a.dealer)), || {
        format!("trustee {} has already complained of trustee {}", a.trustee, a.dealer)
    })?;
    c.complaints.insert((a.trustee, a.dealer), None);
    c.began = now;
    Ok(())
}

/// `key-answer`: K1, K7. A share that fits ends the matter; one that does not puts the dealer out.
pub(crate) fn answer(election: &mut Election, a: &KeyAnswer, call: &Call) -> Result<(), Violation> {
    let now = election.time();
    let Some(c) = election.ceremony.as_mut() else {
        return Err(Check::Round.fails("no key ceremony is under way"));
    };
    Check::Round.hold(a.ceremony == c.number, || {
        format!("it is for ceremony {}, this is {}", a.ceremony, c.number)
    })?;
    let open = c.complaints.get(&(a.complainer, a.trustee)) == Some(&None);
    Check::CeremonyAnswer.hold(open, || {
        format!("no complaint of trustee {} against trustee {} is open", a.complainer, a.trustee)
    })?;
    let fits = c
        .dealings
        .get(&a.trustee)
        .is_some_and(|(dealing, _)| keys::verify_share(dealing, a.complainer as u32, &a.share.0).is_ok());
    c.complaints.insert((a.complainer, a.trustee), Some(a.share));
    // Otherwise a dealer could answer at the last moment, and whoever complained would be late.
    c.began = now;
    if !fits {
        restart_without(election, &BTreeSet::from([a.trustee]), call.index);
    }
    Ok(())
}

/// `key-confirm`: K1, K8. The last one ends the ceremony.
pub(crate) fn confirm(election: &mut Election, a: &KeyConfirm, call: &Call) -> Result<(), Violation> {
    let c = speaks(election, a.ceremony, a.trustee)?;
    let waiting = c.open_complaints().iter().any(|(by, _)| *by == a.trustee);
    Check::Round.hold(!waiting, || format!("trustee {}'s own complaint is not answered yet", a.trustee))?;
    let dealings: Vec<_> = c.dealings.values().map(|(d, _)| d.clone()).collect();
    let wrong = |e: KeyError| Check::Confirmed.fails(e.to_string());
    let joint = JointKey::combine(&dealings).map_err(wrong)?;
    let own = joint.verification_key(a.trustee as u32).map_err(wrong)?;
    Check::Confirmed.hold(a.joint_key.0 == *joint.encoded(), || {
        format!("trustee {} computed another joint key", a.trustee)
    })?;
    Check::Confirmed.hold(a.verification_key.0 == hustings_proofs::group::encode(&own), || {
        format!("trustee {} computed another verification key", a.trustee)
    })?;
    c.confirmed.insert(a.trustee);
    if c.confirmed.len() == c.members.len() {
        election.keys = Some(Keys { members: c.members.clone(), joint, checks: BTreeMap::new() });
        election.enter(Phase::Keyed, call.index);
    }
    Ok(())
}

/// A clock in the ceremony: whoever is late is out, and the others start again (§3.6).
pub(crate) fn time_passes(election: &mut Election, index: u64) {
    let limit = election.manifest.answer_seconds;
    let now = election.time();
    let Some(c) = election.ceremony.as_ref().filter(|_| election.phase == Phase::Ceremony) else { return };
    if let (Some(began), Some(now)) = (c.began, now)
        && now >= began.saturating_add(limit)
    {
        let late = c.late();
        restart_without(election, &late, index);
    }
}

/// A restart takes fresh keys and at least t + 1 trustees, t where no spare was asked for (§3.6).
fn restart_without(election: &mut Election, out: &BTreeSet<u64>, index: u64) {
    let now = election.time();
    let least = election.manifest.threshold + u64::from(!election.manifest.no_spare_trustee);
    let Some(c) = election.ceremony.as_mut() else { return };
    let members: Vec<u64> = c.members.iter().copied().filter(|m| !out.contains(m)).collect();
    if (members.len() as u64) < least {
        election.enter(Phase::Stalled, index);
    } else {
        *c = Ceremony::new(c.number + 1, members, now);
        election.since = index + 1;
    }
}

/// `key-check`: K1, K9.
pub(crate) fn check(election: &mut Election, a: &KeyCheck) -> Result<(), Violation> {
    let time = election.time_at(a.at.size);
    let Some(keys) = election.keys.as_mut() else {
        return Err(Check::KeyCheck.fails("there is no joint key yet"));
    };
    Check::Round.hold(keys.members.contains(&a.trustee), || {
        format!("trustee {} holds no share of the joint key", a.trustee)
    })?;
    let statement = keys::KeyCheck {
        key: &keys.joint,
        trustee: a.trustee as u32,
        log_size: a.at.size,
        root: &a.at.root.0,
    };
    keys::verify_key_check(&statement, &knowledge(&a.proof))
        .map_err(|e| Check::KeyCheck.fails(format!("trustee {}: {e}", a.trustee)))?;
    if let Some(time) = time {
        let last = keys.checks.entry(a.trustee).or_default();
        *last = time.max(*last);
    }
    Ok(())
}

/// `key-erased`: K1.
pub(crate) fn erased(election: &mut Election, a: &KeyErased) -> Result<(), Violation> {
    let again = election.erased.contains(&(a.trustee, a.erased));
    Check::Round.hold(!again, || format!("trustee {} has already said so", a.trustee))?;
    election.erased.push((a.trustee, a.erased));
    Ok(())
}

fn knowledge(proof: &SchnorrProof) -> KnowledgeProof {
    KnowledgeProof { commitment: proof.commitment.0, response: proof.response.0 }
}
