//! A record that another process writes: applied here as it grows, and taken over when that process
//! is gone.
//!
//! A follower runs every check on what it follows, as anybody does who reads a record. What is posted
//! to it goes to the writer through storage, and its answer comes back the same way. A crash of the
//! writer leaves acts without an answer: the follower that takes over takes its own up again, and
//! those of others stay where they were handed in.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use hustings_record::log::leaf_hash;
use hustings_record::{Entry, Obligations, State};
use rand::TryRng;

use super::answer::{Answered, Refusal};
use super::queue::{QUEUE, Request, gather};
use super::sequencer::Sequencer;
use super::time::Now;
use super::{Shared, TakeUpError, line};
use crate::index::Line;
use crate::key::ServerKey;
use crate::storage::{Following, Posted, Storage};
use crate::store::StoreError;

/// How often to look, where nothing was said.
const ROUND: Duration = Duration::from_secs(1);

/// How often to try to become the writer at most.
const TRY: Duration = Duration::from_millis(200);

/// How long whoever posts is kept waiting for the writer. Longer than it takes to notice that one is gone.
const PATIENCE: Duration = Duration::from_secs(15);

/// The follower of one record.
pub(super) struct Follower {
    following: Box<dyn Following>,
    state: State,
    key: Arc<ServerKey>,
    now: Now,
    shared: Arc<Shared>,
    /// What was handed in and is not answered, by number.
    waiting: HashMap<i64, (Request, Instant)>,
    tried: Option<Instant>,
    /// Leaves and lines of what was applied and is not shown yet.
    applied: (Vec<[u8; 32]>, Vec<Line>),
}

/// Entries of a record from a place on, fetched as they are asked for.
pub(super) fn entries(
    following: &mut dyn Following,
    from: u64,
    to: u64,
) -> impl Iterator<Item = Result<Vec<u8>, StoreError>> {
    let (mut next, mut fetched) = (from, Vec::new().into_iter());
    std::iter::from_fn(move || {
        if let Some(entry) = fetched.next() {
            return Some(Ok(entry));
        }
        if next >= to {
            return None;
        }
        match following.entries(next, to) {
            Ok(some) if some.is_empty() => {
                next = to;
                Some(Err(StoreError::Root { size: to }))
            }
            Ok(some) => {
                next += some.len() as u64;
                fetched = some.into_iter();
                fetched.next().map(Ok)
            }
            Err(error) => {
                next = to;
                Some(Err(error))
            }
        }
    })
}

impl Follower {
    pub(super) fn new(
        following: Box<dyn Following>,
        state: State,
        key: Arc<ServerKey>,
        now: Now,
        shared: Arc<Shared>,
    ) -> Self {
        Follower {
            following,
            state,
            key,
            now,
            shared,
            waiting: HashMap::new(),
            tried: None,
            applied: Default::default(),
        }
    }

    /// Follows until it is told to stop, or becomes the writer, and then until that is.
    pub(super) fn run(mut self, requests: &Receiver<Request>) {
        loop {
            // At first without waiting: it may be that nobody writes.
            let patience = if self.tried.is_none() { Duration::ZERO } else { ROUND };
            let Some(batch) = gather(requests, patience) else { return };
            if self.hand_in(batch) {
                return;
            }
            match self.go_on() {
                Ok(None) => {}
                Ok(Some(storage)) => return self.write(storage, requests),
                Err(error) => {
                    if self.fail(&error) {
                        return;
                    }
                }
            }
        }
    }

    /// Hands acts to whoever writes. Returns whether to stop.
    fn hand_in(&mut self, batch: Vec<Request>) -> bool {
        let (mut posts, mut stop) = (Vec::new(), false);
        for request in batch {
            let posted = match &request {
                Request::Wake => continue,
                Request::Stop => {
                    stop = true;
                    continue;
                }
                Request::Act { bytes, .. } => Posted::Act(bytes.clone()),
                Request::Cosigned { head, .. } => Posted::Cosigned(head.to_bytes()),
            };
            if self.waiting.len() >= QUEUE {
                refuse(request, Refusal::Busy);
                continue;
            }
            let Ok(id) = rand::rngs::SysRng.try_next_u64() else {
                refuse(request, Refusal::Busy);
                continue;
            };
            let id = i64::from_ne_bytes(id.to_ne_bytes());
            posts.push((id, posted));
            self.waiting.insert(id, (request, Instant::now()));
        }
        if stop {
            let _ = self.following.withdraw(&self.numbers());
        } else if !posts.is_empty()
            && let Err(error) = self.following.post(&posts)
        {
            self.fail(&error.into());
        }
        stop
    }

