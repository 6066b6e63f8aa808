//! The figures of a verification: a line a family.

use hustings_record::state::Figures;
use hustings_record::{Check, Election, Family, Phase, State, Violation};

use crate::pages::figures::{bytes, counted, grouped};

/// What a verification found.
#[derive(Clone, Debug)]
pub struct ReportView {
    /// One for each family, in order.
    pub lines: Vec<ReportLine>,
    /// The first check that failed, in the order of the log.
    pub failure: Option<Violation>,
}

/// One family of checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// Which.
    pub family: Family,
    /// What was checked, in figures.
    pub figure: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a family's checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every check held.
    Holds,
    /// Every check held as far as the verification came.
    HeldSoFar,
    /// One failed: [`ReportView::failure`].
    Failed,
    /// The election has not come so far.
    NotYet,
}

impl ReportView {
    /// The report on a record that was replayed into `state`.
    ///
    /// `cosigned` is how many witnesses have cosigned its checkpoint; `failure` the check at which the
    /// replay stopped, if it did.
    pub fn of(state: &State, cosigned: u64, failure: Option<Violation>) -> Self {
        Self::of_parts(state.election(), state.figures(), cosigned, failure)
    }

    /// The same from its parts.
    pub fn of_parts(
        election: Option<&Election>,
        figures: &Figures,
        cosigned: u64,
        failure: Option<Violation>,
    ) -> Self {
        let failed = failure.as_ref().map(|violation| violation.check.family());
        let lines = Family::ALL
            .into_iter()
            .map(|family| {
                let figure = figure(family, election, figures, cosigned);
                let outcome = match (failed, &figure) {
                    (Some(at), _) if at == family => Outcome::Failed,
                    (_, None) => Outcome::NotYet,
                    (Some(_), Some(_)) => Outcome::HeldSoFar,
                    (None, Some(_)) => Outcome::Holds,
                };
                ReportLine {
                    family,
                    figure: figure.unwrap_or_else(|| "nothing to check yet".to_owned()),
                    outcome,
                }
            })
            .collect();
        ReportView { lines, failure }
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

fn figure(family: Family, election: Option<&Election>, f: &Figures, cosigned: u64) -> Option<String> {
    let entries = || counted(f.entries, "entry", "entries");
    match family {
        Family::L => {
            let files = counted(f.blobs, "file", "files");
            let witnesses = election.map_or(0, |e| e.manifest.witnesses.len());
            Some(format!(
                "{}, {files} of {}; cosigned by {} of {} witnesses",
                entries(),
                bytes(f.blob_bytes),
                grouped(cosigned),
                grouped(witnesses as u64)
            ))
        }
        Family::A => Some(format!(
            "{}, {}",
            counted(f.signatures, "signature", "signatures"),
            counted(f.clocks, "clock entry", "clock entries")
        )),
        Family::R => election.and_then(|e| e.register.as_ref()).map(|register| {
            let codes = counted(register.replaced, "code replaced", "codes replaced");
            format!("{}, {codes}", counted(register.rows.len() as u64, "member", "members"))
        }),
        Family::K => election.filter(|e| e.keys.is_some()).map(|e| {
            let holders = e.keys.as_ref().map_or(0, |k| k.members.len() as u64);
            let checks = counted(f.key_checks, "key check", "key checks");
            format!(
                "{}, any {} of whom open the ballots; {checks}",
                trustees(holders),
                grouped(e.manifest.threshold)
            )
        }),
        Family::B => (f.ballots > 0).then(|| {
            let proofs = counted(f.ballot_proofs, "proof", "proofs");
            format!("{}, {} replaced; {proofs}", counted(f.ballots, "ballot", "ballots"), grouped(f.replaced))
        }),
        _ => election.and_then(|e| outcome_figure(family, e, f)),
    }
}

/// The families that come after the close.
fn outcome_figure(family: Family, e: &Election, f: &Figures) -> Option<String> {
    match family {
        Family::M => (f.mixed > 0).then(|| {
            let mixes: usize = e.lists.iter().map(|list| list.mixes.len()).sum();
            format!(
                "{}, {} mixed",
                counted(mixes as u64, "mix", "mixes"),
                counted(f.mixed, "ciphertext", "ciphertexts")
            )
        }),
        Family::D => (f.shares > 0).then(|| {
            let holders: usize = e.lists.iter().map(|list| list.shares.len()).max().unwrap_or(0);
            format!("{} from {}", counted(f.shares, "share", "shares"), trustees(holders as u64))
        }),
        Family::C => e.result.as_ref().map(|result| {
            let valid: u64 = result.outcomes.iter().map(|o| o.valid).sum();
            let aside: u64 = result.outcomes.iter().map(|o| o.blank + o.spoilt).sum();
            format!("{} counted, {} blank or spoilt", counted(valid, "ballot", "ballots"), grouped(aside))
        }),
        _ => e.result.as_ref().filter(|r| !r.certified.is_empty() || e.phase >= Phase::Certified).map(
            |result| {
                let of = grouped(e.manifest.trustees.len() as u64);
                let word = match &result.report {
                    Some((true, _)) => "; signed by the scrutineer",
                    Some((false, _)) => "; refused by the scrutineer",
                    None => "",
                };
                format!("certified by {} of {of} trustees{word}", grouped(result.certified.len() as u64))
            },
        ),
    }
}

fn trustees(number: u64) -> String {
    counted(number, "trustee", "trustees")
}
