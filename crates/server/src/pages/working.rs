//! What rules work out besides their stages: pairs, strongest paths, victories taken in order, runoffs,
//! grades, the tests of a decision.

mod runoffs;

use std::collections::BTreeSet;

use hustings_count::{
    Count, Judgment, Measure, Outcome, Pairwise, RankedPairs, Schulze, TestOf, Verdict, Working,
};
use maud::{Markup, html};

use super::headline::short;
use super::language::{Arg, Language, args};
use super::layout::{cross, tick};

/// As many candidates as fit beside each other in a page's column.
const FEW: usize = 7;

/// The tables of a count, where its rules have any; the pairs folded where they decide nothing.
pub(super) fn shown(language: Language, count: &Count, contest: u64) -> Markup {
    let pairs = count.pairwise.as_ref().map(|pairwise| matrix(language, count, pairwise, contest));
    html! {
        @match &count.working {
            Some(Working::Schulze(schulze)) => {
                h3 { (language.say("working-pairs")) } (pairs.unwrap_or_default())
                h3 { (language.say("working-paths")) } (paths(language, count, schulze, contest))
            }
            Some(Working::RankedPairs(ranked)) => {
                h3 { (language.say("working-pairs")) } (pairs.unwrap_or_default())
                h3 { (language.say("working-victories")) } (victories(language, count, ranked, contest))
            }
            Some(Working::Star(rounds)) => {
                h3 { (language.say("working-runoffs")) } (runoffs::tables(language, count, rounds, contest))
            }
            Some(Working::Judgment(judgment)) => { h3 { (language.say("working-grades")) } (grades(language, count, judgment, contest)) }
            Some(Working::Decision(outcome)) => { h3 { (language.say("working-tests")) } (tests(language, outcome, contest)) }
            _ => {
                @if let Some(pairs) = pairs {
                    details.fold { summary { (language.say("working-all-pairs")) } (pairs) }
                }
            }
        }
    }
}