    /// Catches up, passes answers on, and takes over if nobody writes.
    fn go_on(&mut self) -> Result<Option<Box<dyn Storage>>, TakeUpError> {
        let numbers = self.numbers();
        let answers = if numbers.is_empty() { Vec::new() } else { self.following.answers(&numbers)? };
        // First what is answered, so that whoever asks next finds here what was acknowledged.
        let caught_up = self.catch_up();
        if caught_up.is_ok() {
            self.shared.storage_fails.store(false, Ordering::Relaxed);
        }
        answers.into_iter().for_each(|(id, answer)| self.pass_on(id, &answer));
        caught_up?;
        self.give_up_on_the_old()?;
        if self.tried.is_some_and(|tried| tried.elapsed() < TRY) {
            return Ok(None);
        }
        self.tried = Some(Instant::now());
        let storage = self.following.take_over(self.state.tree())?;
        if storage.is_some() {
            // From here on nothing grows but by this process; what was left is published.
            self.catch_up()?;
        }
        Ok(storage)
    }

    /// Applies what is new, every check included, and shows it.
    fn catch_up(&mut self) -> Result<(), TakeUpError> {
        let head = self.following.head()?;
        let (from, size) = (self.state.size(), head.checkpoint.size());
        if *self.shared.live.load().head == head {
            return Ok(());
        }
        if size < from {
            return Err(StoreError::Forgotten { found: size, public: from }.into());
        }
        while self.state.size() < size {
            let some = self.following.entries(self.state.size(), size)?;
            if some.is_empty() {
                return Err(StoreError::Root { size }.into());
            }
            self.apply(some)?;
        }
        if self.state.tree().root() != *head.checkpoint.root() {
            return Err(StoreError::Root { size }.into());
        }
        let (leaves, lines) = std::mem::take(&mut self.applied);
        self.shared.extend(leaves, &lines, &self.state, &head);
        Ok(())
    }

    fn apply(&mut self, entries: Vec<Vec<u8>>) -> Result<(), TakeUpError> {
        let mut owed = Obligations::gathering().map_err(|e| TakeUpError::System(e.to_string()))?;
        let files = self.shared.files.clone();
        let blobs = hustings_verifier::SourceBlobs::new(&*files);
        for bytes in entries {
            let entry = Entry::parse(&bytes)?;
            self.state.apply_entry(&entry, &blobs, &mut owed)?;
            self.applied.0.push(leaf_hash(&bytes));
            self.applied.1.push(line(&self.state, &entry));
        }
        Ok(owed.settle()?)
    }

    /// Answers whoever waits here for this.
    fn pass_on(&mut self, id: i64, answer: &str) {
        let Some((request, _)) = self.waiting.remove(&id) else { return };
        match (serde_json::from_str(answer), request) {
            (Ok(Answered::Act(answered)), Request::Act { answer, .. }) => {
                if let Err(Refusal::Blobs(blobs)) = &answered {
                    self.shared.expected.expect(blobs);
                }
                let _ = answer.send(answered);
            }
            (Ok(Answered::Cosigned(answered)), Request::Cosigned { answer, .. }) => {
                let _ = answer.send(answered);
            }
            (_, request) => {
                tracing::error!(answer, "the writer's answer makes no sense; are all of one version?");
                refuse(request, Refusal::Busy);
            }
        }
    }

    /// Whoever has waited too long is to post again, when somebody writes.
    fn give_up_on_the_old(&mut self) -> Result<(), StoreError> {
        let old = self.waiting.iter().filter(|(_, (_, since))| since.elapsed() > PATIENCE);
        let old: Vec<i64> = old.map(|(id, _)| *id).collect();
        if old.is_empty() {
            return Ok(());
        }
        self.following.withdraw(&old)?;
        let refused = old.iter().filter_map(|id| self.waiting.remove(id));
        refused.for_each(|(request, _)| refuse(request, Refusal::Busy));
        Ok(())
    }

    /// Becomes the writer. What waits here is no longer handed in, but taken up.
    fn write(mut self, storage: Box<dyn Storage>, requests: &Receiver<Request>) {
        let id = self.state.election().map(|e| e.id.to_string()).unwrap_or_default();
        tracing::info!(election = id, "this process writes the record from here on");
        // What cannot be taken back is taken up twice, which is once.
        let _ = self.following.withdraw(&self.numbers());
        let first = self.waiting.into_values().map(|(request, _)| request).collect();
        match Sequencer::new(storage, self.state, self.key, self.now, self.shared) {
            Ok(sequencer) => sequencer.run(first, requests),
            Err(error) => tracing::error!(election = id, %error, "no randomness"),
        }
    }

    /// Storage, or the record, failed. Returns whether this is the end.
    fn fail(&mut self, error: &TakeUpError) -> bool {
        let id = self.state.election().map(|e| e.id.to_string()).unwrap_or_default();
        if !self.shared.storage_fails.swap(true, Ordering::Relaxed) {
            tracing::error!(election = id, %error, "the record cannot be followed");
        }
        for (_, (request, _)) in self.waiting.drain() {
            refuse(request, Refusal::Storage(error.to_string()));
        }
        !matches!(error, TakeUpError::Store(error) if !error.is_final())
    }

    fn numbers(&self) -> Vec<i64> {
        self.waiting.keys().copied().collect()
    }
}

fn refuse(request: Request, refusal: Refusal) {
    match request {
        Request::Act { answer, .. } => drop(answer.send(Err(refusal))),
        Request::Cosigned { answer, .. } => drop(answer.send(Err(refusal))),
        Request::Wake | Request::Stop => {}
    }
}
