//! The same papers counted again: without a candidate, and for a vacant seat.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use hustings_count::places::{Bound, Places, Requirement};
use hustings_count::{Count, GivenOrder, Profile, Rules, VacancyError, blt, count, fill_vacancy, without};

fn ward(number: u32) -> Profile {
    let name = format!("../../testdata/ballots/dundee-2022/dundee_2022_ward{number}.blt");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    blt::read(&fs::read(path).expect("the ward")).expect("a profile")
}

fn elected(count: &Count) -> BTreeSet<u16> {
    count.elected.iter().map(|one| one.candidate).collect()
}

fn order(profile: &Profile) -> GivenOrder {
    GivenOrder((1..=profile.candidates.len() as u16).collect())
}

/// In every ward and for every seat: the others keep theirs, and one new member comes in.
#[test]
fn a_vacancy_brings_in_one_and_keeps_the_others() {
    for rule in ["scottish-stv", "meek"] {
        let rules = Rules::from_name(rule).expect("rules");
        for profile in (1..=8).map(ward) {
            let before = elected(&count(&profile, &rules, &mut order(&profile)).expect("a count"));
            for &vacating in &before {
                let none = Places::default();
                let again = fill_vacancy(&profile, &rules, &none, vacating, &mut order(&profile));
                let after = elected(&again.expect("a count"));
                assert_eq!(after.len(), before.len(), "{rule} {}", profile.title);
                assert!(!after.contains(&vacating));
                assert_eq!(after.intersection(&before).count(), before.len() - 1);
            }
        }
    }
}

#[test]
fn without_a_candidate_is_as_if_they_had_withdrawn() {
    let profile = ward(8);
    let mut withdrawn = profile.clone();
    withdrawn.candidates[2].withdrawn = true;
    assert_eq!(without(&profile, &[3]).expect("a profile"), withdrawn);
    let error = without(&profile, &[99]).expect_err("nobody").to_string();
    assert!(error.contains("there is no candidate 99"), "{error}");
}

#[test]
fn who_was_not_elected_leaves_no_seat_and_reserved_places_stay_reserved() {
    let (profile, rules) = (ward(8), Rules::from_name("scottish-stv").expect("rules"));
    let fill = |places: &Places, one| fill_vacancy(&profile, &rules, places, one, &mut order(&profile));
    let before = elected(&count(&profile, &rules, &mut order(&profile)).expect("a count"));
    let none = Places::default();
    let loser = (1..).find(|one| !before.contains(one)).expect("a loser");
    assert!(matches!(fill(&none, loser), Err(VacancyError::NotElected { .. })));
    let vacating = *before.first().expect("somebody");
    let members = vec![vacating, loser];
    let places =
        Places::new(vec![Requirement { bound: Bound::AtLeast(1), group: "north".to_owned(), members }]);
    assert!(elected(&fill(&places, vacating).expect("a count")).contains(&loser));
}
