//! The entry to every count, and what a count returns.

mod error;
mod stage;

pub use error::CountError;
pub use stage::{
    Action, Draw, Elected, PaperValue, PassedOn, Purpose, Resolution, Stage, TieBreak, Transfer,
};

use crate::countback::Filled;
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::pairwise::{Matrix, Pairwise};
use crate::places::{Places, Requirement};
use crate::profile::{Candidate, Profile, name_of};
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
    check(profile, rules, places)?;
    // One arm for each family of rules: see [`Method`] for how to add one.
    let mut count = match rules.method() {
        Method::Stv(stv) => stv::count(profile, rules, &stv, places, lot)?,
        Method::Meek(meek) => meek::count(profile, rules, &meek, places, lot)?,
        Method::Highest(_) => totals::count(profile, rules, places, lot)?,
        Method::Condorcet(how) => condorcet::count(profile, rules, &how, lot)?,
        Method::Marks(limit) => {
            let (sound, spoilt) = marks::within_limit(profile, &limit)?;
            Count { spoilt, ..totals::count(&sound, rules, places, lot)? }
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

/// Whether the profile can be counted by these rules with these places reserved.
pub(crate) fn check(profile: &Profile, rules: &Rules, places: &Places) -> Result<(), CountError> {
    profile.check()?;
    places.check(profile)?;
    if !places.is_empty() && !rules.reserves_places() {
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
    Ok(())
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
    /// The seat left empty that this count fills, if it is a countback.
    pub vacancy: Option<Filled>,
    /// Every lot drawn, in order.
    pub draws: Vec<Draw>,
    /// Every candidate against every other, where ballots are ranked.
    pub pairwise: Option<Pairwise>,
    /// What the rules worked out besides the stages.
    pub working: Option<Working>,
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
            vacancy: None,
            draws: Vec::new(),
            pairwise: None,
            working: None,
        }
    }

    /// Why candidate `number` is on the paper and not in the count: "withdrawn", or, in a
    /// countback, "keeps seat" or "left".
    pub fn absent(&self, number: u16) -> Option<&'static str> {
        let withdrawn = |one: &&Candidate| one.withdrawn;
        let at = usize::from(number).checked_sub(1)?;
        self.candidates.get(at).filter(withdrawn)?;
        Some(match &self.vacancy {
            Some(filled) if filled.left_by == number => "left",
            Some(filled) if filled.sitting.contains(&number) => "keeps seat",
            _ => "withdrawn",
        })
    }

    /// The name of candidate `number`.
    pub fn name(&self, number: u16) -> String {
        name_of(&self.candidates, number)
    }
}
