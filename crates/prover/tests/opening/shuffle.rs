//! §8.1: mixes that hold, and every public value and byte that they depend on.

use crate::election::{election, parse, rng};
use hustings_proofs::{
    Context,
    elgamal::Ciphertext,
    group::Malformed,
    list::{CiphertextList, ListError},
    shuffle::{Part, Proof, ShuffleError, Statement, challenge, row_weights, seed, verify},
};
use hustings_prover::shuffle::{MixError, STEPS_PER_ROW, ToMix, shuffle};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn mixes_of_every_small_shape_hold() {
    let e = election(2, 3, 20);
    for (rows, width) in (1..=20).flat_map(|n| (1..=3).map(move |w| (n, w))) {
        let (input, _) = e.list(rows, width, 21);
        let mix = e.mix(&input, 1, 22);
        assert_eq!(mix.proof.len(), 160 * rows + 96 * width + 192);
        let verified = verify(&e.statement(&input, &mix.output, 1), &parse(&mix), &mut rng(23)).unwrap();
        assert_eq!((verified.input(), verified.output()), (input.sha256(), mix.output.sha256()));
        assert_eq!(
            CiphertextList::parse(mix.output.bytes().to_vec(), width).unwrap().ciphertexts(),
            mix.output.ciphertexts()
        );
    }
}

#[test]
fn a_mix_longer_than_every_chunk_holds_and_is_told_of() {
    let e = election(2, 3, 24);
    let (input, _) = e.list(2500, 1, 25);
    let told = AtomicUsize::new(0);
    let (context, key) = (&e.context, e.key.point());
    let task =
        ToMix { context, key, contest: 4, weight: 2, mix: 1, mixer: &crate::election::MIXER, input: &input };
    let mix = shuffle(&task, &mut rng(26), &|rows| _ = told.fetch_add(rows, Ordering::Relaxed)).unwrap();
    assert_eq!(told.into_inner(), STEPS_PER_ROW * 2500);
    assert!(verify(&e.statement(&input, &mix.output, 1), &parse(&mix), &mut rng(27)).is_ok());
}

#[test]
fn nothing_is_not_mixed() {
    let e = election(2, 3, 28);
    let none = CiphertextList::parse(vec![], 2).unwrap();
    let (context, key) = (&e.context, e.key.point());
    let task = ToMix { context, key, contest: 4, weight: 2, mix: 1, mixer: &[0; 32], input: &none };
    assert_eq!(shuffle(&task, &mut rng(29), &|_| ()).err(), Some(MixError::Empty));
    let proof = Proof::parse(vec![0; 384], 0, 2).unwrap();
    assert_eq!(verify(&e.statement(&none, &none, 1), &proof, &mut rng(30)), Err(ShuffleError::Empty));
}

/// Each transcript input left out, or changed, changes seed, weights or challenge; and the proof fails.
#[test]
fn every_public_value_is_bound() {
    let e = election(2, 3, 31);
    let (input, _) = e.list(3, 2, 32);
    let mix = e.mix(&input, 1, 33);
    let (good, proof) = (e.statement(&input, &mix.output, 1), parse(&mix));
    assert!(verify(&good, &proof, &mut rng(34)).is_ok());

    let (other_list, _) = e.list(3, 2, 35);
    let again = e.mix(&input, 1, 36);
    let context = Context::new(&e.ceremony.election, e.key.encoded(), &[2; 32], &[4; 32]);
    let key = e.key.point() + e.key.point();
    let statements = [
        ("context", Statement { context: &context, ..good }),
        ("contest", Statement { contest: 5, ..good }),
        ("weight", Statement { weight: 3, ..good }),
        ("mix", Statement { mix: 2, ..good }),
        ("mixer", Statement { mixer: &[8; 32], ..good }),
        ("input", Statement { input: &other_list, ..good }),
        ("output", Statement { output: &again.output, ..good }),
    ];
    let c = &mix.proof[..96];
    for (name, bad) in &statements {
        assert_ne!(seed(bad, c), seed(&good, c), "{name} is not in the seed");
        assert_eq!(verify(bad, &proof, &mut rng(37)), Err(ShuffleError::Equation), "{name}");
    }
    // The joint key is bound by the context, and by the equations.
    let bad = Statement { key: &key, ..good };
    assert_eq!(verify(&bad, &proof, &mut rng(38)), Err(ShuffleError::Equation));
    // N and W: the same bytes as six rows of one block.
    let flat = |l: &CiphertextList| CiphertextList::parse(l.bytes().to_vec(), 1).unwrap();
    let (flat_in, flat_out) = (flat(&input), flat(&mix.output));
    let bad = Statement { input: &flat_in, output: &flat_out, ..good };
    assert_ne!(seed(&bad, c), seed(&good, c));
    assert!(matches!(verify(&bad, &proof, &mut rng(39)), Err(ShuffleError::Shape { .. })));

    let s = seed(&good, c);
    assert_ne!(seed(&good, &mix.proof[96..192]), s, "c is not in the seed");
    assert_eq!(row_weights(&s, 3)[..2], row_weights(&s, 2));
    assert_ne!(row_weights(&[0; 64], 1), row_weights(&s, 1));
    let parts: [&[u8]; 3] = [&mix.proof[96..192], &mix.proof[288..512], &mix.proof[192..288]];
    let e0 = challenge(&s, parts[0], parts[1], parts[2]);
    assert_ne!(challenge(&[0; 64], parts[0], parts[1], parts[2]), e0);
    assert_ne!(challenge(&s, &[], parts[1], parts[2]), e0);
    assert_ne!(challenge(&s, parts[0], &[], parts[2]), e0);
    assert_ne!(challenge(&s, parts[0], parts[1], &[]), e0);
}

