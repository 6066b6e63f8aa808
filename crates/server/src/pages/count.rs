//! A count on a page: its story, its lots, its table and its chart, and what else its rules worked out.
//!
//! In scope: everything that is made from a [`Count`] alone. [`count_file`] makes a page of its own of it,
//! without any election around it; an election's page has the same parts within its contest.

use hustings_count::{Action, Count};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::STYLE;
use super::chart::chart;
use super::figures::{counted, grouped, listed};
use super::headline;
use super::layout::tick;
use super::stages::{elected_at, excluded_at, table};
use super::working;

/// A whole count as one HTML file that needs nothing else: its style is in it, there are no scripts, and
/// its own policy forbids a browser to fetch anything.
pub fn count_file(count: &Count) -> String {
    let headline = headline::of_count(count);
    let candidates = count.candidates.iter().filter(|one| !one.withdrawn).count() as u64;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
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
                        p.standfirst {
                            (counted(count.valid, "valid ballot", "valid ballots")) ", "
                            @if is_decision(count) { (counted(candidates, "option", "options")) "." }
                            @else {
                                (counted(candidates, "candidate", "candidates")) " for "
                                (counted(u64::from(count.seats), "seat", "seats")) "."
                            }
                        }
                    }
                    section.contest { (facts(count)) (paper(count)) (shown(count, 1)) }
                }
                (footer(count))
            }
        }
    };
    page.into_string()
}

fn facts(count: &Count) -> Markup {
    let changed: Vec<String> =
        count.rules.changed().iter().map(|one| format!("{} {}", one.name, one.value)).collect();
    html! {
        dl.facts {
            @if !is_decision(count) { dt { "Seats" } dd { (grouped(u64::from(count.seats))) } }
            dt { "Rules" } dd { (count.rules.title()) span.source { (count.rules.source()) } }
            @if !changed.is_empty() { dt { "Options set by hand" } dd { (changed.join(", ")) } }
            dt { "Valid" } dd { (counted(count.valid, "ballot", "ballots")) }
            @if count.set_aside > 0 { dt { "Blank" } dd { (grouped(count.set_aside)) } }
            @if count.spoilt > 0 { dt { "Spoilt" } dd { (grouped(count.spoilt)) " with more marks than the rules allow" } }
            @if let Some(quota) = count.quota { dt { "Quota" } dd { (quota.grouped()) " votes elect" } }
        }
    }
}

/// The candidates as on the ballot paper, and what became of each.
fn paper(count: &Count) -> Markup {
    html! {
        table.paper {
            thead.unseen { tr { th scope="col" { "Number" } th scope="col" { "Candidate" } th scope="col" { "Result" } } }
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
                            span { @if candidate.withdrawn { "Withdrawn" } @else { (result(count, number)) } }
                        }
                    }
                }
            }
        }
    }
}

/// What became of a candidate, with the stage where there are several.
pub(crate) fn result(count: &Count, number: u16) -> String {
    let one_stage = count.stages.len() <= 1;
    match (elected_at(count, number), excluded_at(count, number)) {
        (Some(_), _) if is_decision(count) => "Carried".to_owned(),
        (None, None) if is_decision(count) => String::new(),
        (Some(_), _) if one_stage => "Elected".to_owned(),
        (Some(stage), _) => format!("Elected, stage {stage}"),
        (None, Some(stage)) => format!("Excluded, stage {stage}"),
        (None, None) => "Not elected".to_owned(),
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
pub(crate) fn shown(count: &Count, contest: u64) -> Markup {
    let moves = transfers(count);
    html! {
        h3 { "The story of the count" }
        ol.story.single[count.stages.len() == 1] {
            @for stage in &count.stages { li { p { bdi { (stage.sentence) } } } }
        }
        (lots(count))
        h3 { @if count.stages.len() > 1 { "Stage by stage" } @else { "The figures" } }
        (table(count, contest))
        @if moves { h3 { "How the votes moved" } }
        (chart(count, contest))
        (working::shown(count, contest))
    }
}

fn lots(count: &Count) -> Markup {
    let names = |numbers: &[u16]| numbers.iter().map(|n| count.name(*n)).collect::<Vec<_>>();
    html! {
        @if !count.draws.is_empty() {
            h3 { "Lots drawn" }
            ul {
                @for draw in &count.draws {
                    li { "Lot " (draw.tie) ", for stage " (draw.stage) ": " bdi { (listed(&names(&draw.tied))) }
                        " were tied " (draw.purpose.words()) ". Drawn in the order " bdi { (names(&draw.order).join(", ")) } "." }
                }
            }
        }
    }
}

fn footer(count: &Count) -> Markup {
    html! {
        footer.foot {
            p.believe {
                (tick()) " Every figure is exact. The same ballots, rules and lots give the same figures, whoever counts them: "
                code {
                    "hustings count FILE --rules " (count.rules.name())
                    @for one in count.rules.changed() { " --set " (one.name) "=" (one.value) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use hustings_count::{GivenOrder, Rules, blt, count};

    use super::count_file;

    const FILE: &[u8] = b"3 1\n4 1 2 0\n3 2 3 0\n2 3 2 0\n0\n\"Ann\"\n\"<b>Bob\"\n\"Cy\"\n\"Chair\"\n";

    #[test]
    fn a_count_of_every_rule_of_rankings_is_a_file_that_needs_nothing_else() {
        let profile = blt::read(FILE).expect("ballots");
        for rules in Rules::ALL.iter().filter(|rules| rules.ballot_kind().words() == "rankings") {
            let count = count(&profile, rules, &mut GivenOrder(vec![1, 2, 3])).expect("a count");
            let html = count_file(&count);
            for outside in ["<script", "<link", "src=", "href=", "url(", "@import", "<b>Bob"] {
                assert!(!html.contains(outside), "{}: {outside}", rules.name());
            }
            assert!(html.contains(&count.stages[0].totals[0].grouped()), "{}", rules.name());
            assert_eq!(html.matches("<h1>").count(), 1, "{}", rules.name());
        }
    }
}
