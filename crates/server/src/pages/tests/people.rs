//! Candidates and their statements, the register, the list of elections, and a poll that stands still.

use hustings_record::Phase;
use hustings_record::acts::{BlobRef, Slate};

use super::{check_alone, check_page, found, parsed, places};
use crate::pages::fixture::{Fixture, election, ward};
use crate::pages::statement::{Says, Statement, parse};
use crate::pages::{self, Listed};

const STATEMENT: &str = "headline: <script>alert(1)</script> & a headline\nstandfirst: \"Stand\" first.\nbyline: </p><b>Ann\n\
    picture: 4242424242424242424242424242424242424242424242424242424242424242\ncaption: <i>caption\ndescription: \" onerror=\"alert(1)\n\
    language: cy\n\n# Pam\n\nOherwydd [hyn](https://example.org/?a&b) a [hyn](javascript:alert(1)).\n\n<img src=x onerror=alert(1)>\n";

pub(super) fn statement() -> Statement {
    parse(STATEMENT.as_bytes()).unwrap()
}

pub(super) fn unreadable() -> Says {
    let bytes = b"no top";
    Says::of(Some(&BlobRef::of(bytes)), Some(bytes))
}

#[test]
fn a_statement_is_an_article() {
    let fixture = Fixture::of(&[ward(8)], Phase::Open);
    let says = Says::This(statement());
    let page = pages::candidate(&fixture.frame(), 1, 3, &says).unwrap().into_string();
    check_alone(&page);
    let html = parsed(&page);
    assert_eq!(found(&html, "h1[lang=cy]"), ["<script>alert(1)</script> & a headline"]);
    assert_eq!(found(&html, ".byline"), ["By </p><b>Ann"]);
    assert_eq!(found(&html, ".prose h2"), ["Pam"]);
    assert_eq!(found(&html, ".prose a").len(), 1, "a link that is none stays text");
    assert!(page.contains("src=\"/picture/4242"), "{page}");
    assert!(page.contains("alt=\"&quot; onerror=&quot;alert(1)\""), "{page}");
    assert!(found(&html, ".others li").len() == 8 && !found(&html, ".note").is_empty());
}

#[test]
fn a_text_that_is_gone_is_said_to_be_gone() {
    let fixture = Fixture::of(&[ward(8)], Phase::Open);
    let page = |says: &Says| {
        let page = pages::candidate(&fixture.frame(), 1, 3, says).unwrap().into_string();
        check_alone(&page);
        found(&parsed(&page), "main").join(" ")
    };
    assert!(page(&Says::Gone).contains("has been removed"));
    assert!(page(&Says::Nothing).contains("has given no statement"));
    assert!(page(&unreadable()).contains("line 1: "));
    for nobody in [(1, 0), (1, 10), (2, 1), (0, 1)] {
        assert!(
            pages::candidate(&fixture.frame(), nobody.0, nobody.1, &Says::Nothing).is_none(),
            "{nobody:?}"
        );
    }
}

#[test]
fn more_from_a_candidate_leads_to_the_other_contests() {
    let mut election = election(&[ward(8), ward(8)], Phase::Announced);
    election.manifest.contests[0].slates =
        vec![Slate { name: "Dundee <b>First".to_owned(), candidates: vec![3, 2] }];
    let fixture = Fixture::of_election(&election);
    let page = pages::candidate(&fixture.frame(), 1, 3, &Says::Nothing).unwrap().into_string();
    check_alone(&page);
    let html = parsed(&page);
    assert_eq!(
        found(&html, "section[aria-labelledby=more] li"),
        ["Ward 8 - The Ferry", "stands with Dundee <b>First"]
    );
    assert!(page.contains("href=\"/candidates/2/3\""));
    let list = pages::candidates(&fixture.frame()).into_string();
    assert_eq!(found(&parsed(&list), ".facts dt"), ["Dundee <b>First"]);
    assert_eq!(found(&parsed(&list), ".paper .name").len(), 18);
}

#[test]
fn the_registers_figures_are_those_of_its_rows() {
    let mut election = election(&[ward(8)], Phase::Registered);
    let second = election.manifest.classes[0].clone();
    election.manifest.classes.push(second);
    election.manifest.classes[1].name = "life members".to_owned();
    let register = election.register.as_mut().unwrap();
    register.frozen = false;
    for row in register.rows.iter_mut().skip(15_000) {
        row.class = 2;
    }
    let page = |election: &_| {
        let page = pages::register(&Fixture::of_election(election).frame()).into_string();
        check_alone(&page);
        found(&parsed(&page), "main").join(" ")
    };
    let said = page(&election);
    assert!(said.contains("15,012 members may vote."), "{said}");
    assert!(said.contains("electors15,000") && said.contains("life members12"), "{said}");
    assert!(said.contains("you can object until then"), "{said}");
    election.register.as_mut().unwrap().frozen = true;
    assert!(page(&election).contains("nobody is added or removed any more"));
    election.register = None;
    assert!(page(&election).contains("has not been published yet"));
}

