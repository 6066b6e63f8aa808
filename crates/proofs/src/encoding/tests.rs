use super::*;
use proptest::prelude::*;

fn space(radices: &[u64]) -> BallotSpace {
    BallotSpace::new(radices.to_vec()).unwrap()
}

#[test]
fn width_follows_the_product() {
    for (radices, blocks) in [
        (vec![], 1),
        (vec![1], 1),
        (vec![2], 1),
        (vec![2; 240], 1),
        (vec![2; 241], 2),
        (vec![2; 480], 2),
        (vec![11; 10], 1),
        // One ranking of 60 among 60: 60·log₂ 61 = 355.9 bits.
        (vec![61; 60], 2),
        (vec![u64::MAX; 3], 1),
        (vec![u64::MAX; 4], 2),
        (vec![2; 240 * 240], 240),
    ] {
        assert_eq!(space(&radices).blocks(), blocks, "{} radices", radices.len());
    }
    assert_eq!(BallotSpace::new(vec![2, 0, 2]), Err(SpaceError::ZeroRadix(1)));
    assert_eq!(BallotSpace::new(vec![2; 240 * 240 + 1]), Err(SpaceError::TooLarge));
    assert_eq!(BallotSpace::new(vec![u64::MAX; 100_000]), Err(SpaceError::TooLarge));
}

#[test]
fn the_first_digit_is_the_lowest() {
    let s = space(&[3, 5, 7]);
    // 2 + 3·4 + 15·6 = 104
    assert_eq!(s.encode(&[2, 4, 6]).unwrap()[0][0], 104);
    assert_eq!(s.encode(&[1, 0, 0]).unwrap()[0][0], 1);
    assert_eq!(s.encode(&[0, 1, 0]).unwrap()[0][0], 3);
}

#[test]
fn digits_that_are_no_ballot_are_refused() {
    let s = space(&[3, 5]);
    assert_eq!(s.encode(&[2]), Err(DigitsError::Count { expected: 2, found: 1 }));
    assert_eq!(s.encode(&[2, 5]), Err(DigitsError::Digit { place: 1, digit: 5, radix: 5 }));
}

#[test]
fn numbers_beyond_the_product_are_spoilt() {
    let s = space(&[3, 5]);
    let mut block = [0; 30];
    block[0] = 14;
    assert_eq!(s.decode(&[block]), Ok(vec![2, 4]));
    block[0] = 15;
    assert_eq!(s.decode(&[block]), Err(SpoiltReason::OutOfRange));
    assert_eq!(s.decode(&[[255; 30]]), Err(SpoiltReason::OutOfRange));
    assert_eq!(s.decode(&[]), Err(SpoiltReason::OutOfRange));
    assert_eq!(s.decode(&[[0; 30], [0; 30]]), Err(SpoiltReason::OutOfRange));
    // Without digits: n = 0 and nothing else.
    assert_eq!(space(&[]).decode(&[[0; 30]]), Ok(vec![]));
    block[0] = 1;
    assert_eq!(space(&[1, 1]).decode(&[block]), Err(SpoiltReason::OutOfRange));
}

#[test]
fn the_empty_block_is_the_identity() {
    use curve25519_dalek::traits::Identity;
    assert_eq!(block_to_point(&[0; 30]), Some(RistrettoPoint::identity()));
    assert_eq!(point_to_block(&RistrettoPoint::identity()), Ok([0; 30]));
}

/// Every point reads as a block and a k; if k is not the smallest, the point is no block's.
#[test]
fn a_larger_k_is_spoilt() {
    for seed in 0..20u8 {
        let block: Block = std::array::from_fn(|i| (i as u8).wrapping_mul(37).wrapping_add(seed));
        let mut decoding = (0..=LAST_K).filter_map(|k| candidate(&block, k).decompress());
        let (smallest, second) = (decoding.next().unwrap(), decoding.next().unwrap());
        assert_eq!(point_to_block(&smallest), Ok(block));
        assert_eq!(point_to_block(&second), Err(SpoiltReason::NotABlock));
        assert_eq!(block_to_point(&block), Some(smallest));
    }
}

/// The radices of every kind of contest, up to five blocks.
fn any_radices() -> impl Strategy<Value = Vec<u64>> {
    prop_oneof![
        // a ranking: r positions, each none or one of c candidates
        (1u64..150, 1usize..160).prop_map(|(c, r)| vec![c + 1; r.min(c as usize + 1)]),
        // a choice among c, or none
        (1u64..5000).prop_map(|c| vec![c + 1]),
        // approval
        (0usize..1200).prop_map(|c| vec![2; c]),
        // scores
        (1u64..101, 1usize..120).prop_map(|(max, c)| vec![max + 1; c]),
        // anything
        prop::collection::vec(1u64.., 0..18),
    ]
}

fn ballot() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    any_radices().prop_flat_map(|radices| {
        let digits: Vec<_> = radices.iter().map(|r| 0..*r).collect();
        (Just(radices), digits)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn digits_come_back((radices, digits) in ballot()) {
        let s = space(&radices);
        let blocks = s.encode(&digits).unwrap();
        prop_assert_eq!(blocks.len(), s.blocks());
        prop_assert_eq!(s.decode(&blocks), Ok(digits.clone()));
        prop_assert_eq!(s.open(&s.points(&digits).unwrap()), Ok(digits));
    }

    #[test]
    fn the_last_ballot_fills_its_blocks_and_the_next_number_is_spoilt(radices in any_radices()) {
        let s = space(&radices);
        let last: Vec<u64> = radices.iter().map(|r| r - 1).collect();
        let mut blocks = s.encode(&last).unwrap();
        prop_assert_eq!(s.decode(&blocks), Ok(last));
        // n + 1 = P, where it still fits in W blocks
        let carried = blocks.as_flattened_mut().iter_mut().all(|byte| {
            *byte = byte.wrapping_add(1);
            *byte == 0
        });
        prop_assert_eq!(s.decode(&blocks).is_err(), !carried);
    }

    #[test]
    fn any_blocks_decode_to_digits_that_encode_to_them(bytes in prop::collection::vec(any::<u8>(), 30)) {
        let s = space(&[2; 240]);
        let block: Block = bytes.try_into().unwrap();
        let digits = s.decode(&[block]).unwrap();
        prop_assert_eq!(s.encode(&digits).unwrap(), vec![block]);
    }

    #[test]
    fn a_random_point_is_no_block_or_its_own(bytes in prop::collection::vec(any::<u8>(), 64)) {
        let p = RistrettoPoint::from_uniform_bytes(&bytes.try_into().unwrap());
        if let Ok(block) = point_to_block(&p) {
            prop_assert_eq!(block_to_point(&block), Some(p));
        }
    }
}
