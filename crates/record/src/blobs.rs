//! The blobs an act names (§2.4), and check L6.

use crate::acts::{Act, BlobRef};
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Where blobs are found.
pub trait Blobs: Sync {
    /// The blob with this SHA-256; `None` if there is none, an error if it cannot be read or is
    /// longer than `limit` bytes.
    ///
    /// The bytes need not be checked against the hash: `apply` does that.
    fn get(&self, sha256: &Hex32, limit: u64) -> Result<Option<Vec<u8>>, String>;
}

/// Blobs held in memory.
impl Blobs for HashMap<Hex32, Vec<u8>> {
    fn get(&self, sha256: &Hex32, limit: u64) -> Result<Option<Vec<u8>>, String> {
        match HashMap::get(self, sha256) {
            None => Ok(None),
            Some(b) if b.len() as u64 > limit => Err(format!("it is {} bytes long", b.len())),
            Some(b) => Ok(Some(b.clone())),
        }
    }
}

/// The largest blob there is, 4 GiB: a list of 16 million ballots of four blocks.
pub const MAX_BLOB: u64 = 1 << 32;

/// Fetches a blob and checks its length and hash: L6.
pub(crate) fn fetch(blob: &BlobRef, what: &str, blobs: &dyn Blobs) -> Result<Vec<u8>, Violation> {
    let missing = || {
        Check::Blob
            .fails(format!("{what} (blob {}): it is missing; copy the record again", blob.sha256.short()))
    };
    find(blob, what, blobs)?.ok_or_else(missing)
}

/// As [`fetch`], where the blob may be gone.
fn find(blob: &BlobRef, what: &str, blobs: &dyn Blobs) -> Result<Option<Vec<u8>>, Violation> {
    let fail = |why: String| Check::Blob.fails(format!("{what} (blob {}): {why}", blob.sha256.short()));
    if blob.size > MAX_BLOB {
        return Err(fail(format!("{} bytes are more than a record may hold in one file", blob.size)));
    }
    let Some(bytes) = blobs.get(&blob.sha256, blob.size).map_err(fail)? else { return Ok(None) };
    if bytes.len() as u64 != blob.size {
        return Err(fail(format!("it is {} bytes long where the act says {}", bytes.len(), blob.size)));
    }
    if Sha256::digest(&bytes).as_slice() != blob.sha256.0 {
        return Err(fail("its contents are not those the act names".to_owned()));
    }
    Ok(Some(bytes))
}

/// The blobs an act names that must be there, with a word for each.
pub fn named(act: &Act) -> Vec<(BlobRef, &'static str)> {
    match act {
        Act::Register(a) => vec![(a.rows, "the register")],
        Act::Mix(a) => vec![(a.output, "the mixed ballots"), (a.proof, "the mix's proof")],
        Act::Shares(a) => vec![(a.shares, "the decryption shares")],
        Act::ElectionResult(a) => a.profiles.iter().map(|p| (p.profile, "the opened ballots")).collect(),
        _ => Vec::new(),
    }
}

/// The blobs an act names that may be removed from the record, with a word for each: people's own texts.
pub fn removable(act: &Act) -> Vec<(BlobRef, &'static str)> {
    match act {
        Act::Manifest(a) => (a.contests.iter().flat_map(|c| &c.candidates))
            .filter_map(|c| c.statement.map(|s| (s, "a candidate's statement")))
            .collect(),
        Act::Complaint(a) => vec![(a.text, "the complaint")],
        _ => Vec::new(),
    }
}

/// L6 for every blob an act names; what may be removed may be gone, but not be another.
/// Returns how many blobs there were and their bytes.
pub(crate) fn check_named(act: &Act, blobs: &dyn Blobs) -> Result<(u64, u64), Violation> {
    let mut found = (0, 0);
    for (blob, what) in named(act) {
        fetch(&blob, what, blobs)?;
        found = (found.0 + 1, found.1 + blob.size);
    }
    for (blob, what) in removable(act) {
        if find(&blob, what, blobs)?.is_some() {
            found = (found.0 + 1, found.1 + blob.size);
        }
    }
    Ok(found)
}
