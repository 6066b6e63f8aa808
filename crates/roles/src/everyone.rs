//! Everyone in one process: what the demonstration and the tests are made of.
//!
//! Each part still has its own keys and goes through the same acts, and every act goes through
//! `apply`. In a real election each sits at its own machine.

mod files;
mod meeting;
mod steps;

use crate::draft::{Draft, RoleError, public};
use crate::registrar::Issued;
use crate::remote::{Remote, RemoteError};
use crate::trustee::Trustee;
use crate::witness::Witness;
use crate::{organiser, publisher, registrar, scrutineer};
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{Class, Contest, Manifest, WitnessKey};
use hustings_record::log::SignedCheckpoint;
use hustings_record::{Hex32, Obligations, State, Violation};
use rand::{SeedableRng, rngs::StdRng};
use std::collections::HashMap;

/// How an election is set up.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The body that votes.
    pub organisation: String,
    /// What the vote is called.
    pub title: String,
    /// What is decided.
    pub contests: Vec<Contest>,
    /// Kinds of member.
    pub classes: Vec<Class>,
    /// Members of each class, in order.
    pub members: Vec<usize>,
    /// One or two.
    pub registrars: usize,
    /// n.
    pub trustees: u64,
    /// t.
    pub threshold: u64,
    /// The poll opens: unix seconds.
    pub opens: u64,
    /// The poll closes: unix seconds.
    pub closes: u64,
    /// Smallest list opened without a joint decision.
    pub min_list: u64,
    /// The poll closes when everybody has voted.
    pub closes_when_all_voted: bool,
    /// Pages say, while the poll is open, how many have voted.
    pub turnout: bool,
    /// The statements that candidates name, to be kept with the manifest.
    pub statements: Vec<Vec<u8>>,
}

/// Nothing to decide and nobody to decide it; one registrar, two of three trustees, lists of ten ballots,
/// a poll of one day from 1 January 2026.
impl Default for Setup {
    fn default() -> Self {
        let opens = 1_767_225_600;
        Setup {
            organisation: String::new(),
            title: String::new(),
            contests: Vec::new(),
            classes: Vec::new(),
            members: Vec::new(),
            registrars: 1,
            trustees: 3,
            threshold: 2,
            opens,
            closes: opens + 24 * 3600,
            min_list: 10,
            closes_when_all_voted: false,
            turnout: true,
            statements: Vec::new(),
        }
    }
}

