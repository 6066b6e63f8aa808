//! Numbers, names and times as people write them.

use hustings_count::Decimal;

use super::language::{Language, args};

/// The first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A size in bytes as people say it: `845 bytes`, `1.2 MB`. For display only.
pub fn bytes(language: Language, size: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    let Some((name, unit)) = UNITS.iter().find(|(_, unit)| size >= *unit) else {
        return language.tell("bytes", args![n = size]);
    };
    // Rounded down to a tenth; from a hundred on to a whole.
    let tenths = i128::from(size / (unit / 10));
    let places = u8::from(tenths < 100 && tenths % 10 != 0);
    let shown = Decimal::new(if places == 0 { tenths / 10 } else { tenths }, places);
    format!("{} {name}", language.votes(shown))
}

/// A moment, taken apart in UTC: the zone of every time in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    year: u64,
    month: u64,
    day: u64,
    second: u64,
}

impl Moment {
    /// From unix seconds.
    pub fn of(unix: u64) -> Self {
        let (year, month, day) = civil(unix / 86_400);
        Moment { year, month, day, second: unix % 86_400 }
    }

    /// `14:02:31`.
    pub fn clock(&self) -> String {
        format!("{}:{:02}", self.minutes(), self.second % 60)
    }

    /// `14:02`; with the seconds where they are not nought.
    pub fn short_clock(&self) -> String {
        if self.second.is_multiple_of(60) { self.minutes() } else { self.clock() }
    }

    /// `5 May 2022`.
    pub fn date(&self, language: Language) -> String {
        language
            .tell("date", args![day = self.day.to_string(), month = self.month, year = self.year.to_string()])
    }

    /// `5 May 2022, 14:02 UTC`; with the seconds where they are not nought.
    pub fn in_full(&self, language: Language) -> String {
        language.tell("date-and-time", args![date = self.date(language), clock = self.short_clock()])
    }

    /// `2022-05-05T14:02:31Z`, for the `datetime` attribute.
    pub fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}T{}Z", self.year, self.month, self.day, self.clock())
    }

    fn minutes(&self) -> String {
        format!("{:02}:{:02}", self.second / 3_600, self.second / 60 % 60)
    }
}

/// Year, month and day of a day since 1 January 1970 (Hinnant, "chrono-compatible low-level date
/// algorithms", `civil_from_days`, for days that are not negative).
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn languages() -> (Language, Language) {
        (Language::english(), Language::named("cy").unwrap())
    }

    #[test]
    fn times_are_those_of_the_calendar() {
        let (english, welsh) = languages();
        let moment = Moment::of(1_651_759_351);
        assert_eq!(moment.in_full(english), "5 May 2022, 14:02:31 UTC");
        assert_eq!(moment.in_full(welsh), "5 Mai 2022, 14:02:31 UTC");
        assert_eq!(moment.iso(), "2022-05-05T14:02:31Z");
        assert_eq!(Moment::of(0).in_full(english), "1 January 1970, 00:00 UTC");
        assert_eq!(Moment::of(0).date(welsh), "1 Ionawr 1970");
        assert_eq!(Moment::of(951_782_400).date(english), "29 February 2000");
        assert_eq!(Moment::of(4_107_542_399).iso(), "2100-02-28T23:59:59Z");
        assert_eq!(Moment::of(4_107_542_400).date(english), "1 March 2100");
    }

    #[test]
    fn the_largest_time_of_a_record_is_written_without_a_panic() {
        let largest = Moment::of(hustings_record::canonical::MAX_INTEGER);
        assert!(largest.in_full(Language::english()).ends_with("UTC"));
    }

    #[test]
    fn sizes_are_written_as_people_write_them() {
        let english = Language::english();
        assert_eq!(bytes(english, 999), "999 bytes");
        assert_eq!(bytes(english, 1), "1 byte");
        assert_eq!(bytes(english, 1_250_000), "1.2 MB");
        assert_eq!(bytes(english, 64_000), "64 kB");
    }
}
