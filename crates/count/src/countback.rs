//! Counting the same papers again: without a candidate who withdrew, or for a seat left empty.

use thiserror::Error;

use crate::count::{Count, CountError, count_reserving};
use crate::lot::Lot;
use crate::places::{Bound, Places, Requirement};
use crate::profile::{Profile, ProfileError};
use crate::rules::{Method, Rules};
use crate::{story, stv};

/// A seat left empty, and how it is to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vacancy<'a> {
    /// The member who leaves.
    pub left_by: u16,
    /// Candidates of the election who do not stand for the seat.
    pub not_standing: &'a [u16],
    /// Which papers fill it.
    pub countback: Countback,
}

/// Which papers fill a seat left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Countback {
    /// All, counted again by the rules of the election, the other members being sure of their seats.
    AllPapers,
    /// Those that elected the member who left, each at what it gave; for one seat.
    OwnPapers,
}

impl Countback {
    /// As on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AllPapers => "all-papers",
            Self::OwnPapers => "own-papers",
        }
    }
}

/// How a seat left empty was filled; the elected of the count are whoever fills it and, where all
/// papers were counted, the members who keep their seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The member who left.
    pub left_by: u16,
    /// The members who keep their seats, ascending.
    pub sitting: Vec<u16>,
    /// Which papers filled it.
    pub countback: Countback,
    /// The rules of the election.
    pub election: Rules,
}

/// Why a vacancy cannot be filled from the papers.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VacancyError {
    /// The election cannot be counted.
    #[error(transparent)]
    Count(#[from] CountError),
    /// Nobody leaves a seat who has none.
    #[error("{name} was not elected, so that no seat of theirs can be vacant; elected were {elected}")]
    NotElected {
        /// Who is said to have left.
        name: String,
        /// The names of the elected.
        elected: String,
    },
    /// A member who keeps a seat is said not to stand for another.
    #[error("{name} was elected and keeps the seat; name only candidates who could fill the vacant one")]
    Sitting {
        /// Who.
        name: String,
    },
    /// Nobody is left to be elected.
    #[error("nobody is left who could be elected to the vacant seat")]
    NobodyLeft,
    /// The places reserved in the election cannot be kept to.
    #[error(
        "with {sitting} in their seats, whoever fills the vacant one, the reserved places cannot be kept to: {why}"
    )]
    Places {
        /// The names of the members who keep their seats.
        sitting: String,
        /// What contradicts.
        why: String,
    },
    /// The other members could not be made sure of their seats.
    #[error(
        "the rules {rules:?} cannot keep the other members in their seats while all papers are counted again"
    )]
    CannotKeep {
        /// The rules of the election.
        rules: &'static str,
    },
    /// The rules do not say which papers elected whom.
    #[error(
        "by the rules {rules:?} no papers are those that elected one member; have all papers counted again (all-papers), or use rules that transfer votes by stages"
    )]
    NoOwnPapers {
        /// The rules of the election.
        rules: &'static str,
    },
}

/// The contest as if `candidates` had withdrawn before it: preferences for them are skipped.
///
/// # Errors
/// A number that no candidate has.
pub fn without(profile: &Profile, candidates: &[u16]) -> Result<Profile, ProfileError> {
    let mut profile = profile.clone();
    withdraw(&mut profile, candidates)?;
    Ok(profile)
}

fn withdraw(profile: &mut Profile, candidates: &[u16]) -> Result<(), ProfileError> {
    let last = profile.candidates.len();
    for &candidate in candidates {
        let one = usize::from(candidate).checked_sub(1).and_then(|at| profile.candidates.get_mut(at));
        one.ok_or(ProfileError::NoSuchCandidate { candidate, last })?.withdrawn = true;
    }
    Ok(())
}

/// Fills the seat that a member leaves, from the papers of the election.
///
/// [`Countback::AllPapers`]: they are counted again by the same rules without that candidate and
/// those who do not stand, and whoever else was elected keeps the seat. The sitting members are a
/// group of whom all are to be elected, so that they are guarded in the re-count; the one elected
/// besides them fills the vacancy.
///
/// [`Countback::OwnPapers`]: those of the papers that elected the member are counted for one seat,
/// each at what it gave, among the candidates who have none.
///
/// A lot of the election is drawn again as it was then; the draws of the countback are numbered
/// anew.
///
/// # Errors
/// [`VacancyError`]; among them, that the places reserved cannot be kept by the sitting members.
pub fn fill_vacancy(
    profile: &Profile,
    rules: &Rules,
    places: &Places,
    vacancy: &Vacancy<'_>,
    lot: &mut dyn Lot,
) -> Result<Count, VacancyError> {
    let last = profile.candidates.len();
    for &candidate in vacancy.not_standing.iter().chain([&vacancy.left_by]) {
        if candidate == 0 || usize::from(candidate) > last {
            return Err(CountError::from(ProfileError::NoSuchCandidate { candidate, last }).into());
        }
    }
    let (count, sitting) = match vacancy.countback {
        Countback::AllPapers => of_all_papers(profile, rules, places, vacancy, lot)?,
        Countback::OwnPapers => of_own_papers(profile, rules, places, vacancy, lot)?,
    };
    let Vacancy { left_by, countback, .. } = *vacancy;
    let filled = Filled { left_by, sitting, countback, election: *rules };
    let mut count = Count { vacancy: Some(filled), ..count };
    story::tell(&mut count);
    Ok(count)
}

