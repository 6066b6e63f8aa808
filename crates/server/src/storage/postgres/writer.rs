//! Appending to a record in PostgreSQL: one statement commits, then tiles, then readers are shown it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hustings_record::Hex32;
use hustings_record::log::tiles::{CHECKPOINT, TILE, new_tiles, push_entry};
use hustings_record::log::{
    Checkpoint, Cosignature, LogError, MAX_ENTRY, SignedCheckpoint, Signer, Tree, leaf_hash,
};
use hustings_record::source::{Source, SourceError};

use tokio_postgres::types::ToSql;

use super::reader::SharedFiles;
use super::session::Session;
use super::{Inner, News, Row, lock, number};
use crate::storage::objects::{File, ObjectFiles};
use crate::storage::{Files, Posted, Storage};
use crate::store::StoreError;

/// How long what nobody fetches stays in the inbox, in the words of PostgreSQL.
const LEFT: &str = "10 minutes";

/// How often that is looked for.
const SWEEP: Duration = Duration::from_secs(60);

/// A record and the right to append to it: the lock, on the session that it was taken on.
pub(super) struct Writer {
    inner: Arc<Inner>,
    election: Hex32,
    session: Arc<Session>,
    files: ObjectFiles,
    /// Leaves of the entries in the database, then of the pending ones.
    tree: Tree,
    /// What the last, incomplete tile of entries has; changes when `published` does.
    edge: Vec<u8>,
    /// The head that readers are shown.
    published: Option<SignedCheckpoint>,
    /// The head in the database: the same, or one that follows it.
    committed: Option<SignedCheckpoint>,
    /// A head that was sent to be committed, and no answer came.
    attempt: Option<SignedCheckpoint>,
    /// Entries appended and not published. The first `stored` of them are in the database.
    pending: Vec<Vec<u8>>,
    stored: usize,
    /// Partial tiles that are there; they go when their full ones are.
    partial: BTreeSet<String>,
    /// When the inbox was last looked through.
    swept: Instant,
}

impl Writer {
    /// Takes up a record whose lock `session` has. `tree` has its first entries.
    ///
    /// Completes what a crash may have left: tiles that are not there, and the publishing of a head.
    pub(super) fn open(
        inner: &Arc<Inner>,
        session: Arc<Session>,
        election: &Hex32,
        tree: Tree,
    ) -> Result<Self, StoreError> {
        let mut writer = Writer {
            inner: inner.clone(),
            election: *election,
            session,
            files: inner.objects.of(election),
            tree,
            edge: Vec::new(),
            published: None,
            committed: None,
            attempt: None,
            pending: Vec::new(),
            stored: 0,
            partial: BTreeSet::new(),
            swept: Instant::now(),
        };
        writer.read()?;
        writer.complete()?;
        Ok(writer)
    }

    /// Reads what the database has, and holds it against everything known of the record.
    fn read(&mut self) -> Result<(), StoreError> {
        let Some(row) = self.inner.row(&self.session, &self.election)? else {
            return Err(StoreError::NotARecord { place: self.files.place() });
        };
        let found = size(&row.head);
        // The place of the tiles remembers how long the record was, should the database have forgotten.
        let public = match hustings_record::log::read_checkpoint(&self.files) {
            Ok(head) => head.checkpoint.size(),
            Err(LogError::Source(SourceError::Missing { .. })) => 0,
            Err(LogError::Source(SourceError::Unreadable { path, why })) => {
                return Err(StoreError::Object { what: "reading", path, why });
            }
            Err(error) => return Err(error.into()),
        };
        let public = public.max(self.tree.size());
        if public > found {
            return Err(StoreError::Forgotten { found, public });
        }
        while self.tree.size() < found {
            let entries = self.inner.entries(&self.session, &self.election, self.tree.size(), found)?;
            if entries.is_empty() {
                return Err(StoreError::Root { size: found });
            }
            entries.iter().for_each(|entry| self.tree.push(leaf_hash(entry)));
        }
        if row.head.as_ref().is_some_and(|head| self.tree.root() != *head.checkpoint.root()) {
            return Err(StoreError::Root { size: found });
        }
        let shown = size(&row.published);
        let from = shown - shown % TILE;
        for entry in self.range(from, shown)? {
            push(&mut self.edge, &entry)?;
        }
        self.pending = self.range(shown, found)?;
        self.stored = self.pending.len();
        (self.committed, self.published) = (row.head, row.published);
        Ok(())
    }

