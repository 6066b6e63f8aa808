//! Decisions: a motion put to the members, or a choice between several options, with a quorum and
//! a threshold in exact fractions.
//!
//! No statute lays these down for every body: its own rules do, in words such as "two thirds of
//! the votes cast, a quarter of the members taking part". Each of those words is a field of
//! [`Decision`]; *Robert's Rules of Order Newly Revised* (12th ed.) §44 tells them apart, and its
//! majority (more than half of the votes, abstentions and blanks left out) is the default.

mod fraction;
mod outcome;
mod set;

pub use fraction::{BadFraction, Fraction};
pub(crate) use outcome::count;
pub use outcome::{Outcome, Test, TestOf};

use crate::rules::{Method, Rules};

/// How a decision is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What the options are to each other.
    pub between: Between,
    /// The share of the votes that carries.
    pub threshold: Threshold,
    /// How many have to take part, if it matters.
    pub quorum: Option<Quorum>,
    /// How many have to be for it, if it matters ("at least a quarter of the members in favour").
    pub approval: Option<Bound>,
    /// Which option abstains.
    pub abstention: Abstention,
    /// The members entitled to vote, where the rule refers to them.
    pub members: Option<u64>,
}

/// What the options are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// The first option is the motion; every other that does not abstain is against it.
    ForAndAgainst,
    /// The option with the most votes is put to the test; equal ones carry nothing.
    Options,
}

/// The share of the votes that carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The share.
    pub share: Fraction,
    /// Whether more than the share is needed, and not just as much.
    pub strict: bool,
    /// Of what it is a share.
    pub of: ShareOf,
}

/// What a threshold is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// The votes for some option; abstentions and blank papers are left out.
    Votes,
    /// The votes and the abstentions; blank papers are left out.
    VotesAndAbstentions,
    /// All the members, whether they took part or not.
    Members,
}

/// How many have to take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// At least so many.
    pub least: Bound,
    /// Who took part.
    pub counts: Turnout,
}

/// A number, or a share of the members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// This many.
    Number(u64),
    /// At least this share of the members.
    OfMembers(Fraction),
}

/// Whose papers count towards a quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turnout {
    /// Every paper cast, blank ones too.
    Cast,
    /// Papers that are not blank: votes and abstentions.
    NotBlank,
    /// Votes for some option.
    Votes,
}

/// Which option abstains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abstention {
    /// The one called "abstain" or "abstention", in whatever case, if there is one.
    ByName,
    /// The one with this number.
    Option(u16),
    /// None.
    None,
}

impl Decision {
    const SIMPLE_MAJORITY: Self = Self {
        between: Between::ForAndAgainst,
        threshold: Threshold { share: Fraction::HALF, strict: true, of: ShareOf::Votes },
        quorum: None,
        approval: None,
        abstention: Abstention::ByName,
        members: None,
    };
}

/// A motion: more than half of the votes, unless said otherwise.
pub(crate) const DECISION: Rules = Rules {
    name: "decision",
    aliases: &["motion", "referendum"],
    title: "Decision: the first option against the others",
    source: "the body's own rules; by default a majority of the votes (Robert's Rules of Order Newly Revised, 12th ed., 44:1)",
    method: Method::Decision(Decision::SIMPLE_MAJORITY),
};

/// Several options: the one with the most votes, if it has enough.
pub(crate) const DECISION_OPTIONS: Rules = Rules {
    name: "decision-options",
    aliases: &[],
    title: "Decision between options: the most votes, if they are enough",
    source: "the body's own rules; by default a majority of the votes (Robert's Rules of Order Newly Revised, 12th ed., 44:1)",
    method: Method::Decision(Decision { between: Between::Options, ..Decision::SIMPLE_MAJORITY }),
};
