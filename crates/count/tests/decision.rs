//! Decisions: thresholds and quorums in exact fractions, and the sentence that says why.

mod single;

use hustings_count::{
    Ballot, Count, CountError, Fraction, NoLot, Outcome, Profile, Rules, Working, count, render,
};
use proptest::prelude::*;

use single::{contest, elected};

/// Votes for each option in order, then blank papers.
fn votes(names: &[&str], votes: &[u64], blank: u64) -> Profile {
    let mut profile = contest(1, names.len() as u16, Vec::new());
    for (candidate, name) in profile.candidates.iter_mut().zip(names) {
        candidate.name = (*name).to_owned();
    }
    profile.ballots = (1u16..).zip(votes).map(|(one, papers)| (Ballot::choice(Some(one)), *papers)).collect();
    profile.ballots.push((Ballot::choice(None), blank));
    profile
}

fn decide(rules: &str, set: &[(&str, &str)], profile: &Profile) -> Result<Count, CountError> {
    let rules = Rules::from_name(rules).expect("rules").with(set).expect("options");
    count(profile, &rules, &mut NoLot)
}

fn outcome(count: &Count) -> &Outcome {
    match count.working.as_ref().expect("a working") {
        Working::Decision(outcome) => outcome,
        other => unreachable!("{other:?}"),
    }
}

const MOTION: [&str; 3] = ["Yes", "No", "Abstain"];

#[test]
fn a_majority_is_more_than_half_of_the_votes_without_abstentions() {
    let carried = |for_, against, abstentions| {
        let count =
            decide("decision", &[], &votes(&MOTION, &[for_, against, abstentions], 7)).expect("a count");
        elected(&count) == [1]
    };
    assert!(carried(51, 49, 900));
    assert!(!carried(50, 50, 0));
    assert!(!carried(0, 0, 10));
    assert!(carried(1, 0, 10));
}

#[test]
fn abstentions_count_where_the_rule_says_so() {
    let profile = votes(&MOTION, &[60, 30, 30], 0);
    let threshold = ("threshold", "2/3");
    let at_least = decide("decision", &[threshold, ("strict", "no")], &profile).expect("a count");
    assert_eq!(elected(&at_least), [1]);
    assert_eq!(
        at_least.stages[0].sentence,
        "Carried: Yes. There are 60 for, 30 against and 30 abstentions. Threshold: 60 are for it, and at least \
         2/3 of 90 votes, that is 60, were needed."
    );
    let more_than = decide("decision", &[threshold], &profile).expect("a count");
    assert_eq!(
        more_than.stages[0].sentence,
        "Not carried: Yes, since its share is too small. There are 60 for, 30 against and 30 abstentions. \
         Threshold: 60 are for it, but more than 2/3 of 90 votes, that is 61, were needed."
    );
    let counted = decide("decision", &[threshold, ("strict", "no"), ("abstentions", "counted")], &profile);
    let counted = counted.expect("a count");
    assert_eq!((elected(&counted), outcome(&counted).tests[0].least), (vec![], 80));
}

#[test]
fn a_quorum_of_the_members_is_of_papers_cast_unless_said_otherwise() {
    let profile = votes(&MOTION, &[200, 50, 40], 10);
    let set = [("threshold", "2/3"), ("strict", "no"), ("quorum", "1/4-of-members"), ("members", "1200")];
    let count = decide("decision", &set, &profile).expect("a count");
    assert_eq!(
        count.stages[0].sentence,
        "Carried: Yes. There are 200 for, 50 against, 40 abstentions and 10 blank papers. Quorum: 300 papers were \
         cast, and at least 1/4 of 1,200 members, that is 300, were needed. Threshold: 200 are for it, and at \
         least 2/3 of 250 votes, that is 167, were needed."
    );
    for (counts, found) in [("cast", 300), ("not-blank", 290), ("votes", 250)] {
        let set = [&set[..], &[("quorum-counts", counts)]].concat();
        let count = decide("decision", &set, &profile).expect("a count");
        assert_eq!(outcome(&count).tests[0].found, found);
        assert_eq!(elected(&count).is_empty(), found < 300, "{counts}");
    }
    let number = decide("decision", &[("quorum", "301")], &profile).expect("a count");
    assert_eq!(
        number.stages[0].sentence.split(". ").next(),
        Some("Not carried: Yes, since too few took part")
    );
}

