//! Blobs (§2.4): served to everybody, taken where an act of the record waits for them.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hustings_record::Hex32;
use hustings_record::blobs::MAX_BLOB;
use hustings_record::source::blob_path;
use sha2::{Digest, Sha256};

use super::{Asked, Problem, Service, bodies, record};
use crate::election::{Election, Refusal};
use crate::gauges::{Caller, Effort};
use crate::pages::statement;

/// A blob of the record.
pub(super) async fn get(
    Asked(election): Asked,
    Path((_, sha256)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let sha256: Hex32 = sha256.parse().map_err(|_| unknown())?;
    record::file(election.files(), blob_path(&sha256.0), MAX_BLOB).await
}

/// Takes a blob that an act waits for.
pub(super) async fn put(
    State(service): State<Service>,
    caller: Caller,
    Asked(election): Asked,
    Path((_, sha256)): Path<(String, String)>,
    body: Body,
) -> Result<StatusCode, Problem> {
    let effort = Effort::begin(&service.gauges, &caller)?;
    let sha256: Hex32 = sha256.parse().map_err(|_| unknown())?;
    let Some(wanted) = wanted(&election, &sha256).await else {
        return Err(Problem::new(StatusCode::CONFLICT, "not-expected", "Nothing waits for this file.")
            .next("Post the act that names it first; the answer says which files to put."));
    };
    let bytes = bodies::read(body, wanted.most()).await?;
    if !wanted.fits(&bytes) || Sha256::digest(&bytes).as_slice() != sha256.0 {
        let problem = Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "wrong-blob",
            "This is not the file that was named: its length or its contents differ, or it is no picture.",
        )
        .next("Put the file from which the act, or the statement, was made.");
        effort.end(Some(&problem));
        return Err(problem);
    }
    let files = election.files().clone();
    let put = tokio::task::spawn_blocking(move || files.put_blob(&bytes)).await;
    put.map_err(|e| Problem::ours(&e))?.map_err(|e| Problem::from(Refusal::Storage(e.to_string())))?;
    election.expected_blobs().arrived(&sha256);
    effort.end(None);
    Ok(StatusCode::CREATED)
}

/// What may be put under a name.
enum Wanted {
    /// What an act names, of this length.
    Blob(u64),
    /// The picture of a candidate's statement.
    Picture,
}

impl Wanted {
    fn most(&self) -> u64 {
        match self {
            Wanted::Blob(length) => *length,
            Wanted::Picture => statement::MOST_PICTURE_BYTES as u64,
        }
    }

    fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            Wanted::Blob(length) => bytes.len() as u64 == *length,
            Wanted::Picture => statement::picture_type(bytes).is_some(),
        }
    }
}

/// An act that was posted, here or to another process, waits for it; or the manifest names it, a candidate's statement; or such a
/// statement names it, its picture. The last two may be put at any time.
async fn wanted(election: &Election, sha256: &Hex32) -> Option<Wanted> {
    if let Some(length) = election.expected_blobs().length(sha256) {
        return Some(Wanted::Blob(length));
    }
    let live = election.live();
    let candidates = live.manifest.contests.iter().flat_map(|contest| &contest.candidates);
    let statements: Vec<_> = candidates.filter_map(|c| c.statement).collect();
    if let Some(blob) = statements.iter().find(|blob| blob.sha256 == *sha256) {
        return Some(Wanted::Blob(blob.size));
    }
    let (files, sha256) = (election.files().clone(), *sha256);
    let named = move || {
        if let Some(length) = files.awaited(&sha256) {
            return Some(Wanted::Blob(length));
        }
        let is_picture = statements.iter().any(|blob| {
            let bytes = files.read(&blob_path(&blob.sha256.0), blob.size);
            let statement = bytes.ok().and_then(|bytes| statement::parse(&bytes).ok());
            statement.and_then(|s| s.picture).is_some_and(|picture| picture.sha256 == sha256)
        });
        is_picture.then_some(Wanted::Picture)
    };
    tokio::task::spawn_blocking(named).await.unwrap_or(None)
}

fn unknown() -> Problem {
    Problem::not_found(
        "missing",
        "The record has no such file.",
        "Check its name: 64 digits and letters a to f.",
    )
}
