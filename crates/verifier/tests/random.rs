//! Random elections of every kind: what goes in comes out, as a multiset, through the whole record.

mod common;

use common::{OPENS, class, contest, vote};
use hustings_count::{Ballot as Marks, Rules};
use hustings_record::acts::{BallotKind, Contest, Reserved, RuleOption};
use hustings_roles::everyone::{Everyone, Setup, seeded};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One contest: its kind, how many candidates, how many ranks or what highest score.
fn a_contest() -> impl Strategy<Value = Contest> {
    let names = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Gorse", "Hazel"];
    (0..RULES.len(), 2..=names.len(), 1..9u64, any::<u64>()).prop_map(move |(rules, n, extent, dice)| {
        let (rules, kind, options) = RULES[rules];
        let one_seat = rules == "av" || rules.starts_with("decision");
        let seats = if one_seat { 1 } else { 1 + dice % 2 };
        let mut c = contest("Contest", kind, &names[..n], seats, rules);
        c.ranks = c.ranks.map(|all| extent.min(all));
        c.max_score = c.max_score.map(|_| extent * extent);
        let option = |(name, value): &(&str, &str)| RuleOption {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
        };
        c.options = options.iter().map(option).collect();
        // The first candidate alone, or at most one of the first two: either can be met.
        if Rules::from_name(rules).is_ok_and(|r| r.reserves_places()) && dice & 4 == 0 {
            let (candidates, at_least, at_most) =
                if n > 2 && dice & 8 == 0 { (vec![1, 2], None, Some(1)) } else { (vec![1], Some(1), None) };
            c.reserved = vec![Reserved { group: "some".to_owned(), candidates, at_least, at_most }];
        }
        c
    })
}

type Options = &'static [(&'static str, &'static str)];

/// Rules, what their ballots are, options set by hand.
const RULES: [(&str, BallotKind, Options); 26] = [
    ("plurality", BallotKind::Choice, &[]),
    ("plurality", BallotKind::Ranking, &[]),
    ("av", BallotKind::Choice, &[]),
    ("av", BallotKind::Ranking, &[("ties", "lot")]),
    ("scottish-stv", BallotKind::Ranking, &[]),
    ("scottish-stv", BallotKind::Ranking, &[("quota", "hare"), ("surplus-share", "transferable")]),
    ("ers97", BallotKind::Ranking, &[]),
    ("northern-ireland", BallotKind::Ranking, &[]),
    ("seanad", BallotKind::Ranking, &[("decimals", "2"), ("quota-decimals", "0")]),
    ("australian-senate", BallotKind::Ranking, &[]),
    ("wright", BallotKind::Ranking, &[]),
    ("exclusive-gregory", BallotKind::Ranking, &[("ties", "preferences,forwards")]),
    ("meek", BallotKind::Ranking, &[]),
    ("meek-nz", BallotKind::Ranking, &[]),
    ("warren", BallotKind::Choice, &[]),
    ("schulze-wv", BallotKind::Ranking, &[]),
    ("ranked-pairs-margins", BallotKind::Ranking, &[]),
    ("approval", BallotKind::Approval, &[]),
    ("block-vote", BallotKind::Approval, &[("marks", "9")]),
    ("limited-vote", BallotKind::Approval, &[]),
    ("score", BallotKind::Score, &[]),
    ("star", BallotKind::Score, &[]),
    ("majority-judgment-better", BallotKind::Score, &[]),
    ("decision", BallotKind::Choice, &[("quorum", "1/4-of-members"), ("threshold", "2/3")]),
    ("decision-options", BallotKind::Ranking, &[("threshold-of", "members")]),
    ("meek-1987", BallotKind::Ranking, &[]),
];

/// What a voter marks, drawn from numbers: blanks, short rankings and all others.
fn marks(contest: &Contest, dice: &[u8]) -> Marks {
    let n = contest.candidates.len() as u16;
    let at = |i: usize| u16::from(dice[i % dice.len()]);
    match contest.kind {
        BallotKind::Choice => Marks::choice(Some(at(0) % (n + 1)).filter(|c| *c > 0)),
        BallotKind::Ranking => {
            let mut order: Vec<u16> = (1..=n).collect();
            order.sort_by_key(|c| (at(usize::from(*c)), *c));
            order.truncate(usize::from(at(0)) % (contest.ranks.unwrap_or(0) as usize + 1));
            Marks::Ranking(order)
        }
        BallotKind::Approval => Marks::Approval((1..=n).filter(|c| at(usize::from(*c)) % 2 == 1).collect()),
        BallotKind::Score => {
            let most = contest.max_score.unwrap_or(1) as u16 + 1;
            Marks::Scores((1..=n).map(|c| u32::from(at(usize::from(c)) % most)).collect())
        }
    }
}