#[test]
fn a_share_of_all_the_members_and_an_approval() {
    let profile = votes(&MOTION, &[600, 10, 0], 0);
    let set = |members| [("threshold-of", "members"), ("members", members)];
    let carried = |members| elected(&decide("decision", &set(members), &profile).expect("a count")) == [1];
    assert!(carried("1199"));
    assert!(!carried("1200"));
    let approval = |least| {
        let set = [("approval", least), ("members", "2400")];
        elected(&decide("decision", &set, &profile).expect("a count")) == [1]
    };
    assert!(approval("1/4-of-members") && approval("600"));
    assert!(!approval("601") && !approval("26%-of-members"));
}

#[test]
fn options_without_a_use_are_refused() {
    let refused = |set: &[(&str, &str)]| {
        Rules::from_name("decision").expect("rules").with(set).expect_err("refused").to_string()
    };
    assert_eq!(
        refused(&[("quorum-counts", "votes")]),
        "the option quorum-counts has no use here: there is no quorum"
    );
    assert_eq!(
        refused(&[("abstentions", "counted"), ("threshold-of", "members")]),
        "the option abstentions has no use here: threshold-of says what the threshold is a share of; give one of \
         the two"
    );
    assert_eq!(
        refused(&[("threshold", "3/2")]),
        "the option threshold cannot be \"3/2\"; it can be: a share such as 2/3 or 60%"
    );
    let set = [("threshold", "2/3"), ("strict", "no"), ("quorum", "1/4-of-members"), ("members", "90")];
    let rules = Rules::from_name("motion").expect("rules").with(&set).expect("options");
    let changed: Vec<(&str, String)> = rules.changed().into_iter().map(|one| (one.name, one.value)).collect();
    assert_eq!(changed.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), set);
}

#[test]
fn members_that_are_needed_or_too_few_are_said() {
    let profile = votes(&MOTION, &[6, 4, 0], 1);
    let error = decide("decision", &[("quorum", "1/4-of-members")], &profile).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "the rules refer to the members; say how many are entitled to vote (--set members=N)"
    );
    let error = decide("decision", &[("members", "10")], &profile).expect_err("refused");
    assert_eq!(error.to_string(), "11 papers were cast, and there are only 10 members");
    let error = decide("decision", &[("abstain", "4")], &profile).expect_err("refused");
    assert_eq!(error.to_string(), "there is no option 4 that could abstain");
}

#[test]
fn of_several_options_the_leading_one_is_put_to_the_test() {
    let names = ["Oxford", "York", "Bath", "ABSTENTION"];
    let of = |set: &[(&str, &str)], figures: &[u64]| {
        decide("decision-options", set, &votes(&names, figures, 0)).expect("a count")
    };
    let count = of(&[], &[40, 30, 20, 100]);
    assert_eq!(
        count.stages[0].sentence,
        "Nothing is carried: Oxford leads, but its share is too small. There are 40 for Oxford, 50 for the others \
         and 100 abstentions. Threshold: 40 are for it, but more than 1/2 of 90 votes, that is 46, were needed."
    );
    assert_eq!(elected(&of(&[("threshold", "2/5")], &[40, 30, 20, 100])), [1]);
    let level = of(&[("threshold", "1/4")], &[40, 40, 20, 0]);
    assert_eq!((elected(&level), outcome(&level).tested), (vec![], None));
    assert_eq!(
        level.stages[0].sentence,
        "Not carried: no option has more votes than every other. There are 40 for each of Oxford and York and 0 \
         abstentions."
    );
    // Without an abstention the last is an option like the others.
    assert_eq!(elected(&of(&[("abstain", "none")], &[40, 30, 20, 100])), [4]);
    assert_eq!(elected(&of(&[("abstain", "1")], &[99, 30, 20, 5])), [2]);
}

