//! Reserved places: who is guarded and doomed against every possible result, and counts that end
//! with a result that meets the requirements.

use std::collections::BTreeSet;

use hustings_count::places::{Bound, Fate, Groups, Judgment, Places, PlacesError, Requirement};
use hustings_count::{
    Action, Ballot, Candidate, Count, CountError, GivenOrder, Margin, Method, Profile, Rules,
    count_reserving, render, to_json,
};
use proptest::prelude::*;

fn requirement(bound: Bound, group: &str, members: &[u16]) -> Requirement {
    Requirement { bound, group: group.to_owned(), members: members.to_vec() }
}

fn profile(seats: u32, candidates: usize, ballots: Vec<(Ballot, u64)>) -> Profile {
    let names = ["Ann", "Bob", "Cy", "Dee", "Eve", "Fay", "Gus", "Hal"];
    let candidates = names[..candidates].iter().map(|name| Candidate::new(*name)).collect();
    Profile { seats, candidates, ballots, ..Profile::default() }
}

fn strict(marks: &[u16], papers: u64) -> (Ballot, u64) {
    (Ballot::Ranking(marks.to_vec()), papers)
}

fn by(rule: &str, profile: &Profile, places: &Places) -> Count {
    let order = (1..=profile.candidates.len() as u16).collect();
    let rules = Rules::from_name(rule).expect("rules");
    count_reserving(profile, &rules, places, &mut GivenOrder(order)).expect("a count")
}

fn elected(count: &Count) -> Vec<u16> {
    count.elected.iter().map(|one| one.candidate).collect()
}

/// Every rule that transfers votes and can fill several seats.
fn rules() -> impl Iterator<Item = Rules> {
    Rules::ALL.iter().copied().filter(|rules| {
        matches!(rules.method(), Method::Stv(_) | Method::Meek(_)) && rules.max_seats().is_none()
    })
}

/// All ways to elect `vacancies` of `continuing` besides `elected` that meet the requirements.
fn results(places: &Places, elected: &[u16], continuing: &[u16], vacancies: usize) -> Vec<BTreeSet<u16>> {
    let seats = vacancies.min(continuing.len());
    let subsets = (0u32..1 << continuing.len()).filter(|set| set.count_ones() as usize == seats);
    let with = |set: u32| {
        let chosen = continuing.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
        elected.iter().copied().chain(chosen.map(|(_, one)| *one)).collect::<BTreeSet<u16>>()
    };
    subsets.map(with).filter(|all| places.met_by(&all.iter().copied().collect::<Vec<_>>())).collect()
}

/// Where a count stands after each of its stages, by its own account.
fn follow(count: &Count, places: &Places) {
    let standing: Vec<u16> =
        (1u16..).zip(&count.candidates).filter(|(_, one)| !one.withdrawn).map(|(number, _)| number).collect();
    let (mut elected, mut out): (Vec<u16>, Vec<u16>) = (Vec::new(), Vec::new());
    for stage in &count.stages {
        let at = format!("{} stage {}: {}", count.rules.name(), stage.number, stage.sentence);
        out.extend(&stage.excluded);
        let restarts = matches!(count.rules.method(), Method::Stv(stv) if stv.exclusion.restart);
        if restarts && !stage.excluded.is_empty() {
            elected.clear();
        }
        elected.extend(&stage.elected);
        let open = |one: &u16| !elected.contains(one) && !out.contains(one);
        let continuing: Vec<u16> = standing.iter().copied().filter(open).collect();
        let vacancies = count.seats as usize - elected.len();
        let possible = results(places, &elected, &continuing, vacancies);
        assert!(!possible.is_empty(), "{at}");
        for judged in &stage.judgments {
            let Judgment { candidate, fate, because } = judged;
            assert!(!because.is_empty(), "{at}");
            match fate {
                Fate::Guarded => assert!(possible.iter().all(|one| one.contains(candidate)), "{at}"),
                Fate::Doomed => assert!(possible.iter().all(|one| !one.contains(candidate)), "{at}"),
            }
        }
    }
}

