//! Ballots: screened together, then applied one by one.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use hustings_record::checks::Check;
use hustings_record::screen::{Screened, screen};
use hustings_record::{Act, Entry, Hex32, Phase, Violation};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::super::time::is_interrupted;
use super::{Answer, Refusal, Sequencer};

impl Sequencer {
    /// Takes ballots up in their order.
    pub(super) fn take_ballots(&mut self, ballots: Vec<(Vec<u8>, Entry, Answer)>) {
        if ballots.is_empty() {
            return;
        }
        // A closing time that has passed is in the log before any ballot that came after it.
        self.tell_time_if_due();
        let refused = self.no_ballots();
        let mut taken: HashMap<Hex32, (Vec<u8>, Answer)> = HashMap::new();
        let (mut entries, mut again) = (Vec::new(), Vec::new());
        for (bytes, entry, answer) in ballots {
            // The same text again gets the same receipt, wherever the poll stands by now.
            let Some(answer) = self.answer_if_there(&entry.id, answer) else { continue };
            if let Some(refusal) = &refused {
                let _ = answer.send(Err(refusal.clone()));
                continue;
            }
            match taken.entry(entry.id) {
                Slot::Occupied(_) => again.push((entry.id, answer)),
                Slot::Vacant(slot) => {
                    slot.insert((bytes, answer));
                    entries.push(entry);
                }
            }
        }
        let Some(election) = self.state.election() else { return };
        let ids: Vec<Hex32> = entries.iter().map(|e| e.id).collect();
        let screened = screen(election, entries, &mut self.rng);
        for (id, ballot) in ids.into_iter().zip(screened) {
            let Some((bytes, answer)) = taken.remove(&id) else { continue };
            let applied = ballot.map_err(Refusal::from).and_then(|b| self.apply_ballot(&b).map(|()| b));
            match applied {
                Ok(ballot) => self.keep(bytes, ballot.entry(), Some(answer)),
                Err(refusal) => drop(answer.send(Err(refusal))),
            }
        }
        // The same text twice in one turn: both wait for the one entry, or the one had to be refused.
        for (id, answer) in again {
            if let Some(answer) = self.answer_if_there(&id, answer) {
                let _ = answer.send(Err(Refusal::Busy));
            }
        }
    }

    fn apply_ballot(&mut self, ballot: &Screened) -> Result<(), Refusal> {
        let no_blobs: HashMap<Hex32, Vec<u8>> = HashMap::new();
        let rng = StdRng::from_rng(&mut self.rng);
        let applied = self.state.apply_screened(ballot, &no_blobs, rng);
        applied.map_err(|violation| self.in_other_words(ballot.entry(), violation))
    }

    /// A ballot that does not follow the voter's last one is for the voter to decide on (§3.8).
    fn in_other_words(&self, entry: &Entry, violation: Violation) -> Refusal {
        let (Check::Previous, Act::Ballot(ballot)) = (violation.check, &entry.act) else {
            return violation.into();
        };
        let head = self.state.election().and_then(|election| {
            let row = election.register.as_ref()?.by_credential.get(ballot.credentials.first()?)?;
            election.poll.as_ref()?.heads.get(row).map(|head| head.id)
        });
        Refusal::Previous { head }
    }

    /// Why no ballots are taken now, if they are not.
    fn no_ballots(&self) -> Option<Refusal> {
        let election = self.state.election()?;
        if election.server != self.key.public() {
            return Some(Refusal::Elsewhere);
        }
        match election.phase {
            Phase::Open if is_interrupted(election, (self.now)()) => Some(Refusal::Interrupted),
            Phase::Open if election.is_suspended() => {
                let until = election.poll.as_ref().and_then(|p| p.suspended_until).unwrap_or(0);
                Some(Refusal::Suspended { until })
            }
            Phase::Open => None,
            phase if phase < Phase::Open => Some(Refusal::NotOpen),
            _ => Some(Refusal::Closed),
        }
    }
}
