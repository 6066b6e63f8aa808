//! Counting by keep values: Meek's method, in the forms that are laid down, and Warren's.
//!
//! Each elected candidate has a keep value. A paper comes to its first candidate whole; an
//! elected one keeps a part of it and passes on the rest, to the elected too, a hopeful one keeps
//! all that comes, an excluded one nothing. The keep values are found by repeated distribution:
//! whoever has more than the quota lowers the keep value in proportion, until no surplus worth
//! mentioning is left. The quota shrinks as papers run out of preferences.
//!
//! ```text
//! course   the rounds: distribute, elect, exclude, until the seats are filled
//! seats    who is elected, who is to be excluded
//! tree     strict rankings that share their beginnings, distributed together
//! weak     rankings with equal ranks, distributed one by one
//! part     how much is kept, in whole units of 10^-places
//! ```

mod course;
mod papers;
mod part;
mod presets;
mod prn;
mod record;
mod seats;
mod ties;
mod tree;
mod weak;

pub(crate) use course::count;
pub(crate) use presets::{HILL_WICHMANN_WOODALL, NEW_ZEALAND_RULE, REFERENCE_RULE, WARREN_RULE};

/// What one rule with keep values prescribes. Votes are whole numbers of units of 10^-`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meek {
    /// What an elected candidate keeps of a paper.
    pub keeping: Keeping,
    /// What becomes of ranks that are shared or skipped.
    pub unclear: Unclear,
    /// Decimal places of votes, keep values and the quota; at most 9.
    pub places: u8,
    /// How the part that is kept of one paper is rounded; the rest is what is left of the paper.
    pub kept: Rounding,
    /// How a new keep value, old value × quota / votes, is rounded.
    pub values: ValueRounding,
    /// Whether one unit is added to the quota, votes in play / (seats + 1), which is truncated.
    pub quota_unit: bool,
    /// Who reaches the quota.
    pub reach: Reach,
    /// When the surplus counts as distributed.
    pub convergence: Convergence,
    /// Whether candidates are elected as soon as they reach the quota, or only when the surplus
    /// counts as distributed.
    pub elect: ElectWhen,
    /// What happens to the keep values when someone is elected or excluded.
    pub course: Course,
    /// Whether a candidate who cannot catch up is excluded before the surplus is distributed:
    /// the lowest, whose votes with the whole surplus are fewer than the next one's.
    pub sure_losers: bool,
    /// Whether all candidates without votes are excluded together, once the surplus counts as
    /// distributed.
    pub voteless_together: bool,
    /// Who of several with the fewest votes is excluded.
    pub ties: Ties,
}

/// What an elected candidate keeps of a paper that comes with the weight w.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Meek: the keep value is a fraction, and w × value is kept.
    Fraction,
    /// Warren: the keep value is a price, and the smaller of w and the price is kept, so that
    /// whoever has enough left pays the same.
    Price,
}

/// What becomes of ranks that are shared or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// A shared rank counts as all the strict orders it allows, in equal parts; a skipped one is
    /// closed up.
    Counts,
    /// Either ends the preferences.
    Ends,
}

/// How a division is brought to whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the next unit above.
    Up,
    /// The rest is ignored.
    Down,
}

/// How a new keep value is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRounding {
    /// The product with the quota is rounded up, then the quotient by the votes.
    UpTwice,
    /// The quotient of the exact product is rounded up.
    Up,
}

/// Who reaches the quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Whoever has as many votes as the quota.
    AtLeast,
    /// Whoever has more.
    MoreThan,
}

/// When the surplus counts as distributed. Whatever the rule says, it also does when a further
/// distribution did not make it smaller: at fixed decimals nothing more can be gained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convergence {
    /// The surpluses of all the elected together are less than 10^-n.
    SurplusBelow(u8),
    /// The votes of each of the elected are the quota to within a part in 10^n.
    EachWithin(u8),
}

/// When candidates are elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElectWhen {
    /// After every distribution.
    AtOnce,
    /// After a distribution that leaves the surplus distributed.
    Converged,
}

/// What happens to the keep values when someone is elected or excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// A new round begins: papers are distributed by the values in force before these change.
    Rounds,
    /// The values change at every distribution, whatever else happens.
    Throughout,
}

/// Who of several with the fewest votes is excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// Everyone whom the surplus still to be distributed could bring down to the lowest is tied;
    /// by lot.
    WithinSurplusByLot,
    /// The fewest votes at the most recent earlier stage at which they differ, else by lot.
    LatestThenLot,
    /// The fewest votes at the earliest stage at which they differ, else by the pseudo-random
    /// numbers that the New Zealand rules derive from the numbers of candidates, seats and votes.
    EarliestThenNumbers,
}
