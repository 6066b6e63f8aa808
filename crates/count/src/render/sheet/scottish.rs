//! The declaration of the result in a ward of a Scottish council: SSI 2011/399 sch. 1 rule 56.
//!
//! Public notice is given of who is elected and in which order, the first preferences of each candidate
//! whether elected or not, every transfer of ballot papers with its value, and the votes of each
//! candidate after each stage. Rejected papers are for the returning officer to state: a file of ballots
//! holds none of them but the blank ones.

use super::{
    LEGEND, affiliation, block, heading, opening, push_elected, push_facts, push_signature, row_names,
};
use crate::count::{Count, Stage};
use crate::decimal::Decimal;
use crate::render::grid::{Block, cut, grid};
use crate::render::{length, push_wrapped};

pub(super) fn declaration(count: &Count, width: usize) -> String {
    let form = "Scottish local government election, rule 56 of the election rules";
    let mut page = opening("DECLARATION OF RESULT", form, count, width);
    let whole = |number: u64| Decimal::whole(number).grouped();
    let mut facts = vec![
        ("Councillors to be elected", whole(u64::from(count.seats))),
        ("Valid ballot papers", whole(count.valid)),
    ];
    if let Some(quota) = count.quota {
        facts.push(("Electoral quota", quota.grouped()));
    }
    if count.set_aside > 0 {
        facts.push(("Blank ballot papers, rejected", whole(count.set_aside)));
    }
    push_facts(&mut page, &facts);
    page.push_str("\nElected, in this order\n\n");
    push_elected(&mut page, count, width);
    page.push_str("\nFirst preference votes\n\n");
    first_preferences(&mut page, count);
    transfers(&mut page, count, width);
    page.push_str("\nVotes after each stage\n\n");
    page.push_str(&votes(count, width));
    page.push_str(LEGEND);
    page.push_str("\nOther rejected ballot papers, by reason\n\n  ..............................\n");
    push_signature(&mut page);
    page
}

fn first_preferences(page: &mut String, count: &Count) {
    let Some(stage) = count.stages.first() else { return };
    let names: Vec<String> = count.candidates.iter().map(|one| cut(&one.name)).collect();
    let first = names.iter().map(|name| length(name)).max().unwrap_or(0);
    let whole: Vec<String> = stage.totals.iter().map(|votes| votes.short()).collect();
    let figures = whole.iter().map(String::len).max().unwrap_or(0);
    for ((number, name), votes) in (1u16..).zip(&names).zip(&whole) {
        let of = affiliation(count, number).unwrap_or_default();
        page.push_str(format!("  {name:<first$}  {votes:>figures$}  {of}").trim_end());
        page.push('\n');
    }
}

/// Every transfer: whose papers, how many, at what value, and the votes it brought.
fn transfers(page: &mut String, count: &Count, width: usize) {
    let moved: Vec<&Stage> = count.stages.iter().filter(|stage| stage.number > 1).collect();
    if moved.is_empty() {
        page.push_str("\nNo ballot papers were transferred.\n");
        return;
    }
    page.push_str("\nTransfers of ballot papers\n\n");
    for stage in moved {
        let values: Vec<String> = stage
            .values
            .iter()
            .map(|one| format!("{} at {}", Decimal::whole(one.papers).grouped(), one.passed_on))
            .collect();
        let papers: u64 = stage.values.iter().map(|one| one.papers).sum();
        let papers = Decimal::whole(papers).grouped();
        let line = match &stage.values[..] {
            [] => "no ballot papers".to_owned(),
            [one] => format!("{papers} ballot papers at {}", one.passed_on),
            _ => format!("{papers} ballot papers: {}", values.join(", ")),
        };
        let line = format!("Stage {}. {}: {line}.", stage.number, heading(count, stage));
        push_wrapped(page, "  ", &line, width);
    }
}

fn votes(count: &Count, width: usize) -> String {
    let head = |stage: &Stage| vec![format!("Stage {}", stage.number), heading(count, stage)];
    let blocks: Vec<Block> = count.stages.iter().map(|stage| block(count, stage, head(stage))).collect();
    grid(&row_names(count), &blocks, width, &[count.candidates.len()])
}
