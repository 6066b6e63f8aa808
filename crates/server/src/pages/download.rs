//! The count to take away: CSV for a spreadsheet, JSON for a program.

use hustings_count::{Count, Decimal, Stage, to_json};
use serde_json::{Value, json};

use super::view::ElectionView;

/// Every contest's count as CSV (RFC 4180, UTF-8): a line for each candidate and stage, then what is
/// not transferable. Votes with every place and without separators; empty where there is none.
///
/// A name that a spreadsheet would take for a formula is preceded by an apostrophe.
pub fn count_csv(view: &ElectionView) -> String {
    let mut csv =
        "contest,stage,action,number,candidate,affiliation,change,votes,quota,status\r\n".to_owned();
    for contest in &view.contests {
        let Some(count) = contest.decided.as_ref().and_then(|decided| decided.count.as_ref()) else {
            continue;
        };
        for stage in &count.stages {
            push_stage(&mut csv, contest.number, count, stage);
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
        let status = match (stage.elected.contains(&number), stage.excluded.contains(&number)) {
            (true, _) => "elected",
            (false, true) => "excluded",
            (false, false) => "",
        };
        let of = candidate.affiliation.as_deref().unwrap_or("");
        push(&number.to_string(), &unformula(&candidate.name), &unformula(of), *change, *votes, status);
    }
    push("", "Non-transferable", "", stage.non_transferable_change, stage.non_transferable, "");
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

/// Every contest's count as JSON: `{ "election", "title", "contests": [{ "contest", "title", "valid",
/// "blank", "spoilt": { reason: number }, "elected": [number], "count": … | null }] }`, where `count`
/// is as [`to_json`] writes it and contests without a result are left out.
pub fn count_json(view: &ElectionView) -> Value {
    let contests = view.contests.iter().filter_map(|contest| {
        let decided = contest.decided.as_ref()?;
        Some(json!({
            "contest": contest.number,
            "title": contest.title,
            "valid": decided.valid,
            "blank": decided.blank,
            "spoilt": decided.spoilt,
            "elected": decided.elected,
            "count": decided.count.as_ref().map(to_json),
        }))
    });
    json!({ "election": view.id.to_string(), "title": view.title, "contests": contests.collect::<Vec<_>>() })
}
