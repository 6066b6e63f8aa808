use super::*;
use curve25519_dalek::constants::EIGHT_TORSION;
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([7; 32])
}

fn signer(seed: u8) -> (ed25519_zebra::SigningKey, VerifyingKey) {
    let sk = ed25519_zebra::SigningKey::from([seed; 32]);
    let bytes: [u8; 32] = ed25519_zebra::VerificationKeyBytes::from(&sk).into();
    (sk, VerifyingKey::parse(&bytes).unwrap())
}

/// Signs with the scalar `a` under the public key A + T, with R + U: valid under the cofactored rule.
fn sign_with_torsion(t: &EdwardsPoint, u: &EdwardsPoint, message: &[u8]) -> ([u8; 32], [u8; 64]) {
    let (a, r) = (Scalar::from(123_456_789u64), Scalar::from(987_654_321u64));
    let key = (EdwardsPoint::mul_base(&a) + t).compress().to_bytes();
    let big_r = (EdwardsPoint::mul_base(&r) + u).compress().to_bytes();
    let hash = Sha512::new().chain_update(big_r).chain_update(key).chain_update(message).finalize();
    let k = Scalar::from_bytes_mod_order_wide(&hash.into());
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&big_r);
    signature[32..].copy_from_slice(&(r + k * a).to_bytes());
    (key, signature)
}

/// Ours, alone and in a batch among sound ones, and zebra's must say the same.
fn all_agree(key: &VerifyingKey, message: &[u8], signature: [u8; 64]) -> Result<(), SignatureError> {
    let single = key.verify(message, &signature);
    let (sk, other) = signer(9);
    let sound = (other, b"sound".to_vec(), sk.sign(b"sound").to_bytes());
    let items = [sound.clone(), (*key, message.to_vec(), signature), sound];
    match (single, verify_batch(&items, &mut rng())) {
        (Ok(()), Ok(())) => {}
        (Err(e), Err(f)) => assert_eq!(f.failures, [(1, e)]),
        (s, b) => panic!("single says {s:?}, batch {b:?}"),
    }
    single
}

#[test]
fn torsion_is_accepted_alone_and_in_batches() {
    let mut of_mixed_order = 0;
    for t in &EIGHT_TORSION {
        for u in &EIGHT_TORSION {
            let (key, signature) = sign_with_torsion(t, u, b"torsion");
            let key = VerifyingKey::parse(&key).unwrap();
            of_mixed_order += usize::from(!key.minus_a.is_torsion_free());
            assert_eq!(all_agree(&key, b"torsion", signature), Ok(()));
            assert_eq!(all_agree(&key, b"another", signature), Err(SignatureError::Equation));
            let theirs = ed25519_zebra::VerificationKey::try_from(*key.as_bytes()).unwrap();
            assert!(theirs.verify(&signature.into(), b"torsion").is_ok());
        }
    }
    assert_eq!(of_mixed_order, 56);
}

#[test]
fn small_order_keys_are_refused() {
    for t in &EIGHT_TORSION {
        assert_eq!(VerifyingKey::parse(&t.compress().to_bytes()), Err(KeyError::SmallOrder));
    }
}

/// Every encoding that is not canonical: y in p…2²⁵⁵−1, and −0, against re-encoding what decodes.
#[test]
fn non_canonical_encodings_are_refused() {
    let mut encodings = Vec::new();
    for low in 0..=255u8 {
        for top in [0x7f, 0xff] {
            let mut high = [0xff; 32];
            (high[0], high[31]) = (low, top);
            let mut small = [0; 32];
            (small[0], small[31]) = (low, top & 0x80);
            encodings.extend([high, small]);
        }
    }
    let mut refused = 0;
    for bytes in encodings {
        let point = CompressedEdwardsY(bytes).decompress();
        let reencodes = point.is_some_and(|p| p.compress().to_bytes() == bytes);
        if point.is_some() {
            assert_eq!(is_canonical(&bytes), reencodes, "{}", hex::encode(bytes));
            refused += usize::from(!reencodes);
        }
        if !is_canonical(&bytes) {
            assert_eq!(VerifyingKey::parse(&bytes), Err(KeyError::NonCanonical));
            let (_, key) = signer(1);
            let mut signature = [0; 64];
            signature[..32].copy_from_slice(&bytes);
            assert_eq!(all_agree(&key, b"m", signature), Err(SignatureError::Commitment));
        }
    }
    // ZIP-215 counts 26 such encodings of points.
    assert_eq!(refused, 26);
}

#[test]
fn s_beyond_the_order_is_refused() {
    let (sk, key) = signer(3);
    let signature = sk.sign(b"m").to_bytes();
    assert_eq!(all_agree(&key, b"m", signature), Ok(()));
    // S + ℓ, which satisfies the equation.
    const L: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut beyond = signature;
    let mut carry = 0u16;
    for (byte, l) in beyond[32..].iter_mut().zip(L) {
        carry += u16::from(*byte) + u16::from(l);
        *byte = carry as u8;
        carry >>= 8;
    }
    assert_eq!(all_agree(&key, b"m", beyond), Err(SignatureError::Scalar));
}

#[test]
fn keys_of_other_lengths_and_off_the_curve_are_refused() {
    assert_eq!(VerifyingKey::parse(&[0; 31]), Err(KeyError::Length(31)));
    let mut two = [0; 32];
    two[0] = 2;
    assert_eq!(VerifyingKey::parse(&two), Err(KeyError::NotAPoint));
    let (_, key) = signer(1);
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&two);
    assert_eq!(all_agree(&key, b"m", signature), Err(SignatureError::Commitment));
}

/// RFC 8032 §7.1, test 2.
#[test]
fn rfc_8032() {
    let key = hex::decode("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c").unwrap();
    let signature = hex::decode(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    )
    .unwrap();
    let key = VerifyingKey::parse(&key).unwrap();
    assert_eq!(all_agree(&key, &[0x72], signature.try_into().unwrap()), Ok(()));
}

#[test]
fn an_empty_batch_holds() {
    assert_eq!(verify_batch::<Vec<u8>, _>(&[], &mut rng()), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is spoilt in a batch of a thousand with repeated keys, exactly that is named.
    #[test]
    fn a_batch_names_those_that_fail(spoilt in prop::collection::btree_map(0usize..1000, 0usize..64, 0..12)) {
        let signers: Vec<_> = (0..7).map(signer).collect();
        let mut items: Vec<_> = (0..1000usize)
            .map(|i| {
                let (sk, key) = &signers[i % signers.len()];
                let message = i.to_le_bytes().to_vec();
                let signature = sk.sign(&message).to_bytes();
                (*key, message, signature)
            })
            .collect();
        for (i, byte) in &spoilt {
            items[*i].2[*byte] ^= 0x40;
        }
        let expected: Vec<_> = items
            .iter()
            .enumerate()
            .filter_map(|(i, (k, m, s))| k.verify(m, s).err().map(|e| (i, e)))
            .collect();
        prop_assert_eq!(expected.iter().map(|(i, _)| *i).collect::<Vec<_>>(), spoilt.keys().copied().collect::<Vec<_>>());
        match verify_batch(&items, &mut rng()) {
            Ok(()) => prop_assert!(expected.is_empty()),
            Err(f) => prop_assert_eq!(f.failures, expected),
        }
    }
}
