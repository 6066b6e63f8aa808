//! Following a record that another process may be writing, and handing it what was posted here.

use std::sync::Arc;

use hustings_record::Hex32;
use hustings_record::acts::BlobRef;
use hustings_record::log::{Hash, SignedCheckpoint, Tree};
use hustings_record::source::{Source, SourceError};

use tokio_postgres::types::ToSql;

use super::{Inner, News, lock, number};
use crate::storage::objects::ObjectFiles;
use crate::storage::{Files, Following, Posted, Storage};
use crate::store::StoreError;

/// How long a blob is waited for, in the words of PostgreSQL.
const WAIT: &str = "15 minutes";

/// A record as a process sees it that does not write it.
pub(super) struct Reader {
    inner: Arc<Inner>,
    election: Hex32,
}

impl Reader {
    pub(super) fn new(inner: Arc<Inner>, election: Hex32) -> Self {
        Reader { inner, election }
    }
}

impl Following for Reader {
    fn head(&mut self) -> Result<SignedCheckpoint, StoreError> {
        let session = self.inner.session()?;
        let row = self.inner.row(&session, &self.election)?;
        row.and_then(|row| row.published)
            .ok_or_else(|| StoreError::NotARecord { place: self.files().place() })
    }

    fn entries(&mut self, from: u64, to: u64) -> Result<Vec<Vec<u8>>, StoreError> {
        let session = self.inner.session()?;
        self.inner.entries(&session, &self.election, from, to)
    }

    fn files(&self) -> Arc<dyn Files> {
        Arc::new(SharedFiles::of(&self.inner, &self.election))
    }

    fn post(&mut self, posts: &[(i64, Posted)]) -> Result<(), StoreError> {
        let session = self.inner.session()?;
        let ids: Vec<i64> = posts.iter().map(|(id, _)| *id).collect();
        let are_acts: Vec<bool> = posts.iter().map(|(_, p)| matches!(p, Posted::Act(_))).collect();
        let bytes: Vec<&[u8]> = (posts.iter())
            .map(|(_, posted)| match posted {
                Posted::Act(bytes) | Posted::Cosigned(bytes) => bytes.as_slice(),
            })
            .collect();
        let insert = "WITH put AS (
                INSERT INTO inbox (election, id, is_act, bytes)
                SELECT $1, * FROM unnest($2::bigint[], $3::boolean[], $4::bytea[])
            ) SELECT pg_notify('hustings', $5)";
        let (id, said) = (self.election.0.as_slice(), News::Inbox.of(&self.election));
        let values: [&(dyn ToSql + Sync); 5] = [&id, &ids, &are_acts, &bytes, &said];
        self.inner.rows(&session, "handing acts over", insert, &values).map(|_| ())
    }

    fn answers(&mut self, to: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
        let session = self.inner.session()?;
        let taken = "DELETE FROM inbox WHERE election = $1 AND id = ANY($2) AND answer IS NOT NULL
            RETURNING id, answer";
        let id = self.election.0.as_slice();
        let rows = self.inner.rows(&session, "fetching answers", taken, &[&id, &to])?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
    }

    fn withdraw(&mut self, posts: &[i64]) -> Result<(), StoreError> {
        let session = self.inner.session()?;
        let delete = "DELETE FROM inbox WHERE election = $1 AND id = ANY($2)";
        let id = self.election.0.as_slice();
        self.inner.rows(&session, "taking acts back", delete, &[&id, &posts]).map(|_| ())
    }

    fn take_over(&mut self, tree: &Tree) -> Result<Option<Box<dyn Storage>>, StoreError> {
        // Asked each second by every process: without copying a tree that is not needed.
        if lock(&self.inner.held).contains(&self.election) {
            return Ok(None);
        }
        let writer = self.inner.write(&self.election, tree)?;
        Ok(writer.map(|writer| Box::new(writer) as Box<dyn Storage>))
    }
}

/// The files of a record, and what all processes know of blobs to come.
#[derive(Clone)]
pub(super) struct SharedFiles {
    inner: Arc<Inner>,
    election: Hex32,
    objects: ObjectFiles,
}

impl SharedFiles {
    pub(super) fn of(inner: &Arc<Inner>, election: &Hex32) -> Self {
        SharedFiles { inner: inner.clone(), election: *election, objects: inner.objects.of(election) }
    }
}

impl Source for SharedFiles {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.objects.read(path, limit)
    }

    fn place(&self) -> String {
        self.objects.place()
    }
}

impl Files for SharedFiles {
    fn put_blob(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        self.objects.put_blob(bytes)
    }

    fn await_blobs(&self, blobs: &[BlobRef]) -> Result<(), StoreError> {
        let session = self.inner.session()?;
        let hashes: Vec<&[u8]> = blobs.iter().map(|blob| blob.sha256.0.as_slice()).collect();
        let sizes: Vec<i64> = blobs.iter().map(|blob| number(blob.size)).collect();
        let insert = format!(
            "WITH gone AS (DELETE FROM awaited WHERE until < now())
             INSERT INTO awaited (election, sha256, size, until)
             SELECT $1, hash, size, now() + interval '{WAIT}' FROM unnest($2::bytea[], $3::bigint[]) AS b(hash, size)
             ON CONFLICT (election, sha256) DO UPDATE SET size = excluded.size, until = excluded.until"
        );
        let id = self.election.0.as_slice();
        self.inner.rows(&session, "waiting for blobs", &insert, &[&id, &hashes, &sizes]).map(|_| ())
    }

    fn awaited(&self, sha256: &Hex32) -> Option<u64> {
        let session = self.inner.session().ok()?;
        let query = "SELECT size FROM awaited WHERE election = $1 AND sha256 = $2 AND until > now()";
        let (election, hash) = (self.election.0.as_slice(), sha256.0.as_slice());
        let found = self.inner.rows(&session, "asking after a blob", query, &[&election, &hash]).ok()?;
        found.first().map(|row| row.get::<_, i64>(0).unsigned_abs())
    }
}
