//! Where the records of a test are kept.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use hustings_record::Hex32;
use hustings_roles::everyone::Everyone;
use hustings_server::key::ServerKey;
use hustings_server::storage::Shelf;
use hustings_server::storage::folders::Folders;
use hustings_server::storage::postgres::Postgres;
use tempfile::TempDir;

use super::postgres::Cluster;
use super::s3::S3;

/// One for all tests of a process; ends with it.
static CLUSTER: LazyLock<Cluster> = LazyLock::new(Cluster::start);
static BUCKET: LazyLock<S3> = LazyLock::new(S3::start);
static PREFIXES: AtomicU32 = AtomicU32::new(0);

/// A place that nothing is in yet.
pub struct Place {
    dir: TempDir,
    /// Addresses of database and files, where it is not this folder.
    shared: Option<(String, String)>,
    /// Another process writes, and whoever runs here follows.
    pub is_followed: bool,
}

/// The PostgreSQL of this process.
pub fn cluster() -> &'static Cluster {
    &CLUSTER
}

/// The bucket of this process, and a part of it that nobody else uses.
pub fn bucket() -> (&'static S3, String) {
    (&BUCKET, format!("place-{}", PREFIXES.fetch_add(1, Ordering::SeqCst)))
}

impl Place {
    /// A folder.
    pub fn folders() -> Place {
        Place { dir: tempfile::tempdir().unwrap(), shared: None, is_followed: false }
    }

    /// A database and a bucket.
    pub fn postgres() -> Place {
        let (s3, prefix) = bucket();
        Self::shared(cluster().database(), s3.open(&prefix))
    }

    /// A database and a bucket, and whoever runs here follows another server, which writes.
    pub fn followed() -> Place {
        Place { is_followed: true, ..Self::postgres() }
    }

    /// This database, and files there.
    pub fn shared(database: String, files: String) -> Place {
        Place { dir: tempfile::tempdir().unwrap(), shared: Some((database, files)), is_followed: false }
    }

    /// Where indexes are.
    pub fn indexes(&self) -> PathBuf {
        self.dir.path().join("indexes")
    }

    /// Where another server's are.
    pub fn other_indexes(&self) -> PathBuf {
        self.dir.path().join("other")
    }

    /// How many records are being written by some server.
    pub fn locks(&self) -> usize {
        let count = "SELECT count(*) FROM pg_locks JOIN pg_database ON oid = database
            WHERE locktype = 'advisory' AND datname = current_database()";
        let (database, _) = self.shared.as_ref().unwrap();
        cluster().psql(database, count).parse().unwrap()
    }

    /// The records, as one process has them.
    pub fn shelf(&self, everyone: &Everyone) -> Box<dyn Shelf> {
        let server = hustings_roles::public(&everyone.server);
        match &self.shared {
            None => Box::new(Folders::new(&self.dir.path().join("elections")).unwrap()),
            Some((database, files)) => Box::new(Postgres::open(database, files, &server).unwrap()),
        }
    }

    /// Keeps the record of an election here.
    pub fn keep(&self, everyone: &mut Everyone, id: &Hex32) {
        if self.shared.is_none() {
            return everyone.write_files(&self.dir.path().join("elections").join(id.to_string())).unwrap();
        }
        let shelf = self.shelf(everyone);
        let mut storage = shelf.create(id).unwrap();
        for blob in everyone.blobs.values() {
            storage.files().put_blob(blob).unwrap();
        }
        storage.append(&everyone.entries).unwrap();
        let key = ServerKey::from_seed(&everyone.server.seed()).unwrap();
        let origin = everyone.state.election().unwrap().log_origin();
        key.signer(&origin, |signer| storage.commit(signer).map(drop)).unwrap();
    }
}
