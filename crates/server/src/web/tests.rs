//! Answers: what is served, with which headers, and what is refused.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use hustings_record::Phase;
use tower::ServiceExt;

use super::{CONTENT_SECURITY_POLICY, Site, app};
use crate::pages::fixture::{Fixture, ward};

const HASH: &str = "c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4";

/// A blob that is a picture.
const PICTURE: &str = "d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5d5";

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// A record's folder inside another one that holds a secret.
fn folder() -> tempfile::TempDir {
    let outer = tempfile::tempdir().unwrap();
    let record = outer.path().join("record");
    for part in ["tile/entries", "tile/0", "blob"] {
        std::fs::create_dir_all(record.join(part)).unwrap();
    }
    let files = [
        ("checkpoint", "vote.example/log\n1\n"),
        ("tile/entries/000", "entries"),
        ("tile/0/000.p", ""),
        ("tile/secret", "of the record"),
    ];
    std::fs::write(outer.path().join("secret"), "secret").unwrap();
    for (name, text) in files.into_iter().filter(|(_, text)| !text.is_empty()) {
        std::fs::write(record.join(name), text).unwrap();
    }
    std::fs::create_dir_all(record.join("tile/0/000.p")).unwrap();
    std::fs::write(record.join("tile/0/000.p/7"), "hashes").unwrap();
    std::fs::write(record.join("blob").join(HASH), "blob").unwrap();
    std::fs::write(record.join("blob").join(PICTURE), b"\x89PNG\r\n\x1a\n...").unwrap();
    std::fs::write(record.join("index.sqlite"), "not part of the record").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outer.path().join("secret"), record.join("tile/link")).unwrap();
    outer
}

async fn ask(phase: Phase, method: Method, path: &str) -> Answer {
    ask_in(phase, method, path, "").await
}