    /// Entries of the database.
    fn range(&self, mut from: u64, to: u64) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut entries = Vec::new();
        while from < to {
            let some = self.inner.entries(&self.session, &self.election, from, to)?;
            if some.is_empty() {
                return Err(StoreError::Root { size: to });
            }
            from += some.len() as u64;
            entries.extend(some);
        }
        Ok(entries)
    }

    /// Writes tiles that should be there and are not, removes those that are superseded, publishes.
    fn complete(&mut self) -> Result<(), StoreError> {
        let there = self.files.tiles()?;
        let mut needed = BTreeSet::new();
        let mut missing = Vec::new();
        for tile in new_tiles(0, size(&self.published)) {
            let hashes = tile.hash_path();
            if !there.contains(&hashes) {
                missing.push((hashes.clone(), tile.hashes(&self.tree).unwrap_or_default()));
            }
            needed.insert(hashes);
            if tile.level == 0 {
                let path = tile.entries_path();
                if !there.contains(&path) {
                    let from = tile.index * TILE;
                    let mut bytes = Vec::new();
                    for entry in self.range(from, from + u64::from(tile.width))? {
                        push(&mut bytes, &entry)?;
                    }
                    missing.push((path.clone(), bytes));
                }
                needed.insert(path);
            }
        }
        if !missing.is_empty() {
            tracing::info!(election = %self.election, tiles = missing.len(), "written again from the database");
            self.files.put_tiles(missing)?;
        }
        self.partial = there.into_iter().filter(|path| path.contains(".p/")).collect();
        self.remove_superseded(&needed);
        self.publish()
    }

    /// Makes sure that the right to write is held: where the session has ended, takes the lock anew, and
    /// finds out what became of a commit that was not answered.
    fn hold(&mut self) -> Result<(), StoreError> {
        if !self.session.is_over() && self.attempt.is_none() {
            return Ok(());
        }
        let lost = |why: &str| StoreError::Lost { place: self.files.place(), why: why.to_owned() };
        let session = self.inner.session()?;
        // Where a statement was not answered and the session lives, it has the lock still.
        if !Arc::ptr_eq(&session, &self.session) {
            if !self.inner.lock(&session, &self.election)? {
                return Err(lost("another process has the lock"));
            }
            self.session = session;
        }
        let Some(Row { head, .. }) = self.inner.row(&self.session, &self.election)? else {
            return Err(lost("the record is gone"));
        };
        let same = |known: &Option<SignedCheckpoint>| {
            known.as_ref().map(|h| &h.checkpoint) == head.as_ref().map(|h| &h.checkpoint)
        };
        if same(&self.committed) {
            self.attempt = None;
        } else if self.attempt.is_some() && same(&self.attempt) {
            self.attempt = None;
            self.stored = self.pending.len();
        } else if size(&head) < size(&self.committed) {
            return Err(StoreError::Forgotten { found: size(&head), public: size(&self.committed) });
        } else {
            return Err(lost("the record has another head"));
        }
        // With whatever cosignatures it has.
        self.committed = head;
        Ok(())
    }

    /// One statement: the entries, and the head in place of the one before. All or nothing.
    fn store(&mut self, head: SignedCheckpoint) -> Result<(), StoreError> {
        let commit = "WITH moved AS (
                UPDATE election SET size = $3, head = $4
                WHERE id = $1 AND size = $2 AND head IS NOT DISTINCT FROM $5 RETURNING 1
            ), added AS (
                INSERT INTO entry (election, idx, bytes)
                SELECT $1, $2 + e.n - 1, e.bytes FROM moved, unnest($6::bytea[]) WITH ORDINALITY AS e (bytes, n)
                RETURNING 1
            ) SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM added)";
        let id = self.election.0.as_slice();
        let (old, new) = (number(size(&self.committed)), number(head.checkpoint.size()));
        let (note, before) = (head.to_bytes(), self.committed.as_ref().map(SignedCheckpoint::to_bytes));
        let entries: Vec<&[u8]> = self.pending.iter().map(Vec::as_slice).collect();
        self.attempt = Some(head);
        let values: [&(dyn ToSql + Sync); 6] = [&id, &old, &new, &note, &before, &entries];
        let rows = match self.inner.rows(&self.session, "committing", commit, &values) {
            Ok(rows) => rows,
            Err(error) => {
                // An error that PostgreSQL itself tells is a statement undone; any other says nothing.
                if !self.session.is_over() {
                    self.attempt = None;
                }
                return Err(error);
            }
        };
        let head = self.attempt.take();
        let (moved, added): (i64, i64) = rows.first().map_or((0, 0), |row| (row.get(0), row.get(1)));
        if moved != 1 || added != entries.len() as i64 {
            let why = "the record has another head".to_owned();
            return Err(StoreError::Lost { place: self.files.place(), why });
        }
        self.committed = head;
        self.stored = self.pending.len();
        Ok(())
    }

    /// Writes the tiles of what is committed, then shows readers the head. Again and again does no harm.
    fn publish(&mut self) -> Result<(), StoreError> {
        let Some(head) = self.committed.clone().filter(|head| self.published.as_ref() != Some(head)) else {
            return Ok(());
        };
        let (old, new) = (size(&self.published), head.checkpoint.size());
        let (mut files, edge) = self.entry_tiles(old, new)?;
        for tile in new_tiles(old, new) {
            files.push((tile.hash_path(), tile.hashes(&self.tree).unwrap_or_default()));
        }
        let written: BTreeSet<String> = files.iter().map(|(path, _)| path.clone()).collect();
        self.files.put_tiles(files)?;
        self.files.put_tiles(vec![(CHECKPOINT.to_owned(), head.to_bytes())])?;
        let show =
            "WITH shown AS (UPDATE election SET published = $2 WHERE id = $1 AND head = $2 RETURNING 1)
            SELECT pg_notify('hustings', $3) FROM shown";
        let (id, note, said) = (self.election.0.as_slice(), head.to_bytes(), News::Head.of(&self.election));
        if self.inner.rows(&self.session, "publishing", show, &[&id, &note, &said])?.is_empty() {
            let why = "the record has another head".to_owned();
            return Err(StoreError::Lost { place: self.files.place(), why });
        }
        self.partial.extend(written.iter().filter(|path| path.contains(".p/")).cloned());
        self.remove_superseded(&written);
        self.edge = edge;
        self.pending.drain(..self.stored);
        self.stored = 0;
        if self.published.is_none() {
            self.inner.say(&self.session, News::New, &self.election)?;
        }
        self.published = Some(head);
        Ok(())
    }

    /// Removes the partial tiles whose full ones are among these, which a published head covers.
    fn remove_superseded(&mut self, there: &BTreeSet<String>) {
        let goes = |path: &String| path.split_once(".p/").is_some_and(|(full, _)| there.contains(full));
        let superseded: Vec<String> = self.partial.iter().filter(|path| goes(path)).cloned().collect();
        superseded.iter().for_each(|path| {
            self.partial.remove(path);
        });
        self.files.remove(superseded);
    }

    /// The tiles of entries that are new or longer, and what the last has if it is incomplete.
    fn entry_tiles(&self, old: u64, new: u64) -> Result<(Vec<File>, Vec<u8>), StoreError> {
        let (mut files, mut bytes, mut at) = (Vec::new(), self.edge.clone(), old);
        let mut rest = self.pending.iter();
        for tile in new_tiles(old, new).take_while(|tile| tile.level == 0) {
            let end = tile.index * TILE + u64::from(tile.width);
            for entry in rest.by_ref().take((end - at) as usize) {
                push(&mut bytes, entry)?;
            }
            at = end;
            files.push((tile.entries_path(), bytes.clone()));
            if tile.is_full() {
                bytes.clear();
            }
        }
        Ok((files, bytes))
    }
}

