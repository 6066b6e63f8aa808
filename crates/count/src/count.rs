//! The entry to every count, and what a count returns.

use thiserror::Error;

use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::pairwise::{Matrix, Pairwise};
use crate::places::{Judgment, Places, PlacesError, Requirement};
use crate::profile::{BallotKind, Candidate, Profile, ProfileError, name_of};
use crate::rules::{Method, Rules};
use crate::working::Working;
use crate::{condorcet, decision, grades, marks, meek, story, stv, totals};

/// Counts `profile` by `rules`. The same profile, rules and lots give the same [`Count`] in
/// every field, in whatever order or grouping the ballots come.
///
/// Blank papers (no preference, no approval, no scores, or marks only for the withdrawn) are set
/// aside: they are in [`Count::set_aside`] and not in [`Count::valid`].
///
/// # Errors
/// [`CountError`]: the profile is unsound, of another kind than the rules count, has more seats
/// than the rules can fill, or needs a lot that `lot` refuses.
pub fn count(profile: &Profile, rules: &Rules, lot: &mut dyn Lot) -> Result<Count, CountError> {
    count_reserving(profile, rules, &Places::default(), lot)
}

/// As [`count()`], with places reserved: nobody is elected or excluded without whom, or with whom,
/// the requirements could no longer be met.
///
/// # Errors
/// As [`count()`]; besides, requirements that contradict each other, and rules that have no
/// exclusions in which places could be reserved.
pub fn count_reserving(
    profile: &Profile,
    rules: &Rules,
    places: &Places,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    profile.check()?;
    places.check(profile)?;
    if !places.is_empty() && !matches!(rules.method(), Method::Stv(_) | Method::Meek(_)) {
        return Err(CountError::NoReservedPlaces { rules: rules.name() });
    }
    let kind = rules.ballot_kind();
    if let Some(at) = profile.ballots.iter().position(|(ballot, _)| ballot.kind() != kind) {
        return Err(CountError::WrongKind {
            ballot: at + 1,
            found: profile.ballots[at].0.kind(),
            rules: rules.name(),
            expected: kind,
        });
    }
    if let Some(most) = rules.max_seats().filter(|most| profile.seats > *most) {
        return Err(CountError::TooManySeats { rules: rules.name(), most, seats: profile.seats });
    }
    // One arm for each family of rules: see [`Method`] for how to add one.
    let mut count = match rules.method() {
        Method::Stv(stv) => stv::count(profile, rules, &stv, places, lot)?,
        Method::Meek(meek) => meek::count(profile, rules, &meek, places, lot)?,
        Method::Highest(_) => totals::count(profile, rules, lot)?,
        Method::Condorcet(how) => condorcet::count(profile, rules, &how, lot)?,
        Method::Marks(limit) => {
            let (sound, spoilt) = marks::within_limit(profile, &limit)?;
            Count { spoilt, ..totals::count(&sound, rules, lot)? }
        }
        Method::Star(star) => grades::count_star(profile, rules, &star, lot)?,
        Method::Judgment(middle) => grades::count_judgment(profile, rules, middle, lot)?,
        Method::Decision(how) => decision::count(profile, rules, &how)?,
    };
    if count.pairwise.is_none() && rules.method().compares_preferences() {
        count.pairwise = Some(Pairwise::new(Matrix::of_rankings(profile), &profile.standing()));
    }
    count.reserved = places.requirements().to_vec();
    story::tell(&mut count);
    Ok(count)
}

/// A finished count: everything that is published about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The rules it was counted by.
    pub rules: Rules,
    /// The contest's name.
    pub title: String,
    /// The candidates, in the order of their numbers.
    pub candidates: Vec<Candidate>,
    /// Seats to fill.
    pub seats: u32,
    /// Valid papers.
    pub valid: u64,
    /// Papers that say nothing and were left out of the count.
    pub set_aside: u64,
    /// Papers with more marks than the rules allow, left out of the count too.
    pub spoilt: u64,
    /// The quota at the first stage, where the rules have one.
    pub quota: Option<Decimal>,
    /// The elected in the order of election; those elected at the same stage by votes, then by
    /// number.
    pub elected: Vec<Elected>,
    /// The stages, the first preferences (or the totals) first.
    pub stages: Vec<Stage>,
    /// The places reserved.
    pub reserved: Vec<Requirement>,
    /// Every lot drawn, in order.
    pub draws: Vec<Draw>,
    /// Every candidate against every other, where ballots are ranked.
    pub pairwise: Option<Pairwise>,
    /// What the rules worked out besides the stages.
    pub working: Option<Working>,
}

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

