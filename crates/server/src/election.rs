//! One election on a running server: a single writer, and everybody who asks.
//!
//! In scope: taking acts in one order, telling the time, committing, and what can be asked of the
//! record meanwhile. Acts go to the writer ([`sequencer`]) through a queue of limited length and are
//! answered when they are durable; whoever asks reads what was last committed ([`Live`], the index,
//! the record's files) and never waits for the writer. Out of scope: HTTP (`crate::api`), where
//! records are kept (`crate::storage`).

mod answer;
mod blobs;
mod follower;
mod live;
mod queue;
mod sequencer;
mod time;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

use arc_swap::ArcSwap;
use hustings_record::log::{SignedCheckpoint, Tree, read_entries};
use hustings_record::{Entry, Hex32, State, Violation};
use tokio::sync::oneshot;

pub use answer::{Recorded, Refusal};
pub use blobs::ExpectedBlobs;
pub use live::{Live, Standing};
pub use queue::Queue;
pub use time::{Now, system_time};

use crate::index::{Index, IndexError, Line};
use crate::key::ServerKey;
use crate::storage::{Files, Following, Storage};
use crate::store::StoreError;
use follower::Follower;
use queue::Request;
use sequencer::Sequencer;

/// How this process has a record.
pub enum Kept {
    /// No other process writes it while this one has it.
    Alone(Box<dyn Storage>),
    /// Another process may be writing it, and this one takes its place when that is gone.
    Shared(Box<dyn Following>),
}

/// Why an election cannot be taken up.
#[derive(Debug, thiserror::Error)]
pub enum TakeUpError {
    /// Its record cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its record does not hold.
    #[error("the record does not hold: {0}; verify it, and restore it from a copy")]
    Violation(#[from] Violation),
    /// Its index cannot be made.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// No randomness, or no thread.
    #[error("the system refused: {0}")]
    System(String),
    /// Its record has no entry: nothing was ever announced.
    #[error("the record has no entries")]
    Empty,
    /// Its record stands under another election's name.
    #[error("the record under {folder} is that of election {election}; name it so")]
    Misnamed {
        /// The name.
        folder: Hex32,
        /// What it is.
        election: Hex32,
    },
}

/// An election, for everybody who asks something of it.
pub struct Election {
    id: Hex32,
    queue: Arc<SyncSender<Request>>,
    shared: Arc<Shared>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// What the writer changes after each commit, and others read.
struct Shared {
    /// The committed tree.
    tree: RwLock<Tree>,
    live: ArcSwap<Live>,
    index: Index,
    files: Arc<dyn Files>,
    expected: ExpectedBlobs,
    /// The last commit failed, and the next has not succeeded yet.
    storage_fails: AtomicBool,
}

impl Election {
    /// Takes up the election whose record this is, replaying it, and starts its writer.
    ///
    /// `progress` is told how many entries are done, of how many.
    ///
    /// # Errors
    /// [`TakeUpError`]
    pub fn take_up(
        kept: Kept,
        queue: Queue,
        key: Arc<ServerKey>,
        index_path: &Path,
        now: Now,
        progress: &dyn Fn(u64, u64),
    ) -> Result<Self, TakeUpError> {
        let (kept, files, head, (state, lines)) = match kept {
            Kept::Alone(storage) => {
                let (files, head) = (storage.files(), storage.head().cloned().ok_or(TakeUpError::Empty)?);
                let entries = read_entries(&*files, head.checkpoint.size());
                let replayed = replay(entries.map(|e| Ok(e?)), &*files, &head, progress)?;
                (Kept::Alone(storage), files, head, replayed)
            }
            Kept::Shared(mut following) => {
                let (files, head) = (following.files(), following.head()?);
                let entries = follower::entries(&mut *following, 0, head.checkpoint.size());
                let replayed = replay(entries, &*files, &head, progress)?;
                (Kept::Shared(following), files, head, replayed)
            }
        };
        let id = state.election().ok_or(TakeUpError::Empty)?.id;
        let (index, covered) = Index::open(index_path, state.tree())?;
        let behind = usize::try_from(covered).unwrap_or(usize::MAX).min(lines.len());
        index.add(&lines[behind..], state.size(), &state.tree().root())?;
        let shared = Arc::new(Shared {
            tree: RwLock::new(state.tree().clone()),
            live: ArcSwap::from_pointee(Live::of(&state, &head).ok_or(TakeUpError::Empty)?),
            index,
            files,
            expected: ExpectedBlobs::default(),
            storage_fails: AtomicBool::new(false),
        });
        let (queue, requests) = queue.ends();
        let writer = start(kept, state, key, now, shared.clone(), requests)?;
        Ok(Election { id, queue, shared, writer: Mutex::new(Some(writer)) })
    }

    /// Its identifier: that of the manifest.
    pub fn id(&self) -> Hex32 {
        self.id
    }

    /// Posts an act. Answered when it is durable and has its place, or refused.
    ///
    /// # Errors
    /// [`Refusal`]: what was posted is not in the record, or, after [`Refusal::Storage`], may come into
    /// it; posting the same again is right in either case.
    pub async fn post(&self, bytes: Vec<u8>, entry: Entry) -> Result<Recorded, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.send(Request::Act { bytes, entry: Box::new(entry), answer })?;
        answered.await.unwrap_or_else(|_| Err(self.gone()))
    }

    /// Adds a witness's cosignatures to the present head; returns how many witnesses stand on it.
    ///
    /// # Errors
    /// [`Refusal`]: they are not on the present head, or do not hold.
    pub async fn cosigned(&self, head: SignedCheckpoint) -> Result<usize, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.send(Request::Cosigned { head: Box::new(head), answer })?;
        answered.await.unwrap_or_else(|_| Err(self.gone()))
    }

