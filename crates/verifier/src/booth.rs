//! The booth that a server hands out, held against the one that a manifest names (§3.1, `booth`).
//!
//! This is about a server today, not about a record: what it hands out to others, or handed out
//! yesterday, no one can say from here. Members find that out by testing their booth (§7.6).

use crate::http::Url;
use hustings_record::Hex32;
use hustings_record::source::SourceError;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The longest list, and the longest file, that are taken.
const MAX_LIST: u64 = 1 << 16;
const MAX_FILE: u64 = 1 << 24;

/// What came of comparing a booth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoothReport {
    /// Whether every file is the one that the manifest names.
    pub holds: bool,
    /// Files compared.
    pub files: u64,
    /// In words.
    pub detail: String,
}

/// Compares the booth at `address`, such as `https://vote.example/booth`, with the list that has this
/// hash. `None` where no booth is served there.
///
/// # Errors
/// It is there and cannot be read.
pub fn compare(address: &str, named: &Hex32) -> Result<Option<BoothReport>, SourceError> {
    let booth = Url::new(address)?;
    let list = match booth.fetch("files.txt", MAX_LIST) {
        Ok(list) => list,
        Err(SourceError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let differs = |files, detail: String| Ok(Some(BoothReport { holds: false, files, detail }));
    if Sha256::digest(&list).as_slice() != named.0 {
        return differs(0, "its list of files is not the one that the manifest names".to_owned());
    }
    let mut files = 0;
    for line in String::from_utf8_lossy(&list).lines() {
        let Some((hash, name)) = line.split_once("  ") else {
            return differs(files, format!("its list has a line that names no file: {line}"));
        };
        let bytes = match booth.fetch(name, MAX_FILE) {
            Ok(bytes) => bytes,
            Err(SourceError::Missing { .. }) => return differs(files, format!("{name} is not there")),
            Err(error) => return Err(error),
        };
        if hex::encode(Sha256::digest(&bytes)) != hash {
            return differs(files, format!("{name} is not the file that the manifest names"));
        }
        files += 1;
    }
    Ok(Some(BoothReport {
        holds: true,
        files,
        detail: format!("{files} files, each as the manifest names it"),
    }))
}
