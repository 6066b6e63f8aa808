//! Rows of names with blocks of figures beside them, in groups that fit a page's breadth.

use super::{length, wrap};

/// Names longer than this are cut, so that figures fit beside them.
const LONGEST_NAME: usize = 30;
/// Between the columns.
const GAP: usize = 2;

/// Columns that stand together under one heading.
pub(super) struct Block {
    /// What stands above all of its columns, wrapped to their breadth.
    pub(super) head: Vec<String>,
    /// Each column: its own heading, and a cell for each row.
    pub(super) columns: Vec<(String, Vec<String>)>,
}

impl Block {
    fn widths(&self) -> Vec<usize> {
        let widest = |(head, cells): &(String, Vec<String>)| {
            cells.iter().map(|cell| length(cell)).chain([length(head)]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = self.columns.iter().map(widest).collect();
        // A heading's longest word has to fit, as far as that is reasonable.
        let words = self.head.iter().flat_map(|line| line.split_whitespace()).map(length);
        let need = words.max().unwrap_or(0).min(LONGEST_NAME);
        let have = breadth(&widths);
        if let Some(first) = widths.first_mut() {
            *first += need.saturating_sub(have);
        }
        widths
    }
}

fn breadth(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// The table, at most `width` columns wide where a block and the names fit; what does not fit beside
/// goes below, the names repeated. `rules` are the rows above which a line is ruled.
pub(super) fn grid(names: &[String], blocks: &[Block], width: usize, rules: &[usize]) -> String {
    let names: Vec<String> = names.iter().map(|name| cut(name)).collect();
    let first = names.iter().map(|name| length(name)).max().unwrap_or(0);
    let mut text = String::new();
    let mut left = blocks;
    while !left.is_empty() {
        let mut used = first;
        let fit = left.iter().take_while(|block| {
            used += GAP + breadth(&block.widths());
            used <= width
        });
        let (group, rest) = left.split_at(fit.count().max(1));
        if !text.is_empty() {
            text.push('\n');
        }
        push_group(&mut text, &names, first, group, rules);
        left = rest;
    }
    text
}

fn push_group(text: &mut String, names: &[String], first: usize, group: &[Block], rules: &[usize]) {
    let widths: Vec<Vec<usize>> = group.iter().map(Block::widths).collect();
    let heads: Vec<Vec<String>> = group
        .iter()
        .zip(&widths)
        .map(|(block, widths)| block.head.iter().flat_map(|line| wrap(line, breadth(widths))).collect())
        .collect();
    let deepest = heads.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..deepest {
        let cells = heads.iter().zip(&widths).map(|(head, widths)| {
            let at = (line + head.len()).checked_sub(deepest);
            (at.map_or("", |at| head[at].as_str()), breadth(widths))
        });
        push_line(text, "", first, cells);
    }
    let columns = || group.iter().zip(&widths).flat_map(|(block, widths)| block.columns.iter().zip(widths));
    if columns().any(|((head, _), _)| !head.is_empty()) {
        push_line(text, "", first, columns().map(|((head, _), width)| (head.as_str(), *width)));
    }
    let all = first + columns().map(|(_, width)| GAP + width).sum::<usize>();
    for (row, name) in names.iter().enumerate() {
        if rules.contains(&row) {
            text.push_str(&"-".repeat(all));
            text.push('\n');
        }
        let cell = |(_, cells): &'_ (String, Vec<String>)| cells.get(row).cloned().unwrap_or_default();
        let cells: Vec<(String, usize)> = columns().map(|(column, width)| (cell(column), *width)).collect();
        push_line(text, name, first, cells.iter().map(|(cell, width)| (cell.as_str(), *width)));
    }
}

fn push_line<'a>(text: &mut String, name: &str, first: usize, cells: impl Iterator<Item = (&'a str, usize)>) {
    let mut line = format!("{name:<first$}");
    for (cell, width) in cells {
        line.push_str(&" ".repeat(GAP));
        line.push_str(&format!("{cell:>width$}"));
    }
    text.push_str(line.trim_end());
    text.push('\n');
}

/// A name that fits beside the figures.
pub(super) fn cut(name: &str) -> String {
    if length(name) <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}
