//! Ballots end to end: what the prover makes verifies, and nothing that differs from it does (§7).

#![allow(clippy::unwrap_used, clippy::panic)]

use curve25519_dalek::{RistrettoPoint, Scalar, constants::RISTRETTO_BASEPOINT_TABLE};
use hustings_proofs::{
    Context,
    ballot::{self, BallotStatement, DecodedPart, Field, InvalidProof, Part, PartError},
    elgamal::EncodedCiphertext,
    encoding::{BallotSpace, DigitsError},
    group::{Encoded, Malformed},
};
use hustings_prover::{
    ballot::{
        BallotInputs, BallotSeed, ChallengeError, Choice, EncryptError, check_challenge, encrypt_ballot,
    },
    elgamal::EncryptionKey,
};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sha2::{Digest, Sha512};

const SECRET: u64 = 0x5ec2e7;

fn key() -> EncryptionKey {
    EncryptionKey::new(&RistrettoPoint::mul_base(&Scalar::from(SECRET))).unwrap()
}

fn context() -> Context {
    Context::new(&[1; 32], key().as_bytes(), &[2; 32], &[3; 32])
}

fn space(radices: &[u64]) -> BallotSpace {
    BallotSpace::new(radices.to_vec()).unwrap()
}

fn seed(byte: u8) -> BallotSeed {
    BallotSeed::from_bytes([byte; 32])
}

const CREDENTIALS: [Encoded; 2] = [[11; 32], [12; 32]];
const PREVIOUS: [u8; 32] = [13; 32];

fn statement(context: &Context, contest: u32) -> BallotStatement<'_> {
    BallotStatement { context, contest, credentials: &CREDENTIALS, previous: Some(&PREVIOUS) }
}

/// One part of three blocks in contest 4, under `statement`.
fn one_part() -> (BallotSpace, Part) {
    let space = space(&[151; 90]);
    let digits: Vec<u64> = (0..90).collect();
    let context = context();
    let choices = [Choice { contest: 4, space: &space, digits: &digits }];
    let inputs = BallotInputs {
        context: &context,
        credentials: &CREDENTIALS,
        previous: Some(&PREVIOUS),
        choices: &choices,
    };
    let part = encrypt_ballot(&key(), &inputs, &seed(5)).unwrap().remove(0);
    assert_eq!(space.blocks(), 3);
    (space, part)
}

/// Decodes and verifies; a refusal of either kind is an `Err`.
fn accepts(statement: &BallotStatement<'_>, part: &Part) -> Result<(), String> {
    let decoded = DecodedPart::decode(part, 3).map_err(|e| e.to_string())?;
    let single = ballot::verify(statement, &decoded);
    let batch = ballot::verify_batch(&[(*statement, &decoded)], &mut ChaCha20Rng::from_seed([0; 32]));
    assert_eq!(single.is_ok(), batch.is_ok());
    single.map_err(|e| e.to_string())
}

/// H512 as §4.2 writes it, by hand: a part is its length and its bytes, a list its count before them.
fn by_hand(parts: &[Vec<u8>]) -> Scalar {
    Scalar::from_bytes_mod_order_wide(&Sha512::digest(parts.concat()).into())
}

fn part(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u64).to_le_bytes()[..], bytes].concat()
}

fn list<T: AsRef<[u8]>>(items: &[T]) -> Vec<u8> {
    let mut out = (items.len() as u64).to_le_bytes().to_vec();
    items.iter().for_each(|item| out.extend(part(item.as_ref())));
    out
}

/// A prover who leaves one input out of the challenge is refused, each input in turn; one who
/// leaves out nothing is accepted.
#[test]
fn every_input_is_bound() {
    let context = context();
    let (r, w) = ([Scalar::from(17u64), Scalar::from(18u64)], [Scalar::from(19u64), Scalar::from(20u64)]);
    let encoded = |x: &Scalar| (x * RISTRETTO_BASEPOINT_TABLE).compress().to_bytes();
    let m = RistrettoPoint::mul_base(&Scalar::from(3u64));
    let ciphertexts: Vec<EncodedCiphertext> = r.iter().map(|r| key().encrypt(&m, r).encode()).collect();
    let commitments: Vec<Encoded> = w.iter().map(encoded).collect();
    let whole = [
        ("label", part(b"hustings/v1 ballot")),
        ("context", part(context.as_bytes())),
        ("contest", part(&4u64.to_le_bytes())),
        ("credentials", list(&CREDENTIALS)),
        ("previous", list(&[PREVIOUS])),
        ("W", part(&2u64.to_le_bytes())),
        ("ciphertexts", list(&ciphertexts)),
        ("commitments", list(&commitments)),
    ];
    let verdict = |left_out: Option<usize>| {
        let parts: Vec<Vec<u8>> = whole
            .iter()
            .enumerate()
            .filter(|(i, _)| Some(*i) != left_out)
            .map(|(_, (_, p))| p.clone())
            .collect();
        let c = by_hand(&parts);
        let responses = r.iter().zip(&w).map(|(r, w)| (w + c * r).to_bytes()).collect();
        let part = Part { ciphertexts: ciphertexts.clone(), commitments: commitments.clone(), responses };
        ballot::verify(&statement(&context, 4), &DecodedPart::decode(&part, 2).unwrap())
    };
    assert_eq!(verdict(None), Ok(()));
    for (i, (name, _)) in whole.iter().enumerate() {
        assert_eq!(verdict(Some(i)), Err(InvalidProof), "without the {name}");
    }
}