#[test]
fn a_reserved_place_guards_and_dooms_and_the_story_says_why() {
    // Ann and Bob have the votes; one of the two seats is for Cy or Dee.
    let votes = vec![strict(&[1, 2], 60), strict(&[2, 1], 45), strict(&[3, 1], 8), strict(&[4, 3], 7)];
    let profile = profile(2, 4, votes);
    let places = Places::new(vec![requirement(Bound::AtLeast(1), "young members", &[3, 4])]);
    for rules in rules() {
        let count = by(rules.name(), &profile, &places);
        assert_eq!(elected(&count), [1, 3], "{}", rules.name());
        follow(&count, &places);
        let told: String = count.stages.iter().map(|stage| stage.sentence.clone()).collect();
        assert!(told.contains("Bob can no longer be elected: at least 1 of young members."), "{told}");
        assert!(told.contains("Bob is excluded because of the reserved places."), "{told}");
        let json = to_json(&count);
        assert_eq!(json["reserved"], serde_json::json!(["at least 1 of young members"]));
        assert_eq!(json["stages"][0]["reserved"][0]["fate"], "doomed");
        assert!(render::text(&count, 100).contains("\nReserved: at least 1 of young members\n"));
    }
}

#[test]
fn two_who_reach_the_quota_together_for_one_place_are_parted_by_votes_and_then_by_lot() {
    let places = Places::new(vec![requirement(Bound::AtMost(1), "branch A", &[1, 2])]);
    let unequal = profile(2, 3, vec![strict(&[1], 40), strict(&[2], 41), strict(&[3], 5)]);
    let equal = profile(2, 3, vec![strict(&[1], 40), strict(&[2], 40), strict(&[3], 5)]);
    for rule in ["scottish-stv", "meek", "meek-nz", "warren"] {
        assert_eq!(elected(&by(rule, &unequal, &places)), [2, 3], "{rule}");
        let order = &mut GivenOrder(vec![2, 1, 3]);
        let rules = Rules::from_name(rule).expect("rules");
        let count = count_reserving(&equal, &rules, &places, order).expect("a count");
        assert_eq!((elected(&count), count.draws.len()), (vec![2, 3], 1), "{rule}");
    }
}

#[test]
fn contradictory_requirements_are_refused_and_named() {
    let all = profile(2, 5, vec![strict(&[1], 1)]);
    let places = Places::new(vec![
        requirement(Bound::AtLeast(1), "staff", &[5]),
        requirement(Bound::AtLeast(2), "women", &[1, 2, 3]),
        requirement(Bound::AtMost(1), "north", &[1, 2, 3, 4]),
    ]);
    let error = places.check(&all).expect_err("a contradiction").to_string();
    assert_eq!(
        error,
        "the reserved places contradict each other: 2 seats cannot be filled from those who stand with at \
         least 2 of women and at most 1 of north; change one of these"
    );
    let rules = Rules::from_name("meek").expect("rules");
    let refused = count_reserving(&all, &rules, &places, &mut GivenOrder(vec![])).expect_err("refused");
    assert!(matches!(refused, CountError::Places(PlacesError::Contradictory { .. })));
    let unknown = Places::new(vec![requirement(Bound::AtLeast(1), "staff", &[9])]);
    assert!(matches!(unknown.check(&all), Err(PlacesError::UnknownCandidate { candidate: 9, .. })));
    let one = Places::new(vec![requirement(Bound::AtLeast(1), "staff", &[5])]);
    for rule in ["schulze-wv", "ranked-pairs-margins", "av", "decision"] {
        let rules = Rules::from_name(rule).expect("rules");
        let mut all = all.clone();
        all.seats = rules.max_seats().unwrap_or(2);
        let refused = count_reserving(&all, &rules, &one, &mut GivenOrder(vec![])).expect_err("refused");
        assert_eq!(refused, CountError::NoReservedPlaces { rules: rule });
    }
}