fn of_all_papers(
    profile: &Profile,
    rules: &Rules,
    places: &Places,
    vacancy: &Vacancy<'_>,
    lot: &mut dyn Lot,
) -> Result<(Count, Vec<u16>), VacancyError> {
    let election = count_reserving(profile, rules, places, lot)?;
    let elected: Vec<u16> = election.elected.iter().map(|one| one.candidate).collect();
    let sitting = sitting(profile, &elected, vacancy)?;
    let mut again = profile.clone();
    withdraw(&mut again, vacancy.not_standing).map_err(CountError::from)?;
    withdraw(&mut again, &[vacancy.left_by]).map_err(CountError::from)?;
    if again.standing().len() <= sitting.len() {
        return Err(VacancyError::NobodyLeft);
    }
    again.seats = u32::try_from(elected.len()).unwrap_or(u32::MAX);
    let mut requirements = places.requirements().to_vec();
    if !sitting.is_empty() {
        if !rules.reserves_places() {
            return Err(VacancyError::CannotKeep { rules: rules.name() });
        }
        requirements.push(Requirement {
            bound: Bound::AtLeast(u32::try_from(sitting.len()).unwrap_or(u32::MAX)),
            group: "the sitting members".to_owned(),
            members: sitting.clone(),
        });
    }
    let places = Places::new(requirements);
    places.check(&again).map_err(|why| unkept(profile, &sitting, &why))?;
    Ok((count_reserving(&again, rules, &places, lot)?, sitting))
}

fn of_own_papers(
    profile: &Profile,
    rules: &Rules,
    places: &Places,
    vacancy: &Vacancy<'_>,
    lot: &mut dyn Lot,
) -> Result<(Count, Vec<u16>), VacancyError> {
    let Method::Stv(stv) = rules.method() else {
        return Err(VacancyError::NoOwnPapers { rules: rules.name() });
    };
    crate::count::check(profile, rules, places)?;
    let kept = std::cell::OnceCell::new();
    let prepare = |elected: &[u16]| {
        let sitting = sitting(profile, elected, vacancy)?;
        let mut contest = Profile { seats: 1, ballots: Vec::new(), ..profile.clone() };
        for gone in [&sitting[..], vacancy.not_standing, &[vacancy.left_by]] {
            withdraw(&mut contest, gone).map_err(CountError::from)?;
        }
        if contest.standing().is_empty() {
            return Err(VacancyError::NobodyLeft);
        }
        let places = left_to_meet(places, &sitting);
        places.check(&contest).map_err(|why| unkept(profile, &sitting, &why))?;
        let _ = kept.set(sitting);
        Ok((contest, places))
    };
    let count = stv::own_papers::count(profile, &stv, places, vacancy.left_by, &prepare, lot)?;
    let reserved = places.requirements().to_vec();
    Ok((Count { reserved, ..count }, kept.into_inner().unwrap_or_default()))
}

/// Whoever of the elected keeps the seat, ascending.
fn sitting(profile: &Profile, elected: &[u16], vacancy: &Vacancy<'_>) -> Result<Vec<u16>, VacancyError> {
    let left_by = vacancy.left_by;
    if !elected.contains(&left_by) {
        let names: Vec<String> = elected.iter().map(|one| profile.name(*one)).collect();
        return Err(VacancyError::NotElected { name: profile.name(left_by), elected: names.join(", ") });
    }
    let mut sitting: Vec<u16> = elected.iter().copied().filter(|one| *one != left_by).collect();
    sitting.sort_unstable();
    match vacancy.not_standing.iter().find(|one| sitting.contains(one)) {
        Some(&one) => Err(VacancyError::Sitting { name: profile.name(one) }),
        None => Ok(sitting),
    }
}

fn unkept(profile: &Profile, sitting: &[u16], why: &crate::places::PlacesError) -> VacancyError {
    let names: Vec<String> = sitting.iter().map(|one| profile.name(*one)).collect();
    VacancyError::Places { sitting: names.join(", "), why: why.to_string() }
}

/// The requirements that the one to be elected has to meet, those in their seats being counted.
fn left_to_meet(places: &Places, sitting: &[u16]) -> Places {
    let left = places.requirements().iter().filter_map(|one| {
        let taken = one.members.iter().filter(|member| sitting.contains(member)).count();
        let taken = u32::try_from(taken).unwrap_or(u32::MAX);
        let bound = match one.bound {
            Bound::AtLeast(least) if least <= taken => return None,
            Bound::AtLeast(least) => Bound::AtLeast(least - taken),
            Bound::AtMost(most) => Bound::AtMost(most.saturating_sub(taken)),
        };
        let members = one.members.iter().copied().filter(|member| !sitting.contains(member)).collect();
        let besides = if taken > 0 { " besides the sitting members" } else { "" };
        Some(Requirement { bound, group: format!("{}{besides}", one.group), members })
    });
    Places::new(left.collect())
}
