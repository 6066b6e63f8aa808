//! Blobs that may be put: those of an act whose signatures hold and that waits for nothing else.
//!
//! Anybody can reach the server, so it stores only what an office-holder, or somebody with standing,
//! has asked for by name and length, and for a limited time.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hustings_record::Hex32;
use hustings_record::acts::BlobRef;

/// How long a blob is waited for.
const WAIT: Duration = Duration::from_secs(15 * 60);

/// The most blobs waited for at a time.
const MOST: usize = 1_024;

/// Blobs that are waited for, with their lengths.
#[derive(Default)]
pub struct ExpectedBlobs(Mutex<HashMap<Hex32, (u64, Instant)>>);

impl ExpectedBlobs {
    /// Waits for these from now on.
    pub(super) fn expect(&self, blobs: &[BlobRef]) {
        let now = Instant::now();
        let mut waiting = self.lock();
        waiting.retain(|_, (_, since)| now.duration_since(*since) < WAIT);
        for blob in blobs {
            if waiting.len() < MOST {
                waiting.insert(blob.sha256, (blob.size, now));
            }
        }
    }

    /// The length of a blob that is waited for.
    pub fn length(&self, sha256: &Hex32) -> Option<u64> {
        self.lock().get(sha256).filter(|(_, since)| since.elapsed() < WAIT).map(|(size, _)| *size)
    }

    /// It has come.
    pub fn arrived(&self, sha256: &Hex32) {
        self.lock().remove(sha256);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Hex32, (u64, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
