//! What rules work out besides their stages: pairs, strongest paths, victories taken in order, grades,
//! the tests of a decision.

use std::collections::BTreeSet;

use hustings_count::{
    Count, Judgment, Measure, Outcome, Pairwise, RankedPairs, Schulze, TestOf, Verdict, Working,
};
use maud::{Markup, html};

use super::figures::grouped;
use super::headline::short;
use super::layout::{cross, tick};

/// As many candidates as fit beside each other in a page's column.
const FEW: usize = 7;

/// The tables of a count, where its rules have any; the pairs folded where they decide nothing.
pub(super) fn shown(count: &Count, contest: u64) -> Markup {
    let pairs = count.pairwise.as_ref().map(|pairwise| matrix(count, pairwise, contest));
    html! {
        @match &count.working {
            Some(Working::Schulze(schulze)) => {
                h3 { "Pair by pair" } (pairs.unwrap_or_default())
                h3 { "Strongest paths" } (paths(count, schulze, contest))
            }
            Some(Working::RankedPairs(ranked)) => {
                h3 { "Pair by pair" } (pairs.unwrap_or_default())
                h3 { "The victories, from the strongest down" } (victories(count, ranked, contest))
            }
            Some(Working::Judgment(judgment)) => { h3 { "The grades" } (grades(count, judgment, contest)) }
            Some(Working::Decision(outcome)) => { h3 { "What had to be met" } (tests(outcome, contest)) }
            _ => {
                @if let Some(pairs) = pairs {
                    details.fold { summary { "Every candidate against every other" } (pairs) }
                }
            }
        }
    }
}