#[test]
fn another_statement_is_refused() {
    let (_, part) = one_part();
    let context = context();
    let right = statement(&context, 4);
    assert_eq!(accepts(&right, &part), Ok(()));

    let key = *key().as_bytes();
    let other = |e, k: &Encoded, r, o| Context::new(&[e; 32], k, &[r; 32], &[o; 32]);
    for context in
        [other(9, &key, 2, 3), other(1, &[9; 32], 2, 3), other(1, &key, 9, 3), other(1, &key, 2, 9)]
    {
        accepts(&BallotStatement { context: &context, ..right }, &part).unwrap_err();
    }
    accepts(&statement(&context, 5), &part).unwrap_err();
    let [x, y] = CREDENTIALS;
    for credentials in [&[x][..], &[y], &[y, x], &[x, y, y], &[], &[x, [0; 32]]] {
        accepts(&BallotStatement { credentials, ..right }, &part).unwrap_err();
    }
    for previous in [None, Some(&[0; 32])] {
        accepts(&BallotStatement { previous, ..right }, &part).unwrap_err();
    }
}

/// Blocks cannot be reordered, nor the lists cut, nor a credential moved into `previous`.
#[test]
fn blocks_are_bound_to_their_places() {
    let (space, part) = one_part();
    let context = context();
    let mut swapped = part.clone();
    swapped.ciphertexts.swap(0, 1);
    swapped.commitments.swap(0, 1);
    swapped.responses.swap(0, 1);
    accepts(&statement(&context, 4), &swapped).unwrap_err();
    for (field, cut) in [
        (Field::Ciphertexts, Part { ciphertexts: part.ciphertexts[..2].to_vec(), ..part.clone() }),
        (Field::Commitments, Part { commitments: part.commitments[..2].to_vec(), ..part.clone() }),
        (Field::Responses, Part { responses: part.responses[..2].to_vec(), ..part.clone() }),
    ] {
        let error = DecodedPart::decode(&cut, space.blocks()).unwrap_err();
        assert_eq!(error, PartError::Width { field, expected: 3, found: 2 });
    }
}

#[test]
fn the_identity_is_refused_only_as_a() {
    let (_, part) = one_part();
    let c = part.ciphertexts[1];
    let mut no_a = part.clone();
    no_a.ciphertexts[1] = EncodedCiphertext::new(&[0; 32], &c.b());
    let error = DecodedPart::decode(&no_a, 3).unwrap_err();
    assert_eq!(
        error,
        PartError::Malformed { field: Field::Ciphertexts, block: 1, what: Malformed::Identity }
    );
    let mut no_b = part;
    no_b.ciphertexts[1] = EncodedCiphertext::new(&c.a(), &[0; 32]);
    DecodedPart::decode(&no_b, 3).unwrap();
}

#[test]
fn what_is_no_ballot_is_not_encrypted() {
    let (s, context) = (space(&[3, 3]), context());
    let attempt = |choices: &[Choice<'_>]| {
        let inputs = BallotInputs { context: &context, credentials: &CREDENTIALS, previous: None, choices };
        encrypt_ballot(&key(), &inputs, &seed(1)).unwrap_err()
    };
    let choice = |contest, digits| Choice { contest, space: &s, digits };
    assert_eq!(attempt(&[choice(1, &[0, 0]), choice(1, &[1, 0])]), EncryptError::ContestTwice(1));
    let what = DigitsError::Digit { place: 1, digit: 3, radix: 3 };
    assert_eq!(attempt(&[choice(7, &[0, 3])]), EncryptError::Digits { contest: 7, what });
}

/// A challenged booth is believed only if seed, choices, credentials and previous rebuild its bytes.
#[test]
fn a_challenge_finds_a_booth_that_encrypted_something_else() {
    let (s, context, key) = (space(&[5; 4]), context(), key());
    let digits = [[1, 2, 3, 4], [0, 0, 0, 1]];
    let choices = digits.each_ref().map(|d| Choice { contest: d[3] as u32, space: &s, digits: d });
    let inputs =
        BallotInputs { context: &context, credentials: &CREDENTIALS, previous: None, choices: &choices };
    let shown = encrypt_ballot(&key, &inputs, &seed(1)).unwrap();
    assert_eq!(check_challenge(&key, &inputs, &seed(1), &shown), Ok(()));

    let differs = Err(ChallengeError::Different(4));
    assert_eq!(check_challenge(&key, &inputs, &seed(2), &shown), differs);
    let previous = BallotInputs { previous: Some(&PREVIOUS), ..inputs };
    assert_eq!(check_challenge(&key, &previous, &seed(1), &shown), differs);
    let credentials = BallotInputs { credentials: &CREDENTIALS[..1], ..inputs };
    assert_eq!(check_challenge(&key, &credentials, &seed(1), &shown), differs);
    let other = [choices[0], Choice { digits: &[0, 0, 0, 2], ..choices[1] }];
    assert_eq!(check_challenge(&key, &BallotInputs { choices: &other, ..inputs }, &seed(1), &shown), differs);
    let fewer = Err(ChallengeError::Count { expected: 2, found: 1 });
    assert_eq!(check_challenge(&key, &inputs, &seed(1), &shown[..1]), fewer);
}

