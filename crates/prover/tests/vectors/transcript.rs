use hustings_proofs::{Context, transcript::Transcript};
use serde_json::{Value, json};

use crate::{array, bytes, cases, items, number};

/// A part is a string of hex, an integer is a number, a list an array of strings of hex.
fn run(label: &str, parts: &Value) -> Transcript {
    let mut t = Transcript::new(label);
    for part in parts.as_array().unwrap() {
        match part {
            Value::String(_) => t.part(&bytes(part)),
            Value::Number(_) => t.number(number(part)),
            _ => t.parts(&items(part, bytes)),
        };
    }
    t
}

pub fn make() -> Value {
    let case = |name: &str, label: &str, parts: Value| {
        let t = run(label, &parts);
        json!({
            "name": name,
            "label": label,
            "parts": parts,
            "bytes": hex::encode(t.clone().bytes()),
            "challenge": hex::encode(t.clone().challenge().to_bytes()),
            "weight": hex::encode(&t.weight().to_bytes()[..16]),
        })
    };
    let (election, joint_key, register, open) = ([1; 32], [2; 32], [3; 32], [4; 32]);
    let context = Context::new(&election, &joint_key, &register, &open);
    json!({
        "section": "4.2",
        "about": "parts: a string of hex is a part, a number an integer, an array a list",
        "valid": [
            case("label alone", "hustings/v1 example", json!([])),
            case("empty label", "", json!([])),
            case("empty part", "hustings/v1 example", json!([""])),
            case("one part", "hustings/v1 example", json!(["00ff"])),
            case("two parts are not their concatenation", "hustings/v1 example", json!(["00", "ff"])),
            case("integer", "hustings/v1 example", json!([9_007_199_254_740_991u64])),
            case("empty list", "hustings/v1 example", json!([[]])),
            case("list of two", "hustings/v1 example", json!([["00", "ff"]])),
            case("everything", "hustings/v1 example", json!(["aa", 7, ["bb", ""], [], "cc"])),
            case("label beyond ASCII", "hustings/v1 ℓ", json!(["00"])),
        ],
        "context": [{
            "election": hex::encode(election),
            "joint_key": hex::encode(joint_key),
            "register": hex::encode(register),
            "open": hex::encode(open),
            "ctx": hex::encode(context.as_bytes()),
        }],
    })
}

#[test]
fn hold() {
    for case in cases("transcript", "valid") {
        let t = run(case["label"].as_str().unwrap(), &case["parts"]);
        assert_eq!(t.clone().bytes(), array(&case["bytes"]), "{}", case["name"]);
        assert_eq!(t.clone().challenge().to_bytes(), array(&case["challenge"]));
        assert_eq!(t.weight().to_bytes()[..16], array::<16>(&case["weight"]));
    }
    for case in cases("transcript", "context") {
        let part = |name: &str| array(&case[name]);
        let ctx = Context::new(&part("election"), &part("joint_key"), &part("register"), &part("open"));
        assert_eq!(*ctx.as_bytes(), array(&case["ctx"]));
    }
}
