//! The options of a transferable vote, each by name.

use super::data::{
    Batches, Divisor, Elect, LastSeats, Lead, Margin, Parcels, Precision, QuotaBase, QuotaRounding, Rounding,
    RoundingAt, Share, Skipped, Stv, SurplusOrder, TieOrder, Ties, Weighting,
};
use crate::options::{OptionError, Setting};

/// The words of an option's values.
type Words<T> = &'static [(&'static str, T)];

const ROUNDING: Words<Rounding> =
    &[("down", Rounding::Down), ("nearest", Rounding::Nearest), ("up", Rounding::Up)];
const ROUNDING_AT: Words<RoundingAt> =
    &[("value", RoundingAt::Value), ("fraction", RoundingAt::Fraction), ("sum", RoundingAt::Sum)];
const DIVISOR: Words<Divisor> = &[("droop", Divisor::SeatsAndOne), ("hare", Divisor::Seats)];
const QUOTA_BASE: Words<QuotaBase> = &[
    ("valid", QuotaBase::Valid),
    ("until-elected", QuotaBase::UntilElected),
    ("active", QuotaBase::Active),
    ("continuing", QuotaBase::Continuing),
];
const QUOTA_ROUNDING: Words<QuotaRounding> =
    &[("above", QuotaRounding::Above), ("up", QuotaRounding::Up), ("down", QuotaRounding::Down)];
const ELECT: Words<Elect> = &[("reaching", Elect::Reaching), ("exceeding", Elect::Exceeding)];
const PARCELS: Words<Parcels> = &[("all", Parcels::All), ("last", Parcels::Last)];
const WEIGHTING: Words<Weighting> =
    &[("weighted", Weighting::Weighted), ("unweighted", Weighting::Unweighted)];
const SHARE: Words<Share> = &[("all", Share::All), ("transferable", Share::Transferable)];
const ORDER: Words<SurplusOrder> = &[("size", SurplusOrder::Size), ("election", SurplusOrder::Election)];
const BOUND: Words<Option<Margin>> =
    &[("never", None), ("less", Some(Margin::Less)), ("not-more", Some(Margin::NotMore))];
const BATCHES: Words<Batches> = &[
    ("once", Batches::Once),
    ("value", Batches::ByValue),
    ("original-value", Batches::OriginalThenValue),
    ("received", Batches::AsReceived),
];
const YES: Words<bool> = &[("no", false), ("yes", true)];
const LAST: Words<LastSeats> = &[
    ("after-transfer", LastSeats::AfterTransfer),
    ("without-transfer", LastSeats::WithoutTransfer),
    ("after-surpluses", LastSeats::AfterSurpluses),
];
const LEAD: Words<Lead> = &[
    ("none", Lead::None),
    ("majority", Lead::Majority),
    ("active", Lead::Active),
    ("last-two", Lead::LastTwo),
];
const TIES: Words<Option<TieOrder>> = &[
    ("backwards", Some(TieOrder::Latest)),
    ("forwards", Some(TieOrder::Earliest)),
    ("preferences", Some(TieOrder::Preferences)),
    ("lot", None),
];
const SKIPPED: Words<Skipped> = &[("stop", Skipped::Stop), ("close", Skipped::Close)];

/// Every option: its name and what it is about.
const OPTIONS: &[(&str, &str)] = &[
    ("decimals", "decimal places of votes and values, or exact fractions"),
    ("rounding", "what becomes of the decimals beyond"),
    ("round-at", "where they are taken off: each paper's new value, surplus ÷ votes first, or each sum"),
    ("quota", "votes ÷ (seats + 1), votes ÷ seats, or votes ÷ (seats + 1) unrounded and to be exceeded"),
    (
        "quota-base",
        "which votes: all valid, those still active (until somebody is elected, or throughout), or those of continuing candidates",
    ),
    ("quota-decimals", "decimal places of the quota"),
    ("quota-rounding", "to the next step above even where exact, up where not exact, or down"),
    ("elect", "whether the quota has to be reached or exceeded"),
    ("surplus-papers", "the whole pile, or the parcel received last"),
    ("surplus-weight", "new values in proportion to present ones, or one value for all"),
    ("surplus-share", "all papers, or those with a next preference alone"),
    ("surplus-order", "the largest first, or in the order of election"),
    ("defer", "leave surpluses that are less (or not more) than would change who is excluded"),
    ("bulk", "exclude together as many as have less than (or not more than) the next above"),
    (
        "batches",
        "papers of the excluded: all at once, by value, first preferences and then by value, or as received",
    ),
    ("batch-stages", "each batch a stage of its own"),
    ("restart", "begin anew without the excluded"),
    (
        "last",
        "as many candidates as seats: elected after the last exclusion's transfer, without it, or when no surplus is left",
    ),
    (
        "lead",
        "elected without a quota for being ahead: nobody, the last seat's majority, by the active vote, the higher of the last two",
    ),
    ("ties", "what decides a tie before the lot; one or two of them, separated by a comma"),
    ("skipped", "a skipped rank ends the preferences, or is closed up"),
];

