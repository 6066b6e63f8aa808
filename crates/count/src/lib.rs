//! Counting rules: ballots in, stages and elected out.
//!
//! ```text
//! file ──read──► Profile ──┐
//! record ──────► Profile ──┼── count(profile, rules, lot) ──► Count ──► to_json / render::text
//! ```
//!
//! In scope: what a ballot may say ([`Profile`]), the rules as data ([`Rules`]), the exact
//! arithmetic each rule prescribes ([`Decimal`]), ties and lots ([`Lot`]), the stages as a
//! returning officer publishes them ([`Count`]), and readers for the two kinds of file that
//! ballots are published in ([`blt`], [`csv`]).
//!
//! Out of scope: cryptography, files, terminals, clocks and randomness. Whoever calls supplies
//! the bytes and the [`Lot`], so that the same count can be redone by anyone, anywhere.
//!
//! No floating point is used anywhere in this crate.

mod condorcet;
mod count;
mod countback;
mod decimal;
mod decision;
mod grades;
mod hash;
mod json;
mod lot;
mod marks;
pub mod meek;
mod method;
mod named;
mod options;
mod pairwise;
mod papers;
pub mod places;
mod profile;
mod read;
pub mod render;
mod rules;
mod seating;
mod story;
mod stv;
mod totals;
mod working;
mod write;

pub use crate::condorcet::{
    Completion, Condorcet, Measure, PairwiseContest, Path, RankedPairs, Schulze, Strength, Verdict, Victory,
    count_pairwise,
};
pub use crate::count::{
    Action, Count, CountError, Draw, Elected, PaperValue, PassedOn, Purpose, Resolution, Stage, TieBreak,
    Transfer, count, count_reserving,
};
pub use crate::countback::{Countback, Filled, Vacancy, VacancyError, fill_vacancy, without};
pub use crate::decimal::Decimal;
pub use crate::decision::{
    Abstention, BadFraction, Between, Bound, Decision, Fraction, Outcome, Quorum, ShareOf, Test, TestOf,
    Threshold, Turnout,
};
pub use crate::grades::{Difference, Judged, Judgment, Middle, RunoffBy, Star, StarRound, StarStep, StepBy};
pub use crate::json::to_json;
pub use crate::lot::{GivenOrder, Lot, LotRefused, NoLot};
pub use crate::marks::{Marks, MostMarks, TooMany};
pub use crate::named::{Unnamed, find_candidate};
pub use crate::options::{OptionError, Setting};
pub use crate::pairwise::{Matrix, MatrixError, Pairwise};
pub use crate::profile::{Ballot, BallotKind, Candidate, MAX_CANDIDATES, Profile, ProfileError};
pub use crate::read::{Defect, Format, ReadError, Wanted, blt, csv, cvr, matrix, preflib, ranked};
pub use crate::rules::{Method, Rules, UnknownRules};
pub use crate::stv::data::{
    Batches, Divisor, Elect, Exclusion, Finish, LastSeats, Lead, Margin, Parcels, Precision, Quota,
    QuotaBase, QuotaRounding, Rounding, RoundingAt, Share, Skipped, Stv, Surplus, SurplusOrder, TieOrder,
    Ties, Weighting,
};
pub use crate::working::Working;
pub use crate::write::{WriteError, Written};
