//! One contest: what was decided, the candidates, the story of the count, its table and its chart.

use hustings_count::Candidate;
use hustings_record::acts::BallotKind;
use maud::{Markup, html};

use super::standing;
use crate::pages::count::{result as words, shown};
use crate::pages::language::{Arg, Language, args};
use crate::pages::layout::{Place, span, tick};
use crate::pages::stages::elected_at;
use crate::pages::view::{ContestView, Decided, ElectionView};

/// The section of one contest; `several` where it is one of several.
pub(crate) fn section(place: &Place, view: &ElectionView, contest: &ContestView, several: bool) -> Markup {
    let language = place.language();
    let heading = format!("contest-{}", contest.number);
    let decided = contest.decided.as_ref();
    html! {
        section.contest aria-labelledby=(heading) {
            @if several {
                p.kicker { bdi { (contest.title) } }
                h2.headline id=(heading) {
                    @if decided.is_some() { bdi { (standing::of_contest(language, contest)) } }
                    @else { bdi { (contest.title) } }
                }
            } @else {
                h2 id=(heading) {
                    @if decided.is_some() { (language.say("contest-was-decided")) }
                    @else { (language.say("contest-is-decided")) }
                }
            }
            (facts(language, view, contest))
            (paper(place, contest))
            @if let Some(decided) = decided { (count(place, contest, decided)) }
        }
    }
}

fn facts(language: Language, view: &ElectionView, contest: &ContestView) -> Markup {
    let say = |key: &str| language.say(key);
    html! {
        dl.facts {
            dt { (say("fact-contest")) } dd { bdi { (contest.title) } }
            dt { (say("fact-held-by")) }
            dd { bdi { (view.organisation) } ", " (span(language, view.dates.opens, view.dates.closes)) }
            dt { (say("fact-seats")) } dd { (language.number(contest.seats)) }
            dt { (say("fact-rules")) }
            dd { (rules(language, contest)) }
            @for reserved in &contest.reserved { dt { (say("fact-reserved")) } dd { (reserved_words(language, reserved)) } }
            @if let Some(decided) = &contest.decided {
                dt { (say("fact-valid")) } dd { (language.tell("n-ballots", args![n = decided.valid])) }
                dt { (say("fact-blank")) } dd { (language.number(decided.blank)) }
                dt { (say("fact-spoilt")) } dd { (spoilt(language, decided)) }
                @if let Some(quota) = decided.count.as_ref().and_then(|c| c.quota) {
                    dt { (say("fact-quota")) }
                    dd { (language.tell("quota-elects", args![votes = language.votes(quota)])) }
                }
            }
        }
    }
}

fn rules(language: Language, contest: &ContestView) -> Markup {
    html! {
        @match &contest.rules {
            Ok(rules) => { (language.rules(rules)) span.source lang="en" { (rules.source()) } }
            Err(name) => bdi { (name) },
        }
        @if !contest.options.is_empty() {
            span.source { (language.say("fact-options")) ": " bdi { (contest.options.join(", ")) } }
        }
    }
}

fn reserved_words(language: Language, reserved: &crate::pages::view::ReservedView) -> Markup {
    let bound =
        |key: &str, n: Option<u64>| n.map(|n| language.html(key, args![n = n, group = &reserved.group]));
    html! {
        @if let Some(said) = bound("reserved-at-least", reserved.at_least) { span.source { (said) } }
        @if let Some(said) = bound("reserved-at-most", reserved.at_most) { span.source { (said) } }
    }
}

fn spoilt(language: Language, decided: &Decided) -> Markup {
    let all: u64 = decided.spoilt.values().sum();
    html! {
        (language.number(all))
        @if all > 0 {
            ul.reasons {
                @for (reason, number) in &decided.spoilt {
                    li { (language.html("spoilt-because", args![n = *number, reason = language.spoilt(reason)])) }
                }
            }
        }
    }
}

/// What a member does with the paper.
pub(crate) fn instruction(language: Language, contest: &ContestView) -> String {
    match (contest.kind, contest.ranks) {
        (BallotKind::Choice, _) => language.say("paper-choice"),
        (BallotKind::Ranking, None) => language.say("paper-ranking"),
        (BallotKind::Ranking, Some(most)) => {
            language.tell("paper-ranking-most", args![most = Arg::Small(most)])
        }
        (BallotKind::Approval, _) => language.say("paper-approval"),
        (BallotKind::Score, _) => language.say("paper-score"),
    }
}

/// The candidates as on the ballot paper, and what became of each.
pub(crate) fn paper(place: &Place, contest: &ContestView) -> Markup {
    let language = place.language();
    let decided = contest.decided.as_ref();
    html! {
        table.paper {
            caption { strong { (for_seats(language, contest)) } " " span { (instruction(language, contest)) } }
            thead.unseen { tr {
                th scope="col" { (language.say("column-number")) } th scope="col" { (language.say("column-candidate")) }
                @if decided.is_some() { th scope="col" { (language.say("column-result")) } }
            } }
            tbody {
                @for (number, candidate) in (1u16..).zip(&contest.candidates) {
                    (row(place, contest, number, candidate))
                }
            }
        }
    }
}

fn for_seats(language: Language, contest: &ContestView) -> String {
    let candidates = language.tell("n-candidates", args![n = contest.candidates.len() as u64]);
    let seats = language.tell("n-seats", args![n = contest.seats]);
    language.tell("candidates-for-seats", args![candidates = candidates, seats = seats])
}

fn row(place: &Place, contest: &ContestView, number: u16, candidate: &Candidate) -> Markup {
    let decided = contest.decided.as_ref();
    let elected = decided.is_some_and(|decided| decided.elected.contains(&number));
    html! {
        tr.elected[elected] {
            td.number { (number) }
            th scope="row" {
                a.name href=(place.to(&format!("candidates/{}/{number}", contest.number))) {
                    bdi { (candidate.name) }
                }
                @if let Some(of) = &candidate.affiliation { " " span.affiliation { bdi { (of) } } }
            }
            @if let Some(decided) = decided {
                td.result {
                    @if elected { span.box { (tick()) } }
                    span { (result(place.language(), number, decided)) }
                }
            }
        }
    }
}

/// What became of a candidate.
pub(crate) fn result(language: Language, number: u16, decided: &Decided) -> String {
    let elected = decided.elected.contains(&number);
    // The record says who is elected; the count is asked for the stage.
    match decided.count.as_ref().filter(|count| elected_at(count, number).is_some() == elected) {
        Some(count) => words(language, count, number),
        None if elected => language.say("result-elected"),
        None => language.say("result-not-elected"),
    }
}

/// The count in full.
pub(crate) fn count(place: &Place, contest: &ContestView, decided: &Decided) -> Markup {
    let language = place.language();
    let Some(count) = &decided.count else {
        return html! { p { (language.say("contest-no-ballot")) } };
    };
    html! {
        (shown(language, count, contest.number))
        @if !count.draws.is_empty() { p { (language.say("contest-lots")) } }
        p.downloads {
            (language.html("contest-downloads", args![
                csv = Arg::Link(place.file("count.csv")), json = Arg::Link(place.file("count.json")),
            ]))
        }
    }
}
