//! Replaying a record (§10): the log, then each act in order, then the log's signatures.

use crate::blobs::SourceBlobs;
use crate::report::Report;
use hustings_proofs::signature::VerifyingKey;
use hustings_record::log::{
    LogError, SignedCheckpoint, Tree, Witness, check_tiles, leaf_hash, read_checkpoint, read_entries,
};
use hustings_record::source::{Source, SourceError};
use hustings_record::{Check, Election, Entry, Obligations, State, Violation};
use rayon::prelude::*;

/// Entries parsed together.
const CHUNK: usize = 4_096;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading the log's entries.
    Reading,
    /// Checking each act.
    Checking,
}

/// Told how far the verification is: the stage, how many entries are done, of how many.
pub type Progress<'a> = &'a dyn Fn(Stage, u64, u64);

/// A verification: the report, and the state the record adds up to as far as it holds.
pub struct Verification {
    /// What was found.
    pub report: Report,
    /// The state after the last act that holds.
    pub state: State,
    /// The entries, as far as they could be read.
    pub entries: Vec<Vec<u8>>,
}

/// Verifies the record at `source`.
///
/// # Errors
/// Only where nothing can be said of any record: no randomness, or the source is no record at all
/// (its checkpoint cannot be fetched). Every defect of a record is in the report.
pub fn verify(source: &dyn Source, progress: Progress) -> Result<Verification, VerifyError> {
    let mut state = State::new();
    let mut entries = Vec::new();
    let mut witnessed = (0, 0);
    let found = run(source, progress, &mut state, &mut entries, &mut witnessed)?;
    let report = Report::new(source.place(), &state, witnessed, found.err());
    Ok(Verification { report, state, entries })
}

/// Why nothing could be verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// There is no record there.
    #[error("there is no record at {place}: {why}")]
    NoRecord {
        /// Where it was looked for.
        place: String,
        /// Why not.
        why: String,
    },
    /// The system gave no randomness, without which nothing can be verified in batches.
    #[error("the system gave no randomness: {0}")]
    Randomness(#[from] rand::rngs::SysError),
}

fn run(
    source: &dyn Source,
    progress: Progress,
    state: &mut State,
    entries: &mut Vec<Vec<u8>>,
    witnessed: &mut (usize, usize),
) -> Result<Result<(), Violation>, VerifyError> {
    let signed = match read_checkpoint(source) {
        Ok(signed) => signed,
        Err(LogError::Source(e @ (SourceError::Missing { .. } | SourceError::Unreadable { .. }))) => {
            return Err(VerifyError::NoRecord { place: source.place(), why: e.to_string() });
        }
        Err(e) => return Ok(Err(Check::Checkpoint.fails(e.to_string()))), // L1
    };
    if let Err(violation) = read(source, &signed, progress, entries) {
        return Ok(Err(violation));
    }
    let mut owed = Obligations::gathering()?;
    if let Err(violation) = replay(source, entries, progress, state, &mut owed) {
        return Ok(Err(violation));
    }
    Ok(signatures(state, &signed, witnessed))
}

/// L4, L5: the entries are all there and are those the checkpoint was signed over.
fn read(
    source: &dyn Source,
    signed: &SignedCheckpoint,
    progress: Progress,
    entries: &mut Vec<Vec<u8>>,
) -> Result<(), Violation> {
    let size = signed.checkpoint.size();
    Check::Tiles.hold(size > 0, || "the checkpoint is of an empty log".to_owned())?;
    let mut tree = Tree::new();
    for (i, entry) in (0..).zip(read_entries(source, size)) {
        let entry = entry.map_err(|e| Violation { entry: Some(i), ..Check::Tiles.fails(e.to_string()) })?;
        tree.push(leaf_hash(&entry));
        entries.push(entry);
        if i % 256 == 255 || i + 1 == size {
            progress(Stage::Reading, i + 1, size);
        }
    }
    Check::Root.hold(tree.root() == *signed.checkpoint.root(), || {
        format!("{size} entries give another root than the checkpoint names")
    })?;
    check_tiles(source, &tree, size).map_err(|e| match e {
        LogError::Differs { .. } => Check::Root.fails(e.to_string()),
        _ => Check::Tiles.fails(e.to_string()),
    })
}

/// Every act through `apply`, signatures and ballots gathered into batches.
fn replay(
    source: &dyn Source,
    entries: &[Vec<u8>],
    progress: Progress,
    state: &mut State,
    owed: &mut Obligations,
) -> Result<(), Violation> {
    let blobs = SourceBlobs::new(source);
    let total = entries.len() as u64;
    for chunk in entries.chunks(CHUNK) {
        let parsed: Vec<Result<Entry, Violation>> = chunk.par_iter().map(|e| Entry::parse(e)).collect();
        for entry in parsed {
            let applied = match &entry {
                Ok(entry) => state.apply_entry(entry, &blobs, owed),
                Err(violation) => Err(state.place(violation.clone(), None)),
            };
            // What was owed stands before the act that fails at once.
            applied.map_err(|violation| owed.settle().err().unwrap_or(violation))?;
            if state.size().is_multiple_of(256) {
                progress(Stage::Checking, state.size(), total);
            }
            if owed.is_full() {
                owed.settle()?;
            }
        }
    }
    owed.settle()?;
    progress(Stage::Checking, total, total);
    Ok(())
}

/// L2, L3: the server's signature and the witnesses' cosignatures on the checkpoint.
fn signatures(
    state: &State,
    signed: &SignedCheckpoint,
    witnessed: &mut (usize, usize),
) -> Result<(), Violation> {
    let Some(election) = state.election() else {
        return Err(Check::ManifestFirst.fails("the record has no manifest"));
    };
    let origin = election.log_origin();
    Check::CheckpointSignature.hold(signed.checkpoint.origin() == origin, || {
        format!("it is of {}, this election's log is {origin}", signed.checkpoint.origin())
    })?;
    let server = |e: &dyn std::fmt::Display| Violation {
        signer: Some("server".to_owned()),
        ..Check::CheckpointSignature.fails(e.to_string())
    };
    let key = VerifyingKey::parse(&election.server.0).map_err(|e| server(&e))?;
    signed.verify_log(&key).map_err(|e| server(&e))?;
    let witnesses = witnesses(election)?;
    *witnessed = (0, witnesses.len());
    let cosigned =
        signed.verify_cosignatures(&witnesses).map_err(|e| Check::Witnesses.fails(e.to_string()))?;
    witnessed.0 = cosigned.len();
    let k = election.manifest.witnesses_needed;
    Check::Witnesses.hold(cosigned.len() as u64 >= k, || {
        format!("{} of {} witnesses cosigned it; {k} must", cosigned.len(), witnesses.len())
    })
}

fn witnesses(election: &Election) -> Result<Vec<Witness>, Violation> {
    (election.manifest.witnesses.iter())
        .map(|w| {
            let key = VerifyingKey::parse(&w.key.0).map_err(|e| Check::Witnesses.fails(e.to_string()))?;
            Ok(Witness { name: w.name.clone(), key })
        })
        .collect()
}
