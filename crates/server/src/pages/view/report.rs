//! The figures of a verification: a line a family.

use hustings_record::{Check, Election, Family, Phase, State};
use hustings_verifier::{Failure, Standing, Verification};

/// What a verification found, as the pages show it.
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
    /// Which.
    pub family: Family,
    /// What was checked; none where there was nothing yet.
    pub figures: Option<Figures>,
    /// What came of it.
    pub standing: Standing,
}

/// What was checked of a family, in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each says what it counts; the sentences are `figures-…` in the catalogues
pub enum Figures {
    Log { entries: u64, files: u64, bytes: u64, cosigned: u64, witnesses: u64 },
    Acts { signatures: u64, clocks: u64 },
    Register { members: u64, replaced: u64 },
    Keys { made: bool, trustees: u64, threshold: u64, checks: u64 },
    Ballots { all: u64, replaced: u64, counting: u64 },
    Mixes { mixes: u64, parts: u64 },
    Decryption { shares: u64, lists: u64 },
    Count { valid: u64, elected: u64 },
    Certification { certified: u64, trustees: u64, needed: u64, scrutineer: Option<bool>, enough: bool },
}

impl ReportView {
    /// What the verifier found.
    pub fn of(found: &Verification) -> Self {
        let (report, state) = (&found.report, &found.state);
        let lines = Family::ALL.into_iter().zip(&report.families).map(|(family, line)| ReportLine {
            family,
            figures: figures(family, state, report.witnessed.0 as u64),
            standing: line.standing,
        });
        ReportView { lines: lines.collect(), failure: report.failure.clone() }
    }

    /// Of a state whose every act went through `apply` as it was posted: each check holds as far as the
    /// record has come. `cosigned` is how many witnesses cosigned the last checkpoint. The cost does not grow
    /// with members or ballots.
    pub fn live(state: &State, cosigned: u64) -> Self {
        let lines = Family::ALL.into_iter().map(|family| {
            let figures = figures(family, state, cosigned);
            let standing = if figures.is_some() { Standing::Holds } else { Standing::NotYet };
            ReportLine { family, figures, standing }
        });
        ReportView { lines: lines.collect(), failure: None }
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

/// None where there is nothing to check yet.
fn figures(family: Family, state: &State, cosigned: u64) -> Option<Figures> {
    let election = state.election()?;
    let (of, manifest) = (state.figures(), &election.manifest);
    let trustees = manifest.trustees.len() as u64;
    Some(match family {
        Family::L => Figures::Log {
            entries: of.entries,
            files: of.blobs,
            bytes: of.blob_bytes,
            cosigned,
            witnesses: manifest.witnesses.len() as u64,
        },
        Family::A => Figures::Acts { signatures: of.signatures, clocks: of.clocks },
        Family::R => {
            let register = election.register.as_ref()?;
            Figures::Register { members: register.rows.len() as u64, replaced: register.replaced }
        }
        Family::K => {
            election.ceremony.as_ref()?;
            let (made, threshold) = (election.keys.is_some(), manifest.threshold);
            Figures::Keys { made, trustees, threshold, checks: of.key_checks }
        }
        Family::B => {
            let counting = election.poll.as_ref()?.heads.len() as u64;
            Figures::Ballots { all: of.ballots, replaced: of.replaced, counting }
        }
        Family::M => {
            let mixes: usize = election.lists.iter().map(|list| list.mixes.len()).sum();
            (mixes > 0).then_some(Figures::Mixes { mixes: mixes as u64, parts: of.mixed })?
        }
        Family::D => {
            let lists = election.lists.iter().filter(|list| !list.shares.is_empty()).count() as u64;
            (lists > 0).then_some(Figures::Decryption { shares: of.shares, lists })?
        }
        Family::C => {
            let result = election.result.as_ref()?;
            let elected: usize = result.outcomes.iter().map(|one| one.elected.len()).sum();
            Figures::Count {
                valid: result.outcomes.iter().map(|one| one.valid).sum(),
                elected: elected as u64,
            }
        }
        Family::Z => certification(election, trustees)?,
    })
}

fn certification(election: &Election, trustees: u64) -> Option<Figures> {
    let result = election.result.as_ref().filter(|result| !result.certified.is_empty())?;
    Some(Figures::Certification {
        certified: result.certified.len() as u64,
        trustees,
        needed: election.manifest.threshold,
        scrutineer: result.report.as_ref().map(|(agrees, _)| *agrees),
        enough: election.phase == Phase::Certified,
    })
}
