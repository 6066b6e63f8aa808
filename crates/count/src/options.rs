//! Options of rules, set by hand.

use thiserror::Error;

/// An option of a rule: its name, its value, and the values it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// As in `--set NAME=VALUE`.
    pub name: &'static str,
    /// The value it has.
    pub value: String,
    /// The values it may have, in words.
    pub choices: String,
    /// What it is about.
    pub about: &'static str,
}

/// Why an option cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OptionError {
    /// The rules have no such option.
    #[error("these rules have no option {option:?}; {known}")]
    Unknown {
        /// The option asked for.
        option: String,
        /// Those there are, in words.
        known: String,
    },
    /// The option has no such value.
    #[error("the option {option} cannot be {value:?}; it can be: {choices}")]
    Value {
        /// The option.
        option: String,
        /// The value asked for.
        value: String,
        /// Those it may have.
        choices: String,
    },
    /// The option does nothing beside the others.
    #[error("the option {option} has no use here: {why}")]
    NoUse {
        /// The option.
        option: String,
        /// Why not.
        why: String,
    },
    /// The option is given twice.
    #[error("the option {0} is given twice; give it once")]
    Twice(String),
}

impl OptionError {
    pub(crate) fn unknown(option: &str, known: &[Setting]) -> Self {
        let names: Vec<&str> = known.iter().map(|one| one.name).collect();
        let known = match names.is_empty() {
            true => "they have none".to_owned(),
            false => format!("they have {}", names.join(", ")),
        };
        Self::Unknown { option: option.to_owned(), known }
    }

    pub(crate) fn value(option: &str, value: &str, choices: &str) -> Self {
        Self::Value { option: option.to_owned(), value: value.to_owned(), choices: choices.to_owned() }
    }

    pub(crate) fn no_use(option: &str, why: &str) -> Self {
        Self::NoUse { option: option.to_owned(), why: why.to_owned() }
    }
}
