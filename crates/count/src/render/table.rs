//! The table of stages: names down, stages across.

use super::{length, wrap};
use crate::count::{Action, Count, Stage};
use crate::decimal::Decimal;
use crate::places::Fate;
use crate::profile::BallotKind;
use crate::rules::Method;
use crate::story::list;

/// Names longer than this are cut, so that a stage fits beside them.
const LONGEST_NAME: usize = 28;
/// Between columns.
const GAP: &str = "  ";
/// Stands for no change.
const NOTHING: &str = "–";
/// Follows the votes of someone elected at that stage.
const ELECTED: char = '*';
/// Follow the votes of someone whose fate the reserved places have decided by the end of the stage.
const GUARDED: char = 'g';
const DOOMED: char = 'd';

/// The table, with a legend; stages that do not fit within `width` go below in further groups.
pub(super) fn table(count: &Count, width: usize) -> String {
    let names = row_names(count);
    let widest = names.iter().map(|name| length(name)).max().unwrap_or(0);
    let blocks: Vec<Block> =
        count.stages.iter().map(|stage| Block::new(count, stage, width - widest)).collect();
    let mut text = String::new();
    let mut left = &blocks[..];
    while !left.is_empty() {
        let fitting = fitting(left, width.saturating_sub(widest));
        let (group, rest) = left.split_at(fitting);
        push_group(&mut text, &names, widest, group);
        left = rest;
        if !left.is_empty() {
            text.push('\n');
        }
    }
    if !count.elected.is_empty() {
        let elected = match count.rules.method() {
            Method::Decision(_) => "carried",
            _ => "elected at the end of the stage",
        };
        text.push_str(&format!("{ELECTED} {elected}\n"));
    }
    reasons(&mut text, count, width);
    text
}

/// Why candidates are marked as guarded or doomed: each fate once, with those who share it.
fn reasons(text: &mut String, count: &Count, width: usize) {
    let mut told: Vec<(Fate, String, Vec<u16>)> = Vec::new();
    for judgment in count.stages.iter().flat_map(|stage| &stage.judgments) {
        let why = judgment.why();
        match told.iter_mut().find(|one| one.0 == judgment.fate && one.1 == why) {
            Some((_, _, who)) if who.contains(&judgment.candidate) => {}
            Some((_, _, who)) => who.push(judgment.candidate),
            None => told.push((judgment.fate, why, vec![judgment.candidate])),
        }
    }
    for (fate, why, who) in told {
        let (mark, what) = match fate {
            Fate::Guarded => (GUARDED, "guarded, not to be excluded"),
            Fate::Doomed if matches!(count.stages[0].action, Action::Totals(_)) => (DOOMED, "passed over"),
            Fate::Doomed => (DOOMED, "doomed, no longer to be elected"),
        };
        let told = format!("{what}: {} ({why})", list(count, &who));
        for (line, words) in wrap(&told, width.saturating_sub(2)).into_iter().enumerate() {
            text.push_str(&format!("{} {words}\n", if line == 0 { mark } else { ' ' }));
        }
    }
}

/// Follows the votes of candidate `number` at the end of the stage.
fn mark(stage: &Stage, number: u16) -> char {
    if stage.elected.contains(&number) {
        return ELECTED;
    }
    match stage.judgments.iter().find(|one| one.candidate == number).map(|one| one.fate) {
        Some(Fate::Guarded) => GUARDED,
        Some(Fate::Doomed) => DOOMED,
        None => ' ',
    }
}

/// The lines of one stage, all of one width.
struct Block {
    /// "Stage 3"; nothing where there is only one.
    number: String,
    head: Vec<String>,
    rows: Vec<String>,
    width: usize,
}

impl Block {
    fn new(count: &Count, stage: &Stage, room: usize) -> Self {
        let moves = matches!(
            stage.action,
            Action::Surplus { .. } | Action::Surpluses { .. } | Action::Exclusion { .. }
        );
        let cells = cells(count, stage);
        let changes = if moves { widest(cells.iter().map(|cell| &cell.0), "transfer") } else { 0 };
        let totals = widest(cells.iter().map(|cell| &cell.1), "votes");
        let rows: Vec<String> = cells
            .iter()
            .map(|(change, total, mark)| {
                let total = format!("{total:>totals$}{mark}");
                if moves { format!("{change:>changes$}{GAP}{total}") } else { total }
            })
            .collect();
        let least = if moves { changes + GAP.len() + totals } else { totals.max(11) };
        let width = (least + 1).min(room.max(least + 1));
        let number = if count.stages.len() > 1 { format!("Stage {}", stage.number) } else { String::new() };
        let mut head = wrap(&heading(count, stage), width - 1);
        if moves {
            head.push(format!("{:>changes$}{GAP}{:>totals$}", "transfer", "votes"));
        }
        Self { number, head, rows, width }
    }
}

