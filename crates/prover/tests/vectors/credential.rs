use hustings_prover::credential::{Code, CodeError};
use rand_chacha::rand_core::Rng;
use serde_json::{Value, json};

use crate::{array, cases, number, rng};

pub fn make() -> Value {
    let mut rng = rng(6);
    let mut valid = Vec::new();
    for (name, registrar) in [("first registrar", 1), ("second registrar", 2), ("another election", 1)] {
        let mut election = [0; 32];
        rng.fill_bytes(&mut election);
        let code = Code::generate(&mut rng);
        valid.push(json!({
            "name": name,
            "code": code.to_text().as_str(),
            "bytes": hex::encode(code.expose()),
            "election": hex::encode(election),
            "registrar": registrar,
            "seed": hex::encode(*code.signing_key(&election, registrar).seed()),
            "credential": hex::encode(code.signing_key(&election, registrar).verifying_key().as_bytes()),
        }));
    }
    let code = Code::from_bytes([0x08, 0x42, 0x10, 0x84, 0x21, 0, 0, 0, 0, 0, 0x98, 0x76, 0x54, 0x32, 0x1f]);
    let text = code.to_text();
    let forgiven = |name: &str, typed: String| json!({ "name": name, "typed": typed, "bytes": hex::encode(code.expose()) });
    let mistyped =
        |name: &str, typed: String, error: &str| json!({ "name": name, "typed": typed, "error": error });
    let last = text.chars().last().unwrap();
    let swapped: String = text[..28].to_string() + if last == 'A' { "B" } else { "A" };
    json!({
        "section": "6.1",
        "valid": valid,
        "forgiven": [
            forgiven("as printed", text.to_string()),
            forgiven("lower case", text.to_lowercase()),
            forgiven("without hyphens", text.replace('-', "")),
            forgiven("spaces and dashes", text.replace('-', " \u{2014} ")),
            forgiven("O for 0, I for 1", text.replace('0', "O").replace('1', "I")),
            forgiven("o for 0, l for 1", text.replace('0', "o").replace('1', "l")),
        ],
        "invalid": [
            mistyped("a U", "U".to_string() + &text[1..], "symbol"),
            mistyped("a full stop", text.replace('-', "."), "symbol"),
            mistyped("a symbol missing", text[1..].to_string(), "length"),
            mistyped("a symbol too many", text.to_string() + "0", "length"),
            mistyped("nothing", String::new(), "length"),
            mistyped("another check symbol", swapped, "check"),
        ],
    })
}

#[test]
fn hold() {
    for case in cases("credential", "valid") {
        let code = Code::parse(case["code"].as_str().unwrap()).unwrap();
        assert_eq!(*code.expose(), array(&case["bytes"]));
        assert_eq!(code.to_text().as_str(), case["code"]);
        let key = code.signing_key(&array(&case["election"]), number(&case["registrar"]) as u32);
        assert_eq!(*key.seed(), array(&case["seed"]));
        assert_eq!(*key.verifying_key().as_bytes(), array(&case["credential"]), "{}", case["name"]);
    }
    for case in cases("credential", "forgiven") {
        let code = Code::parse(case["typed"].as_str().unwrap()).unwrap();
        assert_eq!(*code.expose(), array(&case["bytes"]), "{}", case["name"]);
    }
    for case in cases("credential", "invalid") {
        let error = match Code::parse(case["typed"].as_str().unwrap()).unwrap_err() {
            CodeError::Symbol { .. } => "symbol",
            CodeError::Length(_) => "length",
            CodeError::Check => "check",
        };
        assert_eq!(case["error"], error, "{}", case["name"]);
    }
}
