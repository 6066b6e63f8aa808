use super::{ORDER, array, bytes, defect, hex, number, patched};
use crate::election::{Election, MIXER, election, rng};
use hustings_proofs::{
    Context, group,
    list::CiphertextList,
    shuffle::{Proof, ShuffleError, Statement, row_weights, seed, verify},
};
use serde_json::{Value, json};

pub fn make() -> Value {
    let e = election(2, 3, 94);
    let valid = [
        mix(&e, "one row of one block", 1, 1),
        mix(&e, "three rows of one block", 3, 1),
        mix(&e, "three rows of two blocks", 3, 2),
    ];
    let mut cases = defects(&valid[2]);
    cases.push(defect(
        &valid[0],
        "nothing",
        "empty",
        &[("/input", json!("")), ("/output", json!("")), ("/proof", hex([0; 288]))],
    ));
    cases.splice(0..0, valid);
    json!({
        "section": "8.1",
        "about": "one mix each; seed and u follow from the rest. expect: null or the defect's kind",
        "cases": cases,
    })
}

fn mix(e: &Election, name: &str, rows: usize, width: usize) -> Value {
    let (input, _) = e.list(rows, width, 95);
    let mix = e.mix(&input, 1, 96);
    let seed = seed(&e.statement(&input, &mix.output, 1), &mix.proof[..32 * rows]);
    json!({
        "name": name, "expect": null,
        "election": hex(e.ceremony.election), "joint_key": hex(e.key.encoded()), "register": hex([2; 32]),
        "open": hex([3; 32]), "ctx": hex(e.context.as_bytes()),
        "contest": 4, "weight": 2, "mix": 1, "mixer": hex(MIXER), "N": rows, "W": width,
        "input": hex(input.bytes()), "output": hex(mix.output.bytes()), "proof": hex(&mix.proof),
        "seed": hex(seed),
        "u": row_weights(&seed, rows).iter().map(|u| hex(u.to_bytes())).collect::<Vec<_>>(),
    })
}

/// Three rows of two blocks: 64·2·3 bytes of output, 160·3 + 96·2 + 192 of proof.
fn defects(base: &Value) -> Vec<Value> {
    let bad = |name: &str, pointer: &str, value: Value| defect(base, name, "equation", &[(pointer, value)]);
    let named = |name: &str, expect: &str, pointer: &str, value: Value| {
        defect(base, name, expect, &[(pointer, value)])
    };
    let (output, proof) = (bytes(&base["output"]), bytes(&base["proof"]));
    let moved = |order: [usize; 6]| hex(order.map(|i| &output[64 * i..64 * i + 64]).concat());
    let in_proof = |name: &str, expect: &str, unit: usize, new: &[u8]| {
        named(name, expect, "/proof", patched(&base["proof"], 32 * unit, new))
    };
    let unit = |u: usize| &proof[32 * u..32 * u + 32];
    vec![
        bad("of another election", "/election", hex([9; 32])),
        bad("of another register", "/register", hex([9; 32])),
        bad("of another open act", "/open", hex([9; 32])),
        bad("under another joint key", "/joint_key", hex(&output[..32])),
        bad("of another contest", "/contest", json!(5)),
        bad("of another weight", "/weight", json!(1)),
        bad("of another number", "/mix", json!(2)),
        bad("of another mixer", "/mixer", hex([8; 32])),
        bad("of another input", "/input", base["output"].clone()),
        bad("output not mixed", "/output", base["input"].clone()),
        bad("output's rows exchanged", "/output", moved([2, 3, 0, 1, 4, 5])),
        bad("a row's blocks exchanged", "/output", moved([1, 0, 2, 3, 4, 5])),
        bad("blocks of two rows exchanged", "/output", moved([0, 3, 2, 1, 4, 5])),
        bad("a row doubled, another dropped", "/output", moved([0, 1, 0, 1, 4, 5])),
        bad("a second part replaced", "/output", patched(&base["output"], 32, &output[..32])),
        named("a first part the identity", "list", "/output", patched(&base["output"], 0, &[0; 32])),
        named("a first part not canonical", "list", "/output", patched(&base["output"], 0, &[0xff; 32])),
        named("a second part not canonical", "list", "/output", patched(&base["output"], 32, &[0xff; 32])),
        named("a block missing", "list", "/output", hex(&output[64..])),
        named("a row missing", "shape", "/output", hex(&output[128..])),
        named("the proof a byte short", "length", "/proof", hex(&proof[1..])),
        in_proof("c_1 not canonical", "malformed", 0, &[0xff; 32]),
        in_proof("c_1 another point", "equation", 0, unit(1)),
        in_proof("chain_1 the identity", "equation", 3, &[0; 32]),
        in_proof("the last of the chain another point", "equation", 5, unit(4)),
        in_proof("t^_2 another point", "equation", 7, unit(6)),
        in_proof("t_1 another point", "equation", 9, unit(10)),
        in_proof("t_2 another point", "equation", 10, unit(9)),
        in_proof("t_3 another point", "equation", 11, unit(9)),
        in_proof("t_4 of a first part another point", "equation", 12, unit(9)),
        in_proof("t_4 of the last second part another point", "equation", 15, unit(9)),
        in_proof("s_1 = l", "malformed", 16, &ORDER),
        in_proof("s_1 another scalar", "equation", 16, unit(17)),
        in_proof("s_2 another scalar", "equation", 17, unit(16)),
        in_proof("s_3 another scalar", "equation", 18, unit(16)),
        in_proof("s_4 of the second block another scalar", "equation", 20, unit(19)),
        in_proof("s^_3 = 0", "equation", 23, &[0; 32]),
        in_proof("s'_1 = l", "malformed", 24, &ORDER),
        in_proof("s'_2 another scalar", "equation", 25, unit(24)),
    ]
}

pub fn check(case: &Value) -> Result<(), &'static str> {
    let joint_key = array(&case["joint_key"]);
    let context = &Context::new(
        &array(&case["election"]),
        &joint_key,
        &array(&case["register"]),
        &array(&case["open"]),
    );
    let list = |member: &str| {
        CiphertextList::parse(bytes(&case[member]), number(&case["W"]) as usize).map_err(|_| "list")
    };
    let (input, output) = (&list("input")?, &list("output")?);
    let proof = Proof::parse(bytes(&case["proof"]), input.rows(), input.width()).map_err(kind)?;
    let (contest, weight, mix) =
        (number(&case["contest"]), number(&case["weight"]).into(), number(&case["mix"]));
    let (key, mixer) = (&group::non_identity(&joint_key).unwrap(), &array(&case["mixer"]));
    let statement = Statement { context, key, contest, weight, mix, mixer, input, output };
    verify(&statement, &proof, &mut rng(97)).map_err(kind)?;
    assert_eq!(case["ctx"], hex(context.as_bytes()));
    assert_eq!(case["seed"], hex(seed(&statement, &proof.bytes()[..32 * input.rows()])));
    Ok(())
}

fn kind(e: ShuffleError) -> &'static str {
    match e {
        ShuffleError::Empty => "empty",
        ShuffleError::Shape { .. } => "shape",
        ShuffleError::Length { .. } => "length",
        ShuffleError::Malformed { .. } => "malformed",
        ShuffleError::Equation => "equation",
    }
}
