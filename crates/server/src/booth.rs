//! The booth's files, as this server hands them out.
//!
//! In scope: reading them, holding them against their own list, and the hash by which a manifest names
//! them (§3.1, `booth`). Out of scope: what they do; they are made in `booth/`.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Bytes;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hustings_record::Hex32;
use sha2::{Digest, Sha256};

/// The list of the files: a line each, its SHA-256, two spaces, its name; ascending by name.
const LIST: &str = "files.txt";

/// What the booth's pages may do: run our own scripts, ask any server for a record, start the two
/// workers that the policy `booth` lets through; nothing inline, no exception.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' blob:; connect-src 'self' https: http://127.0.0.1:*; worker-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types booth";

/// The files of a booth.
#[derive(Default)]
pub struct Booth {
    files: BTreeMap<String, Bytes>,
    hash: Option<Hex32>,
}

/// Why a booth cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum BoothError {
    /// It cannot be read.
    #[error("the booth in {place}: {why}; build it with `make booth`")]
    Unreadable {
        /// The folder or file.
        place: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Its list and its files differ.
    #[error(
        "the booth's file {0} is not the one that its list files.txt names; build it again with `make booth`"
    )]
    Differs(String),
}

impl Booth {
    /// No booth: ballots are taken from booths that are served elsewhere.
    pub fn none() -> Self {
        Booth::default()
    }

    /// The booth in a folder.
    ///
    /// # Errors
    /// [`BoothError`]
    pub fn read(dir: &Path) -> Result<Self, BoothError> {
        let failed = |place: &Path, why| BoothError::Unreadable { place: place.display().to_string(), why };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(|why| failed(dir, why))? {
            let path = entry.map_err(|why| failed(dir, why))?.path();
            if let (true, Some(name)) = (path.is_file(), path.file_name().and_then(|n| n.to_str())) {
                let bytes = std::fs::read(&path).map_err(|why| failed(&path, why))?;
                files.push((name.to_owned(), bytes));
            }
        }
        Self::of(files)
    }

    /// The booth that these files are, by name.
    ///
    /// # Errors
    /// They are not those of their list.
    pub fn of(files: Vec<(String, Vec<u8>)>) -> Result<Self, BoothError> {
        let files: BTreeMap<String, Bytes> = files.into_iter().map(|(n, b)| (n, b.into())).collect();
        let list = files.get(LIST).cloned().unwrap_or_default();
        let mut listed = String::new();
        for (name, bytes) in files.iter().filter(|(name, _)| *name != LIST) {
            listed.push_str(&format!("{}  {name}\n", hex::encode(Sha256::digest(bytes))));
        }
        if listed.as_bytes() != list.as_ref() {
            let (ours, theirs) = (listed.lines(), String::from_utf8_lossy(&list).into_owned());
            let differs = ours.into_iter().find(|line| !theirs.lines().any(|l| l == *line));
            let name = differs.and_then(|line| line.split("  ").nth(1)).unwrap_or(LIST);
            return Err(BoothError::Differs(name.to_owned()));
        }
        Ok(Booth { files, hash: Some(Hex32(Sha256::digest(&list).into())) })
    }

    /// What a manifest names it by.
    pub fn hash(&self) -> Option<Hex32> {
        self.hash
    }

    /// One of its pages, such as `vote`.
    pub(crate) fn page(&self, name: &str) -> Option<Response> {
        self.file(&format!("{name}.html"))
    }

    /// One of its files.
    pub(crate) fn file(&self, name: &str) -> Option<Response> {
        let bytes = self.files.get(name)?.clone();
        let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "html" => "text/html; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "json" => "application/json",
            "svg" => "image/svg+xml",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        let headers = [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
            // A booth that was mended is to be the one that people get.
            (header::CACHE_CONTROL, "no-cache"),
            (header::HeaderName::from_static("service-worker-allowed"), "/"),
        ];
        Some((headers, bytes).into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> (String, Vec<u8>) {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn a_booth_is_named_by_the_hash_of_its_list() {
        let of = |text: &str| format!("{}  vote.js\n", hex::encode(Sha256::digest(text)));
        let booth = Booth::of(vec![file("vote.js", "vote()"), file(LIST, &of("vote()"))]);
        let hash: [u8; 32] = Sha256::digest(of("vote()")).into();
        assert_eq!(booth.ok().and_then(|b| b.hash()), Some(Hex32(hash)));
        for list in [of("steal()"), String::new(), of("vote()") + &of("vote()")] {
            let booth = Booth::of(vec![file("vote.js", "vote()"), file(LIST, &list)]);
            assert!(matches!(booth, Err(BoothError::Differs(_))), "{list}");
        }
    }
}
