//! Words that other crates have in English, in this language.
//!
//! Names of checks, families, rules and files are defined once, beside what they name. A catalogue may
//! have them under `PREFIX-NAME`; English has none of its own.

use hustings_count::Rules;
use hustings_record::{Check, Family};
use maud::{Markup, html};

use super::Language;

impl Language {
    /// What is checked; `number` as in `B7`.
    pub fn check_title(self, number: &str, english: &str) -> Markup {
        self.known(&format!("check-{number}"), english)
    }

    /// What it means that the check fails.
    pub fn check_meaning(self, number: &str, english: &str) -> Markup {
        self.known(&format!("check-{number}.meaning"), english)
    }

    /// As [`Language::check_title`], of a check.
    pub fn check(self, check: Check) -> Markup {
        self.check_title(&check.to_string(), check.title())
    }

    /// What a family of checks is about.
    pub fn family(self, family: Family) -> Markup {
        self.known(&format!("family-{family:?}"), family.title())
    }

    /// What rules are called.
    pub fn rules(self, rules: &Rules) -> Markup {
        self.known(&format!("rules-{}", rules.name()), rules.title())
    }

    /// What a file is that an act names, such as `the register`.
    pub fn file(self, english: &str) -> Markup {
        self.known(&format!("file-{}", slug(english)), english)
    }

    /// Why a ballot was set aside, with its number last: `a candidate is ranked twice (S3)`.
    pub fn spoilt(self, reason: &str) -> Markup {
        match reason.split_once(": ") {
            Some((number, why)) => html! { (self.known(&format!("spoilt-{number}"), why)) " (" (number) ")" },
            None => self.in_english(reason),
        }
    }

    /// The message `key` where this catalogue has it, otherwise `english` as English.
    fn known(self, key: &str, english: &str) -> Markup {
        if self.has(key) { self.html(key, &[]) } else { self.in_english(english) }
    }
}

/// `the mix's proof` as `the-mix-s-proof`.
pub(super) fn slug(english: &str) -> String {
    english.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' }).collect()
}
