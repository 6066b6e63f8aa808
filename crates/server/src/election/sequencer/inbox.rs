//! What other processes were posted: taken up like one's own, answered through storage.

use std::sync::atomic::Ordering;

use hustings_record::Entry;
use hustings_record::log::SignedCheckpoint;
use tokio::sync::oneshot::{self, Receiver};

use super::super::answer::{Answered, Recorded, Refusal};
use super::super::queue::{Request, TURN};
use super::Sequencer;
use crate::storage::Posted;

/// What was taken from the inbox for this turn, by number.
#[derive(Default)]
pub(super) struct Taken(Vec<(i64, Awaited)>);

enum Awaited {
    Act(Receiver<Result<Recorded, Refusal>>),
    Cosigned(Receiver<Result<usize, Refusal>>),
    /// It could not even be read.
    Answered(Answered),
}

impl Sequencer {
    /// Adds to a turn what other processes handed in. Without others: nothing.
    pub(super) fn take_inbox(&mut self, batch: &mut Vec<Request>) -> Taken {
        if !self.storage.is_shared() {
            return Taken::default();
        }
        match self.storage.posted(TURN) {
            Ok(posted) => {
                if self.storage.pending().is_empty() {
                    self.shared.storage_fails.store(false, Ordering::Relaxed);
                }
                Taken(posted.into_iter().map(|(id, posted)| (id, request(posted, batch))).collect())
            }
            Err(error) => {
                self.fails(&error);
                Taken::default()
            }
        }
    }

    /// Answers what was taken: by now every request of the turn has its answer.
    pub(super) fn answer_inbox(&mut self, taken: Taken) {
        // Where an answer cannot be given the act stays in the inbox, and is answered in the next turn.
        let answers: Vec<(i64, String)> = (taken.0.into_iter())
            .filter_map(|(id, awaited)| Some((id, serde_json::to_string(&awaited.answered()?).ok()?)))
            .collect();
        if answers.is_empty() || self.ended {
            return;
        }
        if let Err(error) = self.storage.answer(answers) {
            self.fails(&error);
        }
    }
}

impl Awaited {
    fn answered(self) -> Option<Answered> {
        match self {
            Awaited::Act(mut answer) => answer.try_recv().ok().map(Answered::Act),
            Awaited::Cosigned(mut answer) => answer.try_recv().ok().map(Answered::Cosigned),
            Awaited::Answered(answered) => Some(answered),
        }
    }
}

fn request(posted: Posted, batch: &mut Vec<Request>) -> Awaited {
    match posted {
        Posted::Act(bytes) => match Entry::parse(&bytes) {
            Ok(entry) => {
                let (answer, answered) = oneshot::channel();
                batch.push(Request::Act { bytes, entry: Box::new(entry), answer });
                Awaited::Act(answered)
            }
            Err(violation) => Awaited::Answered(Answered::Act(Err(violation.into()))),
        },
        Posted::Cosigned(note) => match SignedCheckpoint::parse(&note) {
            Ok(head) => {
                let (answer, answered) = oneshot::channel();
                batch.push(Request::Cosigned { head: Box::new(head), answer });
                Awaited::Cosigned(answered)
            }
            Err(error) => {
                Awaited::Answered(Answered::Cosigned(Err(Refusal::Cosignatures(error.to_string()))))
            }
        },
    }
}
