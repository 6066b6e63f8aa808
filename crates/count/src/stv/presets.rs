//! The rules of the transferable vote that have a name, each with its source.

use super::data::{
    Batches, Divisor, Elect, Exclusion, Finish, LastSeats, Lead, Margin, Parcels, Precision, Quota,
    QuotaBase, QuotaRounding, Share, Skipped, Stv, Surplus, SurplusOrder, TieOrder, Ties, Weighting,
};
use crate::rules::{Method, Rules};

/// A countback of the papers that elected the member who left (`own_papers.rs`): no rule to count
/// an election by, and not in [`Rules::ALL`]. Its method is made from the election's.
pub(crate) const OWN_PAPERS: Rules = Rules {
    name: "own-papers",
    aliases: &[],
    title: "Countback of the papers that elected the member who left",
    source: "after Electoral Act 1992 (Australian Capital Territory) sch. 4 part 4.3",
    method: Method::Stv(AV),
};

/// floor(valid / (seats + 1)) + 1.
const DROOP: Quota = Quota {
    divisor: Divisor::SeatsAndOne,
    base: QuotaBase::Valid,
    places: Some(0),
    rounding: QuotaRounding::Above,
};

/// Scottish local elections. SSI 2011/399 sch. 1 rules 46-53: quota (47), return (48), surplus
/// (49), largest first and its ties (50), exclusion and its ties (51, 52), last vacancies (53,
/// as amended by SSI 2021/437). Weighted inclusive Gregory, one truncation for each paper.
pub(crate) const SCOTTISH: Stv = Stv {
    precision: Precision::cut(5),
    quota: DROOP,
    elect: Elect::Reaching,
    surplus: Surplus {
        papers: Parcels::All,
        weighting: Weighting::Weighted,
        share: Share::All,
        order: SurplusOrder::Size,
        defer: None,
    },
    exclusion: Exclusion { bulk: None, batches: Batches::Once, stages: false, restart: false },
    finish: Finish { last: LastSeats::AfterTransfer, lead: Lead::None },
    ties: Ties::by(TieOrder::Latest),
    skipped: Skipped::Stop,
    max_seats: None,
};

/// One seat. Parliamentary Voting System and Constituencies Act 2011 sch. 10: elected with more
/// votes than the other remaining candidates together (rule 45A), the lowest excluded one at a
/// time, ties by the earliest stage at which they differ and then by lot (rules 49, 49A).
pub(crate) const AV: Stv = Stv {
    precision: Precision::cut(0),
    quota: Quota { base: QuotaBase::Continuing, ..DROOP },
    ties: Ties::by(TieOrder::Earliest),
    max_seats: Some(1),
    ..SCOTTISH
};

/// Electoral Reform Society, How to Conduct an Election by the Single Transferable Vote (3rd ed.
/// 1997) sections 5 and 6: quota (5.1.6, 5.4.8), election (5.1.7, 5.3.13, 5.4.9, 5.6.2), surplus
/// and deferral (5.2.2, 5.2.3, 5.3), exclusion (5.2.5, 5.4), completion (5.5). In hundredths.
pub(crate) const ERS97: Stv = Stv {
    precision: Precision::cut(2),
    quota: Quota {
        divisor: Divisor::SeatsAndOne,
        base: QuotaBase::UntilElected,
        places: Some(2),
        rounding: QuotaRounding::Up,
    },
    elect: Elect::Reaching,
    surplus: Surplus {
        papers: Parcels::Last,
        weighting: Weighting::Unweighted,
        share: Share::Transferable,
        order: SurplusOrder::Size,
        defer: Some(Margin::NotMore),
    },
    exclusion: Exclusion {
        bulk: Some(Margin::NotMore),
        batches: Batches::ByValue,
        stages: false,
        restart: false,
    },
    finish: Finish { last: LastSeats::WithoutTransfer, lead: Lead::Active },
    ties: Ties::by(TieOrder::Earliest),
    skipped: Skipped::Stop,
    max_seats: None,
};

