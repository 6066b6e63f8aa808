//! The one writer of a record: the order of acts, the time, the commit.
//!
//! A turn takes what waits, applies it in order, and commits what held, together. What a crash leaves:
//! before the commit returns nothing of the turn is in the record, and nobody was told it is; after it
//! all is, and whoever was not told any more posts the same again and gets the same receipt.

mod acts;
mod ballots;
mod inbox;

use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use hustings_record::acts::Clock;
use hustings_record::log::{SignedCheckpoint, Witness, leaf_hash};
use hustings_record::{Act, Election, Entry, Hex32, Obligations, Phase, State, Violation};
use rand::SeedableRng;
use rand::rngs::{StdRng, SysError, SysRng};
use tokio::sync::oneshot;

use super::answer::{Recorded, Refusal};
use super::queue::{Request, gather};
use super::time::{Now, is_interrupted, is_stale, next_clock};
use super::{Shared, line};
use crate::index::Line;
use crate::key::ServerKey;
use crate::storage::Storage;
use crate::store::StoreError;

/// How long to wait before a commit that failed is tried again.
const RETRY: Duration = Duration::from_millis(500);

/// How long to wait at most where nothing is due.
const IDLE: Duration = Duration::from_secs(3_600);

/// How long to wait at most where other processes may hand something in, or take the writer's place.
const SHARED: Duration = Duration::from_secs(1);

type Answer = oneshot::Sender<Result<Recorded, Refusal>>;

/// The writer. Everything here is its own; what others see is in `shared`.
pub(super) struct Sequencer {
    storage: Box<dyn Storage>,
    /// With what is pending; never ahead of `storage`'s pending entries, nor behind.
    state: State,
    key: Arc<ServerKey>,
    now: Now,
    rng: StdRng,
    shared: Arc<Shared>,
    /// Of the entries that are pending: their lines, leaves, and who waits for each.
    turn: Turn,
    /// The storage can be used no more; whoever started this opens it anew.
    ended: bool,
}

#[derive(Default)]
struct Turn {
    entries: Vec<Vec<u8>>,
    lines: Vec<Line>,
    leaves: Vec<[u8; 32]>,
    waiting: Vec<(u64, Hex32, Answer)>,
}

impl Sequencer {
    pub(super) fn new(
        storage: Box<dyn Storage>,
        state: State,
        key: Arc<ServerKey>,
        now: Now,
        shared: Arc<Shared>,
    ) -> Result<Self, SysError> {
        let rng = StdRng::try_from_rng(&mut SysRng)?;
        Ok(Sequencer { storage, state, key, now, rng, shared, turn: Turn::default(), ended: false })
    }

    /// Works until it is told to stop, or nobody is left to tell it anything; `batch` comes first.
    pub(super) fn run(mut self, mut batch: Vec<Request>, requests: &Receiver<Request>) {
        loop {
            let taken = self.take_inbox(&mut batch);
            if self.ended {
                for request in batch {
                    refuse_all(request);
                }
                return;
            }
            let stop = self.take_turn(batch);
            self.answer_inbox(taken);
            if stop || self.ended {
                return;
            }
            match gather(requests, self.patience()) {
                Some(next) => batch = next,
                None => return,
            }
        }
    }

    /// How long to wait for something to come: until the next clock is due.
    fn patience(&self) -> Duration {
        if !self.storage.pending().is_empty() {
            return RETRY;
        }
        let now = (self.now)();
        let most = if self.storage.is_shared() { SHARED } else { IDLE };
        match self.due() {
            Some(due) => {
                Duration::from_secs(due.saturating_sub(now).max(1)).min(IDLE).min(Duration::from_secs(1))
            }
            None => most,
        }
    }

    /// When this server is next to tell the time; none where it is not to.
    fn due(&self) -> Option<u64> {
        let election = self.state.election()?;
        let ours = election.server == self.key.public() && !is_interrupted(election, (self.now)());
        next_clock(election).filter(|_| ours)
    }