/// The options of a rule for one seat: there is never a surplus to pass on.
const OF_ONE_SEAT: &[&str] = &["bulk", "ties", "skipped"];

impl Stv {
    /// The options of the rule as they are set.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        let useful = |name: &&str| self.max_seats != Some(1) || OF_ONE_SEAT.contains(name);
        let of = OPTIONS.iter().filter(|(name, _)| useful(name));
        of.map(|&(name, about)| {
            let (value, choices) = self.setting(name);
            Setting { name, value, choices, about }
        })
        .collect()
    }

    /// Sets one option; the rule may be without sense until [`Stv::check`] has seen it.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        let useful = self.settings();
        if !useful.iter().any(|one| one.name == name) {
            return Err(OptionError::unknown(name, &useful));
        }
        let bad = || OptionError::value(name, value, &self.setting(name).1);
        match name {
            "decimals" => self.precision = self.with_decimals(value).ok_or_else(bad)?,
            "rounding" | "round-at" => {
                let Precision::Decimals { mut places, mut rounding, mut at } = self.precision else {
                    return Err(OptionError::no_use(
                        name,
                        "exact fractions are not rounded; set decimals as well",
                    ));
                };
                if name == "rounding" {
                    rounding = read(ROUNDING, value).ok_or_else(bad)?;
                } else {
                    at = read(ROUNDING_AT, value).ok_or_else(bad)?;
                }
                places = places.min(Precision::MOST);
                self.precision = Precision::Decimals { places, rounding, at };
            }
            "quota" if value == "hagenbach-bischoff" => {
                self.quota.divisor = Divisor::SeatsAndOne;
                self.quota.places = None;
                self.quota.rounding = QuotaRounding::Down;
                self.elect = Elect::Exceeding;
            }
            "quota" => self.quota.divisor = read(DIVISOR, value).ok_or_else(bad)?,
            "quota-base" => self.quota.base = read(QUOTA_BASE, value).ok_or_else(bad)?,
            "quota-decimals" => self.quota.places = decimals(value).ok_or_else(bad)?,
            "quota-rounding" => self.quota.rounding = read(QUOTA_ROUNDING, value).ok_or_else(bad)?,
            "elect" => self.elect = read(ELECT, value).ok_or_else(bad)?,
            "surplus-papers" => self.surplus.papers = read(PARCELS, value).ok_or_else(bad)?,
            "surplus-weight" => self.surplus.weighting = read(WEIGHTING, value).ok_or_else(bad)?,
            "surplus-share" => self.surplus.share = read(SHARE, value).ok_or_else(bad)?,
            "surplus-order" => self.surplus.order = read(ORDER, value).ok_or_else(bad)?,
            "defer" => self.surplus.defer = read(BOUND, value).ok_or_else(bad)?,
            "bulk" => self.exclusion.bulk = read(BOUND, value).ok_or_else(bad)?,
            "batches" => self.exclusion.batches = read(BATCHES, value).ok_or_else(bad)?,
            "batch-stages" => self.exclusion.stages = read(YES, value).ok_or_else(bad)?,
            "restart" => self.exclusion.restart = read(YES, value).ok_or_else(bad)?,
            "last" => self.finish.last = read(LAST, value).ok_or_else(bad)?,
            "lead" => self.finish.lead = read(LEAD, value).ok_or_else(bad)?,
            "ties" => self.ties = ties(value).ok_or_else(bad)?,
            _ => self.skipped = read(SKIPPED, value).ok_or_else(bad)?,
        }
        Ok(())
    }

    /// Whether every option in `set` has a use, given the others.
    pub(crate) fn check(&self, set: &[&str]) -> Result<(), OptionError> {
        let given = |name: &str| set.contains(&name);
        let no_use = |name: &str, why: &str| Err(OptionError::no_use(name, why));
        if self.surplus.weighting == Weighting::Unweighted
            && matches!(self.precision, Precision::Decimals { at: RoundingAt::Fraction, .. })
        {
            return no_use(
                "round-at",
                "surplus ÷ papers is one division; there is nothing to multiply after it",
            );
        }
        let fractions =
            matches!(self.precision, Precision::Exact | Precision::Decimals { at: RoundingAt::Sum, .. });
        if given("quota-rounding") && self.quota.places.is_none() && fractions {
            return no_use("quota-rounding", "the quota is an exact fraction");
        }
        let of_votes = if self.precision == Precision::Exact { u8::MAX } else { self.precision.places() };
        if self.quota.places.is_some_and(|of_quota| of_quota > of_votes) {
            return no_use("quota-decimals", "votes have fewer decimals than the quota would");
        }
        if self.exclusion.stages && self.exclusion.batches == Batches::Once {
            return no_use("batch-stages", "all papers move at once; set batches as well");
        }
        if self.exclusion.restart {
            for name in ["batches", "batch-stages"] {
                if given(name) {
                    return no_use(
                        name,
                        "the count begins anew after an exclusion, and no papers of the excluded are passed on",
                    );
                }
            }
        }
        Ok(())
    }

    /// The value and the choices of an option.
    fn setting(&self, name: &str) -> (String, String) {
        let (rounding, at) = match self.precision {
            Precision::Exact => (Rounding::Down, RoundingAt::Value),
            Precision::Decimals { rounding, at, .. } => (rounding, at),
        };
        match name {
            "decimals" => {
                let value = match self.precision {
                    Precision::Exact => "exact".to_owned(),
                    Precision::Decimals { places, .. } => places.to_string(),
                };
                (value, "0 to 9, exact".to_owned())
            }
            "rounding" => told(ROUNDING, rounding),
            "round-at" => told(ROUNDING_AT, at),
            "quota" => {
                let (value, choices) = told(DIVISOR, self.quota.divisor);
                (value, format!("{choices}, hagenbach-bischoff"))
            }
            "quota-base" => told(QUOTA_BASE, self.quota.base),
            "quota-decimals" => {
                let value = self.quota.places.map_or("exact".to_owned(), |places| places.to_string());
                (value, "0 to 9, exact".to_owned())
            }
            "quota-rounding" => told(QUOTA_ROUNDING, self.quota.rounding),
            "elect" => told(ELECT, self.elect),
            "surplus-papers" => told(PARCELS, self.surplus.papers),
            "surplus-weight" => told(WEIGHTING, self.surplus.weighting),
            "surplus-share" => told(SHARE, self.surplus.share),
            "surplus-order" => told(ORDER, self.surplus.order),
            "defer" => told(BOUND, self.surplus.defer),
            "bulk" => told(BOUND, self.exclusion.bulk),
            "batches" => told(BATCHES, self.exclusion.batches),
            "batch-stages" => told(YES, self.exclusion.stages),
            "restart" => told(YES, self.exclusion.restart),
            "last" => told(LAST, self.finish.last),
            "lead" => told(LEAD, self.finish.lead),
            "ties" => {
                let words: Vec<String> = self.ties.orders().map(|one| told(TIES, Some(one)).0).collect();
                let value = if words.is_empty() { "lot".to_owned() } else { words.join(",") };
                (value, told(TIES, None).1)
            }
            _ => told(SKIPPED, self.skipped),
        }
    }

    fn with_decimals(&self, value: &str) -> Option<Precision> {
        let Some(places) = decimals(value)? else { return Some(Precision::Exact) };
        Some(match self.precision {
            Precision::Exact => Precision::cut(places),
            Precision::Decimals { rounding, at, .. } => Precision::Decimals { places, rounding, at },
        })
    }
}

fn read<T: Copy>(words: Words<T>, value: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == value).map(|(_, value)| *value)
}

fn told<T: Copy + PartialEq>(words: Words<T>, value: T) -> (String, String) {
    let word = words.iter().find(|one| one.1 == value).map_or("", |one| one.0);
    (word.to_owned(), words.iter().map(|one| one.0).collect::<Vec<_>>().join(", "))
}

/// "exact", or a number of decimals.
fn decimals(value: &str) -> Option<Option<u8>> {
    match value {
        "exact" => Some(None),
        _ => value.parse().ok().filter(|places| *places <= Precision::MOST).map(Some),
    }
}

fn ties(value: &str) -> Option<Ties> {
    let mut orders = [None; 2];
    let mut slots = orders.iter_mut();
    let mut earlier = Vec::new();
    for word in value.split(',') {
        match read(TIES, word.trim())? {
            // The lot is last of all whatever is said.
            None => break,
            one if earlier.contains(&one) => return None,
            one => {
                earlier.push(one);
                *slots.next()? = one;
            }
        }
    }
    Some(Ties(orders))
}
