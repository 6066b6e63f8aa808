//! Posting an act, and asking after one.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use hustings_record::entry::MAX_ENTRY;
use hustings_record::{Entry, Hex32, Phase};
use serde::Serialize;

use super::{Asked, Problem, Service, bodies, record};
use crate::election::Recorded;
use crate::gauges::{Caller, Effort};

/// The *recorded* receipt (§7 of the design of receipts: docs/protocol.md §2.3): the entry is in the
/// tree of a head that the server signed.
#[derive(Serialize)]
pub(super) struct Receipt {
    act: String,
    index: u64,
    checkpoint: String,
    proof: Vec<Hex32>,
}

impl From<Recorded> for Receipt {
    fn from(r: Recorded) -> Self {
        Receipt { act: r.act.to_string(), index: r.index, checkpoint: r.checkpoint, proof: r.proof }
    }
}

/// Takes an act: answered when it is durable and has its place.
pub(super) async fn post(
    State(service): State<Service>,
    caller: Caller,
    Asked(election): Asked,
    body: Body,
) -> Result<Json<Receipt>, Problem> {
    let effort = Effort::begin(&service.gauges, &caller)?;
    let began = std::time::Instant::now();
    let bytes = bodies::read(body, MAX_ENTRY as u64).await?;
    let posted = async {
        let entry = Entry::parse(&bytes).map_err(|violation| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "not-an-act",
                format!("This is no act: {}", violation.detail),
            )
            .with("check", violation.check.to_string())
            .next("Post the act as the specification writes it, signatures included.")
        })?;
        let kind = entry.act.kind();
        let recorded = election.post(bytes, entry).await?;
        service.gauges.recorded(kind, began.elapsed());
        Ok(Json(recorded.into()))
    };
    let posted: Result<Json<Receipt>, Problem> = posted.await;
    effort.end(posted.as_ref().err());
    posted
}

/// An act that is in the record, and what became of it.
#[derive(Serialize)]
pub(super) struct Found {
    act: String,
    index: u64,
    kind: String,
    entry: String,
    checkpoint: String,
    proof: Vec<Hex32>,
    witnessed: usize,
    ballot: Option<Fate>,
}

/// What became of a ballot.
#[derive(Serialize)]
struct Fate {
    /// Whether it is the one that counts; not yet known while the poll is open.
    counts: Option<bool>,
    replaced_by: Option<String>,
}

/// Finds an act by its identity, which for a ballot is its tracker.
pub(super) async fn find(
    Asked(election): Asked,
    Path((_, act)): Path<(String, String)>,
) -> Result<Json<Found>, Problem> {
    let unknown = || {
        Problem::not_found(
            "unknown-act",
            "Nothing in the record has this tracker.",
            "If you have just cast it, cast the same again: it is never taken twice.",
        )
    };
    let id: Hex32 = act.parse().map_err(|_| unknown())?;
    let live = election.live();
    let size = live.head.checkpoint.size();
    let line = election.index().find(&id).map_err(|e| Problem::ours(&e))?;
    // What the index knows already and this head does not cover is not shown yet.
    let line = line.filter(|line| line.index < size).ok_or_else(unknown)?;
    let entry = record::entry(&election, line.index, size).await?;
    let proof = election.inclusion(line.index, &live.head).ok_or_else(unknown)?;
    let ballot = if line.credential.is_some() {
        let later = election.index().replaced_by(line.index).map_err(|e| Problem::ours(&e))?;
        let is_over = live.view.phase > Phase::Open;
        Some(Fate {
            counts: is_over.then_some(later.is_none()),
            replaced_by: later.map(|l| l.id.to_string()),
        })
    } else {
        None
    };
    Ok(Json(Found {
        act: id.to_string(),
        index: line.index,
        kind: line.kind,
        entry: String::from_utf8_lossy(&entry).into_owned(),
        checkpoint: live.checkpoint.clone(),
        proof,
        witnessed: live.head.cosignatures.len(),
        ballot,
    }))
}
