//! The arithmetic that a rule prescribes.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num, ToPrimitive, Zero};

use super::data::{Precision, Rounding};
use crate::decimal::Decimal;

/// Votes and the values of papers, reckoned as a rule says.
pub(super) trait Numbers: Clone {
    /// A number of votes, or the value of a paper.
    type N: Num + Clone + Ord;

    /// A whole number of votes.
    fn whole(&self, number: u64) -> Self::N;

    /// What papers of a value are worth together.
    fn worth(&self, papers: u64, value: &Self::N) -> Self::N;

    /// What papers of a value are worth together before any rounding of sums.
    fn times(&self, papers: u64, value: &Self::N) -> Self::N;

    /// `value` × `surplus` ÷ `votes`, rounded where the rule says. `votes` is not nought.
    fn weighted(&self, value: &Self::N, surplus: &Self::N, votes: &Self::N) -> Self::N;

    /// `surplus` ÷ `papers`. `papers` is not nought.
    fn shared(&self, surplus: &Self::N, papers: u64) -> Self::N;

    /// `votes` ÷ `by`, rounded to `places` decimals (`None`: as exact as can be): the number
    /// below, and whether something was left.
    fn divided(&self, votes: &Self::N, by: u64, places: Option<u8>) -> (Self::N, bool);

    /// One unit of the last of so many decimals (`None`: of those votes have; nought for fractions).
    fn step(&self, places: Option<u8>) -> Self::N;

    /// Votes as printed.
    fn decimal(&self, number: &Self::N) -> Decimal;

    /// The value of a paper as printed: a fraction has decimals even where votes have none.
    fn printed_value(&self, value: &Self::N) -> Decimal;
}

/// Whole numbers of units of 10^-`places`.
///
/// Everything fits in 128 bits: a profile holds fewer than 2^63 papers, so that with nine places
/// the largest product, a surplus times the value of a paper, stays under 2^123.
#[derive(Clone)]
pub(super) struct Fixed {
    pub(super) places: u8,
    pub(super) rounding: Rounding,
    /// Whether surplus ÷ votes is rounded before it is multiplied.
    pub(super) fraction_first: bool,
}

impl Fixed {
    fn one(&self) -> i128 {
        10i128.pow(u32::from(self.places))
    }

    fn divide(&self, a: i128, b: i128) -> i128 {
        let (below, rest) = (a.div_euclid(b), a.rem_euclid(b));
        let up = match self.rounding {
            Rounding::Down => false,
            Rounding::Nearest => rest >= b - rest,
            Rounding::Up => rest > 0,
        };
        below + i128::from(up)
    }
}

impl Numbers for Fixed {
    type N = i128;

    fn whole(&self, number: u64) -> i128 {
        i128::from(number) * self.one()
    }

    fn worth(&self, papers: u64, value: &i128) -> i128 {
        i128::from(papers) * value
    }

    fn times(&self, papers: u64, value: &i128) -> i128 {
        self.worth(papers, value)
    }

    fn weighted(&self, value: &i128, surplus: &i128, votes: &i128) -> i128 {
        if self.fraction_first {
            let fraction = self.divide(surplus * self.one(), *votes);
            return self.divide(value * fraction, self.one());
        }
        self.divide(surplus * value, *votes)
    }

    fn shared(&self, surplus: &i128, papers: u64) -> i128 {
        self.divide(*surplus, i128::from(papers))
    }

    fn divided(&self, votes: &i128, by: u64, places: Option<u8>) -> (i128, bool) {
        let step = self.step(places);
        let by = i128::from(by) * step;
        (votes.div_euclid(by) * step, votes.rem_euclid(by) != 0)
    }

    fn step(&self, places: Option<u8>) -> i128 {
        places.map_or(1, |places| 10i128.pow(u32::from(self.places.saturating_sub(places))))
    }

    fn decimal(&self, number: &i128) -> Decimal {
        Decimal::new(*number, self.places)
    }

    fn printed_value(&self, value: &i128) -> Decimal {
        self.decimal(value)
    }
}

/// Fractions. Only sums of votes are rounded, and only where the rule says so.
#[derive(Clone)]
pub(super) struct Exact {
    /// Decimals of each candidate's sum, and how it is rounded to them.
    pub(super) sums: Option<(u8, Rounding)>,
    /// Decimals in print.
    pub(super) printed: u8,
}

impl Exact {
    /// The number of units of 10^-`places` at or below.
    fn units(number: &BigRational, places: u8) -> BigInt {
        (number * BigRational::from(power(places))).floor().to_integer()
    }
}

impl Numbers for Exact {
    type N = BigRational;

    fn whole(&self, number: u64) -> BigRational {
        BigRational::from(BigInt::from(number))
    }

    fn worth(&self, papers: u64, value: &BigRational) -> BigRational {
        let exact = self.times(papers, value);
        let Some((places, rounding)) = self.sums else { return exact };
        let scale = BigRational::from(power(places));
        let scaled = exact * &scale;
        let whole = match rounding {
            Rounding::Down => scaled.floor(),
            Rounding::Nearest => (scaled + BigRational::new(BigInt::from(1), BigInt::from(2))).floor(),
            Rounding::Up => scaled.ceil(),
        };
        whole / scale
    }

    fn times(&self, papers: u64, value: &BigRational) -> BigRational {
        value * self.whole(papers)
    }

    fn weighted(&self, value: &BigRational, surplus: &BigRational, votes: &BigRational) -> BigRational {
        value * surplus / votes
    }

    fn shared(&self, surplus: &BigRational, papers: u64) -> BigRational {
        surplus / self.whole(papers)
    }

    fn divided(&self, votes: &BigRational, by: u64, places: Option<u8>) -> (BigRational, bool) {
        let exact = votes / self.whole(by);
        let Some(places) = places else { return (exact, false) };
        let below = BigRational::new(Self::units(&exact, places), power(places));
        let left = below != exact;
        (below, left)
    }

    fn step(&self, places: Option<u8>) -> BigRational {
        places.map_or_else(BigRational::zero, |places| BigRational::new(BigInt::from(1), power(places)))
    }

    fn decimal(&self, number: &BigRational) -> Decimal {
        // Under 2^63 papers of at most one vote, at nine decimals: well within 128 bits.
        Decimal::new(Self::units(number, self.printed).to_i128().unwrap_or(i128::MAX), self.printed)
    }

    fn printed_value(&self, value: &BigRational) -> Decimal {
        let units = Self::units(value, Precision::PRINTED).to_i128();
        Decimal::new(units.unwrap_or(i128::MAX), Precision::PRINTED)
    }
}

fn power(places: u8) -> BigInt {
    BigInt::from(10).pow(u32::from(places))
}
