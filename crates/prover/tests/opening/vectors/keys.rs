use super::{ORDER, array, bytes, defect, hex, items, number, patched};
use crate::election::{election, reveal, rng};
use hustings_proofs::keys::{
    Ceremony, Dealing, JointKey, KeyCheck, KeyError, KnowledgeProof, VerifiedDealing, verify_dealing,
    verify_key_check, verify_share,
};
use hustings_prover::keys::{CeremonyError, HpkeKeyPair, ReceivedShare, ShareRoute};
use serde_json::{Value, json};

pub fn make() -> Value {
    let e = election(2, 3, 90);
    let dealings: Vec<Value> = (1..=3)
        .map(|i| {
            let dealing = e.dealers[i as usize - 1].dealing();
            json!({
                "election": hex(e.ceremony.election), "ceremony": e.ceremony.number, "dealer": i, "threshold": 2,
                "hpke_key": hex(e.hpke[i as usize - 1].public()),
                "commitments": dealing.commitments.iter().map(hex).collect::<Vec<_>>(),
                "possession": proof(&dealing.possession),
            })
        })
        .collect();
    let sealed = e.dealers[0].seal_share(2, e.hpke[1].public(), &reveal(1), &mut rng(91)).unwrap();
    let route = ShareRoute { ceremony: e.ceremony, dealer: 1, recipient: 2, reveal: &reveal(1) };
    let case = |kind: &str, name: &str, mut members: Value| {
        members["kind"] = json!(kind);
        members["name"] = json!(name);
        members["expect"] = Value::Null;
        members
    };
    let dealing = case(
        "dealing",
        "a dealing",
        json!({ "dealing": dealings[0], "commit_hash": hex(e.dealers[0].commit_hash()) }),
    );
    let share = case(
        "share",
        "a share that answers a complaint",
        json!({ "dealing": dealings[0], "recipient": 3, "share": hex(*e.dealers[0].share_for(3).unwrap()) }),
    );
    let keys = case(
        "keys",
        "the keys of three dealers",
        json!({ "dealings": dealings, "joint_key": hex(e.key.encoded()), "verification_keys": keys_of(&e.key) }),
    );
    let two = JointKey::combine(&e.dealings[1..]).unwrap();
    let keys_of_two = case(
        "keys",
        "the keys after one dealer is out, its own index included",
        json!({ "dealings": dealings[1..], "joint_key": hex(two.encoded()), "verification_keys": keys_of(&two) }),
    );
    let check = case(
        "key check",
        "a key check",
        json!({
            "dealings": dealings, "trustee": 2, "log_size": 77, "root": hex([5; 32]),
            "proof": proof(&e.trustees[1].prove_key_check(&e.key, 77, &[5; 32], &mut rng(92))),
        }),
    );
    let sealed = case(
        "sealed share",
        "a share sealed under RFC 9180",
        json!({
            "dealing": dealings[0], "recipient": 2, "reveal": hex(reveal(1)), "info": hex(route.info()),
            "private_key": hex(*e.hpke[1].expose()), "sealed": hex(sealed), "share": hex(*e.dealers[0].share_for(2).unwrap()),
        }),
    );
    let mut cases = dealing_defects(&dealing);
    cases.extend(other_defects(&share, &keys, &check, &sealed));
    cases.splice(0..0, [dealing, share, keys, keys_of_two, check, sealed]);
    json!({
        "section": "5.1",
        "about": "dealing, share, keys, key check: public checks. sealed share: opens with private_key to share. expect: null or the defect's kind",
        "cases": cases,
    })
}

fn dealing_defects(base: &Value) -> Vec<Value> {
    let points = &base["dealing"]["commitments"];
    let bad = |name: &str, expect: &str, pointer: &str, value: Value| {
        defect(base, name, expect, &[(pointer, value)])
    };
    let (c0, r, z) =
        ("/dealing/commitments/0", "/dealing/possession/commitment", "/dealing/possession/response");
    vec![
        bad("of another election", "knowledge", "/dealing/election", hex([9; 32])),
        bad("of another ceremony", "knowledge", "/dealing/ceremony", json!(2)),
        bad("of another dealer", "knowledge", "/dealing/dealer", json!(2)),
        bad("dealer 0", "index", "/dealing/dealer", json!(0)),
        bad("with another's key for private shares", "knowledge", "/dealing/hpke_key", {
            hex(HpkeKeyPair::generate(&mut rng(93)).public())
        }),
        bad("with a key for private shares of small order", "hpke key", "/dealing/hpke_key", hex([0; 32])),
        bad("of another threshold", "threshold", "/dealing/threshold", json!(3)),
        bad("commitments exchanged", "knowledge", "/dealing/commitments", json!([points[1], points[0]])),
        bad("C_0 the identity", "commitment", c0, hex([0; 32])),
        bad("C_0 not canonical", "commitment", c0, hex([0xff; 32])),
        bad("R not canonical", "proof", r, hex([0xff; 32])),
        bad("R another point", "knowledge", r, points[1].clone()),
        bad("z = l", "proof", z, hex(ORDER)),
        bad("z = 0", "knowledge", z, hex([0; 32])),
        bad("another commit hash", "commit hash", "/commit_hash", hex([0; 64])),
    ]
}

