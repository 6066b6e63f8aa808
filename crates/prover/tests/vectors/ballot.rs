use curve25519_dalek::{RistrettoPoint, Scalar};
use hustings_proofs::{
    Context,
    ballot::{self, BallotStatement, DecodedPart, Part, PartError},
    elgamal::EncodedCiphertext,
    encoding::BallotSpace,
    group::Encoded,
};
use hustings_prover::{
    ballot::{BallotInputs, BallotSeed, Choice, check_challenge, encrypt_ballot},
    elgamal::EncryptionKey,
};
use rand_chacha::rand_core::Rng;
use serde_json::{Value, json};

use crate::{array, cases, items, number, optional, rng};

pub fn make() -> Value {
    let valid = [
        ballot("one contest, one credential", 1, None, vec![(0, vec![4, 4, 4], vec![3, 1, 0])]),
        ballot("blank", 1, None, vec![(0, vec![4, 4, 4], vec![0, 0, 0])]),
        ballot(
            "two credentials, a ballot that replaces another, three contests",
            2,
            Some([9; 32]),
            vec![(0, vec![11; 10], vec![1; 10]), (1, vec![3], vec![2]), (7, vec![61; 60], (1..61).collect())],
        ),
        ballot("no digits", 1, None, vec![(3, vec![], vec![])]),
    ];
    let invalid = invalid(&valid[2]);
    json!({
        "section": "7.3, 7.4, 7.5",
        "about": "valid: the seed gives the parts byte for byte. invalid: one part, refused while decoding (width, malformed) or for its proof",
        "valid": valid,
        "invalid": invalid,
    })
}

fn ballot(
    name: &str,
    credentials: u8,
    previous: Option<[u8; 32]>,
    contests: Vec<(u32, Vec<u64>, Vec<u64>)>,
) -> Value {
    let secret = Scalar::from(0x7e57_u64);
    let key = EncryptionKey::new(&RistrettoPoint::mul_base(&secret)).unwrap();
    let context = Context::new(&[1; 32], key.as_bytes(), &[2; 32], &[3; 32]);
    let credentials: Vec<Encoded> = (0..credentials).map(|i| [0x20 + i; 32]).collect();
    let mut seed = [0; 32];
    rng(name.len() as u8).fill_bytes(&mut seed);
    let spaces: Vec<_> =
        contests.iter().map(|(_, radices, _)| BallotSpace::new(radices.clone()).unwrap()).collect();
    let choices: Vec<_> = contests
        .iter()
        .zip(&spaces)
        .map(|((contest, _, digits), space)| Choice { contest: *contest, space, digits })
        .collect();
    let inputs = BallotInputs {
        context: &context,
        credentials: &credentials,
        previous: previous.as_ref(),
        choices: &choices,
    };
    let parts = encrypt_ballot(&key, &inputs, &BallotSeed::from_bytes(seed)).unwrap();
    json!({
        "name": name,
        "secret_key": hex::encode(secret.to_bytes()),
        "joint_key": hex::encode(key.as_bytes()),
        "ctx": hex::encode(context.as_bytes()),
        "credentials": credentials.iter().map(hex::encode).collect::<Vec<_>>(),
        "previous": previous.map(hex::encode),
        "seed": hex::encode(seed),
        "contests": contests.iter().map(|(contest, radices, digits)| json!({
            "contest": contest, "radices": radices, "digits": digits,
        })).collect::<Vec<_>>(),
        "parts": parts.iter().map(show).collect::<Vec<_>>(),
    })
}

fn show(part: &Part) -> Value {
    json!({
        "ciphertexts": part.ciphertexts.iter().map(|c| hex::encode(c.as_bytes())).collect::<Vec<_>>(),
        "commitments": part.commitments.iter().map(hex::encode).collect::<Vec<_>>(),
        "responses": part.responses.iter().map(hex::encode).collect::<Vec<_>>(),
    })
}

fn part(v: &Value) -> Part {
    Part {
        ciphertexts: items(&v["ciphertexts"], |c| EncodedCiphertext(array(c))),
        commitments: items(&v["commitments"], array),
        responses: items(&v["responses"], array),
    }
}

