//! What was last committed, in brief: made by the writer after each commit, read by everybody.

use std::sync::Arc;

use hustings_record::acts::Manifest;
use hustings_record::log::SignedCheckpoint;
use hustings_record::state::RegisterState;
use hustings_record::{Election, Hex32, Phase, State};
use serde::Serialize;

use super::time::is_gap;
use crate::pages::view::{ElectionView, ReportView};

/// An election as it was last committed.
pub struct Live {
    /// Where it stands.
    pub standing: Standing,
    /// Its manifest.
    pub manifest: Arc<Manifest>,
    /// The key that signs checkpoints and clocks now.
    pub server: Hex32,
    /// The register in force.
    pub register: Option<Arc<RegisterState>>,
    /// The public head.
    pub head: Arc<SignedCheckpoint>,
    /// The same, as the note that is served.
    pub checkpoint: String,
    /// What its pages show.
    pub view: Arc<ElectionView>,
    /// What was checked.
    pub report: Arc<ReportView>,
    /// The ceremony that made the key.
    pub ceremony: Option<u64>,
    /// The open act.
    pub open: Option<Hex32>,
    /// The entry of the closing clock.
    pub closed: Option<u64>,
}

/// Where an election stands, for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Its identifier.
    pub election: String,
    /// What the vote is called.
    pub title: String,
    /// The body that votes.
    pub organisation: String,
    /// One word for the phase.
    pub phase: &'static str,
    /// Acts name a checkpoint of at least this many entries (A9).
    pub since: u64,
    /// Entries of the log.
    pub size: u64,
    /// The log's root.
    pub root: String,
    /// The last clock, unix seconds.
    pub time: Option<u64>,
    /// Unix seconds.
    pub opens: u64,
    /// Unix seconds, extensions included.
    pub closes: u64,
    /// No ballots before this, unix seconds, while the poll is suspended.
    pub suspended_until: Option<u64>,
    /// Members in the register.
    pub members: Option<u64>,
    /// Members who have voted; only where the manifest lets it be said, or the poll is closed.
    pub voted: Option<u64>,
    /// Whether the result is certified.
    pub certified: bool,
    /// Why it was annulled, where it was.
    pub annulled: Option<String>,
}

impl Live {
    /// The election that `state` has arrived at, under this head; none before its manifest.
    pub(super) fn of(state: &State, head: &SignedCheckpoint) -> Option<Self> {
        let election = state.election()?;
        let register = election.register.clone().map(Arc::new);
        Self::with(state, election, head, Arc::new(election.manifest.clone()), register, None)
    }

    /// What follows this after another commit. What is large is made anew only where it changed.
    pub(super) fn next(&self, state: &State, head: &SignedCheckpoint) -> Option<Self> {
        let election = state.election()?;
        let edition = |r: &RegisterState| (r.act, r.replaced, r.frozen);
        let same = self.register.as_deref().map(edition) == election.register.as_ref().map(edition);
        let register = if same { self.register.clone() } else { election.register.clone().map(Arc::new) };
        Self::with(state, election, head, self.manifest.clone(), register, Some(&self.view))
    }

    fn with(
        state: &State,
        election: &Election,
        head: &SignedCheckpoint,
        manifest: Arc<Manifest>,
        register: Option<Arc<RegisterState>>,
        before: Option<&ElectionView>,
    ) -> Option<Self> {
        let checkpoint = String::from_utf8_lossy(&head.to_bytes()).into_owned();
        let view = ElectionView::after(state, before)?;
        let report = ReportView::live(state, head.cosignatures.len() as u64);
        Some(Live {
            standing: Standing::of(state, election),
            server: election.server,
            register,
            head: Arc::new(head.clone()),
            checkpoint,
            view: Arc::new(view),
            report: Arc::new(report),
            ceremony: election.ceremony.as_ref().map(|c| c.number),
            open: election.poll.as_ref().map(|p| p.open),
            closed: election.poll.as_ref().and_then(|p| p.closed).map(|at| at.size),
            manifest,
        })
    }
}

impl Standing {
    /// Whether the poll waits for its scrutineer to admit an outage (§3.2): no ballots are taken.
    pub fn is_interrupted(&self, now: u64) -> bool {
        self.phase == "open" && self.time.is_some_and(|time| is_gap(time, now))
    }

    fn of(state: &State, election: &Election) -> Self {
        let m = &election.manifest;
        let poll = election.poll.as_ref();
        let at = state.at();
        let voted = poll.map(|p| p.heads.len() as u64);
        Standing {
            election: election.id.to_string(),
            title: m.title.clone(),
            organisation: m.organisation.clone(),
            phase: word(election.phase),
            since: election.since,
            size: at.size,
            root: at.root.to_string(),
            time: election.time(),
            opens: m.opens,
            closes: poll.map_or(m.closes, |p| p.closes),
            suspended_until: poll.filter(|_| election.is_suspended()).and_then(|p| p.suspended_until),
            members: election.register.as_ref().map(|r| r.rows.len() as u64),
            voted: voted.filter(|_| m.turnout || election.phase > Phase::Open),
            certified: election.phase == Phase::Certified,
            annulled: election.annulled.clone(),
        }
    }
}

/// One word for a phase (§3).
fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::Announced => "announced",
        Phase::Registered => "registered",
        Phase::Ceremony => "ceremony",
        Phase::Stalled => "stalled",
        Phase::Keyed => "keyed",
        Phase::Open => "open",
        Phase::Closed => "closed",
        Phase::Opened => "opened",
        Phase::Counted => "counted",
        Phase::Certified => "certified",
    }
}
