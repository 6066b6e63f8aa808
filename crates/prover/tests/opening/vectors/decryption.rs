use super::{ORDER, array, bytes, defect, hex, items, number, patched};
use crate::election::{Election, election, rng};
use hustings_proofs::{
    Context,
    decryption::{
        CombineError, Opened, ShareError, ShareProof, ShareStatement, VerifiedShares, combine, lot_order,
        seed,
    },
    group,
    list::CiphertextList,
};
use hustings_prover::decryption::shares;
use serde_json::{Value, json};

pub fn make() -> Value {
    let e = election(2, 3, 98);
    let (list, _) = e.list(3, 2, 99);
    let (none, _) = e.list(0, 2, 99);
    let posted = |list: &CiphertextList, j| posted(&e, list, j);
    let by = |name: &str, list: &CiphertextList, j| {
        let mut case = public(&e, "shares", name, list);
        let Value::Object(posted) = posted(list, j) else { panic!() };
        case.as_object_mut().unwrap().extend(posted);
        case
    };
    let (one, empty) = (by("shares", &list, 1), by("shares of a list of no rows", &none, 2));
    let mut opening = public(&e, "opening", "opened by trustees 1 and 3", &list);
    opening["threshold"] = json!(2);
    opening["posted"] = json!([posted(&list, 1), posted(&list, 3)]);
    outcome(&mut opening);
    let mut all = opening.clone();
    all["name"] = json!("all three posted: the lowest two open it");
    all["posted"] = json!([posted(&list, 1), posted(&list, 2), posted(&list, 3)]);
    outcome(&mut all);
    let seed = array(&opening["lot_seed"]);
    let lot = json!({
        "kind": "lot", "name": "four tied candidates", "expect": null, "lot_seed": opening["lot_seed"],
        "contest": 4, "tie": 2, "tied": [0, 3, 7, 11], "order": lot_order(&seed, 4, 2, &[0, 3, 7, 11]),
    });
    let mut cases = share_defects(&one, &posted(&list, 2));
    let of_opening = |name: &str, expect: &str, pointer: &str, value: Value| {
        defect(&opening, name, expect, &[(pointer, value)])
    };
    cases.extend([
        of_opening("one trustee where two are needed", "too few", "/posted", json!([posted(&list, 1)])),
        of_opening("one trustee twice", "too few", "/posted", json!([posted(&list, 1), posted(&list, 1)])),
        of_opening("plaintexts not sorted", "plaintexts", "/plaintexts", {
            let mut rows = bytes(&opening["plaintexts"]);
            rows.rotate_left(64);
            hex(rows)
        }),
        of_opening("another lot seed", "lot seed", "/lot_seed", hex([0; 64])),
        defect(&lot, "the order of another tie", "order", &[("/tie", json!(1))]),
    ]);
    cases.splice(0..0, [one, empty, opening, all, lot]);
    json!({
        "section": "8.2, 8.3, 8.4",
        "about": "shares: one trustee's, of a list; seed follows. opening: what t of them give. lot: an order of tied candidates. expect: null or the defect's kind",
        "cases": cases,
    })
}

fn public(e: &Election, kind: &str, name: &str, list: &CiphertextList) -> Value {
    json!({
        "kind": kind, "name": name, "expect": null,
        "election": hex(e.ceremony.election), "joint_key": hex(e.key.encoded()), "register": hex([2; 32]),
        "open": hex([3; 32]), "ctx": hex(e.context.as_bytes()), "contest": 4, "weight": 2, "root": hex([11; 32]),
        "N": list.rows(), "W": list.width(), "list": hex(list.bytes()),
    })
}

fn posted(e: &Election, list: &CiphertextList, j: u32) -> Value {
    let opened = Opened { context: &e.context, contest: 4, weight: 2, root: &[11; 32], list };
    let verification_key = &e.key.verification_key(j).unwrap();
    let statement = ShareStatement { opened, trustee: j, verification_key };
    let (blob, proof) = shares(&statement, &e.trustees[j as usize - 1], &mut rng(j.into()), &|_| ()).unwrap();
    json!({
        "trustee": j, "verification_key": hex(group::encode(verification_key)), "shares": hex(&blob),
        "lot_point": hex(group::encode(&opened.lot_point())), "seed": hex(seed(&statement, &opened.lot_point(), &blob)),
        "proof": {
            "commitment_g": hex(proof.commitment_g), "commitment_a": hex(proof.commitment_a), "response": hex(proof.response),
        },
    })
}