/// Why a step of the election failed.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// A role could not make its act.
    #[error(transparent)]
    Role(#[from] RoleError),
    /// `apply` refused it.
    #[error("the record refuses the act: {0}")]
    Refused(#[from] Violation),
    /// The system gave no randomness.
    #[error("the system gave no randomness: {0}")]
    Randomness(#[from] rand::rngs::SysError),
    /// The server was of no use.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// A checkpoint could not be signed.
    #[error(transparent)]
    Checkpoint(#[from] hustings_record::log::CheckpointError),
}

/// All parts, the record so far, and what the members were sent.
pub struct Everyone {
    /// How it was set up.
    pub setup: Setup,
    /// The returning officer's key.
    pub organiser: SigningKey,
    /// The registrars' keys.
    pub registrars: Vec<SigningKey>,
    /// The scrutineer's key.
    pub scrutineer: SigningKey,
    /// The server's key.
    pub server: SigningKey,
    /// The trustees.
    pub trustees: Vec<Trustee>,
    /// The witnesses; the trustees, with keys of their own.
    pub witnesses: Vec<Witness>,
    /// Whoever publishes the result.
    pub publisher: SigningKey,
    /// What each registrar issued, in the members' order.
    pub issued: Vec<Vec<Issued>>,
    /// The record's state.
    pub state: State,
    /// The record's entries.
    pub entries: Vec<Vec<u8>>,
    /// The record's blobs.
    pub blobs: HashMap<Hex32, Vec<u8>>,
    /// Where all randomness comes from.
    pub rng: StdRng,
    /// The time that the next clock tells.
    pub now: u64,
    /// What the manifest names the booth by.
    pub booth: Option<Hex32>,
    /// The server that keeps the record, where it is not kept here.
    pub remote: Option<Remote>,
}

impl Everyone {
    /// Makes everybody's keys; nothing is announced yet. The same generator makes the same election.
    pub fn new(setup: Setup, mut rng: StdRng) -> Everyone {
        let n = setup.trustees;
        let mut key = || SigningKey::generate(&mut rng);
        let (organiser, scrutineer, server, publisher) = (key(), key(), key(), key());
        let registrars = (0..setup.registrars).map(|_| key()).collect();
        let trustees = (1..=n).map(|i| Trustee::new(i, key())).collect();
        let witnesses =
            (1..=n).map(|i| Witness::new(i, &format!("hustings.example/trustee-{i}"), key())).collect();
        let now = setup.opens.saturating_sub(4 * 3600);
        Everyone {
            setup,
            organiser,
            registrars,
            scrutineer,
            server,
            trustees,
            witnesses,
            publisher,
            issued: Vec::new(),
            state: State::new(),
            entries: Vec::new(),
            blobs: HashMap::new(),
            rng,
            now,
            booth: None,
            remote: None,
        }
    }

    /// The manifest that the setup describes.
    pub fn manifest(&self) -> Manifest {
        let s = &self.setup;
        Manifest {
            organisation: s.organisation.clone(),
            title: s.title.clone(),
            origin: "hustings.example".to_owned(),
            contests: s.contests.clone(),
            classes: s.classes.clone(),
            organiser: public(&self.organiser),
            registrars: self.registrars.iter().map(public).collect(),
            scrutineer: public(&self.scrutineer),
            trustees: self.trustees.iter().map(Trustee::public).collect(),
            threshold: s.threshold,
            no_spare_trustee: s.threshold == s.trustees,
            server: public(&self.server),
            witnesses: (self.witnesses.iter())
                .map(|w| WitnessKey { name: w.name().to_owned(), key: w.public() })
                .collect(),
            witnesses_needed: s.trustees / 2 + 1,
            objections_until: s.opens.saturating_sub(2 * 3600),
            opens: s.opens,
            closes: s.closes,
            latest_close: s.closes + 24 * 3600,
            closes_when_all_voted: s.closes_when_all_voted,
            longest_suspension: 3600,
            answer_seconds: 1800,
            min_list: s.min_list,
            turnout: s.turnout,
            booth: self.booth,
        }
    }

    /// A manifest signed by everyone it names, with the statements of the setup.
    pub fn signed_manifest(&self, manifest: Manifest) -> Draft {
        let draft = self.setup.statements.iter().cloned().fold(Draft::new(manifest), Draft::with_blob);
        let mut draft = draft.sign(organiser::NAME, &self.organiser);
        draft = self.sign_as_registrars(draft).sign(scrutineer::NAME, &self.scrutineer);
        draft = self.trustees.iter().fold(draft, |d, t| t.countersign(d));
        draft.sign("server", &self.server)
    }

    /// Adds every registrar's signature.
    pub fn sign_as_registrars(&self, draft: Draft) -> Draft {
        (1..).zip(&self.registrars).fold(draft, |d, (i, key)| registrar::sign(d, i, key))
    }

    /// Adds organiser's and scrutineer's signatures.
    pub fn sign_as_officers(&self, draft: Draft) -> Draft {
        draft.sign(organiser::NAME, &self.organiser).sign(scrutineer::NAME, &self.scrutineer)
    }

    /// Puts an act through `apply` and into the record.
    pub fn post(&mut self, draft: Draft) -> Result<Hex32, StepError> {
        let mut owed = Obligations::at_once()?;
        self.post_with(draft, &mut owed)
    }

    /// As [`Everyone::post`], its signatures and ballot proofs left owing until they are settled.
    pub fn post_with(&mut self, draft: Draft, owed: &mut Obligations) -> Result<Hex32, StepError> {
        if let Some(remote) = self.remote.clone() {
            remote.post(&draft)?;
            self.follow()?;
            return Ok(draft.id());
        }
        let (id, entry) = (draft.id(), draft.entry());
        self.keep(draft.blobs);
        self.state.apply(&entry, &self.blobs, owed)?;
        self.entries.push(entry);
        Ok(id)
    }

    /// Posts many acts, their proofs and signatures checked together. On `Err` the election is lost:
    /// this is for one who made all of them.
    pub fn post_all(&mut self, drafts: Vec<Draft>) -> Result<(), StepError> {
        let mut owed = Obligations::gathering()?;
        for draft in drafts {
            self.post_with(draft, &mut owed)?;
        }
        Ok(owed.settle()?)
    }

    /// Puts an entry into the record without asking `apply`: how tampered records are made.
    pub fn force(&mut self, entry: Vec<u8>) {
        self.entries.push(entry);
    }

    /// Takes over what came into the record on the server that keeps it; returns its head.
    pub fn follow(&mut self) -> Result<Option<SignedCheckpoint>, StepError> {
        let Some(remote) = self.remote.clone() else { return Ok(None) };
        let (head, entries) = remote.follow(&mut self.state)?;
        self.entries.extend(entries);
        self.now = self.state.election().and_then(hustings_record::Election::time).unwrap_or(self.now);
        Ok(Some(head))
    }

    /// Stores blobs.
    pub fn keep(&mut self, blobs: Vec<Vec<u8>>) {
        for blob in blobs {
            let name = hustings_record::acts::BlobRef::of(&blob).sha256;
            self.blobs.insert(name, blob);
        }
    }

    /// Lets time pass and tells it. Where a server keeps the record, it tells the time, and this only
    /// looks.
    pub fn tick(&mut self, seconds: u64) -> Result<(), StepError> {
        if self.remote.is_some() {
            return self.follow().map(|_| ());
        }
        self.now += seconds;
        let clock = self.clock(self.now, false)?;
        self.post(clock).map(|_| ())
    }

    /// A clock act by the server.
    pub fn clock(&self, time: u64, outage: bool) -> Result<Draft, RoleError> {
        publisher::clock(&self.state, "server", time, outage, &self.server)
    }

    /// Tells a given time, which must be later than the last.
    pub fn tick_to(&mut self, time: u64) -> Result<(), StepError> {
        if time > self.now { self.tick(time - self.now) } else { Ok(()) }
    }
}

/// A generator with a fixed seed: the same election each time.
pub fn seeded(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}
