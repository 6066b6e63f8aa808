use curve25519_dalek::{RistrettoPoint, ristretto::CompressedRistretto};
use hustings_proofs::{
    encoding::{BallotSpace, Block},
    group,
};
use rand_chacha::rand_core::Rng;
use serde_json::{Value, json};

use crate::{array, cases, items, number, rng};

pub fn make() -> Value {
    let mut rng = rng(3);
    let mut random = |radices: &[u64]| -> Vec<u64> { radices.iter().map(|r| rng.next_u64() % r).collect() };
    let mut valid = vec![
        valid("no digits", vec![], vec![]),
        valid("one value", vec![1, 1], vec![0, 0]),
        valid("blank ranking", vec![6; 5], vec![0; 5]),
        valid("the first digit is the lowest", vec![3, 5, 7], vec![1, 0, 0]),
        valid("the last ballot of one full block", vec![2; 240], vec![1; 240]),
        valid("the first of two blocks", vec![2; 241], [vec![0; 240], vec![1]].concat()),
        valid("large radices", vec![(1 << 53) - 1; 9], vec![(1 << 53) - 2; 9]),
    ];
    for (name, radices) in [
        ("ranking of ten among ten", vec![11; 10]),
        ("approval of twenty", vec![2; 20]),
        ("scores of 0 to 5 for nine", vec![6; 9]),
        ("mixed radices", vec![2, 3, 5, 7, 100, 1, 65_537]),
        ("ranking of sixty: two blocks", vec![61; 60]),
        ("ranking of 150: five blocks", vec![151; 150]),
    ] {
        let digits = random(&radices);
        valid.push(self::valid(name, radices, digits));
    }
    let digits = |name: &str, radices: Vec<u64>, digits: Vec<u64>| json!({ "name": name, "radices": radices, "digits": digits });
    json!({
        "section": "7.1, 7.2",
        "valid": valid,
        "invalid_spaces": [
            { "name": "a radix of 0", "radices": [2, 0, 2] },
            { "name": "more than 240 blocks", "radices": vec![1u64 << 52; 1108] },
        ],
        "invalid_digits": [
            digits("a digit too few", vec![3, 3], vec![1]),
            digits("a digit too many", vec![3, 3], vec![1, 1, 0]),
            digits("a digit equal to its radix", vec![3, 3], vec![1, 3]),
        ],
        "spoilt": spoilt(),
    })
}

fn valid(name: &str, radices: Vec<u64>, digits: Vec<u64>) -> Value {
    let space = BallotSpace::new(radices.clone()).unwrap();
    let blocks = space.encode(&digits).unwrap();
    let points = space.points(&digits).unwrap();
    json!({
        "name": name,
        "radices": radices,
        "W": space.blocks(),
        "digits": digits,
        "blocks": blocks.iter().map(hex::encode).collect::<Vec<_>>(),
        "points": points.iter().map(|p| hex::encode(group::encode(p))).collect::<Vec<_>>(),
    })
}

/// Opened points that are no ballot, with the number of the reason (§7.2).
fn spoilt() -> Value {
    let radices = vec![6; 5];
    let block = |n: u64| -> Block {
        let mut block = [0; 30];
        block[..8].copy_from_slice(&n.to_le_bytes());
        block
    };
    let second_k = |block: &Block| {
        let decodes = |k: u16| {
            let mut bytes = [0; 32];
            bytes[1..31].copy_from_slice(block);
            (bytes[0], bytes[31]) = ((k % 128) as u8 * 2, (k / 128) as u8);
            CompressedRistretto(bytes).decompress()
        };
        (0..16_384).filter_map(decodes).nth(1).unwrap()
    };
    let point = |block: &Block| hustings_proofs::encoding::block_to_point(block).unwrap();
    let case = |name: &str, p: RistrettoPoint, reason: u8| json!({ "name": name, "radices": radices, "points": [hex::encode(group::encode(&p))], "reason": reason });
    json!([
        case("the second k of a ballot's block", second_k(&block(7775)), 1),
        case("the second k of the block of zeros", second_k(&block(0)), 1),
        case("the second k of a block out of range", second_k(&block(7776)), 1),
        case("n = P", point(&block(7776)), 2),
        case("the highest byte set", point(&std::array::from_fn(|i| u8::from(i == 29))), 2),
        case("all bytes set", point(&[255; 30]), 2),
    ])
}

#[test]
fn hold() {
    let radices = |case: &Value| items(&case["radices"], number);
    let points = |case: &Value| items(&case["points"], |p| group::point(&array::<32>(p)).unwrap());
    for case in cases("encoding", "valid") {
        let space = BallotSpace::new(radices(&case)).unwrap();
        let digits = items(&case["digits"], number);
        assert_eq!(space.blocks() as u64, number(&case["W"]), "{}", case["name"]);
        assert_eq!(space.encode(&digits).unwrap(), items(&case["blocks"], array::<30>));
        assert_eq!(space.points(&digits).unwrap(), points(&case));
        assert_eq!(space.open(&points(&case)), Ok(digits));
    }
    for case in cases("encoding", "invalid_spaces") {
        assert!(BallotSpace::new(radices(&case)).is_err(), "{}", case["name"]);
    }
    for case in cases("encoding", "invalid_digits") {
        let space = BallotSpace::new(radices(&case)).unwrap();
        assert!(space.encode(&items(&case["digits"], number)).is_err(), "{}", case["name"]);
    }
    for case in cases("encoding", "spoilt") {
        let reason = BallotSpace::new(radices(&case)).unwrap().open(&points(&case)).unwrap_err();
        assert_eq!(u64::from(reason.number()), number(&case["reason"]), "{}", case["name"]);
    }
}
