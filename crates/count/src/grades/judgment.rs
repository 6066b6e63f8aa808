//! Majority judgment: the best middle grade wins.
//!
//! Source: M. Balinski and R. Laraki, "A theory of measuring, electing, and ranking", PNAS 104
//! (2007) 8720-8725; Majority Judgment (MIT Press, 2011). With an even number of grades the book
//! takes the worse of the two in the middle, Belenios (`src/lib/core/method_mj.ml`) the better:
//! the name of the rule says which.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Sheets;
use super::middle::{Difference, Middle, Row};
use crate::count::{Action, Count, CountError, Elected, Stage};
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::profile::Profile;
use crate::rules::{Method, Rules};
use crate::seating::seat;
use crate::working::Working;

pub(crate) const MAJORITY_JUDGMENT_BETTER: Rules = Rules {
    name: "majority-judgment-better",
    aliases: &[],
    title: "Majority judgment: the best middle grade, the better of two in the middle",
    source: "Belenios, src/lib/core/method_mj.ml; after Balinski and Laraki, PNAS 104 (2007) 8720-8725",
    method: Method::Judgment(Middle::Better),
};

pub(crate) const MAJORITY_JUDGMENT_WORSE: Rules = Rules {
    name: "majority-judgment-worse",
    aliases: &[],
    title: "Majority judgment: the best middle grade, the worse of two in the middle",
    source: "Balinski and Laraki, Majority Judgment (2011)",
    method: Method::Judgment(Middle::Worse),
};

/// What majority judgment works out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgment {
    /// Which of two middle grades is taken.
    pub middle: Middle,
    /// Everyone who stands, by number.
    pub judged: Vec<Judged>,
    /// Everyone who stands, the best first; those of a level have the same grades throughout.
    pub ranking: Vec<Vec<u16>>,
}

/// One candidate's grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The candidate's number.
    pub candidate: u16,
    /// The middle grade; none without valid papers.
    pub majority_grade: Option<u32>,
    /// Each grade given with the papers that give it, the highest first.
    pub grades: Vec<(u32, u64)>,
}

impl Judgment {
    /// Where the grades of two candidates first differ, taken from the middle; nowhere where they
    /// are the same throughout, or one of them does not stand.
    pub fn difference(&self, one: u16, other: u16) -> Option<Difference> {
        let of = |number| self.judged.iter().find(|it| it.candidate == number);
        self.middle.difference(&of(one)?.grades, &of(other)?.grades)
    }
}

/// Counts a checked profile of scores, a higher score being a better grade. A blank paper is set
/// aside; a paper that gives grades gives one to every candidate.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    middle: Middle,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let sheets = Sheets::of(profile);
    let judged: Vec<Judged> = profile.standing().into_iter().map(|one| judge(&sheets, one, middle)).collect();
    let ranking = rank(&judged, middle);
    let mut draws = Vec::new();
    let (order, tie) = seat(profile, &ranking, lot, &mut draws)?;
    let mut totals = vec![Decimal::whole(0); profile.candidates.len()];
    for one in &judged {
        let grade = one.majority_grade.unwrap_or(0);
        totals[usize::from(one.candidate) - 1] = Decimal::whole(u64::from(grade));
    }
    let stage = Stage { elected: order.clone(), tie, ..Stage::first(Action::Grades, totals) };
    Ok(Count {
        elected: order.into_iter().map(|candidate| Elected { candidate, stage: 1 }).collect(),
        stages: vec![stage],
        draws,
        working: Some(Working::Judgment(Judgment { middle, judged, ranking })),
        ..Count::begin(profile, rules, sheets.valid, sheets.set_aside)
    })
}

fn judge(sheets: &Sheets, candidate: u16, middle: Middle) -> Judged {
    let mut counts: BTreeMap<Reverse<u32>, u64> = BTreeMap::new();
    for (scores, papers) in sheets.papers.iter().filter(|(_, papers)| *papers > 0) {
        if let Some(grade) = scores.get(usize::from(candidate) - 1) {
            *counts.entry(Reverse(*grade)).or_default() += papers;
        }
    }
    let grades: Row = counts.into_iter().map(|(Reverse(grade), papers)| (grade, papers)).collect();
    Judged { candidate, majority_grade: middle.grade(&grades), grades }
}

fn rank(judged: &[Judged], middle: Middle) -> Vec<Vec<u16>> {
    let mut order: Vec<&Judged> = judged.iter().collect();
    order.sort_by(|a, b| middle.compare(&a.grades, &b.grades).then(a.candidate.cmp(&b.candidate)));
    let level = |a: &&Judged, b: &&Judged| middle.compare(&a.grades, &b.grades).is_eq();
    order.chunk_by(level).map(|level| level.iter().map(|one| one.candidate).collect()).collect()
}
