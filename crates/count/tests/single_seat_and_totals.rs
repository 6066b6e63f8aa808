//! The alternative vote, plurality, approval and score.

use hustings_count::{
    Action, Ballot, BallotKind, Candidate, Count, CountError, GivenOrder, NoLot, Profile, ProfileError,
    Purpose, Resolution, Rules, count, render,
};

fn contest(seats: u32, candidates: u16, ballots: Vec<(Ballot, u64)>) -> Profile {
    Profile {
        title: "test".to_owned(),
        seats,
        candidates: (1..=candidates).map(|one| Candidate::new(format!("C{one}"))).collect(),
        ballots,
        warnings: Vec::new(),
    }
}

fn ranked(ballots: &[(&[u16], u64)]) -> Vec<(Ballot, u64)> {
    ballots.iter().map(|(marks, papers)| (Ballot::Ranking(marks.to_vec()), *papers)).collect()
}

fn by(rules: &str, profile: &Profile) -> Result<Count, CountError> {
    count(profile, &Rules::from_name(rules).expect("rules"), &mut NoLot)
}

fn elected(count: &Count) -> Vec<u16> {
    count.elected.iter().map(|one| one.candidate).collect()
}

#[test]
fn av_stops_at_a_majority_of_the_votes_still_in_the_count() {
    // 9 papers, majority 5; the papers of 3 go no further, and 4 of the 7 left are enough.
    let profile = contest(1, 3, ranked(&[(&[1], 4), (&[2], 3), (&[3], 2)]));
    let count = by("irv", &profile).expect("a count");
    assert_eq!(count.rules.name(), "av");
    assert_eq!(elected(&count), [1]);
    let quotas: Vec<String> =
        count.stages.iter().filter_map(|one| one.quota).map(|one| one.to_string()).collect();
    assert_eq!(quotas, ["5", "4"]);
    assert_eq!(count.stages[1].totals[0].to_string(), "4");
    assert_eq!(count.stages[1].non_transferable.to_string(), "2");
}

#[test]
fn av_breaks_ties_by_the_earliest_difference() {
    // At stage 3, 2 and 3 are level at 5; at stage 1, 2 had 3 and 3 had 4. (At stage 2 it was
    // the other way round, which is what the Scottish rules would look at.)
    let ballots = ranked(&[(&[1], 9), (&[2], 3), (&[3], 4), (&[4, 2], 2), (&[5, 3], 1), (&[5], 2)]);
    let count = by("av", &contest(1, 5, ballots)).expect("a count");
    assert_eq!(count.stages[3].action, Action::Exclusion { of: vec![2] });
    let tie = count.stages[3].tie.as_ref().expect("a tie");
    assert_eq!((&tie.tied[..], tie.by), (&[2, 3][..], Resolution::EarlierStage(1)));
    assert_eq!(elected(&count), [1]);
}

#[test]
fn av_fills_one_seat() {
    let error = by("av", &contest(2, 3, Vec::new())).expect_err("two seats");
    assert_eq!(
        error.to_string(),
        "the rules \"av\" fill at most 1, and there are 2 seats; choose other rules or fewer seats"
    );
}

#[test]
fn plurality_counts_first_preferences_only() {
    let profile = contest(1, 3, ranked(&[(&[1, 3], 4), (&[2, 3], 3), (&[], 2)]));
    let count = by("plurality", &profile).expect("a count");
    assert_eq!(elected(&count), [1]);
    assert_eq!((count.valid, count.set_aside, count.quota), (7, 2, None));
    assert_eq!(count.stages[0].totals[2].to_string(), "0");
    assert_eq!(
        count.stages[0].sentence,
        "7 valid ballots are counted, each counting for its first preference. C1 is elected."
    );
}

#[test]
fn a_tie_over_the_last_seats_goes_to_the_lot_and_is_written_down() {
    let profile = contest(2, 4, ranked(&[(&[1], 4), (&[2], 3), (&[3], 3), (&[4], 3)]));
    assert!(matches!(by("plurality", &profile), Err(CountError::Lot { stage: 1, .. })));
    let rules = Rules::from_name("plurality").expect("rules");
    let count = count(&profile, &rules, &mut GivenOrder(vec![1, 4, 3, 2])).expect("a count");
    assert_eq!(elected(&count), [1, 4]);
    let tie = count.stages[0].tie.as_ref().expect("a tie");
    assert_eq!((&tie.tied[..], &tie.chosen[..]), (&[2, 3, 4][..], &[4][..]));
    assert_eq!((tie.purpose, tie.by), (Purpose::Election, Resolution::Lot(1)));
    assert_eq!(count.draws[0].order, [4, 3, 2]);
}