/// Local elections in Northern Ireland. SI 1985/454 sch. 5 of the Electoral Law Act (Northern
/// Ireland) 1962, rules 48-52: quota (48), surplus (49, 50), exclusion (51), last vacancies (52).
pub(crate) const NORTHERN_IRELAND: Stv = Stv {
    quota: DROOP,
    surplus: Surplus { defer: Some(Margin::Less), ..ERS97.surplus },
    exclusion: Exclusion { bulk: Some(Margin::Less), batches: Batches::OriginalThenValue, ..ERS97.exclusion },
    finish: Finish { last: LastSeats::WithoutTransfer, lead: Lead::Majority },
    ..ERS97
};

/// The panels of Seanad Éireann. Seanad Electoral (Panel Members) Act 1947, 2nd sch.: each paper
/// is worth a thousand units, and ties go by the order of preferences (rule 2). Units are written
/// here as thousandths, so that a quota is a unit more than the division gives.
pub(crate) const SEANAD: Stv = Stv {
    precision: Precision::cut(3),
    quota: Quota { places: Some(3), ..DROOP },
    exclusion: Exclusion { batches: Batches::AsReceived, ..NORTHERN_IRELAND.exclusion },
    finish: Finish { last: LastSeats::WithoutTransfer, lead: Lead::Majority },
    ties: Ties::by(TieOrder::Preferences),
    ..NORTHERN_IRELAND
};

/// The Australian Senate, counted by computer. Commonwealth Electoral Act 1918 s. 273 (8)-(32)
/// and 273A as amended in 2021: unweighted inclusive Gregory with fractions as transfer values,
/// whole votes; exclusion one at a time, each transfer value a count; surpluses in the order of
/// election; the last two (17), the last vacancies (18).
pub(crate) const AUSTRALIAN_SENATE: Stv = Stv {
    precision: Precision::Decimals {
        places: 0,
        rounding: super::data::Rounding::Down,
        at: super::data::RoundingAt::Sum,
    },
    quota: DROOP,
    elect: Elect::Reaching,
    surplus: Surplus {
        papers: Parcels::All,
        weighting: Weighting::Unweighted,
        share: Share::All,
        order: SurplusOrder::Election,
        defer: None,
    },
    exclusion: Exclusion { bulk: None, batches: Batches::ByValue, stages: true, restart: false },
    finish: Finish { last: LastSeats::AfterSurpluses, lead: Lead::LastTwo },
    ties: Ties::by(TieOrder::Latest),
    skipped: Skipped::Stop,
    max_seats: None,
};

/// A. van der Craats, submission 51.1 to the Joint Standing Committee on Electoral Matters'
/// inquiry into the 2007 federal election ("Wright system"): weighted inclusive Gregory without
/// rounding; whoever is lowest is excluded and the count begins anew as if they had not stood.
pub(crate) const WRIGHT: Stv = Stv {
    precision: Precision::Exact,
    exclusion: Exclusion { bulk: None, batches: Batches::Once, stages: false, restart: true },
    ..SCOTTISH
};

/// Weighted inclusive Gregory with everything that can be chosen chosen as bodies without a rule
/// of their own mostly do: the Scottish rule's options.
pub(crate) const WIGM: Stv = SCOTTISH;

/// Exclusive Gregory: the parcel last received, transferable papers only, one candidate excluded
/// at a time; Newland and Britton's procedure without its short cuts.
pub(crate) const EXCLUSIVE_GREGORY: Stv = Stv {
    precision: Precision::cut(2),
    surplus: Surplus {
        papers: Parcels::Last,
        weighting: Weighting::Unweighted,
        share: Share::Transferable,
        order: SurplusOrder::Size,
        defer: None,
    },
    exclusion: Exclusion { bulk: None, batches: Batches::ByValue, stages: false, restart: false },
    ..SCOTTISH
};
