//! Reserved places in plain words.

use super::list;
use crate::count::{Action, Count};
use crate::places::{Fate, Judgment};

/// Who became guarded or doomed in this stage, and why.
pub(super) fn told(count: &Count, at: usize) -> Option<String> {
    let before = judged_before(count, at);
    let known = |one: &Judgment| {
        before.iter().any(|other| (other.candidate, other.fate) == (one.candidate, one.fate))
    };
    let new = count.stages[at].judgments.iter().filter(|one| !known(one));
    // Those of one fate for one reason are told together.
    let mut told: Vec<(Fate, String, Vec<u16>)> = Vec::new();
    for judgment in new {
        let why = judgment.why();
        match told.iter_mut().find(|one| one.0 == judgment.fate && one.1 == why) {
            Some((_, _, who)) => who.push(judgment.candidate),
            None => told.push((judgment.fate, why, vec![judgment.candidate])),
        }
    }
    let sentence = |(fate, why, who): &(Fate, String, Vec<u16>)| {
        let passed_over = matches!(count.stages[at].action, Action::Totals(_));
        let what = match (fate, who.len()) {
            (Fate::Doomed, 1) if passed_over => "is passed over because of the reserved places",
            (Fate::Doomed, _) if passed_over => "are passed over because of the reserved places",
            (Fate::Guarded, 1) => "is guarded and will not be excluded",
            (Fate::Guarded, _) => "are guarded and will not be excluded",
            (Fate::Doomed, _) => "can no longer be elected",
        };
        format!("{} {what}: {why}.", list(count, who))
    };
    let told: Vec<String> = told.iter().map(sentence).collect();
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
