//! The Gregory family of rules, stage by stage, against the second counter.

mod simple_gregory;

use std::fs;
use std::path::PathBuf;

use hustings_count::{Action, Ballot, Candidate, Count, Decimal, GivenOrder, Profile, Rules, blt, count};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use simple_gregory::Rule;

const ALL: [Rule; 8] = [
    Rule::Ers97,
    Rule::NorthernIreland,
    Rule::Seanad,
    Rule::Senate,
    Rule::Wright,
    Rule::Exclusive,
    Rule::Wigm,
    Rule::Exact,
];

fn rules(rule: Rule) -> Rules {
    let (name, options): (&str, &[(&str, &str)]) = match rule {
        Rule::Ers97 => ("ers97", &[]),
        Rule::NorthernIreland => ("northern-ireland", &[]),
        Rule::Seanad => ("seanad", &[]),
        Rule::Senate => ("australian-senate", &[]),
        Rule::Wright => ("wright", &[]),
        Rule::Exclusive => ("exclusive-gregory", &[]),
        Rule::Wigm => (
            "wigm",
            &[
                ("quota", "hare"),
                ("decimals", "6"),
                ("quota-decimals", "6"),
                ("quota-rounding", "down"),
                ("rounding", "nearest"),
                ("round-at", "fraction"),
                ("surplus-share", "transferable"),
            ],
        ),
        Rule::Exact => ("wigm", &[("decimals", "exact"), ("quota", "hagenbach-bischoff")]),
    };
    Rules::from_name(name).expect("rules").with(options).expect("options")
}

fn counted(rule: Rule, profile: &Profile, order: &[u16]) -> Count {
    count(profile, &rules(rule), &mut GivenOrder(order.to_vec())).expect("a count")
}

fn exact(value: Decimal) -> BigRational {
    let scale = BigInt::from(10).pow(u32::from(value.places()));
    BigRational::new(BigInt::from(value.units()), scale)
}

/// What is printed of an exact fraction: nine decimals, the rest cut off.
fn printed(value: &BigRational) -> BigRational {
    let scale = BigRational::from(BigInt::from(1_000_000_000));
    (value * &scale).floor() / scale
}

fn agree(rule: Rule, profile: &Profile, order: &[u16]) {
    let count = counted(rule, profile, order);
    let stages = simple_gregory::stages(rule, profile, order);
    let in_fractions = matches!(rule, Rule::Wright | Rule::Exact);
    for (ours, theirs) in count.stages.iter().zip(&stages) {
        let action = match &ours.action {
            Action::FirstPreferences => "first".to_owned(),
            Action::Surplus { of } => format!("surplus {of}"),
            Action::Exclusion { of } => format!("exclusion {of:?}"),
            other => other.words().to_owned(),
        };
        let at = format!("{rule:?} {} stage {}", profile.title, ours.number);
        assert_eq!(action, theirs.action, "{at}");
        let totals: Vec<_> = ours.totals.iter().copied().map(exact).collect();
        if in_fractions {
            assert_eq!(totals, theirs.totals.iter().map(printed).collect::<Vec<_>>(), "{at}");
            assert_eq!(ours.quota.map(exact), Some(printed(&theirs.quota)), "{at}");
        } else {
            assert_eq!(totals, theirs.totals, "{at}");
            assert_eq!(exact(ours.non_transferable), theirs.non_transferable, "{at}");
            assert_eq!(ours.quota.map(exact).as_ref(), Some(&theirs.quota), "{at}");
        }
        assert_eq!(ours.elected, theirs.elected, "{at}");
    }
    assert_eq!(count.stages.len(), stages.len(), "{rule:?} stages of {}", profile.title);
}

