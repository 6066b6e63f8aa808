//! Reserved places in plain words.

use crate::count::Count;
use crate::places::{Fate, Judgment};

/// Who became guarded or doomed in this stage, and why.
pub(super) fn told(count: &Count, at: usize) -> Option<String> {
    let before = judged_before(count, at);
    let known = |one: &Judgment| {
        before.iter().any(|other| (other.candidate, other.fate) == (one.candidate, one.fate))
    };
    let new = count.stages[at].judgments.iter().filter(|one| !known(one));
    let told: Vec<String> = new.map(|one| one.sentence(&count.candidates)).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Whether all of those excluded in this stage were doomed.
pub(super) fn doomed(count: &Count, at: usize, of: &[u16]) -> bool {
    let is = |one: &u16| {
        let mut judged = judged_before(count, at).iter();
        judged.any(|other| other.candidate == *one && other.fate == Fate::Doomed)
    };
    of.iter().all(is)
}

/// What to add to "the fewest": a guarded candidate may have had fewer.
pub(super) fn spared(count: &Count, at: usize) -> &'static str {
    let guarded = judged_before(count, at).iter().any(|one| one.fate == Fate::Guarded);
    if guarded { " of those who are not guarded" } else { "" }
}

fn judged_before(count: &Count, at: usize) -> &[Judgment] {
    at.checked_sub(1).map_or(&[][..], |before| &count.stages[before].judgments[..])
}
