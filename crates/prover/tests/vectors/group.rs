use hustings_proofs::group::{self, Malformed};
use serde_json::{Value, json};

use crate::{bytes, cases};

pub fn make() -> Value {
    let case = |kind: &str, name: &str, bytes: &str| json!({ "name": name, "kind": kind, "bytes": bytes });
    let zero = &"00".repeat(32);
    json!({
        "section": "4.1",
        "about": "kind: point, non_identity (a point that must not be the identity) or scalar",
        "valid": [
            case("point", "identity", zero),
            case("point", "generator", "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"),
            case("point", "2G", "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919"),
            case("scalar", "zero", zero),
            case("scalar", "l - 1", "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"),
        ],
        "invalid": [
            case("non_identity", "identity", zero),
            // RFC 9496 appendix A.2
            case("point", "non-canonical field element: p", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            case("point", "non-canonical field element: 2^255 - 1", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            case("point", "non-canonical field element: high bit", "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
            case("point", "negative field element", "0100000000000000000000000000000000000000000000000000000000000000"),
            case("point", "negative field element: -1", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            case("point", "non-square x^2", "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),
            case("point", "negative xy", "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e"),
            case("point", "s = -1, which gives y = 0", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            case("point", "31 bytes", &"00".repeat(31)),
            case("point", "33 bytes", &"00".repeat(33)),
            case("scalar", "l", "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"),
            case("scalar", "2^256 - 1", &"ff".repeat(32)),
            case("scalar", "31 bytes", &"00".repeat(31)),
        ],
    })
}

fn decode(case: &Value) -> Result<(), Malformed> {
    let bytes = bytes(&case["bytes"]);
    match case["kind"].as_str().unwrap() {
        "point" => group::point(&bytes).map(|p| assert_eq!(group::encode(&p)[..], bytes)),
        "non_identity" => group::non_identity(&bytes).map(|_| ()),
        "scalar" => group::scalar(&bytes).map(|s| assert_eq!(s.to_bytes()[..], bytes)),
        other => panic!("{other}"),
    }
}

#[test]
fn hold() {
    for case in cases("group", "valid") {
        decode(&case).unwrap_or_else(|e| panic!("{}: {e}", case["name"]));
    }
    for case in cases("group", "invalid") {
        assert!(decode(&case).is_err(), "{}", case["name"]);
    }
}
