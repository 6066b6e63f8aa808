//! What waits for an election's writer.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use hustings_record::Entry;
use hustings_record::log::SignedCheckpoint;
use tokio::sync::oneshot;

use super::answer::{Recorded, Refusal};
use crate::storage::Wake;

/// Acts that wait for the writer; more are turned away, to be posted again.
pub(super) const QUEUE: usize = 8_192;

/// Requests taken up together at most.
pub(super) const TURN: usize = 4_096;

/// What is posted to the writer.
pub(super) enum Request {
    /// An act.
    Act { bytes: Vec<u8>, entry: Box<Entry>, answer: oneshot::Sender<Result<Recorded, Refusal>> },
    /// Cosignatures on the present head.
    Cosigned { head: Box<SignedCheckpoint>, answer: oneshot::Sender<Result<usize, Refusal>> },
    /// Something may be new in storage.
    Wake,
    /// To end.
    Stop,
}

/// A queue with nobody at either end yet.
pub struct Queue {
    sender: Arc<SyncSender<Request>>,
    receiver: Receiver<Request>,
}

impl Queue {
    /// An empty one.
    pub fn new() -> Self {
        let (sender, receiver) = sync_channel(QUEUE);
        Queue { sender: Arc::new(sender), receiver }
    }

    /// Wakes whoever takes from it; does nothing once nobody posts any more.
    pub fn wake(&self) -> Wake {
        let sender = Arc::downgrade(&self.sender);
        Box::new(move || {
            // Where it is full the writer is awake.
            let _ = sender.upgrade().map(|sender| sender.try_send(Request::Wake));
        })
    }

    pub(super) fn ends(self) -> (Arc<SyncSender<Request>>, Receiver<Request>) {
        (self.sender, self.receiver)
    }
}

impl Default for Queue {
    fn default() -> Self {
        Self::new()
    }
}

/// What waits, or comes within this time; none once nobody is left who could post.
pub(super) fn gather(requests: &Receiver<Request>, patience: Duration) -> Option<Vec<Request>> {
    let mut batch = match requests.recv_timeout(patience) {
        Ok(request) => vec![request],
        Err(RecvTimeoutError::Timeout) => Vec::new(),
        Err(RecvTimeoutError::Disconnected) => return None,
    };
    batch.extend(requests.try_iter().take(TURN - batch.len()));
    Some(batch)
}
