use hustings_proofs::{generators, group};
use serde_json::{Value, json};

use crate::{array, bytes, cases, number};

pub fn make() -> Value {
    let generator =
        |i: u32| json!({ "index": i, "point": hex::encode(group::encode(&generators::generator(i))) });
    let hashed = |label: &str, message: &[u8]| {
        let point = generators::hash_to_group(label, message);
        json!({ "label": label, "message": hex::encode(message), "point": hex::encode(group::encode(&point)) })
    };
    json!({
        "section": "4.4",
        "tag": format!("{} with {}", generators::LABEL, generators::SUITE),
        "valid": [generator(0), generator(1), generator(2), generator(1_000_000)],
        "hash_to_group": [
            hashed("hustings/v1 example", b""),
            hashed("hustings/v1 example", b"abc"),
            hashed("hustings/v1 example", &[0xa5; 200]),
        ],
    })
}

#[test]
fn hold() {
    for case in cases("generators", "valid") {
        let point = generators::generator(number(&case["index"]) as u32);
        assert_eq!(group::encode(&point), array(&case["point"]));
    }
    for case in cases("generators", "hash_to_group") {
        let point = generators::hash_to_group(case["label"].as_str().unwrap(), &bytes(&case["message"]));
        assert_eq!(group::encode(&point), array(&case["point"]));
    }
}
