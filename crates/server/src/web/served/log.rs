//! A running election's log, as its pages ask for it: lines from the index, bytes from the tiles.

use std::sync::Arc;

use hustings_record::Hex32;
use hustings_record::log::tiles::{entry_tiles, split_entries};

use crate::election::{Election, Live};
use crate::index;
use crate::pages::log::{Group, Line, LogError, LogLines};

/// The longest tile of entries (§2.3).
const MAX_TILE: u64 = 16_777_472;

/// The log under one head. Reads files: not for a thread that others wait on.
pub(super) struct ServedLog {
    pub(super) election: Arc<Election>,
    pub(super) live: Arc<Live>,
}

impl ServedLog {
    fn line_of(&self, line: index::Line) -> Result<Line, LogError> {
        let replaced_by = match line.group {
            Group::Ballots => {
                self.election.index().replaced_by(line.index).map_err(LogError::of)?.map(|l| l.index)
            }
            _ => None,
        };
        Ok(Line {
            index: line.index,
            id: line.id,
            group: line.group,
            time: line.time,
            closes: self.live.closed == Some(line.index),
            replaces: line.replaces,
            replaced_by,
        })
    }
}

impl LogLines for ServedLog {
    fn size(&self) -> Result<u64, LogError> {
        Ok(self.live.head.checkpoint.size())
    }

    fn counts(&self) -> Result<[u64; Group::ALL.len()], LogError> {
        self.election.index().counts().map_err(LogError::of)
    }

    fn page(&self, group: Option<Group>, from: u64, many: usize) -> Result<Vec<Line>, LogError> {
        let lines = self.election.index().lines(group, from, many as u64).map_err(LogError::of)?;
        let size = self.size()?;
        lines.into_iter().filter(|line| line.index < size).map(|line| self.line_of(line)).collect()
    }

    fn line(&self, index: u64) -> Result<Option<Line>, LogError> {
        if index >= self.size()? {
            return Ok(None);
        }
        let line = self.election.index().at(index).map_err(LogError::of)?;
        line.map(|line| self.line_of(line)).transpose()
    }

    fn bytes(&self, index: u64) -> Result<Option<Vec<u8>>, LogError> {
        let place = usize::try_from(index / 256).map_err(LogError::of)?;
        let Some(tile) = entry_tiles(self.size()?).nth(place) else { return Ok(None) };
        let files = self.election.files();
        let read = files.read(&tile.entries_path(), MAX_TILE);
        // A partial tile goes once its full one is there.
        let bytes =
            read.or_else(|_| files.read(&tile.full().entries_path(), MAX_TILE)).map_err(LogError::of)?;
        let entries = split_entries(&bytes).ok_or_else(|| LogError::of("a tile of entries breaks off"))?;
        Ok(entries.into_iter().nth((index % 256) as usize))
    }

    fn index_of(&self, id: &Hex32) -> Result<Option<u64>, LogError> {
        Ok(self.election.index().find(id).map_err(LogError::of)?.map(|line| line.index))
    }
}
