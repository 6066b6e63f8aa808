use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
};

use super::*;

/// "abc" fifty times.
const GZIP: &[u8] =
    &[31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 76, 74, 78, 28, 124, 8, 0, 209, 101, 88, 124, 150, 0, 0, 0];

/// A server that gives each connection the next of the answers; returns its address and, when it
/// has given them all, the paths asked for.
fn serve(answers: Vec<Vec<u8>>) -> (String, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/records/e", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let mut asked = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            asked.push(lines.next().unwrap().unwrap());
            while !lines.next().unwrap().unwrap().is_empty() {}
            stream.write_all(&answer).unwrap();
        }
        asked
    });
    (address, server)
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn why(error: &SourceError) -> String {
    let SourceError::Unreadable { why, .. } = error else { panic!("{error:?}") };
    why.clone()
}

#[test]
fn reads_with_limits() {
    let (address, server) = serve(vec![
        answer("200 OK", b"abc"),
        answer("200 OK", b"abcd"),
        answer("404 Not Found", b""),
        answer("200 OK\r\nContent-Encoding: gzip", GZIP),
        answer("200 OK\r\nContent-Encoding: gzip", GZIP),
    ]);
    let url = Url::new(&format!("{address}/")).unwrap();
    assert_eq!(url.place(), address);
    assert_eq!(url.read("checkpoint", 3).unwrap(), b"abc");
    let too_long = SourceError::TooLong { path: "checkpoint".into(), limit: 3 };
    assert_eq!(url.read("checkpoint", 3), Err(too_long));
    assert_eq!(url.read("tile/0/000", 3), Err(SourceError::Missing { path: "tile/0/000".into() }));
    assert_eq!(url.read("tile/entries/000", 150).unwrap(), b"abc".repeat(50));
    assert!(matches!(url.read("tile/entries/000", 149), Err(SourceError::TooLong { .. })));
    let asked = server.join().unwrap();
    assert_eq!(asked[0], "GET /records/e/checkpoint HTTP/1.1");
    assert_eq!(asked.len(), 5);
}

#[test]
fn tries_once_more_and_no_more() {
    let (address, server) = serve(vec![
        answer("503 Service Unavailable", b""),
        answer("200 OK", b"abc"),
        answer("500 Internal Server Error", b""),
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc".to_vec(),
    ]);
    let url = Url::new(&address).unwrap();
    assert_eq!(url.read("checkpoint", 9).unwrap(), b"abc");
    // The second attempt breaks off: an error, and no third one.
    assert!(why(&url.read("checkpoint", 9).unwrap_err()).contains("try again"));
    assert_eq!(server.join().unwrap().len(), 4);
}

#[test]
fn follows_nothing() {
    let (address, server) = serve(vec![answer("302 Found\r\nLocation: https://other.example/", b"")]);
    let error = Url::new(&address).unwrap().read("checkpoint", 9).unwrap_err();
    assert!(why(&error).contains("https://other.example/"), "{error}");
    server.join().unwrap();
}

#[test]
fn a_web_page_is_not_a_record() {
    let page = b"\n<!DOCTYPE HTML><title>";
    let (address, server) = serve(vec![
        answer("200 OK\r\nContent-Type: text/html; charset=utf-8", b"x"),
        answer("200 OK", page),
        answer("200 OK\r\nContent-Type: text/html", page),
        answer("403 Forbidden", page),
    ]);
    let url = Url::new(&address).unwrap();
    for _ in 0..2 {
        assert!(why(&url.read("checkpoint", 99).unwrap_err()).contains("web page"));
    }
    // A blob may be one: its hash says whether it is the right one.
    assert_eq!(url.read("blob/00", 99).unwrap(), page);
    assert!(why(&url.read("blob/00", 99).unwrap_err()).contains("403"));
    server.join().unwrap();
}

#[test]
fn refuses_other_addresses() {
    let bad = [
        "",
        "record",
        "file:///etc",
        "ftp://a/",
        "https://a/?q",
        "https://a/#f",
        "https://u:p@a/",
        "https://a b/",
    ];
    for address in bad {
        assert!(Url::new(address).is_err(), "{address}");
    }
    let url = Url::new("https://a.invalid/r").unwrap();
    for path in ["../x", "a?b", "", "/a", ".lock"] {
        assert!(matches!(url.read(path, 9), Err(SourceError::Unreadable { .. })), "{path}");
    }
}

#[test]
fn nobody_there_is_an_error() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = Url::new(&format!("http://{closed}")).unwrap();
    assert!(why(&url.read("checkpoint", 9).unwrap_err()).contains("check the address"));
}