#[test]
fn groups_are_read_from_a_file_by_number_or_name() {
    let candidates = profile(1, 4, Vec::new()).candidates;
    let text = "candidate,group\n# the north\n1,north, women\nBob,north\n\"Dee\",women\n\n1,north\n";
    let groups = Groups::read(text.as_bytes(), &candidates).expect("groups");
    let places = groups.require(&["2:women"], &[" 1 : north "]).expect("places");
    assert_eq!(
        places.requirements(),
        [requirement(Bound::AtLeast(2), "women", &[1, 4]), requirement(Bound::AtMost(1), "north", &[1, 2]),]
    );
    let message = |text: &str| Groups::read(text.as_bytes(), &candidates).expect_err("refused").to_string();
    assert!(message("1,a\nZed,a\n").starts_with("line 2 of the groups: \"Zed\" is no candidate"));
    assert!(message("7,a\n").contains("write a number from 1 to 4"));
    assert!(message("Ann\n").contains("stands alone"));
    let message = |least: &str| groups.require(&[least], &[]).expect_err("refused").to_string();
    assert_eq!(message("2:men"), "there is no group \"men\"; the groups are north, women");
    assert!(message("women:2").contains("write a number, a colon and a group"));
}

/// A surplus waits exactly while it cannot change which of those who may be excluded is the lowest:
/// the guarded do not come into it.
fn deferred(count: &Count) {
    let Method::Stv(stv) = count.rules.method() else { return };
    let Some(bound) = stv.surplus.defer else { return };
    let (mut elected, mut gone): (Vec<u16>, Vec<u16>) = (Vec::new(), Vec::new());
    let mut given: Vec<u16> = Vec::new();
    for (before, stage) in count.stages.iter().zip(count.stages.iter().skip(1)) {
        elected.extend(&before.elected);
        gone.extend(&before.excluded);
        let of = |one: &u16| before.totals[usize::from(*one) - 1].units();
        let quota = before.quota.expect("a quota");
        let scale = 10i128.pow(u32::from(before.totals[0].places() - quota.places()));
        let over: i128 = (elected.iter().filter(|one| !given.contains(one)))
            .map(|one| (of(one) - quota.units() * scale).max(0))
            .sum();
        let judged = |one: &u16, fate| {
            before.judgments.iter().any(|judged| judged.candidate == *one && judged.fate == fate)
        };
        let mut low: Vec<i128> = (1..=count.candidates.len() as u16)
            .filter(|one| !elected.contains(one) && !gone.contains(one) && !judged(one, Fate::Guarded))
            .map(|one| of(&one))
            .collect();
        low.sort_unstable();
        let can_wait = low.len() > 1
            && low[0] < low[1]
            && match bound {
                Margin::Less => low[0] + over < low[1],
                Margin::NotMore => low[0] + over <= low[1],
            };
        let at = format!("{} stage {}", count.rules.name(), stage.number);
        match &stage.action {
            Action::Surplus { of } => {
                assert!(!can_wait, "{at}: it could have waited");
                given.push(*of);
            }
            Action::Exclusion { of } if !of.iter().any(|one| judged(one, Fate::Doomed)) => {
                assert!(over == 0 || can_wait, "{at}: {over} could change who is excluded");
            }
            _ => {}
        }
    }
}

/// Quota 11: Ann has 2 over. Dee, guarded, has 1, and 1 + 2 is less than the 5 of Bob; but it is
/// between Bob and Cy, who has 6, that the surplus can decide.
#[test]
fn a_surplus_does_not_wait_for_the_votes_of_the_guarded() {
    let votes: [(&[u16], u64); 6] = [(&[1, 2], 13), (&[2], 5), (&[3], 6), (&[4], 1), (&[5], 9), (&[6], 10)];
    let profile = profile(3, 6, votes.into_iter().map(|(marks, papers)| strict(marks, papers)).collect());
    let next = |places: &Places| by("ers97", &profile, places).stages[1].action.clone();
    assert_eq!(next(&Places::default()), Action::Exclusion { of: vec![4] });
    let places = Places::new(vec![requirement(Bound::AtLeast(1), "young members", &[4])]);
    assert_eq!(next(&places), Action::Surplus { of: 1 });
}

fn requirements(candidates: u16) -> impl Strategy<Value = Places> {
    let everyone: Vec<u16> = (1..=candidates).collect();
    let members = proptest::sample::subsequence(everyone, 0..=usize::from(candidates));
    let one = (any::<bool>(), 0u32..4, members).prop_map(|(least, k, members)| {
        let bound = if least { Bound::AtLeast(k) } else { Bound::AtMost(k) };
        requirement(bound, &format!("{members:?}"), &members)
    });
    proptest::collection::vec(one, 1..5).prop_map(Places::new)
}

