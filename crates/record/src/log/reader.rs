//! Reading a log: its checkpoint, its entries one tile at a time, and its hash tiles.

use super::{
    checkpoint::{CheckpointError, SignedCheckpoint},
    note::MAX_ENTRY,
    tiles::{self, CHECKPOINT, MAX_ENTRIES_TILE, MAX_HASH_TILE, Tile},
    tree::Tree,
};
use crate::source::{Source, SourceError};

/// What is wrong with a log's files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// A file is missing or cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The checkpoint's form.
    #[error("the record's checkpoint is not sound: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// A length in a tile of entries goes beyond the tile's end.
    #[error("{path} breaks off in the middle of an entry; copy the record again and completely")]
    Truncated {
        /// The tile.
        path: String,
    },
    /// A tile of entries has another number of entries than its place in the log demands.
    #[error("{path} has {found} entries where {expected} must stand; the record is not sound")]
    Count {
        /// The tile.
        path: String,
        /// How many it has.
        found: usize,
        /// How many it must have.
        expected: u16,
    },
    /// A hash tile's bytes are not those that the entries give.
    #[error("{path} differs from what the entries give; the record is not sound")]
    Differs {
        /// The tile.
        path: String,
    },
    /// The tree handed in has fewer entries than the tiles to check.
    #[error("tiles of {asked} entries were to be checked against a tree of {size}")]
    Beyond {
        /// Size asked for.
        asked: u64,
        /// Size of the tree.
        size: u64,
    },
}

/// Reads and parses `checkpoint`; its signatures are still to be verified.
pub fn read_checkpoint(source: &dyn Source) -> Result<SignedCheckpoint, LogError> {
    Ok(SignedCheckpoint::parse(&source.read(CHECKPOINT, MAX_ENTRY as u64)?)?)
}

/// The first `size` entries of a log, in order.
///
/// Nothing is known of them until their tree's root equals that of a verified checkpoint.
pub fn read_entries(source: &dyn Source, size: u64) -> EntryReader<'_> {
    EntryReader { source, tiles: Box::new(tiles::entry_tiles(size)), tile: Vec::new().into_iter() }
}

/// An iterator over a log's entries; it holds one tile, at most 16 MiB. Ends after an error.
pub struct EntryReader<'a> {
    source: &'a dyn Source,
    tiles: Box<dyn Iterator<Item = Tile> + Send>,
    tile: std::vec::IntoIter<Vec<u8>>,
}

impl Iterator for EntryReader<'_> {
    type Item = Result<Vec<u8>, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(entry) = self.tile.next() {
            return Some(Ok(entry));
        }
        match read_entries_tile(self.source, &self.tiles.next()?) {
            Ok(entries) => self.tile = entries.into_iter(),
            Err(error) => {
                self.tiles = Box::new(std::iter::empty());
                return Some(Err(error));
            }
        }
        self.tile.next().map(Ok)
    }
}

/// Checks every hash tile of the first `size` entries against the tree that the entries gave.
pub fn check_tiles(source: &dyn Source, tree: &Tree, size: u64) -> Result<(), LogError> {
    if size > tree.size() {
        return Err(LogError::Beyond { asked: size, size: tree.size() });
    }
    for tile in tiles::new_tiles(0, size) {
        let (path, mut bytes) = read_tile(source, &tile, Tile::hash_path, MAX_HASH_TILE)?;
        let expected = tile.hashes(tree).ok_or(LogError::Beyond { asked: size, size: tree.size() })?;
        // The full tile in place of a partial one begins with it.
        if path != tile.hash_path() && bytes.len() as u64 == MAX_HASH_TILE {
            bytes.truncate(expected.len());
        }
        if bytes != expected {
            return Err(LogError::Differs { path });
        }
    }
    Ok(())
}

fn read_entries_tile(source: &dyn Source, tile: &Tile) -> Result<Vec<Vec<u8>>, LogError> {
    let (path, bytes) = read_tile(source, tile, Tile::entries_path, MAX_ENTRIES_TILE)?;
    let Some(mut entries) = tiles::split_entries(&bytes) else {
        return Err(LogError::Truncated { path });
    };
    let expected = if path == tile.entries_path() { tile.width } else { tile.full().width };
    if entries.len() != usize::from(expected) {
        return Err(LogError::Count { path, found: entries.len(), expected });
    }
    entries.truncate(usize::from(tile.width));
    Ok(entries)
}

/// Reads a tile, or, where a partial one is gone because the log has grown, the full one in its
/// place (C2SP `tlog-tiles`, Partial Tiles). Returns the path read.
fn read_tile(
    source: &dyn Source,
    tile: &Tile,
    path: fn(&Tile) -> String,
    limit: u64,
) -> Result<(String, Vec<u8>), LogError> {
    match source.read(&path(tile), limit) {
        Err(SourceError::Missing { path: missing }) if !tile.is_full() => {
            let full = path(&tile.full());
            match source.read(&full, limit) {
                // The partial tile is what should be there.
                Err(SourceError::Missing { .. }) => Err(SourceError::Missing { path: missing }.into()),
                other => Ok((full, other?)),
            }
        }
        other => Ok((path(tile), other?)),
    }
}
