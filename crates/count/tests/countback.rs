//! The same papers counted again: without a candidate, and for a vacant seat.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use hustings_count::places::{Bound, Places, Requirement};
use hustings_count::{
    Ballot, Candidate, Count, Countback, GivenOrder, Profile, Rules, Vacancy, VacancyError, blt, count,
    fill_vacancy, render, to_json, without,
};

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

fn all_papers(left_by: u16) -> Vacancy<'static> {
    Vacancy { left_by, not_standing: &[], countback: Countback::AllPapers }
}

fn own_papers(left_by: u16) -> Vacancy<'static> {
    Vacancy { countback: Countback::OwnPapers, ..all_papers(left_by) }
}

fn contest(seats: u32, candidates: u16, ballots: &[(&[u16], u64)]) -> Profile {
    Profile {
        seats,
        candidates: (1..=candidates).map(|one| Candidate::new(format!("C{one}"))).collect(),
        ballots: ballots.iter().map(|(marks, papers)| (Ballot::Ranking(marks.to_vec()), *papers)).collect(),
        ..Profile::default()
    }
}

fn filled(profile: &Profile, rule: &str, places: &Places, vacancy: &Vacancy<'_>) -> Count {
    let rules = Rules::from_name(rule).expect("rules");
    fill_vacancy(profile, &rules, places, vacancy, &mut order(profile)).expect("a count")
}

fn totals(count: &Count, stage: usize) -> Vec<String> {
    count.stages[stage].totals.iter().map(|votes| votes.short()).collect()
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
                let vacancy = all_papers(vacating);
                let again = fill_vacancy(&profile, &rules, &none, &vacancy, &mut order(&profile));
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
    let fill =
        |places: &Places, one| fill_vacancy(&profile, &rules, places, &all_papers(one), &mut order(&profile));
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

/// 15 papers, 2 seats, quota 6. C1 has 9 papers, each passes 0.33333 on and leaves 0.66667.
#[test]
fn a_paper_counts_for_what_it_gave_the_member_who_left() {
    let ballots: &[(&[u16], u64)] = &[(&[1, 3], 6), (&[1, 4], 3), (&[2], 4), (&[3], 1), (&[4], 1)];
    let profile = contest(2, 4, ballots);
    let count = filled(&profile, "wigm", &Places::default(), &own_papers(1));
    assert_eq!(totals(&count, 0), ["0", "0", "4.00002", "2.00001"]);
    assert_eq!((count.quota.expect("a quota").short(), count.valid), ("4".to_owned(), 9));
    assert_eq!(elected(&count), [3].into());
    let known = count.vacancy.clone().expect("a vacancy");
    assert_eq!((known.left_by, known.sitting), (1, vec![2]));
}

/// C5 was excluded and its papers elected C1; they go back to C5, who stands for the seat. Whoever
/// does not stand is passed over.
#[test]
fn every_preference_counts_again_and_only_for_those_who_stand() {
    let ballots: &[(&[u16], u64)] = &[(&[1, 3], 4), (&[5, 1, 4], 3), (&[2], 4), (&[3], 2), (&[4], 1)];
    let profile = contest(2, 5, ballots);
    let none = Places::default();
    for rule in ["exclusive-gregory", "scottish-stv"] {
        let count = filled(&profile, rule, &none, &own_papers(1));
        assert_eq!(totals(&count, 0), ["0", "0", "4", "0", "3"], "{rule}");
        let not_standing = Vacancy { not_standing: &[5, 3], ..own_papers(1) };
        let count = filled(&profile, rule, &none, &not_standing);
        assert_eq!(totals(&count, 0), ["0", "0", "0", "3", "0"], "{rule}");
        assert_eq!(count.stages[0].non_transferable.short(), "4");
        assert_eq!(elected(&count), [4].into());
    }
    let sits = Vacancy { not_standing: &[2], ..own_papers(1) };
    let rules = Rules::from_name("wigm").expect("rules");
    let refused = fill_vacancy(&profile, &rules, &none, &sits, &mut order(&profile)).expect_err("refused");
    assert!(matches!(refused, VacancyError::Sitting { .. }), "{refused}");
    let everyone = Vacancy { not_standing: &[3, 4, 5], ..own_papers(1) };
    let refused = fill_vacancy(&profile, &rules, &none, &everyone, &mut order(&profile));
    assert_eq!(refused, Err(VacancyError::NobodyLeft));
    let meek = Rules::from_name("meek").expect("rules");
    let refused = fill_vacancy(&profile, &meek, &none, &own_papers(1), &mut order(&profile));
    assert_eq!(refused, Err(VacancyError::NoOwnPapers { rules: "meek" }));
}

/// C4 and C5 are the north, one of whom was to be elected: C1 was not of it, so that C2, who sits,
/// must be, or the seat is for the north.
#[test]
fn places_that_the_sitting_members_do_not_fill_are_reserved_in_the_countback() {
    let ballots: &[(&[u16], u64)] = &[(&[4, 3], 5), (&[5], 1), (&[2], 6), (&[3], 3)];
    let profile = contest(2, 5, ballots);
    let north = Requirement { bound: Bound::AtLeast(1), group: "north".to_owned(), members: vec![4, 5] };
    let count = filled(&profile, "wigm", &Places::new(vec![north.clone()]), &own_papers(4));
    assert_eq!(elected(&count), [5].into(), "the papers of C4 prefer C3, whom the north leaves no place");
    let text = render::text(&count, 80);
    assert!(text.contains("d doomed, no longer to be elected: C1 and C3 (at least 1 of north)"), "{text}");
    let only = Vacancy { not_standing: &[5], ..own_papers(4) };
    let rules = Rules::from_name("wigm").expect("rules");
    let places = Places::new(vec![north]);
    for countback in [Countback::OwnPapers, Countback::AllPapers] {
        let vacancy = Vacancy { countback, ..only };
        let refused = fill_vacancy(&profile, &rules, &places, &vacancy, &mut order(&profile));
        assert!(matches!(refused, Err(VacancyError::Places { .. })), "{refused:?}");
    }
}

#[test]
fn a_countback_says_who_left_who_keeps_and_who_comes_in() {
    let profile = ward(8);
    let none = Places::default();
    for (countback, name) in [(Countback::AllPapers, "all-papers"), (Countback::OwnPapers, "own-papers")] {
        let count = filled(&profile, "scottish-stv", &none, &Vacancy { countback, ..all_papers(3) });
        let json = to_json(&count)["vacancy"].clone();
        let said = serde_json::json!({
            "left_by": 3, "sitting": [2, 6, 8], "countback": name, "election": "scottish-stv",
        });
        assert_eq!(json, said);
        let text = render::text(&count, 400);
        assert!(text.contains("Countback for the seat that Craig DUNCAN left: "), "{text}");
        assert!(text.contains("Kevin CORDELL, DEREK SCOTT and Pete SHEARS keep"), "{text}");
        assert!(render::sheet(&count, 100).is_err(), "the declaration is that of an election");
    }
}
