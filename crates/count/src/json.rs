//! A count as JSON.

mod pairs;

use serde_json::{Map, Value, json};

use crate::count::{Action, Count, Draw, Purpose, Resolution, Stage, TieBreak};
use crate::countback::Filled;
use crate::decimal::Decimal;
use crate::places::{Fate, Judgment};
use crate::profile::BallotKind;

/// The count as JSON. Candidates are given by number (1 is the first of the file), numbers of
/// papers as integers, values as decimal strings with every place that the rules prescribe.
///
/// ```text
/// { "rules": "scottish-stv", "options": { "quota": "hare" },    options set by hand
///   "title": "…", "seats": 4, "valid": 8979, "set_aside": 0,
///   "quota": "1796" | null,
///   "candidates": [{ "number", "name", "affiliation": "…" | null, "withdrawn" }],
///   "elected": [{ "candidate": 3, "stage": 1 }],               in the order of election
///   "stages": [{
///     "number": 1,
///     "action": "first_preferences" | "surplus" | "surpluses" | "exclusion" |
///               "votes" | "approvals" | "scores",
///     "candidates": [3],                                        whose papers are transferred
///     "totals": { "1": "806.07214" }, "changes": { "1": "12.00000" },
///     "non_transferable": "0.00000", "non_transferable_change": "0.00000",
///     "quota": "1796" | null, "elected": [3], "excluded": [],
///     "transfers": [{ "from": 3, "to": 1 | null, "papers": 12, "votes": "1.25000" }],
///     "values": [{ "received": "1.00000", "passed_on": "0.12500", "papers": 10 }],
///     "passed_on": [{ "to": 1 | null, "votes": "31.250000000" }],
///                                      what the votes of the excluded became, under keep values
///     "keep": null | { "1": "0.612345678" },                   what each keeps of a paper
///     "reserved": [{ "candidate": 4, "fate": "guarded" | "doomed", "because": ["at least 2 of women"] }],
///     "tie": null | { "tied": [1, 2], "chosen": [2], "purpose": "surplus" | "exclusion" |
///                     "election", "by": { "stage": 2 } | { "preference": 1 } | { "lot": 1 } | "numbers" },
///     "sentence": "…" }],
///   "reserved": ["at least 2 of women"],                        places reserved, if any
///   "vacancy": null | { "left_by": 3, "sitting": [1, 4],        a countback for the seat left empty
///     "countback": "all-papers" | "own-papers", "election": "scottish-stv" },
///   "draws": [{ "tie": 1, "stage": 4, "purpose": "…", "tied": [1, 2], "order": [2, 1] }],
///   "pairwise": null | {                                        where ballots are ranked or scored
///     "matrix": [[0, 58], [42, 0]],                  row: preferred, column: to whom, by number
///     "condorcet_winner": 1 | null, "smith_set": [1], "cycle": [1, 2, 3] },
///   "working": null | { "rule": "schulze" | "ranked_pairs" | "star" | "majority_judgment" |
///     "decision", … } }                                         see docs/counting.md
/// ```
pub fn to_json(count: &Count) -> Value {
    let options = count.rules.changed().into_iter().map(|one| (one.name.to_owned(), json!(one.value)));
    let candidates = (1u32..).zip(&count.candidates).map(|(number, one)| {
        json!({
            "number": number,
            "name": one.name,
            "affiliation": one.affiliation,
            "withdrawn": one.withdrawn,
        })
    });
    let elected = count.elected.iter().map(|one| json!({ "candidate": one.candidate, "stage": one.stage }));
    json!({
        "rules": count.rules.name(),
        "options": Value::Object(options.collect::<Map<_, _>>()),
        "title": count.title,
        "seats": count.seats,
        "valid": count.valid,
        "set_aside": count.set_aside,
        "spoilt": count.spoilt,
        "quota": count.quota,
        "candidates": candidates.collect::<Vec<_>>(),
        "elected": elected.collect::<Vec<_>>(),
        "stages": count.stages.iter().map(stage).collect::<Vec<_>>(),
        "reserved": count.reserved.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "vacancy": count.vacancy.as_ref().map(vacancy),
        "draws": count.draws.iter().map(draw).collect::<Vec<_>>(),
        "pairwise": count.pairwise.as_ref().map(pairs::pairwise),
        "working": count.working.as_ref().map(|working| pairs::working(count, working)),
    })
}

