//! The log as its pages show it: each entry's kind, time and ties to others.

use std::collections::HashMap;

use hustings_record::{Act, Entry, Hex32, Violation};

/// A log whose entries are all known to be well-formed.
pub struct Log {
    entries: Vec<Vec<u8>>,
    lines: Vec<Line>,
    ids: HashMap<Hex32, u64>,
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

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Group::Setup => "Setting up",
            Group::Keys => "The key",
            Group::Poll => "The poll",
            Group::Ballots => "Ballots",
            Group::Clocks => "Clocks",
            Group::Opening => "Mixing and opening",
            Group::Result => "The result",
            Group::Complaints => "Complaints",
        }
    }

    /// The group with this name.
    pub fn named(name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.name() == name)
    }

    fn of(act: &Act) -> Group {
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

impl Log {
    /// Reads the entries of a log, in order. `closed` is the size of the log at which the poll closed,
    /// once it has: the clock entry that follows closed it.
    ///
    /// # Errors
    /// An entry that is not a signed act: a log that passed verification has none.
    pub fn read(entries: Vec<Vec<u8>>, closed: Option<u64>) -> Result<Self, Violation> {
        let mut log = Log { lines: Vec::with_capacity(entries.len()), ids: HashMap::new(), entries };
        let mut time = None;
        for index in 0..log.entries.len() {
            let entry = Entry::parse(&log.entries[index])?;
            if let Act::Clock(clock) = &entry.act {
                time = Some(clock.time);
            }
            log.push(&entry, time, closed);
        }
        Ok(log)
    }

    fn push(&mut self, entry: &Entry, time: Option<u64>, closed: Option<u64>) {
        let index = self.lines.len() as u64;
        let replaces = match &entry.act {
            Act::Ballot(ballot) => ballot.previous.and_then(|id| self.index_of(&id)),
            _ => None,
        };
        if let Some(earlier) =
            replaces.and_then(|i| usize::try_from(i).ok()).and_then(|i| self.lines.get_mut(i))
        {
            earlier.replaced_by = Some(index);
        }
        self.ids.insert(entry.id, index);
        let group = Group::of(&entry.act);
        let closes = closed == Some(index) && group == Group::Clocks;
        self.lines.push(Line { index, id: entry.id, group, time, closes, replaces, replaced_by: None });
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.lines.len() as u64
    }

    /// What is known of an entry, and the entry itself.
    pub fn get(&self, index: u64) -> Option<(Line, Entry)> {
        let at = usize::try_from(index).ok()?;
        Some((*self.lines.get(at)?, Entry::parse(self.entries.get(at)?).ok()?))
    }

    /// An entry's bytes.
    pub fn bytes(&self, index: u64) -> Option<&[u8]> {
        self.entries.get(usize::try_from(index).ok()?).map(Vec::as_slice)
    }

    /// Index of the entry with this identity.
    pub fn index_of(&self, id: &Hex32) -> Option<u64> {
        self.ids.get(id).copied()
    }

    /// The lines of a group, or all of them, in order.
    pub fn lines(&self, group: Option<Group>) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| group.is_none_or(|group| line.group == group))
    }
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Log({} entries)", self.lines.len())
    }
}
