//! The Merkle tree of RFC 6962 §2.1 over SHA-256, kept whole in memory, and its two proofs.

use tlog_tiles::tlog::{self, HashReader, split_stored_hash_index};

/// SHA-256 of a leaf or of an inner node.
pub type Hash = [u8; 32];

/// Most entries a log can have: what a JSON integer of an act can name (§2.2).
pub const MAX_SIZE: u64 = (1 << 53) - 1;

/// The root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1).
pub const EMPTY_ROOT: Hash = tlog::EMPTY_HASH.0;

/// No proof in a tree of at most 2⁵³ leaves has more hashes than this.
const MAX_PROOF: usize = 2 * 53;

/// Why a proof is not made, or not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The tree has no such entry.
    #[error("entry {index} is not in a tree of {size} entries")]
    NoSuchEntry {
        /// Entry asked for, from 0.
        index: u64,
        /// Size of the tree asked in.
        size: u64,
    },
    /// The sizes do not rise, or the tree is smaller than asked.
    #[error("a tree of {new} entries does not follow one of {old}")]
    NoSuchSize {
        /// The earlier size.
        old: u64,
        /// The later size.
        new: u64,
    },
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the signed root")]
    Wrong,
}

/// SHA-256(0x00 ‖ entry) (RFC 6962 §2.1).
pub fn leaf_hash(entry: &[u8]) -> Hash {
    tlog::record_hash(entry).0
}

/// SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1).
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    tlog::node_hash(tlog::Hash(*left), tlog::Hash(*right)).0
}

/// An append-only Merkle tree that keeps the hash of every complete subtree: 64 bytes an entry.
///
/// The root of any earlier size and any proof cost about log₂(size) hashes.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `levels[k][n]` is the hash of entries n·2ᵏ … (n + 1)·2ᵏ − 1; only complete subtrees.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends one leaf, a hash made by [`leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in 0.. {
            if level == self.levels.len() {
                self.levels.push(Vec::new());
            }
            let row = &mut self.levels[level];
            row.push(hash);
            // An even count closes a pair, and with it a subtree one level up.
            let [.., left, right] = row.as_slice() else { return };
            if row.len() % 2 == 1 {
                return;
            }
            hash = node_hash(left, right);
        }
    }

    /// Forgets all entries from `size` on; nothing if there are none.
    pub fn truncate(&mut self, size: u64) {
        for (level, row) in self.levels.iter_mut().enumerate() {
            row.truncate(usize::try_from(size >> level).unwrap_or(usize::MAX));
        }
        self.levels.retain(|row| !row.is_empty());
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |row| row.len() as u64)
    }

    /// The root over all entries.
    pub fn root(&self) -> Hash {
        // The tree always has its own size.
        self.root_at(self.size()).unwrap_or(EMPTY_ROOT)
    }

    /// The root over the first `size` entries; `None` where there are fewer.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if size > self.size() {
            return None;
        }
        // The complete subtrees of the binary digits of `size`, joined from the right (RFC 6962 §2.1).
        let mut root: Option<Hash> = None;
        for level in 0..self.levels.len() {
            if size >> level & 1 == 1 {
                let left = self.node(level, (size >> level) - 1)?;
                root = Some(match root {
                    Some(right) => node_hash(left, &right),
                    None => *left,
                });
            }
        }
        Some(root.unwrap_or(EMPTY_ROOT))
    }

    /// The hash of the n-th complete subtree of 2^level entries.
    pub fn node(&self, level: usize, n: u64) -> Option<&Hash> {
        self.levels.get(level)?.get(usize::try_from(n).ok()?)
    }

    /// The audit path of entry `index` in the tree of the first `size` entries (RFC 6962 §2.1.1).
    pub fn prove_inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, ProofError> {
        if size > self.size() || index >= size {
            return Err(ProofError::NoSuchEntry { index, size: size.min(self.size()) });
        }
        let path = tlog::prove_record(size, index, self).map_err(|_| ProofError::Wrong)?;
        Ok(path.into_iter().map(|h| h.0).collect())
    }

    /// The proof that the first `old` entries begin the first `new` ones (RFC 6962 §2.1.2).
    ///
    /// Every tree follows the empty one, and follows itself: then the proof has no hashes.
    pub fn prove_consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, ProofError> {
        if old > new || new > self.size() {
            return Err(ProofError::NoSuchSize { old, new });
        }
        if old == 0 {
            return Ok(Vec::new());
        }
        let proof = tlog::prove_tree(new, old, self).map_err(|_| ProofError::Wrong)?;
        Ok(proof.into_iter().map(|h| h.0).collect())
    }
}

impl HashReader for Tree {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let node = |&index| {
            let (level, n) = split_stored_hash_index(index);
            self.node(usize::from(level), n).map(|h| tlog::Hash(*h)).ok_or(tlog::Error::IndexesNotInTree)
        };
        indexes.iter().map(node).collect()
    }
}

/// Checks that `leaf` is entry `index` of the tree of `size` entries with `root` (RFC 6962 §2.1.1).
pub fn check_inclusion(
    proof: &[Hash],
    index: u64,
    leaf: &Hash,
    size: u64,
    root: &Hash,
) -> Result<(), ProofError> {
    if index >= size || size > MAX_SIZE {
        return Err(ProofError::NoSuchEntry { index, size });
    }
    let path = hashes(proof)?;
    tlog::check_record(&path, size, tlog::Hash(*root), index, tlog::Hash(*leaf))
        .map_err(|_| ProofError::Wrong)
}

/// Checks that the tree (`old`, `old_root`) begins the tree (`new`, `new_root`) (RFC 6962 §2.1.2).
pub fn check_consistency(
    proof: &[Hash],
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
) -> Result<(), ProofError> {
    if old > new || new > MAX_SIZE {
        return Err(ProofError::NoSuchSize { old, new });
    }
    let path = hashes(proof)?;
    if old == 0 {
        // Nothing is proved of the empty tree but that it is the empty tree; and where both are empty,
        // that the later root is the empty one as well.
        let sound = path.is_empty() && *old_root == EMPTY_ROOT && (new > 0 || *new_root == EMPTY_ROOT);
        return if sound { Ok(()) } else { Err(ProofError::Wrong) };
    }
    tlog::check_tree(&path, new, tlog::Hash(*new_root), old, tlog::Hash(*old_root))
        .map_err(|_| ProofError::Wrong)
}

fn hashes(proof: &[Hash]) -> Result<Vec<tlog::Hash>, ProofError> {
    if proof.len() > MAX_PROOF {
        return Err(ProofError::Wrong);
    }
    Ok(proof.iter().map(|h| tlog::Hash(*h)).collect())
}
