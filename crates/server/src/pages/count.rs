//! A count on a page: its story, its lots, its table and its chart, and what else its rules worked out.
//!
//! In scope: everything that is made from a [`Count`] alone. [`count_file`] makes a page of its own of it,
//! without any election around it; an election's page has the same parts within its contest.

mod facts;

use hustings_count::{Action, Count, Countback};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::STYLE;
use super::chart::chart;
use super::headline;
use super::language::{Language, args};
use super::layout::tick;
use super::stages::{elected_at, excluded_at, table};
use super::story;
use super::working;

/// A whole count as one HTML file that needs nothing else: its style is in it, there are no scripts, and
/// its own policy forbids a browser to fetch anything.
pub fn count_file(count: &Count) -> String {
    let language = Language::english();
    let headline = headline::of_count(language, count);
    let page = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (headline) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header.head {
                        @if !count.title.is_empty() { p.kicker { bdi { (count.title) } } }
                        h1 { bdi { (headline) } }
                        p.standfirst { (standfirst(language, count)) }
                    }
                    section.contest { (facts::facts(language, count)) (paper(language, count)) (shown(language, count, 1)) }
                }
                (footer(language, count))
            }
        }
    };
    page.into_string()
}

fn standfirst(language: Language, count: &Count) -> String {
    let standing = count.candidates.iter().filter(|one| !one.withdrawn).count() as u64;
    let valid = language.tell("n-valid-ballots", args![n = count.valid]);
    if is_decision(count) {
        let options = language.tell("n-options", args![n = standing]);
        return language.tell("file-decision", args![valid = valid, options = options]);
    }
    let candidates = language.tell("n-candidates", args![n = standing]);
    let seats = language.tell("n-seats", args![n = u64::from(count.seats)]);
    language.tell("file-standfirst", args![valid = valid, candidates = candidates, seats = seats])
}

/// The candidates as on the ballot paper, and what became of each.
fn paper(language: Language, count: &Count) -> Markup {
    html! {
        table.paper {
            thead.unseen { tr {
                th scope="col" { (language.say("column-number")) }
                th scope="col" { (language.say("column-candidate")) }
                th scope="col" { (language.say("column-result")) }
            } }
            tbody {
                @for (number, candidate) in (1u16..).zip(&count.candidates) {
                    @let elected = elected_at(count, number).is_some();
                    tr.elected[elected] {
                        td.number { (number) }
                        th scope="row" {
                            span.name { bdi { (candidate.name) } }
                            @if let Some(of) = &candidate.affiliation { " " span.affiliation { bdi { (of) } } }
                        }
                        td.result {
                            @if elected { span.box { (tick()) } }
                            span {
                                @if let Some(absent) = absent(language, count, number) { (absent) }
                                @else { (result(language, count, number)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Why a candidate on the paper is not in the count: withdrew or, in a countback, has a seat or left one.
pub(crate) fn absent(language: Language, count: &Count, number: u16) -> Option<String> {
    count.absent(number).map(|why| match why {
        "keeps seat" => language.say("result-keeps-seat"),
        "left" => language.say("result-left"),
        _ => language.say("result-withdrawn"),
    })
}

/// What became of a candidate, with the stage where there are several.
pub(crate) fn result(language: Language, count: &Count, number: u16) -> String {
    let one_stage = count.stages.len() <= 1;
    let at = |key: &str, stage: u32| language.tell(key, args![stage = u64::from(stage)]);
    if count.vacancy.as_ref().is_some_and(|filled| filled.sitting.contains(&number)) {
        return language.say("result-keeps-seat");
    }
    match (elected_at(count, number), excluded_at(count, number)) {
        (Some(_), _) if is_decision(count) => language.say("result-carried"),
        (None, None) if is_decision(count) => String::new(),
        (Some(_), _) if one_stage => language.say("result-elected"),
        (Some(stage), _) => at("result-elected-at", stage),
        (None, Some(stage)) => at("result-excluded-at", stage),
        (None, None) => language.say("result-not-elected"),
    }
}

/// Whether options were voted on, and not people.
pub(crate) fn is_decision(count: &Count) -> bool {
    count.stages.first().is_some_and(|stage| stage.action == Action::Decision)
}

/// Whether votes pass from one to another.
pub(crate) fn transfers(count: &Count) -> bool {
    count.stages.iter().any(|stage| !stage.action.candidates().is_empty())
}

/// The story, the lots, the table, the chart. `contest` numbers the contest on its page.
pub(crate) fn shown(language: Language, count: &Count, contest: u64) -> Markup {
    let several = count.stages.len() > 1;
    html! {
        h3 { (language.say("count-story")) }
        ol.story.single[!several] {
            @for stage in &count.stages { li { p { (story::html(language, count, stage)) } } }
        }
        (lots(language, count))
        h3 { @if several { (language.say("count-stages")) } @else { (language.say("count-figures")) } }
        (table(language, count, contest))
        @if transfers(count) { h3 { (language.say("count-moves")) } }
        (chart(language, count, contest))
        (working::shown(language, count, contest))
    }
}

fn lots(language: Language, count: &Count) -> Markup {
    let names = |numbers: &[u16]| numbers.iter().map(|n| count.name(*n)).collect::<Vec<_>>();
    html! {
        @if !count.draws.is_empty() {
            h3 { (language.say("count-lots")) }
            ul {
                @for draw in &count.draws {
                    li {
                        (language.html("count-lot", args![
                            lot = u64::from(draw.tie),
                            stage = u64::from(draw.stage),
                            tied = language.listed(&names(&draw.tied)),
                            purpose = story::purpose(draw.purpose),
                            order = names(&draw.order).join(&language.say("list-comma")),
                        ]))
                    }
                }
            }
        }
    }
}

fn footer(language: Language, count: &Count) -> Markup {
    html! {
        footer.foot {
            p.believe {
                (tick()) " " (language.say("file-exact")) " "
                code { (command(count)) }
            }
        }
    }
}

/// The command that counts so again; a countback names candidates by their numbers.
fn command(count: &Count) -> String {
    let rules = count.vacancy.as_ref().map_or(&count.rules, |filled| &filled.election);
    let mut command = format!("hustings count FILE --rules {}", rules.name());
    for one in rules.changed() {
        command.push_str(&format!(" --set {}={}", one.name, one.value));
    }
    if let Some(filled) = &count.vacancy {
        command.push_str(&format!(" --vacancy {}", filled.left_by));
        if filled.countback == Countback::OwnPapers {
            command.push_str(&format!(" --countback {}", filled.countback.name()));
        }
        for (number, _) in
            (1u16..).zip(&count.candidates).filter(|one| count.absent(one.0) == Some("withdrawn"))
        {
            command.push_str(&format!(" --without {number}"));
        }
    }
    command
}

#[cfg(test)]
mod tests;
