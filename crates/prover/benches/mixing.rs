//! Mixing and opening, a ciphertext: shuffle and proof, verification, shares and theirs, combination.
//!
//! All threads that rayon has. Throughput is ciphertexts a second; lists of width 1.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hustings_proofs::{
    Context, RistrettoPoint,
    decryption::{Opened, ShareStatement, combine},
    elgamal::Ciphertext,
    generators, group,
    keys::{Ceremony, JointKey, verify_dealing},
    list::CiphertextList,
    shuffle::{Proof, Statement, verify},
};
use hustings_prover::{
    decryption::shares,
    keys::{Dealer, HpkeKeyPair, ReceivedShare, TrusteeShare},
    shuffle::{ToMix, shuffle},
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use std::time::Duration;

const T: usize = 2;

fn list(rows: usize, rng: &mut ChaCha20Rng) -> CiphertextList {
    let random = |_| Ciphertext { a: RistrettoPoint::random(rng), b: RistrettoPoint::random(rng) };
    CiphertextList::from_ciphertexts((0..rows).map(random).collect(), 1).expect("random points")
}

/// Trustees 1 and 2 of the smallest ceremony.
fn trustees(rng: &mut ChaCha20Rng) -> (JointKey, Vec<TrusteeShare>) {
    let ceremony = Ceremony { election: [1; 32], number: 1 };
    let hpke = HpkeKeyPair::generate(rng);
    let dealer = |i| Dealer::generate(ceremony, i, T, hpke.public(), &mut *rng).expect("a dealer");
    let dealers: Vec<Dealer> = (1..=2).map(dealer).collect();
    let dealing =
        |(i, d): (u32, &Dealer)| verify_dealing(&ceremony, i, T, hpke.public(), d.dealing()).expect("sound");
    let dealings: Vec<_> = (1..).zip(&dealers).map(dealing).collect();
    let key = JointKey::combine(&dealings).expect("a key");
    let trustee = |j: u32| {
        let share =
            |i: usize| ReceivedShare::published(&dealings[i], j, &dealers[i].share_for(j).expect("j > 0"));
        TrusteeShare::combine(&key, j, &[share(0).expect("fits"), share(1).expect("fits")]).expect("complete")
    };
    let both = vec![trustee(1), trustee(2)];
    (key, both)
}

fn mixing(c: &mut Criterion) {
    let rng = &mut ChaCha20Rng::seed_from_u64(1);
    let (joint, trustees) = trustees(rng);
    let (key, mixer) = (joint.point(), &[4; 32]);
    let context = &Context::new(&[1; 32], &group::encode(key), &[2; 32], &[3; 32]);
    let mut group = c.benchmark_group("mixing");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(4));
    for rows in [1_000, 10_000] {
        group.throughput(Throughput::Elements(rows as u64));
        let input = &list(rows, rng);
        // Generators are the same for all elections and kept by the process.
        generators::generators(rows);
        let task = ToMix { context, key, contest: 1, weight: 1, mix: 1, mixer, input };
        let mix = shuffle(&task, rng, &|_| ()).expect("a mix");
        let output = &mix.output;
        let statement = Statement { context, key, contest: 1, weight: 1, mix: 1, mixer, input, output };
        let proof = Proof::parse(mix.proof.clone(), rows, 1).expect("a proof");
        group.bench_function(BenchmarkId::new("shuffle and prove", rows), |b| {
            b.iter(|| shuffle(&task, rng, &|_| ()))
        });
        group.bench_function(BenchmarkId::new("parse output and proof", rows), |b| {
            let bytes = || (output.bytes().to_vec(), mix.proof.clone());
            b.iter_batched(
                bytes,
                |(o, p)| (CiphertextList::parse(o, 1), Proof::parse(p, rows, 1)),
                BatchSize::LargeInput,
            )
        });
        group
            .bench_function(BenchmarkId::new("verify", rows), |b| b.iter(|| verify(&statement, &proof, rng)));

        let opened = Opened { context, contest: 1, weight: 1, root: &[5; 32], list: output };
        let keys = [1, 2].map(|j| joint.verification_key(j).expect("a key"));
        let statement =
            |j: usize| ShareStatement { opened, trustee: j as u32 + 1, verification_key: &keys[j] };
        let make = |j: usize, rng: &mut ChaCha20Rng| {
            shares(&statement(j), &trustees[j], rng, &|_| ()).expect("right key")
        };
        let made = [make(0, rng), make(1, rng)];
        let check = |j: usize| statement(j).verify(&made[j].0, &made[j].1).expect("right shares");
        group.bench_function(BenchmarkId::new("shares and proof", rows), |b| b.iter(|| make(0, rng)));
        group.bench_function(BenchmarkId::new("verify shares", rows), |b| b.iter(|| check(0)));
        let both = [check(0), check(1)];
        group
            .bench_function(BenchmarkId::new("combine two", rows), |b| b.iter(|| combine(&opened, T, &both)));
    }
    group.finish();
}

criterion_group!(benches, mixing);
criterion_main!(benches);
