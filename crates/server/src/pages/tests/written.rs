//! The pages as files, for whoever wants to look at them or to test them in a browser.

use std::path::Path;

use hustings_record::Phase;
use hustings_record::acts::Slate;

use super::{hostile, people};
use crate::pages::fixture::{Fixture, election, ward};
use crate::pages::language::{Choice, Language};
use crate::pages::statement::Says;
use crate::pages::{self, Frame, Listed, Place, Problem};

const ARTICLE: &str = "headline: A council that answers its letters\nstandfirst: In Broughty Ferry a letter to the council lies for a month. It can be answered in a week, and I will show how.\n\
    byline: Craig Duncan, councillor since 2012\npicture: 4242424242424242424242424242424242424242424242424242424242424242\n\
    caption: The count of 6 May 2022, as the page of the election shows it\ndescription: A table of votes by stages\nlanguage: en\n\n\
    # What I have done\n\nIn ten years I have **answered every letter**, and published *how long each took*. \
    The figures are [on my page](https://example.org/).\n\n- 1,204 letters\n- nine days on average\n- none lost\n\n\
    > He answers.\n> — a neighbour\n\n# What I would do\n\n1. Publish the council’s own figures.\n2. Answer within a week.\n";

/// Writes every kind of page, in every language, to `$HUSTINGS_PAGES_DIR` where that is set: `LANGUAGE-NAME.html`,
/// with the style beside them. Without it the pages are made all the same.
#[test]
fn pages_can_be_written_to_be_looked_at() {
    let folder = std::env::var_os("HUSTINGS_PAGES_DIR").map(std::path::PathBuf::from);
    let write = |name: &str, text: &str| {
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(folder.join(name), text).unwrap();
        }
    };
    write("style.css", pages::STYLE);
    write("icon.svg", pages::ICON);
    for language in Language::all() {
        let choice = Choice { language, by_link: true };
        let place = Place { base: "/00ff/", site: "/", choice, booth: true };
        for (name, page) in all(place) {
            let name = format!("{}-{name}.html", language.tag());
            assert!(Path::new(&name).file_name().is_some() && page.starts_with("<!DOCTYPE html>"), "{name}");
            write(&name, &page);
        }
    }
}

fn all(place: Place) -> Vec<(&'static str, String)> {
    let finished = Fixture::of(&[ward(8)], Phase::Certified);
    let mut standing = election(&[ward(8), ward(7)], Phase::Open);
    standing.manifest.contests[0].slates =
        vec![Slate { name: "Ferry First".to_owned(), candidates: vec![3, 2] }];
    let open = Fixture::of_election(&standing);
    let announced = Fixture::of(&[ward(8)], Phase::Registered);
    let mut stopped = Fixture::of(&[ward(8)], Phase::Open);
    stopped.view.interrupted = true;
    let mut spoilt = election(&[hostile(), ward(7)], Phase::Counted);
    spoilt.annulled = Some("The register was incomplete.".to_owned());
    let annulled = Fixture::of_election(&spoilt);
    let frame = finished.at(place);
    let entry = |index| pages::entry(&frame, &finished.log, index).unwrap().unwrap().into_string();
    let listed: Vec<Listed> =
        [("/a/", &open), ("/b/", &announced), ("/c/", &finished), ("/d/", &annulled), ("/e/", &stopped)]
            .map(|(base, of)| Listed { base, view: &of.view })
            .to_vec();
    let mut written = vec![
        ("elections", pages::elections(&place, &listed).into_string()),
        ("finished", pages::election(&frame).into_string()),
        ("open", pages::election(&open.at(place)).into_string()),
        ("announced", pages::election(&announced.at(place)).into_string()),
        ("interrupted", pages::election(&stopped.at(place)).into_string()),
        ("annulled", pages::election(&annulled.at(place)).into_string()),
        ("result", pages::result(&frame).into_string()),
        ("candidates", pages::candidates(&open.at(place)).into_string()),
        ("register", pages::register(&open.at(place)).into_string()),
        ("verify", pages::verify(&frame).into_string()),
        ("record", pages::record(&frame, &finished.log, None, 1).unwrap().unwrap().into_string()),
        ("entry", entry(28)),
        ("manifest", entry(0)),
        ("missing", pages::problem(&frame, Problem::Missing).into_string()),
    ];
    written.extend(statements(&open.at(place)));
    written
}

fn statements(frame: &Frame) -> Vec<(&'static str, String)> {
    let article = Says::This(pages::statement::parse(ARTICLE.as_bytes()).unwrap());
    let page = |says: &Says| pages::candidate(frame, 1, 3, says).unwrap().into_string();
    vec![
        ("candidate", page(&article)),
        ("candidate-hostile", page(&Says::This(people::statement()))),
        ("candidate-gone", page(&Says::Gone)),
        ("candidate-unreadable", page(&people::unreadable())),
    ]
}
