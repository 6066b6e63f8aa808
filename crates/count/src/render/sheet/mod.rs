//! The sheets that rules, or those who wrote them, prescribe for a result.

mod ers;
mod scottish;

use thiserror::Error;

use super::grid::Block;
use super::{NARROWEST, push_wrapped};
use crate::count::{Action, Count, Stage};
use crate::decimal::Decimal;
use crate::rules::Rules;

/// Why there is no official sheet.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NoSheet {
    /// The rules have none of their own.
    #[error(
        "the rules {rules:?} have no official sheet (scottish-stv and ers97 have one); choose text, html or csv"
    )]
    NoneOfItsOwn {
        /// The rules asked for.
        rules: &'static str,
    },
    /// Options were set by hand, so that the count is not the one that the sheet declares.
    #[error(
        "the official sheet of {rules:?} is for a count by those rules, and options of them were changed; choose text, html or csv"
    )]
    Changed {
        /// The rules asked for.
        rules: &'static str,
    },
    /// A countback, or places reserved, which the sheets know nothing of.
    #[error(
        "the official sheet of {rules:?} is for an election of all seats without reserved places; choose text, html or csv"
    )]
    OfAnotherKind {
        /// The rules asked for.
        rules: &'static str,
    },
}

/// The official sheet of the rules that a count was made by, as text of at most `width` columns where a
/// stage and a name fit: the declaration of a Scottish ward's result (SSI 2011/399 sch. 1 rule 56), or
/// the result sheet of the Electoral Reform Society (ERS97, 4.4).
///
/// # Errors
/// [`NoSheet`]: the rules have none, or were changed.
pub fn sheet(count: &Count, width: usize) -> Result<String, NoSheet> {
    let rules = count.rules.name();
    let make: fn(&Count, usize) -> String = match rules {
        "scottish-stv" => scottish::declaration,
        "ers97" => ers::result_sheet,
        _ => return Err(NoSheet::NoneOfItsOwn { rules }),
    };
    if Rules::from_name(rules) != Ok(count.rules) {
        return Err(NoSheet::Changed { rules });
    }
    if count.vacancy.is_some() || !count.reserved.is_empty() {
        return Err(NoSheet::OfAnotherKind { rules });
    }
    Ok(make(count, width.max(NARROWEST)))
}

/// What every sheet begins with: its name, whose form it is, and the contest. Ends with an empty line.
fn opening(name: &str, form: &str, count: &Count, width: usize) -> String {
    let mut page = String::new();
    push_wrapped(&mut page, "", name, width);
    push_wrapped(&mut page, "", form, width);
    if !count.title.is_empty() {
        page.push('\n');
        push_wrapped(&mut page, "", &count.title, width);
    }
    page.push('\n');
    page
}

/// What a mark in the table says.
const LEGEND: &str = "* elected at the end of the stage\n";

/// "Label      figure", the figures right-aligned below each other.
fn push_facts(page: &mut String, facts: &[(&str, String)]) {
    let labels = facts.iter().map(|fact| fact.0.len()).max().unwrap_or(0);
    let figures = facts.iter().map(|fact| fact.1.chars().count()).max().unwrap_or(0);
    for (label, figure) in facts {
        page.push_str(&format!("{label:<labels$}  {figure:>figures$}\n"));
    }
}

/// The elected in order, numbered, with the stage of each.
fn push_elected(page: &mut String, count: &Count, width: usize) {
    for (place, one) in (1u32..).zip(&count.elected) {
        let of = affiliation(count, one.candidate).map(|of| format!(" ({of})")).unwrap_or_default();
        let line = format!("{}{of}, at stage {}", count.name(one.candidate), one.stage);
        push_wrapped(page, &format!("{place:>4}  "), &line, width);
    }
    if count.elected.is_empty() {
        page.push_str("  nobody\n");
    }
}

fn affiliation(count: &Count, number: u16) -> Option<&str> {
    let at = usize::from(number).checked_sub(1)?;
    count.candidates.get(at)?.affiliation.as_deref()
}

/// What a stage did, with the names in full.
fn heading(count: &Count, stage: &Stage) -> String {
    let names: Vec<String> = stage.action.candidates().iter().map(|one| count.name(*one)).collect();
    match &stage.action {
        Action::FirstPreferences => "First preferences".to_owned(),
        Action::Surplus { .. } => format!("Surplus of {}", names.join(", ")),
        Action::Exclusion { .. } => format!("Exclusion of {}", names.join(", ")),
        other => other.words().to_owned(),
    }
}

/// A figure with its sign; a dash for nothing.
fn signed(value: Decimal) -> String {
    match value.units() {
        0 => "–".to_owned(),
        1.. => format!("+{}", value.grouped()),
        _ => value.grouped(),
    }
}

/// The columns of a stage: what was transferred, after the first stage, and what each then has. Below
/// the candidates: non-transferable, the total of all. After each figure is room for a mark.
fn block(count: &Count, stage: &Stage, head: Vec<String>) -> Block {
    let lost = stage.non_transferable;
    let mut votes: Vec<String> = Vec::new();
    let mut moved: Vec<String> = Vec::new();
    let figures = stage.changes.iter().zip(&stage.totals);
    for ((number, candidate), (change, total)) in (1u16..).zip(&count.candidates).zip(figures) {
        if candidate.withdrawn {
            votes.push("withdrawn ".to_owned());
            moved.push(String::new());
            continue;
        }
        let mark = if stage.elected.contains(&number) { '*' } else { ' ' };
        votes.push(format!("{}{mark}", total.grouped()));
        moved.push(signed(*change));
    }
    votes.push(format!("{} ", lost.grouped()));
    moved.push(signed(stage.non_transferable_change));
    let all: i128 = stage.totals.iter().map(|total| total.units()).sum::<i128>() + lost.units();
    votes.push(format!("{} ", Decimal::new(all, lost.places()).grouped()));
    moved.push(String::new());
    let mut columns = vec![("votes ".to_owned(), votes)];
    if stage.number > 1 {
        columns.insert(0, ("transfer".to_owned(), moved));
    }
    Block { head, columns }
}

/// The names of the rows that [`block`] makes.
fn row_names(count: &Count) -> Vec<String> {
    let mut names: Vec<String> = count.candidates.iter().map(|one| one.name.clone()).collect();
    names.extend(["Non-transferable", "Total"].map(str::to_owned));
    names
}

/// Where someone signs.
fn push_signature(page: &mut String) {
    page.push_str(
        "\nDate  ..............................\n\nReturning officer  ..............................\n",
    );
}
