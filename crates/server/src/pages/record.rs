//! The record's entries, a hundred a page, each in plain words with its time.

use maud::{Markup, html};

use super::figures::Moment;
use super::language::{Arg, args};
use super::layout::{Frame, Tab, page};
use super::log::{Group, Line, LogError, LogLines, read};
use super::sentences::sentence;

/// Entries a page.
pub(super) const PAGE: u64 = 100;

/// The page of entries with this number, from 1, of a group or of all; none where there is no such page.
///
/// # Errors
/// The log cannot be read.
pub fn record(
    frame: &Frame,
    log: &dyn LogLines,
    group: Option<Group>,
    number: u64,
) -> Result<Option<Markup>, LogError> {
    let language = frame.language();
    let counts: Vec<(Group, u64)> = Group::ALL.into_iter().zip(log.counts()?).collect();
    let many = match group {
        Some(group) => counts.iter().find(|(one, _)| *one == group).map_or(0, |(_, many)| *many),
        None => log.size()?,
    };
    let pages = many.div_ceil(PAGE).max(1);
    let Some(at) = number.checked_sub(1).filter(|at| *at < pages) else { return Ok(None) };
    let lines = log.page(group, at * PAGE, PAGE as usize)?;
    let shown = lines.iter().map(|line| said(frame, log, line)).collect::<Result<Vec<_>, _>>()?;
    let title = match group {
        Some(group) => language.tell("record-title-group", args![group = Arg::Word(group.name())]),
        None => language.say("record-title"),
    };
    let main = html! {
        header.head { h1 { (title) } p.standfirst { (language.say("record-standfirst")) } }
        (filters(frame, &counts, group))
        p.count {
            (language.tell("record-count", args![n = many, page = number, pages = pages]))
        }
        @if shown.is_empty() { p { (language.say("record-none")) } }
        (days(frame, &lines, &shown))
        (pager(frame, group, number, pages))
    };
    Ok(Some(page(frame, Tab::Record, &address(group, number), &title, &main)))
}

/// The address of a page of the record.
fn address(group: Option<Group>, number: u64) -> String {
    match (group, number) {
        (Some(group), 1) => format!("record?kind={}", group.name()),
        (Some(group), number) => format!("record?kind={}&page={number}", group.name()),
        (None, 1) => "record".to_owned(),
        (None, number) => format!("record?page={number}"),
    }
}

fn said(frame: &Frame, log: &dyn LogLines, line: &Line) -> Result<Markup, LogError> {
    let found = read(log, line.index)?;
    Ok(found.map(|(line, entry, _)| sentence(frame.language(), &line, &entry.act)).unwrap_or_default())
}

fn filters(frame: &Frame, counts: &[(Group, u64)], current: Option<Group>) -> Markup {
    let (place, language) = (&frame.place, frame.language());
    html! {
        nav.filters aria-label=(language.say("record-kinds")) {
            ul {
                li {
                    a href=(place.to("record")) aria-current=[current.is_none().then_some("true")] {
                        (language.say("record-everything"))
                    }
                }
                @for (group, number) in counts {
                    @let own = current == Some(*group);
                    @if *number > 0 || own {
                        li {
                            a href=(place.to(&address(Some(*group), 1))) aria-current=[own.then_some("true")] {
                                (language.tell("record-group", args![group = Arg::Word(group.name())]))
                            }
                            " " span.many { (language.number(*number)) }
                        }
                    }
                }
            }
        }
    }
}

/// The lines under their dates.
fn days(frame: &Frame, lines: &[Line], shown: &[Markup]) -> Markup {
    let language = frame.language();
    let date = |line: &Line| {
        line.time.map_or_else(|| language.say("record-before-clock"), |time| Moment::of(time).date(language))
    };
    let told: Vec<(&Line, &Markup)> = lines.iter().zip(shown).collect();
    html! {
        @for day in told.chunk_by(|a, b| date(a.0) == date(b.0)) {
            h2.day { (date(day[0].0)) }
            ol.log { @for (line, said) in day { (entry(frame, line, said)) } }
        }
    }
}

fn entry(frame: &Frame, line: &Line, said: &Markup) -> Markup {
    let language = frame.language();
    let number = language.number(line.index);
    html! {
        li {
            @match line.time {
                Some(unix) => time datetime=(Moment::of(unix).iso()) { (Moment::of(unix).clock()) },
                None => span.time { "–" },
            }
            " " span.said { bdi { (said) } } " "
            a.number href=(frame.place.to(&format!("record/{}", line.index)))
                aria-label=(language.tell("entry-number", args![n = line.index])) { (number) }
        }
    }
}

fn pager(frame: &Frame, group: Option<Group>, number: u64, pages: u64) -> Markup {
    let language = frame.language();
    let link = |to: u64| frame.place.to(&address(group, to));
    html! {
        @if pages > 1 {
            nav.pager aria-label=(language.say("record-pages")) {
                ul {
                    @if number > 1 {
                        li { a href=(link(1)) { (language.say("pager-first")) } }
                        li { a href=(link(number - 1)) rel="prev" { (language.say("pager-earlier")) } }
                    }
                    li { (language.tell("pager-page", args![page = number, pages = pages])) }
                    @if number < pages {
                        li { a href=(link(number + 1)) rel="next" { (language.say("pager-later")) } }
                        li { a href=(link(pages)) { (language.say("pager-last")) } }
                    }
                }
            }
        }
    }
}
