//! What every page must have, whatever it shows.

mod people;
mod written;

use hustings_count::{Candidate, Profile};
use hustings_record::{Check, Phase};
use hustings_verifier::{Failure, Standing};
use scraper::{Html, Selector};

use super::fixture::{Fixture, election as election_of, ward};
use super::language::{Choice, Language};
use super::log::Group;
use super::statement::Says;
use super::{Place, Problem};

const PHASES: [Phase; 10] = [
    Phase::Announced,
    Phase::Registered,
    Phase::Ceremony,
    Phase::Stalled,
    Phase::Keyed,
    Phase::Open,
    Phase::Closed,
    Phase::Opened,
    Phase::Counted,
    Phase::Certified,
];

/// Every page of an election, by its address.
fn pages(fixture: &Fixture, place: Place) -> Vec<(String, String)> {
    let frame = fixture.at(place);
    let mut pages = vec![
        (String::new(), super::election(&frame).into_string()),
        ("verify".to_owned(), super::verify(&frame).into_string()),
        ("result".to_owned(), super::result(&frame).into_string()),
        ("register".to_owned(), super::register(&frame).into_string()),
        ("candidates".to_owned(), super::candidates(&frame).into_string()),
        ("nowhere".to_owned(), super::problem(&frame, Problem::Missing).into_string()),
    ];
    let statement = people::statement();
    for (number, says) in (1..).zip([Says::Nothing, Says::Gone, Says::This(statement), people::unreadable()])
    {
        let page = super::candidate(&frame, 1, number, &says).unwrap();
        pages.push((format!("candidates/1/{number}"), page.into_string()));
    }
    for group in Group::ALL.into_iter().map(Some).chain([None]) {
        let page = super::record(&frame, &fixture.log, group, 1).unwrap().unwrap();
        pages.push((format!("record {group:?}"), page.into_string()));
    }
    for index in 0..fixture.log.len() {
        let page = super::entry(&frame, &fixture.log, index).unwrap().unwrap();
        pages.push((format!("record/{index}"), page.into_string()));
    }
    pages
}

/// At `/` and under an election's address, in English and in Welsh, the language chosen by a link or not.
fn places() -> Vec<Place<'static>> {
    let welsh = Language::named("cy").unwrap();
    vec![
        Place::alone(Choice::english()),
        Place::alone(Choice { language: welsh, by_link: true }),
        Place { base: "/00ff/", site: "/", choice: Choice { language: welsh, by_link: false }, booth: true },
        Place {
            base: "/vote/00ff/",
            site: "/vote/",
            choice: Choice { by_link: true, ..Choice::english() },
            booth: true,
        },
    ]
}

pub(super) fn parsed(page: &str) -> Html {
    Html::parse_document(page)
}

