//! Exact shares: 2/3, 60%, never a rounded decimal.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A share, more than nothing and at most the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: u32,
    denominator: u32,
}

/// Why a text is no share.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{0:?} is no share: write a fraction such as 2/3, or a percentage such as 60%, above 0 and at most 1"
)]
pub struct BadFraction(String);

impl Fraction {
    /// 1/2.
    pub const HALF: Self = Self { numerator: 1, denominator: 2 };

    /// `numerator` / `denominator`, unless that is nothing or more than the whole.
    pub const fn new(numerator: u32, denominator: u32) -> Option<Self> {
        if numerator == 0 || numerator > denominator { None } else { Some(Self { numerator, denominator }) }
    }

    /// The smallest whole number that is at least (`strict`: more than) this share of `whole`.
    pub fn least(self, whole: u64, strict: bool) -> u64 {
        let (over, under) = (u128::from(self.numerator) * u128::from(whole), u128::from(self.denominator));
        let least = if strict { over / under + 1 } else { over.div_ceil(under) };
        // At most the whole and one more; saturates only beyond any count.
        u64::try_from(least).unwrap_or(u64::MAX)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Fraction {
    type Err = BadFraction;

    fn from_str(text: &str) -> Result<Self, BadFraction> {
        let read = || -> Option<Self> {
            if let Some(percent) = text.strip_suffix('%') {
                let (whole, decimals) = percent.split_once('.').unwrap_or((percent, ""));
                let numerator =
                    digits(whole)?.checked_mul(10u32.checked_pow(decimals.len().try_into().ok()?)?)?;
                let decimals_worth = if decimals.is_empty() { 0 } else { digits(decimals)? };
                let denominator = 10u32.checked_pow(decimals.len().try_into().ok()?)?.checked_mul(100)?;
                return Self::new(numerator.checked_add(decimals_worth)?, denominator);
            }
            let (numerator, denominator) = text.split_once('/')?;
            Self::new(digits(numerator)?, digits(denominator)?)
        };
        read().ok_or_else(|| BadFraction(text.to_owned()))
    }
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
