//! How a count begins: in which arithmetic, and with which papers.

use std::collections::BTreeMap;

use num_traits::zero;

use super::Counting;
use super::data::{Precision, RoundingAt, Skipped, Stv};
use super::numbers::{Exact, Fixed, Numbers};
use crate::count::{Count, CountError};
use crate::lot::Lot;
use crate::papers::Papers;
use crate::places::Places;
use crate::profile::{Ballot, Profile};
use crate::rules::Rules;

/// Counts a checked profile of rankings.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    stv: &Stv,
    reserved: &Places,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    reckoned(stv.precision, Election { profile, rules, stv, reserved, lot })
}

/// Something to be done in the arithmetic that a rule prescribes.
pub(super) trait Reckoned {
    type Done;
    fn by<M: Numbers>(self, numbers: M) -> Self::Done;
}

pub(super) fn reckoned<T: Reckoned>(precision: Precision, what: T) -> T::Done {
    match precision {
        Precision::Exact => what.by(Exact { sums: None, printed: Precision::PRINTED }),
        Precision::Decimals { places, rounding, at: RoundingAt::Sum } => {
            what.by(Exact { sums: Some((places, rounding)), printed: places })
        }
        Precision::Decimals { places, rounding, at } => {
            what.by(Fixed { places, rounding, fraction_first: at == RoundingAt::Fraction })
        }
    }
}

struct Election<'a> {
    profile: &'a Profile,
    rules: &'a Rules,
    stv: &'a Stv,
    reserved: &'a Places,
    lot: &'a mut dyn Lot,
}

impl Reckoned for Election<'_> {
    type Done = Result<Count, CountError>;

    fn by<M: Numbers>(self, numbers: M) -> Self::Done {
        let Self { profile, rules, stv, reserved, lot } = self;
        let mut counting = Counting::new(numbers, profile, stv, reserved, Start::of(profile, stv), lot);
        counting.run()?;
        Ok(counting.finish(rules))
    }
}

/// The papers as they are when a count begins.
pub(super) struct Start<'a, N> {
    pub(super) papers: Papers<'a>,
    /// What each paper of each ranking is worth; empty: one vote.
    pub(super) values: Vec<N>,
}

impl<'a, N> Start<'a, N> {
    /// Every paper is worth a vote.
    pub(super) fn of(profile: &'a Profile, stv: &Stv) -> Self {
        let papers = match stv.skipped {
            Skipped::Stop => Papers::group_by(profile, Ballot::until_unclear),
            Skipped::Close => Papers::group_by(profile, Ballot::until_shared),
        };
        Self { papers, values: Vec::new() }
    }
}

/// What all papers are worth; those of one value are rounded together, where sums are.
pub(super) fn together<M: Numbers>(numbers: &M, papers: &Papers<'_>, values: &[M::N]) -> M::N {
    let mut of_value: BTreeMap<&M::N, u64> = BTreeMap::new();
    for ((_, papers), value) in papers.rankings.iter().zip(values) {
        *of_value.entry(value).or_default() += papers;
    }
    of_value.into_iter().fold(zero(), |all: M::N, (value, papers)| all + numbers.worth(papers, value))
}
