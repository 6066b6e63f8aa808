//! Blobs read from wherever the record is.

use hustings_record::Hex32;
use hustings_record::blobs::Blobs;
use hustings_record::source::{Source, SourceError, blob_path};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many blobs are kept: an act's blobs are asked for twice, once for L6 and once by its rule.
const KEPT: usize = 4;

/// The last few blobs, by name.
type Kept = VecDeque<(Hex32, Vec<u8>)>;

/// The blobs of a source.
pub struct SourceBlobs<'a> {
    source: &'a dyn Source,
    kept: Mutex<Kept>,
}

impl<'a> SourceBlobs<'a> {
    /// The blobs of this source.
    pub fn new(source: &'a dyn Source) -> Self {
        SourceBlobs { source, kept: Mutex::new(VecDeque::new()) }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        // Whoever panicked left whole entries or none.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Blobs for SourceBlobs<'_> {
    fn get(&self, sha256: &Hex32, limit: u64) -> Result<Option<Vec<u8>>, String> {
        if let Some((_, bytes)) =
            self.kept().iter().find(|(name, b)| name == sha256 && b.len() as u64 <= limit)
        {
            return Ok(Some(bytes.clone()));
        }
        let bytes = match self.source.read(&blob_path(&sha256.0), limit) {
            Ok(bytes) => bytes,
            Err(SourceError::Missing { .. }) => return Ok(None),
            Err(e) => return Err(e.to_string()),
        };
        let mut kept = self.kept();
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back((*sha256, bytes.clone()));
        Ok(Some(bytes))
    }
}
