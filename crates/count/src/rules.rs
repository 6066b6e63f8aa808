//! The rules as data: each a named value that cites its source.

use thiserror::Error;

use crate::condorcet::{self, Condorcet};
use crate::meek::{self, Meek};
use crate::profile::BallotKind;

/// A named rule. Take one from [`Rules::from_name`] or [`Rules::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    pub(crate) name: &'static str,
    pub(crate) aliases: &'static [&'static str],
    pub(crate) title: &'static str,
    pub(crate) source: &'static str,
    pub(crate) method: Method,
}

/// How a rule counts.
///
/// To add a family: a `Copy` type with its data in the family's module and a variant of it here;
/// its presets beside the data, named in [`Rules::ALL`]; an arm in [`Method::ballot_kind`] and
/// [`Method::max_seats`]; an arm in [`crate::count()`], where the module makes a [`crate::Count`]
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
}

/// What one kind of transferable vote prescribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stv {
    /// Decimal places of a transfer value; the rest is ignored.
    pub places: u8,
    /// What the quota, floor(base / (seats + 1)) + 1, is reckoned on.
    pub quota: QuotaBase,
    /// Where a tie is first looked for an earlier difference.
    pub ties: TieOrder,
    /// The most seats the rule can fill, where it has a limit.
    pub max_seats: Option<u32>,
}

/// What a quota is reckoned on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaBase {
    /// All valid ballots, once.
    Valid,
    /// The votes of the candidates still in the count, anew at each stage.
    Continuing,
}

/// Which earlier stage decides a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieOrder {
    /// The most recent earlier stage at which the tied were unequal.
    Latest,
    /// The earliest stage at which the tied were unequal.
    Earliest,
}

/// Scottish local elections. SSI 2011/399 sch. 1 rules 46-53: quota (47), return (48), surplus
/// (49), largest first and its ties (50), exclusion and its ties (51, 52), last vacancies (53,
/// as amended by SSI 2021/437). Weighted inclusive Gregory, one truncation for each paper.
const SCOTTISH_STV: Rules = Rules {
    name: "scottish-stv",
    aliases: &[],
    title: "Single transferable vote, Scottish local elections (SSI 2011/399)",
    source: "SSI 2011/399 sch. 1 rules 46 to 53, as amended by SSI 2021/437",
    method: Method::Stv(Stv { places: 5, quota: QuotaBase::Valid, ties: TieOrder::Latest, max_seats: None }),
};

/// One seat. Parliamentary Voting System and Constituencies Act 2011 sch. 10: elected with more
/// votes than the other remaining candidates together (rule 45A), the lowest excluded one at a
/// time, ties by the earliest stage at which they differ and then by lot (rules 49, 49A).
const AV: Rules = Rules {
    name: "av",
    aliases: &["irv"],
    title: "Alternative vote",
    source: "Parliamentary Voting System and Constituencies Act 2011 sch. 10",
    method: Method::Stv(Stv {
        places: 0,
        quota: QuotaBase::Continuing,
        ties: TieOrder::Earliest,
        max_seats: Some(1),
    }),
};

const PLURALITY: Rules = Rules {
    name: "plurality",
    aliases: &[],
    title: "Plurality: the most first preferences",
    source: "Representation of the People Act 1983 sch. 1 rules 18 and 49",
    method: Method::Highest(BallotKind::Ranking),
};

const APPROVAL: Rules = Rules {
    name: "approval",
    aliases: &[],
    title: "Approval: the most papers that approve",
    source: "Brams and Fishburn, Approval Voting (1983)",
    method: Method::Highest(BallotKind::Approval),
};

const SCORE: Rules = Rules {
    name: "score",
    aliases: &[],
    title: "Score: the highest sum of scores",
    source: "the sum of whole-number scores, none averaged",
    method: Method::Highest(BallotKind::Scores),
};

/// A name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no rules are called {asked:?}; the rules known are {known}")]
pub struct UnknownRules {
    /// What was asked for.
    pub asked: String,
    /// The names there are, separated by commas.
    pub known: String,
}

impl Rules {
    /// Every rule, in the order in which they are offered.
    pub const ALL: &'static [Rules] = &[
        SCOTTISH_STV,
        meek::REFERENCE_RULE,
        meek::HILL_WICHMANN_WOODALL,
        meek::NEW_ZEALAND_RULE,
        meek::WARREN_RULE,
        AV,
        PLURALITY,
        APPROVAL,
        SCORE,
        condorcet::SCHULZE_WV,
        condorcet::SCHULZE_MARGINS,
        condorcet::RANKED_PAIRS_WV,
        condorcet::RANKED_PAIRS_MARGINS,
    ];

    /// The rule called `name`.
    ///
    /// # Errors
    /// [`UnknownRules`], listing the names there are.
    pub fn from_name(name: &str) -> Result<Self, UnknownRules> {
        Self::ALL
            .iter()
            .find(|rules| rules.name == name || rules.aliases.contains(&name))
            .copied()
            .ok_or_else(|| UnknownRules {
                asked: name.to_owned(),
                known: Self::ALL.iter().map(|rules| rules.name).collect::<Vec<_>>().join(", "),
            })
    }

    /// The short name, as in `--rules`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name for people.
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// Where the rule is laid down.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// How it counts.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Which ballots it counts.
    pub const fn ballot_kind(&self) -> BallotKind {
        self.method.ballot_kind()
    }

    /// The most seats it can fill, where it has a limit.
    pub const fn max_seats(&self) -> Option<u32> {
        self.method.max_seats()
    }
}

impl Method {
    /// Which ballots it counts.
    pub const fn ballot_kind(&self) -> BallotKind {
        match self {
            Self::Stv(_) | Self::Meek(_) | Self::Condorcet(_) => BallotKind::Ranking,
            Self::Highest(kind) => *kind,
        }
    }

    /// Whether it makes use of second and later preferences, so that the pairs are of interest.
    pub(crate) const fn compares_preferences(&self) -> bool {
        matches!(self.ballot_kind(), BallotKind::Ranking) && !matches!(self, Self::Highest(_))
    }

    /// The most seats it can fill, where it has a limit.
    pub const fn max_seats(&self) -> Option<u32> {
        match self {
            Self::Stv(stv) => stv.max_seats,
            Self::Meek(_) | Self::Highest(_) | Self::Condorcet(_) => None,
        }
    }
}