/// A square of figures in its own scroller: who is preferred down, to whom across. `cell` gives a figure
/// and whether it is the larger of its pair; nothing for one that there is not.
fn square(
    language: Language,
    count: &Count,
    id: &str,
    note: &str,
    cell: impl Fn(u16, u16) -> Option<(String, bool)>,
) -> Markup {
    let numbers: Vec<u16> = (1u16..)
        .zip(&count.candidates)
        .filter(|(_, candidate)| !candidate.withdrawn)
        .map(|(number, _)| number)
        .collect();
    html! {
        div.broad[numbers.len() > FEW] {
            p.note #(id) { (note) }
            div.scroll tabindex="0" role="group" aria-labelledby=(id) {
            table.stages.pairs aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { span.unseen { (language.say("column-what")) } }
                    @for across in &numbers { th scope="col" { bdi { (short(&count.candidates, *across)) } } }
                } }
                tbody {
                    @for down in &numbers {
                        tr {
                            th scope="row" { span.name { bdi { (count.name(*down)) } } }
                            @for across in &numbers {
                                @match cell(*down, *across) {
                                    _ if down == across => { td.gone { span.unseen { (language.say("working-same")) } } }
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

fn matrix(language: Language, count: &Count, pairwise: &Pairwise, contest: u64) -> Markup {
    let matrix = &pairwise.matrix;
    let note = language.say("working-pairs.note");
    square(language, count, &format!("pairs-{contest}"), &note, |down, across| {
        Some((language.number(matrix.over(down, across)), matrix.beats(down, across)))
    })
}

fn paths(language: Language, count: &Count, schulze: &Schulze, contest: u64) -> Markup {
    let measure = Arg::Word(match schulze.measure {
        Measure::Margins => "margins",
        Measure::WinningVotes => "winning-votes",
    });
    let note = language.tell("working-paths.note", args![measure = measure]);
    square(language, count, &format!("paths-{contest}"), &note, |down, across| {
        let strength = schulze.strength(down, across)?;
        let figure = match schulze.measure {
            Measure::Margins => strength.margin(),
            Measure::WinningVotes => strength.votes,
        };
        Some((language.number(figure), schulze.beats(down, across)))
    })
}

fn victories(language: Language, count: &Count, ranked: &RankedPairs, contest: u64) -> Markup {
    let id = format!("victories-{contest}");
    let name = |number: u16| count.name(number);
    html! {
        div {
            p.note #(id) { (language.say("working-victories.note")) }
            div.scroll tabindex="0" role="group" aria-labelledby=(id) {
            table.stages.list aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { (language.say("column-preferred")) } th scope="col" { (language.say("column-to")) } th scope="col" { (language.say("column-votes")) }
                    th scope="col" { (language.say("column-against")) } th scope="col" { (language.say("column-margin")) } th scope="col" { span.unseen { (language.say("column-outcome")) } }
                } }
                tbody {
                    @for victory in &ranked.victories {
                        tr.out[victory.verdict != Verdict::Locked] {
                            th scope="row" { bdi { (name(victory.winner)) } }
                            td.who { bdi { (name(victory.loser)) } }
                            td { (language.number(victory.strength.votes)) }
                            td { (language.number(victory.strength.against)) }
                            td { (language.number(victory.strength.margin())) }
                            td.who {
                                @match &victory.verdict {
                                    Verdict::Locked => { (language.say("verdict-kept")) }
                                    Verdict::Refused(path) => {
                                        (language.html("verdict-left-out", args![
                                            path = path.iter().map(|one| name(*one)).collect::<Vec<_>>().join(&language.say("list-over")),
                                        ]))
                                    }
                                    Verdict::Open => { (language.say("verdict-left-open")) }
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
fn grades(language: Language, count: &Count, judgment: &Judgment, contest: u64) -> Markup {
    let id = format!("grades-{contest}");
    let given = judgment.judged.iter().flat_map(|one| one.grades.iter().map(|(grade, _)| *grade));
    let all: BTreeSet<u32> = given.collect();
    let papers =
        |grades: &[(u32, u64)], grade| grades.iter().find(|one| one.0 == grade).map_or(0, |one| one.1);
    let order = judgment.ranking.iter().flatten();
    let judged = order.filter_map(|number| judgment.judged.iter().find(|one| one.candidate == *number));
    html! {
        div.broad[all.len() > FEW] {
            p.note #(id) { (language.say("working-grades.note")) }
            div.scroll tabindex="0" role="group" aria-labelledby=(id) {
            table.stages.pairs aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { span.unseen { (language.say("column-what")) } }
                    @for grade in all.iter().rev() { th scope="col" { (language.tell("column-grade", args![n = u64::from(*grade)])) } }
                } }
                tbody {
                    @for one in judged {
                        tr {
                            th scope="row" { span.name { bdi { (count.name(one.candidate)) } } }
                            @for grade in all.iter().rev() {
                                td.reached[one.majority_grade == Some(*grade)] {
                                    span.votes { (language.number(papers(&one.grades, *grade))) }
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

fn tests(language: Language, outcome: &Outcome, contest: u64) -> Markup {
    let id = format!("tests-{contest}");
    html! {
        div {
            p.note #(id) { (language.say("working-tests.note")) }
            div.scroll tabindex="0" role="group" aria-labelledby=(id) {
            table.stages.list aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { span.unseen { (language.say("column-what")) } } th scope="col" { (language.say("column-found")) } th scope="col" { (language.say("column-needed")) } th scope="col" { span.unseen { (language.say("column-outcome")) } }
                } }
                tbody {
                    @for test in &outcome.tests {
                        tr {
                            th scope="row" {
                                @match test.of {
                                    TestOf::Quorum(_) => { (language.say("test-quorum")) }
                                    TestOf::Approval => { (language.say("test-approval")) }
                                    TestOf::Threshold { .. } => { (language.say("test-threshold")) }
                                }
                            }
                            td { (language.number(test.found)) }
                            td { (language.number(test.least)) @if let Some((share, of)) = test.share { ", " (language.tell("test-share", args![share = share.to_string(), of = of])) } }
                            td.who {
                                @if test.passed() { span.status { (tick()) " " (language.say("test-met")) } }
                                @else { span.status.out { (cross()) " " (language.say("test-not-met")) } }
                            }
                        }
                    }
                }
            }
            }
        }
    }
}
