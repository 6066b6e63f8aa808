//! §8.2 to §8.4: shares, their proof, combination, lots.

use crate::election::{Election, election, parse, rng};
use hustings_proofs::{
    Context, RistrettoPoint, Scalar,
    decryption::{
        CombineError, Opened, ShareError, ShareProof, ShareStatement, VerifiedShares, challenge, combine,
        lot_order, row_weights, seed,
    },
    group::{self, Malformed},
    list::CiphertextList,
    shuffle::verify,
};
use hustings_prover::decryption::{NotTheKey, shares};
use proptest::prelude::*;

const ROOT: [u8; 32] = [11; 32];

fn opened<'a>(e: &'a Election, list: &'a CiphertextList) -> Opened<'a> {
    Opened { context: &e.context, contest: 4, weight: 2, root: &ROOT, list }
}

/// Trustee j's (from 1) shares of a list.
fn made(e: &Election, opened: Opened, j: u32) -> (Vec<u8>, ShareProof) {
    let verification_key = &e.key.verification_key(j).unwrap();
    let statement = ShareStatement { opened, trustee: j, verification_key };
    shares(&statement, &e.trustees[j as usize - 1], &mut rng(j.into()), &|_| ()).unwrap()
}

fn checked(e: &Election, opened: Opened, j: u32) -> VerifiedShares {
    let (blob, proof) = made(e, opened, j);
    let verification_key = &e.key.verification_key(j).unwrap();
    ShareStatement { opened, trustee: j, verification_key }.verify(&blob, &proof).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn mixed_twice_and_opened_by_any_t_the_votes_are_the_votes(rows in 1usize..=20, width in 1usize..=3, seed: u64, out in 1u32..=4) {
        let e = election(3, 4, seed);
        let (input, profile) = e.list(rows, width, seed ^ 1);
        let first = e.mix(&input, 1, seed ^ 2);
        let second = e.mix(&first.output, 2, seed ^ 3);
        verify(&e.statement(&input, &first.output, 1), &parse(&first), &mut rng(seed)).unwrap();
        verify(&e.statement(&first.output, &second.output, 2), &parse(&second), &mut rng(seed)).unwrap();
        let opened = opened(&e, &second.output);
        let some: Vec<VerifiedShares> = (1..=4).rev().filter(|j| *j != out).map(|j| checked(&e, opened, j)).collect();
        let opening = combine(&opened, 3, &some).unwrap();
        prop_assert_eq!(opening.plaintexts(), &profile[..]);
        prop_assert_eq!(opening.rows().len(), rows);
        let all: Vec<VerifiedShares> = (1..=4).map(|j| checked(&e, opened, j)).collect();
        prop_assert_eq!(combine(&opened, 3, &all).unwrap(), opening);
    }
}