#[test]
fn the_sheet_says_it_first() {
    let count = decide("decision", &[], &votes(&MOTION, &[2, 1, 0], 0)).expect("a count");
    let text = render::text(&count, 80);
    assert!(text.contains("\nDecision\n  Carried: Yes.\n"), "{text}");
    assert!(text.contains("* carried"), "{text}");
    assert!(!text.contains("elected"), "{text}");
}

#[test]
fn shares_are_read_exactly() {
    for (text, written) in [("2/3", "2/3"), ("60%", "60/100"), ("66.67%", "6667/10000"), ("1/1", "1/1")] {
        assert_eq!(text.parse::<Fraction>().expect("a share").to_string(), written);
    }
    for text in [
        "",
        "0",
        "1",
        "0/3",
        "4/3",
        "2/0",
        "-1/2",
        "0%",
        "101%",
        "1/2/3",
        "٣/٤",
        "1e3%",
        "99999999999/2",
        "5.%5",
        "+1/2",
    ] {
        assert!(text.parse::<Fraction>().is_err(), "{text}");
    }
    let two_thirds = Fraction::new(2, 3).expect("a share");
    assert_eq!((two_thirds.least(9, false), two_thirds.least(9, true)), (6, 7));
    assert_eq!((two_thirds.least(10, false), two_thirds.least(10, true)), (7, 7));
    assert_eq!(two_thirds.least(u64::MAX, false), u64::MAX / 3 * 2);
}

proptest! {
    /// The least that passes is the first whole number that does, by cross-multiplication.
    #[test]
    fn the_least_that_passes_is_the_first_that_does(n in 1u32..50, d in 1u32..50, whole in 0u64..400) {
        let Some(share) = Fraction::new(n, d) else { return Ok(()) };
        for strict in [false, true] {
            let passes = |found: &u64| {
                let (mine, needed) = (found * u64::from(d), u64::from(n) * whole);
                if strict { mine > needed } else { mine >= needed }
            };
            prop_assert_eq!((0..).find(passes), Some(share.least(whole, strict)));
        }
    }

    /// Against the rule in words: more (or no less) than the share, quorum met, at least one vote.
    #[test]
    fn carried_is_what_the_words_say(
        (yes, no, abstain, blank) in (0u64..40, 0u64..40, 0u64..20, 0u64..10),
        (strict, counted) in (any::<bool>(), any::<bool>()),
        (n, d) in (1u64..6, 1u64..6),
        quorum in 0u64..60,
    ) {
        prop_assume!(n <= d);
        let share = format!("{n}/{d}");
        let quorum_text = quorum.to_string();
        let set = [
            ("threshold", share.as_str()),
            ("strict", if strict { "yes" } else { "no" }),
            ("abstentions", if counted { "counted" } else { "not-counted" }),
            ("quorum", quorum_text.as_str()),
        ];
        let count = decide("decision", &set, &votes(&MOTION, &[yes, no, abstain], blank)).expect("a count");
        let of = yes + no + if counted { abstain } else { 0 };
        let enough = if strict { yes * d > n * of } else { yes * d >= n * of };
        let expected = enough && yes > 0 && yes + no + abstain + blank >= quorum;
        prop_assert_eq!(elected(&count) == [1], expected);
        prop_assert_eq!(outcome(&count).carried.is_some(), expected);
        let starts = if expected { "Carried" } else { "Not carried" };
        prop_assert!(count.stages[0].sentence.starts_with(starts));
    }
}
