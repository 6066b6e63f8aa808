//! The families of rules, each with its data.

use crate::condorcet::Condorcet;
use crate::decision::Decision;
use crate::grades::{Middle, Star};
use crate::marks::Marks;
use crate::meek::Meek;
use crate::options::{OptionError, Setting};
use crate::profile::BallotKind;
use crate::stv::data::Stv;

/// How a rule counts.
///
/// To add a family: a `Copy` type with its data in the family's module and a variant of it here;
/// its presets beside the data, named in [`Rules::ALL`]; an arm in [`Method::ballot_kind`] and
/// [`Method::max_seats`]; where it has options, arms in `settings`, `set` and `check`; an arm in
/// [`crate::count()`], where the module makes a [`crate::Count`]
/// from `Count::begin`; and, for stages of a new kind, a variant of [`crate::Action`] with its
/// arms in [`crate::Action::words`], `story`, `json` and `render::table`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// Preferences transferred by stages.
    Stv(Stv),
    /// Preferences shared out by keep values.
    Meek(Meek),
    /// The highest totals are elected; ties for the last seat by lot.
    Highest(BallotKind),
    /// Every candidate against every other.
    Condorcet(Condorcet),
    /// Crosses, a limited number on each paper; the most are elected.
    Marks(Marks),
    /// Scores, and a runoff between the two highest.
    Star(Star),
    /// Grades; the best middle grade.
    Judgment(Middle),
    /// A motion or a choice, carried or not.
    Decision(Decision),
}

impl Method {
    /// The options, as they are set.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        match self {
            Self::Stv(stv) => stv.settings(),
            Self::Decision(decision) => decision.settings(),
            Self::Marks(marks) => marks.settings(),
            Self::Star(star) => star.settings(),
            _ => Vec::new(),
        }
    }

    /// Sets one option.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        match self {
            Self::Stv(stv) => stv.set(name, value),
            Self::Decision(decision) => decision.set(name, value),
            Self::Marks(marks) => marks.set(name, value),
            Self::Star(star) => star.set(name, value),
            _ => Err(OptionError::unknown(name, &self.settings())),
        }
    }

    /// Whether every option in `set` has a use.
    pub(crate) fn check(&self, set: &[&str]) -> Result<(), OptionError> {
        match self {
            Self::Stv(stv) => stv.check(set),
            Self::Decision(decision) => decision.check(set),
            _ => Ok(()),
        }
    }

    /// Which ballots it counts.
    pub const fn ballot_kind(&self) -> BallotKind {
        match self {
            Self::Stv(_) | Self::Meek(_) | Self::Condorcet(_) | Self::Decision(_) => BallotKind::Ranking,
            Self::Marks(_) => BallotKind::Approval,
            Self::Star(_) | Self::Judgment(_) => BallotKind::Scores,
            Self::Highest(kind) => *kind,
        }
    }

    /// Whether it makes use of second and later preferences, so that the pairs are of interest.
    pub(crate) const fn compares_preferences(&self) -> bool {
        matches!(self.ballot_kind(), BallotKind::Ranking)
            && !matches!(self, Self::Highest(_) | Self::Decision(_))
    }

    /// The most seats it can fill, where it has a limit.
    pub const fn max_seats(&self) -> Option<u32> {
        match self {
            Self::Stv(stv) => stv.max_seats,
            Self::Decision(_) => Some(1),
            Self::Meek(_)
            | Self::Highest(_)
            | Self::Condorcet(_)
            | Self::Marks(_)
            | Self::Star(_)
            | Self::Judgment(_) => None,
        }
    }
}
