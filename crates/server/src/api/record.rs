//! The record's static resources (C2SP tlog-tiles; §2.3), and cosignatures on its head.

use axum::Json;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hustings_record::log::SignedCheckpoint;
use hustings_record::log::tiles::{entry_tiles, split_entries};
use hustings_record::source::{SourceError, is_record_path};
use serde_json::{Value, json};
use std::sync::Arc;

use super::{Asked, Problem, bodies};
use crate::election::Election;
use crate::storage::Files;

/// The longest note of a checkpoint (§2.3).
const MAX_CHECKPOINT: u64 = 65_535;

/// The longest tile, one of 256 entries (§2.3).
const MAX_TILE: u64 = 16_777_472;

const BYTES: &str = "application/octet-stream";

/// How long what never changes may be kept.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";

/// The present head.
pub(super) async fn checkpoint(Asked(election): Asked) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, election.live().checkpoint.clone()).into_response()
}

/// A tile of hashes or of entries.
pub(super) async fn tile(
    Asked(election): Asked,
    Path((_, path)): Path<(String, String)>,
) -> Result<Response, Problem> {
    if !is_record_path(&path) {
        return Err(missing());
    }
    file(election.files(), format!("tile/{path}"), MAX_TILE).await
}

/// A file of the record that never changes: from its folder where there is one, as a stream.
pub(super) async fn file(files: &Arc<dyn Files>, path: String, most: u64) -> Result<Response, Problem> {
    let headers = [(header::CONTENT_TYPE, BYTES), (header::CACHE_CONTROL, FOREVER)];
    if let Some(folder) = files.folder() {
        let file = crate::web::stream(&folder, &path).await.ok_or_else(missing)?;
        return Ok((headers, file).into_response());
    }
    let bytes = read(files, path, most).await?;
    Ok((headers, Body::from(bytes)).into_response())
}

/// Reads a file of the record into memory.
pub(super) async fn read(files: &Arc<dyn Files>, path: String, most: u64) -> Result<Vec<u8>, Problem> {
    let files = files.clone();
    let read = tokio::task::spawn_blocking(move || files.read(&path, most)).await;
    match read.map_err(|e| Problem::ours(&e))? {
        Ok(bytes) => Ok(bytes),
        Err(SourceError::Missing { .. }) => Err(missing()),
        Err(error) => Err(Problem::ours(&error)),
    }
}

fn missing() -> Problem {
    Problem::not_found(
        "missing",
        "The record has no such file.",
        "A partial tile may have been completed: ask for the full one.",
    )
}

/// The bytes of an entry, from its tile, in a log of `size`.
pub(super) async fn entry(election: &Election, index: u64, size: u64) -> Result<Vec<u8>, Problem> {
    let damaged =
        || Problem::ours(&format!("entry {index} of {} cannot be read from its tile", election.id()));
    let tile =
        entry_tiles(size).nth(usize::try_from(index / 256).map_err(|_| damaged())?).ok_or_else(damaged)?;
    let bytes = match read(election.files(), tile.entries_path(), MAX_TILE).await {
        Ok(bytes) => bytes,
        // The log has grown since its head was looked at, and the tile is full.
        Err(_) if !tile.is_full() => read(election.files(), tile.full().entries_path(), MAX_TILE).await?,
        Err(problem) => return Err(problem),
    };
    let mut entries = split_entries(&bytes).ok_or_else(damaged)?;
    let place = (index % 256) as usize;
    if place < entries.len() { Ok(entries.swap_remove(place)) } else { Err(damaged()) }
}

/// Adds a witness's cosignatures to the present head.
pub(super) async fn cosignatures(Asked(election): Asked, body: Body) -> Result<Json<Value>, Problem> {
    let bytes = bodies::read(body, MAX_CHECKPOINT).await?;
    let head = SignedCheckpoint::parse(&bytes).map_err(|e| {
        Problem::new(StatusCode::BAD_REQUEST, "not-a-checkpoint", format!("This is no checkpoint: {e}"))
            .next("Post the checkpoint as it was served, with the cosignature's line added.")
    })?;
    let witnessed = election.cosigned(head).await?;
    Ok(Json(json!({ "witnessed": witnessed })))
}