/// Three rows of two blocks: seven shares.
fn share_defects(base: &Value, second: &Value) -> Vec<Value> {
    let bad = |name: &str, expect: &str, pointer: &str, value: Value| {
        defect(base, name, expect, &[(pointer, value)])
    };
    let blob = bytes(&base["shares"]);
    let list = bytes(&base["list"]);
    let share = |name: &str, expect: &str, unit: usize, new: &[u8]| {
        bad(name, expect, "/shares", patched(&base["shares"], 32 * unit, new))
    };
    vec![
        bad("of another election", "equality", "/election", hex([9; 32])),
        bad("of another contest", "equality", "/contest", json!(5)),
        bad("of another weight", "equality", "/weight", json!(1)),
        bad("of another close", "equality", "/root", hex([12; 32])),
        bad("rows of the list exchanged", "equality", "/list", hex([&list[128..], &list[..128]].concat())),
        bad(
            "a second part of the list replaced",
            "equality",
            "/list",
            patched(&base["list"], 32, &list[..32]),
        ),
        bad("posted as another trustee's", "equality", "/trustee", json!(2)),
        bad(
            "under another verification key",
            "equality",
            "/verification_key",
            second["verification_key"].clone(),
        ),
        bad("the shares of another trustee", "equality", "/shares", second["shares"].clone()),
        bad("the proof of another trustee", "equality", "/proof", second["proof"].clone()),
        share("one share wrong", "equality", 3, &list[..32]),
        share("one share the identity", "equality", 3, &[0; 32]),
        share("the lot row's share wrong", "equality", 6, &blob[..32]),
        share("one share not canonical", "share", 3, &[0xff; 32]),
        bad(
            "two shares exchanged",
            "equality",
            "/shares",
            hex([&blob[32..64], &blob[..32], &blob[64..]].concat()),
        ),
        bad("without the lot row", "length", "/shares", hex(&blob[..192])),
        bad("T_G not canonical", "proof", "/proof/commitment_g", hex([0xff; 32])),
        bad("T_G another point", "equality", "/proof/commitment_g", second["proof"]["commitment_g"].clone()),
        bad("T_A another point", "equality", "/proof/commitment_a", second["proof"]["commitment_a"].clone()),
        bad("z = l", "proof", "/proof/response", hex(ORDER)),
        bad("z = 0", "equality", "/proof/response", hex([0; 32])),
    ]
}

/// Writes what an opening gives into its case.
fn outcome(case: &mut Value) {
    let (plaintexts, lot_seed) = with_opened(case, |o| {
        let opening = combine(o, 2, &items(&case["posted"], |p| verified(o, p).unwrap())).unwrap();
        (hex(opening.plaintexts()), hex(opening.lot_seed()))
    });
    case["plaintexts"] = plaintexts;
    case["lot_seed"] = lot_seed;
}

fn with_opened<T>(case: &Value, f: impl FnOnce(&Opened) -> T) -> T {
    let field = |name: &str| array(&case[name]);
    let context = &Context::new(&field("election"), &field("joint_key"), &field("register"), &field("open"));
    let list = &CiphertextList::parse(bytes(&case["list"]), number(&case["W"]) as usize).unwrap();
    let (contest, weight) = (number(&case["contest"]), number(&case["weight"]).into());
    f(&Opened { context, contest, weight, root: &field("root"), list })
}

fn verified(opened: &Opened, posted: &Value) -> Result<VerifiedShares, &'static str> {
    let verification_key = &group::non_identity(&bytes(&posted["verification_key"])).unwrap();
    let proof = &posted["proof"];
    let proof = ShareProof {
        commitment_g: array(&proof["commitment_g"]),
        commitment_a: array(&proof["commitment_a"]),
        response: array(&proof["response"]),
    };
    let statement = ShareStatement { opened: *opened, trustee: number(&posted["trustee"]), verification_key };
    let shares = statement.verify(&bytes(&posted["shares"]), &proof).map_err(|e| match e {
        ShareError::Length { .. } => "length",
        ShareError::Share { .. } => "share",
        ShareError::Proof(_) => "proof",
        ShareError::Equality { .. } => "equality",
    })?;
    assert_eq!(posted["seed"], hex(seed(&statement, &opened.lot_point(), &bytes(&posted["shares"]))));
    Ok(shares)
}

pub fn check(case: &Value) -> Result<(), &'static str> {
    match case["kind"].as_str().unwrap() {
        "shares" => with_opened(case, |opened| verified(opened, case).map(|_| ())),
        "opening" => with_opened(case, |opened| {
            let posted = items(&case["posted"], |p| verified(opened, p).unwrap());
            let opening =
                combine(opened, number(&case["threshold"]) as usize, &posted).map_err(|e| match e {
                    CombineError::TooFew { .. } => "too few",
                    CombineError::OtherList(_) => "other list",
                })?;
            if hex(opening.plaintexts()) != case["plaintexts"] {
                Err("plaintexts")
            } else if hex(opening.lot_seed()) != case["lot_seed"] {
                Err("lot seed")
            } else {
                Ok(())
            }
        }),
        "lot" => {
            let seed = array(&case["lot_seed"]);
            let tied = items(&case["tied"], number);
            let order = lot_order(&seed, number(&case["contest"]), number(&case["tie"]), &tied);
            if json!(order) == case["order"] { Ok(()) } else { Err("order") }
        }
        other => panic!("{other}"),
    }
}