    fn send(&self, request: Request) -> Result<(), Refusal> {
        self.queue.try_send(request).map_err(|e| match e {
            TrySendError::Full(_) => Refusal::Busy,
            TrySendError::Disconnected(_) => self.gone(),
        })
    }

    /// Why the writer has ended: its storage failed, or it was told to.
    fn gone(&self) -> Refusal {
        if self.shared.storage_fails.load(Ordering::Relaxed) {
            Refusal::Storage("the record is being opened anew".to_owned())
        } else {
            Refusal::Stopping
        }
    }

    /// What was last committed, in brief.
    pub fn live(&self) -> Arc<Live> {
        self.shared.live.load_full()
    }

    /// The index of its record.
    pub fn index(&self) -> &Index {
        &self.shared.index
    }

    /// The record's files.
    pub fn files(&self) -> &Arc<dyn Files> {
        &self.shared.files
    }

    /// Blobs that may be put.
    pub fn expected_blobs(&self) -> &ExpectedBlobs {
        &self.shared.expected
    }

    /// Whether its writer runs and its storage takes what is written.
    pub fn is_ready(&self) -> bool {
        let runs = self.writer().as_ref().is_some_and(|w| !w.is_finished());
        runs && !self.shared.storage_fails.load(Ordering::Relaxed)
    }

    /// Whether its writer has ended.
    pub fn has_ended(&self) -> bool {
        self.writer().as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// The inclusion proof of an entry in the tree of `head` (RFC 6962 §2.1.1); none where it is not
    /// in there.
    pub fn inclusion(&self, index: u64, head: &SignedCheckpoint) -> Option<Vec<Hex32>> {
        let tree = self.shared.tree.read().unwrap_or_else(PoisonError::into_inner);
        let proof = tree.prove_inclusion(index, head.checkpoint.size()).ok()?;
        Some(proof.into_iter().map(Hex32).collect())
    }

    /// Lets the writer finish what it has begun, and ends it.
    pub fn stop(&self) {
        let _ = self.queue.send(Request::Stop);
        if let Some(writer) = self.writer().take() {
            let _ = writer.join();
        }
    }

    fn writer(&self) -> std::sync::MutexGuard<'_, Option<JoinHandle<()>>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// Shows what was committed: entries with these leaves and lines, at which `state` has arrived.
    fn extend(&self, leaves: Vec<[u8; 32]>, lines: &[Line], state: &State, head: &SignedCheckpoint) {
        {
            let mut tree = self.tree.write().unwrap_or_else(PoisonError::into_inner);
            leaves.into_iter().for_each(|leaf| tree.push(leaf));
        }
        let (size, root) = (head.checkpoint.size(), *head.checkpoint.root());
        if let Err(error) = self.index.add(lines, size, &root) {
            // It is filled again when the server starts; until then it knows less than the log.
            tracing::error!(origin = head.checkpoint.origin(), %error, "the index is behind the log");
        }
        self.show(state, head);
    }

    fn show(&self, state: &State, head: &SignedCheckpoint) {
        if let Some(live) = self.live.load().next(state, head) {
            self.live.store(Arc::new(live));
        }
    }
}

fn start(
    kept: Kept,
    state: State,
    key: Arc<ServerKey>,
    now: Now,
    shared: Arc<Shared>,
    requests: Receiver<Request>,
) -> Result<JoinHandle<()>, TakeUpError> {
    let system = |e: &dyn std::fmt::Display| TakeUpError::System(e.to_string());
    let thread = std::thread::Builder::new();
    let started = match kept {
        Kept::Alone(storage) => {
            let sequencer = Sequencer::new(storage, state, key, now, shared).map_err(|e| system(&e))?;
            thread.name("sequencer".to_owned()).spawn(move || sequencer.run(Vec::new(), &requests))
        }
        Kept::Shared(following) => {
            let follower = Follower::new(following, state, key, now, shared);
            thread.name("follower".to_owned()).spawn(move || follower.run(&requests))
        }
    };
    started.map_err(|e| system(&e))
}

/// Applies every entry of a record, and makes its lines of the index.
fn replay(
    entries: impl Iterator<Item = Result<Vec<u8>, StoreError>>,
    files: &dyn Files,
    head: &SignedCheckpoint,
    progress: &dyn Fn(u64, u64),
) -> Result<(State, Vec<Line>), TakeUpError> {
    let size = head.checkpoint.size();
    let mut state = State::new();
    let mut lines = Vec::new();
    let mut owed =
        hustings_record::Obligations::gathering().map_err(|e| TakeUpError::System(e.to_string()))?;
    let blobs = hustings_verifier::SourceBlobs::new(&files);
    for bytes in entries {
        let bytes = bytes?;
        let entry = Entry::parse(&bytes)?;
        state.apply_entry(&entry, &blobs, &mut owed)?;
        if owed.is_full() {
            owed.settle()?;
        }
        lines.push(line(&state, &entry));
        if state.size().is_multiple_of(1_024) || state.size() == size {
            progress(state.size(), size);
        }
    }
    owed.settle()?;
    if state.tree().root() != *head.checkpoint.root() {
        return Err(StoreError::Root { size }.into());
    }
    Ok((state, lines))
}

/// The line of the entry that was applied last.
fn line(state: &State, entry: &Entry) -> Line {
    let time = state.election().and_then(hustings_record::Election::time);
    let replaces = match &entry.act {
        hustings_record::Act::Ballot(ballot) => ballot.previous.and_then(|p| state.index_of(&p)),
        _ => None,
    };
    Line::of(entry, state.size().saturating_sub(1), time, replaces)
}
