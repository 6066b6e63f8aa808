//! Everyone in one process: what the demonstration and the tests are made of.
//!
//! Each part still has its own keys and goes through the same acts, and every act goes through
//! `apply`. In a real election each sits at its own machine.

use crate::draft::{Draft, RoleError, public};
use crate::registrar::Issued;
use crate::trustee::Trustee;
use crate::witness::Witness;
use crate::{organiser, publisher, registrar, scrutineer};
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{At, Class, Contest, ListName, Manifest, WitnessKey, Witnessed};
use hustings_record::log::tiles::{self, CHECKPOINT};
use hustings_record::log::{Checkpoint, SignedCheckpoint, Signer};
use hustings_record::register::Row;
use hustings_record::source::blob_path;
use hustings_record::{Entry, Hex32, Obligations, Phase, State, Violation};
use rand::{SeedableRng, rngs::StdRng};
use std::collections::{BTreeMap, HashMap};

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
            booth: None,
        }
    }

    /// A manifest signed by everyone it names.
    pub fn signed_manifest(&self, manifest: Manifest) -> Draft {
        let mut draft = Draft::new(manifest).sign(organiser::NAME, &self.organiser);
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

    /// Stores blobs.
    pub fn keep(&mut self, blobs: Vec<Vec<u8>>) {
        for blob in blobs {
            let name = hustings_record::acts::BlobRef::of(&blob).sha256;
            self.blobs.insert(name, blob);
        }
    }

    /// Lets time pass and tells it.
    pub fn tick(&mut self, seconds: u64) -> Result<(), StepError> {
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

    /// From the manifest to the frozen register (§3.1 to §3.4).
    pub fn announce_and_freeze(&mut self) -> Result<(), StepError> {
        let manifest = self.signed_manifest(self.manifest());
        self.post(manifest)?;
        self.tick(1)?;
        self.publish_register()?;
        self.tick_to(self.manifest().objections_until)?;
        let freeze = organiser::freeze(&self.state, &self.organiser)?;
        self.post(freeze)?;
        Ok(())
    }

    /// Issues every member's codes and publishes the register (§3.3).
    pub fn publish_register(&mut self) -> Result<(), StepError> {
        let election = self.state.election().map_or(Hex32([0; 32]), |e| e.id);
        let total: usize = self.setup.members.iter().sum();
        self.issued = (1..=self.setup.registrars as u32)
            .map(|r| registrar::issue(&election, r, total, &mut self.rng))
            .collect();
        let rows = self.rows();
        for (half, issued) in (1..).zip(&self.issued) {
            let mine: Vec<Hex32> = issued.iter().map(|i| i.credential).collect();
            registrar::holds_exactly(&rows, half, &mine)?;
        }
        let draft = self.sign_as_registrars(registrar::register(&self.state, &rows)?);
        self.post(draft)?;
        Ok(())
    }

    /// The register's rows, in the members' order: class by class.
    pub fn rows(&self) -> Vec<Row> {
        let classes = (1u16..).zip(&self.setup.members).flat_map(|(c, n)| std::iter::repeat_n(c, *n));
        (classes.enumerate())
            .map(|(i, class)| Row {
                class,
                credentials: self.issued.iter().map(|half| half[i].credential).collect(),
            })
            .collect()
    }

    /// A member's signing keys, from the codes it was sent. Members count from 0.
    pub fn member_keys(&self, member: usize) -> Vec<SigningKey> {
        let election = self.state.election().map_or([0; 32], |e| e.id.0);
        (1..).zip(&self.issued).map(|(r, half)| half[member].code.signing_key(&election, r)).collect()
    }

    /// The key ceremony, to its end (§3.6).
    pub fn key_ceremony(&mut self) -> Result<(), StepError> {
        while self.state.election().is_some_and(|e| e.phase == Phase::Ceremony) {
            let mut spoken = false;
            for i in 0..self.trustees.len() {
                if let Some(draft) = self.trustees[i].ceremony_step(&self.state, &mut self.rng)? {
                    self.post(draft)?;
                    spoken = true;
                }
            }
            if !spoken {
                return Err(RoleError::NotNow("the ceremony stands still".to_owned()).into());
            }
        }
        for i in 0..self.trustees.len() {
            let erased = self.trustees[i].erase_hpke(&self.state)?;
            self.post(erased)?;
        }
        Ok(())
    }

    /// Key checks and the opening (§3.6, §3.7).
    pub fn open_poll(&mut self) -> Result<(), StepError> {
        self.tick_to(self.setup.opens)?;
        // Whoever was put out of the ceremony holds no share.
        let keys = self.state.election().and_then(|e| e.keys.as_ref());
        let members = keys.map_or_else(Vec::new, |k| k.members.clone());
        for i in (0..self.trustees.len()).filter(|i| members.contains(&(*i as u64 + 1))) {
            let check = self.trustees[i].key_check(&self.state, &mut self.rng)?;
            self.post(check)?;
        }
        let open = organiser::open(&self.state, &self.organiser)?;
        self.post(open)?;
        Ok(())
    }

    /// Tells the time each minute until the poll is closed.
    pub fn close_poll(&mut self) -> Result<(), StepError> {
        while self.state.election().is_some_and(|e| e.phase == Phase::Open) {
            self.tick(60)?;
        }
        Ok(())
    }

    /// The lists that have ballots.
    pub fn lists(&self) -> Vec<ListName> {
        let lists = self.state.election().map_or(&[][..], |e| &e.lists);
        lists.iter().filter(|l| l.ballots() > 0).map(|l| l.name).collect()
    }

    /// One trustee's mix of a list (§3.10).
    pub fn mix(
        &mut self,
        trustee: usize,
        list: ListName,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(), StepError> {
        let draft = self.trustees[trustee].mix(&self.state, list, &mut self.rng, progress)?;
        self.post(draft)?;
        Ok(())
    }

    /// k witnesses' cosignatures on the record as it stands.
    pub fn witnessed(&mut self) -> Result<(At, Vec<Witnessed>), StepError> {
        let at = self.state.at();
        let Some(election) = self.state.election() else { return Ok((at, Vec::new())) };
        let k = election.manifest.witnesses_needed as usize;
        let mut cosigned = Vec::new();
        for witness in self.witnesses.iter_mut().take(k) {
            cosigned.push(witness.witnessed(election, self.state.tree(), at, self.now)?);
        }
        Ok((at, cosigned))
    }

    /// One trustee's decryption shares of a list (§3.11).
    pub fn open_list(
        &mut self,
        trustee: usize,
        list: ListName,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(), StepError> {
        let (at, witnessed) = self.witnessed()?;
        let draft = self.trustees[trustee].open(&self.state, list, at, witnessed, &mut self.rng, progress)?;
        self.post(draft)?;
        Ok(())
    }

    /// Small lists are agreed to, every trustee mixes, t open (§3.10, §3.11).
    pub fn mix_and_open(&mut self) -> Result<(), StepError> {
        let quiet = |_: usize| {};
        for list in self.lists() {
            for trustee in 0..self.trustees.len() {
                self.mix(trustee, list, &quiet)?;
            }
        }
        self.agree_small_lists()?;
        for list in self.lists() {
            for trustee in 0..self.setup.threshold as usize {
                self.open_list(trustee, list, &quiet)?;
            }
        }
        Ok(())
    }

    /// Organiser and scrutineer agree to open the lists that are small (§3.11).
    pub fn agree_small_lists(&mut self) -> Result<(), StepError> {
        let least = self.setup.min_list;
        let Some(election) = self.state.election() else { return Ok(()) };
        let small: Vec<ListName> =
            election.lists.iter().filter(|l| (1..least).contains(&l.ballots())).map(|l| l.name).collect();
        for list in small {
            let draft = self.sign_as_officers(organiser::open_small(&self.state, list)?);
            self.post(draft)?;
        }
        Ok(())
    }

    /// Result, certificates, the scrutineer's word (§3.12, §3.13).
    pub fn declare(&mut self) -> Result<(), StepError> {
        let result = publisher::result(&self.state, &self.publisher)?;
        self.post(result)?;
        for trustee in 0..self.trustees.len() {
            let certificate = self.trustees[trustee].certify(&self.state)?;
            self.post(certificate)?;
        }
        let words = "I have verified the record from its first act to the result.";
        let report = scrutineer::report(&self.state, true, words, &self.scrutineer)?;
        self.post(report)?;
        Ok(())
    }

    /// The record's checkpoint over all entries, signed by the server and cosigned by every witness.
    pub fn checkpoint(&mut self) -> Result<SignedCheckpoint, StepError> {
        let mut tree = hustings_record::log::Tree::new();
        for entry in &self.entries {
            tree.push(hustings_record::log::leaf_hash(entry));
        }
        let first = self.entries.first().and_then(|e| Entry::parse(e).ok());
        let origin = self.state.election().map(hustings_record::Election::log_origin);
        let origin =
            origin.unwrap_or_else(|| format!("hustings.example/{}", first.map_or(Hex32([0; 32]), |e| e.id)));
        let checkpoint = Checkpoint::new(&origin, tree.size(), tree.root())?;
        let sign = |message: &[u8]| self.server.sign(message);
        let signer = Signer { name: &origin, key: *self.server.verifying_key(), sign: &sign };
        let mut signed = SignedCheckpoint::sign(&signer, checkpoint.clone())?;
        for witness in &mut self.witnesses {
            let proof = witness.proof(&tree, tree.size())?;
            signed.add(witness.cosign(&checkpoint, &proof, self.now)?);
        }
        Ok(signed)
    }
}

impl Everyone {
    /// Every file of the record (§2.4), as a web server would serve it.
    pub fn files(&mut self) -> Result<BTreeMap<String, Vec<u8>>, StepError> {
        let mut files = BTreeMap::from([(CHECKPOINT.to_owned(), self.checkpoint()?.to_bytes())]);
        let mut tree = hustings_record::log::Tree::new();
        for entry in &self.entries {
            tree.push(hustings_record::log::leaf_hash(entry));
        }
        let size = self.entries.len() as u64;
        for tile in tiles::new_tiles(0, size) {
            files.insert(tile.hash_path(), tile.hashes(&tree).unwrap_or_default());
        }
        for (tile, entries) in tiles::entry_tiles(size).zip(self.entries.chunks(256)) {
            let mut bytes = Vec::new();
            for entry in entries {
                // An entry too long for a tile is left out, which L4 then finds.
                let _fits = tiles::push_entry(&mut bytes, entry);
            }
            files.insert(tile.entries_path(), bytes);
        }
        for (name, blob) in &self.blobs {
            files.insert(blob_path(&name.0), blob.clone());
        }
        Ok(files)
    }
}

/// A generator with a fixed seed: the same election each time.
pub fn seeded(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}
