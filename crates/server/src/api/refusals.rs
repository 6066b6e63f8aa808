//! Refusals, for people first and for programs beside it.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hustings_record::Violation;
use serde_json::{Map, Value, json};

use crate::election::Refusal;
use crate::elections::AnnounceError;

/// A refusal as it is answered: `error`, a word for programs; `message` and `next`, what is wrong and
/// what to do; and whatever else belongs to it.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    body: Map<String, Value>,
    retry_after: Option<u64>,
}

impl Problem {
    /// A refusal with this status, word and message.
    pub fn new(status: StatusCode, error: &str, message: impl Into<String>) -> Self {
        let mut body = Map::new();
        body.insert("error".to_owned(), error.into());
        body.insert("message".to_owned(), message.into().into());
        Problem { status, body, retry_after: None }
    }

    /// What to do.
    pub fn next(self, next: &str) -> Self {
        self.with("next", next)
    }

    /// Something more.
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.body.insert(field.to_owned(), value.into());
        self
    }

    /// The same may be tried again after so many seconds.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The address names nothing there is.
    pub fn not_found(error: &str, message: &str, next: &str) -> Self {
        Problem::new(StatusCode::NOT_FOUND, error, message).next(next)
    }

    /// Something of ours fails.
    pub fn ours(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "a request could not be answered");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The server could not answer this.")
            .next("Try again in a moment; if it stays so, tell whoever runs the server.")
    }

    /// The word for programs.
    pub fn word(&self) -> &str {
        self.body.get("error").and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether it counts against whoever asked: work that came to nothing by their doing.
    pub fn is_wasted_effort(&self) -> bool {
        matches!(
            self.status,
            StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE
        )
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(Value::Object(self.body))).into_response();
        if let Some(seconds) = self.retry_after
            && let Ok(value) = HeaderValue::try_from(seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}

impl From<Violation> for Problem {
    fn from(violation: Violation) -> Self {
        let check = violation.check;
        let message = format!("Check {check} fails: {}", violation.detail);
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "check", message)
            .with("check", check.to_string())
            .with("title", check.title())
            .with("meaning", check.meaning())
            .with("detail", violation.detail)
            .with("signer", violation.signer)
            .next("Look at the record as it stands now, make the act anew, and post that.")
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let conflict = |error, message: &str| Problem::new(StatusCode::CONFLICT, error, message);
        match refusal {
            Refusal::Check(violation) => violation.into(),
            Refusal::Previous { head } => {
                conflict("previous", "Another ballot with this code is in the record by now.")
                    .with("head", head.map(|h| h.to_string()))
                    .next("If you cast it, all is well. If not, tell the returning officer; you can vote again to replace it.")
            }
            Refusal::NotOpen => conflict("not-open", "The poll is not open yet.").next("Come back once it is open."),
            Refusal::Closed => conflict("closed", "The poll is closed. This ballot was not taken.")
                .next("Ballots cast before the close are counted."),
            Refusal::Suspended { until } => conflict("suspended", "The poll is suspended for now.")
                .with("until", until)
                .next("Keep the page open and cast again when it goes on."),
            Refusal::Interrupted => {
                conflict("interrupted", "The server was out of reach for more than a minute, and the poll waits for its scrutineer.")
                    .next("Keep the page open and cast again when it goes on.")
            }
            Refusal::Blobs(blobs) => {
                let missing: Vec<Value> =
                    blobs.iter().map(|b| json!({"sha256": b.sha256.to_string(), "size": b.size})).collect();
                conflict("blobs", "Files that the act names are not here yet.")
                    .with("missing", missing)
                    .next("Put each at blob/ and its SHA-256, then post the act again.")
            }
            Refusal::BlobSize(blob) => {
                let message = format!("A file of {} bytes is more than can belong to this act.", blob.size);
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "blob-size", message)
                    .with("sha256", blob.sha256.to_string())
                    .next("Make the act anew from the record as it stands.")
            }
            Refusal::Astray { told, now } => {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "clock", "This is not the time: the server's clock differs by more than a minute.")
                    .with("time", told)
                    .with("now", now)
                    .next("Set the clock of your machine, and tell the time again.")
            }
            Refusal::Stale { size } => conflict("stale", "The log has another head by now.")
                .with("size", size)
                .next("Fetch the checkpoint and cosign that."),
            Refusal::Cosignatures(why) => {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "cosignatures", format!("These cosignatures cannot be added: {why}"))
                    .next("Check that the key is the one the manifest names for the witness.")
            }
            Refusal::Elsewhere => conflict("elsewhere", "Another server keeps this election's record.")
                .next("Its address is the origin of the record's checkpoint."),
            Refusal::Busy => busy("busy", "So many are voting that the server is behind.", 2),
            Refusal::Storage(why) => {
                // The reason is for whoever runs the server; it may name folders.
                tracing::warn!(why, "an act was not acknowledged");
                busy("storage", "The server could not put this on disk, and acknowledges nothing before it has.", 5)
            }
            Refusal::Stopping => busy("busy", "The server is being restarted.", 5),
        }
    }
}

/// Not acknowledged, and safe to post again.
fn busy(error: &str, message: &str, seconds: u64) -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, error, message)
        .next("Post the same again in a few seconds: it is never taken twice.")
        .retry_after(seconds)
}

impl From<AnnounceError> for Problem {
    fn from(error: AnnounceError) -> Self {
        let message = error.to_string();
        match error {
            AnnounceError::Check(violation) => violation.into(),
            AnnounceError::OtherServer(_) | AnnounceError::OtherOrigin { .. } => {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "manifest", message).next(
                    "Make the manifest with the key and origin that /server gives, and have it signed again.",
                )
            }
            AnnounceError::Organiser(_) => Problem::new(StatusCode::FORBIDDEN, "organiser", message)
                .next("Ask whoever runs the server to add the organiser's key."),
            AnnounceError::TakeUp(error) => Refusal::Storage(error.to_string()).into(),
        }
    }
}
