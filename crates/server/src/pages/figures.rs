//! Numbers, names and times as people write them.

use hustings_count::Decimal;

/// With thousands separators: `8,979`.
pub fn grouped(number: u64) -> String {
    Decimal::whole(number).grouped()
}

/// Small numbers in words, as in running text: `four`, `twelve`, `13`.
pub fn in_words(number: u64) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let small = usize::try_from(number).ok().and_then(|n| WORDS.get(n));
    small.map_or_else(|| grouped(number), |word| (*word).to_owned())
}

/// A number and its noun: `1 ballot`, `8,979 ballots`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `Ann`, `Ann and Bob`, `Ann, Bob and Cy`.
pub fn listed(names: &[String]) -> String {
    match names.split_last() {
        None => "nobody".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A size in bytes as people say it: `845 bytes`, `1.2 MB`. For display only.
pub fn bytes(size: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    match UNITS.iter().find(|(_, unit)| size >= *unit) {
        None => counted(size, "byte", "bytes"),
        Some((name, unit)) => {
            let tenths = size / (unit / 10);
            let fraction = tenths % 10;
            if tenths >= 100 || fraction == 0 {
                format!("{} {name}", grouped(tenths / 10))
            } else {
                format!("{}.{fraction} {name}", tenths / 10)
            }
        }
    }
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
    pub fn date(&self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = usize::try_from(self.month - 1).ok().and_then(|m| MONTHS.get(m)).unwrap_or(&"");
        format!("{} {month} {}", self.day, self.year)
    }

    /// `5 May 2022, 14:02 UTC`; with the seconds where they are not nought.
    pub fn in_full(&self) -> String {
        format!("{}, {} UTC", self.date(), self.short_clock())
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
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_calendar() {
        let moment = Moment::of(1_651_759_351);
        assert_eq!(moment.in_full(), "5 May 2022, 14:02:31 UTC");
        assert_eq!(moment.iso(), "2022-05-05T14:02:31Z");
        assert_eq!(Moment::of(0).in_full(), "1 January 1970, 00:00 UTC");
        assert_eq!(Moment::of(951_782_400).date(), "29 February 2000");
        assert_eq!(Moment::of(4_107_542_399).iso(), "2100-02-28T23:59:59Z");
        assert_eq!(Moment::of(4_107_542_400).date(), "1 March 2100");
    }

    #[test]
    fn the_largest_time_of_a_record_is_written_without_a_panic() {
        assert!(Moment::of(hustings_record::canonical::MAX_INTEGER).in_full().ends_with("UTC"));
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(counted(8_979, "ballot", "ballots"), "8,979 ballots");
        assert_eq!(counted(1, "ballot", "ballots"), "1 ballot");
        assert_eq!(in_words(4), "four");
        assert_eq!(in_words(1_300), "1,300");
        assert_eq!(bytes(999), "999 bytes");
        assert_eq!(bytes(1_250_000), "1.2 MB");
        assert_eq!(bytes(64_000), "64 kB");
        assert_eq!(listed(&["Ann".to_owned(), "Bob".to_owned(), "Cy".to_owned()]), "Ann, Bob and Cy");
    }
}
