//! What every page has: the masthead, the landmarks, and at the end why it may be believed.

use hustings_record::Phase;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::figures::Moment;
use super::language::{Arg, Choice, Language, args};
use super::view::{ElectionView, ReportView};

/// What every page of an election is made from.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The election.
    pub view: &'a ElectionView,
    /// The verification of its record.
    pub report: &'a ReportView,
    /// Where the record is to be had, for the commands that verify it.
    pub address: &'a str,
    /// Where its pages lie, and in which language they are asked for.
    pub place: Place<'a>,
}

/// Where pages lie, and in which language they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Path of the election's pages, `/` at both ends: `/` or `/<election>/`.
    pub base: &'a str,
    /// Path of the list of elections, the stylesheet and the icon, `/` at both ends. Where it is
    /// also `base` there is no list.
    pub site: &'a str,
    /// The language of the page.
    pub choice: Choice,
    /// Whether ballots are taken here: whether there are `vote` and `check` to lead to.
    pub booth: bool,
}

impl Place<'_> {
    /// One election alone, at `/`, whose record is only read.
    pub fn alone(choice: Choice) -> Place<'static> {
        Place { base: "/", site: "/", choice, booth: false }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.choice.language
    }

    /// The address of a page of the election, such as `record?page=2`; keeps the language that was
    /// chosen.
    pub(crate) fn to(&self, page: &str) -> String {
        kept(self.base, page, self.choice)
    }

    /// The address of a file of the election, which is the same in every language.
    pub(crate) fn file(&self, name: &str) -> String {
        format!("{}{name}", self.base)
    }

    /// The address of the list of elections.
    pub(crate) fn list(&self) -> String {
        kept(self.site, "", self.choice)
    }

    /// As [`Place::to`], as a value of a message.
    pub(crate) fn link(&self, page: &str) -> Arg {
        Arg::Link(self.to(page))
    }
}

fn kept(base: &str, page: &str, choice: Choice) -> String {
    if !choice.by_link {
        return format!("{base}{page}");
    }
    in_language(base, page, choice.language)
}

fn in_language(base: &str, page: &str, language: Language) -> String {
    let joined = if page.contains('?') { '&' } else { '?' };
    format!("{base}{page}{joined}lang={}", language.tag())
}

impl Frame<'_> {
    /// The language of the page.
    pub(crate) fn language(&self) -> Language {
        self.place.language()
    }
}

/// The pages that the masthead leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Election,
    Candidates,
    Register,
    Record,
    Verify,
    /// A page that the masthead does not name.
    Elsewhere,
}

/// A whole page of an election. `here` is its address within the election, such as `record?page=2`;
/// `title` its name in a browser.
pub(crate) fn page(frame: &Frame, tab: Tab, here: &str, title: &str, main: &Markup) -> Markup {
    let (view, place, language) = (frame.view, &frame.place, frame.language());
    let brand = html! { a href=(place.to("")) { bdi { (view.organisation) } } };
    let nav = html! {
        nav.pages aria-label=(language.say("nav-pages")) { ul {
            @if place.site != place.base { li { a href=(place.list()) { (language.say("tab-elections")) } } }
            (tabs(frame, tab))
        } }
    };
    let foot = html! {
        (believe(frame))
        p.identity {
            (language.html("foot-identity", args![
                election = html! { code { (view.id.short()) } },
                entries = view.size,
                checkpoint = Arg::Link(place.file("checkpoint")),
            ]))
        }
    };
    let title = format!("{title} · {}", view.organisation);
    document(
        &Sheet { place, base: place.base, here, title: &title, brand: &brand, nav: &nav, foot: &foot },
        main,
    )
}

/// The parts of a page around its main part.
pub(crate) struct Sheet<'a> {
    pub place: &'a Place<'a>,
    /// What `here` is relative to.
    pub base: &'a str,
    pub here: &'a str,
    pub title: &'a str,
    pub brand: &'a Markup,
    pub nav: &'a Markup,
    pub foot: &'a Markup,
}

