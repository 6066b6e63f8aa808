//! The named rules with keep values, and where each is laid down.

use super::{Convergence, Course, ElectWhen, Keeping, Meek, Reach, Rounding, Ties, Unclear, ValueRounding};
use crate::rules::{Method, Rules};

/// Proportional Representation Foundation, "Meek STV reference rule", steps A to C: nine
/// decimals, everything rounded up, omega = 10^-6, ties within the surplus by lot.
pub(super) const REFERENCE: Meek = Meek {
    keeping: Keeping::Fraction,
    unclear: Unclear::Counts,
    places: 9,
    kept: Rounding::Up,
    values: ValueRounding::UpTwice,
    quota_unit: true,
    reach: Reach::AtLeast,
    convergence: Convergence::SurplusBelow(6),
    elect: ElectWhen::AtOnce,
    course: Course::Rounds,
    sure_losers: false,
    voteless_together: false,
    ties: Ties::WithinSurplusByLot,
};

/// Hill, Wichmann and Woodall, "Algorithm 123: Single Transferable Vote by Meek's Method", The
/// Computer Journal 30(3), 1987, 277-281. The paper reckons in real numbers; five decimals, the
/// strict quota and ties by the latest difference and then by lot are OpenTally's reading of it.
pub(super) const ALGORITHM_123: Meek = Meek {
    keeping: Keeping::Fraction,
    unclear: Unclear::Counts,
    places: 5,
    kept: Rounding::Up,
    values: ValueRounding::Up,
    quota_unit: false,
    reach: Reach::MoreThan,
    convergence: Convergence::EachWithin(5),
    elect: ElectWhen::Converged,
    course: Course::Rounds,
    sure_losers: false,
    voteless_together: false,
    ties: Ties::LatestThenLot,
};

/// Local Electoral Regulations 2001 (SR 2001/145) sch. 1A as at 1 July 2025: quota (clauses 5 and
/// 11), keep values (7, 17), allocation (10), limit of 0.0001 (13), preferences recognised (37, 38),
/// ties (19, 40 to 48). Where the statute and the calculator in use differ, the calculator: the
/// rest of a paper is what is left of it, clause 13 is applied at step 1 too, candidates without
/// votes go together, and the numbers are Hill's; see docs/counting.md.
pub(super) const NEW_ZEALAND: Meek = Meek {
    keeping: Keeping::Fraction,
    unclear: Unclear::Ends,
    places: 9,
    kept: Rounding::Up,
    values: ValueRounding::UpTwice,
    quota_unit: true,
    reach: Reach::AtLeast,
    convergence: Convergence::SurplusBelow(4),
    elect: ElectWhen::AtOnce,
    course: Course::Throughout,
    sure_losers: true,
    voteless_together: true,
    ties: Ties::EarliestThenNumbers,
};

/// Warren, "Counting in STV elections", Voting matters 1 (1994): the reference rule with a price
/// in the place of a fraction.
pub(super) const WARREN: Meek = Meek { keeping: Keeping::Price, ..REFERENCE };

pub(crate) const REFERENCE_RULE: Rules = Rules {
    name: "meek",
    aliases: &["meek-prf"],
    title: "Meek's method, reference rule of the Proportional Representation Foundation",
    source: "Proportional Representation Foundation, Meek STV reference rule",
    method: Method::Meek(REFERENCE),
};

pub(crate) const HILL_WICHMANN_WOODALL: Rules = Rules {
    name: "meek-1987",
    aliases: &["algorithm-123"],
    title: "Meek's method, Algorithm 123 of Hill, Wichmann and Woodall",
    source: "The Computer Journal 30(3), 1987, 277-281, at five decimals",
    method: Method::Meek(ALGORITHM_123),
};

pub(crate) const NEW_ZEALAND_RULE: Rules = Rules {
    name: "meek-nz",
    aliases: &["new-zealand-stv"],
    title: "Meek's method, New Zealand local elections (SR 2001/145)",
    source: "Local Electoral Regulations 2001 (SR 2001/145) sch. 1A, as its calculator reads it",
    method: Method::Meek(NEW_ZEALAND),
};

pub(crate) const WARREN_RULE: Rules = Rules {
    name: "warren",
    aliases: &[],
    title: "Warren's method, with the reference rule for Meek's",
    source: "Warren, Voting matters 1 (1994); Meek STV reference rule",
    method: Method::Meek(WARREN),
};