fn position() -> impl Strategy<Value = (Places, u32, Vec<u8>)> {
    (2u16..8).prop_flat_map(|candidates| {
        let fates = proptest::collection::vec(0u8..5, usize::from(candidates));
        (requirements(candidates), 1..=u32::from(candidates), fates)
    })
}

fn contest() -> impl Strategy<Value = (Profile, Places)> {
    (2u16..8).prop_flat_map(|candidates| {
        let order = Just((1..=candidates).collect::<Vec<u16>>()).prop_shuffle();
        let ballot = (order, 0..=candidates, 1u64..4).prop_map(|(mut marks, keep, papers)| {
            marks.truncate(usize::from(keep));
            (Ballot::Ranking(marks), papers)
        });
        let ballots = proptest::collection::vec(ballot, 1..12);
        (requirements(candidates), 1..=u32::from(candidates), ballots).prop_map(
            move |(places, seats, ballots)| (profile(seats, usize::from(candidates), ballots), places),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    /// Guarded is whoever every possible result includes, doomed whoever none does; and the
    /// requirements named are enough, and none is too many.
    #[test]
    fn the_guarded_and_doomed_are_those_of_every_possible_result((places, seats, fates) in position()) {
        let of = |fate: u8| (1u16..).zip(&fates).filter(move |(_, is)| **is == fate).map(|(one, _)| one);
        let (elected, continuing): (Vec<u16>, Vec<u16>) = (of(0).collect(), of(2).chain(of(3)).chain(of(4)).collect());
        prop_assume!(elected.len() <= seats as usize);
        let vacancies = seats as usize - elected.len();
        let possible = results(&places, &elected, &continuing, vacancies);
        prop_assume!(!possible.is_empty() && vacancies > 0);
        let judgments = places.judge(&elected, &continuing, vacancies).expect("judged");
        for &one in &continuing {
            let fate = judgments.iter().find(|judged| judged.candidate == one).map(|judged| judged.fate);
            let expected = if possible.iter().all(|result| !result.contains(&one)) {
                Some(Fate::Doomed)
            } else if possible.iter().all(|result| result.contains(&one)) && continuing.len() > vacancies {
                Some(Fate::Guarded)
            } else {
                None
            };
            prop_assert_eq!(fate, expected, "{} of {:?} {:?}", one, &places, &possible);
        }
        for Judgment { candidate, fate, because } in judgments {
            let decides = |requirements: &[Requirement]| {
                let possible = results(&Places::new(requirements.to_vec()), &elected, &continuing, vacancies);
                possible.iter().all(|result| result.contains(&candidate) == (fate == Fate::Guarded))
            };
            prop_assert!(decides(&because));
            for at in 0..because.len() {
                let mut fewer = because.clone();
                fewer.remove(at);
                prop_assert!(!decides(&fewer), "{:?}", because);
            }
        }
    }

    /// A set that can be met is met; one that cannot is refused with the fewest that contradict.
    #[test]
    fn every_count_meets_the_requirements_or_is_refused((profile, places) in contest()) {
        let standing: Vec<u16> = (1..=profile.candidates.len() as u16).collect();
        let seats = profile.seats as usize;
        if results(&places, &[], &standing, seats).is_empty() {
            let Err(PlacesError::Contradictory { because, .. }) = places.check(&profile) else {
                return Err(TestCaseError::fail("not refused"));
            };
            prop_assert!(results(&Places::new(because.clone()), &[], &standing, seats).is_empty());
            for at in 0..because.len() {
                let mut fewer = because.clone();
                fewer.remove(at);
                prop_assert!(!results(&Places::new(fewer), &[], &standing, seats).is_empty());
            }
            return Ok(());
        }
        for rules in rules() {
            let count = by(rules.name(), &profile, &places);
            prop_assert_eq!(elected(&count).len(), seats, "{}", rules.name());
            prop_assert!(places.met_by(&elected(&count)), "{}: {:?}", rules.name(), elected(&count));
            follow(&count, &places);
            deferred(&count);
            for (before, stage) in count.stages.iter().zip(count.stages.iter().skip(1)) {
                if let Action::Exclusion { of } = &stage.action {
                    let guarded = |one: &Judgment| one.fate == Fate::Guarded && of.contains(&one.candidate);
                    prop_assert!(!before.judgments.iter().any(guarded), "{}", rules.name());
                }
            }
        }
    }
}
