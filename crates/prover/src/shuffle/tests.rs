//! What only the mixer's own code can be asked: are its secrets what they should be?

use super::{secrets::Secrets, *};
use hustings_proofs::shuffle::{ShuffleError, VerifiedMix, verify};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::collections::HashSet;

fn list(rows: usize, width: usize, rng: &mut ChaCha20Rng) -> CiphertextList {
    let random = |_| Ciphertext { a: RistrettoPoint::random(rng), b: RistrettoPoint::random(rng) };
    CiphertextList::from_ciphertexts((0..rows * width).map(random).collect(), width).unwrap()
}

/// Mixes with these secrets, and verifies.
fn mixed(input: &CiphertextList, secrets: &Secrets) -> (Mix, Result<VerifiedMix, ShuffleError>) {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let key = &RistrettoPoint::random(&mut rng);
    let context = &Context::new(&[0; 32], &group::encode(key), &[1; 32], &[2; 32]);
    let task = ToMix { context, key, contest: 1, weight: 1, mix: 1, mixer: &[3; 32], input };
    let made = prove(&task, secrets, &|_| ()).unwrap();
    let output = &made.output;
    let statement = Statement { context, key, contest: 1, weight: 1, mix: 1, mixer: &[3; 32], input, output };
    let proof = Proof::parse(made.proof.clone(), input.rows(), input.width()).unwrap();
    let verified = verify(&statement, &proof, &mut rng);
    (made, verified)
}

#[test]
fn no_two_factors_are_the_same_and_the_permutation_is_one() {
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let s = Secrets::draw(50, 3, &mut rng);
    let all = [&s.reencryption, &s.commitment, &s.chain, &s.block_nonces, &s.chain_nonces, &s.weight_nonces];
    let mut all: Vec<Scalar> = all.into_iter().flatten().copied().collect();
    all.extend(s.nonces);
    assert_eq!(all.len(), 150 + 4 * 50 + 3 + 3);
    assert_eq!(all.iter().map(|s| s.to_bytes()).collect::<HashSet<_>>().len(), all.len());
    let mut rows = s.permutation.clone();
    rows.sort_unstable();
    assert_eq!(rows, (0..50).collect::<Vec<_>>());
    assert_eq!(format!("{s:?}"), "Secrets(<redacted>)");
}

#[test]
fn all_permutations_are_about_equally_likely() {
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let mut seen = std::collections::HashMap::new();
    for _ in 0..2400 {
        *seen.entry(Secrets::draw(4, 1, &mut rng).permutation.clone()).or_insert(0) += 1;
    }
    // 100 of each are expected; 50 are five standard deviations away.
    assert_eq!(seen.len(), 24);
    assert!(seen.values().all(|n| (50..150).contains(n)), "{seen:?}");
}

/// One factor for all blocks of a row passes verification and links every ballot: the reason why
/// the verifier cannot be the only one to look.
#[test]
fn one_factor_for_all_blocks_would_verify_and_link() {
    let mut rng = ChaCha20Rng::seed_from_u64(4);
    let input = list(5, 2, &mut rng);
    let difference = |row: &[Ciphertext]| group::encode(&(row[0].a - row[1].a));
    let before: HashSet<_> = (0..5).map(|i| difference(input.row(i))).collect();
    let linked =
        |output: &CiphertextList| (0..5).filter(|&i| before.contains(&difference(output.row(i)))).count();

    let mut secrets = Secrets::draw(5, 2, &mut rng);
    let (honest, verified) = mixed(&input, &secrets);
    assert!(verified.is_ok());
    assert_eq!(linked(&honest.output), 0);

    for row in secrets.reencryption.chunks_mut(2) {
        row[1] = row[0];
    }
    let (leaky, verified) = mixed(&input, &secrets);
    assert!(verified.is_ok());
    assert_eq!(linked(&leaky.output), 5);
}

#[test]
fn a_row_taken_twice_is_refused() {
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    let input = list(4, 1, &mut rng);
    let mut secrets = Secrets::draw(4, 1, &mut rng);
    secrets.permutation = vec![2, 0, 2, 3];
    assert_eq!(mixed(&input, &secrets).1, Err(ShuffleError::Equation));
}