impl Storage for Writer {
    fn size(&self) -> u64 {
        size(&self.published)
    }

    fn head(&self) -> Option<&SignedCheckpoint> {
        self.published.as_ref()
    }

    fn pending(&self) -> &[Vec<u8>] {
        &self.pending
    }

    fn append(&mut self, entries: &[Vec<u8>]) -> Result<(), StoreError> {
        if let Some(long) = entries.iter().find(|e| e.len() > MAX_ENTRY) {
            return Err(StoreError::EntryTooLong { len: long.len() });
        }
        entries.iter().for_each(|entry| self.tree.push(leaf_hash(entry)));
        self.pending.extend_from_slice(entries);
        Ok(())
    }

    fn commit(&mut self, log: &Signer) -> Result<&SignedCheckpoint, StoreError> {
        self.hold()?;
        // What is in the database comes first: its tiles end where they end.
        self.publish()?;
        if let Some(head) = &self.published {
            crate::store::check_same_election(head, log)?;
        }
        let signs = |head: &SignedCheckpoint| {
            head.checkpoint.origin() == log.name && head.verify_log(&log.key).is_ok()
        };
        if !self.pending.is_empty() || !self.published.as_ref().is_some_and(signs) {
            let head =
                SignedCheckpoint::sign(log, Checkpoint::new(log.name, self.tree.size(), self.tree.root())?)?;
            head.verify_log(&log.key)?;
            SignedCheckpoint::parse(&head.to_bytes())?;
            self.store(head)?;
            self.publish()?;
        }
        self.published.as_ref().ok_or(StoreError::Root { size: 0 })
    }