fn other_defects(share: &Value, keys: &Value, check: &Value, sealed: &Value) -> Vec<Value> {
    let d = &keys["dealings"];
    let of_share = |name: &str, expect: &str, pointer: &str, value: Value| {
        defect(share, name, expect, &[(pointer, value)])
    };
    let of_check =
        |name: &str, pointer: &str, value: Value| defect(check, name, "knowledge", &[(pointer, value)]);
    let of_keys = |name: &str, dealings: Value| defect(keys, name, "dealings", &[("/dealings", dealings)]);
    let of_sealed =
        |name: &str, pointer: &str, value: Value| defect(sealed, name, "unopenable", &[(pointer, value)]);
    vec![
        of_share("a share for another recipient", "misfit", "/recipient", json!(2)),
        of_share("a share of another dealer", "misfit", "/dealing", d[1].clone()),
        of_share("the share 0", "misfit", "/share", hex([0; 32])),
        of_share("the share l", "share", "/share", hex(ORDER)),
        of_keys("no dealing", json!([])),
        of_keys("fewer dealers than the threshold", json!([d[0]])),
        of_keys("a dealer twice", json!([d[0], d[0], d[1]])),
        of_keys("dealers out of order", json!([d[1], d[0], d[2]])),
        defect(
            keys,
            "another joint key",
            "other keys",
            &[("/joint_key", keys["verification_keys"][0].clone())],
        ),
        of_check("of another trustee", "/trustee", json!(1)),
        of_check("of another checkpoint's size", "/log_size", json!(78)),
        of_check("of another checkpoint's root", "/root", hex([6; 32])),
        of_check("of the keys of fewer dealers", "/dealings", json!([d[0], d[1]])),
        of_check("z = 0", "/proof/response", hex([0; 32])),
        of_sealed("opened for another recipient", "/recipient", json!(3)),
        of_sealed("opened under another reveal", "/reveal", hex(reveal(2))),
        of_sealed("of another dealer", "/dealing", d[1].clone()),
        of_sealed("tag changed", "/sealed", patched(&sealed["sealed"], 79, &[0])),
        of_sealed("encapsulated key of small order", "/sealed", patched(&sealed["sealed"], 0, &[0; 32])),
    ]
}

fn keys_of(key: &JointKey) -> Vec<Value> {
    (1..=3).map(|j| hex(key.verification_key(j).unwrap().compress().to_bytes())).collect()
}

fn proof(p: &KnowledgeProof) -> Value {
    json!({ "commitment": hex(p.commitment), "response": hex(p.response) })
}

fn read_proof(v: &Value) -> KnowledgeProof {
    KnowledgeProof { commitment: array(&v["commitment"]), response: array(&v["response"]) }
}

fn read_dealing(v: &Value) -> (Ceremony, u32, [u8; 32], Dealing) {
    let ceremony = Ceremony { election: array(&v["election"]), number: number(&v["ceremony"]) };
    let dealing =
        Dealing { commitments: items(&v["commitments"], array), possession: read_proof(&v["possession"]) };
    (ceremony, number(&v["dealer"]), array(&v["hpke_key"]), dealing)
}

fn verified(v: &Value) -> Result<VerifiedDealing, KeyError> {
    let (ceremony, dealer, hpke_key, dealing) = read_dealing(v);
    verify_dealing(&ceremony, dealer, number(&v["threshold"]) as usize, &hpke_key, &dealing)
}

fn joint(v: &Value) -> Result<JointKey, KeyError> {
    JointKey::combine(&items(v, |d| verified(d).unwrap()))
}

pub fn check(case: &Value) -> Result<(), &'static str> {
    match case["kind"].as_str().unwrap() {
        "dealing" => {
            let (ceremony, dealer, hpke_key, dealing) = read_dealing(&case["dealing"]);
            verified(&case["dealing"]).map_err(kind)?;
            let hash = dealing.commit_hash(&ceremony, dealer, &hpke_key);
            if hash == array(&case["commit_hash"]) { Ok(()) } else { Err("commit hash") }
        }
        "share" => {
            let dealing = verified(&case["dealing"]).map_err(kind)?;
            verify_share(&dealing, number(&case["recipient"]), &array(&case["share"])).map_err(kind)
        }
        "keys" => {
            let key = joint(&case["dealings"]).map_err(kind)?;
            let same =
                hex(key.encoded()) == case["joint_key"] && json!(keys_of(&key)) == case["verification_keys"];
            if same { Ok(()) } else { Err("other keys") }
        }
        "key check" => {
            let key = &joint(&case["dealings"]).map_err(kind)?;
            let (trustee, root) = (number(&case["trustee"]), &array(&case["root"]));
            let statement = KeyCheck { key, trustee, log_size: number(&case["log_size"]).into(), root };
            verify_key_check(&statement, &read_proof(&case["proof"])).map_err(kind)
        }
        "sealed share" => {
            let key = HpkeKeyPair::restore(&bytes(&case["private_key"])).unwrap();
            let dealing = verified(&case["dealing"]).map_err(kind)?;
            let (recipient, reveal) = (number(&case["recipient"]), array(&case["reveal"]));
            match ReceivedShare::open(&key, &dealing, recipient, &reveal, &bytes(&case["sealed"])) {
                Ok(_) => Ok(()),
                Err(CeremonyError::Unopenable(_)) => Err("unopenable"),
                Err(other) => panic!("{other}"),
            }
        }
        other => panic!("{other}"),
    }
}

fn kind(e: KeyError) -> &'static str {
    match e {
        KeyError::Index => "index",
        KeyError::Threshold { .. } => "threshold",
        KeyError::Commitment(..) => "commitment",
        KeyError::Proof(_) => "proof",
        KeyError::Knowledge => "knowledge",
        KeyError::HpkeKey => "hpke key",
        KeyError::Share(_) => "share",
        KeyError::DoesNotFit { .. } => "misfit",
        KeyError::Dealings(_) => "dealings",
        KeyError::Identity => "identity",
    }
}
