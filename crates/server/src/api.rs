//! The server's interface for programs: booth, roles, witnesses, load balancers (docs/openapi.json).
//!
//! In scope: what is asked over HTTP in JSON and notes, and how refusals are put into words and
//! status codes. Out of scope: pages for people (`crate::web`), and deciding anything: acts go to the
//! writer of their election, and are taken or refused there.

mod acts;
mod blobs;
mod bodies;
mod elections;
mod poll;
mod record;
mod refusals;
mod voters;

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hustings_record::Hex32;

use crate::election::{Election, Refusal};
use crate::elections::Elections;
pub use refusals::Problem;

/// What every handler is given.
#[derive(Clone)]
pub struct Service {
    /// The elections.
    pub elections: Arc<Elections>,
    /// What is counted and limited.
    pub gauges: Arc<crate::gauges::Gauges>,
    /// The booth that is handed out here.
    pub booth: Arc<crate::booth::Booth>,
    /// The address under which people reach the server, without a slash at its end, such as
    /// `https://vote.example`.
    pub address: Arc<str>,
}

/// The addresses under an election's, and what answers there. `docs/openapi.json` describes each.
pub fn routes() -> Router<Service> {
    Router::new()
        .route("/server", get(elections::server))
        .route("/elections", get(elections::list).post(elections::announce))
        .route("/{election}/standing", get(elections::standing))
        .route("/{election}/poll", get(poll::poll))
        .route("/{election}/voters/{credential}", get(voters::voter))
        .route("/{election}/acts", post(acts::post))
        .route("/{election}/acts/{act}", get(acts::find))
        .route("/{election}/cosignatures", post(record::cosignatures))
        .route("/{election}/checkpoint", get(record::checkpoint))
        .route("/{election}/tile/{*path}", get(record::tile))
        .route("/{election}/blob/{sha256}", get(blobs::get).put(blobs::put))
}

/// The election that a request's address names.
pub struct Asked(pub Arc<Election>);

impl FromRequestParts<Service> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Problem> {
        let unknown = || {
            Problem::new(StatusCode::NOT_FOUND, "unknown-election", "There is no election at this address.")
                .next("Check the link that you were sent; it may have been cut short.")
        };
        let Path(named) =
            Path::<std::collections::HashMap<String, String>>::from_request_parts(parts, service)
                .await
                .map_err(|_| unknown())?;
        let id = named.get("election").and_then(|id| id.parse::<Hex32>().ok()).ok_or_else(unknown)?;
        service.elections.get(&id).map(Asked).ok_or_else(|| {
            if service.elections.is_away(&id) {
                Refusal::Storage("the record cannot be opened".to_owned()).into()
            } else {
                unknown()
            }
        })
    }
}

/// Lets pages of every origin ask: a booth or a verifier may live elsewhere. Answers their browsers'
/// question whether they may.
pub async fn open_to_every_origin(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let asks_first = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut answer =
        if asks_first { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = answer.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if asks_first {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT"));
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    }
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    answer
}
