//! What is served: a verified record.

use std::path::{Path, PathBuf};

use hustings_record::Violation;
use hustings_verifier::Verification;

use crate::pages::language::Choice;
use crate::pages::log::Log;
use crate::pages::view::{ElectionView, ReportView};
use crate::pages::{Frame, Place};

/// A record that was verified, as it stands now.
#[derive(Debug)]
pub struct Site {
    record_dir: PathBuf,
    address: String,
    view: ElectionView,
    report: ReportView,
    log: Log,
}

/// Why a record cannot be shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// Nothing was applied: there is no election to show.
    #[error("the record has no manifest that holds, so that there is no election to show")]
    Empty,
    /// An entry is not a signed act.
    #[error(transparent)]
    Entry(#[from] Violation),
}

impl Site {
    /// The record in `record_dir` as `verification` found it. `address` is where people reach the site,
    /// such as `http://127.0.0.1:8600/`.
    ///
    /// The pages show the entries that hold, from memory: what is shown is what was verified, whatever
    /// happens to the folder afterwards. A record whose verification failed is shown as far as it holds.
    ///
    /// # Errors
    /// [`SiteError`]: there is nothing to show.
    pub fn new(
        record_dir: impl Into<PathBuf>,
        address: impl Into<String>,
        verification: Verification,
    ) -> Result<Self, SiteError> {
        let report = ReportView::of(&verification);
        let Verification { state, mut entries, .. } = verification;
        let view = ElectionView::of(&state).ok_or(SiteError::Empty)?;
        entries.truncate(usize::try_from(state.size()).unwrap_or(usize::MAX));
        let poll = state.election().and_then(|election| election.poll.as_ref());
        let log = Log::read(entries, poll.and_then(|poll| poll.closed).map(|at| at.size))?;
        Ok(Self::of_views(record_dir, address, view, report, log))
    }

    /// A site from views made before.
    pub fn of_views(
        record_dir: impl Into<PathBuf>,
        address: impl Into<String>,
        view: ElectionView,
        report: ReportView,
        log: Log,
    ) -> Self {
        Site { record_dir: record_dir.into(), address: address.into(), view, report, log }
    }

    /// The election.
    pub fn view(&self) -> &ElectionView {
        &self.view
    }

    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The folder that the record's files are served from.
    pub fn record_dir(&self) -> &Path {
        &self.record_dir
    }

    /// What pages are made from, in the language chosen.
    pub fn frame(&self, choice: Choice) -> Frame<'_> {
        Frame { view: &self.view, report: &self.report, address: &self.address, place: Place::alone(choice) }
    }
}
