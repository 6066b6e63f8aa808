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
    let length = election.expected_blobs().length(&sha256).or_else(|| named_by_manifest(&election, &sha256));
    let Some(length) = length else {
        return Err(Problem::new(StatusCode::CONFLICT, "not-expected", "Nothing waits for this file.")
            .next("Post the act that names it first; the answer says which files to put."));
    };
    let bytes = bodies::read(body, length).await?;
    if bytes.len() as u64 != length || Sha256::digest(&bytes).as_slice() != sha256.0 {
        let problem = Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "wrong-blob",
            "This is not the file that the act names: its length or its contents differ.",
        )
        .next("Put the file from which the act was made.");
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

/// The length of a candidate's statement: the manifest names it, so it may be put at any time.
fn named_by_manifest(election: &Election, sha256: &Hex32) -> Option<u64> {
    let live = election.live();
    let candidates = live.manifest.contests.iter().flat_map(|contest| &contest.candidates);
    candidates.filter_map(|c| c.statement).find(|blob| blob.sha256 == *sha256).map(|blob| blob.size)
}

fn unknown() -> Problem {
    Problem::not_found(
        "missing",
        "The record has no such file.",
        "Check its name: 64 digits and letters a to f.",
    )
}
