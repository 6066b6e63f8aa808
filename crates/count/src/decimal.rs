//! Exact decimal numbers, as the stages of a count print them.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// A number of votes: a whole number of units of 10^-`places`. Never rounded once made.
///
/// Two decimals are equal when their values are, however many places each is written with.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i128,
    places: u8,
}

/// More places than any rule prescribes; keeps every comparison within 128 bits.
const MAX_PLACES: u8 = 18;

impl Decimal {
    /// `units` × 10^-`places`. Places above 18 are taken as 18.
    pub const fn new(units: i128, places: u8) -> Self {
        let places = if places > MAX_PLACES { MAX_PLACES } else { places };
        Self { units, places }
    }

    /// A whole number, written without places.
    pub const fn whole(number: u64) -> Self {
        Self::new(number as i128, 0)
    }

    /// The number of units of 10^-[`places`](Self::places).
    pub const fn units(self) -> i128 {
        self.units
    }

    /// How many places it is written with.
    pub const fn places(self) -> u8 {
        self.places
    }

    /// Whether it is nought.
    pub const fn is_zero(self) -> bool {
        self.units == 0
    }

    /// With thousands separators and every place: `1,796.00000`, `-12.50000`.
    pub fn grouped(self) -> String {
        let (sign, whole, fraction) = self.parts();
        let digits = whole.to_string();
        let mut text = String::from(sign);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text + &fraction
    }

    /// With thousands separators and without idle noughts, for sentences: `1,796`, `112.4`.
    pub fn short(self) -> String {
        let text = self.grouped();
        if self.places == 0 {
            return text;
        }
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Sign, whole part, and the fraction with its point (empty without places).
    fn parts(self) -> (&'static str, u128, String) {
        let sign = if self.units < 0 { "-" } else { "" };
        let scale = 10u128.pow(u32::from(self.places));
        let magnitude = self.units.unsigned_abs();
        let fraction = if self.places == 0 {
            String::new()
        } else {
            format!(".{:0width$}", magnitude % scale, width = usize::from(self.places))
        };
        (sign, magnitude / scale, fraction)
    }

    /// Whole part (rounded down) and the fraction in units of 10^-18: an order-preserving key.
    fn key(self) -> (i128, i128) {
        let scale = 10i128.pow(u32::from(self.places));
        let lift = 10i128.pow(u32::from(MAX_PLACES - self.places));
        (self.units.div_euclid(scale), self.units.rem_euclid(scale) * lift)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, whole, fraction) = self.parts();
        f.pad(&format!("{sign}{whole}{fraction}"))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Decimal {}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As a string, so that no reader turns it into a floating-point number.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn writes_every_place_in_records_and_the_needed_ones_in_sentences() {
        let votes = Decimal::new(112_40000, 5);
        assert_eq!(votes.to_string(), "112.40000");
        assert_eq!(votes.short(), "112.4");
        assert_eq!(Decimal::new(-50, 5).to_string(), "-0.00050");
        assert_eq!(Decimal::new(123_456_700_000, 5).grouped(), "1,234,567.00000");
        assert_eq!(Decimal::new(123_456_700_000, 5).short(), "1,234,567");
        assert_eq!(Decimal::whole(1_000).short(), "1,000");
        assert_eq!(Decimal::new(-999, 0).grouped(), "-999");
    }

    #[test]
    fn compares_by_value() {
        assert_eq!(Decimal::whole(3), Decimal::new(300_000, 5));
        assert!(Decimal::new(-1, 5) < Decimal::whole(0));
        assert!(Decimal::new(299_999, 5) < Decimal::whole(3));
        assert!(Decimal::new(i128::MAX, 18) > Decimal::new(i128::MIN, 0));
    }
}
