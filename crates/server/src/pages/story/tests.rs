//! The story told twice: in English as the count tells it, in Welsh from the same figures.

use hustings_count::{GivenOrder, Rules, blt, count};

use super::{retold, told};
use crate::pages::fixture::ward;
use crate::pages::language::Language;

/// Ties in every way that an election may have them.
const TIED: &[u8] = b"4 2\n3 1 3 0\n3 2 4 0\n2 3 1 0\n2 4 2 0\n1 1 0\n1 2 0\n0\n\"Ann\"\n\"James\"\n\"Cy\"\n\"Di\"\n\"Committee\"\n";

#[test]
fn the_catalogues_tell_a_count_as_it_tells_itself() {
    let welsh = Language::named("cy").unwrap();
    let mut compared = 0;
    for number in 1..=8 {
        for name in ["scottish-stv", "ers97", "northern-ireland", "av", "plurality", "wigm"] {
            let rules = Rules::from_name(name).unwrap();
            let mut profile = ward(number);
            if rules.max_seats().is_some_and(|most| profile.seats > most) {
                profile.seats = 1;
            }
            let count = count(&profile, &rules, &mut GivenOrder((1..=20).collect())).unwrap();
            for stage in &count.stages {
                assert_eq!(
                    told(Language::english(), &count, stage).as_ref(),
                    Some(&stage.sentence),
                    "ward {number} by {name}, stage {}: tell it in the catalogues as the count does",
                    stage.number
                );
                let said = retold(welsh, &count, stage).unwrap();
                assert!(!said.contains(" the ") && !said.contains("elected"), "{said}");
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared} stages");
}

#[test]
fn ties_are_told_too() {
    let welsh = Language::named("cy").unwrap();
    let profile = blt::read(TIED).unwrap();
    let mut ties = 0;
    for name in ["scottish-stv", "ers97", "av", "plurality"] {
        let rules = Rules::from_name(name).unwrap();
        let mut profile = profile.clone();
        profile.seats = profile.seats.min(rules.max_seats().unwrap_or(2));
        let count = count(&profile, &rules, &mut GivenOrder(vec![4, 3, 2, 1])).unwrap();
        for stage in &count.stages {
            assert_eq!(told(Language::english(), &count, stage).as_ref(), Some(&stage.sentence), "{name}");
            let said = retold(welsh, &count, stage).unwrap();
            ties += usize::from(stage.tie.is_some() && said.contains("gyfartal"));
        }
    }
    assert!(ties >= 3, "{ties} ties");
}

#[test]
fn what_the_catalogues_cannot_tell_stays_english_and_says_so() {
    let welsh = Language::named("cy").unwrap();
    let mut counted =
        count(&ward(8), &Rules::from_name("schulze-wv").unwrap(), &mut GivenOrder(vec![])).unwrap();
    let shown = super::html(welsh, &counted, &counted.stages[0]).into_string();
    assert!(shown.starts_with("<bdi><span lang=\"en\">"), "{shown}");
    // A count whose own words are other than the catalogues' is not told over by them.
    counted = count(&ward(8), &Rules::from_name("scottish-stv").unwrap(), &mut GivenOrder(vec![])).unwrap();
    counted.stages[1].sentence.push_str(" And more.");
    let shown = super::html(welsh, &counted, &counted.stages[1]).into_string();
    assert!(shown.contains("And more.") && shown.contains("lang=\"en\""), "{shown}");
}
