//! A server's front page: every election, those one can vote in first.

use hustings_record::Phase;
use maud::{Markup, html};

use super::election::standing::{headline, phase_word};
use super::language::{Arg, Language, args};
use super::layout::{Place, Sheet, document, span, time};
use super::problem::Problem;
use super::view::ElectionView;

/// An election of the list.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// Path of its pages, `/` at both ends.
    pub base: &'a str,
    /// The election.
    pub view: &'a ElectionView,
}

/// Where an election belongs in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shelf {
    Open,
    Coming,
    Closed,
}

impl Shelf {
    const ALL: [(Shelf, &'static str); 3] = [
        (Shelf::Open, "elections-open"),
        (Shelf::Coming, "elections-coming"),
        (Shelf::Closed, "elections-closed"),
    ];

    fn of(view: &ElectionView) -> Shelf {
        match view.phase {
            _ if view.annulled.is_some() => Shelf::Closed,
            Phase::Open => Shelf::Open,
            Phase::Announced | Phase::Registered | Phase::Ceremony | Phase::Keyed => Shelf::Coming,
            _ => Shelf::Closed,
        }
    }
}

/// The page of all elections. Those that are open come first, the one that closes soonest at the top; then
/// those to come; then those that are over, the latest at the top. `place.base` is not used.
pub fn elections(place: &Place, all: &[Listed]) -> Markup {
    let language = place.language();
    let shelves: Vec<(&str, Vec<&Listed>)> =
        Shelf::ALL.iter().map(|(shelf, title)| (*title, sorted(all, *shelf))).collect();
    let main = html! {
        header.head {
            h1 { (language.say("elections-title")) }
            p.standfirst { (language.say("elections-standfirst")) }
        }
        @if all.is_empty() { p { (language.say("elections-none")) } }
        @for (title, of) in &shelves {
            @if !of.is_empty() {
                section aria-labelledby=(title) {
                    h2 id=(title) { (language.say(title)) }
                    ul.elections { @for one in of { (listed(place, one)) } }
                }
            }
        }
    };
    sheet(place, "", &language.say("elections-title"), &main)
}

fn sorted<'a, 'b>(all: &'a [Listed<'b>], shelf: Shelf) -> Vec<&'a Listed<'b>> {
    let mut of: Vec<&Listed> = all.iter().filter(|one| Shelf::of(one.view) == shelf).collect();
    of.sort_by_key(|one| {
        let dates = &one.view.dates;
        let when = match shelf {
            Shelf::Open => dates.closes,
            Shelf::Coming => dates.opens,
            Shelf::Closed => u64::MAX - dates.closed.unwrap_or(dates.closes),
        };
        (when, one.view.title.clone(), one.view.id)
    });
    of
}

fn listed(place: &Place, one: &Listed) -> Markup {
    let (language, view) = (place.language(), one.view);
    let own = Place { base: one.base, ..*place };
    html! {
        li {
            h3 { a href=(own.to("")) { bdi { (view.title) } } }
            p.organisation { bdi { (view.organisation) } }
            p { (state(language, view)) }
            p.when { (when(language, view)) }
        }
    }
}

/// Where it stands, in a few words; once there is a result, who was elected.
fn state(language: Language, view: &ElectionView) -> Markup {
    if view.annulled.is_none() && view.has_result && view.contests.len() == 1 {
        return html! { bdi { (headline(language, view)) } };
    }
    let state = match view.phase {
        _ if view.annulled.is_some() => "annulled",
        Phase::Open if view.is_interrupted() => "interrupted",
        Phase::Open if view.suspended_until().is_some() => "suspended",
        phase => phase_word(phase),
    };
    language.html("elections-state", args![state = Arg::Word(state)])
}

fn when(language: Language, view: &ElectionView) -> Markup {
    let dates = &view.dates;
    match Shelf::of(view) {
        Shelf::Open => language.html("elections-until", args![time = time(language, dates.closes)]),
        Shelf::Coming => span(language, dates.opens, dates.closes),
        Shelf::Closed => {
            let closed = dates.closed.unwrap_or(dates.closes);
            language.html("elections-since", args![time = time(language, closed)])
        }
    }
}

/// A page outside every election that says what went wrong.
pub fn server_problem(place: &Place, problem: Problem) -> Markup {
    let language = place.language();
    let title = language.say(problem.key());
    let main = html! {
        header.head { h1 { (title) } p.standfirst { (language.say(&format!("{}.mend", problem.key()))) } }
        ul.ways { li { a href=(place.list()) { (language.say("problem-list")) } } }
    };
    sheet(place, "", &title, &main)
}

fn sheet(place: &Place, here: &str, title: &str, main: &Markup) -> Markup {
    let language = place.language();
    let brand = html! { a href=(place.list()) { "Hustings" } };
    let nav = html! {
        nav.pages aria-label=(language.say("nav-pages")) {
            ul { li { a href=(place.list()) aria-current="page" { (language.say("tab-elections")) } } }
        }
    };
    let foot = html! { p.believe { (language.say("elections-believe")) } };
    document(&Sheet { place, base: place.site, here, title, brand: &brand, nav: &nav, foot: &foot }, main)
}
