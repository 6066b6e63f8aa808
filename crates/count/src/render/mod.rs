//! A count on paper: as text, what a returning officer reads out and pins to the door ([`text()`]); as
//! CSV for a spreadsheet ([`csv()`]); and on the official sheet of its rules ([`sheet()`]).

mod csv;
mod grid;
mod pairs;
mod scores;
mod sheet;
mod table;

pub use csv::csv;
pub use sheet::{NoSheet, sheet};

use crate::count::Count;
use crate::countback::{Countback, Filled};
use crate::decimal::Decimal;
use crate::story::list;
use crate::working::Working;

/// The narrowest page that is laid out; anything narrower is laid out as this.
const NARROWEST: usize = 48;

/// The whole count as text, at most `width` columns wide where a single stage and a name fit:
/// the contest, the elected, the table of stages (in groups where they do not fit side by side),
/// the story of the stages, the lots. Ends with a line break; no colour, no control characters
/// beyond line breaks unless a name holds them (the readers refuse those).
pub fn text(count: &Count, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut page = String::new();
    heading(&mut page, count, width);
    elected(&mut page, count, width);
    page.push_str(&table::table(count, width));
    story(&mut page, count, width);
    match &count.working {
        Some(Working::Star(rounds)) => scores::runoffs(&mut page, count, rounds, width),
        Some(Working::Judgment(judgment)) => scores::grades(&mut page, count, judgment, width),
        _ => {}
    }
    pairs::pairs(&mut page, count, width);
    lots(&mut page, count, width);
    page
}

fn heading(page: &mut String, count: &Count, width: usize) {
    if !count.title.is_empty() {
        push_wrapped(page, "", &count.title, width);
    }
    push_wrapped(page, "", count.rules.title(), width);
    let changed = count.rules.changed();
    if !changed.is_empty() {
        let set: Vec<String> = changed.iter().map(|one| format!("{}={}", one.name, one.value)).collect();
        push_wrapped(page, "", &format!("Options set by hand: {}", set.join(" ")), width);
    }
    if let Some(filled) = &count.vacancy {
        push_wrapped(page, "", &vacancy(count, filled), width);
    }
    let candidates = count.candidates.iter().filter(|one| !one.withdrawn).count() as u64;
    let absent = (1u16..).zip(&count.candidates).filter(|one| count.absent(one.0) == Some("withdrawn"));
    let withdrawn = absent.count() as u64;
    let own_papers = count.vacancy.as_ref().is_some_and(|one| one.countback == Countback::OwnPapers);
    let whole = |number: u64| Decimal::whole(number).grouped();
    let mut facts = vec![
        ("Seats", whole(u64::from(count.seats))),
        ("Candidates", whole(candidates)),
        (if own_papers { "Papers" } else { "Valid ballots" }, whole(count.valid)),
    ];
    if withdrawn > 0 {
        facts.insert(2, ("Withdrawn", whole(withdrawn)));
    }
    if count.set_aside > 0 {
        facts.push(("Blank ballots", whole(count.set_aside)));
    }
    if count.spoilt > 0 {
        facts.push(("Spoilt ballots", whole(count.spoilt)));
    }
    if let Some(quota) = count.quota {
        facts.push(("Quota", quota.grouped()));
    }
    let figures = facts.iter().map(|fact| fact.1.len()).max().unwrap_or(0);
    page.push('\n');
    for (what, figure) in facts {
        page.push_str(&format!("{what:<15}{figure:>figures$}\n"));
    }
    if !count.reserved.is_empty() {
        let reserved: Vec<String> = count.reserved.iter().map(ToString::to_string).collect();
        push_wrapped(page, "", &format!("Reserved: {}", reserved.join(", ")), width);
    }
    page.push('\n');
}

