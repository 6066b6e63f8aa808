//! One contest: what was decided, the candidates, the story of the count, its table and its chart.

use hustings_count::Candidate;
use hustings_record::acts::BallotKind;
use maud::{Markup, html};

use super::standing;
use crate::pages::count::{result as words, shown};
use crate::pages::figures::{counted, grouped, in_words};
use crate::pages::layout::{span, tick};
use crate::pages::stages::elected_at;
use crate::pages::view::{ContestView, Decided, ElectionView};

pub(super) fn section(view: &ElectionView, contest: &ContestView, several: bool) -> Markup {
    let heading = format!("contest-{}", contest.number);
    let decided = contest.decided.as_ref();
    html! {
        section.contest aria-labelledby=(heading) {
            @if several {
                p.kicker { bdi { (contest.title) } }
                h2.headline id=(heading) {
                    @if decided.is_some() { bdi { (standing::of_contest(contest)) } } @else { bdi { (contest.title) } }
                }
            } @else {
                h2 id=(heading) { @if decided.is_some() { "What was decided" } @else { "What is decided" } }
            }
            (facts(view, contest))
            (paper(contest))
            @if let Some(decided) = decided { (count(contest, decided)) }
        }
    }
}

fn facts(view: &ElectionView, contest: &ContestView) -> Markup {
    let (rules, source) = &contest.rules;
    html! {
        dl.facts {
            dt { "Contest" } dd { bdi { (contest.title) } }
            dt { "Held by" } dd { bdi { (view.organisation) } ", " (span(view.dates.opens, view.dates.closes)) }
            dt { "Seats" } dd { (grouped(contest.seats)) }
            dt { "Rules" }
            dd { (rules) @if !source.is_empty() { span.source { (source) } } }
            @if let Some(decided) = &contest.decided {
                dt { "Valid" } dd { (counted(decided.valid, "ballot", "ballots")) }
                dt { "Blank" } dd { (grouped(decided.blank)) }
                dt { "Spoilt" } dd { (spoilt(decided)) }
                @if let Some(quota) = decided.count.as_ref().and_then(|c| c.quota) {
                    dt { "Quota" } dd { (quota.grouped()) " votes elect" }
                }
            }
        }
    }
}

fn spoilt(decided: &Decided) -> Markup {
    let all: u64 = decided.spoilt.values().sum();
    html! {
        (grouped(all))
        @if all > 0 {
            ul.reasons { @for (reason, number) in &decided.spoilt { li { (grouped(*number)) " because " (reason_words(reason)) } } }
        }
    }
}

/// A reason with its number last: "a candidate is ranked twice (S3)".
fn reason_words(reason: &str) -> String {
    match reason.split_once(": ") {
        Some((number, why)) => format!("{why} ({number})"),
        None => reason.to_owned(),
    }
}

fn instruction(contest: &ContestView) -> String {
    match (contest.kind, contest.ranks) {
        (BallotKind::Choice, _) => "One choice.".to_owned(),
        (BallotKind::Ranking, None) => "In order of preference: 1, 2, 3, and as far as you like.".to_owned(),
        (BallotKind::Ranking, Some(most)) => format!("In order of preference: at most {}.", in_words(most)),
        (BallotKind::Approval, _) => "As many as you approve of.".to_owned(),
        (BallotKind::Score, _) => "A score for each.".to_owned(),
    }
}

/// The candidates as on the ballot paper, and what became of each.
fn paper(contest: &ContestView) -> Markup {
    let seats = counted(contest.seats, "seat", "seats");
    let standing = contest.candidates.len() as u64;
    let decided = contest.decided.as_ref();
    html! {
        table.paper {
            caption {
                strong { (counted(standing, "candidate", "candidates")) " for " (seats) } " " span { (instruction(contest)) }
            }
            thead.unseen { tr {
                th scope="col" { "Number" } th scope="col" { "Candidate" }
                @if decided.is_some() { th scope="col" { "Result" } }
            } }
            tbody {
                @for (number, candidate) in (1u16..).zip(&contest.candidates) {
                    (row(number, candidate, decided))
                }
            }
        }
    }
}

fn row(number: u16, candidate: &Candidate, decided: Option<&Decided>) -> Markup {
    let place = decided.and_then(|d| d.elected.iter().position(|one| *one == number));
    html! {
        tr.elected[place.is_some()] {
            td.number { (number) }
            th scope="row" {
                span.name { bdi { (candidate.name) } }
                @if let Some(of) = &candidate.affiliation { " " span.affiliation { bdi { (of) } } }
            }
            @if let Some(decided) = decided {
                td.result {
                    @if place.is_some() { span.box { (tick()) } }
                    span { (result(number, decided)) }
                }
            }
        }
    }
}

fn result(number: u16, decided: &Decided) -> String {
    let elected = decided.elected.contains(&number);
    // The record says who is elected; the count is asked for the stage.
    match decided.count.as_ref().filter(|count| elected_at(count, number).is_some() == elected) {
        Some(count) => words(count, number),
        None => if elected { "Elected" } else { "Not elected" }.to_owned(),
    }
}

fn count(contest: &ContestView, decided: &Decided) -> Markup {
    let Some(count) = &decided.count else {
        return html! { p { "No valid ballot was cast, so nobody is elected." } };
    };
    html! {
        (shown(count, contest.number))
        @if !count.draws.is_empty() {
            p { "Lots are drawn from the record, from a number that nobody could know or bend before the trustees opened the ballots; anyone can draw them again." }
        }
        p.downloads { "The whole count to take away: " a href="/count.csv" { "CSV" } ", " a href="/count.json" { "JSON" } "." }
    }
}
