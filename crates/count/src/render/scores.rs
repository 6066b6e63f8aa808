//! Runoffs and grades as aligned tables.

use super::grid::{Block, grid};
use super::push_wrapped;
use crate::count::Count;
use crate::decimal::Decimal;
use crate::grades::{Judgment, RunoffBy, StarRound};

/// A runoff for each seat: the score of each finalist, and how many papers score it higher.
pub(super) fn runoffs(page: &mut String, count: &Count, rounds: &[StarRound], width: usize) {
    let scores = count.stages.first().map(|stage| &stage.totals[..]).unwrap_or_default();
    page.push_str("\nRunoffs (* elected)\n");
    for (at, round) in rounds.iter().enumerate() {
        if rounds.len() > 1 {
            page.push_str(&format!("Seat {}\n", at + 1));
        }
        let names = round.finalists.iter().map(|one| count.name(*one)).chain(["Both the same".to_owned()]);
        let score = |one: &u16| scores.get(usize::from(*one) - 1).map_or(String::new(), |sum| sum.grouped());
        let higher = round.finalists.iter().zip(&round.votes).map(|(one, papers)| {
            let mark = if *one == round.winner { '*' } else { ' ' };
            format!("{}{mark}", Decimal::whole(*papers).grouped())
        });
        let equal = format!("{} ", Decimal::whole(round.equal).grouped());
        let columns = vec![
            ("score".to_owned(), round.finalists.iter().map(score).collect()),
            ("papers that score it higher ".to_owned(), higher.chain([equal]).collect()),
        ];
        let block = Block { head: Vec::new(), columns };
        page.push_str(&grid(&names.collect::<Vec<_>>(), &[block], width, &[]));
        let by = match round.by {
            RunoffBy::OnlyOne => Some("nobody else was left".to_owned()),
            RunoffBy::Votes => None,
            RunoffBy::Score => Some("level; decided by the score".to_owned()),
            RunoffBy::HighestScores => Some("level; decided by papers with the highest score".to_owned()),
            RunoffBy::Lot(lot) => Some(format!("level; decided by lot {lot}")),
        };
        if let Some(by) = by {
            push_wrapped(page, "  ", &by, width);
        }
    }
}

/// How many papers give each candidate each grade, the best candidate first and the best grade first.
pub(super) fn grades(page: &mut String, count: &Count, judgment: &Judgment, width: usize) {
    let mut found: Vec<u32> =
        judgment.judged.iter().flat_map(|one| one.grades.iter().map(|(grade, _)| *grade)).collect();
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.dedup();
    let order: Vec<u16> = judgment.ranking.iter().flatten().copied().collect();
    let judged = |number: &u16| judgment.judged.iter().find(|one| one.candidate == *number);
    let column = |grade: &u32| {
        let papers = |number: &u16| {
            let given = judged(number).and_then(|one| one.grades.iter().find(|given| given.0 == *grade));
            given.map_or("–".to_owned(), |(_, papers)| Decimal::whole(*papers).grouped())
        };
        (grade.to_string(), order.iter().map(papers).collect())
    };
    let middle = |number: &u16| {
        let grade = judged(number).and_then(|one| one.majority_grade);
        grade.map_or(String::new(), |grade| grade.to_string())
    };
    let mut blocks = vec![Block {
        head: Vec::new(),
        columns: vec![("middle".to_owned(), order.iter().map(middle).collect())],
    }];
    blocks.extend(found.iter().map(|grade| Block { head: Vec::new(), columns: vec![column(grade)] }));
    let names: Vec<String> = order.iter().map(|one| count.name(*one)).collect();
    page.push_str("\nPapers that give each grade, and the middle one\n");
    page.push_str(&grid(&names, &blocks, width, &[]));
}
