//! The result sheet of the Electoral Reform Society.
//!
//! ERS97 (Newland and Britton, *How to conduct an election by the single transferable vote*, 3rd ed.
//! 1997) leaves the forms to the Society (4.4). On its result sheet the candidates stand in the order of
//! the ballot paper with a pair of columns for every stage after the first, the transfers and the votes
//! they make; the batches of an exclusion are merged into its stage. Below stand what is
//! non-transferable, the total that must be that of the valid votes at every stage, the value of a
//! surplus's papers and the quota of the stage, which may fall until somebody is elected (5.4.8).

use super::{LEGEND, block, heading, opening, push_elected, push_facts, push_signature, row_names};
use crate::count::{Action, Count, Stage};
use crate::decimal::Decimal;
use crate::render::grid::{Block, grid};

pub(super) fn result_sheet(count: &Count, width: usize) -> String {
    let mut page = opening("RESULT SHEET", "Election by single transferable vote, ERS97", count, width);
    let whole = |number: u64| Decimal::whole(number).grouped();
    let mut facts = vec![
        ("Votes cast", whole(count.valid.saturating_add(count.set_aside))),
        ("Invalid votes", whole(count.set_aside)),
        ("Valid votes", whole(count.valid)),
        ("Places to be filled", whole(u64::from(count.seats))),
    ];
    if let Some(quota) = count.quota {
        facts.push(("Quota at the first stage", quota.grouped()));
    }
    push_facts(&mut page, &facts);
    page.push('\n');
    page.push_str(&stages(count, width));
    page.push_str(LEGEND);
    page.push_str("\nElected, in this order\n\n");
    push_elected(&mut page, count, width);
    push_signature(&mut page);
    page
}

fn stages(count: &Count, width: usize) -> String {
    let mut names = row_names(count);
    names.extend(["Transfer value", "Quota"].map(str::to_owned));
    let blocks: Vec<Block> = count.stages.iter().map(|stage| column(count, stage)).collect();
    let candidates = count.candidates.len();
    grid(&names, &blocks, width, &[candidates, candidates + 2])
}

fn column(count: &Count, stage: &Stage) -> Block {
    let head = vec![ordinal(stage.number), heading(count, stage)];
    let mut block = block(count, stage, head);
    if let Some((_, votes)) = block.columns.last_mut() {
        let value = match (&stage.action, &stage.values[..]) {
            (Action::Surplus { .. }, [one]) => one.passed_on.to_string(),
            _ => String::new(),
        };
        votes.push(format!("{value} "));
        votes.push(format!("{} ", stage.quota.map(Decimal::grouped).unwrap_or_default()));
    }
    block
}

/// "First stage", and beyond the twelfth "Stage 13".
fn ordinal(number: u32) -> String {
    const WORDS: [&str; 12] = [
        "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        "Eleventh", "Twelfth",
    ];
    let word = usize::try_from(number).ok().and_then(|number| WORDS.get(number.checked_sub(1)?));
    word.map_or_else(|| format!("Stage {number}"), |word| format!("{word} stage"))
}
