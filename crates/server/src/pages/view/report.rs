//! The figures of a verification: a line a family.

use hustings_record::{Check, Family};
use hustings_verifier::{Failure, Report, Standing};

/// What a verification found, as the pages show it: the verifier's own words and figures.
#[derive(Clone, Debug)]
pub struct ReportView {
    /// One for each family, in order.
    pub lines: Vec<ReportLine>,
    /// The first check that failed, in the order of the log.
    pub failure: Option<Failure>,
}

/// One family of checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// Its letter.
    pub letter: char,
    /// What it is about.
    pub title: String,
    /// What was checked, in figures.
    pub figure: String,
    /// What came of it.
    pub standing: Standing,
}

impl ReportView {
    /// The verifier's report.
    pub fn of(report: &Report) -> Self {
        let lines = report.families.iter().map(|family| ReportLine {
            letter: family.family,
            title: family.title.to_owned(),
            figure: family.figures.clone(),
            standing: family.standing,
        });
        ReportView { lines: lines.collect(), failure: report.failure.clone() }
    }

    /// Whether every check held.
    pub fn holds(&self) -> bool {
        self.failure.is_none()
    }
}

/// The checks of a family.
pub fn checks_of(family: Family) -> impl Iterator<Item = Check> {
    Check::ALL.iter().copied().filter(move |check| check.family() == family)
}