    fn cosign(&mut self, on: &Checkpoint, cosignatures: Vec<Cosignature>) -> Result<(), StoreError> {
        self.hold()?;
        self.publish()?;
        let Some(mut head) = self.published.clone().filter(|head| head.checkpoint == *on) else {
            return Err(StoreError::Stale { asked: on.size(), size: self.size() });
        };
        cosignatures.into_iter().for_each(|c| head.add(c));
        SignedCheckpoint::parse(&head.to_bytes())?;
        // The same statement, with no entries; those that are pending wait.
        let pending = std::mem::take(&mut self.pending);
        let stored = self.store(head).and_then(|()| self.publish());
        self.pending = pending;
        self.stored = 0;
        stored
    }

    fn files(&self) -> Arc<dyn Files> {
        Arc::new(SharedFiles::of(&self.inner, &self.election))
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn posted(&mut self, most: usize) -> Result<Vec<(i64, Posted)>, StoreError> {
        self.hold()?;
        let (id, most) = (self.election.0.as_slice(), number(most as u64));
        if self.swept.elapsed() > SWEEP {
            self.swept = Instant::now();
            let sweep =
                format!("DELETE FROM inbox WHERE election = $1 AND since < now() - interval '{LEFT}'");
            self.inner.rows(&self.session, "clearing the inbox", &sweep, &[&id])?;
        }
        let query = "SELECT id, is_act, bytes FROM inbox WHERE election = $1 AND answer IS NULL
            ORDER BY turn LIMIT $2";
        let rows = self.inner.rows(&self.session, "reading the inbox", query, &[&id, &most])?;
        let posted = rows.iter().map(|row| {
            let bytes = row.get(2);
            (row.get(0), if row.get(1) { Posted::Act(bytes) } else { Posted::Cosigned(bytes) })
        });
        Ok(posted.collect())
    }

    fn answer(&mut self, answers: Vec<(i64, String)>) -> Result<(), StoreError> {
        let (ids, texts): (Vec<i64>, Vec<String>) = answers.into_iter().unzip();
        let update = "WITH answered AS (
                UPDATE inbox SET answer = a.answer FROM unnest($2::bigint[], $3::text[]) AS a (id, answer)
                WHERE inbox.election = $1 AND inbox.id = a.id
            ) SELECT pg_notify('hustings', $4)";
        let (id, said) = (self.election.0.as_slice(), News::Answers.of(&self.election));
        self.inner.rows(&self.session, "answering", update, &[&id, &ids, &texts, &said]).map(|_| ())
    }
}

impl Drop for Writer {
    /// Lets go of the record, so that another process need not wait until this session ends.
    fn drop(&mut self) {
        if !self.session.is_over() {
            let unlock = "SELECT pg_advisory_unlock(hashtextextended('hustings/' || encode($1, 'hex'), 0)),
                pg_notify('hustings', $2)";
            let (id, said) = (self.election.0.as_slice(), News::Free.of(&self.election));
            let _ = self.inner.rows(&self.session, "letting go of the lock", unlock, &[&id, &said]);
        }
        lock(&self.inner.held).remove(&self.election);
    }
}

fn size(head: &Option<SignedCheckpoint>) -> u64 {
    head.as_ref().map_or(0, |head| head.checkpoint.size())
}

fn push(tile: &mut Vec<u8>, entry: &[u8]) -> Result<(), StoreError> {
    if push_entry(tile, entry) { Ok(()) } else { Err(StoreError::EntryTooLong { len: entry.len() }) }
}