pub(super) fn found(html: &Html, selector: &str) -> Vec<String> {
    let text = |one: scraper::ElementRef| {
        one.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    html.select(&Selector::parse(selector).unwrap()).map(text).collect()
}

fn check_page(place: &Place, address: &str, page: &str) {
    let language = place.choice.language.tag();
    let html = parsed(page);
    assert_eq!(html.errors, Vec::<String>::new(), "{address} is not well-formed");
    assert_eq!(found(&html, "h1").len(), 1, "{address}: one h1");
    let lang = format!("html[lang={language}]");
    for one in [lang.as_str(), "main#main", "body > header", "nav[aria-label]", "footer", "title"] {
        assert!(!found(&html, one).is_empty(), "{address} has no {one}");
    }
    let first_link = html.select(&Selector::parse("a").unwrap()).next().unwrap();
    assert_eq!(
        (first_link.attr("class"), first_link.attr("href")),
        (Some("skip"), Some("#main")),
        "{address}"
    );
    assert!(
        !found(&html, &format!(".believe a[href^='{}verify']", place.base)).is_empty(),
        "{address} does not say why to believe it"
    );
    for none in
        ["script", "style", "[style]", "[onclick]", "[onload]", "form", "iframe", "base", "img:not([alt])"]
    {
        assert!(found(&html, none).is_empty(), "{address} has {none}");
    }
    let mut ids: Vec<_> =
        html.select(&Selector::parse("[id]").unwrap()).filter_map(|e| e.attr("id")).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{address}: an id twice");
    for (attribute, selector) in
        [("aria-labelledby", "[aria-labelledby]"), ("aria-describedby", "[aria-describedby]")]
    {
        for one in html.select(&Selector::parse(selector).unwrap()) {
            let named = one.attr(attribute).unwrap();
            assert!(ids.contains(&named), "{address}: {attribute} names {named}, which is not there");
        }
    }
    for link in html.select(&Selector::parse("[href], [src]").unwrap()) {
        let href = link.attr("href").or_else(|| link.attr("src")).unwrap();
        if link.attr("rel").is_some_and(|rel| rel.contains("ugc")) {
            continue; // a candidate's own link: what it may be, `statement` tests
        }
        assert!(leads_somewhere(place, href, &ids), "{address} leads to {href}");
        let kept = href.starts_with('#') || !is_page(href) || href.contains("lang=") == place.choice.by_link;
        assert!(kept || link.attr("hreflang").is_some(), "{address}: {href} loses the language");
    }
}

/// An election alone, in English.
fn check_alone(page: &str) {
    check_page(&Place::alone(Choice::english()), "/", page);
}

fn is_page(href: &str) -> bool {
    let path = href.split('?').next().unwrap();
    let file = |part: &str| path.contains(&format!("/{part}"));
    !["style.css", "icon.svg", "checkpoint", "blob/", "picture/", "count.csv", "count.json"]
        .into_iter()
        .any(file)
}

/// Whether a server of these pages has something at this address.
fn leads_somewhere(place: &Place, href: &str, ids: &[&str]) -> bool {
    if let Some(id) = href.strip_prefix('#') {
        return ids.contains(&id);
    }
    let path = href.split('?').next().unwrap();
    if [format!("{}style.css", place.site), format!("{}icon.svg", place.site), place.site.to_owned()]
        .contains(&path.to_owned())
    {
        return true;
    }
    let Some(own) = path.strip_prefix(place.base) else { return false };
    let number = |text: &str| text.parse::<u64>().is_ok();
    match own.split('/').collect::<Vec<_>>()[..] {
        [""] | ["verify" | "record" | "register" | "candidates" | "result" | "checkpoint"] => true,
        ["count.csv" | "count.json"] => true,
        ["vote" | "check"] => place.booth,
        ["record", index] => number(index),
        ["candidates", contest, candidate] => number(contest) && number(candidate),
        ["blob" | "picture", hash] => hash.len() == 64,
        _ => false,
    }
}

#[test]
fn every_page_in_every_phase_is_whole() {
    let profiles = [ward(8)];
    for phase in PHASES {
        let fixture = Fixture::of(&profiles, phase);
        for place in places() {
            let all = pages(&fixture, place);
            // The entries are the same in every phase: once in each language is enough for them.
            let some = if phase == Phase::Certified && place.base == "/" { all.len() } else { 24 };
            for (address, page) in &all[..some] {
                check_page(&place, &format!("{phase:?} {}{address}", place.base), page);
            }
        }
    }
}

#[test]
fn headlines_say_where_it_stands() {
    let profiles = [ward(8)];
    let headline =
        |phase| found(&parsed(&super::election(&Fixture::of(&profiles, phase).frame()).into_string()), "h1");
    assert_eq!(headline(Phase::Announced), ["Council election, 5 May 2022"]);
    assert_eq!(headline(Phase::Open), ["Voting is open until 5 May 2022, 21:00 UTC"]);
    assert_eq!(headline(Phase::Closed), ["Voting is over and the ballots are being opened"]);
    assert_eq!(headline(Phase::Certified), ["Duncan, Cordell, Derek Scott and Shears elected in The Ferry"]);
}

#[test]
fn a_certified_result_says_why_it_may_be_believed() {
    let page = super::election(&Fixture::of(&[ward(8)], Phase::Certified).frame()).into_string();
    let html = parsed(&page);
    assert_eq!(found(&html, "main > .believe"), ["8,979 ballots, every one checked. Verify it yourself."]);
    assert_eq!(
        found(&html, ".standfirst"),
        [
            "All four seats are filled. 8,979 valid ballots were counted in nine stages. All three trustees certified the result."
        ]
    );
    assert!(found(&html, ".notice").is_empty());
}

#[test]
fn the_table_has_the_figures_of_the_count() {
    let fixture = Fixture::of(&[ward(8)], Phase::Certified);
    let html = parsed(&super::election(&fixture.frame()).into_string());
    let count = fixture.view.contests[0].decided.as_ref().unwrap().count.as_ref().unwrap();
    let rows: Vec<_> = html.select(&Selector::parse(".stages tr").unwrap()).collect();
    for (number, candidate) in count.candidates.iter().enumerate() {
        let own = rows.iter().find(|row| row.text().any(|text| text == candidate.name)).unwrap();
        let votes: Vec<String> =
            own.select(&Selector::parse(".votes").unwrap()).map(|cell| cell.text().collect()).collect();
        let until = count.stages.iter().position(|s| s.excluded.contains(&(number as u16 + 1)));
        let stages = &count.stages[..until.map_or(count.stages.len(), |last| last + 1)];
        let expected: Vec<String> = stages.iter().map(|stage| stage.totals[number].grouped()).collect();
        assert_eq!(votes, expected, "{}", candidate.name);
    }
    assert_eq!(found(&html, ".stages .quota td"), vec!["1,796"; 9]);
    assert_eq!(found(&html, ".stages .status:not(.out)"), vec!["Elected"; 4]);
    assert_eq!(found(&html, ".story li").len(), 9);
}

#[test]
fn every_number_of_the_chart_is_in_the_table() {
    for number in 1..=8 {
        let fixture = Fixture::of(&[ward(number)], Phase::Certified);
        let html = parsed(&super::election(&fixture.frame()).into_string());
        // The chart leaves out idle noughts.
        let short = |text: &String| match text.split_once('.') {
            Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            None => text.clone(),
        };
        let table: Vec<String> = found(&html, ".stages .votes, .stages .change").iter().map(short).collect();
        for drawn in found(&html, ".chart .amount, .chart .moved") {
            // Several excluded at once: what one of them passes on is a part of the change.
            assert!(table.contains(&drawn), "ward {number}: {drawn} is not in the table");
        }
    }
}

fn hostile() -> Profile {
    let mut profile = ward(8);
    let names = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "Robert'); DROP TABLE--",
        "محمد علي",
        "&amp; &lt;b&gt;",
        "=HYPERLINK(\"http://x\",\"y\")",
        "</title></style><svg onload=alert(1)>",
        "Name, with, commas",
        "A very long name indeed that goes on and on and would not fit into any heading or lane of a chart at all",
    ];
    profile.candidates = names
        .into_iter()
        .map(|name| Candidate { affiliation: Some(name.to_owned()), ..Candidate::new(name) })
        .collect();
    profile.title = "<b>Title</b> & \"more\"".to_owned();
    profile
}

