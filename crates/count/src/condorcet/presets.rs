//! The Condorcet rules by name. Which measure counts is said by the name: the two elect
//! different candidates wherever ballots leave candidates out and the pairs form a cycle.

use super::{Completion, Condorcet, Measure};
use crate::rules::{Method, Rules};

const SCHULZE: &str = "Schulze, Social Choice and Welfare 36 (2011) 267-303";
const TIDEMAN: &str =
    "Tideman, Social Choice and Welfare 4 (1987) 185-206; ties after Zavist and Tideman, 6 (1989) 167-173";

const fn rules(name: &'static str, title: &'static str, completion: Completion, measure: Measure) -> Rules {
    let source = match completion {
        Completion::Schulze => SCHULZE,
        Completion::RankedPairs => TIDEMAN,
    };
    Rules { name, aliases: &[], title, source, method: Method::Condorcet(Condorcet { completion, measure }) }
}

pub(crate) const SCHULZE_WV: Rules = rules(
    "schulze-wv",
    "Schulze: strongest paths, by winning votes",
    Completion::Schulze,
    Measure::WinningVotes,
);

pub(crate) const SCHULZE_MARGINS: Rules =
    rules("schulze-margins", "Schulze: strongest paths, by margins", Completion::Schulze, Measure::Margins);

pub(crate) const RANKED_PAIRS_WV: Rules = rules(
    "ranked-pairs-wv",
    "Ranked pairs: strongest victories first, by winning votes",
    Completion::RankedPairs,
    Measure::WinningVotes,
);

pub(crate) const RANKED_PAIRS_MARGINS: Rules = rules(
    "ranked-pairs-margins",
    "Ranked pairs: strongest victories first, by margins",
    Completion::RankedPairs,
    Measure::Margins,
);
