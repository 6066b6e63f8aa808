//! The count to take away: CSV for a spreadsheet, JSON for a program.

use hustings_count::render::csv;
use hustings_count::to_json;
use serde_json::{Value, json};

use super::view::ElectionView;

/// Every contest's count as CSV, as [`csv`] writes it; contests without a result are left out.
pub fn count_csv(view: &ElectionView) -> String {
    let counts = view
        .contests
        .iter()
        .filter_map(|contest| Some((contest.number, contest.decided.as_ref()?.count.as_deref()?)));
    csv(counts)
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
            "count": decided.count.as_deref().map(to_json),
        }))
    });
    json!({ "election": view.id.to_string(), "title": view.title, "contests": contests.collect::<Vec<_>>() })
}