/// Why a count could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CountError {
    /// The profile is unsound.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The ballots are of a kind that the rules do not count.
    #[error("ballot {ballot}: {} cannot be counted by the rules {rules:?}, which count {}", found.words(), expected.words())]
    WrongKind {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// What it is.
        found: BallotKind,
        /// The rules asked for.
        rules: &'static str,
        /// What they count.
        expected: BallotKind,
    },
    /// The reserved places cannot be had.
    #[error(transparent)]
    Places(#[from] PlacesError),
    /// The rules have no reserved places.
    #[error("the rules {rules:?} cannot reserve places; use rules that transfer votes")]
    NoReservedPlaces {
        /// The rules asked for.
        rules: &'static str,
    },
    /// The rules fill fewer seats.
    #[error(
        "the rules {rules:?} fill at most {most}, and there are {seats} seats; choose other rules or fewer seats"
    )]
    TooManySeats {
        /// The rules asked for.
        rules: &'static str,
        /// Seats they can fill.
        most: u32,
        /// Seats there are.
        seats: u32,
    },
    /// A score is higher than the rules have.
    #[error("ballot {ballot}: a score of {score}, and the highest is {highest}")]
    ScoreTooHigh {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// The score.
        score: u32,
        /// The highest there is.
        highest: u32,
    },
    /// A paper has more marks than the rules allow, and they do not say that it is spoilt.
    #[error("ballot {ballot}: {marks} marks, and at most {most} are allowed")]
    TooManyMarks {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// Marks on it.
        marks: usize,
        /// Marks allowed.
        most: u32,
    },
    /// A quorum or a threshold refers to the members, and nobody said how many there are.
    #[error("the rules refer to the members; say how many are entitled to vote (--set members=N)")]
    NeedsMembers,
    /// More papers than members.
    #[error("{cast} papers were cast, and there are only {members} members")]
    TooFewMembers {
        /// Members entitled to vote.
        members: u64,
        /// Papers cast.
        cast: u64,
    },
    /// The option that is said to abstain does not exist.
    #[error("there is no option {option} that could abstain")]
    NoSuchOption {
        /// Its number.
        option: u16,
    },
    /// A contest given by its pairs was to be counted by rules that need ballots.
    #[error(
        "the rules {rules:?} count ballots, and there is only a pairwise matrix; choose schulze-wv, schulze-margins, ranked-pairs-wv or ranked-pairs-margins"
    )]
    NeedsBallots {
        /// The rules asked for.
        rules: &'static str,
    },
    /// A tie needs a lot and none was drawn.
    #[error("stage {stage}: {tied} are tied, and the count needs a lot to decide who is {}: {reason}", purpose.words())]
    Lot {
        /// The stage that waits for it.
        stage: u32,
        /// The names of the tied.
        tied: String,
        /// What for.
        purpose: Purpose,
        /// What the lot said.
        reason: String,
    },
}

impl Count {
    /// A count of `profile` in which nothing has happened yet: no quota, no stages, nobody
    /// elected. Methods fill in what they have.
    pub(crate) fn begin(profile: &Profile, rules: &Rules, valid: u64, set_aside: u64) -> Self {
        Self {
            rules: *rules,
            title: profile.title.clone(),
            candidates: profile.candidates.clone(),
            seats: profile.seats,
            valid,
            set_aside,
            spoilt: 0,
            quota: None,
            elected: Vec::new(),
            stages: Vec::new(),
            reserved: Vec::new(),
            draws: Vec::new(),
            pairwise: None,
            working: None,
        }
    }

    /// The name of candidate `number`.
    pub fn name(&self, number: u16) -> String {
        name_of(&self.candidates, number)
    }
}
