//! Vectors of the ceremony, shuffles and decryption in `testdata/vectors/`, for this implementation and any other.
//!
//! Written from fixed seeds by `cargo test -p hustings-prover --test opening -- --ignored`. Every case
//! holds all public inputs of one check; `expect` is null, or the defect's kind. Bytes are hex.

mod decryption;
mod keys;
mod shuffle;

use serde_json::{Value, json};
use std::path::PathBuf;

/// A file's name, what makes it, and what checks one case.
type Topic = (&'static str, fn() -> Value, fn(&Value) -> Result<(), &'static str>);

const TOPICS: [Topic; 3] = [
    ("keys", keys::make, keys::check),
    ("shuffle", shuffle::make, shuffle::check),
    ("decryption", decryption::make, decryption::check),
];

fn path(topic: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/vectors").join(format!("{topic}.json"))
}

#[test]
#[ignore = "writes the files that the other tests read"]
fn write() {
    std::fs::create_dir_all(path("x").parent().unwrap()).unwrap();
    for (topic, make, _) in TOPICS {
        std::fs::write(path(topic), serde_json::to_string_pretty(&make()).unwrap() + "\n").unwrap();
    }
}

#[test]
fn files_are_what_the_code_writes() {
    for (topic, make, _) in TOPICS {
        assert_eq!(read(topic), make(), "{topic}.json");
    }
}

#[test]
fn every_case_has_the_outcome_it_names() {
    for (topic, _, check) in TOPICS {
        let cases = read(topic)["cases"].as_array().unwrap().clone();
        assert!(cases.iter().any(|c| c["expect"].is_null()) && cases.iter().any(|c| !c["expect"].is_null()));
        for case in cases {
            assert_eq!(check(&case).err(), case["expect"].as_str(), "{topic}.json: {}", case["name"]);
        }
    }
}

fn read(topic: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path(topic)).unwrap()).unwrap()
}

/// `base` under another name, with some members replaced, and the defect's kind.
fn defect(base: &Value, name: &str, expect: &str, members: &[(&str, Value)]) -> Value {
    let mut case = base.clone();
    case["name"] = json!(name);
    case["expect"] = json!(expect);
    for (pointer, value) in members {
        *case.pointer_mut(pointer).unwrap() = value.clone();
    }
    case
}

/// `value`'s bytes with `new` written at `at`.
fn patched(value: &Value, at: usize, new: &[u8]) -> Value {
    let mut bytes = bytes(value);
    bytes[at..at + new.len()].copy_from_slice(new);
    hex(bytes)
}

fn hex(bytes: impl AsRef<[u8]>) -> Value {
    json!(hex::encode(bytes))
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().unwrap()).unwrap()
}

fn array<const N: usize>(value: &Value) -> [u8; N] {
    bytes(value).try_into().unwrap()
}

fn number(value: &Value) -> u32 {
    value.as_u64().unwrap().try_into().unwrap()
}

fn items<T>(value: &Value, f: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().unwrap().iter().map(f).collect()
}

/// ℓ, little-endian: the smallest number that is no scalar.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];
