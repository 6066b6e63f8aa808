//! One election on a running server: a single writer, and everybody who asks.
//!
//! In scope: taking acts in one order, telling the time, committing, and what can be asked of the
//! record meanwhile. Acts go to the writer ([`sequencer`]) through a queue of limited length and are
//! answered when they are durable; whoever asks reads what was last committed ([`Live`], the index,
//! the record's files) and never waits for the writer. Out of scope: HTTP (`crate::api`), where
//! records are kept (`crate::storage`).

mod answer;
mod blobs;
mod live;
mod sequencer;
mod time;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

use arc_swap::ArcSwap;
use hustings_record::log::{SignedCheckpoint, Tree, read_entries};
use hustings_record::{Entry, Hex32, State, Violation};
use tokio::sync::oneshot;

pub use answer::{Recorded, Refusal};
pub use blobs::ExpectedBlobs;
pub use live::{Live, Standing};
pub use time::{Now, system_time};

use crate::index::{Index, IndexError, Line};
use crate::key::ServerKey;
use crate::storage::{Files, Storage};
use crate::store::StoreError;
use sequencer::Sequencer;

/// Acts that wait for the writer; more are turned away, to be posted again.
const QUEUE: usize = 8_192;

/// What is posted to the writer.
enum Request {
    Act { bytes: Vec<u8>, entry: Box<Entry>, answer: oneshot::Sender<Result<Recorded, Refusal>> },
    Cosigned { head: Box<SignedCheckpoint>, answer: oneshot::Sender<Result<usize, Refusal>> },
    Stop,
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
    queue: SyncSender<Request>,
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
        storage: Box<dyn Storage>,
        key: Arc<ServerKey>,
        index_path: &Path,
        now: Now,
        progress: &dyn Fn(u64, u64),
    ) -> Result<Self, TakeUpError> {
        let files = storage.files();
        let (state, lines) = replay(&*files, storage.size(), progress)?;
        let id = state.election().ok_or(TakeUpError::Empty)?.id;
        let head = storage.head().ok_or(TakeUpError::Empty)?;
        let (index, covered) = Index::open(index_path, state.tree())?;
        let behind = usize::try_from(covered).unwrap_or(usize::MAX).min(lines.len());
        index.add(&lines[behind..], state.size(), &state.tree().root())?;
        let shared = Arc::new(Shared {
            tree: RwLock::new(state.tree().clone()),
            live: ArcSwap::from_pointee(Live::of(&state, head).ok_or(TakeUpError::Empty)?),
            index,
            files,
            expected: ExpectedBlobs::default(),
            storage_fails: AtomicBool::new(false),
        });
        let (queue, requests) = sync_channel(QUEUE);
        let writer = start(storage, state, key, now, shared.clone(), requests)?;
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
        answered.await.unwrap_or(Err(Refusal::Stopping))
    }

    /// Adds a witness's cosignatures to the present head; returns how many witnesses stand on it.
    ///
    /// # Errors
    /// [`Refusal`]: they are not on the present head, or do not hold.
    pub async fn cosigned(&self, head: SignedCheckpoint) -> Result<usize, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.send(Request::Cosigned { head: Box::new(head), answer })?;
        answered.await.unwrap_or(Err(Refusal::Stopping))
    }

    fn send(&self, request: Request) -> Result<(), Refusal> {
        self.queue.try_send(request).map_err(|e| match e {
            TrySendError::Full(_) => Refusal::Busy,
            TrySendError::Disconnected(_) => Refusal::Stopping,
        })
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

fn start(
    storage: Box<dyn Storage>,
    state: State,
    key: Arc<ServerKey>,
    now: Now,
    shared: Arc<Shared>,
    requests: Receiver<Request>,
) -> Result<JoinHandle<()>, TakeUpError> {
    let system = |e: &dyn std::fmt::Display| TakeUpError::System(e.to_string());
    let sequencer = Sequencer::new(storage, state, key, now, shared).map_err(|e| system(&e))?;
    std::thread::Builder::new()
        .name("sequencer".to_owned())
        .spawn(move || sequencer.run(&requests))
        .map_err(|e| system(&e))
}

/// Applies every entry of a record, and makes its lines of the index.
fn replay(
    files: &dyn Files,
    size: u64,
    progress: &dyn Fn(u64, u64),
) -> Result<(State, Vec<Line>), TakeUpError> {
    let mut state = State::new();
    let mut lines = Vec::new();
    let mut owed =
        hustings_record::Obligations::gathering().map_err(|e| TakeUpError::System(e.to_string()))?;
    let blobs = hustings_verifier::SourceBlobs::new(&files);
    for bytes in read_entries(&files, size) {
        let bytes = bytes.map_err(StoreError::from)?;
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
