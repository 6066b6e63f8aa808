//! The log as its pages show it: each entry's kind, time and ties to others.
//!
//! In scope: what the pages ask of a log ([`LogLines`]), and a log in memory that answers ([`Log`]). Out
//! of scope: where a longer one is kept.

mod memory;

pub use memory::Log;

use std::error::Error;

use hustings_record::{Act, Entry, Hex32};

/// What the pages need of a log, wherever it is kept. A page asks for at most [`LogLines::page`] of a
/// hundred lines and their bytes, never for the whole.
pub trait LogLines {
    /// Number of entries.
    ///
    /// # Errors
    /// The log cannot be read.
    fn size(&self) -> Result<u64, LogError>;

    /// How many entries there are of each group, in the order of [`Group::ALL`].
    ///
    /// # Errors
    /// The log cannot be read.
    fn counts(&self) -> Result<[u64; Group::ALL.len()], LogError>;

    /// The lines of a group, or of all, in the order of the log: `many` from the `from`th, counted
    /// from 0; fewer at the end.
    ///
    /// # Errors
    /// The log cannot be read.
    fn page(&self, group: Option<Group>, from: u64, many: usize) -> Result<Vec<Line>, LogError>;

    /// What is known of the entry with this index.
    ///
    /// # Errors
    /// The log cannot be read.
    fn line(&self, index: u64) -> Result<Option<Line>, LogError>;

    /// The bytes of the entry with this index.
    ///
    /// # Errors
    /// The log cannot be read.
    fn bytes(&self, index: u64) -> Result<Option<Vec<u8>>, LogError>;

    /// Index of the act with this identity.
    ///
    /// # Errors
    /// The log cannot be read.
    fn index_of(&self, id: &Hex32) -> Result<Option<u64>, LogError>;
}

/// A log that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the log cannot be read: {0}; try again, and if it stays so ask whoever runs the server")]
pub struct LogError(#[source] Box<dyn Error + Send + Sync>);

impl LogError {
    /// From what went wrong.
    pub fn of(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        LogError(error.into())
    }
}

/// What is known of an entry without parsing it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Place in the log, from 0.
    pub index: u64,
    /// Identity: for a ballot, its tracker.
    pub id: Hex32,
    /// Which group of kinds it belongs to.
    pub group: Group,
    /// Unix seconds: the last clock entry up to here.
    pub time: Option<u64>,
    /// For a clock: it closed the poll.
    pub closes: bool,
    /// For a ballot: the earlier one that it replaced.
    pub replaces: Option<u64>,
    /// For a ballot: the later one that replaced it.
    pub replaced_by: Option<u64>,
}

/// Kinds of entry that are read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The manifest, the register, the freeze, replaced codes.
    Setup,
    /// The key ceremony and the keys' later life.
    Keys,
    /// Opening, suspending and extending the poll.
    Poll,
    /// Ballots.
    Ballots,
    /// Clocks.
    Clocks,
    /// Mixing and opening.
    Opening,
    /// Result, certification, report, annulment.
    Result,
    /// Complaints and rulings.
    Complaints,
}

impl Group {
    /// Every group, in the order of an election.
    pub const ALL: [Group; 8] = [
        Group::Setup,
        Group::Keys,
        Group::Poll,
        Group::Ballots,
        Group::Clocks,
        Group::Opening,
        Group::Result,
        Group::Complaints,
    ];

    /// As a page's address names it.
    pub fn name(self) -> &'static str {
        match self {
            Group::Setup => "setup",
            Group::Keys => "keys",
            Group::Poll => "poll",
            Group::Ballots => "ballots",
            Group::Clocks => "clocks",
            Group::Opening => "opening",
            Group::Result => "result",
            Group::Complaints => "complaints",
        }
    }

    /// The group with this name.
    pub fn named(name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.name() == name)
    }

    /// The group of an act.
    pub fn of(act: &Act) -> Group {
        match act {
            Act::Manifest(_) | Act::Register(_) | Act::Freeze(_) | Act::Replace(_) => Group::Setup,
            Act::KeyCommit(_)
            | Act::KeyReveal(_)
            | Act::KeyShares(_)
            | Act::KeyComplaint(_)
            | Act::KeyAnswer(_)
            | Act::KeyConfirm(_)
            | Act::KeyCheck(_)
            | Act::KeyErased(_) => Group::Keys,
            Act::Open(_) | Act::Suspend(_) | Act::Extend(_) | Act::Handover(_) => Group::Poll,
            Act::Ballot(_) => Group::Ballots,
            Act::Clock(_) => Group::Clocks,
            Act::Mix(_) | Act::OpenSmall(_) | Act::Shares(_) => Group::Opening,
            Act::ElectionResult(_) | Act::Certify(_) | Act::Report(_) | Act::Annul(_) => Group::Result,
            Act::Complaint(_) | Act::Ruling(_) => Group::Complaints,
        }
    }
}

impl Line {
    /// The line of the entry at `index`. `time` is the last clock up to here, this entry included; `replaces`
    /// the index of the ballot that a ballot names as the one before it; `closes` whether this is the clock
    /// that closed the poll. Whoever keeps lines notes at the earlier ballot what has replaced it.
    pub fn new(index: u64, entry: &Entry, time: Option<u64>, replaces: Option<u64>, closes: bool) -> Line {
        let group = Group::of(&entry.act);
        let closes = closes && group == Group::Clocks;
        Line { index, id: entry.id, group, time, closes, replaces, replaced_by: None }
    }
}

/// An entry with what is known of it.
pub(super) fn read(log: &dyn LogLines, index: u64) -> Result<Option<(Line, Entry, Vec<u8>)>, LogError> {
    let (Some(line), Some(bytes)) = (log.line(index)?, log.bytes(index)?) else { return Ok(None) };
    let entry = Entry::parse(&bytes).map_err(LogError::of)?;
    Ok(Some((line, entry, bytes)))
}
