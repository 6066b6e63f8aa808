//! What is served: a verified record.

use std::path::{Path, PathBuf};

use hustings_record::log::{LogError, Tree, leaf_hash, read_entries};
use hustings_record::source::{Directory, SourceError};
use hustings_record::{State, Violation};

use crate::pages::Frame;
use crate::pages::log::Log;
use crate::pages::view::{ElectionView, ReportView};

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
    #[error("the record has no manifest yet, so that there is no election to show")]
    Empty,
    /// The folder.
    #[error(transparent)]
    Folder(#[from] SourceError),
    /// The folder's entries cannot be read.
    #[error("the record's entries cannot be read: {0}")]
    Log(#[from] LogError),
    /// An entry is not a signed act.
    #[error(transparent)]
    Entry(#[from] Violation),
    /// The folder holds other entries than those verified.
    #[error("the folder's {size} entries are not those that were verified; verify the record again")]
    Differs {
        /// How many entries were verified.
        size: u64,
    },
}

impl Site {
    /// The record in `record_dir`, which was replayed into `state` with this `report`. `address` is
    /// where people reach it, such as `http://127.0.0.1:8600/`.
    ///
    /// Reads as many entries as `state` has and holds them against its root: what is shown is what was
    /// verified, whatever has happened to the folder since.
    ///
    /// # Errors
    /// [`SiteError`]: no manifest, or a folder that does not hold what was verified.
    pub fn open(
        record_dir: impl Into<PathBuf>,
        address: impl Into<String>,
        state: &State,
        report: ReportView,
    ) -> Result<Self, SiteError> {
        let record_dir = record_dir.into();
        let source = Directory::new(&record_dir)?;
        let entries = read_entries(&source, state.size()).collect::<Result<Vec<_>, _>>()?;
        let mut tree = Tree::new();
        for entry in &entries {
            tree.push(leaf_hash(entry));
        }
        if tree.root() != state.at().root.0 {
            return Err(SiteError::Differs { size: state.size() });
        }
        let view = ElectionView::of(state).ok_or(SiteError::Empty)?;
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

    /// What pages are made from.
    pub fn frame(&self) -> Frame<'_> {
        Frame { view: &self.view, report: &self.report, address: &self.address }
    }
}
