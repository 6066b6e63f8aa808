//! A count as one file.

use hustings_count::places::{Bound, Places, Requirement};
use hustings_count::{
    Ballot, Candidate, Countback, GivenOrder, NoLot, Profile, Rules, Vacancy, blt, count, count_reserving,
    fill_vacancy,
};

use super::count_file;
use crate::pages::fixture::ward;
use crate::pages::tests::{found, parsed};

const FILE: &[u8] = b"3 1\n4 1 2 0\n3 2 3 0\n2 3 2 0\n0\n\"Ann\"\n\"<b>Bob\"\n\"Cy\"\n\"Chair\"\n";

#[test]
fn a_count_of_every_rule_of_rankings_is_a_file_that_needs_nothing_else() {
    let profile = blt::read(FILE).expect("ballots");
    for rules in Rules::ALL.iter().filter(|rules| rules.ballot_kind().words() == "rankings") {
        let count = count(&profile, rules, &mut GivenOrder(vec![1, 2, 3])).expect("a count");
        let html = count_file(&count);
        for outside in ["<script", "<link", "src=", "href=", "url(", "@import", "<b>Bob"] {
            assert!(!html.contains(outside), "{}: {outside}", rules.name());
        }
        assert!(html.contains(&count.stages[0].totals[0].grouped()), "{}", rules.name());
        assert_eq!(html.matches("<h1>").count(), 1, "{}", rules.name());
    }
}

fn countback(countback: Countback) -> String {
    let ward = ward(8);
    let rules = Rules::from_name("scottish-stv").unwrap();
    let vacancy = Vacancy { left_by: 3, not_standing: &[7], countback };
    count_file(&fill_vacancy(&ward, &rules, &Places::default(), &vacancy, &mut NoLot).unwrap())
}

#[test]
fn a_countback_says_who_left_who_keeps_a_seat_and_who_fills_the_vacancy() {
    for (which, new, papers) in [
        (Countback::OwnPapers, "Mark PARSONS", "Only the papers that elected Craig DUNCAN are counted."),
        (Countback::AllPapers, "Qaiser HABIB", "All papers of the election are counted again."),
    ] {
        let html = parsed(&countback(which));
        let results = found(&html, ".paper td.result");
        assert_eq!(results[2], "Left the seat", "{results:?}");
        assert_eq!(results[6], "Withdrawn", "{results:?}");
        for sitting in [1, 5, 7] {
            assert_eq!(results[sitting], "Keeps the seat", "{results:?}");
        }
        let facts = found(&html, ".facts dd").concat();
        let fills = format!("{new} fills the seat that Craig DUNCAN left.");
        for fact in [&fills, "keep the seats won.", papers] {
            assert!(facts.contains(fact), "{fact} is missing: {facts}");
        }
        let surname = if which == Countback::OwnPapers { "Parsons" } else { "Habib" };
        assert_eq!(found(&html, "h1"), [format!("{surname} elected in The Ferry")]);
        // The table of stages says the same of those who are not in the count.
        assert!(found(&html, ".stages td[colspan]").contains(&"Left the seat".to_owned()));
        let own = if which == Countback::OwnPapers { " --countback own-papers" } else { "" };
        let command = format!("hustings count FILE --rules scottish-stv --vacancy 3{own} --without 7");
        assert_eq!(found(&html, "code"), [command]);
    }
}

#[test]
fn reserved_places_are_among_the_facts() {
    let requirement =
        |bound, group: &str| Requirement { bound, group: group.to_owned(), members: vec![2, 3] };
    let places =
        Places::new(vec![requirement(Bound::AtLeast(1), "women"), requirement(Bound::AtMost(2), "<i>north")]);
    let rules = Rules::from_name("scottish-stv").unwrap();
    let count = count_reserving(&ward(8), &rules, &places, &mut NoLot).unwrap();
    let html = count_file(&count);
    assert!(html.contains("<dt>Reserved places</dt>"));
    let facts = found(&parsed(&html), ".facts .source").concat();
    assert!(facts.contains("at least 1 of women") && facts.contains("at most 2 of <i>north"), "{facts}");
}

#[test]
fn runoffs_of_star_are_a_table() {
    let scores = |of: &[u32], papers| (Ballot::Scores(of.to_vec()), papers);
    let profile = Profile {
        seats: 3,
        candidates: ["Ann", "Bob", "Cy"].map(Candidate::new).to_vec(),
        ballots: vec![scores(&[5, 3, 0], 4), scores(&[0, 4, 5], 3), scores(&[2, 2, 1], 2)],
        ..Profile::default()
    };
    let rules = Rules::from_name("star").unwrap();
    let html = count_file(&count(&profile, &rules, &mut NoLot).unwrap());
    let rows = found(&parsed(&html), "table[aria-labelledby=runoffs-1] tbody tr");
    // Ann has 24, Bob 28, Cy 17: four papers score Ann higher than Bob, three Bob, two the same.
    let want = [
        "Seat 1",
        "Ann244 Elected",
        "Bob283",
        "Both the same2",
        "Seat 2",
        "Bob286 Elected",
        "Cy173",
        "Both the same0",
        "Seat 3",
        "Cy179 Elected nobody else was left",
    ];
    assert_eq!(rows, want);
}