#[test]
fn hostile_names_stay_text() {
    let profile = hostile();
    let mut election = election_of(std::slice::from_ref(&profile), Phase::Certified);
    election.annulled = Some("<script>alert(2)</script>".to_owned());
    election.manifest.organisation = "<i>Org</i>".to_owned();
    election.manifest.title = "</h1><script>".to_owned();
    let fixture = Fixture::of_election(&election);
    for place in places() {
        for (address, page) in pages(&fixture, place).iter().take(40) {
            check_page(&place, address, page);
        }
    }
    let html = parsed(&super::election(&fixture.frame()).into_string());
    let names = found(&html, ".paper .name");
    let given: Vec<String> = profile.candidates.iter().map(|c| c.name.clone()).collect();
    assert_eq!(names, given);
    // A name written from right to left must not turn what stands beside it.
    assert_eq!(found(&html, ".paper .name > bdi").len(), 9);
    let csv = super::count_csv(&fixture.view);
    assert!(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), "{csv}");
    assert!(csv.lines().nth(8).is_some_and(|line| line.contains("\"Name, with, commas\"")));
}

#[test]
fn several_contests_have_a_section_each() {
    let fixture = Fixture::of(&[ward(7), ward(8)], Phase::Certified);
    let page = super::election(&fixture.frame()).into_string();
    check_alone(&page);
    let html = parsed(&page);
    assert_eq!(found(&html, "h1"), ["Council election, 5 May 2022: the result"]);
    let headlines = found(&html, "h2.headline");
    assert_eq!(headlines.len(), 2);
    assert_eq!(headlines[1], "Duncan, Cordell, Derek Scott and Shears elected in The Ferry");
    assert_eq!(super::count_json(&fixture.view)["contests"].as_array().map(Vec::len), Some(2));
}