#[test]
fn every_byte_of_the_proof_counts() {
    let e = election(2, 3, 40);
    let (input, _) = e.list(2, 2, 41);
    let mix = e.mix(&input, 1, 42);
    let statement = e.statement(&input, &mix.output, 1);
    for byte in 0..mix.proof.len() {
        let mut bad = mix.proof.clone();
        bad[byte] ^= 1;
        if let Ok(proof) = Proof::parse(bad, 2, 2) {
            assert_eq!(verify(&statement, &proof, &mut rng(43)), Err(ShuffleError::Equation), "byte {byte}");
        }
    }
}

#[test]
fn malformed_elements_are_named() {
    let e = election(2, 3, 44);
    let (rows, width) = (3, 2);
    let (input, _) = e.list(rows, width, 45);
    let mix = e.mix(&input, 1, 46);
    // Units of 32 bytes, as §8.1's table has them.
    let parts = [
        (0, Part::PermutationCommitments, 0),
        (2, Part::PermutationCommitments, 2),
        (3, Part::Chain, 0),
        (6, Part::ChainNonces, 0),
        (9, Part::Nonces, 0),
        (15, Part::Nonces, 6),
        (16, Part::Responses, 0),
        (20, Part::Responses, 4),
        (21, Part::ChainResponses, 0),
        (24, Part::WeightResponses, 0),
        (26, Part::WeightResponses, 2),
    ];
    for (unit, part, index) in parts {
        let mut bad = mix.proof.clone();
        bad[32 * unit..32 * unit + 32].fill(0xff);
        let cause = if unit < 16 { Malformed::Point } else { Malformed::Scalar };
        assert_eq!(
            Proof::parse(bad, rows, width).err(),
            Some(ShuffleError::Malformed { part, index, cause })
        );
    }
    let short = mix.proof[1..].to_vec();
    let expected = Proof::length(rows, width);
    assert_eq!(
        Proof::parse(short, rows, width).err(),
        Some(ShuffleError::Length { expected, got: expected - 1 })
    );
}

#[test]
fn lists_are_canonical() {
    let e = election(2, 3, 47);
    let (list, _) = e.list(3, 2, 48);
    let with = |at: usize, fill: u8| {
        let mut bytes = list.bytes().to_vec();
        bytes[at..at + 32].fill(fill);
        CiphertextList::parse(bytes, 2)
    };
    let (row, block) = (1, 1);
    let at = 64 * (row * 2 + block);
    let fail = |second, cause| Some(ListError::Ciphertext { row, block, second, cause });
    assert_eq!(with(at, 0xff).err(), fail(false, Malformed::Point));
    assert_eq!(with(at, 0).err(), fail(false, Malformed::Identity));
    assert_eq!(with(at + 32, 0xff).err(), fail(true, Malformed::Point));
    assert!(with(at + 32, 0).is_ok());
    let (bytes, width) = (list.bytes().len() - 64, 2);
    assert_eq!(
        CiphertextList::parse(list.bytes()[64..].to_vec(), 2).err(),
        Some(ListError::Length { bytes, width })
    );
    let identity = Ciphertext { a: Default::default(), b: Default::default() };
    assert!(CiphertextList::from_ciphertexts(vec![identity], 1).is_err());
}
