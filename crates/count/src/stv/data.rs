//! What one kind of transferable vote prescribes, as data.
//!
//! The presets (`presets.rs`) are values of these types; `options.rs` sets each field by hand.

/// A rule of the single transferable vote by stages (Gregory transfers).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stv {
    /// How exact the votes are.
    pub precision: Precision,
    /// How many votes are sure to elect.
    pub quota: Quota,
    /// Whether the quota has to be reached or exceeded.
    pub elect: Elect,
    /// How a surplus is passed on.
    pub surplus: Surplus,
    /// Who is excluded, and how the papers of the excluded are passed on.
    pub exclusion: Exclusion,
    /// How the last seats may be filled without a quota.
    pub finish: Finish,
    /// How ties are decided: these ways in order, and then by lot.
    pub ties: Ties,
    /// What a skipped rank does to the preferences after it. A shared rank always ends them.
    pub skipped: Skipped,
    /// The most seats the rule can fill, where it has a limit.
    pub max_seats: Option<u32>,
}

/// How exact the votes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Fractions, never rounded. Stages print them to [`Precision::PRINTED`] decimals.
    Exact,
    /// Decimals.
    Decimals {
        /// How many; at most [`Precision::MOST`].
        places: u8,
        /// What becomes of the rest.
        rounding: Rounding,
        /// Where the rest is taken off.
        at: RoundingAt,
    },
}

impl Precision {
    /// The most decimals: a surplus of 2^63 votes times the value of a paper stays within 128 bits.
    pub const MOST: u8 = 9;
    /// Decimals printed of exact fractions; what is beyond them is cut off in print alone.
    pub const PRINTED: u8 = 9;

    /// Decimals ignored, one division for each value of papers: what most statutes say.
    pub(super) const fn cut(places: u8) -> Self {
        Self::Decimals { places, rounding: Rounding::Down, at: RoundingAt::Value }
    }

    /// How many decimals stages are printed with.
    pub const fn places(self) -> u8 {
        match self {
            Self::Exact => Self::PRINTED,
            Self::Decimals { places, .. } => places,
        }
    }
}

/// What becomes of the decimals beyond the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Ignored.
    Down,
    /// To the nearest, a half upwards.
    Nearest,
    /// Upwards.
    Up,
}

/// Where in the reckoning of a transfer the decimals are taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundingAt {
    /// From the new value of each paper, surplus × value ÷ votes, multiplied first.
    Value,
    /// From surplus ÷ votes first, and then from its product with the value.
    Fraction,
    /// From each candidate's sum alone: values stay fractions.
    Sum,
}

/// The quota: a number of votes divided by the seats, or by one more, and rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// By what the votes are divided.
    pub divisor: Divisor,
    /// What it is reckoned on.
    pub base: QuotaBase,
    /// Its decimals; `None`: not rounded.
    pub places: Option<u8>,
    /// How it is rounded to them.
    pub rounding: QuotaRounding,
}

/// By what the votes are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divisor {
    /// One more than the seats (Droop; exact: Hagenbach-Bischoff).
    SeatsAndOne,
    /// The seats (Hare).
    Seats,
}

/// What a quota is reckoned on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaBase {
    /// All valid ballots, once (or once in each iteration).
    Valid,
    /// Valid ballots less what is not transferable, anew until somebody is elected.
    UntilElected,
    /// Valid ballots less what is not transferable, anew throughout.
    Active,
    /// The votes of the candidates still in the count, anew throughout.
    Continuing,
}

/// How a quota is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaRounding {
    /// To the next step above, even where the division is exact: floor + 1.
    Above,
    /// Upwards where the division is not exact.
    Up,
    /// Downwards.
    Down,
}

/// When a candidate has enough votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elect {
    /// With the quota.
    Reaching,
    /// With more than the quota.
    Exceeding,
}

/// How a surplus is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surplus {
    /// Which papers move.
    pub papers: Parcels,
    /// Whether a paper's new value depends on its present one.
    pub weighting: Weighting,
    /// Whether papers without a next preference share in the surplus.
    pub share: Share,
    /// Whose surplus comes first.
    pub order: SurplusOrder,
    /// Surpluses wait while they cannot change who is excluded next.
    pub defer: Option<Margin>,
}

/// Which papers of a pile move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parcels {
    /// The whole pile (inclusive Gregory).
    All,
    /// The parcel last received (exclusive Gregory).
    Last,
}

/// Whether a paper's new value depends on its present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// Surplus ÷ votes, times the present value.
    Weighted,
    /// Surplus ÷ papers, the same for all.
    Unweighted,
}

/// Who shares in a surplus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All the papers; the part of those without a next preference is not transferable.
    All,
    /// Those with a next preference, at no more than their present value.
    Transferable,
}

/// Whose surplus comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurplusOrder {
    /// The largest.
    Size,
    /// That of whoever was elected first; at one time, the largest.
    Election,
}

/// When something outstanding is too little to matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// When it is less than the difference.
    Less,
    /// When it is no more than the difference.
    NotMore,
}

/// Who is excluded, and how their papers are passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// As many of the lowest together as cannot catch up with the next, whatever is outstanding;
    /// `None`: one at a time.
    pub bulk: Option<Margin>,
    /// In which batches the papers move; candidates may be elected after each.
    pub batches: Batches,
    /// Whether each batch is a stage of its own.
    pub stages: bool,
    /// Whether the count begins anew without the excluded.
    pub restart: bool,
}

/// In which batches the papers of the excluded move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batches {
    /// All at once.
    Once,
    /// By value, the highest first.
    ByValue,
    /// First preferences, and then by value, the highest first.
    OriginalThenValue,
    /// In the order in which they were received.
    AsReceived,
}

/// How the last seats may be filled without a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    /// As many candidates as seats are left: when that elects them.
    pub last: LastSeats,
    /// Whoever cannot be overtaken.
    pub lead: Lead,
}

/// When as many candidates as seats left are elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastSeats {
    /// At the end of a stage: the last exclusion's transfer is carried out.
    AfterTransfer,
    /// As soon as an exclusion is decided on: its transfer is not carried out.
    WithoutTransfer,
    /// When no surplus is left to transfer, nor any paper of the excluded.
    AfterSurpluses,
}

/// Who is elected for being ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Nobody.
    None,
    /// For the last seat: whoever has at least as many votes as the other continuing candidates
    /// and all that waits to be transferred together.
    Majority,
    /// Whoever has at least the votes of the continuing candidates, with all that waits to be
    /// transferred, divided by one more than the seats left.
    Active,
    /// For the last seat: the higher of the last two, when nothing waits to be transferred.
    LastTwo,
}

/// Ways of deciding a tie, the first first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ties(pub [Option<TieOrder>; 2]);

impl Ties {
    pub(super) const fn by(order: TieOrder) -> Self {
        Self([Some(order), None])
    }

    pub(super) fn orders(self) -> impl Iterator<Item = TieOrder> {
        self.0.into_iter().flatten()
    }
}

/// What decides a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieOrder {
    /// The most recent earlier point at which the tied were unequal.
    Latest,
    /// The earliest point at which the tied were unequal.
    Earliest,
    /// Who is marked first on more papers; if equal, second; and so on.
    Preferences,
}

/// What a skipped rank does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// Preferences count as far as they are in consecutive order.
    Stop,
    /// The next rank takes its place.
    Close,
}
