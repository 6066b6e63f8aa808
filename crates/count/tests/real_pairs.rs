//! Condorcet rules on the eight wards of Dundee, 2022, whose papers are rankings.

mod single;

use std::fs;
use std::path::PathBuf;

use hustings_count::{Count, NoLot, Rules, Working, blt, count};

use single::pairs::{self, ranked_pairs_top, schulze_beats};

fn wards(then: impl Fn(usize, &hustings_count::Profile)) {
    for number in 1..=8 {
        let file = format!("../../testdata/ballots/dundee-2022/dundee_2022_ward{number}.blt");
        let bytes = fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the ward's file");
        let mut profile = blt::read(&bytes).expect("a ward's ballots");
        profile.seats = 1;
        then(number, &profile);
    }
}

fn by(rules: &str, profile: &hustings_count::Profile) -> Count {
    count(profile, &Rules::from_name(rules).expect("rules"), &mut NoLot).expect("a count")
}

#[test]
fn every_ward_agrees_with_the_second_counters() {
    wards(|number, profile| {
        let matrix = pairs::matrix(profile);
        let size = matrix.len() as u16;
        let order: Vec<u16> = (1..=size).collect();
        for (name, margins) in [("wv", false), ("margins", true)] {
            let schulze = by(&format!("schulze-{name}"), profile);
            let pairwise = schulze.pairwise.as_ref().expect("pairs");
            let rows: Vec<Vec<u64>> = pairwise.matrix.rows().map(<[u64]>::to_vec).collect();
            assert_eq!(rows, matrix, "ward {number}");
            assert_eq!(pairwise.smith, pairs::smith(&matrix), "ward {number}");
            assert_eq!(pairwise.winner, pairs::condorcet_winner(&matrix), "ward {number}");
            let Some(Working::Schulze(paths)) = &schulze.working else { unreachable!() };
            let beats = schulze_beats(&matrix, margins);
            for one in 1..=size {
                for other in (1..=size).filter(|other| *other != one) {
                    let expected = beats[usize::from(one) - 1][usize::from(other) - 1];
                    assert_eq!(paths.beats(one, other), expected, "ward {number}: {one} {other}");
                }
            }
            let ranked = by(&format!("ranked-pairs-{name}"), profile);
            let top: Vec<u16> = ranked.elected.iter().map(|one| one.candidate).collect();
            assert_eq!(top, ranked_pairs_top(&matrix, margins, &order, 1), "ward {number}");
        }
    });
}

/// Every ward has a Condorcet winner; each is among those declared elected.
#[test]
fn every_ward_has_a_condorcet_winner_whom_all_four_rules_elect() {
    wards(|number, profile| {
        let winner = pairs::condorcet_winner(&pairs::matrix(profile)).expect("a Condorcet winner");
        for rules in ["schulze-wv", "schulze-margins", "ranked-pairs-wv", "ranked-pairs-margins"] {
            let count = by(rules, profile);
            assert_eq!(count.elected[0].candidate, winner, "ward {number} by {rules}");
            assert!(count.draws.is_empty());
        }
    });
}
