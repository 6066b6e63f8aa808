//! Vectors in `testdata/vectors/`, for this implementation and any other.
//!
//! Each topic writes its file from fixed seeds (`cargo test -p hustings-prover --test vectors --
//! --ignored` writes them all) and reads it back through the public API, valid cases and invalid
//! ones, each named by its defect. A file that differs from what the code would write fails: the
//! bytes of the protocol are frozen.

#![allow(clippy::unwrap_used, clippy::panic)]

mod ballot;
mod credential;
mod encoding;
mod generators;
mod group;
mod signatures;
mod transcript;

use std::path::PathBuf;

use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_json::Value;

/// A topic's name and what writes its file.
type Topic = (&'static str, fn() -> Value);

const TOPICS: [Topic; 7] = [
    ("ballot", ballot::make),
    ("credential", credential::make),
    ("encoding", encoding::make),
    ("generators", generators::make),
    ("group", group::make),
    ("signatures", signatures::make),
    ("transcript", transcript::make),
];

fn path(topic: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/vectors").join(format!("{topic}.json"))
}

#[test]
#[ignore = "writes the files that the other tests read"]
fn write() {
    std::fs::create_dir_all(path("x").parent().unwrap()).unwrap();
    for (topic, make) in TOPICS {
        let text = serde_json::to_string_pretty(&make()).unwrap();
        std::fs::write(path(topic), text + "\n").unwrap();
    }
}

#[test]
fn files_are_what_the_code_writes() {
    for (topic, make) in TOPICS {
        assert_eq!(read(topic), make(), "{topic}.json");
    }
}

/// The whole file of a topic.
fn read(topic: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path(topic)).unwrap()).unwrap()
}

/// The cases of a topic's list, at least one.
fn cases(topic: &str, list: &str) -> Vec<Value> {
    let cases = read(topic)[list].as_array().unwrap_or_else(|| panic!("{topic}.json: {list}")).clone();
    assert!(!cases.is_empty());
    cases
}

fn rng(topic: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([topic; 32])
}

fn bytes(v: &Value) -> Vec<u8> {
    hex::decode(v.as_str().unwrap()).unwrap()
}

fn array<const N: usize>(v: &Value) -> [u8; N] {
    bytes(v).try_into().unwrap()
}

fn items<T>(v: &Value, f: impl Fn(&Value) -> T) -> Vec<T> {
    v.as_array().unwrap().iter().map(f).collect()
}

fn number(v: &Value) -> u64 {
    v.as_u64().unwrap()
}

/// `null` or bytes.
fn optional<const N: usize>(v: &Value) -> Option<[u8; N]> {
    (!v.is_null()).then(|| array(v))
}
