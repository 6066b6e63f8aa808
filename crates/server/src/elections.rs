//! All elections of a server: which there are, how one is announced, and that each goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use hustings_record::log::note;
use hustings_record::{Act, Entry, Hex32, Obligations, State, Violation};

use tokio::sync::Notify;

use crate::election::{Election, Kept, Now, Queue, TakeUpError};
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
    /// Elections that could not be taken up, to be tried again.
    away: Mutex<BTreeMap<Hex32, Away>>,
    /// Elections that are being announced here: nobody else is to open their records.
    announcing: Mutex<BTreeSet<Hex32>>,
    news: Arc<Notify>,
}

/// An election that could not be taken up.
struct Away {
    why: String,
    pause: Duration,
    again: Instant,
}

/// How long to wait before an election is tried again: at first, and at most.
const SOON: Duration = Duration::from_secs(1);
const LATER: Duration = Duration::from_secs(60);

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
            away: Mutex::default(),
            announcing: Mutex::default(),
            news: Arc::default(),
        };
        let news = elections.news.clone();
        elections.shelf.watch(Box::new(move || news.notify_one()));
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
        lock(&self.announcing).insert(id);
        let announced = self.begin(&id, bytes, &origin);
        lock(&self.announcing).remove(&id);
        announced.map(|()| id)
    }

    /// Makes the record with its first entry, and takes the election up.
    fn begin(&self, id: &Hex32, manifest: Vec<u8>, origin: &str) -> Result<(), AnnounceError> {
        match self.shelf.create(id) {
            // Another process has just announced the same.
            Err(StoreError::Exists { .. }) if self.shelf.is_shared() => {}
            created => {
                let mut storage = created?;
                storage.append(&[manifest])?;
                self.key.signer(origin, |signer| storage.commit(signer).map(|_| ()))?;
            }
        }
        Ok(self.take_up(id, &|_, _| {})?)
    }

    /// Adds this server's line, the last that a manifest needs, unless it is there.
    fn countersign(&self, manifest: &Entry) -> Vec<u8> {
        let mut lines: Vec<note::SignatureLine> = manifest.signatures.clone();
        if lines.last().is_none_or(|line| line.name != "server") {
            lines.push(self.key.line(&manifest.text));
        }
        Entry::write(&manifest.text, &lines)
    }

    /// Whether this is an election that is kept here and could not be taken up for now.
    pub fn is_away(&self, id: &Hex32) -> bool {
        lock(&self.away).contains_key(id)
    }

    /// Takes up again the elections whose writer has ended, for instance because the disk failed, and
    /// those that could not be taken up or that another process has announced.
    pub fn revive(&self) {
        for election in self.all().into_iter().filter(|e| e.has_ended()) {
            let id = election.id();
            // Until it is taken up again its pages are there to be read, where nothing is locked by it.
            if !self.shelf.is_shared() {
                self.running.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
            }
            election.stop();
            drop(election);
            self.take_up_when_due(&id);
        }
        match self.shelf.elections() {
            Ok(kept) => {
                let new = kept.iter().filter(|id| self.get(id).is_none());
                let new = new.filter(|id| !lock(&self.announcing).contains(id));
                new.for_each(|id| self.take_up_when_due(id));
            }
            Err(error) => tracing::debug!(%error, "whether there are new elections is not known"),
        }
    }

    /// Waits until there may be an election that another process has announced.
    pub async fn news(&self) {
        self.news.notified().await;
    }

    fn take_up_when_due(&self, id: &Hex32) {
        if lock(&self.away).get(id).is_none_or(|away| away.again <= Instant::now()) {
            self.take_up_or_say_why(id, &|_, _| {});
        }
    }

    /// Lets every writer finish what it has begun, and ends it.
    pub fn stop(&self) {
        self.all().iter().for_each(|election| election.stop());
    }

    /// Says it once: what fails again in the same way is not worth another line.
    fn take_up_or_say_why(&self, id: &Hex32, progress: &dyn Fn(u64, u64)) {
        let Err(error) = self.take_up(id, progress) else {
            lock(&self.away).remove(id);
            return;
        };
        let why = error.to_string();
        let mut away = lock(&self.away);
        let before = away.get(id);
        if before.is_none_or(|before| before.why != why) {
            match error {
                // A folder whose announcement a crash cut off: nobody was told of it.
                TakeUpError::Empty => tracing::info!(election = %id, "has no entries; left out"),
                error => tracing::error!(election = %id, %error, "cannot be taken up"),
            }
        }
        let pause = before.map_or(SOON, |before| (before.pause * 2).min(LATER));
        away.insert(*id, Away { why, pause, again: Instant::now() + pause });
    }

    fn take_up(&self, id: &Hex32, progress: &dyn Fn(u64, u64)) -> Result<(), TakeUpError> {
        let queue = Queue::new();
        let kept = match self.shelf.follow(id, queue.wake())? {
            Some(following) => Kept::Shared(following),
            None => Kept::Alone(self.shelf.open(id)?),
        };
        let index = index_path(&self.indexes, id);
        let (key, now) = (self.key.clone(), self.now.clone());
        let election = Election::take_up(kept, queue, key, &index, now, progress)?;
        if election.id() != *id {
            election.stop();
            return Err(TakeUpError::Misnamed { folder: *id, election: election.id() });
        }
        let mut running = self.running.write().unwrap_or_else(PoisonError::into_inner);
        running.insert(*id, Arc::new(election));
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn index_path(folder: &Path, id: &Hex32) -> PathBuf {
    folder.join(format!("{id}.sqlite"))
}