/// The same seed under any other statement shares no first part and no commitment with it: a
/// commitment used for two challenges would give the randomness away.
#[test]
fn a_seed_used_twice_repeats_no_randomness() {
    let (s, context, key) = (space(&[5; 4]), context(), key());
    let later = Context::new(&[1; 32], key.as_bytes(), &[2; 32], &[4; 32]);
    let mut seen = std::collections::HashSet::new();
    for (context, previous) in [(&context, None), (&context, Some(&PREVIOUS)), (&later, None)] {
        for digits in [[0, 0, 0, 0], [0, 0, 0, 1]] {
            let choices = [1, 2].map(|contest| Choice { contest, space: &s, digits: &digits });
            let inputs = BallotInputs { context, credentials: &CREDENTIALS, previous, choices: &choices };
            for part in encrypt_ballot(&key, &inputs, &seed(1)).unwrap() {
                assert!(seen.insert(part.ciphertexts[0].a()));
                assert!(seen.insert(part.commitments[0]));
            }
        }
    }
}

#[test]
fn secrets_do_not_print() {
    assert_eq!(format!("{:?}", seed(0xab)), "BallotSeed(<redacted>)");
}

fn any_ballot() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    prop::collection::vec(2u64..400, 1..140).prop_flat_map(|radices| {
        let digits: Vec<_> = radices.iter().map(|r| 0..*r).collect();
        (Just(radices), digits)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Encrypted, verified, decrypted with the key, decoded: the choice.
    #[test]
    fn what_was_chosen_is_what_opens(ballots in prop::collection::vec(any_ballot(), 1..4), byte: u8) {
        let context = context();
        let spaces: Vec<_> = ballots.iter().map(|(radices, _)| space(radices)).collect();
        let choices: Vec<_> = (0u32..).zip(ballots.iter().zip(&spaces))
            .map(|(contest, ((_, digits), space))| Choice { contest, space, digits })
            .collect();
        let inputs = BallotInputs {
            context: &context, credentials: &CREDENTIALS, previous: Some(&PREVIOUS), choices: &choices,
        };
        let parts = encrypt_ballot(&key(), &inputs, &seed(byte)).unwrap();
        for (choice, part) in choices.iter().zip(&parts) {
            let decoded = DecodedPart::decode(part, choice.space.blocks()).unwrap();
            prop_assert_eq!(ballot::verify(&statement(&context, choice.contest), &decoded), Ok(()));
            let opened: Vec<_> =
                decoded.a().iter().zip(decoded.b()).map(|(a, b)| b - a * Scalar::from(SECRET)).collect();
            prop_assert_eq!(choice.space.open(&opened), Ok(choice.digits.to_vec()));
        }
    }

    /// One bit of any byte of the part, anywhere.
    #[test]
    fn no_byte_can_be_changed(place in 0usize..3 * 128, bit in 0u8..8) {
        let (_, mut part) = one_part();
        let (block, at) = (place / 128, place % 128);
        match at {
            0..64 => part.ciphertexts[block].0[at] ^= 1 << bit,
            64..96 => part.commitments[block][at - 64] ^= 1 << bit,
            _ => part.responses[block][at - 96] ^= 1 << bit,
        }
        prop_assert!(accepts(&statement(&context(), 4), &part).is_err());
    }
}

/// A batch of ballots names those whose proof fails, of whatever widths they are.
#[test]
fn a_batch_names_those_that_fail() {
    let (context, key) = (context(), key());
    let spaces = [space(&[2]), space(&[2; 500])];
    let mut rng = ChaCha20Rng::from_seed([3; 32]);
    let mut items: Vec<(BallotStatement<'_>, DecodedPart)> = (0..600usize)
        .map(|i| {
            let space = &spaces[i % 2];
            let digits = vec![1; space.radices().len()];
            let choices = [Choice { contest: 4, space, digits: &digits }];
            let inputs = BallotInputs {
                context: &context,
                credentials: &CREDENTIALS,
                previous: Some(&PREVIOUS),
                choices: &choices,
            };
            let part = encrypt_ballot(&key, &inputs, &BallotSeed::generate(&mut rng)).unwrap().remove(0);
            (statement(&context, 4), DecodedPart::decode(&part, space.blocks()).unwrap())
        })
        .collect();
    assert_eq!(ballot::verify_batch(&items, &mut rng), Ok(()));
    for i in [0, 77, 78, 599] {
        items[i].0.contest = 5;
    }
    let failure = ballot::verify_batch(&items, &mut rng).unwrap_err();
    assert_eq!(failure.indices(), [0, 77, 78, 599]);
    assert_eq!(failure.to_string().split(';').next(), Some("4 of the batch fail"));
}
