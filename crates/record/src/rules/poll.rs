//! Time, opening, ballots, suspension, extension (§3.2, §3.7–§3.9).

use crate::acts::{At, Ballot, Clock, Extend, Open, Suspend};
use crate::apply::Call;
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use crate::list::List;
use crate::log::Tree;
use crate::rules::ceremony;
use crate::rules::setup::time_words;
use crate::screen::owed_parts;
use crate::state::{Election, Head, Phase, Poll};
use hustings_proofs::Context;
use std::collections::{HashMap, HashSet};

/// Seconds between two clocks while the poll is open (A12).
const GAP: u64 = 60;

/// Seconds for which a key check is fresh (K10).
const FRESH: u64 = 24 * 60 * 60;

/// `clock`: A11, A12; closes the poll and ends the ceremony's rounds.
pub(crate) fn clock(
    election: &mut Election,
    tree: &Tree,
    a: &Clock,
    call: &mut Call,
) -> Result<(), Violation> {
    let last = election.time();
    Check::ClockOrder.hold(last.is_none_or(|t| t < a.time), || {
        format!("it says {}, the one before {}", a.time, time_words(last))
    })?;
    let gap = last.map_or(0, |t| a.time - t);
    let late = election.phase == Phase::Open && gap > GAP;
    Check::ClockGap.hold(late == a.outage, || {
        if late {
            format!("{gap} seconds after the last one while the poll was open, and no outage is admitted")
        } else {
            format!("it admits an outage where there was none ({gap} seconds)")
        }
    })?;
    if election.phase == Phase::Open && poll_is_over(election, a.time) {
        // The lists are made of ballots whose proofs may still be owed.
        call.owed.settle()?;
        close(election, tree, a.time, call.index)?;
    }
    election.clocks.push((call.index, a.time));
    ceremony::time_passes(election, call.index);
    Ok(())
}

fn poll_is_over(election: &Election, now: u64) -> bool {
    let Some(poll) = &election.poll else { return false };
    let members = election.register.as_ref().map_or(0, |r| r.rows.len());
    let all_voted = election.manifest.closes_when_all_voted && poll.heads.len() == members;
    now >= poll.closes || all_voted
}

/// The close: each list's input is fixed (§8.1). The lots are bound to the log before the closing
/// clock, which holds every ballot.
fn close(election: &mut Election, tree: &Tree, now: u64, index: u64) -> Result<(), Violation> {
    let closed = At { size: tree.size(), root: Hex32(tree.root()) };
    let lists = List::all(election, closed)?;
    let empty = lists.iter().all(|l| l.ballots() == 0);
    election.lists = lists;
    if let Some(poll) = election.poll.as_mut() {
        poll.closed = Some(closed);
        poll.closed_time = Some(now);
    }
    election.enter(if empty { Phase::Opened } else { Phase::Closed }, index);
    Ok(())
}

/// `open`: A13, K10, K11.
pub(crate) fn open(election: &mut Election, a: &Open, call: &Call) -> Result<(), Violation> {
    let (now, m) = (election.time(), &election.manifest);
    Check::Date.hold(now.is_some_and(|t| m.opens <= t && t < m.closes), || {
        format!("the poll is open from {} to {}; the last clock says {}", m.opens, m.closes, time_words(now))
    })?;
    let (Some(keys), Some(register)) = (&election.keys, &election.register) else {
        return Err(Check::OpenNames.fails("there is no joint key or no register"));
    };
    let since = now.unwrap_or(0).saturating_sub(FRESH);
    let fresh = keys.checks.values().filter(|t| **t >= since).count() as u64;
    Check::FreshChecks.hold(fresh >= m.threshold, || {
        format!("{fresh} trustees have shown within a day that they hold their share; {} must", m.threshold)
    })?;
    Check::OpenNames.hold(a.joint_key.0 == *keys.joint.encoded(), || {
        format!("it names joint key {}, the ceremony made another", a.joint_key.short())
    })?;
    Check::OpenNames.hold(a.register == register.blob.sha256, || {
        format!(
            "it names register {}, the one frozen is {}",
            a.register.short(),
            register.blob.sha256.short()
        )
    })?;
    election.poll = Some(Poll {
        open: call.id,
        context: Context::new(&election.id.0, &a.joint_key.0, &a.register.0, &call.id.0),
        closes: m.closes,
        suspended_until: None,
        suspended_seconds: 0,
        heads: HashMap::new(),
        used: HashSet::new(),
        closed: None,
        closed_time: None,
    });
    election.enter(Phase::Open, call.index);
    Ok(())
}