    /// Takes up requests in their order. Returns whether to stop.
    fn take_turn(&mut self, batch: Vec<Request>) -> bool {
        let mut stop = false;
        // What a failed commit left is part of the record first, or nothing new comes in.
        if !self.storage.pending().is_empty() && !self.commit() {
            for request in batch {
                stop |= refuse_all(request);
            }
            return stop;
        }
        self.tell_time_if_due();
        let mut ballots: Vec<(Vec<u8>, Entry, Answer)> = Vec::new();
        let mut cosigned = Vec::new();
        for request in batch {
            match request {
                Request::Act { bytes, entry, answer } if matches!(entry.act, Act::Ballot(_)) => {
                    ballots.push((bytes, *entry, answer));
                }
                Request::Act { bytes, entry, answer } => {
                    self.take_ballots(std::mem::take(&mut ballots));
                    self.take_act(bytes, &entry, answer);
                }
                Request::Cosigned { head, answer } => cosigned.push((head, answer)),
                Request::Wake => {}
                Request::Stop => stop = true,
            }
        }
        self.take_ballots(ballots);
        // The last ballot of a meeting closes it, at once where a second has passed.
        self.tell_time_if_due();
        // Cosignatures are on the head that their witness saw: before there is another.
        for (head, answer) in cosigned {
            let _ = answer.send(self.cosign(&head));
        }
        if !self.turn.entries.is_empty() {
            self.commit();
        }
        stop
    }

    /// Tells the time if a clock is due.
    fn tell_time_if_due(&mut self) {
        if self.due().is_some_and(|due| (self.now)() >= due) {
            self.tell_time();
        }
    }

    /// Tells the time if what comes now would otherwise find an old one.
    fn freshen_time(&mut self) {
        let now = (self.now)();
        let stale = self
            .state
            .election()
            .is_some_and(|e| e.phase != Phase::Open && is_stale(e, now) && e.server == self.key.public());
        if stale {
            self.tell_time();
        }
    }

    fn tell_time(&mut self) {
        let Some(election) = self.state.election() else { return };
        let time = (self.now)();
        if election.time().is_some_and(|last| last >= time) {
            return;
        }
        let clock = Clock {
            election: election.id,
            at: self.state.at(),
            by: "server".to_owned(),
            time,
            outage: false,
        };
        let text = Act::from(clock).text();
        let bytes = Entry::write(&text, &[self.key.line(&text)]);
        let told = Entry::parse(&bytes).and_then(|entry| {
            self.apply(&entry)?;
            self.keep(bytes, &entry, None);
            Ok(())
        });
        if let Err(violation) = told {
            // Our own clock, refused by our own rules: a defect to be seen, not to be hidden.
            tracing::error!(election = %self.id(), %violation, "the time could not be told");
        }
    }

    /// `apply`, every check done at once.
    fn apply(&mut self, entry: &Entry) -> Result<(), Violation> {
        let files = self.shared.files.clone();
        let blobs = hustings_verifier::SourceBlobs::new(&*files);
        let mut owed = Obligations::of(StdRng::from_rng(&mut self.rng));
        self.state.apply_entry(entry, &blobs, &mut owed)
    }

    /// Keeps an entry that was applied for the commit at the end of the turn.
    fn keep(&mut self, bytes: Vec<u8>, entry: &Entry, answer: Option<Answer>) {
        let line = line(&self.state, entry);
        if let Some(answer) = answer {
            self.turn.waiting.push((line.index, entry.id, answer));
        }
        self.turn.leaves.push(leaf_hash(&bytes));
        self.turn.lines.push(line);
        self.turn.entries.push(bytes);
    }

