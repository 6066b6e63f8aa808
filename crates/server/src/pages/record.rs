//! The record's entries, a hundred a page, each in plain words with its time.

use maud::{Markup, html};

use super::figures::{Moment, counted, grouped};
use super::layout::{Frame, Tab, page};
use super::log::{Group, Line, Log};
use super::sentences::sentence;

/// Entries a page.
const PAGE: usize = 100;

/// The page of entries with this number, from 1, of a group or of all; none where there is no such page.
pub fn record(frame: &Frame, log: &Log, group: Option<Group>, number: u64) -> Option<Markup> {
    let of: Vec<&Line> = log.lines(group).collect();
    let pages = of.len().div_ceil(PAGE).max(1);
    let at = usize::try_from(number.checked_sub(1)?).ok().filter(|at| *at < pages)?;
    let shown: Vec<&Line> = of.iter().skip(at * PAGE).take(PAGE).copied().collect();
    let title =
        group.map_or_else(|| "The record".to_owned(), |group| format!("The record: {}", group.title()));
    let main = html! {
        header.head {
            h1 { (title) }
            p.standfirst {
                "Everything that was done in this election, in the order in which it was done. Nothing in it can be changed or taken out without its showing."
            }
        }
        (filters(log, group))
        p.count {
            (counted(of.len() as u64, "entry", "entries")) ", page " (grouped(number)) " of " (grouped(pages as u64))
            ". Each stands under the time of the last clock entry before it, in UTC."
        }
        @if shown.is_empty() { p { "There are no entries of this kind." } }
        (days(log, &shown))
        (pager(group, number, pages as u64))
    };
    Some(page(frame, Tab::Record, &title, &main))
}

fn filters(log: &Log, current: Option<Group>) -> Markup {
    html! {
        nav.filters aria-label="Kinds of entry" {
            ul {
                li { a href="/record" aria-current=[current.is_none().then_some("true")] { "Everything" } }
                @for group in Group::ALL {
                    @let number = log.lines(Some(group)).count() as u64;
                    @if number > 0 || current == Some(group) {
                        li {
                            a href=(format!("/record?kind={}", group.name()))
                                aria-current=[(current == Some(group)).then_some("true")] { (group.title()) }
                            " " span.many { (grouped(number)) }
                        }
                    }
                }
            }
        }
    }
}

/// The lines under their dates.
fn days(log: &Log, shown: &[&Line]) -> Markup {
    let date =
        |line: &Line| line.time.map_or_else(|| "Before the first clock".to_owned(), |t| Moment::of(t).date());
    html! {
        @for day in shown.chunk_by(|a, b| date(a) == date(b)) {
            h2.day { (date(day[0])) }
            ol.log { @for line in day { (entry(log, line)) } }
        }
    }
}

fn entry(log: &Log, line: &Line) -> Markup {
    let said = log.get(line.index).map(|(line, entry)| sentence(&line, &entry.act)).unwrap_or_default();
    html! {
        li {
            @match line.time {
                Some(unix) => time datetime=(Moment::of(unix).iso()) { (Moment::of(unix).clock()) },
                None => span.time { "–" },
            }
            " " span.said { bdi { (said) } } " "
            a.number href=(format!("/record/{}", line.index)) aria-label=(format!("Entry {}", grouped(line.index))) {
                (grouped(line.index))
            }
        }
    }
}

fn pager(group: Option<Group>, number: u64, pages: u64) -> Markup {
    let link = |to: u64| match group {
        Some(group) => format!("/record?kind={}&page={to}", group.name()),
        None => format!("/record?page={to}"),
    };
    html! {
        @if pages > 1 {
            nav.pager aria-label="Pages of the record" {
                ul {
                    @if number > 1 {
                        li { a href=(link(1)) { "First" } }
                        li { a href=(link(number - 1)) rel="prev" { "Earlier" } }
                    }
                    li { "Page " (grouped(number)) " of " (grouped(pages)) }
                    @if number < pages {
                        li { a href=(link(number + 1)) rel="next" { "Later" } }
                        li { a href=(link(pages)) { "Last" } }
                    }
                }
            }
        }
    }
}