/// A square of figures in its own scroller: who is preferred down, to whom across. `cell` gives a figure
/// and whether it is the larger of its pair; nothing for one that there is not.
fn square(count: &Count, id: &str, note: &str, cell: impl Fn(u16, u16) -> Option<(String, bool)>) -> Markup {
    let numbers: Vec<u16> = (1u16..)
        .zip(&count.candidates)
        .filter(|(_, candidate)| !candidate.withdrawn)
        .map(|(number, _)| number)
        .collect();
    html! {
        div.broad[numbers.len() > FEW] {
            p.note #(id) { (note) }
            div.scroll tabindex="0" role="region" aria-labelledby=(id) {
            table.stages.pairs aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { "" }
                    @for across in &numbers { th scope="col" { bdi { (short(&count.candidates, *across)) } } }
                } }
                tbody {
                    @for down in &numbers {
                        tr {
                            th scope="row" { span.name { bdi { (count.name(*down)) } } }
                            @for across in &numbers {
                                @match cell(*down, *across) {
                                    _ if down == across => { td.gone aria-label="the same" { "" } }
                                    None => { td.gone { "–" } }
                                    Some((figure, larger)) => {
                                        td.reached[larger] { span.votes { (figure) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            }
        }
    }
}

fn matrix(count: &Count, pairwise: &Pairwise, contest: u64) -> Markup {
    let matrix = &pairwise.matrix;
    let note = "How many ballots prefer the candidate at the left to the one above; bold where more do than the other way round.";
    square(count, &format!("pairs-{contest}"), note, |down, across| {
        Some((grouped(matrix.over(down, across)), matrix.beats(down, across)))
    })
}

fn paths(count: &Count, schulze: &Schulze, contest: u64) -> Markup {
    let note = format!(
        "The strength ({}) of the strongest path from the candidate at the left to the one above: of a path, its weakest victory; bold where it is stronger than the one back.",
        schulze.measure.words()
    );
    square(count, &format!("paths-{contest}"), &note, |down, across| {
        let strength = schulze.strength(down, across)?;
        let figure = match schulze.measure {
            Measure::Margins => strength.margin(),
            Measure::WinningVotes => strength.votes,
        };
        Some((grouped(figure), schulze.beats(down, across)))
    })
}

fn victories(count: &Count, ranked: &RankedPairs, contest: u64) -> Markup {
    let id = format!("victories-{contest}");
    let name = |number: u16| count.name(number);
    html! {
        div {
            p.note #(id) { "Each is kept unless those kept before lead the other way." }
            div.scroll tabindex="0" role="region" aria-labelledby=(id) {
            table.stages.list aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { "Preferred" } th scope="col" { "To" } th scope="col" { "Votes" }
                    th scope="col" { "Against" } th scope="col" { "Margin" } th scope="col" { "" }
                } }
                tbody {
                    @for victory in &ranked.victories {
                        tr.out[victory.verdict != Verdict::Locked] {
                            th scope="row" { bdi { (name(victory.winner)) } }
                            td.who { bdi { (name(victory.loser)) } }
                            td { (grouped(victory.strength.votes)) }
                            td { (grouped(victory.strength.against)) }
                            td { (grouped(victory.strength.margin())) }
                            td.who {
                                @match &victory.verdict {
                                    Verdict::Locked => { "kept" }
                                    Verdict::Refused(path) => {
                                        "left out: " bdi { (path.iter().map(|one| name(*one)).collect::<Vec<_>>().join(" over ")) }
                                    }
                                    Verdict::Open => { "left open: no seat hangs on it" }
                                }
                            }
                        }
                    }
                }
            }
            }
        }
    }
}

/// The papers that give each grade, candidates from the best down, the middle grade marked.
fn grades(count: &Count, judgment: &Judgment, contest: u64) -> Markup {
    let id = format!("grades-{contest}");
    let given = judgment.judged.iter().flat_map(|one| one.grades.iter().map(|(grade, _)| *grade));
    let all: BTreeSet<u32> = given.collect();
    let papers =
        |grades: &[(u32, u64)], grade| grades.iter().find(|one| one.0 == grade).map_or(0, |one| one.1);
    let order = judgment.ranking.iter().flatten();
    let judged = order.filter_map(|number| judgment.judged.iter().find(|one| one.candidate == *number));
    html! {
        div.broad[all.len() > FEW] {
            p.note #(id) { "How many ballots give each grade, the best candidate first; bold is the middle grade." }
            div.scroll tabindex="0" role="region" aria-labelledby=(id) {
            table.stages.pairs aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { "" }
                    @for grade in all.iter().rev() { th scope="col" { "Grade " (grade) } }
                } }
                tbody {
                    @for one in judged {
                        tr {
                            th scope="row" { span.name { bdi { (count.name(one.candidate)) } } }
                            @for grade in all.iter().rev() {
                                td.reached[one.majority_grade == Some(*grade)] {
                                    span.votes { (grouped(papers(&one.grades, *grade))) }
                                }
                            }
                        }
                    }
                }
            }
            }
        }
    }
}

fn tests(outcome: &Outcome, contest: u64) -> Markup {
    let id = format!("tests-{contest}");
    html! {
        div {
            p.note #(id) { "All of them have to be met." }
            div.scroll tabindex="0" role="region" aria-labelledby=(id) {
            table.stages.list aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { "" } th scope="col" { "Found" } th scope="col" { "Needed" } th scope="col" { "" }
                } }
                tbody {
                    @for test in &outcome.tests {
                        tr {
                            th scope="row" {
                                @match test.of {
                                    TestOf::Quorum(_) => { "Enough took part" }
                                    TestOf::Approval => { "Enough are for it" }
                                    TestOf::Threshold { .. } => { "Its share of the votes" }
                                }
                            }
                            td { (grouped(test.found)) }
                            td { (grouped(test.least)) @if let Some((share, of)) = test.share { ", " (share) " of " (grouped(of)) } }
                            td.who {
                                @if test.passed() { span.status { (tick()) " Met" } }
                                @else { span.status.out { (cross()) " Not met" } }
                            }
                        }
                    }
                }
            }
            }
        }
    }
}
