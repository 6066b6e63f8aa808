//! A log in memory.

use std::collections::HashMap;

use hustings_record::{Act, Entry, Hex32, Violation};

use super::{Group, Line, LogError, LogLines};

/// A log whose entries are all known to be well-formed.
pub struct Log {
    entries: Vec<Vec<u8>>,
    lines: Vec<Line>,
    groups: [Vec<u64>; Group::ALL.len()],
    ids: HashMap<Hex32, u64>,
}

impl Log {
    /// Reads entries. `closed` is the index of the entry that closed the poll.
    ///
    /// # Errors
    /// An entry is not a signed act.
    pub fn read(entries: Vec<Vec<u8>>, closed: Option<u64>) -> Result<Self, Violation> {
        let mut log = Log {
            entries: Vec::with_capacity(entries.len()),
            lines: Vec::with_capacity(entries.len()),
            groups: Default::default(),
            ids: HashMap::with_capacity(entries.len()),
        };
        let mut time = None;
        for bytes in entries {
            let entry = Entry::parse(&bytes)?;
            if let Act::Clock(clock) = &entry.act {
                time = Some(clock.time);
            }
            log.add(&entry, time, closed);
            log.entries.push(bytes);
        }
        Ok(log)
    }

    fn add(&mut self, entry: &Entry, time: Option<u64>, closed: Option<u64>) {
        let index = self.lines.len() as u64;
        let replaces = match &entry.act {
            Act::Ballot(ballot) => ballot.previous.and_then(|id| self.ids.get(&id).copied()),
            _ => None,
        };
        if let Some(earlier) =
            replaces.and_then(|i| usize::try_from(i).ok()).and_then(|i| self.lines.get_mut(i))
        {
            earlier.replaced_by = Some(index);
        }
        self.ids.insert(entry.id, index);
        let line = Line::new(index, entry, time, replaces, closed == Some(index));
        self.groups[place(line.group)].push(index);
        self.lines.push(line);
    }

    /// Number of entries.
    pub fn len(&self) -> u64 {
        self.lines.len() as u64
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn at(&self, index: u64) -> Option<Line> {
        self.lines.get(usize::try_from(index).ok()?).copied()
    }
}

fn place(group: Group) -> usize {
    Group::ALL.iter().position(|one| *one == group).unwrap_or(0)
}

impl LogLines for Log {
    fn size(&self) -> Result<u64, LogError> {
        Ok(self.len())
    }

    fn counts(&self) -> Result<[u64; Group::ALL.len()], LogError> {
        Ok(Group::ALL.map(|group| self.groups[place(group)].len() as u64))
    }

    fn page(&self, group: Option<Group>, from: u64, many: usize) -> Result<Vec<Line>, LogError> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        Ok(match group {
            None => self.lines.iter().skip(from).take(many).copied().collect(),
            Some(group) => self.groups[place(group)]
                .iter()
                .skip(from)
                .take(many)
                .filter_map(|index| self.at(*index))
                .collect(),
        })
    }

    fn line(&self, index: u64) -> Result<Option<Line>, LogError> {
        Ok(self.at(index))
    }

    fn bytes(&self, index: u64) -> Result<Option<Vec<u8>>, LogError> {
        Ok(usize::try_from(index).ok().and_then(|at| self.entries.get(at)).cloned())
    }

    fn index_of(&self, id: &Hex32) -> Result<Option<u64>, LogError> {
        Ok(self.ids.get(id).copied())
    }
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Log({} entries)", self.lines.len())
    }
}
