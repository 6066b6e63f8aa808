//! All elections of a server: which there are, how one is announced, and that each goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use hustings_record::log::note;
use hustings_record::{Act, Entry, Hex32, Obligations, State, Violation};

use crate::election::{Election, Now, TakeUpError};
use crate::key::ServerKey;
use crate::storage::Shelf;
use crate::store::StoreError;

/// What a server is started with.
pub struct Settings {
    /// Where records are kept.
    pub shelf: Box<dyn Shelf>,
    /// Where their indexes are: a folder of this machine.
    pub indexes: PathBuf,
    /// What it signs with.
    pub key: ServerKey,
    /// First part of the origins of the logs that it keeps: the address under which it is reached,
    /// without scheme.
    pub origin: String,
    /// Keys of organisers who may announce elections here.
    pub organisers: BTreeSet<Hex32>,
    /// The time.
    pub now: Now,
}

/// The elections of a server.
pub struct Elections {
    shelf: Box<dyn Shelf>,
    indexes: PathBuf,
    key: Arc<ServerKey>,
    origin: String,
    organisers: BTreeSet<Hex32>,
    now: Now,
    running: RwLock<BTreeMap<Hex32, Arc<Election>>>,
}

/// Why an election was not announced.
#[derive(Debug, thiserror::Error)]
pub enum AnnounceError {
    /// It is no manifest, or does not hold.
    #[error(transparent)]
    Check(#[from] Violation),
    /// It names another key as `server`.
    #[error("the manifest names another server's key; this server's is {0}")]
    OtherServer(Hex32),
    /// It names another origin.
    #[error("the manifest's origin is \"{named}\"; what this server keeps is under \"{origin}\"")]
    OtherOrigin {
        /// What the manifest names.
        named: String,
        /// This server's.
        origin: String,
    },
    /// The organiser is not one of this server's.
    #[error(
        "organiser {0} may not announce elections here; the server is started with the keys of those who may"
    )]
    Organiser(Hex32),
    /// Its record could not be begun.
    #[error(transparent)]
    TakeUp(#[from] TakeUpError),
}

impl From<StoreError> for AnnounceError {
    fn from(error: StoreError) -> Self {
        AnnounceError::TakeUp(error.into())
    }
}

impl Elections {
    /// Takes up every election that is kept here. `progress` is told of each: which, how many entries
    /// are done, of how many.
    ///
    /// One whose record cannot be taken up is left out, and named in the log; the others go on.
    ///
    /// # Errors
    /// Records or indexes cannot be reached at all.
    pub fn open(settings: Settings, progress: &dyn Fn(&Hex32, u64, u64)) -> Result<Self, StoreError> {
        let Settings { shelf, indexes, key, origin, organisers, now } = settings;
        std::fs::create_dir_all(&indexes).map_err(|why| StoreError::Disk {
            what: "making the folder",
            path: indexes.display().to_string(),
            why,
        })?;
        let elections = Elections {
            shelf,
            indexes,
            key: Arc::new(key),
            origin,
            organisers,
            now,
            running: RwLock::default(),
        };
        for id in elections.shelf.elections()? {
            elections.take_up_or_say_why(&id, &|done, of| progress(&id, done, of));
        }
        Ok(elections)
    }

    /// The server's public key.
    pub fn key(&self) -> Hex32 {
        self.key.public()
    }

    /// First part of the origins of its logs.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The time by which this server goes.
    pub fn now(&self) -> u64 {
        (self.now)()
    }

    /// The election with this identifier.
    pub fn get(&self, id: &Hex32) -> Option<Arc<Election>> {
        self.running.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// Every election, by identifier.
    pub fn all(&self) -> Vec<Arc<Election>> {
        self.running.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Announces an election: `note` is its manifest, signed by everyone whom it gives an office but
    /// the server, which signs it here (§3.1). Announcing the same again is fine.
    ///
    /// # Errors
    /// [`AnnounceError`]: nothing was announced.
    pub fn announce(&self, note: &[u8]) -> Result<Hex32, AnnounceError> {
        let unsigned = Entry::parse(note)?;
        let Act::Manifest(manifest) = &unsigned.act else {
            return Err(hustings_record::Check::ManifestFirst
                .fails(format!("a {} announces nothing", unsigned.act.kind()))
                .into());
        };
        if manifest.server != self.key() {
            return Err(AnnounceError::OtherServer(self.key()));
        }
        if manifest.origin != self.origin {
            let (named, origin) = (manifest.origin.clone(), self.origin.clone());
            return Err(AnnounceError::OtherOrigin { named, origin });
        }
        if !self.organisers.contains(&manifest.organiser) {
            return Err(AnnounceError::Organiser(manifest.organiser));
        }
        let id = unsigned.id;
        if self.get(&id).is_some() {
            return Ok(id);
        }
        let bytes = self.countersign(&unsigned);
        let mut owed = Obligations::at_once().map_err(|e| TakeUpError::System(e.to_string()))?;
        let no_blobs: std::collections::HashMap<Hex32, Vec<u8>> = std::collections::HashMap::new();
        let mut state = State::new();
        state.apply(&bytes, &no_blobs, &mut owed)?;
        let origin = state.election().map(hustings_record::Election::log_origin).unwrap_or_default();
        let mut storage = self.shelf.create(&id)?;
        storage.append(&[bytes])?;
        self.key.signer(&origin, |signer| storage.commit(signer).map(|_| ()))?;
        drop(storage);
        self.take_up(&id, &|_, _| {})?;
        Ok(id)
    }

    /// Adds this server's line, the last that a manifest needs, unless it is there.
    fn countersign(&self, manifest: &Entry) -> Vec<u8> {
        let mut lines: Vec<note::SignatureLine> = manifest.signatures.clone();
        if lines.last().is_none_or(|line| line.name != "server") {
            lines.push(self.key.line(&manifest.text));
        }
        Entry::write(&manifest.text, &lines)
    }

    /// Takes up again the elections whose writer has ended, for instance because the disk failed.
    pub fn revive(&self) {
        for election in self.all().into_iter().filter(|e| e.has_ended()) {
            let id = election.id();
            self.running.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
            election.stop();
            drop(election);
            self.take_up_or_say_why(&id, &|_, _| {});
        }
    }

    /// Lets every writer finish what it has begun, and ends it.
    pub fn stop(&self) {
        self.all().iter().for_each(|election| election.stop());
    }

    fn take_up_or_say_why(&self, id: &Hex32, progress: &dyn Fn(u64, u64)) {
        match self.take_up(id, progress) {
            Ok(()) => {}
            // A folder whose announcement a crash cut off: nobody was told of it.
            Err(TakeUpError::Empty) => tracing::info!(election = %id, "has no entries; left out"),
            Err(error) => tracing::error!(election = %id, %error, "cannot be taken up"),
        }
    }

    fn take_up(&self, id: &Hex32, progress: &dyn Fn(u64, u64)) -> Result<(), TakeUpError> {
        let storage = self.shelf.open(id)?;
        let index = index_path(&self.indexes, id);
        let election = Election::take_up(storage, self.key.clone(), &index, self.now.clone(), progress)?;
        if election.id() != *id {
            election.stop();
            return Err(TakeUpError::Misnamed { folder: *id, election: election.id() });
        }
        let mut running = self.running.write().unwrap_or_else(PoisonError::into_inner);
        running.insert(*id, Arc::new(election));
        Ok(())
    }
}

fn index_path(folder: &Path, id: &Hex32) -> PathBuf {
    folder.join(format!("{id}.sqlite"))
}
