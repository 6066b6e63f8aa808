//! What every page has: the masthead, the landmarks, and at the end why it may be believed.

use hustings_record::Phase;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::figures::{Moment, counted};
use super::view::{ElectionView, ReportView};

/// What every page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The election.
    pub view: &'a ElectionView,
    /// The verification of its record.
    pub report: &'a ReportView,
    /// Where the record is to be had, for the commands that verify it.
    pub address: &'a str,
}

/// The pages that the masthead leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Election,
    Record,
    Verify,
    /// A page that the masthead does not name.
    Elsewhere,
}

/// A whole page; `title` is its name in a browser.
pub(crate) fn page(frame: &Frame, tab: Tab, title: &str, main: &Markup) -> Markup {
    let view = frame.view;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (view.organisation) }
                link rel="stylesheet" href="/style.css";
                link rel="icon" type="image/svg+xml" href="/icon.svg";
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                header.masthead {
                    p.organisation { bdi { (view.organisation) } }
                    nav aria-label="Pages" { ul { (tabs(view, tab)) } }
                }
                main #main tabindex="-1" { (main) }
                footer.foot {
                    (believe(frame))
                    p.identity {
                        "Election " code { (view.id.short()) } ", " (counted(view.size, "entry", "entries"))
                        " in its record. "
                        a href="/checkpoint" { "The record’s checkpoint" }
                    }
                }
            }
        }
    }
}

fn tabs(view: &ElectionView, tab: Tab) -> Markup {
    let first = if view.has_result { "Result" } else { "Election" };
    let all =
        [(Tab::Election, "/", first), (Tab::Record, "/record", "Record"), (Tab::Verify, "/verify", "Verify")];
    html! {
        @for (own, href, name) in all {
            li { a href=(href) aria-current=[(own == tab).then_some("page")] { (name) } }
        }
    }
}

/// Why the page may be believed: one sentence and one link.
pub(crate) fn believe(frame: &Frame) -> Markup {
    let (view, report) = (frame.view, frame.report);
    if let Some(failure) = &report.failure {
        return html! {
            p.believe.failed {
                (cross()) " Check " (failure.check) " failed. " (failure.meaning) " "
                a href="/verify" { "Verify it yourself." }
            }
        };
    }
    let entries = counted(view.size, "entry", "entries");
    let ballots = counted(view.ballots(), "ballot", "ballots");
    html! {
        p.believe {
            (tick()) " "
            @if view.ballots() == 0 { (entries) " in the record, every one checked. " }
            @else if view.phase <= Phase::Open { (ballots) " so far, every one checked. " }
            @else { (ballots) ", every one checked. " }
            a href="/verify" { "Verify it yourself." }
        }
    }
}

/// A time with its zone, for people and for programs.
pub(crate) fn time(unix: u64) -> Markup {
    let moment = Moment::of(unix);
    html! { time datetime=(moment.iso()) { (moment.in_full()) } }
}

/// From one time to another with the zone; a day that is the same is said once.
pub(crate) fn span(from: u64, to: u64) -> Markup {
    let (start, end) = (Moment::of(from), Moment::of(to));
    html! {
        @if start.date() == end.date() {
            time datetime=(start.iso()) { (start.date()) ", " (start.short_clock()) } " to "
            time datetime=(end.iso()) { (end.short_clock()) " UTC" }
        } @else { (time(from)) " to " (time(to)) }
    }
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
