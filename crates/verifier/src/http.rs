//! A record read from an address, over HTTPS or HTTP.
//!
//! What arrives is checked like anything else: the transport is trusted for nothing but delivery.

use std::{io::Read, thread, time::Duration};

use hustings_record::source::{Source, SourceError, is_record_path};
use ureq::{
    Agent, Body,
    http::{Response, Uri},
};

/// Between a failure that may pass and the one further attempt.
const PAUSE: Duration = Duration::from_millis(500);
/// To find the host, and to reach it.
const CONNECT: Duration = Duration::from_secs(10);
/// For the first byte of an answer, and between one read of it and the next.
const ANSWER: Duration = Duration::from_secs(30);
/// For a whole answer: a large blob over a slow line.
const BODY: Duration = Duration::from_secs(15 * 60);

/// A record under an address; connections are kept between requests.
#[derive(Clone, Debug)]
pub struct Url {
    /// Without a slash at the end.
    base: String,
    agent: Agent,
}

impl Url {
    /// The record whose checkpoint is at `<address>/checkpoint`. Asks nothing yet.
    pub fn new(address: &str) -> Result<Self, SourceError> {
        let refused = |why: &str| SourceError::Unreadable { path: address.to_owned(), why: why.to_owned() };
        let uri: Uri = address.parse().map_err(|_| refused("this is not an address of the web"))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(refused("the address must begin with https:// or http://"));
        }
        if uri.query().is_some() || address.contains(['#', '@']) {
            return Err(refused("give the address without ?, # and @: that of the record's folder"));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // An address that sends elsewhere is not the place that the reader named.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(CONNECT))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(ANSWER))
            .timeout_per_read(Some(ANSWER))
            .timeout_recv_body(Some(BODY))
            .user_agent(concat!("hustings/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Url { base: address.trim_end_matches('/').to_owned(), agent: config.new_agent() })
    }

    /// A file beside records that may be a web page itself, such as one of a booth; as [`Source::read`]
    /// otherwise.
    ///
    /// # Errors
    /// [`SourceError`]
    pub fn fetch(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.persist(path, limit, true)
    }

    fn persist(&self, path: &str, limit: u64, may_be_page: bool) -> Result<Vec<u8>, SourceError> {
        if !is_record_path(path) {
            let why = "this cannot be the name of a file there".to_owned();
            return Err(SourceError::Unreadable { path: path.to_owned(), why });
        }
        let result = match self.attempt(path, limit, may_be_page) {
            Err(Failure::Passing(_)) => {
                thread::sleep(PAUSE);
                self.attempt(path, limit, may_be_page)
            }
            first => first,
        };
        result.map_err(|failure| match failure {
            Failure::Passing(error) | Failure::Final(error) => error,
        })
    }

    fn attempt(&self, path: &str, limit: u64, may_be_page: bool) -> Result<Vec<u8>, Failure> {
        let answer = self.agent.get(format!("{}/{path}", self.base)).call();
        let mut answer = answer.map_err(|e| Failure::Passing(transport(path, &e)))?;
        check_status(path, &answer)?;
        let may_be_page = may_be_page || path.starts_with("blob/");
        if !may_be_page && is_html_type(&answer) {
            return Err(Failure::Final(web_page(path)));
        }
        let mut bytes = Vec::new();
        // One byte more than allowed shows that there is more; the limit is on what is unpacked.
        let mut body = answer.body_mut().as_reader().take(limit.saturating_add(1));
        body.read_to_end(&mut bytes).map_err(|e| Failure::Passing(transport(path, &e.into())))?;
        if !may_be_page && begins_like_html(&bytes) {
            return Err(Failure::Final(web_page(path)));
        }
        if bytes.len() as u64 > limit {
            return Err(Failure::Final(SourceError::TooLong { path: path.to_owned(), limit }));
        }
        Ok(bytes)
    }
}

impl Source for Url {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.persist(path, limit, false)
    }

    fn place(&self) -> String {
        self.base.clone()
    }
}

/// Whether asking again may help.
enum Failure {
    Passing(SourceError),
    Final(SourceError),
}

fn check_status(path: &str, answer: &Response<Body>) -> Result<(), Failure> {
    let status = answer.status();
    let path = path.to_owned();
    let unreadable = |path, why| SourceError::Unreadable { path, why };
    match status.as_u16() {
        200 => Ok(()),
        404 | 410 => Err(Failure::Final(SourceError::Missing { path })),
        300..=399 => {
            let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or("elsewhere");
            let why = format!("the address sends on to {to}; if you trust that place, give its address");
            Err(Failure::Final(unreadable(path, why)))
        }
        429 | 500..=599 => {
            let why = format!("the server answers {status}; try again later");
            Err(Failure::Passing(unreadable(path, why)))
        }
        _ => {
            let why = format!("the server answers {status}; check the address, or ask whoever gave it");
            Err(Failure::Final(unreadable(path, why)))
        }
    }
}

fn transport(path: &str, error: &ureq::Error) -> SourceError {
    let why = format!("{error}; check the address and the connection, and try again");
    SourceError::Unreadable { path: path.to_owned(), why }
}

fn is_html_type(answer: &Response<Body>) -> bool {
    answer.body().mime_type().is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"))
}

/// A checkpoint begins with an origin, a tile with a length or a hash: never like this.
fn begins_like_html(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    [b"<!doctype html".as_slice(), b"<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag)))
}

fn web_page(path: &str) -> SourceError {
    let why = "the address answers with a web page where the record should be; \
               give the address of the folder that has the record's checkpoint in it";
    SourceError::Unreadable { path: path.to_owned(), why: why.to_owned() }
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
