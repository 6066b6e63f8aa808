//! The log: reading a record's entries and holding them against what was signed (§2.3).
//!
//! In scope: the Merkle tree of RFC 6962, notes (C2SP `signed-note`), checkpoints
//! (`tlog-checkpoint`), cosignatures (`tlog-cosignature`, Ed25519 `cosignature/v1`), and the static
//! tiles (`tlog-tiles`). Out of scope: writing to a disk (`hustings-server`), what an entry *means*
//! (`crate::acts`), keys: signing is a function the caller hands in.
//!
//! Three rules are tighter than C2SP's, so that a thing has one encoding: a checkpoint has no
//! extension lines, the log's key is named as the origin, and sizes end at 2⁵³ − 1.

pub mod checkpoint;
pub mod note;
pub mod reader;
pub mod tiles;
pub mod tree;

pub use checkpoint::{
    Checkpoint, CheckpointError, Cosignature, Cosigned, LogSignature, SignedCheckpoint, Signer, Witness,
    cosignature_message,
};
pub use note::{MAX_ENTRY, NoteError, SignatureLine};
pub use reader::{EntryReader, LogError, check_tiles, read_checkpoint, read_entries};
pub use tree::{EMPTY_ROOT, Hash, MAX_SIZE, ProofError, Tree, check_consistency, check_inclusion, leaf_hash};
