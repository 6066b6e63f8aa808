//! Where a record's bytes come from: a folder here, an address in the verifier, memory in tests.
//!
//! A record is a set of named byte strings: `checkpoint`, `tile/…`, `blob/…` (§2.3, §2.4). Whoever
//! reads names the most bytes it will take, so that no source can exhaust its memory.

use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::PathBuf,
};

use sha2::{Digest, Sha256};

use crate::log::Hash;

/// Why something of a record could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// The record has nothing of that name.
    #[error("the record has no {path}; if it was copied, copy it again and completely")]
    Missing {
        /// What was asked for.
        path: String,
    },
    /// It is longer than it can rightly be.
    #[error("{path} is longer than {limit} bytes, the most that can stand there; the record is not sound")]
    TooLong {
        /// What was asked for.
        path: String,
        /// The most bytes the reader takes.
        limit: u64,
    },
    /// It may be there, but could not be read.
    #[error("{path} could not be read: {why}")]
    Unreadable {
        /// What was asked for.
        path: String,
        /// The reason, and what to do about it.
        why: String,
    },
    /// A blob's bytes are not those its name and the act name.
    #[error("{path} is not what its name says: {why}; fetch the record from another place")]
    WrongBlob {
        /// The blob's path.
        path: String,
        /// What differs.
        why: String,
    },
}

/// A place that a record is read from.
pub trait Source: Send + Sync {
    /// The bytes under a path such as `checkpoint` or `tile/entries/000`, at most `limit` of them.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError>;

    /// The place in words, for reports.
    fn place(&self) -> String;
}

impl<S: Source + ?Sized> Source for &S {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        (**self).read(path, limit)
    }

    fn place(&self) -> String {
        (**self).place()
    }
}

impl<S: Source + ?Sized> Source for Box<S> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        (**self).read(path, limit)
    }

    fn place(&self) -> String {
        (**self).place()
    }
}

/// A record in memory: paths and their bytes.
impl Source for std::collections::BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        match self.get(path) {
            None => Err(SourceError::Missing { path: path.to_owned() }),
            Some(bytes) if bytes.len() as u64 > limit => {
                Err(SourceError::TooLong { path: path.to_owned(), limit })
            }
            Some(bytes) => Ok(bytes.clone()),
        }
    }

    fn place(&self) -> String {
        "memory".to_owned()
    }
}

/// The path of the blob with a hash: `blob/` and 64 lower-case hexadecimal digits (§2.4).
pub fn blob_path(hash: &Hash) -> String {
    format!("blob/{}", hex::encode(hash))
}

/// Reads a blob and checks its length and hash (§2.4).
pub fn read_blob(source: &dyn Source, hash: &Hash, len: u64) -> Result<Vec<u8>, SourceError> {
    let path = blob_path(hash);
    let bytes = match source.read(&path, len) {
        Err(SourceError::TooLong { path, limit }) => {
            return Err(SourceError::WrongBlob { path, why: format!("longer than its act's {limit} bytes") });
        }
        other => other?,
    };
    if bytes.len() as u64 != len {
        let why = format!("{} bytes where its act says {len}", bytes.len());
        return Err(SourceError::WrongBlob { path, why });
    }
    if <Hash>::from(Sha256::digest(&bytes)) != *hash {
        return Err(SourceError::WrongBlob { path, why: "its SHA-256 is another".into() });
    }
    Ok(bytes)
}

/// Whether a path can be one of a record: parts of letters, digits, `.` and `-` with slashes
/// between, none beginning with a dot.
pub fn is_record_path(path: &str) -> bool {
    let sound = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'-';
    path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(sound))
}

/// A record in a folder.
#[derive(Clone, Debug)]
pub struct Directory {
    /// Canonical: no symbolic link on the way.
    root: PathBuf,
}

impl Directory {
    /// A folder that exists.
    pub fn new(root: impl Into<PathBuf>) -> Result<Self, SourceError> {
        let root: PathBuf = root.into();
        let path = root.display().to_string();
        let root = root.canonicalize().map_err(|why| match why.kind() {
            ErrorKind::NotFound => SourceError::Unreadable {
                path: path.clone(),
                why: "there is no such folder; check its name".into(),
            },
            _ => unreadable(&path, &why),
        })?;
        if !root.is_dir() {
            let why = "it is not a folder; name the folder that has the record's checkpoint in it".into();
            return Err(SourceError::Unreadable { path, why });
        }
        Ok(Directory { root })
    }
}

impl Source for Directory {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let refused = |why: &str| SourceError::Unreadable { path: path.to_owned(), why: why.to_owned() };
        if !is_record_path(path) {
            return Err(refused("this cannot be the name of a part of a record"));
        }
        let file = match self.root.join(path).canonicalize() {
            Ok(file) => file,
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(SourceError::Missing { path: path.to_owned() });
            }
            Err(e) => return Err(unreadable(path, &e)),
        };
        if !file.starts_with(&self.root) {
            return Err(refused("it is a link that leads out of the record's folder; copy the file there"));
        }
        // Asked before opening: a pipe would wait for a writer.
        let about = file.metadata().map_err(|e| unreadable(path, &e))?;
        if !about.is_file() {
            return Err(refused("it is not a file"));
        }
        if about.len() > limit {
            return Err(SourceError::TooLong { path: path.to_owned(), limit });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
        let file = File::open(&file).map_err(|e| unreadable(path, &e))?;
        // One byte more than allowed shows a file that grows under our hands.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| unreadable(path, &e))?;
        if bytes.len() as u64 > limit {
            return Err(SourceError::TooLong { path: path.to_owned(), limit });
        }
        Ok(bytes)
    }

    fn place(&self) -> String {
        self.root.display().to_string()
    }
}

fn unreadable(path: &str, why: &std::io::Error) -> SourceError {
    let next = match why.kind() {
        ErrorKind::PermissionDenied => "; ask for the right to read it",
        _ => "",
    };
    SourceError::Unreadable { path: path.to_owned(), why: format!("{why}{next}") }
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
