//! How much of a paper is kept, in whole units. A weight and a keep value are at most one vote,
//! 10^9 units at nine decimals, so that their product fits in 64 bits.

use super::{Keeping, Meek, Rounding, ValueRounding};

/// The arithmetic of one rule.
#[derive(Clone, Copy)]
pub(super) struct Part {
    keeping: Keeping,
    kept: Rounding,
    values: ValueRounding,
    /// Units in one vote.
    pub(super) one: u64,
}

impl Part {
    /// More decimals than nine are taken as nine.
    pub(super) fn new(rule: &Meek) -> Self {
        let one = 10u64.pow(u32::from(rule.places.min(9)));
        Self { keeping: rule.keeping, kept: rule.kept, values: rule.values, one }
    }

    /// What is kept of `weight` by one whose keep value is `value`; never more than there is.
    #[inline]
    pub(super) fn keep(&self, weight: u64, value: u64) -> u64 {
        match self.keeping {
            Keeping::Price => weight.min(value),
            Keeping::Fraction if value == self.one => weight,
            Keeping::Fraction => {
                let product = weight * value;
                match self.kept {
                    Rounding::Up => product.div_ceil(self.one),
                    Rounding::Down => product / self.one,
                }
            }
        }
    }

    /// The new keep value of one with `votes` where `quota` would do; never more than one vote.
    pub(super) fn adjust(&self, value: u64, quota: u128, votes: u128) -> u64 {
        let one = u128::from(self.one);
        let product = u128::from(value) * quota;
        let new = match self.values {
            // The product is brought to units first: its second rounding up is the reference
            // rule's "round up" of each operation.
            ValueRounding::UpTwice => (product.div_ceil(one) * one).div_ceil(votes.max(1)),
            ValueRounding::Up => product.div_ceil(votes.max(1)),
        };
        u64::try_from(new).unwrap_or(self.one).min(self.one)
    }
}