/// A whole page.
pub(crate) fn document(sheet: &Sheet, main: &Markup) -> Markup {
    let language = sheet.place.language();
    let site = sheet.place.site;
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (sheet.title) }
                link rel="stylesheet" href=(format!("{site}style.css"));
                link rel="icon" type="image/svg+xml" href=(format!("{site}icon.svg"));
                @for other in Language::all().filter(|other| *other != language) {
                    link rel="alternate" hreflang=(other.tag()) href=(in_language(sheet.base, sheet.here, other));
                }
            }
            body {
                a.skip href="#main" { (language.say("skip")) }
                header.masthead { p.organisation { (sheet.brand) } (languages(sheet)) (sheet.nav) }
                main #main tabindex="-1" { (main) }
                footer.foot { (sheet.foot) }
            }
        }
    }
}

/// The same page in each other language, each named in its own.
fn languages(sheet: &Sheet) -> Markup {
    let language = sheet.place.language();
    html! {
        nav.languages aria-label=(language.say("nav-languages")) { ul {
            @for other in Language::all() {
                li {
                    @if other == language { span aria-current="true" { (other.name()) } }
                    @else {
                        a href=(in_language(sheet.base, sheet.here, other)) lang=(other.tag()) hreflang=(other.tag()) {
                            (other.name())
                        }
                    }
                }
            }
        } }
    }
}

fn tabs(frame: &Frame, tab: Tab) -> Markup {
    let language = frame.language();
    let first = if frame.view.has_result { "tab-result" } else { "tab-election" };
    let all = [
        (Tab::Election, "", language.say(first)),
        (Tab::Candidates, "candidates", language.say("tab-candidates")),
        (Tab::Register, "register", language.say("tab-register")),
        (Tab::Record, "record", language.say("tab-record")),
        (Tab::Verify, "verify", language.say("tab-verify")),
    ];
    html! {
        @for (own, page, name) in all {
            li { a href=(frame.place.to(page)) aria-current=[(own == tab).then_some("page")] { (name) } }
        }
    }
}

/// Why the page may be believed: one sentence and one link.
pub(crate) fn believe(frame: &Frame) -> Markup {
    let (view, report, language) = (frame.view, frame.report, frame.language());
    let verify = frame.place.link("verify");
    if let Some(failure) = &report.failure {
        let meaning = language.check_meaning(&failure.check, failure.meaning);
        return html! {
            p.believe.failed {
                (cross()) " "
                (language.html("believe-failed", args![check = &failure.check, meaning = meaning, verify = verify]))
            }
        };
    }
    let ballots = view.ballots();
    html! {
        p.believe {
            (tick()) " "
            @if ballots == 0 || !view.shows_turnout() {
                (language.html("believe-entries", args![n = view.size, verify = verify]))
            } @else if view.phase <= Phase::Open {
                (language.html("believe-so-far", args![n = ballots, verify = verify]))
            } @else {
                (language.html("believe-ballots", args![n = ballots, verify = verify]))
            }
        }
    }
}

/// A time with its zone, for people and for programs.
pub(crate) fn time(language: Language, unix: u64) -> Markup {
    let moment = Moment::of(unix);
    html! { time datetime=(moment.iso()) { (moment.in_full(language)) } }
}

/// From one time to another with the zone; a day that is the same is said once.
pub(crate) fn span(language: Language, from: u64, to: u64) -> Markup {
    let (start, end) = (Moment::of(from), Moment::of(to));
    let same_day = start.iso()[..10] == end.iso()[..10];
    if !same_day {
        return language.html("span-days", args![from = time(language, from), to = time(language, to)]);
    }
    language.html(
        "span-day",
        args![
            date = html! { time datetime=(start.iso()) { (start.date(language)) } },
            from = start.short_clock(),
            to = html! { time datetime=(end.iso()) { (end.short_clock()) } },
        ],
    )
}

/// A tick, drawn; whatever it stands beside says the same in words.
pub(crate) fn tick() -> Markup {
    PreEscaped(
        "<svg class=\"mark\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">\
         <path d=\"M2.5 8.5l3.5 4 7.5-9\"/></svg>"
            .to_owned(),
    )
}

/// A cross, drawn.
pub(crate) fn cross() -> Markup {
    PreEscaped(
        "<svg class=\"mark\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">\
         <path d=\"M3 3l10 10M13 3L3 13\"/></svg>"
            .to_owned(),
    )
}