async fn ask_in(phase: Phase, method: Method, path: &str, accepted: &str) -> Answer {
    let outer = folder();
    let fixture = Fixture::of(&[ward(8)], phase);
    let record = outer.path().join("record");
    let site = Site::of_views(record, "http://127.0.0.1:8600/", fixture.view, fixture.report, fixture.log);
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("accept-language", accepted)
        .body(Body::empty())
        .unwrap();
    let answer = app(Arc::new(site)).oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

#[tokio::test]
async fn pages_speak_the_language_of_the_link_or_the_browser() {
    let cases = [
        ("/verify", "", "en", "<html lang=\"en\">"),
        ("/verify", "cy-GB,cy;q=0.9,en;q=0.8", "cy", "<html lang=\"cy\">"),
        ("/verify?lang=cy", "en", "cy", "href=\"/record?lang=cy\""),
        ("/record?kind=ballots&lang=cy", "", "cy", "href=\"/record?kind=ballots&amp;page=2&amp;lang=cy\""),
        ("/nowhere?lang=cy", "", "cy", "Heb ei ganfod"),
        ("/verify?lang=tlh", "", "en", "href=\"/record\""),
    ];
    for (path, accepted, language, said) in cases {
        let answer = ask_in(Phase::Certified, Method::GET, path, accepted).await;
        assert_eq!(answer.header("content-language"), language, "{path} {accepted}");
        assert_eq!(answer.header("vary"), "Accept-Language", "{path}");
        assert!(answer.text().contains(said), "{path} {accepted}: no {said}");
    }
}

async fn get(path: &str) -> Answer {
    ask(Phase::Certified, Method::GET, path).await
}

#[tokio::test]
async fn pages_and_files_have_their_types() {
    let cases = [
        ("/", "text/html; charset=utf-8"),
        ("/record", "text/html; charset=utf-8"),
        ("/record?kind=ballots&page=2", "text/html; charset=utf-8"),
        ("/record/12", "text/html; charset=utf-8"),
        ("/verify", "text/html; charset=utf-8"),
        ("/result", "text/html; charset=utf-8"),
        ("/register", "text/html; charset=utf-8"),
        ("/candidates", "text/html; charset=utf-8"),
        ("/candidates/1/9", "text/html; charset=utf-8"),
        (&format!("/picture/{PICTURE}"), "image/png"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/count.csv", "text/csv; charset=utf-8; header=present"),
        ("/count.json", "application/json"),
        ("/checkpoint", "text/plain; charset=utf-8"),
        ("/tile/entries/000", "application/octet-stream"),
        ("/tile/0/000.p/7", "application/octet-stream"),
        (&format!("/blob/{HASH}"), "application/octet-stream"),
    ];
    for (path, kind) in cases {
        let answer = get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{path}");
        assert!(!answer.body.is_empty(), "{path}");
    }
    let tile = get("/tile/entries/000").await;
    assert_eq!((tile.text().as_str(), tile.header("content-length")), ("entries", "7"));
    assert_eq!(get("/checkpoint").await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn nothing_outside_the_record_is_served() {
    let paths = [
        "/tile/../index.sqlite",
        "/tile/../../secret",
        "/tile/..%2f..%2fsecret",
        "/tile/%2e%2e/%2e%2e/secret",
        "/tile/link",
        "/tile//etc/passwd",
        "/tile/entries",
        "/tile/.hidden",
        "/tile/entries/001",
        "/index.sqlite",
        "/blob/../checkpoint",
        "/blob/%2e%2e",
        "/blob/abc",
        &format!("/blob/{}", HASH.to_uppercase()),
        &format!("/blob/{}", "00".repeat(32)),
        "/candidates/1/10",
        "/candidates/1/x",
        "/candidates/2/1",
        &format!("/picture/{HASH}"),
        "/picture/../checkpoint",
        "/picture/abc",
        "/record/308",
        "/record/-1",
        "/record/x",
        "/record?kind=nonsense",
        "/record?page=0",
        "/record?page=99",
        "/record?page=x",
        "/nowhere",
    ];
    for path in paths {
        let answer = get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text());
        assert!(answer.text().contains("<h1>Not found</h1>"), "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn every_answer_is_hardened() {
    for path in ["/", "/style.css", "/checkpoint", "/nowhere", "/count.json", "/record/3"] {
        let answer = get(path).await;
        assert_eq!(answer.header("content-security-policy"), CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
    assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'; style-src 'self'; img-src 'self'"));
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
}

#[tokio::test]
async fn a_picture_is_only_ever_a_picture() {
    let picture = get(&format!("/picture/{PICTURE}")).await;
    assert_eq!(picture.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    // As a blob it is bytes.
    assert_eq!(get(&format!("/blob/{PICTURE}")).await.header("content-type"), "application/octet-stream");
}

#[tokio::test]
async fn nothing_can_be_sent() {
    for (method, path) in [(Method::POST, "/"), (Method::PUT, "/checkpoint"), (Method::DELETE, "/record/1")] {
        let answer = ask(Phase::Certified, method, path).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert!(answer.text().contains("This cannot be done here"), "{path}");
        assert!(answer.header("allow").contains("GET"), "{path}");
    }
    let head = ask(Phase::Certified, Method::HEAD, "/").await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn there_is_no_count_before_the_result() {
    for path in ["/count.csv", "/count.json"] {
        assert_eq!(ask(Phase::Open, Method::GET, path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn downloads_hold_the_count() {
    let csv = get("/count.csv").await.text();
    assert_eq!(
        csv.lines().count(),
        1 + 9 * (9 + 1),
        "a line a candidate and stage, and what is not transferable"
    );
    assert!(csv.contains("1,1,first preferences,3,Craig DUNCAN,Liberal Democrat Focus Team,"), "{csv}");
    let json: serde_json::Value = serde_json::from_slice(&get("/count.json").await.body).unwrap();
    assert_eq!(json["contests"][0]["count"]["quota"], "1796");
    assert_eq!(json["contests"][0]["elected"], serde_json::json!([3, 2, 6, 8]));
}

#[tokio::test]
async fn it_serves_until_told_to_end() {
    let outer = folder();
    let fixture = Fixture::of(&[ward(8)], Phase::Certified);
    let site = Site::of_views(outer.path().join("record"), "", fixture.view, fixture.report, fixture.log);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(super::serve_until(listener, app(Arc::new(site)), async {
        ended.await.ok();
    }));
    end.send(()).unwrap();
    served.await.unwrap().unwrap();
}
