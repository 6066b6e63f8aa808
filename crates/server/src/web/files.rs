//! The record's own files, straight from its folder (C2SP `tlog-tiles`; §2.3, §2.4).

use std::path::Path;

use axum::body::Body;
use axum::http::header;
use axum::response::IntoResponse;
use hustings_record::Hex32;
use hustings_record::log::tiles::CHECKPOINT;
use hustings_record::source::is_record_path;
use tokio::fs::File;
use tokio_util::io::ReaderStream;

/// The file under `path` of the record in `root`, as a stream; none where the record has no such file.
///
/// Only names that a record can have are looked up, and never through a link out of the folder.
pub(super) async fn answer(root: &Path, path: &str) -> Option<axum::response::Response> {
    let (kind, cache) = kind(path)?;
    let file = stream(root, path).await?;
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)];
    Some((headers, file).into_response())
}

/// A file of a folder as a stream, with its length; none where there is none, or only through a link
/// that leads out of the folder.
pub(crate) async fn stream(root: &Path, path: &str) -> Option<([(header::HeaderName, String); 1], Body)> {
    let root = tokio::fs::canonicalize(root).await.ok()?;
    let file = tokio::fs::canonicalize(root.join(path)).await.ok()?;
    if !file.starts_with(&root) {
        return None;
    }
    // Asked before opening: a pipe would wait for a writer.
    let about = tokio::fs::metadata(&file).await.ok().filter(std::fs::Metadata::is_file)?;
    let body = Body::from_stream(ReaderStream::new(File::open(&file).await.ok()?));
    Some(([(header::CONTENT_LENGTH, about.len().to_string())], body))
}

/// The blob with this SHA-256, where the record has it and it is no longer than `most` bytes. Its bytes are
/// not checked against its name.
pub(super) async fn blob(root: &Path, sha256: &Hex32, most: usize) -> Option<Vec<u8>> {
    let file = root.join("blob").join(sha256.to_string());
    let about = tokio::fs::symlink_metadata(&file).await.ok().filter(std::fs::Metadata::is_file)?;
    if about.len() > most as u64 {
        return None;
    }
    tokio::fs::read(file).await.ok()
}

/// How long what never changes may be kept.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";

/// Content type, and how long the answer may be kept; none for what is no part of a record.
fn kind(path: &str) -> Option<(&'static str, &'static str)> {
    const BYTES: &str = "application/octet-stream";
    if path == CHECKPOINT {
        return Some(("text/plain; charset=utf-8", "no-cache"));
    }
    let hash = |hash: &str| hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let sound = match path.split_once('/') {
        Some(("tile", rest)) => is_record_path(rest),
        Some(("blob", rest)) => hash(rest),
        _ => false,
    };
    sound.then_some((BYTES, FOREVER))
}
