//! The server itself, its elections, and where each stands.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use hustings_record::entry::MAX_ENTRY;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Asked, Problem, Service, bodies};
use crate::election::{Election, Standing};
use crate::gauges::{Caller, Effort};

/// What a manifest has to name for this server to keep the election's log.
pub(super) async fn server(State(service): State<Service>) -> Json<Value> {
    Json(json!({
        "key": service.elections.key(),
        "origin": service.elections.origin(),
        "version": env!("CARGO_PKG_VERSION"),
    }))
}

/// Every election, in brief.
pub(super) async fn list(State(service): State<Service>) -> Json<Value> {
    let all = service.elections.all();
    let brief = all.iter().map(|election| {
        let Standing { election, organisation, title, phase, opens, closes, .. } =
            election.live().standing.clone();
        json!({"election": election, "organisation": organisation, "title": title, "phase": phase,
               "opens": opens, "closes": closes})
    });
    Json(brief.collect())
}

/// Announces an election.
pub(super) async fn announce(
    State(service): State<Service>,
    caller: Caller,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let effort = Effort::begin(&service.gauges, &caller)?;
    let bytes = bodies::read(body, MAX_ENTRY as u64).await?;
    let elections = service.elections.clone();
    let announced = tokio::task::spawn_blocking(move || elections.announce(&bytes)).await;
    let announced = announced.map_err(|e| Problem::ours(&e))?.map_err(Problem::from);
    effort.end(announced.as_ref().err());
    Ok((StatusCode::CREATED, Json(json!({ "election": announced? }))))
}

/// Where an election stands, and the server's own time.
#[derive(Serialize)]
pub(super) struct StandingNow {
    #[serde(flatten)]
    standing: Standing,
    now: u64,
    interrupted: bool,
}

impl StandingNow {
    pub(super) fn of(service: &Service, election: &Election) -> Self {
        let now = service.elections.now();
        let standing = election.live().standing.clone();
        let interrupted = standing.is_interrupted(now);
        StandingNow { standing, now, interrupted }
    }
}

/// Where an election stands.
pub(super) async fn standing(State(service): State<Service>, Asked(election): Asked) -> Json<StandingNow> {
    Json(StandingNow::of(&service, &election))
}
