//! Acts other than ballots: one at a time, and their blobs first.

use std::collections::HashSet;

use hustings_record::acts::BlobRef;
use hustings_record::blobs::named;
use hustings_record::source::{SourceError, blob_path};
use hustings_record::{Act, Election, Entry, Hex32, Obligations};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::super::time::ASTRAY;
use super::{Answer, Recorded, Refusal, Sequencer};

/// The longest blob that is taken, 1 GiB: a list of four million ballots of four blocks.
const MAX_BLOB: u64 = 1 << 30;

/// The longest text of a complaint (A20).
const MAX_COMPLAINT: u64 = 2_048;

impl Sequencer {
    /// Takes up an act that is no ballot.
    pub(super) fn take_act(&mut self, bytes: Vec<u8>, entry: &Entry, answer: Answer) {
        let Some(answer) = self.answer_if_there(&entry.id, answer) else { return };
        match self.apply_act(entry) {
            Ok(()) => self.keep(bytes, entry, Some(answer)),
            Err(refusal) => drop(answer.send(Err(refusal))),
        }
    }

    fn apply_act(&mut self, entry: &Entry) -> Result<(), Refusal> {
        self.ours(entry)?;
        self.check_clock(entry)?;
        // Before anything is stored for them: whoever signed this holds the office it needs.
        let mut owed = Obligations::of(StdRng::from_rng(&mut self.rng));
        self.state.check_signatures(entry, &mut owed)?;
        self.check_blobs(entry)?;
        self.freshen_time();
        self.apply(entry)?;
        Ok(())
    }

    /// This server keeps the log, or is named by the handover that is posted.
    fn ours(&self, entry: &Entry) -> Result<(), Refusal> {
        let key = self.key.public();
        let keeps = self.state.election().is_some_and(|e| e.server == key);
        match &entry.act {
            // Taken up from copies (§3.15): its own act is the first it appends. What another server
            // is to append after a handover to it is not for this one.
            Act::Handover(handover) if handover.server == key => Ok(()),
            Act::Handover(_) => Err(Refusal::Elsewhere),
            _ if keeps => Ok(()),
            _ => Err(Refusal::Elsewhere),
        }
    }

    /// §3.2: no clock that is not the time by this server's own.
    fn check_clock(&self, entry: &Entry) -> Result<(), Refusal> {
        let Act::Clock(clock) = &entry.act else { return Ok(()) };
        let now = (self.now)();
        if now.abs_diff(clock.time) <= ASTRAY {
            Ok(())
        } else {
            Err(Refusal::Astray { told: clock.time, now })
        }
    }

    /// The act's blobs are there, or may be put from now on.
    fn check_blobs(&self, entry: &Entry) -> Result<(), Refusal> {
        let mut blobs: Vec<BlobRef> = named(&entry.act).into_iter().map(|(blob, _)| blob).collect();
        if let Act::Complaint(a) = &entry.act {
            blobs.push(a.text);
        }
        let Some(election) = self.state.election().filter(|_| !blobs.is_empty()) else { return Ok(()) };
        let most = longest(election, &entry.act);
        if let Some(blob) = blobs.iter().find(|blob| blob.size > most) {
            return Err(Refusal::BlobSize(*blob));
        }
        let mut seen = HashSet::new();
        blobs.retain(|blob| seen.insert(blob.sha256) && !self.is_there(blob));
        if blobs.is_empty() {
            return Ok(());
        }
        self.shared.expected.expect(&blobs);
        if let Err(error) = self.shared.files.await_blobs(&blobs) {
            return Err(Refusal::Storage(error.to_string()));
        }
        Err(Refusal::Blobs(blobs))
    }

    fn is_there(&self, blob: &BlobRef) -> bool {
        // Whether it is the right one, and whole, is for `apply` to say (L6).
        match self.shared.files.read(&blob_path(&blob.sha256.0), blob.size) {
            Ok(_) | Err(SourceError::TooLong { .. }) => true,
            Err(_) => false,
        }
    }

    /// Answers for an act that is in the record, or waits for it to be committed with this turn; hands
    /// the answer back where it is in neither.
    pub(super) fn answer_if_there(&mut self, id: &Hex32, answer: Answer) -> Option<Answer> {
        let Some(index) = self.state.index_of(id) else { return Some(answer) };
        let head = self.storage.head().filter(|head| index < head.checkpoint.size());
        let Some(head) = head else {
            self.turn.waiting.push((index, *id, answer));
            return None;
        };
        let proof = self.state.tree().prove_inclusion(index, head.checkpoint.size()).unwrap_or_default();
        let recorded = Recorded {
            act: *id,
            index,
            checkpoint: String::from_utf8_lossy(&head.to_bytes()).into_owned(),
            proof: proof.into_iter().map(Hex32).collect(),
        };
        let _ = answer.send(Ok(recorded));
        None
    }
}

/// The most bytes a blob of this act can rightly have. Where anybody may sign, nothing may be stored
/// that could not stand in this record.
fn longest(election: &Election, act: &Act) -> u64 {
    match act {
        Act::Complaint(a) => {
            let member = election.register.as_ref().is_some_and(|r| r.by_credential.contains_key(&a.by));
            let may = member || election.offices.contains(&a.by);
            if may { MAX_COMPLAINT } else { 0 }
        }
        Act::ElectionResult(_) => {
            let rows = |list: &hustings_record::list::List| {
                32 * list.ballots() * election.width(list.name.contest) as u64
            };
            election.lists.iter().map(rows).max().unwrap_or(0)
        }
        _ => MAX_BLOB,
    }
}
