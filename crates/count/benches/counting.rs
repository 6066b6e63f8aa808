//! What a count takes, reading included: the largest ward of Dundee, and half a million ballots.
//!
//! `cargo bench -p hustings-count`; `benches/compare/` beside the workspace compares with others.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use hustings_count::{GivenOrder, Profile, Rules, blt, count};

mod support;

/// The rules timed, of those that there are.
const RULES: [&str; 4] = ["scottish-stv", "ers97", "meek", "schulze-wv"];

/// Counts the text of a file, as `hustings count` does.
fn counted(file: &[u8], rules: &Rules) -> usize {
    let profile: Profile = blt::read(file).expect("a file of ballots");
    let order = (1..=profile.candidates.len() as u16).collect();
    count(&profile, rules, &mut GivenOrder(order)).expect("a count").stages.len()
}

fn files(c: &mut Criterion) {
    let ward = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../testdata/ballots/dundee-2022/dundee_2022_ward8.blt");
    let ward = std::fs::read(ward).expect("the ward's file");
    let large = support::blt(support::LARGE).into_bytes();
    for (name, file) in [("dundee ward 8", ward), ("500,000 ballots", large)] {
        let mut group = c.benchmark_group(name);
        if file.len() > 1_000_000 {
            group.sample_size(10).measurement_time(Duration::from_secs(10));
        }
        group.bench_function("reading", |b| b.iter(|| black_box(blt::read(&file).expect("a file"))));
        for rules in RULES.iter().filter_map(|name| Rules::from_name(name).ok()) {
            group.bench_function(rules.name(), |b| b.iter(|| black_box(counted(&file, &rules))));
        }
        group.finish();
    }
}

criterion_group!(benches, files);
criterion_main!(benches);