fn vacancy(filled: &Filled) -> Value {
    json!({
        "left_by": filled.left_by,
        "sitting": filled.sitting,
        "countback": filled.countback.name(),
        "election": filled.election.name(),
    })
}

fn stage(stage: &Stage) -> Value {
    let transfers = stage
        .transfers
        .iter()
        .map(|one| json!({ "from": one.from, "to": one.to, "papers": one.papers, "votes": one.votes }));
    let values = stage
        .values
        .iter()
        .map(|one| json!({ "received": one.received, "passed_on": one.passed_on, "papers": one.papers }));
    let passed_on = stage.passed_on.iter().map(|one| json!({ "to": one.to, "votes": one.votes }));
    json!({
        "number": stage.number,
        "action": action(&stage.action),
        "candidates": stage.action.candidates(),
        "totals": by_number(&stage.totals),
        "changes": by_number(&stage.changes),
        "non_transferable": stage.non_transferable,
        "non_transferable_change": stage.non_transferable_change,
        "quota": stage.quota,
        "elected": stage.elected,
        "excluded": stage.excluded,
        "transfers": transfers.collect::<Vec<_>>(),
        "values": values.collect::<Vec<_>>(),
        "keep": (!stage.keep.is_empty()).then(|| by_number(&stage.keep)),
        "passed_on": passed_on.collect::<Vec<_>>(),
        "reserved": stage.judgments.iter().map(judgment).collect::<Vec<_>>(),
        "tie": stage.tie.as_ref().map(tie),
        "sentence": stage.sentence,
    })
}

fn judgment(one: &Judgment) -> Value {
    let fate = match one.fate {
        Fate::Guarded => "guarded",
        Fate::Doomed => "doomed",
    };
    let because: Vec<String> = one.because.iter().map(ToString::to_string).collect();
    json!({ "candidate": one.candidate, "fate": fate, "because": because })
}

fn by_number(values: &[Decimal]) -> Value {
    let entries = (1u32..).zip(values).map(|(number, value)| (number.to_string(), json!(value)));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn action(action: &Action) -> &'static str {
    match action {
        Action::FirstPreferences => "first_preferences",
        Action::Surplus { .. } => "surplus",
        Action::Surpluses { .. } => "surpluses",
        Action::Exclusion { .. } => "exclusion",
        Action::Totals(BallotKind::Ranking) => "votes",
        Action::Totals(BallotKind::Approval) => "approvals",
        Action::Totals(BallotKind::Scores) => "scores",
        Action::Pairs => "pairs",
        Action::Runoff { .. } => "runoff",
        Action::Grades => "grades",
        Action::Decision => "decision",
    }
}

fn tie(tie: &TieBreak) -> Value {
    let by = match tie.by {
        Resolution::EarlierStage(stage) => json!({ "stage": stage }),
        Resolution::Numbers => json!("numbers"),
        Resolution::Preferences(rank) => json!({ "preference": rank }),
        Resolution::Lot(number) => json!({ "lot": number }),
    };
    let purpose = purpose(tie.purpose);
    json!({ "tied": tie.tied, "chosen": tie.chosen, "purpose": purpose, "by": by })
}

fn draw(draw: &Draw) -> Value {
    json!({
        "tie": draw.tie,
        "stage": draw.stage,
        "purpose": purpose(draw.purpose),
        "tied": draw.tied,
        "order": draw.order,
    })
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Surplus => "surplus",
        Purpose::Exclusion => "exclusion",
        Purpose::Election => "election",
        Purpose::EqualVictories => "equal_victories",
        Purpose::Runoff => "runoff",
    }
}
