//! Block vote, limited vote and the single non-transferable vote.

mod single;

use hustings_count::{Ballot, CountError, MostMarks, NoLot, Profile, Rules, count};

use single::{contest, elected};

fn crosses(ballots: &[(&[u16], u64)]) -> Vec<(Ballot, u64)> {
    ballots.iter().map(|(marks, papers)| (Ballot::Approval(marks.to_vec()), *papers)).collect()
}

fn counted(rules: &str, profile: &Profile) -> (Vec<u16>, u64, u64) {
    let rules = Rules::from_name(rules).expect("rules");
    let count = count(profile, &rules, &mut NoLot).expect("a count");
    (elected(&count), count.valid, count.spoilt)
}

#[test]
fn papers_with_too_many_crosses_are_spoilt() {
    // Three seats of five; the paper with four crosses is spoilt by the block vote, those with
    // three by the limited vote, those with two by a single vote.
    let ballots =
        crosses(&[(&[1, 2, 3, 4], 9), (&[3, 4, 5], 8), (&[2, 1], 6), (&[1], 4), (&[3, 5], 1), (&[], 4)]);
    let profile = contest(3, 5, ballots);
    assert_eq!(counted("block-vote", &profile), (vec![1, 3, 5], 19, 9));
    let limited = contest(3, 5, crosses(&[(&[3, 4, 5], 8), (&[2, 1], 6), (&[1], 2), (&[5], 1)]));
    assert_eq!(counted("limited-vote", &limited), (vec![1, 2, 5], 9, 8));
    let single = contest(2, 5, crosses(&[(&[2, 1], 6), (&[1], 2), (&[5], 1)]));
    assert_eq!(counted("sntv", &single), (vec![1, 5], 3, 6));
}

#[test]
fn a_blank_paper_is_blank_and_not_spoilt() {
    let profile = contest(1, 2, crosses(&[(&[1], 2), (&[], 3)]));
    let rules = Rules::from_name("block-vote").expect("rules");
    let count = count(&profile, &rules, &mut NoLot).expect("a count");
    assert_eq!((count.valid, count.set_aside, count.spoilt), (2, 3, 0));
}

#[test]
fn a_cross_against_the_withdrawn_counts_towards_the_limit() {
    let mut profile = contest(1, 3, crosses(&[(&[1, 2], 5), (&[3], 1)]));
    profile.candidates[0].withdrawn = true;
    assert_eq!(counted("block-vote", &profile), (vec![3], 1, 5));
}

#[test]
fn a_limit_is_never_less_than_one() {
    assert_eq!(MostMarks::SeatsLess(1).number(1), 1);
    assert_eq!(MostMarks::SeatsLess(1).number(3), 2);
    assert_eq!(MostMarks::Number(0).number(3), 1);
    assert_eq!(MostMarks::Seats.number(4), 4);
}

#[test]
fn too_many_crosses_can_be_refused_instead() {
    let rules = Rules::from_name("block-vote").expect("rules");
    let rules = rules.with(&[("too-many", "refused")]).expect("an option");
    let profile = contest(1, 2, crosses(&[(&[1], 2), (&[1, 2], 3)]));
    let error = count(&profile, &rules, &mut NoLot).expect_err("refused");
    assert_eq!(error, CountError::TooManyMarks { ballot: 2, marks: 2, most: 1 });
    assert_eq!(error.to_string(), "ballot 2: 2 marks, and at most 1 are allowed");
    let two = rules.with(&[("marks", "2")]).expect("an option");
    assert_eq!(count(&profile, &two, &mut NoLot).expect("a count").valid, 5);
}

#[test]
fn an_option_that_the_rule_has_no_use_for_is_refused() {
    let refused = |rules: &str, key: &str, value: &str| {
        Rules::from_name(rules).expect("rules").with(&[(key, value)]).expect_err("refused").to_string()
    };
    assert_eq!(
        refused("sntv", "threshold", "1/2"),
        "these rules have no option \"threshold\"; they have marks, too-many"
    );
    assert_eq!(
        refused("sntv", "marks", "none"),
        "the option marks cannot be \"none\"; it can be: a number, seats, seats-less-N"
    );
}
