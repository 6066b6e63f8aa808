//! Reserved places where the highest totals are elected, against every possible result.

use hustings_count::places::{Bound, Fate, Places, Requirement};
use hustings_count::{
    Ballot, BallotKind, Candidate, Count, GivenOrder, Profile, Rules, count_reserving, render,
};
use proptest::prelude::*;

const RULES: [&str; 6] = ["plurality", "approval", "score", "block-vote", "limited-vote", "sntv"];

fn requirement(bound: Bound, group: &str, members: &[u16]) -> Requirement {
    Requirement { bound, group: group.to_owned(), members: members.to_vec() }
}

fn profile(seats: u32, candidates: usize, ballots: Vec<(Ballot, u64)>) -> Profile {
    let names = ["Ann", "Bob", "Cy", "Dee", "Eve", "Fay", "Gus"];
    let candidates = names[..candidates].iter().map(|name| Candidate::new(*name)).collect();
    Profile { seats, candidates, ballots, ..Profile::default() }
}

fn by(rule: &str, profile: &Profile, places: &Places, order: &[u16]) -> Count {
    let rules = Rules::from_name(rule).expect("rules");
    count_reserving(profile, &rules, places, &mut GivenOrder(order.to_vec())).expect("a count")
}

fn elected(count: &Count) -> Vec<u16> {
    count.elected.iter().map(|one| one.candidate).collect()
}

#[test]
fn the_highest_whom_the_places_let_in_are_elected_and_the_story_says_why() {
    let marks = |one: u16, papers| (Ballot::Approval(vec![one]), papers);
    let profile = profile(2, 4, vec![marks(1, 9), marks(2, 7), marks(3, 5), marks(4, 3)]);
    let places = Places::new(vec![requirement(Bound::AtLeast(1), "young members", &[3, 4])]);
    let count = by("block-vote", &profile, &places, &[]);
    assert_eq!(elected(&count), [1, 3]);
    let text = render::text(&count, 80);
    let told = "Bob is passed over because of the reserved places: at least 1 of young members.";
    assert!(count.stages[0].sentence.contains(told), "{}", count.stages[0].sentence);
    let marked = |line: &str| line.starts_with("Bob ") && line.ends_with(" 7d");
    assert!(text.lines().any(marked) && text.contains("d passed over: Bob"), "{text}");
    assert!(render::csv([(1, &count)]).contains("doomed: at least 1 of young members"));
}

#[test]
fn equals_whom_the_places_do_not_all_let_in_are_parted_by_lot() {
    let marks = |one: u16, papers| (Ballot::Approval(vec![one]), papers);
    let profile = profile(2, 3, vec![marks(1, 6), marks(2, 6), marks(3, 1)]);
    let places = Places::new(vec![requirement(Bound::AtMost(1), "branch A", &[1, 2])]);
    assert_eq!(elected(&by("block-vote", &profile, &Places::default(), &[])), [1, 2]);
    let count = by("block-vote", &profile, &places, &[2, 1]);
    assert_eq!((elected(&count), count.draws.len()), (vec![2, 3], 1));
    assert_eq!(count.stages[0].tie.as_ref().expect("a tie").chosen, [2]);
}

/// The best of all results that meet the requirements: whoever is highest is in it, if they can be,
/// then whoever is next highest, and so on. Candidates are compared by `before`.
fn best(places: &Places, standing: &[u16], seats: usize, before: impl Fn(u16) -> usize) -> Option<Vec<u16>> {
    let subsets = (0u32..1 << standing.len()).filter(|set| set.count_ones() as usize == seats);
    let chosen = |set: u32| {
        let of = standing.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
        let mut of: Vec<u16> = of.map(|(_, one)| *one).collect();
        of.sort_by_key(|one| before(*one));
        of
    };
    let possible = subsets.map(chosen).filter(|all| places.met_by(all));
    possible.min_by_key(|all| all.iter().map(|one| before(*one)).collect::<Vec<_>>())
}

fn ballot(kind: BallotKind, candidates: u16) -> BoxedStrategy<Ballot> {
    let everyone: Vec<u16> = (1..=candidates).collect();
    match kind {
        BallotKind::Ranking => {
            (0..=candidates).prop_map(|one| Ballot::choice((one > 0).then_some(one))).boxed()
        }
        BallotKind::Approval => proptest::sample::subsequence(everyone, 0..=usize::from(candidates))
            .prop_map(Ballot::Approval)
            .boxed(),
        BallotKind::Scores => {
            proptest::collection::vec(0u32..4, usize::from(candidates)).prop_map(Ballot::Scores).boxed()
        }
    }
}

fn requirements(candidates: u16) -> impl Strategy<Value = Places> {
    let everyone: Vec<u16> = (1..=candidates).collect();
    let members = proptest::sample::subsequence(everyone, 0..=usize::from(candidates));
    let one = (any::<bool>(), 0u32..4, members).prop_map(|(least, k, members)| {
        let bound = if least { Bound::AtLeast(k) } else { Bound::AtMost(k) };
        requirement(bound, &format!("{members:?}"), &members)
    });
    proptest::collection::vec(one, 0..5).prop_map(Places::new)
}

fn contest() -> impl Strategy<Value = (&'static str, Profile, Places, Vec<u16>)> {
    (proptest::sample::select(&RULES[..]), 2u16..8).prop_flat_map(|(rule, candidates)| {
        let kind = Rules::from_name(rule).expect("rules").ballot_kind();
        let ballots = proptest::collection::vec((ballot(kind, candidates), 1u64..3), 1..8);
        let order = Just((1..=candidates).collect::<Vec<u16>>()).prop_shuffle();
        (requirements(candidates), 1..=u32::from(candidates), ballots, order).prop_map(
            move |(places, seats, ballots, order)| {
                (rule, profile(seats, usize::from(candidates), ballots), places, order)
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn who_is_elected_is_the_best_result_that_meets_the_requirements(
        (rule, profile, places, order) in contest()
    ) {
        let standing: Vec<u16> = (1..=profile.candidates.len() as u16).collect();
        let seats = profile.seats as usize;
        if places.check(&profile).is_err() {
            prop_assert_eq!(best(&places, &standing, seats, |_| 0), None);
            return Ok(());
        }
        let count = by(rule, &profile, &places, &order);
        let stage = &count.stages[0];
        let of = |one: u16| stage.totals[usize::from(one) - 1].units();
        let drawn = |one: u16| order.iter().position(|other| *other == one).expect("in the order");
        let mut ranked = standing.clone();
        ranked.sort_by_key(|one| (-of(*one), drawn(*one)));
        let before = |one: u16| ranked.iter().position(|other| *other == one).expect("ranked");
        let mut best = best(&places, &standing, seats, before).expect("a result");
        let mut found = elected(&count);
        best.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, best, "{} {:?}", rule, stage.sentence);
        for judged in &stage.judgments {
            prop_assert_eq!(judged.fate, Fate::Doomed);
            prop_assert!(!elected(&count).contains(&judged.candidate) && !judged.because.is_empty());
        }
    }
}
