//! The requirements at work in a count: who is guarded and doomed just now.

use super::{Fate, Judgment, Places, PlacesError};

/// What a count keeps of the reserved places, renewed after every election and exclusion.
pub(crate) struct Gate<'a> {
    places: &'a Places,
    judgments: Vec<Judgment>,
}

/// Where a count stands.
#[derive(Clone)]
pub(crate) struct Position {
    pub(crate) elected: Vec<u16>,
    pub(crate) continuing: Vec<u16>,
    pub(crate) vacancies: usize,
}

impl<'a> Gate<'a> {
    pub(crate) fn new(places: &'a Places) -> Self {
        Self { places, judgments: Vec::new() }
    }

    /// Whether no place is reserved.
    pub(crate) fn is_open(&self) -> bool {
        self.places.is_empty()
    }

    /// Looks at everyone still in the count anew.
    pub(crate) fn judge(&mut self, at: &Position) -> Result<(), PlacesError> {
        self.judgments = self.places.judge(&at.elected, &at.continuing, at.vacancies)?;
        Ok(())
    }

    pub(crate) fn judgments(&self) -> Vec<Judgment> {
        self.judgments.clone()
    }

    pub(crate) fn is_doomed(&self, candidate: u16) -> bool {
        self.fate(candidate) == Some(Fate::Doomed)
    }

    pub(crate) fn is_guarded(&self, candidate: u16) -> bool {
        self.fate(candidate) == Some(Fate::Guarded)
    }

    /// Everyone doomed, ascending.
    pub(crate) fn doomed(&self) -> Vec<u16> {
        let doomed = self.judgments.iter().filter(|one| one.fate == Fate::Doomed);
        doomed.map(|one| one.candidate).collect()
    }

    /// Whether not all of `equals`, who are to be elected now, can be, so that it matters who
    /// comes first.
    pub(crate) fn divides(&self, equals: &[u16], at: &Position) -> Result<bool, PlacesError> {
        if self.is_open() || equals.len() < 2 {
            return Ok(equals.len() > at.vacancies.max(1));
        }
        let Position { mut elected, mut continuing, vacancies } = at.clone();
        for (taken, &one) in equals.iter().enumerate() {
            let left = vacancies.saturating_sub(taken);
            if left == 0 || !self.places.allow(one, &elected, &continuing, left)? {
                return Ok(true);
            }
            elected.push(one);
            continuing.retain(|other| *other != one);
        }
        Ok(false)
    }

    /// Of `group`, as many as can be excluded together, in this order.
    pub(crate) fn spare(&self, group: Vec<u16>, at: &Position) -> Result<Vec<u16>, PlacesError> {
        let mut continuing = at.continuing.clone();
        let mut spared = Vec::new();
        for one in group {
            if self.places.spare(one, &at.elected, &continuing, at.vacancies)? {
                continuing.retain(|other| *other != one);
                spared.push(one);
            }
        }
        Ok(spared)
    }

    fn fate(&self, candidate: u16) -> Option<Fate> {
        self.judgments.iter().find(|one| one.candidate == candidate).map(|one| one.fate)
    }
}