/// What must hold of any count, whatever the figures.
fn sound(rule: Rule, count: &Count) {
    for pair in count.stages.windows(2) {
        let [before, after] = pair else { continue };
        for (slot, change) in after.changes.iter().enumerate() {
            assert_eq!(exact(*change), exact(after.totals[slot]) - exact(before.totals[slot]));
        }
    }
    for stage in &count.stages {
        let credited: BigRational = stage.totals.iter().copied().map(exact).sum();
        let all = credited + exact(stage.non_transferable);
        assert_eq!(all, BigRational::from(BigInt::from(count.valid)), "nothing is lost or made");
        if matches!(rule, Rule::Wright | Rule::Exact) {
            continue;
        }
        let given: BigRational = stage.transfers.iter().map(|one| exact(one.votes)).sum();
        let taken: BigRational =
            stage.action.candidates().iter().map(|one| -exact(stage.changes[usize::from(*one) - 1])).sum();
        assert_eq!(given, taken, "a stage passes on what it takes");
    }
    let standing = count.candidates.iter().filter(|one| !one.withdrawn).count();
    assert_eq!(count.elected.len(), standing.min(count.seats as usize), "every seat is filled");
}

fn ballots() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots")
}

#[test]
fn every_stage_of_the_model_election_by_every_rule() {
    let profile = blt::read(&fs::read(ballots().join("ers97-model.blt")).expect("file")).expect("ballots");
    let order: Vec<u16> = (1..=11).collect();
    for rule in ALL {
        agree(rule, &profile, &order);
        sound(rule, &counted(rule, &profile, &order));
    }
}

#[test]
fn every_stage_of_every_ward_by_every_rule() {
    for ward in 1..=8 {
        let file = ballots().join(format!("dundee-2022/dundee_2022_ward{ward}.blt"));
        let profile = blt::read(&fs::read(file).expect("a ward's file")).expect("ballots");
        let order: Vec<u16> = (1..=profile.candidates.len() as u16).collect();
        for rule in ALL {
            agree(rule, &profile, &order);
            sound(rule, &counted(rule, &profile, &order));
        }
    }
}

fn profile(seats: u32, candidates: u16, ballots: &[(&[u16], u64)]) -> Profile {
    Profile {
        title: "test".to_owned(),
        seats,
        candidates: (1..=candidates).map(|one| Candidate::new(format!("C{one}"))).collect(),
        ballots: ballots.iter().map(|(marks, papers)| (Ballot::Ranking(marks.to_vec()), *papers)).collect(),
        warnings: Vec::new(),
    }
}

/// Small contests, so that ties, exhausted piles and last vacancies are the rule.
fn small_contests() -> impl Strategy<Value = (Profile, Vec<u16>)> {
    (2u16..=8).prop_flat_map(|candidates| {
        let everyone: Vec<u16> = (1..=candidates).collect();
        let ranking = (Just(everyone.clone()).prop_shuffle(), 0..=usize::from(candidates)).prop_map(
            |(mut order, marks)| {
                order.truncate(marks);
                order
            },
        );
        let ballots = proptest::collection::vec((ranking, 1u64..=9), 0..=18);
        let withdrawn = proptest::collection::vec(proptest::bool::weighted(0.08), usize::from(candidates));
        let order = Just(everyone).prop_shuffle();
        (1..=u32::from(candidates), ballots, withdrawn, order).prop_map(
            move |(seats, ballots, withdrawn, order)| {
                let rows: Vec<(&[u16], u64)> =
                    ballots.iter().map(|(marks, papers)| (&marks[..], *papers)).collect();
                let mut profile = profile(seats, candidates, &rows);
                for (candidate, withdrawn) in profile.candidates.iter_mut().zip(withdrawn) {
                    candidate.withdrawn = withdrawn;
                }
                (profile, order)
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2500, ..ProptestConfig::default() })]

    #[test]
    fn both_counters_agree((profile, order) in small_contests()) {
        for rule in ALL {
            agree(rule, &profile, &order);
            sound(rule, &counted(rule, &profile, &order));
        }
    }

    #[test]
    fn the_order_and_grouping_of_ballots_do_not_matter((profile, order) in small_contests()) {
        let mut other = profile.clone();
        other.ballots.reverse();
        let halves = |(ballot, papers): (Ballot, u64)| {
            [(ballot.clone(), papers / 2), (ballot, papers - papers / 2)]
        };
        other.ballots = other.ballots.into_iter().flat_map(halves).collect();
        for rule in ALL {
            prop_assert_eq!(counted(rule, &profile, &order), counted(rule, &other, &order));
        }
    }
}
