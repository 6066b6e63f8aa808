//! The rules as data: each a named value that cites its source.

use thiserror::Error;

use crate::condorcet;
use crate::decision;
use crate::grades;
use crate::marks;
use crate::meek;
pub use crate::method::Method;
use crate::options::{OptionError, Setting};
use crate::profile::BallotKind;
use crate::stv::data::Stv;
use crate::stv::presets;

/// A named rule. Take one from [`Rules::from_name`] or [`Rules::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    pub(crate) name: &'static str,
    pub(crate) aliases: &'static [&'static str],
    pub(crate) title: &'static str,
    pub(crate) source: &'static str,
    pub(crate) method: Method,
}

/// The presets of the transferable vote; the data of each is in `stv/presets.rs`.
const fn stv(name: &'static str, title: &'static str, source: &'static str, data: Stv) -> Rules {
    Rules { name, aliases: &[], title, source, method: Method::Stv(data) }
}

const SCOTTISH_STV: Rules = stv(
    "scottish-stv",
    "Single transferable vote, Scottish local elections (SSI 2011/399)",
    "SSI 2011/399 sch. 1 rules 46 to 53, as amended by SSI 2021/437",
    presets::SCOTTISH,
);

const ERS97: Rules = stv(
    "ers97",
    "Single transferable vote, Electoral Reform Society rules of 1997",
    "Electoral Reform Society, How to Conduct an Election by the Single Transferable Vote, 3rd ed. 1997, sections 5 and 6",
    presets::ERS97,
);

const NORTHERN_IRELAND: Rules = stv(
    "northern-ireland",
    "Single transferable vote, Northern Ireland local elections (SI 1985/454)",
    "Electoral Law Act (Northern Ireland) 1962 sch. 5 rules 46 to 52, as substituted by SI 1985/454",
    presets::NORTHERN_IRELAND,
);

const SEANAD: Rules = stv(
    "seanad",
    "Single transferable vote, panels of Seanad Éireann",
    "Seanad Electoral (Panel Members) Act 1947, second schedule",
    presets::SEANAD,
);

const AUSTRALIAN_SENATE: Rules = stv(
    "australian-senate",
    "Single transferable vote, Australian Senate",
    "Commonwealth Electoral Act 1918 ss. 273 and 273A, as amended in 2021",
    presets::AUSTRALIAN_SENATE,
);

const WRIGHT: Rules = stv(
    "wright",
    "Single transferable vote, Wright system",
    "A. van der Craats, submission 51.1 to the Joint Standing Committee on Electoral Matters on the 2007 federal election",
    presets::WRIGHT,
);

const WIGM: Rules = stv(
    "wigm",
    "Single transferable vote, weighted inclusive Gregory",
    "none; the options of the Scottish rules, each to be chosen",
    presets::WIGM,
);

const EXCLUSIVE_GREGORY: Rules = stv(
    "exclusive-gregory",
    "Single transferable vote, exclusive Gregory",
    "none; J. B. Gregory's method (1880) on the parcel last received, each option to be chosen",
    presets::EXCLUSIVE_GREGORY,
);

const AV: Rules = Rules {
    aliases: &["irv"],
    ..stv(
        "av",
        "Alternative vote",
        "Parliamentary Voting System and Constituencies Act 2011 sch. 10",
        presets::AV,
    )
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
        ERS97,
        NORTHERN_IRELAND,
        SEANAD,
        AUSTRALIAN_SENATE,
        WRIGHT,
        WIGM,
        EXCLUSIVE_GREGORY,
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
        marks::BLOCK_VOTE,
        marks::LIMITED_VOTE,
        marks::SNTV,
        grades::STAR,
        grades::MAJORITY_JUDGMENT_BETTER,
        grades::MAJORITY_JUDGMENT_WORSE,
        decision::DECISION,
        decision::DECISION_OPTIONS,
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

    /// The rules with options set by hand, in any order: `quota`, which may set several at once, and
    /// `decimals`, on which others depend, come before the rest.
    ///
    /// # Errors
    /// [`OptionError`]: an option that the rules do not have, given twice, without such a value, or
    /// without a use beside the others.
    pub fn with(mut self, options: &[(&str, &str)]) -> Result<Self, OptionError> {
        let names: Vec<&str> = options.iter().map(|one| one.0).collect();
        if let Some(twice) = (1..names.len()).find(|at| names[..*at].contains(&names[*at])) {
            return Err(OptionError::Twice(names[twice].to_owned()));
        }
        let mut ordered = options.to_vec();
        ordered.sort_by_key(|(name, _)| !matches!(*name, "quota" | "decimals"));
        for (name, value) in ordered {
            self.method.set(name, value)?;
        }
        self.method.check(&names)?;
        Ok(self)
    }

    /// The options, as they are set.
    pub fn settings(&self) -> Vec<Setting> {
        self.method.settings()
    }

    /// The options that are set otherwise than the rules of this name have them.
    pub fn changed(&self) -> Vec<Setting> {
        let Some(named) = Self::ALL.iter().find(|rules| rules.name == self.name) else { return Vec::new() };
        let usual = named.settings();
        self.settings().into_iter().filter(|one| !usual.contains(one)).collect()
    }

    /// Which ballots it counts.
    pub const fn ballot_kind(&self) -> BallotKind {
        self.method.ballot_kind()
    }

    /// The most seats it can fill, where it has a limit.
    pub const fn max_seats(&self) -> Option<u32> {
        self.method.max_seats()
    }

    /// Whether places can be reserved in it: several seats, which are filled one after the other or
    /// from the highest total down.
    pub const fn reserves_places(&self) -> bool {
        let fills =
            matches!(self.method, Method::Stv(_) | Method::Meek(_) | Method::Highest(_) | Method::Marks(_));
        fills && !matches!(self.max_seats(), Some(1))
    }
}