#[test]
fn every_public_value_of_the_shares_is_bound() {
    let e = election(2, 3, 70);
    let (list, _) = e.list(3, 2, 71);
    let opened = opened(&e, &list);
    let key = &e.key.verification_key(1).unwrap();
    let good = ShareStatement { opened, trustee: 1, verification_key: key };
    let (blob, proof) = made(&e, opened, 1);
    assert!(good.verify(&blob, &proof).is_ok());

    let context = Context::new(&[9; 32], e.key.encoded(), &[2; 32], &[3; 32]);
    let reordered = [&list.bytes()[128..], &list.bytes()[..128]].concat();
    let flat = CiphertextList::parse(list.bytes().to_vec(), 1).unwrap();
    let other_b = {
        let mut c = list.ciphertexts().to_vec();
        c[0].b += key;
        CiphertextList::from_ciphertexts(c, 2).unwrap()
    };
    let reordered = CiphertextList::parse(reordered, 2).unwrap();
    let key_2 = &e.key.verification_key(2).unwrap();
    let bad = [
        ("context", ShareStatement { opened: Opened { context: &context, ..opened }, ..good }),
        ("contest", ShareStatement { opened: Opened { contest: 5, ..opened }, ..good }),
        ("weight", ShareStatement { opened: Opened { weight: 1, ..opened }, ..good }),
        ("root", ShareStatement { opened: Opened { root: &[12; 32], ..opened }, ..good }),
        ("order", ShareStatement { opened: Opened { list: &reordered, ..opened }, ..good }),
        ("shape", ShareStatement { opened: Opened { list: &flat, ..opened }, ..good }),
        ("second part", ShareStatement { opened: Opened { list: &other_b, ..opened }, ..good }),
        ("trustee", ShareStatement { trustee: 2, ..good }),
        ("verification key", ShareStatement { verification_key: key_2, ..good }),
    ];
    let s = seed(&good, &opened.lot_point(), &blob);
    for (name, bad) in bad {
        assert_ne!(seed(&bad, &opened.lot_point(), &blob), s, "{name} is not in the seed");
        assert_eq!(
            bad.verify(&blob, &proof).err(),
            Some(ShareError::Equality { trustee: bad.trustee }),
            "{name}"
        );
    }
    assert_ne!(seed(&good, key, &blob), s, "the lot point is not in the seed");
    assert_ne!(seed(&good, &opened.lot_point(), &blob[32..]), s, "the shares are not in the seed");
    assert_ne!(row_weights(&s, 2)[0], row_weights(&s, 2)[1]);
    let parts = [[1; 32], [2; 32], [3; 32], [4; 32]];
    let of = |s: &[u8; 64], p: &[[u8; 32]; 4]| challenge(s, &p[0], &p[1], &p[2], &p[3]);
    assert_ne!(of(&[0; 64], &parts), of(&s, &parts));
    for i in 0..4 {
        let mut other = parts;
        other[i] = [0; 32];
        assert_ne!(of(&s, &other), of(&s, &parts), "part {i}");
    }
}

#[test]
fn every_byte_of_shares_and_proof_counts() {
    let e = election(2, 3, 72);
    let (list, _) = e.list(2, 2, 73);
    let opened = opened(&e, &list);
    let verification_key = &e.key.verification_key(1).unwrap();
    let statement = ShareStatement { opened, trustee: 1, verification_key };
    let (blob, proof) = made(&e, opened, 1);
    for byte in 0..blob.len() {
        let mut bad = blob.clone();
        bad[byte] ^= 1;
        assert!(statement.verify(&bad, &proof).is_err(), "byte {byte} of the shares");
    }
    for byte in 0..96 {
        let mut bad = proof;
        [&mut bad.commitment_g, &mut bad.commitment_a, &mut bad.response][byte / 32][byte % 32] ^= 1;
        assert!(statement.verify(&blob, &bad).is_err(), "byte {byte} of the proof");
    }
    let (expected, got) = (160, 128);
    assert_eq!(statement.verify(&blob[32..], &proof).err(), Some(ShareError::Length { expected, got }));
    let mut bad = blob.clone();
    bad[64..96].fill(0xff);
    assert_eq!(
        statement.verify(&bad, &proof).err(),
        Some(ShareError::Share { index: 2, cause: Malformed::Point })
    );
}

/// A trustee that knows its key and makes one wrong share, with an otherwise honest proof.
#[test]
fn one_wrong_share_among_many_is_refused() {
    let e = election(2, 3, 74);
    let (list, _) = e.list(200, 1, 75);
    let opened = opened(&e, &list);
    let verification_key = &e.key.verification_key(1).unwrap();
    let statement = ShareStatement { opened, trustee: 1, verification_key };
    let x = group::scalar(&*e.trustees[0].expose()).unwrap();
    let prove = |blob: &[u8]| {
        let s = seed(&statement, &opened.lot_point(), blob);
        let points: Vec<RistrettoPoint> = list.first_parts().copied().chain([opened.lot_point()]).collect();
        let a: RistrettoPoint = row_weights(&s, 201).iter().zip(&points).map(|(r, a)| r * a).sum();
        let w = Scalar::from(5u8);
        let (commitment_g, commitment_a) =
            (group::encode(&RistrettoPoint::mul_base(&w)), group::encode(&(w * a)));
        let z =
            w + challenge(&s, &group::encode(&a), &group::encode(&(x * a)), &commitment_g, &commitment_a) * x;
        ShareProof { commitment_g, commitment_a, response: z.to_bytes() }
    };
    let (mut blob, _) = made(&e, opened, 1);
    assert!(statement.verify(&blob, &prove(&blob)).is_ok());
    // Another point in place of one share, two shares exchanged, and a wrong lot row.
    let good = blob.clone();
    blob[32 * 77..32 * 78].copy_from_slice(&group::encode(verification_key));
    assert_eq!(statement.verify(&blob, &prove(&blob)).err(), Some(ShareError::Equality { trustee: 1 }));
    blob.copy_from_slice(&good);
    blob[..64].rotate_left(32);
    assert_eq!(statement.verify(&blob, &prove(&blob)).err(), Some(ShareError::Equality { trustee: 1 }));
    blob.copy_from_slice(&good);
    blob[32 * 200..].fill(0);
    assert_eq!(statement.verify(&blob, &prove(&blob)).err(), Some(ShareError::Equality { trustee: 1 }));
}