/// The last part of `valid`, two blocks wide, with one defect each.
fn invalid(valid: &Value) -> Vec<Value> {
    let sound = part(&valid["parts"][2]);
    let base = json!({
        "ctx": valid["ctx"], "contest": 7, "credentials": valid["credentials"],
        "previous": valid["previous"], "W": 2, "part": show(&sound), "error": "proof",
    });
    let with = |name: &str, member: &str, value: Value| {
        let mut case = base.clone();
        case["name"] = json!(name);
        case[member] = value;
        case
    };
    let spoil = |name: &str, error: &str, f: &dyn Fn(&mut Part)| {
        let mut spoilt = sound.clone();
        f(&mut spoilt);
        let mut case = with(name, "part", show(&spoilt));
        case["error"] = json!(error);
        case
    };
    let (x, y) = (&valid["credentials"][0], &valid["credentials"][1]);
    let other = Context::new(&[1; 32], &array(&valid["joint_key"]), &[2; 32], &[4; 32]);
    let half = |a: usize, p: &mut Part, value: Encoded| p.ciphertexts[1].0[a..a + 32].copy_from_slice(&value);
    let order = array(&json!("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"));
    let mut wider = with("of a contest of other width", "W", json!(3));
    wider["error"] = json!("width");
    vec![
        with("of another open act", "ctx", json!(hex::encode(other.as_bytes()))),
        with("of another contest", "contest", json!(0)),
        with("under one credential of two", "credentials", json!([x])),
        with("under the credentials in another order", "credentials", json!([y, x])),
        with("under a stranger's credential", "credentials", json!([hex::encode([0x30; 32])])),
        with("without the act that it replaces", "previous", Value::Null),
        with("replacing another act", "previous", json!(hex::encode([8; 32]))),
        wider,
        spoil("a response missing", "width", &|p| p.responses.truncate(1)),
        spoil("a commitment missing", "width", &|p| p.commitments.truncate(1)),
        spoil("a ciphertext too many", "width", &|p| p.ciphertexts.push(p.ciphertexts[0])),
        spoil("no blocks", "width", &|p| {
            *p = part(&json!({"ciphertexts": [], "commitments": [], "responses": []}))
        }),
        spoil("a is the identity", "malformed", &|p| half(0, p, [0; 32])),
        spoil("a is not canonical", "malformed", &|p| half(0, p, [0xff; 32])),
        spoil("b is not canonical", "malformed", &|p| half(32, p, [0xff; 32])),
        spoil("A is not canonical", "malformed", &|p| p.commitments[0] = [0xff; 32]),
        spoil("z is l", "malformed", &|p| p.responses[0] = order),
        spoil("a of another ballot", "proof", &|p| half(0, p, p.commitments[0])),
        spoil("b of another ballot", "proof", &|p| half(32, p, p.commitments[0])),
        spoil("b is the identity", "proof", &|p| half(32, p, [0; 32])),
        spoil("A of another block", "proof", &|p| p.commitments.swap(0, 1)),
        spoil("z of another block", "proof", &|p| p.responses.swap(0, 1)),
        spoil("z is 0", "proof", &|p| p.responses[1] = [0; 32]),
        spoil("blocks in another order", "proof", &|p| {
            p.ciphertexts.swap(0, 1);
            p.commitments.swap(0, 1);
            p.responses.swap(0, 1);
        }),
    ]
}

#[test]
fn valid_ballots_rebuild_and_verify() {
    for case in cases("ballot", "valid") {
        let key = EncryptionKey::parse(&array::<32>(&case["joint_key"])).unwrap();
        let context = Context::new(&[1; 32], key.as_bytes(), &[2; 32], &[3; 32]);
        assert_eq!(*context.as_bytes(), array(&case["ctx"]));
        let contests = items(&case["contests"], |c| {
            let space = BallotSpace::new(items(&c["radices"], number)).unwrap();
            (number(&c["contest"]) as u32, space, items(&c["digits"], number))
        });
        let choices: Vec<_> = contests
            .iter()
            .map(|(contest, space, digits)| Choice { contest: *contest, space, digits })
            .collect();
        let (credentials, previous) = (items(&case["credentials"], array), optional(&case["previous"]));
        let inputs = BallotInputs {
            context: &context,
            credentials: &credentials,
            previous: previous.as_ref(),
            choices: &choices,
        };
        let parts = items(&case["parts"], part);
        let seed = BallotSeed::from_bytes(array(&case["seed"]));
        assert_eq!(check_challenge(&key, &inputs, &seed, &parts), Ok(()), "{}", case["name"]);
        for (choice, part) in choices.iter().zip(&parts) {
            let statement = BallotStatement {
                context: &context,
                contest: choice.contest,
                credentials: &credentials,
                previous: previous.as_ref(),
            };
            let decoded = DecodedPart::decode(part, choice.space.blocks()).unwrap();
            assert_eq!(ballot::verify(&statement, &decoded), Ok(()), "{}", case["name"]);
        }
    }
}

#[test]
fn invalid_parts_are_refused() {
    let (one, other) = ([3; 32], [4; 32]);
    let key = array(&cases("ballot", "valid")[2]["joint_key"]);
    let contexts = [one, other].map(|open| Context::new(&[1; 32], &key, &[2; 32], &open));
    for case in cases("ballot", "invalid") {
        let context = contexts.iter().find(|c| *c.as_bytes() == array(&case["ctx"])).unwrap();
        let (credentials, previous) = (items(&case["credentials"], array), optional(&case["previous"]));
        let statement = BallotStatement {
            context,
            contest: number(&case["contest"]) as u32,
            credentials: &credentials,
            previous: previous.as_ref(),
        };
        let error = match DecodedPart::decode(&part(&case["part"]), number(&case["W"]) as usize) {
            Err(PartError::Width { .. }) => "width",
            Err(PartError::Malformed { .. }) => "malformed",
            Ok(decoded) => {
                ballot::verify(&statement, &decoded).unwrap_err();
                ballot::verify_batch(&[(statement, &decoded)], &mut rng(2)).unwrap_err();
                "proof"
            }
        };
        assert_eq!(case["error"], error, "{}", case["name"]);
    }
}
