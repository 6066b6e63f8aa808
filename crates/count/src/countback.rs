//! Counting the same papers again: without a candidate who withdrew, or for a seat left empty.

use thiserror::Error;

use crate::count::{Count, CountError, count_reserving};
use crate::lot::Lot;
use crate::places::{Bound, Places, Requirement};
use crate::profile::{Profile, ProfileError};
use crate::rules::Rules;

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
    /// Nobody is left to be elected.
    #[error("nobody is left who could be elected to the vacant seat")]
    NobodyLeft,
}

/// The contest as if `candidates` had withdrawn before it: preferences for them are skipped.
///
/// # Errors
/// A number that no candidate has.
pub fn without(profile: &Profile, candidates: &[u16]) -> Result<Profile, ProfileError> {
    let mut profile = profile.clone();
    let last = profile.candidates.len();
    for &candidate in candidates {
        let one = usize::from(candidate).checked_sub(1).and_then(|at| profile.candidates.get_mut(at));
        one.ok_or(ProfileError::NoSuchCandidate { candidate, last })?.withdrawn = true;
    }
    Ok(profile)
}

/// Fills the seat that `vacating` leaves, from the papers of the election: they are counted again
/// by the same rules without that candidate, and whoever else was elected keeps the seat. The
/// sitting members are a group of whom all are to be elected, so that they are guarded in the
/// re-count; the one elected besides them fills the vacancy.
///
/// # Errors
/// [`VacancyError`]; among them, that the places reserved cannot be kept by the sitting members.
pub fn fill_vacancy(
    profile: &Profile,
    rules: &Rules,
    places: &Places,
    vacating: u16,
    lot: &mut dyn Lot,
) -> Result<Count, VacancyError> {
    let election = count_reserving(profile, rules, places, lot)?;
    let elected: Vec<u16> = election.elected.iter().map(|one| one.candidate).collect();
    if !elected.contains(&vacating) {
        let names: Vec<String> = elected.iter().map(|one| profile.name(*one)).collect();
        return Err(VacancyError::NotElected { name: profile.name(vacating), elected: names.join(", ") });
    }
    let again = without(profile, &[vacating]).map_err(CountError::from)?;
    if again.standing().len() < elected.len() {
        return Err(VacancyError::NobodyLeft);
    }
    let mut sitting: Vec<u16> = elected.into_iter().filter(|one| *one != vacating).collect();
    sitting.sort_unstable();
    let mut requirements = places.requirements().to_vec();
    if !sitting.is_empty() {
        requirements.push(Requirement {
            bound: Bound::AtLeast(u32::try_from(sitting.len()).unwrap_or(u32::MAX)),
            group: "the sitting members".to_owned(),
            members: sitting,
        });
    }
    Ok(count_reserving(&again, rules, &Places::new(requirements), lot)?)
}