#[test]
fn shares_are_made_with_the_right_key_and_combined_within_one_list() {
    let e = election(2, 3, 76);
    let (list, _) = e.list(2, 1, 77);
    let opened = opened(&e, &list);
    let verification_key = &e.key.verification_key(2).unwrap();
    let statement = ShareStatement { opened, trustee: 2, verification_key };
    assert_eq!(
        shares(&statement, &e.trustees[0], &mut rng(78), &|_| ()).err(),
        Some(NotTheKey { trustee: 2 })
    );

    let (one, two) = (checked(&e, opened, 1), checked(&e, opened, 2));
    let too_few = Err(CombineError::TooFew { threshold: 2, got: 1 });
    assert_eq!(combine(&opened, 2, std::slice::from_ref(&one)), too_few);
    assert_eq!(combine(&opened, 2, &[one.clone(), one.clone()]), too_few);
    let elsewhere = Opened { weight: 3, ..opened };
    assert_eq!(combine(&elsewhere, 2, &[one.clone(), two.clone()]), Err(CombineError::OtherList(1)));
    assert_eq!(combine(&opened, 2, &[one, checked(&e, elsewhere, 2)]), Err(CombineError::OtherList(2)));
}

#[test]
fn a_lot_is_the_keys_and_the_lists_alone() {
    let e = election(2, 3, 79);
    let (list, _) = e.list(2, 1, 80);
    let none = CiphertextList::parse(vec![], 1).unwrap();
    let lot = |opened: Opened, trustees: [u32; 2]| {
        let shares = trustees.map(|j| checked(&e, opened, j));
        *combine(&opened, 2, &shares).unwrap().lot_seed()
    };
    let here = opened(&e, &list);
    let drawn = lot(here, [1, 2]);
    // Neither who opens nor what was voted moves it; an empty list has its lot all the same.
    assert_eq!(lot(here, [2, 3]), drawn);
    assert_eq!(lot(opened(&e, &none), [1, 3]), drawn);
    for other in
        [Opened { contest: 5, ..here }, Opened { weight: 1, ..here }, Opened { root: &[12; 32], ..here }]
    {
        assert_ne!(lot(other, [1, 2]), drawn);
    }

    let tied = [3, 1, 4, 15];
    let order = lot_order(&drawn, 4, 1, &tied);
    assert_eq!(lot_order(&drawn, 4, 1, &[15, 4, 3, 1]), order);
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [1, 3, 4, 15]);
    // Leaving one out moves none of the others.
    let fewer: Vec<u32> = order.iter().copied().filter(|c| *c != 4).collect();
    assert_eq!(lot_order(&drawn, 4, 1, &[1, 3, 15]), fewer);
    let many: Vec<u32> = (0..30).collect();
    let orders = [
        lot_order(&drawn, 4, 1, &many),
        lot_order(&drawn, 4, 2, &many),
        lot_order(&drawn, 5, 1, &many),
        lot_order(&[0; 64], 4, 1, &many),
    ];
    for (i, a) in orders.iter().enumerate() {
        assert!(orders[i + 1..].iter().all(|b| b != a));
    }
}
