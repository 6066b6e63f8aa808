//! Rules that count scores or grades: STAR and majority judgment.

mod finalists;
mod judgment;
mod middle;
mod star;

pub use judgment::{Judged, Judgment};
pub(crate) use judgment::{MAJORITY_JUDGMENT_BETTER, MAJORITY_JUDGMENT_WORSE, count as count_judgment};
pub use middle::{Difference, Middle};
pub use star::{RunoffBy, Star, StarRound, StarStep, StepBy};
pub(crate) use star::{STAR, count as count_star};

use crate::profile::{Ballot, Profile};

/// Score papers made ready.
struct Sheets {
    /// The score of every candidate, withdrawn ones included, with the papers that say so.
    papers: Vec<(Vec<u32>, u64)>,
    valid: u64,
    set_aside: u64,
}

impl Sheets {
    /// Takes the papers of a checked profile; blank ones are set aside.
    fn of(profile: &Profile) -> Self {
        let mut sheets = Self { papers: Vec::new(), valid: 0, set_aside: 0 };
        for (ballot, papers) in &profile.ballots {
            match ballot {
                Ballot::Scores(scores) if scores.is_empty() => sheets.set_aside += papers,
                Ballot::Scores(scores) => {
                    sheets.valid += papers;
                    sheets.papers.push((scores.clone(), *papers));
                }
                _ => {}
            }
        }
        sheets
    }
}
