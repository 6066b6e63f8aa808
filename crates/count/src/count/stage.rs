//! What a count consists of: stages, with what moved in each, and how ties ended.

use crate::decimal::Decimal;
use crate::places::Judgment;
use crate::profile::BallotKind;

/// Someone elected, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elected {
    /// The candidate's number.
    pub candidate: u16,
    /// The number of the stage at whose end the candidate was deemed elected.
    pub stage: u32,
}

/// One column of the published table. Vectors have one entry for each candidate, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// From 1.
    pub number: u32,
    /// What happened.
    pub action: Action,
    /// Votes at the end of the stage.
    pub totals: Vec<Decimal>,
    /// What the stage added or took away.
    pub changes: Vec<Decimal>,
    /// Votes no longer credited to anyone at the end of the stage, what was lost to the ignored
    /// decimals included.
    pub non_transferable: Decimal,
    /// What the stage added to that.
    pub non_transferable_change: Decimal,
    /// The quota in force at the end of the stage.
    pub quota: Option<Decimal>,
    /// Deemed elected at the end of the stage, the most votes first.
    pub elected: Vec<u16>,
    /// Excluded in this stage.
    pub excluded: Vec<u16>,
    /// Who passed how much to whom; for charts.
    pub transfers: Vec<Transfer>,
    /// At what value papers were passed on, the highest first.
    pub values: Vec<PaperValue>,
    /// What each candidate keeps of a paper at the end of the stage, where the rules have keep
    /// values; empty elsewhere.
    pub keep: Vec<Decimal>,
    /// What the votes of those excluded became by the keep values in force before the stage, where
    /// the rules have keep values: together, the votes they had (but for the last decimals where papers share ranks). The stage then goes on to change
    /// everyone's keep values, so that [`Stage::changes`] are not made of these; nor can they be
    /// divided among the elected whose surpluses were shared out together.
    pub passed_on: Vec<PassedOn>,
    /// Who is guarded or doomed by reserved places at the end of the stage, and why.
    pub judgments: Vec<Judgment>,
    /// How a tie was decided over whose papers to transfer, or over the last seat.
    pub tie: Option<TieBreak>,
    /// The stage in plain words.
    pub sentence: String,
}

/// What a stage does. Other crates match it with a last arm that uses [`Action::words`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// Each paper goes to its first preference.
    FirstPreferences,
    /// A surplus is transferred.
    Surplus {
        /// Whose.
        of: u16,
    },
    /// The surpluses of all the elected are shared out together, by new keep values.
    Surpluses {
        /// Whose.
        of: Vec<u16>,
    },
    /// Candidates are excluded and their papers transferred.
    Exclusion {
        /// Whose.
        of: Vec<u16>,
    },
    /// Marks are added up; the only stage of a count without transfers.
    Totals(BallotKind),
    /// Candidates are compared pair by pair; the totals are how many others each beats.
    Pairs,
    /// Two candidates against each other on score ballots, for one seat; the totals are the papers
    /// that score each higher.
    Runoff {
        /// Who; one only where nobody else is left.
        between: Vec<u16>,
    },
    /// Candidates are graded; the totals are their middle grades.
    Grades,
    /// Votes for the options of a decision.
    Decision,
}

impl Stage {
    /// A first stage in which everyone has `totals` and nothing else has happened.
    pub(crate) fn first(action: Action, totals: Vec<Decimal>) -> Self {
        Self {
            number: 1,
            action,
            changes: totals.clone(),
            totals,
            non_transferable: Decimal::whole(0),
            non_transferable_change: Decimal::whole(0),
            quota: None,
            elected: Vec::new(),
            excluded: Vec::new(),
            transfers: Vec::new(),
            values: Vec::new(),
            keep: Vec::new(),
            passed_on: Vec::new(),
            judgments: Vec::new(),
            tie: None,
            sentence: String::new(),
        }
    }
}

impl Action {
    /// The candidates whose papers the stage transfers.
    pub fn candidates(&self) -> &[u16] {
        match self {
            Self::FirstPreferences
            | Self::Totals(_)
            | Self::Pairs
            | Self::Runoff { .. }
            | Self::Grades
            | Self::Decision => &[],
            Self::Surplus { of } => std::slice::from_ref(of),
            Self::Surpluses { of } | Self::Exclusion { of } => of,
        }
    }

    /// In a word or two, as CSV and headings have it: "first preferences", "surplus".
    pub const fn words(&self) -> &'static str {
        match self {
            Self::FirstPreferences => "first preferences",
            Self::Surplus { .. } => "surplus",
            Self::Surpluses { .. } => "surpluses",
            Self::Exclusion { .. } => "exclusion",
            Self::Totals(BallotKind::Ranking) => "votes",
            Self::Totals(BallotKind::Approval) => "approvals",
            Self::Totals(BallotKind::Scores) => "scores",
            Self::Pairs => "pairs won",
            Self::Runoff { .. } => "runoff",
            Self::Grades => "middle grade",
            Self::Decision => "votes",
        }
    }
}

/// Votes that moved within a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Whose papers.
    pub from: u16,
    /// Who received them; nobody: non-transferable.
    pub to: Option<u16>,
    /// Papers that moved.
    pub papers: u64,
    /// Votes that moved. To nobody: with what was lost to the ignored decimals.
    pub votes: Decimal,
}

/// What became of votes of those excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedOn {
    /// Who received them; nobody: non-transferable.
    pub to: Option<u16>,
    /// Votes.
    pub votes: Decimal,
}

/// A value at which papers were passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperValue {
    /// What one paper was worth when received.
    pub received: Decimal,
    /// What one paper is worth now.
    pub passed_on: Decimal,
    /// Papers of that value, non-transferable ones included.
    pub papers: u64,
}

/// A tie and its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieBreak {
    /// The tied, ascending.
    pub tied: Vec<u16>,
    /// Whom it fell on; several only where a lot fills several last seats.
    pub chosen: Vec<u16>,
    /// For what.
    pub purpose: Purpose,
    /// How.
    pub by: Resolution,
}

/// How a tie ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// By the totals at an earlier stage (this number).
    EarlierStage(u32),
    /// By the numbers that the rules themselves derive.
    Numbers,
    /// By how many papers mark them at this preference.
    Preferences(u32),
    /// By lot: the draw of this number.
    Lot(u32),
}

/// What a tie is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Whose surplus is transferred first.
    Surplus,
    /// Who is excluded.
    Exclusion,
    /// Who is elected.
    Election,
    /// Whose victories come first among equal ones.
    EqualVictories,
    /// Who goes to a runoff.
    Runoff,
}

impl Purpose {
    /// In words: "to be excluded".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Surplus => "to have the surplus transferred first",
            Self::Exclusion => "to be excluded",
            Self::Election => "to be elected",
            Self::EqualVictories => "to come first where victories are equal",
            Self::Runoff => "to go to the runoff",
        }
    }
}

/// A lot drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Draws of this count, from 1.
    pub tie: u32,
    /// The stage that the draw decides.
    pub stage: u32,
    /// What for.
    pub purpose: Purpose,
    /// Between whom, ascending.
    pub tied: Vec<u16>,
    /// The order drawn: the lot fell on the first.
    pub order: Vec<u16>,
}