/// A limited vote has one cross fewer than there are seats, and at least one.
fn is_spoilt(contest: &Contest, marks: &Marks) -> bool {
    let most = (contest.seats - 1).max(1);
    contest.rules == "limited-vote" && matches!(marks, Marks::Approval(m) if m.len() as u64 > most)
}

fn is_blank(marks: &Marks) -> bool {
    match marks {
        Marks::Scores(s) => s.iter().all(|s| *s == 0),
        Marks::Ranking(m) | Marks::Approval(m) => m.is_empty(),
        #[allow(unreachable_patterns)]
        _ => false,
    }
}

fn an_election() -> impl Strategy<Value = (Setup, Vec<Vec<u8>>, u64)> {
    let contests = prop::collection::vec(a_contest(), 1..4);
    let members = (1..7usize, 0..4usize);
    let offices = (1..3usize, 2..5u64);
    let dice = prop::collection::vec(prop::collection::vec(any::<u8>(), 9), 10);
    (contests, members, 1..5u64, offices, dice, any::<u64>()).prop_map(
        |(contests, (first, second), weight, (registrars, trustees), dice, seed)| {
            let all = |w: u64| (1..=contests.len() as u64).map(|c| (c, w)).collect::<Vec<_>>();
            let setup = Setup {
                organisation: "Society of Examples".to_owned(),
                title: "A random election".to_owned(),
                classes: vec![class("Members", &all(1)), class("Branches", &all(weight)[..1])],
                contests,
                members: vec![first, second],
                registrars,
                trustees,
                threshold: trustees / 2 + 1,
                opens: OPENS,
                closes: OPENS + 600,
                min_list: 4,
                ..Setup::default()
            };
            (setup, dice, seed)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_in_comes_out((setup, dice, seed) in an_election()) {
        let mut e = Everyone::new(setup, seeded(seed));
        e.announce_and_freeze().unwrap();
        e.key_ceremony().unwrap();
        e.open_poll().unwrap();
        let mut cast: Vec<BTreeMap<String, u64>> = vec![BTreeMap::new(); e.setup.contests.len()];
        let (mut blank, mut spoilt) = (vec![0; e.setup.contests.len()], vec![0; e.setup.contests.len()]);
        for member in 0..e.setup.members.iter().sum() {
            let class = e.setup.classes[common::class_of(&e.setup, member) - 1].clone();
            let dice = &dice[member % dice.len()];
            let all: Vec<Marks> =
                class.contests.iter().map(|c| marks(&e.setup.contests[c.contest as usize - 1], dice)).collect();
            // Some vote twice; only the second counts.
            let first = (dice[8] % 3 == 0).then(|| vote(&mut e, member, &all, None).unwrap());
            vote(&mut e, member, &all, first).unwrap();
            for (c, marks) in class.contests.iter().zip(&all) {
                let at = c.contest as usize - 1;
                if is_blank(marks) {
                    blank[at] += c.weight;
                } else if is_spoilt(&e.setup.contests[at], marks) {
                    spoilt[at] += c.weight;
                } else {
                    *cast[at].entry(format!("{marks:?}")).or_default() += c.weight;
                }
            }
        }
        e.close_poll().unwrap();
        e.mix_and_open().unwrap();
        e.declare().unwrap();
        let found = hustings_verifier::verify(&common::files(&mut e), &|_, _, _| {}).unwrap();
        prop_assert!(found.report.holds, "{:?}", found.report.failure);
        let result = found.state.election().unwrap().result.clone().unwrap();
        for (i, profile) in result.profiles.iter().enumerate() {
            let mut out = BTreeMap::new();
            for (marks, papers) in &profile.ballots {
                *out.entry(format!("{marks:?}")).or_insert(0) += papers;
            }
            prop_assert_eq!(&out, &cast[i]);
            prop_assert_eq!(result.outcomes[i].blank, blank[i]);
            prop_assert_eq!(result.outcomes[i].spoilt, spoilt[i]);
        }
    }
}
