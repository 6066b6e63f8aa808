//! What time it is, and when it is told (§3.2).

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use hustings_record::{Election, Phase};

/// Where the time comes from: unix seconds. The system's, but for tests.
pub type Now = Arc<dyn Fn() -> u64 + Send + Sync>;

/// The system's time.
pub fn system_time() -> Now {
    Arc::new(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// Seconds between two clocks while the poll is open. Well below the 60 of A12, so that a server that
/// was restarted is back before there is a gap.
const TICK: u64 = 20;

/// Seconds after which, while nothing hangs on the minute, the time is told before an act.
const STALE: u64 = 60;

/// Seconds by which a clock may differ from the server's own time (§3.2).
pub(super) const ASTRAY: u64 = 60;

/// Seconds between two clocks of an open poll beyond which there was an outage (A12).
const GAP: u64 = 60;

/// Whether so long has passed without a clock, the poll being open, that only an admitted outage ends
/// it (§3.2): until then nobody knows whether the poll is over, and no ballot is taken.
pub(super) fn is_interrupted(election: &Election, now: u64) -> bool {
    election.phase == Phase::Open && election.time().is_some_and(|last| is_gap(last, now))
}

/// Whether a clock now would come too late after the last.
pub(super) fn is_gap(last: u64, now: u64) -> bool {
    now > last.saturating_add(GAP)
}

/// When the server is next to tell the time by itself; none where nothing waits for it.
pub(super) fn next_clock(election: &Election) -> Option<u64> {
    let last = election.time();
    let after_last = last.map_or(0, |t| t + 1);
    let due = match election.phase {
        Phase::Announced | Phase::Registered => {
            // Before the first clock a register may still be published at any time (R, A13).
            let until = election.manifest.objections_until;
            last.is_none_or(|t| t < until).then_some(until)?
        }
        Phase::Ceremony => last.unwrap_or(0) + TICK,
        Phase::Open => {
            let closes = election.poll.as_ref().map_or(u64::MAX, |p| p.closes);
            if all_have_voted(election) { after_last } else { closes.min(last.unwrap_or(0) + TICK) }
        }
        _ => return None,
    };
    Some(due.max(after_last))
}

/// Whether an act that comes now should find a newer time in the log.
pub(super) fn is_stale(election: &Election, now: u64) -> bool {
    election.time().is_none_or(|t| now >= t + STALE)
}

fn all_have_voted(election: &Election) -> bool {
    let members = election.register.as_ref().map_or(0, |r| r.rows.len());
    let voted = election.poll.as_ref().map_or(0, |p| p.heads.len());
    election.manifest.closes_when_all_voted && voted == members
}
