//! Ballots and signatures: making one, checking one, checking many (§4.5, §7).
//!
//! `cargo bench -p hustings-prover --bench ballots`; take the ratios, not the times.

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use curve25519_dalek::{RistrettoPoint, Scalar};
use hustings_proofs::{
    Context,
    ballot::{self, BallotStatement, DecodedPart, Part},
    encoding::BallotSpace,
    signature::{self, VerifyingKey},
};
use hustings_prover::{
    ballot::{BallotInputs, BallotSeed, Choice, encrypt_ballot},
    elgamal::EncryptionKey,
    signing::SigningKey,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

const CREDENTIALS: [[u8; 32]; 1] = [[3; 32]];

struct Election {
    key: EncryptionKey,
    context: Context,
}

impl Election {
    fn new() -> Self {
        let key =
            EncryptionKey::new(&RistrettoPoint::mul_base(&Scalar::from(77u64))).expect("not the identity");
        let context = Context::new(&[1; 32], key.as_bytes(), &[2; 32], &[3; 32]);
        Election { key, context }
    }

    fn statement(&self) -> BallotStatement<'_> {
        BallotStatement { context: &self.context, contest: 1, credentials: &CREDENTIALS, previous: None }
    }

    fn encrypt(&self, space: &BallotSpace, digits: &[u64], seed: &BallotSeed) -> Part {
        let choices = [Choice { contest: 1, space, digits }];
        let inputs = BallotInputs {
            context: &self.context,
            credentials: &CREDENTIALS,
            previous: None,
            choices: &choices,
        };
        encrypt_ballot(&self.key, &inputs, seed).expect("a ballot").remove(0)
    }

    fn parts(&self, space: &BallotSpace, count: usize) -> Vec<Part> {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        (0..count as u64)
            .map(|i| {
                let digits: Vec<u64> =
                    space.radices().iter().enumerate().map(|(j, r)| (i + j as u64) % r).collect();
                self.encrypt(space, &digits, &BallotSeed::generate(&mut rng))
            })
            .collect()
    }
}

/// A ranking of ten (one block) and of sixty (two blocks).
fn spaces() -> [BallotSpace; 2] {
    [vec![11; 10], vec![61; 60]].map(|radices| BallotSpace::new(radices).expect("a space"))
}

fn single(c: &mut Criterion) {
    let election = Election::new();
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let mut group = c.benchmark_group("ballot");
    for space in spaces() {
        let width = space.blocks();
        let digits: Vec<u64> = (0..space.radices().len() as u64).collect();
        group.bench_function(BenchmarkId::new("encrypt and prove", width), |b| {
            b.iter_batched(
                || BallotSeed::generate(&mut rng),
                |seed| election.encrypt(&space, &digits, &seed),
                BatchSize::SmallInput,
            )
        });
        let part = election.parts(&space, 1).remove(0);
        group.bench_function(BenchmarkId::new("decode", width), |b| {
            b.iter(|| DecodedPart::decode(black_box(&part), width))
        });
        let decoded = DecodedPart::decode(&part, width).expect("sound");
        group.bench_function(BenchmarkId::new("verify", width), |b| {
            b.iter(|| ballot::verify(&election.statement(), black_box(&decoded)))
        });
    }
    group.finish();
}

fn bulk(c: &mut Criterion) {
    let election = Election::new();
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let space = &spaces()[0];
    let mut group = c.benchmark_group("ballots in bulk, all threads");
    group.sample_size(10);
    for count in [1_000, 10_000] {
        group.throughput(Throughput::Elements(count as u64));
        let items: Vec<_> = election
            .parts(space, count)
            .iter()
            .map(|part| (election.statement(), DecodedPart::decode(part, 1).expect("sound")))
            .collect();
        group.bench_function(BenchmarkId::new("verify", count), |b| {
            b.iter(|| ballot::verify_batch(black_box(&items), &mut rng))
        });
    }
    group.finish();
}

fn signatures(c: &mut Criterion) {
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let mut group = c.benchmark_group("signatures");
    group.sample_size(10);
    let sign = |i: u64| {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&i.to_le_bytes());
        let key = SigningKey::from_seed(&seed);
        (*key.verifying_key(), i.to_le_bytes(), key.sign(&i.to_le_bytes()))
    };
    let (key, message, signature) = sign(0);
    group.bench_function("parse a key", |b| b.iter(|| VerifyingKey::parse(black_box(key.as_bytes()))));
    group.bench_function("verify one", |b| b.iter(|| key.verify(black_box(&message), &signature)));
    for count in [1_000, 10_000] {
        group.throughput(Throughput::Elements(count));
        let items: Vec<_> = (0..count).map(sign).collect();
        group.bench_function(BenchmarkId::new("verify in bulk, all threads", count), |b| {
            b.iter(|| signature::verify_batch(black_box(&items), &mut rng))
        });
    }
    group.finish();
}

criterion_group!(benches, single, bulk, signatures);
criterion_main!(benches);