#[test]
fn a_tie_that_decides_nothing_needs_no_lot() {
    let profile = contest(2, 3, ranked(&[(&[1], 3), (&[2], 3), (&[3], 1)]));
    assert_eq!(elected(&by("plurality", &profile).expect("a count")), [1, 2]);
}

#[test]
fn approvals_add_up_without_order() {
    let ballots = vec![
        (Ballot::Approval(vec![3, 1]), 4),
        (Ballot::Approval(vec![3]), 2),
        (Ballot::Approval(vec![2]), 5),
        (Ballot::Approval(Vec::new()), 1),
    ];
    let count = by("approval", &contest(1, 3, ballots)).expect("a count");
    assert_eq!(elected(&count), [3]);
    let totals: Vec<String> = count.stages[0].totals.iter().map(ToString::to_string).collect();
    assert_eq!(totals, ["4", "5", "6"]);
    assert_eq!((count.valid, count.set_aside), (11, 1));
    assert_eq!(count.stages[0].action, Action::Totals(BallotKind::Approval));
}

#[test]
fn scores_add_up_and_the_withdrawn_get_none() {
    let ballots = vec![
        (Ballot::Scores(vec![5, 0, 9]), 2),
        (Ballot::Scores(vec![0, 4, 9]), 3),
        (Ballot::Scores(Vec::new()), 1),
    ];
    let mut profile = contest(1, 3, ballots);
    profile.candidates[2].withdrawn = true;
    let count = by("score", &profile).expect("a count");
    assert_eq!(elected(&count), [2]);
    let totals: Vec<String> = count.stages[0].totals.iter().map(ToString::to_string).collect();
    assert_eq!(totals, ["10", "12", "0"]);
    assert_eq!((count.valid, count.set_aside), (5, 1));
    assert!(render::text(&count, 80).contains("withdrawn"));
}

#[test]
fn another_kind_of_ballot_is_refused() {
    let profile = contest(1, 2, vec![(Ballot::Scores(vec![1, 2]), 1)]);
    assert_eq!(
        by("scottish-stv", &profile).expect_err("scores").to_string(),
        "ballot 1: scores cannot be counted by the rules \"scottish-stv\", which count rankings"
    );
}

#[test]
fn unsound_profiles_are_refused() {
    let refused = |profile: &Profile| match by("plurality", profile) {
        Err(CountError::Profile(error)) => error,
        other => unreachable!("{other:?}"),
    };
    assert_eq!(refused(&contest(1, 0, Vec::new())), ProfileError::NoCandidates);
    assert_eq!(refused(&contest(0, 1, Vec::new())), ProfileError::NoSeats);
    assert_eq!(refused(&contest(1, 1_001, Vec::new())), ProfileError::TooManyCandidates(1_001));
    let seats = ProfileError::TooManySeats { seats: 3, candidates: 2 };
    assert_eq!(refused(&contest(3, 2, Vec::new())), seats);
    let unknown = ProfileError::UnknownCandidate { ballot: 2, candidate: 9, last: 2 };
    assert_eq!(refused(&contest(1, 2, ranked(&[(&[1], 1), (&[9], 1)]))), unknown);
    let zero = ProfileError::UnknownCandidate { ballot: 1, candidate: 0, last: 2 };
    assert_eq!(refused(&contest(1, 2, ranked(&[(&[0], 1)]))), zero);
    let twice = ProfileError::Repeated { ballot: 1, candidate: 2 };
    assert_eq!(refused(&contest(1, 2, ranked(&[(&[2, 2], 1)]))), twice);
    let many = ranked(&[(&[1], u64::MAX), (&[1], 1)]);
    assert_eq!(refused(&contest(1, 2, many)), ProfileError::TooManyVotes);
}

#[test]
fn the_largest_profile_that_is_sound_is_counted_exactly() {
    let most = i64::MAX as u64;
    let profile = contest(2, 4, ranked(&[(&[1, 2], most - 3), (&[2], 1), (&[3], 1), (&[4], 1)]));
    let count =
        count(&profile, &Rules::from_name("scottish-stv").expect("rules"), &mut GivenOrder(vec![1, 2, 3, 4]));
    assert_eq!(elected(&count.expect("a count")), [1, 2]);
}

#[test]
fn unknown_rules_are_answered_with_those_there_are() {
    let known: Vec<&str> = Rules::ALL.iter().map(Rules::name).collect();
    assert_eq!(
        Rules::from_name("mine").expect_err("unknown").to_string(),
        format!("no rules are called \"mine\"; the rules known are {}", known.join(", "))
    );
}