#[test]
fn turnout_is_said_where_the_manifest_wants_it_or_the_poll_is_closed() {
    let pages_of = |phase, turnout| {
        let mut election = election(&[ward(8)], phase);
        election.manifest.turnout = turnout;
        let fixture = Fixture::of_election(&election);
        let frame = fixture.frame();
        let all =
            [pages::election(&frame), pages::verify(&frame), pages::register(&frame), pages::result(&frame)];
        all.map(maud::PreEscaped::into_string).concat()
    };
    assert!(pages_of(Phase::Open, true).contains("8,979"));
    let silent = pages_of(Phase::Open, false);
    assert!(!silent.contains("8,979") && !silent.contains("8,991"), "the number of ballots is said");
    assert!(pages_of(Phase::Closed, false).contains("8,979"));
}

#[test]
fn a_poll_that_stands_still_says_so_and_offers_no_vote() {
    let mut election = election(&[ward(8)], Phase::Open);
    let said = |election: &_, interrupted: bool| {
        let mut fixture = Fixture::of_election(election);
        fixture.view.interrupted = interrupted;
        let mut said = Vec::new();
        for place in places().into_iter().filter(|place| place.booth) {
            let page = pages::election(&fixture.at(place)).into_string();
            check_page(&place, "", &page);
            let html = parsed(&page);
            said.push((
                found(&html, "h1").join(" "),
                found(&html, ".notice").len(),
                found(&html, "a.action").len(),
            ));
        }
        said
    };
    assert_eq!(said(&election, false)[1], ("Voting is open until 5 May 2022, 21:00 UTC".to_owned(), 0, 1));
    assert_eq!(said(&election, true)[1], ("Voting is interrupted".to_owned(), 1, 0));
    assert_eq!(said(&election, true)[0], ("Mae toriad yn y pleidleisio".to_owned(), 1, 0));
    election.poll.as_mut().unwrap().suspended_until = Some(1_651_737_600);
    assert_eq!(
        said(&election, false)[1],
        ("Voting is suspended until 5 May 2022, 08:00 UTC".to_owned(), 1, 0)
    );
    election.annulled = Some("x".to_owned());
    assert_eq!(said(&election, true)[1].1, 1, "an annulled election is neither suspended nor interrupted");
}

#[test]
fn before_there_is_a_result_its_page_says_when() {
    let said = |phase| {
        let page = pages::result(&Fixture::of(&[ward(8)], phase).frame()).into_string();
        check_alone(&page);
        found(&parsed(&page), ".head").join(" ")
    };
    assert!(said(Phase::Open).contains("There is no result yetVoting closes 5 May 2022, 21:00 UTC."));
    assert!(said(Phase::Closed).contains("are being mixed, opened and counted"));
    assert!(said(Phase::Certified).contains("elected in The Ferry"));
}

#[test]
fn all_elections_stand_where_they_belong() {
    let mut annulled = election(&[ward(8)], Phase::Open);
    annulled.annulled = Some("x".to_owned());
    annulled.manifest.title = "<script>alert(1)</script>".to_owned();
    let fixtures = [
        Fixture::of(&[ward(8)], Phase::Certified),
        Fixture::of(&[ward(8)], Phase::Announced),
        Fixture::of(&[ward(8)], Phase::Open),
        Fixture::of_election(&annulled),
        Fixture::of(&[ward(7), ward(8)], Phase::Counted),
    ];
    let bases = ["/a/", "/b/", "/c/", "/d/", "/e/"];
    let all: Vec<Listed> =
        bases.iter().zip(&fixtures).map(|(base, of)| Listed { base, view: &of.view }).collect();
    for place in places() {
        for shown in [
            pages::elections(&place, &all),
            pages::elections(&place, &[]),
            pages::server_problem(&place, pages::Problem::Missing),
        ] {
            let page = shown.into_string();
            let html = parsed(&page);
            assert_eq!(html.errors, Vec::<String>::new());
            assert_eq!(found(&html, "h1").len(), 1);
            for one in
                ["main#main", "body > header", "nav[aria-label]", "footer", "a.skip[href='#main']", "title"]
            {
                assert!(!found(&html, one).is_empty(), "no {one}");
            }
            assert!(found(&html, "script, style, [style], form, iframe").is_empty());
        }
    }
    let page = pages::elections(&places()[0], &all).into_string();
    let html = parsed(&page);
    assert_eq!(found(&html, "h2"), ["Open now", "Coming", "Closed"]);
    assert_eq!(found(&html, "section[aria-labelledby=elections-open] li").len(), 1);
    assert_eq!(found(&html, "section[aria-labelledby=elections-coming] li").len(), 1);
    let closed = found(&html, "section[aria-labelledby=elections-closed] li").join(" ");
    assert!(closed.contains("Duncan, Cordell, Derek Scott and Shears elected in The Ferry"), "{closed}");
    assert!(closed.contains("<script>alert(1)</script>") && closed.contains("Annulled."), "{closed}");
    assert!(page.contains("href=\"/c/\""));
}