    /// Makes the turn part of the record and answers everybody who waits for it. Returns whether it is.
    fn commit(&mut self) -> bool {
        let entries = std::mem::take(&mut self.turn.entries);
        let origin = self.state.election().map(Election::log_origin).unwrap_or_default();
        let (storage, key) = (&mut self.storage, self.key.clone());
        let committed = storage
            .append(&entries)
            .and_then(|()| key.signer(&origin, |signer| storage.commit(signer).cloned()));
        match committed {
            Ok(head) => {
                self.shared.storage_fails.store(false, Ordering::Relaxed);
                self.publish(&head);
                true
            }
            Err(error) => {
                // The entries are pending: the next turn tries again, and whoever posts one of them
                // again is answered when it is there.
                self.fails(&error);
                for (_, _, answer) in self.turn.waiting.drain(..) {
                    let _ = answer.send(Err(Refusal::Storage(error.to_string())));
                }
                false
            }
        }
    }

    /// Shows what was committed, then answers.
    fn publish(&mut self, head: &SignedCheckpoint) {
        let turn = std::mem::take(&mut self.turn);
        let size = head.checkpoint.size();
        self.shared.extend(turn.leaves, &turn.lines, &self.state, head);
        let checkpoint = self.shared.live.load().checkpoint.clone();
        let tree = self.shared.tree.read().unwrap_or_else(PoisonError::into_inner);
        for (index, act, answer) in turn.waiting {
            let proof = tree.prove_inclusion(index, size).unwrap_or_default();
            let proof = proof.into_iter().map(Hex32).collect();
            let _ = answer.send(Ok(Recorded { act, index, checkpoint: checkpoint.clone(), proof }));
        }
    }

    /// Storage failed: acts are refused until it does not.
    fn fails(&mut self, error: &StoreError) {
        self.ended |= error.is_final();
        let known = self.shared.storage_fails.swap(true, Ordering::Relaxed);
        if self.ended || !known {
            tracing::error!(election = %self.id(), %error, "what is posted cannot be made durable");
        }
    }

    /// Cosignatures of witnesses on the present head.
    fn cosign(&mut self, given: &SignedCheckpoint) -> Result<usize, Refusal> {
        let election = self.state.election().ok_or(Refusal::Elsewhere)?;
        let present = self.storage.head().ok_or(Refusal::Elsewhere)?.clone();
        if given.checkpoint != present.checkpoint {
            return Err(Refusal::Stale { size: present.checkpoint.size() });
        }
        let witnesses: Vec<Witness> = (election.manifest.witnesses.iter())
            .filter_map(|w| {
                let key = hustings_proofs::signature::VerifyingKey::parse(&w.key.0).ok()?;
                Some(Witness { name: w.name.clone(), key })
            })
            .collect();
        // Lines of others are no use to anybody, and could crowd out those of witnesses.
        let mut given = given.clone();
        given.cosignatures.retain(|c| witnesses.iter().any(|w| c.is_of(w)));
        let held = given.verify_cosignatures(&witnesses).map_err(|e| Refusal::Cosignatures(e.to_string()))?;
        if held.is_empty() {
            return Err(Refusal::Cosignatures("none of them is of a witness of this election".to_owned()));
        }
        if let Err(error) = self.storage.cosign(&given.checkpoint, given.cosignatures) {
            self.fails(&error);
            return Err(Refusal::Storage(error.to_string()));
        }
        let head = self.storage.head().ok_or(Refusal::Elsewhere)?.clone();
        self.shared.show(&self.state, &head);
        Ok(head.cosignatures.len())
    }

    fn id(&self) -> String {
        self.state.election().map(|e| e.id.to_string()).unwrap_or_default()
    }
}

/// Refuses a request while storage fails. Returns whether it is to stop.
fn refuse_all(request: Request) -> bool {
    let refusal = || Refusal::Storage("an earlier commit has not succeeded yet".to_owned());
    match request {
        Request::Act { answer, .. } => drop(answer.send(Err(refusal()))),
        Request::Cosigned { answer, .. } => drop(answer.send(Err(refusal()))),
        Request::Wake => {}
        Request::Stop => return true,
    }
    false
}
