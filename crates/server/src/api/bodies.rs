//! Reading what is sent, up to a length.

use axum::body::{Body, to_bytes};
use axum::http::StatusCode;

use super::Problem;

/// The body, if it has at most `most` bytes.
pub(super) async fn read(body: Body, most: u64) -> Result<Vec<u8>, Problem> {
    let limit = usize::try_from(most).unwrap_or(usize::MAX);
    match to_bytes(body, limit).await {
        Ok(bytes) => Ok(bytes.into()),
        Err(error) if is_too_long(&error) => {
            let message = format!("This is longer than the {most} bytes that can be taken here.");
            Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", message).next("Send less."))
        }
        Err(_) => Err(Problem::new(StatusCode::BAD_REQUEST, "cut-off", "The request broke off.")
            .next("Send the same again.")),
    }
}

fn is_too_long(error: &axum::Error) -> bool {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}