#[test]
fn no_valid_ballot_elects_nobody() {
    let empty = Profile { ballots: Vec::new(), ..ward(8) };
    let fixture = Fixture::of(&[empty], Phase::Certified);
    let page = super::election(&fixture.frame()).into_string();
    check_alone(&page);
    let html = parsed(&page);
    assert_eq!(found(&html, "h1"), ["Nobody elected"]);
    assert!(found(&html, ".standfirst")[0].starts_with("No valid ballot was cast."));
    assert_eq!(super::count_csv(&fixture.view).lines().count(), 1);
}

#[test]
fn annulled_refused_and_not_certified_are_said_beside_the_result() {
    let mut election = election_of(&[ward(8)], Phase::Counted);
    let notices = |election: &_| {
        let page = super::election(&Fixture::of_election(election).frame()).into_string();
        check_alone(&page);
        found(&parsed(&page), ".notice").join(" ")
    };
    assert!(notices(&election).contains("Counted, not yet certified."));
    election.result.as_mut().unwrap().report = Some((false, "Two complaints are open.".to_owned()));
    assert!(notices(&election).contains("Two complaints are open."));
    election.annulled = Some("The register was incomplete.".to_owned());
    let said = notices(&election);
    assert!(said.contains("annulled") && said.contains("The register was incomplete."), "{said}");
    election.phase = Phase::Open;
    election.result = None;
    election.poll.as_mut().unwrap().suspended_until = Some(u64::MAX >> 12);
    assert!(notices(&election).contains("annulled"));
}

#[test]
fn a_failed_check_is_shown_with_number_entry_signer_and_meaning() {
    let election = election_of(&[ward(8)], Phase::Certified);
    let mut fixture = Fixture::of_election(&election);
    let check = Check::BallotProof;
    fixture.report.failure = Some(Failure {
        check: check.to_string(),
        title: check.title(),
        meaning: check.meaning(),
        entry: Some(4_213),
        signer: Some("credential 00ff00ff".to_owned()),
        detail: "the proof of contest 1 does not hold".to_owned(),
    });
    fixture.report.lines[4].standing = Standing::Fails;
    let page = super::election(&fixture.frame()).into_string();
    check_alone(&page);
    let html = parsed(&page);
    let said = found(&html, ".family.failed").join(" ");
    for part in ["B7", "4,213", "credential 00ff00ff", Check::BallotProof.meaning()] {
        assert!(said.contains(part), "{part} is missing: {said}");
    }
    assert!(found(&html, ".believe").iter().all(|said| said.contains("Check B7 failed.")));
    assert!(!page.contains("every one checked"));
}

#[test]
fn entries_are_told_in_plain_words() {
    let fixture = Fixture::of(&[ward(8)], Phase::Certified);
    let page = super::record(&fixture.frame(), &fixture.log, Some(Group::Ballots), 1)
        .unwrap()
        .unwrap()
        .into_string();
    let lines = found(&parsed(&page), ".log li");
    assert_eq!(lines.len(), 100);
    assert!(lines[0].starts_with("06:00:00 A ballot was cast (tracker "), "{}", lines[0]);
    assert!(lines[0].ends_with("A later one replaced it. 9"), "{}", lines[0]);
    assert!(lines[1].contains("It replaced an earlier one."), "{}", lines[1]);
    assert!(super::record(&fixture.frame(), &fixture.log, Some(Group::Ballots), 3).unwrap().is_some());
    assert!(super::record(&fixture.frame(), &fixture.log, Some(Group::Ballots), 4).unwrap().is_none());
    assert!(super::record(&fixture.frame(), &fixture.log, None, 0).unwrap().is_none());
    assert!(super::entry(&fixture.frame(), &fixture.log, fixture.log.len()).unwrap().is_none());
    let closing = super::entry(&fixture.frame(), &fixture.log, 300).unwrap().unwrap().into_string();
    assert!(found(&parsed(&closing), "h1")[0].ends_with("With it the poll closed."));
}