/// "Countback for the seat that Ann left: Di fills it; Bob and Cy keep theirs. …"
fn vacancy(count: &Count, filled: &Filled) -> String {
    let left = count.name(filled.left_by);
    let new = count.elected.iter().map(|one| one.candidate).filter(|one| !filled.sitting.contains(one));
    let new = list(count, &new.collect::<Vec<_>>());
    let kept = match &filled.sitting[..] {
        [] => String::new(),
        [one] => format!("; {} keeps the seat won", count.name(*one)),
        several => format!("; {} keep the seats won", list(count, several)),
    };
    let papers = match filled.countback {
        Countback::AllPapers => "All papers of the election are counted again.".to_owned(),
        Countback::OwnPapers => {
            format!("Only the papers that elected {left} are counted. Election: {}.", filled.election.title())
        }
    };
    format!("Countback for the seat that {left} left: {new} fills it{kept}. {papers}")
}

fn elected(page: &mut String, count: &Count, width: usize) {
    if let Some(Working::Decision(_)) = &count.working {
        let first = count.stages.first().map_or("", |stage| stage.sentence.as_str());
        let result = first.split_once(". ").map_or(first, |(result, _)| result);
        page.push_str("Decision\n");
        push_wrapped(page, "  ", &format!("{result}."), width);
        page.push('\n');
        return;
    }
    page.push_str("Elected\n");
    let named: Vec<(String, String, u32)> = count
        .elected
        .iter()
        .map(|one| {
            let index = usize::from(one.candidate).saturating_sub(1);
            let party = count.candidates.get(index).and_then(|one| one.affiliation.clone());
            let sits = count.vacancy.as_ref().is_some_and(|filled| filled.sitting.contains(&one.candidate));
            let party = if sits { Some("keeps the seat".to_owned()) } else { party };
            (count.name(one.candidate), party.unwrap_or_default(), one.stage)
        })
        .collect();
    let names = named.iter().map(|one| length(&one.0)).max().unwrap_or(0);
    let parties = named.iter().map(|one| length(&one.1)).max().unwrap_or(0);
    let wide = count.stages.len() > 1 && 2 + names + 2 + parties + 2 + 8 <= width;
    for (name, party, stage) in &named {
        let line = if wide {
            format!("  {name:<names$}  {party:<parties$}  stage {stage}")
        } else if length(party) + names + 4 <= width {
            format!("  {name:<names$}  {party}")
        } else {
            format!("  {name}")
        };
        page.push_str(line.trim_end());
        page.push('\n');
    }
    if named.is_empty() {
        page.push_str("  nobody\n");
    }
    page.push('\n');
}

fn story(page: &mut String, count: &Count, width: usize) {
    for stage in &count.stages {
        page.push('\n');
        let lead = format!("Stage {}. ", stage.number);
        let lead = if count.stages.len() > 1 { lead.as_str() } else { "" };
        push_wrapped(page, "", &format!("{lead}{}", stage.sentence), width);
    }
}

fn lots(page: &mut String, count: &Count, width: usize) {
    if count.draws.is_empty() {
        return;
    }
    page.push_str("\nLots drawn\n");
    for draw in &count.draws {
        let what = format!(
            "Lot {}, for stage {}: {} tied {}; drawn in the order {}.",
            draw.tie,
            draw.stage,
            list(count, &draw.tied),
            draw.purpose.words(),
            draw.order.iter().map(|one| count.name(*one)).collect::<Vec<_>>().join(", "),
        );
        push_wrapped(page, "  ", &what, width);
    }
}

fn push_wrapped(page: &mut String, indent: &str, text: &str, width: usize) {
    for line in wrap(text, width.saturating_sub(indent.len())) {
        page.push_str(indent);
        page.push_str(&line);
        page.push('\n');
    }
}

/// Breaks a text at spaces into lines of at most `width` characters, and inside a word only
/// where the word alone is longer.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        if !line.is_empty() && length(&line) + 1 + word.len() > width {
            lines.push(std::mem::take(&mut line));
        }
        while word.len() > width {
            lines.push(word.drain(..width).collect());
        }
        if !line.is_empty() && !word.is_empty() {
            line.push(' ');
        }
        line.extend(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Characters, which is what a column of most scripts holds.
pub(crate) fn length(text: &str) -> usize {
    text.chars().count()
}
