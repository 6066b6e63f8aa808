//! The static resources of a log and their paths (C2SP `tlog-tiles`).

use super::{
    note::MAX_ENTRY,
    tree::{Hash, Tree},
};

/// Path of the signed checkpoint.
pub const CHECKPOINT: &str = "checkpoint";
/// Hashes or entries of a full tile.
pub const TILE: u64 = 256;
/// Longest hash tile in bytes.
pub const MAX_HASH_TILE: u64 = TILE * 32;
/// Longest tile of entries in bytes: each has its length in two bytes before it.
pub const MAX_ENTRIES_TILE: u64 = TILE * (MAX_ENTRY as u64 + 2);

/// One hash tile, and at level 0 the tile of entries beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    /// 0 for leaves; a hash of level l covers 256ˡ entries.
    pub level: u8,
    /// Place in its level.
    pub index: u64,
    /// 1 to 255 for a partial tile, 256 for a full one.
    pub width: u16,
}

impl Tile {
    /// `tile/<L>/<N>[.p/<W>]`.
    pub fn hash_path(&self) -> String {
        format!("tile/{}/{}", self.level, self.number())
    }

    /// `tile/entries/<N>[.p/<W>]`; of a level-0 tile.
    pub fn entries_path(&self) -> String {
        format!("tile/entries/{}", self.number())
    }

    /// Whether it has all its 256 hashes.
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == TILE
    }

    /// The full tile that takes this one's place when the log has grown.
    pub fn full(&self) -> Self {
        Tile { width: TILE as u16, ..*self }
    }

    /// Its bytes in a tree: `width` hashes. `None` where the tree does not reach so far.
    pub fn hashes(&self, tree: &Tree) -> Option<Vec<u8>> {
        let first = self.index.checked_mul(TILE)?;
        let mut bytes = Vec::with_capacity(usize::from(self.width) * size_of::<Hash>());
        for n in first..first + u64::from(self.width) {
            bytes.extend_from_slice(tree.node(8 * usize::from(self.level), n)?);
        }
        Some(bytes)
    }

    /// The number in groups of three digits, all but the last with an `x`: `x001/x234/067`.
    fn number(&self) -> String {
        let mut path = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            path = format!("x{:03}/{path}", rest % 1000);
            rest /= 1000;
        }
        if self.is_full() { path } else { format!("{path}.p/{}", self.width) }
    }
}

/// The tiles that a log of `new` entries has and one of `old` had not, level by level.
///
/// With `old` = 0: all of them.
pub fn new_tiles(old: u64, new: u64) -> impl Iterator<Item = Tile> {
    let reaches = move |level: &u8| new >> (8 * level) > 0;
    (0u8..7).take_while(reaches).flat_map(move |level| {
        let (from, to) = (old >> (8 * level), new >> (8 * level));
        let full = (from / TILE..to / TILE).map(move |index| Tile { level, index, width: TILE as u16 });
        let width = (to % TILE) as u16;
        let partial = (width > 0 && from < to).then_some(Tile { level, index: to / TILE, width });
        full.chain(partial)
    })
}

/// The tiles of entries of a log of `size` entries, in order.
pub fn entry_tiles(size: u64) -> impl Iterator<Item = Tile> {
    new_tiles(0, size).take_while(|tile| tile.level == 0)
}

/// Appends an entry to a tile of entries: its length in two bytes, big-endian, and its bytes.
///
/// `false`, and nothing appended, where the entry is too long.
#[must_use]
pub fn push_entry(tile: &mut Vec<u8>, entry: &[u8]) -> bool {
    let Ok(len) = u16::try_from(entry.len()) else { return false };
    tile.extend_from_slice(&len.to_be_bytes());
    tile.extend_from_slice(entry);
    true
}

/// The entries of a tile; `None` where a length goes beyond the end.
pub fn split_entries(mut tile: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut entries = Vec::new();
    while !tile.is_empty() {
        let (len, rest) = tile.split_first_chunk::<2>()?;
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*len)))?;
        entries.push(entry.to_vec());
        tile = rest;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_of_the_specification() {
        let tile = Tile { level: 0, index: 1_234_067, width: 256 };
        assert_eq!(tile.entries_path(), "tile/entries/x001/x234/067");
        assert_eq!(tile.hash_path(), "tile/0/x001/x234/067");
        let tile = Tile { level: 2, index: 0, width: 1 };
        assert_eq!(tile.hash_path(), "tile/2/000.p/1");
        let tile = Tile { level: 0, index: 273, width: 112 };
        assert_eq!(tile.entries_path(), "tile/entries/273.p/112");
    }

    /// The example of C2SP `tlog-tiles`, Partial Tiles.
    #[test]
    fn seventy_thousand() {
        let tiles: Vec<_> = new_tiles(0, 70_000).collect();
        assert_eq!(tiles.len(), 273 + 1 + 1 + 1 + 1);
        assert_eq!(tiles[273], Tile { level: 0, index: 273, width: 112 });
        assert_eq!(tiles[274], Tile { level: 1, index: 0, width: 256 });
        assert_eq!(tiles[275], Tile { level: 1, index: 1, width: 17 });
        assert_eq!(tiles[276], Tile { level: 2, index: 0, width: 1 });
        let tiles: Vec<_> = new_tiles(0, 256).collect();
        assert_eq!(tiles, [Tile { level: 0, index: 0, width: 256 }, Tile { level: 1, index: 0, width: 1 }]);
        assert_eq!(new_tiles(0, 0).count(), 0);
        assert_eq!(new_tiles(5, 5).count(), 0);
    }

    proptest! {
        #[test]
        fn tiles_are_those_of_tlog_tiles(old in 0u64..200_000, more in 0u64..200_000) {
            let theirs: Vec<_> = tlog_tiles::Tile::new_tiles(8, old, old + more)
                .iter()
                .map(|t| (t.level(), t.level_index(), t.width(), t.path().replace("tile/8/", "tile/")))
                .collect();
            let ours: Vec<_> = new_tiles(old, old + more)
                .map(|t| (t.level, t.index, u32::from(t.width), t.hash_path()))
                .collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn arbitrary_tiles_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            if let Some(entries) = split_entries(&bytes) {
                let mut again = Vec::new();
                for entry in &entries {
                    prop_assert!(push_entry(&mut again, entry));
                }
                prop_assert_eq!(again, bytes);
            }
        }
    }
}
