//! The stages as CSV: what a spreadsheet opens.

use crate::count::{Action, Count, Stage};
use crate::decimal::Decimal;
use crate::places::Fate;
use crate::working::Working;

/// What the columns are.
const HEADER: &str = "contest,stage,action,number,candidate,affiliation,change,votes,quota,status\r\n";

/// The stages of one or several contests, each with its number, as CSV (RFC 4180, UTF-8): a line for
/// each candidate and stage, then what is not transferable, where votes are transferred. Votes with
/// every place and without separators; empty where there is none.
///
/// A name that a spreadsheet would take for a formula is preceded by an apostrophe.
pub fn csv<'a>(contests: impl IntoIterator<Item = (u64, &'a Count)>) -> String {
    let mut csv = HEADER.to_owned();
    for (contest, count) in contests {
        for stage in &count.stages {
            push_stage(&mut csv, contest, count, stage);
        }
    }
    csv
}

fn push_stage(csv: &mut String, contest: u64, count: &Count, stage: &Stage) {
    let mut push = |number: &str, name: &str, of: &str, change: Decimal, votes: Decimal, status: &str| {
        let cells = [
            contest.to_string(),
            stage.number.to_string(),
            stage.action.words().to_owned(),
            number.to_owned(),
            name.to_owned(),
            of.to_owned(),
            change.to_string(),
            votes.to_string(),
            stage.quota.map_or_else(String::new, |quota| quota.to_string()),
            status.to_owned(),
        ];
        csv.push_str(&cells.map(|text| cell(&text)).join(","));
        csv.push_str("\r\n");
    };
    let figures = stage.changes.iter().zip(&stage.totals);
    for ((number, candidate), (change, votes)) in (1u16..).zip(&count.candidates).zip(figures) {
        let status = status(count, stage, number);
        let of = candidate.affiliation.as_deref().unwrap_or("");
        push(&number.to_string(), &unformula(&candidate.name), &unformula(of), *change, *votes, &status);
    }
    if let (Action::Runoff { .. }, Some(Working::Star(rounds))) = (&stage.action, &count.working) {
        // The first stage is the scores; each round follows as one.
        if let Some(round) = (stage.number as usize).checked_sub(2).and_then(|at| rounds.get(at)) {
            let equal = Decimal::whole(round.equal);
            push("", "Both the same", "", equal, equal, "");
        }
    }
    if count.quota.is_some() {
        push("", "Non-transferable", "", stage.non_transferable_change, stage.non_transferable, "");
    }
}

/// What became of candidate `number` by the end of the stage: "elected", "doomed: at most 2 of north".
fn status(count: &Count, stage: &Stage, number: u16) -> String {
    if let Some(absent) = count.absent(number) {
        return absent.to_owned();
    }
    if stage.elected.contains(&number) {
        return "elected".to_owned();
    }
    if stage.excluded.contains(&number) {
        return "excluded".to_owned();
    }
    match stage.judgments.iter().find(|one| one.candidate == number) {
        Some(one) if one.fate == Fate::Guarded => format!("guarded: {}", one.why()),
        Some(one) => format!("doomed: {}", one.why()),
        None => String::new(),
    }
}

fn unformula(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
