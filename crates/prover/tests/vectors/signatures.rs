use curve25519_dalek::{
    EdwardsPoint, Scalar, constants::EIGHT_TORSION, edwards::CompressedEdwardsY, scalar::clamp_integer,
};
use hustings_proofs::signature::{VerifyingKey, verify_batch};
use hustings_prover::signing::SigningKey;
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

use crate::{array, bytes, cases, rng};

/// p = 2²⁵⁵ − 19, little-endian.
const P: [u8; 32] = {
    let mut p = [0xff; 32];
    (p[0], p[31]) = (0xed, 0x7f);
    p
};

pub fn make() -> Value {
    let message = b"a checkpoint";
    let key = SigningKey::from_seed(&[5; 32]);
    let public = *key.verifying_key().as_bytes();
    let signature = key.sign(message);
    let identity = EIGHT_TORSION[0];
    let one = identity.compress().to_bytes();
    let mut valid = vec![
        case("an ordinary signature", &public, message, &signature),
        case("an empty message", &public, b"", &key.sign(b"")),
    ];
    for (i, t) in EIGHT_TORSION.iter().enumerate().skip(1) {
        let (key, signature) = with_torsion(t, &identity, message);
        valid.push(case(&format!("torsion in A: {i}"), &key, message, &signature));
        let (key, signature) = with_torsion(&identity, t, message);
        valid.push(case(&format!("torsion in R: {i}"), &key, message, &signature));
    }
    let (mixed, both) = with_torsion(&EIGHT_TORSION[1], &EIGHT_TORSION[3], message);
    valid.push(case("torsion in A and R", &mixed, message, &both));
    valid.push(case("R is the identity", &public, message, &with_small_r(&key, message, &one)));

    let mut invalid = vec![
        case("another message", &public, b"another checkpoint", &signature),
        case("another key", SigningKey::from_seed(&[6; 32]).verifying_key().as_bytes(), message, &signature),
        case("S + l", &public, message, &plus_order(&signature)),
        case("R one bit off", &public, message, &altered(&signature, 0, 1)),
        case("S one bit off", &public, message, &altered(&signature, 32, 1)),
        case("S with the top bit set", &public, message, &altered(&signature, 63, 0x80)),
    ];
    for (i, t) in EIGHT_TORSION.iter().enumerate() {
        // S = 0, R of small order: the equation holds for every message.
        let mut forged = [0; 64];
        forged[..32].copy_from_slice(&one);
        invalid.push(case(&format!("A of small order: {i}"), t.compress().as_bytes(), message, &forged));
    }
    let mut beyond = P;
    beyond[0] += 3; // y = 3 is a point's; p + 3 is the same y.
    assert!(CompressedEdwardsY(beyond).decompress().is_some());
    let mut minus_zero = [0; 32];
    (minus_zero[0], minus_zero[31]) = (1, 0x80);
    for (name, encoding) in [("y = p + 3", beyond), ("y = 1 with the sign bit", minus_zero)] {
        invalid.push(case(&format!("non-canonical A: {name}"), &encoding, message, &signature));
        let mut other_r = signature;
        other_r[..32].copy_from_slice(&encoding);
        invalid.push(case(&format!("non-canonical R: {name}"), &public, message, &other_r));
    }
    // y = p + 1 is the identity again, and the equation holds for both of these.
    let mut one_again = P;
    one_again[0] += 1;
    let forged = with_small_r(&key, message, &one_again);
    invalid.push(case("non-canonical R: y = p + 1, the identity", &public, message, &forged));
    let mut forged = [0; 64];
    forged[..32].copy_from_slice(&one);
    invalid.push(case("non-canonical A: y = p + 1, the identity", &one_again, message, &forged));
    let mut off = [0; 32];
    off[0] = 2;
    invalid.push(case("A off the curve", &off, message, &signature));
    json!({
        "section": "4.5",
        "about": "key, message, signature in hex; valid and invalid alone and in any batch",
        "valid": valid,
        "invalid": invalid,
    })
}

fn case(name: &str, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Value {
    json!({
        "name": name,
        "key": hex::encode(key),
        "message": hex::encode(message),
        "signature": hex::encode(signature),
    })
}

fn hash(r: &[u8; 32], key: &[u8; 32], message: &[u8]) -> Scalar {
    let hash = Sha512::new().chain_update(r).chain_update(key).chain_update(message).finalize();
    Scalar::from_bytes_mod_order_wide(&hash.into())
}

/// A signature under A + t with R + u, which the cofactored equation accepts.
fn with_torsion(t: &EdwardsPoint, u: &EdwardsPoint, message: &[u8]) -> ([u8; 32], [u8; 64]) {
    let (a, r) = (Scalar::from(0x5eed_u64), Scalar::from(0x0c0ffee_u64));
    let key = (EdwardsPoint::mul_base(&a) + t).compress().to_bytes();
    let big_r = (EdwardsPoint::mul_base(&r) + u).compress().to_bytes();
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&big_r);
    signature[32..].copy_from_slice(&(r + hash(&big_r, &key, message) * a).to_bytes());
    (key, signature)
}

/// R = the identity in the encoding `r`, S = k·a: the equation holds.
fn with_small_r(key: &SigningKey, message: &[u8], r: &[u8; 32]) -> [u8; 64] {
    let wide = Sha512::digest(*key.seed());
    let clamped = clamp_integer(std::array::from_fn(|i| wide[i]));
    let a = Scalar::from_bytes_mod_order(clamped);
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(r);
    signature[32..].copy_from_slice(&(hash(r, key.verifying_key().as_bytes(), message) * a).to_bytes());
    signature
}

fn plus_order(signature: &[u8; 64]) -> [u8; 64] {
    let order_minus_one = (-Scalar::ONE).to_bytes();
    let mut out = *signature;
    let mut carry = 1u16;
    for (byte, l) in out[32..].iter_mut().zip(order_minus_one) {
        carry += u16::from(*byte) + u16::from(l);
        *byte = carry as u8;
        carry >>= 8;
    }
    out
}

fn altered(signature: &[u8; 64], place: usize, bits: u8) -> [u8; 64] {
    let mut out = *signature;
    out[place] ^= bits;
    out
}

#[test]
fn hold() {
    let verify = |case: &Value| -> Result<(), String> {
        let key = VerifyingKey::parse(&bytes(&case["key"])).map_err(|e| e.to_string())?;
        let (message, signature) = (bytes(&case["message"]), array(&case["signature"]));
        let single = key.verify(&message, &signature).map_err(|e| e.to_string());
        let batch = verify_batch(&[(key, &message, signature), (key, &message, signature)], &mut rng(1));
        assert_eq!(single.is_ok(), batch.is_ok());
        single
    };
    for case in cases("signatures", "valid") {
        assert_eq!(verify(&case), Ok(()), "{}", case["name"]);
    }
    for case in cases("signatures", "invalid") {
        assert!(verify(&case).is_err(), "{}", case["name"]);
    }
}
