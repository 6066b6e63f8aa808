//! The runoffs of STAR, one for each seat.

use hustings_count::{Count, RunoffBy, StarRound};
use maud::{Markup, html};

use crate::pages::language::{Language, args};
use crate::pages::layout::tick;
use crate::pages::stages::at;

/// A table of the runoffs: of each finalist the score, and how many papers score it higher.
pub(super) fn tables(language: Language, count: &Count, rounds: &[StarRound], contest: u64) -> Markup {
    let id = format!("runoffs-{contest}");
    html! {
        div {
            p.note #(id) { (language.say("working-runoffs.note")) }
            div.scroll tabindex="0" role="group" aria-labelledby=(id) {
            table.stages.list aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { (language.say("column-candidate")) }
                    th scope="col" { (language.say("column-score")) }
                    th scope="col" { (language.say("column-higher")) }
                    th scope="col" { span.unseen { (language.say("column-outcome")) } }
                } }
                @for (seat, round) in (1u64..).zip(rounds) {
                    tbody {
                        @if rounds.len() > 1 {
                            tr { th scope="rowgroup" { (language.tell("runoff-seat", args![n = seat])) } td colspan="3" {} }
                        }
                        (runoff(language, count, round))
                    }
                }
            }
            }
        }
    }
}

fn runoff(language: Language, count: &Count, round: &StarRound) -> Markup {
    let scores = count.stages.first().map(|stage| &stage.totals[..]).unwrap_or_default();
    html! {
        @for (finalist, higher) in round.finalists.iter().zip(&round.votes) {
            tr.elected[*finalist == round.winner] {
                th scope="row" { span.name { bdi { (count.name(*finalist)) } } }
                td { (language.votes(at(scores, *finalist))) }
                td { (language.number(*higher)) }
                td.who {
                    @if *finalist == round.winner {
                        span.status { (tick()) " " (language.say("result-elected")) }
                        @if let Some(by) = decided_by(language, round.by) { " " (by) }
                    }
                }
            }
        }
        @if round.finalists.len() > 1 {
            tr {
                th scope="row" { (language.say("runoff-same")) }
                td {}
                td { (language.number(round.equal)) }
                td {}
            }
        }
    }
}

/// What decided where the votes did not.
fn decided_by(language: Language, by: RunoffBy) -> Option<String> {
    match by {
        RunoffBy::Votes => None,
        RunoffBy::OnlyOne => Some(language.say("runoff-only-one")),
        RunoffBy::Score => Some(language.say("runoff-by-score")),
        RunoffBy::HighestScores => Some(language.say("runoff-by-highest")),
        RunoffBy::Lot(lot) => Some(language.tell("runoff-by-lot", args![lot = u64::from(lot)])),
    }
}
