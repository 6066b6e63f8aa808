//! Pairs as aligned tables: the matrix, the strongest paths, the victories in order.

use super::{length, push_wrapped};
use crate::condorcet::{RankedPairs, Schulze, Verdict};
use crate::count::Count;
use crate::decimal::Decimal;
use crate::pairwise::Pairwise;
use crate::story::pairs::{condorcet_winner, figures};
use crate::working::Working;

/// Larger matrices are in the JSON and the CSV only.
const MOST_COLUMNS: usize = 40;
/// Names longer than this are cut.
const LONGEST_NAME: usize = 28;

/// What the pairs say, in as much detail as the rules make use of.
pub(super) fn pairs(page: &mut String, count: &Count, width: usize) {
    let Some(pairwise) = &count.pairwise else { return };
    match &count.working {
        Some(Working::Schulze(schulze)) => {
            matrix(page, count, pairwise, width);
            strengths(page, count, schulze, width);
            paths(page, count, schulze, width);
        }
        Some(Working::RankedPairs(pairs)) => {
            matrix(page, count, pairwise, width);
            victories(page, count, pairs, width);
        }
        _ => {
            let said = condorcet_winner(count, pairwise);
            page.push('\n');
            push_wrapped(page, "", &format!("Pair by pair: {said}"), width);
        }
    }
}

fn standing(count: &Count) -> Vec<u16> {
    let numbered = (1u16..).zip(&count.candidates);
    numbered.filter(|(_, one)| !one.withdrawn).map(|(number, _)| number).collect()
}

fn matrix(page: &mut String, count: &Count, pairwise: &Pairwise, width: usize) {
    let cell = |one: u16, other: u16| {
        let votes = Decimal::whole(pairwise.matrix.over(one, other)).grouped();
        let mark = if pairwise.matrix.beats(one, other) { '*' } else { ' ' };
        format!("{votes}{mark}")
    };
    let title = "Ballots that prefer the row to the column (* more than the other way round)";
    square(page, count, title, width, cell);
}

fn strengths(page: &mut String, count: &Count, schulze: &Schulze, width: usize) {
    let cell = |one: u16, other: u16| {
        let mark = if schulze.beats(one, other) { '*' } else { ' ' };
        match schulze.strength(one, other) {
            None => format!("–{mark}"),
            Some(strength) => format!("{}{mark}", figures_short(strength.votes, strength.against)),
        }
    };
    let title =
        "Strongest paths from the row to the column: the weakest victory on the way (* stronger than back)";
    square(page, count, title, width, cell);
}

fn figures_short(votes: u64, against: u64) -> String {
    format!("{}:{}", Decimal::whole(votes).grouped(), Decimal::whole(against).grouped())
}

/// A table with a row and a column for everyone who stands; columns that do not fit go below.
fn square(page: &mut String, count: &Count, title: &str, width: usize, cell: impl Fn(u16, u16) -> String) {
    let standing = standing(count);
    if standing.len() > MOST_COLUMNS {
        return;
    }
    page.push('\n');
    push_wrapped(page, "", title, width);
    let names: Vec<String> = standing.iter().map(|one| label(count, *one)).collect();
    let widest = names.iter().map(|name| length(name)).max().unwrap_or(0);
    let rows: Vec<Vec<String>> = standing
        .iter()
        .map(|one| {
            let cells =
                standing.iter().map(|other| if one == other { ". ".to_owned() } else { cell(*one, *other) });
            cells.collect()
        })
        .collect();
    let column = rows.iter().flatten().map(|text| length(text)).max().unwrap_or(0).max(4) + 1;
    let fit = (width.saturating_sub(widest) / column).max(1);
    for (group, columns) in standing.chunks(fit).enumerate() {
        let mut line = " ".repeat(widest);
        columns.iter().for_each(|other| line.push_str(&format!("{:>column$}", format!("{other} "))));
        push_line(page, &line);
        for (name, row) in names.iter().zip(&rows) {
            let mut line = format!("{name:<widest$}");
            let cells = row.iter().skip(group * fit).take(columns.len());
            cells.for_each(|text| line.push_str(&format!("{text:>column$}")));
            push_line(page, &line);
        }
    }
}

/// "3 Nashville", so that columns can be headed by numbers.
fn label(count: &Count, number: u16) -> String {
    let name = format!("{number:>2} {}", count.name(number));
    if length(&name) <= LONGEST_NAME {
        return name;
    }
    let mut short: String = name.chars().take(LONGEST_NAME - 1).collect();
    short.push('…');
    short
}

fn push_line(page: &mut String, line: &str) {
    page.push_str(line.trim_end());
    page.push('\n');
}

/// How the first of the ranking beats each of the others.
fn paths(page: &mut String, count: &Count, schulze: &Schulze, width: usize) {
    let Some(first) = schulze.ranking.first().and_then(|level| level.first()).copied() else { return };
    if count.pairwise.as_ref().is_some_and(|pairwise| pairwise.winner.is_some()) {
        return;
    }
    page.push_str(&format!("\nPaths from {} and back\n", count.name(first)));
    for other in standing(count).into_iter().filter(|other| *other != first) {
        let told = |from: u16, to: u16| match schulze.path(from, to) {
            None => format!("no path from {} to {}", count.name(from), count.name(to)),
            Some(path) => format!(
                "{} (weakest {})",
                path.through.iter().map(|one| count.name(*one)).collect::<Vec<_>>().join(" > "),
                figures(path.strength)
            ),
        };
        push_wrapped(page, "  ", &format!("{}; back: {}", told(first, other), told(other, first)), width);
    }
}

fn victories(page: &mut String, count: &Count, pairs: &RankedPairs, width: usize) {
    page.push_str(&format!("\nVictories, the strongest first, by {}\n", pairs.measure.words()));
    for (number, one) in (1u64..).zip(&pairs.victories) {
        let verdict = match &one.verdict {
            Verdict::Locked => "locked".to_owned(),
            Verdict::Refused(chain) => format!(
                "left out: {} is locked",
                chain.iter().map(|one| count.name(*one)).collect::<Vec<_>>().join(" > ")
            ),
            Verdict::Open => {
                "left open: equal victories contradict one another, and no seat hangs on them".to_owned()
            }
        };
        let line = format!(
            "{number}. {} over {}, {}: {verdict}",
            count.name(one.winner),
            count.name(one.loser),
            figures(one.strength)
        );
        push_wrapped(page, "  ", &line, width);
    }
}
