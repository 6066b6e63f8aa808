//! Writes the large election of the benches as BLT, to count it with other programs:
//! `cargo run --release -p hustings-count --example large > large.blt`
//!
//! Three numbers after `--` make it smaller or larger: ballots, candidates, seats.

#[path = "../benches/support/mod.rs"]
mod support;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let asked: Vec<u32> = std::env::args().skip(1).filter_map(|number| number.parse().ok()).collect();
    let size = match asked[..] {
        [ballots, candidates, seats] => {
            let candidates = candidates.clamp(1, u32::from(hustings_count::MAX_CANDIDATES));
            support::Size { ballots, candidates: candidates as u16, seats }
        }
        _ => support::LARGE,
    };
    io::stdout().lock().write_all(support::blt(size).as_bytes())
}