fn heading(count: &Count, stage: &Stage) -> String {
    let of = || stage.action.candidates().iter().map(|one| count.name(*one));
    match &stage.action {
        Action::FirstPreferences => "First preferences".to_owned(),
        Action::Surplus { .. } => format!("Surplus of {}", of().collect::<Vec<_>>().join(", ")),
        Action::Surpluses { .. } => "Surpluses shared out".to_owned(),
        Action::Exclusion { .. } => format!("Exclusion of {}", of().collect::<Vec<_>>().join(", ")),
        Action::Totals(BallotKind::Ranking) => "Votes".to_owned(),
        Action::Totals(BallotKind::Approval) => "Approvals".to_owned(),
        Action::Totals(BallotKind::Scores) => "Scores".to_owned(),
        Action::Pairs => "Pairs won".to_owned(),
        Action::Runoff { .. } => "Runoff".to_owned(),
        Action::Grades => "Middle grade".to_owned(),
        Action::Decision => "Votes".to_owned(),
    }
}

/// (change, total, mark) of each row.
fn cells(count: &Count, stage: &Stage) -> Vec<(String, String, char)> {
    let change = |value: Decimal| match value.units() {
        0 => NOTHING.to_owned(),
        1.. => format!("+{}", value.grouped()),
        _ => value.grouped(),
    };
    let mut cells: Vec<_> = (1u16..)
        .zip(stage.changes.iter().zip(&stage.totals))
        .map(|(number, (moved, total))| {
            let mark = mark(stage, number);
            if let Some(absent) = count.absent(number) {
                return (NOTHING.to_owned(), absent.to_owned(), mark);
            }
            (change(*moved), total.grouped(), mark)
        })
        .collect();
    if has_quota(count) {
        let lost = stage.non_transferable;
        cells.push((change(stage.non_transferable_change), lost.grouped(), ' '));
        let all: i128 = stage.totals.iter().map(|total| total.units()).sum::<i128>() + lost.units();
        let all = Decimal::new(all, lost.places());
        cells.push((String::new(), all.grouped(), ' '));
        let quota = stage.quota.map(Decimal::grouped).unwrap_or_default();
        // The point of the quota stands under the points of the votes.
        let width = |places: u8| if places == 0 { 0 } else { usize::from(places) + 1 };
        let quota_places = stage.quota.map_or(0, Decimal::places);
        let pad = width(lost.places()).saturating_sub(width(quota_places));
        cells.push((String::new(), format!("{quota}{}", " ".repeat(pad)), ' '));
    }
    cells
}

fn row_names(count: &Count) -> Vec<String> {
    let cut = |name: &str| {
        if length(name) <= LONGEST_NAME {
            return name.to_owned();
        }
        let mut short: String = name.chars().take(LONGEST_NAME - 1).collect();
        short.push('…');
        short
    };
    let mut names: Vec<String> = count.candidates.iter().map(|one| cut(&one.name)).collect();
    if has_quota(count) {
        names.extend(["Non-transferable", "Total", "Quota"].map(str::to_owned));
    }
    names
}

fn has_quota(count: &Count) -> bool {
    count.quota.is_some()
}

fn widest<'a>(cells: impl Iterator<Item = &'a String>, heading: &str) -> usize {
    cells.map(|cell| length(cell)).chain([heading.len()]).max().unwrap_or(0)
}

/// How many blocks fit side by side; at least one.
fn fitting(blocks: &[Block], room: usize) -> usize {
    let mut used = 0;
    let fit = blocks
        .iter()
        .take_while(|block| {
            used += GAP.len() + block.width;
            // The last column's place for a mark may stay empty.
            used <= room + 1
        })
        .count();
    fit.max(1)
}

fn push_group(text: &mut String, names: &[String], widest: usize, group: &[Block]) {
    if group.iter().any(|block| !block.number.is_empty()) {
        push_line(text, "", widest, group.iter().map(|one| (one.number.as_str(), one.width, true)));
    }
    let heads = group.iter().map(|block| block.head.len()).max().unwrap_or(0);
    for line in 0..heads {
        let cells = group.iter().map(|block| {
            // Headings stand on the line above the figures.
            let at = (line + block.head.len()).checked_sub(heads);
            (at.map_or("", |at| block.head[at].as_str()), block.width, true)
        });
        push_line(text, "", widest, cells);
    }
    for (row, name) in names.iter().enumerate() {
        push_line(text, name, widest, group.iter().map(|one| (one.rows[row].as_str(), one.width, false)));
    }
}

/// One line; a heading ends where the figures end, before the place of the mark.
fn push_line<'a>(
    text: &mut String,
    name: &str,
    widest: usize,
    cells: impl Iterator<Item = (&'a str, usize, bool)>,
) {
    let mut line = format!("{name:<widest$}");
    for (cell, width, heading) in cells {
        let body = if heading { format!("{cell} ") } else { cell.to_owned() };
        line.push_str(GAP);
        line.push_str(&format!("{body:>width$}"));
    }
    text.push_str(line.trim_end());
    text.push('\n');
}
