//! The language of an answer, from its request.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::pages::language::Choice;

impl<S: Sync> FromRequestParts<S> for Choice {
    type Rejection = Infallible;

    /// `?lang=` of the address, or else `Accept-Language`; never refuses.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or("");
        let lang = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Ok(Choice::of(lang, accepted))
    }
}