/// `ballot`: B1 to B7.
pub(crate) fn ballot(election: &mut Election, a: &Ballot, call: &mut Call) -> Result<(), Violation> {
    let (Some(poll), Some(register)) = (&election.poll, &election.register) else {
        return Err(Check::OpenAct.fails("the poll is not open"));
    };
    let row = a.credentials.first().and_then(|c| register.by_credential.get(c)).copied();
    let Some(row) = row.filter(|r| register.rows[*r].credentials == a.credentials) else {
        return Err(Check::Credentials.fails("these credentials are no row of the register"));
    };
    Check::OpenAct.hold(a.open == poll.open, || {
        format!("it names opening {}, this is {}", a.open.short(), poll.open.short())
    })?;
    let head = poll.heads.get(&row).map(|h| h.id);
    Check::Previous.hold(a.previous == head, || {
        let words = |id: Option<Hex32>| id.map_or_else(|| "none".to_owned(), |i| i.short());
        format!("it follows ballot {}, the voter's last is {}", words(a.previous), words(head))
    })?;
    parts(election, a, u64::from(register.rows[row].class))?;
    let fresh = first_parts(a, &poll.used)?;
    let owed = owed_parts(a, &poll.context, call.index, call.signer);
    call.owed.owe_parts(owed)?; // B6, B7
    let parts = (a.parts.iter())
        .map(|p| p.ciphertexts.iter().flat_map(|(x, y)| [x.0, y.0]).flatten().collect())
        .collect();
    if let Some(poll) = election.poll.as_mut() {
        poll.used.extend(fresh);
        poll.heads.insert(row, Head { id: call.id, entry: call.index, parts });
    }
    Ok(())
}

/// B4: a part for every contest of the class, each of W blocks.
fn parts(election: &Election, a: &Ballot, class: u64) -> Result<(), Violation> {
    let wanted: Vec<u64> = election
        .manifest
        .class(class)
        .map_or_else(Vec::new, |c| c.contests.iter().map(|c| c.contest).collect());
    let given: Vec<u64> = a.parts.iter().map(|p| p.contest).collect();
    Check::Parts.hold(given == wanted, || {
        format!("it has parts for contests {given:?}, its class votes in {wanted:?}")
    })?;
    for part in &a.parts {
        let w = election.width(part.contest);
        let lengths = [part.ciphertexts.len(), part.commitments.len(), part.responses.len()];
        Check::Parts.hold(lengths == [w; 3], || {
            format!(
                "contest {}: {lengths:?} ciphertexts, commitments and responses, each must be {w}",
                part.contest
            )
        })?;
    }
    Ok(())
}

/// B5: every first part is new, within the ballot too.
fn first_parts(a: &Ballot, used: &HashSet<[u8; 32]>) -> Result<HashSet<[u8; 32]>, Violation> {
    let mut fresh = HashSet::new();
    for part in &a.parts {
        for (block, (first, _)) in part.ciphertexts.iter().enumerate() {
            Check::Fresh.hold(!used.contains(&first.0) && fresh.insert(first.0), || {
                format!(
                    "contest {}, block {}: this ciphertext stands in the record already",
                    part.contest,
                    block + 1
                )
            })?;
        }
    }
    Ok(fresh)
}

/// `suspend`: A19.
pub(crate) fn suspend(election: &mut Election, a: &Suspend, call: &Call) -> Result<(), Violation> {
    let (now, longest) = (election.time().unwrap_or(0), election.manifest.longest_suspension);
    let Some(poll) = election.poll.as_mut() else {
        return Err(Check::Change.fails("there is no poll to suspend"));
    };
    // Seconds are counted once where one suspension prolongs another.
    let from = poll.suspended_until.map_or(now, |until| until.max(now));
    let total = a.until.saturating_sub(from).saturating_add(poll.suspended_seconds);
    Check::Change.hold(from < a.until && total <= longest, || {
        format!(
            "with it the poll is suspended for {total} seconds in all, until {}; {longest} are allowed",
            a.until
        )
    })?;
    poll.suspended_until = Some(a.until);
    poll.suspended_seconds = total;
    election.since = call.index + 1;
    Ok(())
}

/// `extend`: A19.
pub(crate) fn extend(election: &mut Election, a: &Extend, call: &Call) -> Result<(), Violation> {
    let latest = election.manifest.latest_close;
    let Some(poll) = election.poll.as_mut() else {
        return Err(Check::Change.fails("there is no poll to extend"));
    };
    Check::Change.hold(poll.closes < a.closes && a.closes <= latest, || {
        format!(
            "it moves the close from {} to {}; it may be moved later, up to {latest}",
            poll.closes, a.closes
        )
    })?;
    poll.closes = a.closes;
    election.since = call.index + 1;
    Ok(())
}
