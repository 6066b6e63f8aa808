//! The index of a record: what is asked of a log and cannot be read off its tiles without reading all.
//!
//! In scope: which entry an identity is, what a credential cast last, entries by kind. It is a SQLite
//! file that holds nothing the log does not: when it is lost, damaged or behind, it is filled from the
//! log again ([`Index::open`] says how far it goes). Out of scope: entries themselves, and anything
//! that decides whether an act is accepted; that is `apply` on the state.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::pages::log::Group;
use hustings_record::log::Tree;
use hustings_record::{Act, Entry, Hex32};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The tables' form; another is thrown away.
const VERSION: i64 = 2;

const SCHEMA: &str = "
    CREATE TABLE act (
        idx INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        family TEXT NOT NULL,
        time INTEGER,
        credential BLOB,
        replaces INTEGER
    ) STRICT;
    CREATE INDEX act_kind ON act (kind, idx);
    CREATE INDEX act_family ON act (family, idx);
    CREATE INDEX act_credential ON act (credential, idx) WHERE credential IS NOT NULL;
    CREATE INDEX act_replaces ON act (replaces) WHERE replaces IS NOT NULL;
    CREATE TABLE covered (size INTEGER NOT NULL, root BLOB NOT NULL) STRICT;
    INSERT INTO covered VALUES (0, x'');
";

/// The index of one record.
pub struct Index {
    /// Writes; used by the record's one writer.
    writer: Mutex<Connection>,
    /// Reads, at the same time.
    reader: Mutex<Connection>,
}

/// An act as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Place in the log, from 0.
    pub index: u64,
    /// Identity: for a ballot, its tracker.
    pub id: Hex32,
    /// Its kind, as its first line names it.
    pub kind: String,
    /// The group of kinds that are read together.
    pub group: Group,
    /// Unix seconds: the last clock entry up to here.
    pub time: Option<u64>,
    /// Of a ballot, the first credential of its row.
    pub credential: Option<Hex32>,
    /// Of a ballot, the entry of the earlier one that it replaced.
    pub replaces: Option<u64>,
}

/// The index cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the index of the record failed: {0}; delete it and start again, it is made anew from the log")]
pub struct IndexError(#[from] rusqlite::Error);

impl Index {
    /// Opens the index of a log with this tree, or begins it anew where it does not fit.
    ///
    /// Returns how many entries it covers: those after must be added.
    ///
    /// # Errors
    /// The file can be neither opened nor replaced.
    pub fn open(path: &Path, tree: &Tree) -> Result<(Self, u64), IndexError> {
        if let Ok((index, size, root)) = Self::open_file(path)
            && tree.root_at(size) == Some(root)
        {
            return Ok((index, size));
        }
        for suffix in ["", "-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            // What cannot be removed fails below, with its reason.
            let _ = std::fs::remove_file(name);
        }
        let (index, ..) = Self::open_file(path)?;
        Ok((index, 0))
    }

    fn open_file(path: &Path) -> Result<(Self, u64, [u8; 32]), IndexError> {
        let writer = connect(path)?;
        let version: i64 = writer.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        if version == 0 {
            writer.execute_batch(SCHEMA)?;
            writer.pragma_update(None, "user_version", VERSION)?;
        } else if version != VERSION {
            return Err(rusqlite::Error::InvalidQuery.into());
        }
        let (size, root): (i64, Vec<u8>) =
            writer.query_row("SELECT size, root FROM covered", [], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let entries: i64 = writer.query_row("SELECT count(*) FROM act", [], |r| r.get(0))?;
        let empty = Tree::new().root();
        let root = if size == 0 { empty } else { root.try_into().unwrap_or([0; 32]) };
        if entries != size {
            return Err(rusqlite::Error::InvalidQuery.into());
        }
        let reader = connect(path)?;
        reader.pragma_update(None, "query_only", true)?;
        Ok((Index { writer: Mutex::new(writer), reader: Mutex::new(reader) }, size.unsigned_abs(), root))
    }

    /// Adds the lines of entries that were committed; from now on `size` entries with this root are
    /// covered. All of it or nothing.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, lines: &[Line], size: u64, root: &[u8; 32]) -> Result<(), IndexError> {
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction()?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO act (idx, id, kind, family, time, credential, replaces) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?;
            for line in lines {
                insert.execute(params![
                    line.index as i64,
                    line.id.0,
                    line.kind,
                    line.group.name(),
                    line.time.map(|t| t as i64),
                    line.credential.map(|c| c.0),
                    line.replaces.map(|i| i as i64),
                ])?;
            }
            transaction.execute("UPDATE covered SET size = ?, root = ?", params![size as i64, root])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The entry with this identity.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find(&self, id: &Hex32) -> Result<Option<Line>, IndexError> {
        self.one("SELECT * FROM act WHERE id = ?", params![id.0])
    }

    /// The entry at this place.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn at(&self, index: u64) -> Result<Option<Line>, IndexError> {
        self.one("SELECT * FROM act WHERE idx = ?", params![index as i64])
    }

    /// The last ballot of the row that begins with this credential.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_ballot(&self, credential: &Hex32) -> Result<Option<Line>, IndexError> {
        self.one("SELECT * FROM act WHERE credential = ? ORDER BY idx DESC LIMIT 1", params![credential.0])
    }

    /// The ballot that replaced the one at this place.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn replaced_by(&self, index: u64) -> Result<Option<Line>, IndexError> {
        self.one("SELECT * FROM act WHERE replaces = ?", params![index as i64])
    }

    /// Entries of this group, or all, in log order: `many` from the `from`-th on.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn lines(&self, group: Option<Group>, from: u64, many: u64) -> Result<Vec<Line>, IndexError> {
        let (from, many) = (from as i64, many as i64);
        match group {
            // The place in the log is the count of those before, so nothing need be skipped by counting.
            None => self.many("SELECT * FROM act WHERE idx >= ? ORDER BY idx LIMIT ?", params![from, many]),
            Some(group) => self.many(
                "SELECT * FROM act WHERE family = ? ORDER BY idx LIMIT ? OFFSET ?",
                params![group.name(), many, from],
            ),
        }
    }

    /// Every entry of this kind, in log order, the first `most`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of_kind(&self, kind: &str, most: u64) -> Result<Vec<Line>, IndexError> {
        self.many("SELECT * FROM act WHERE kind = ? ORDER BY idx LIMIT ?", params![kind, most as i64])
    }

    /// How many entries of each group there are, in the order of [`Group::ALL`].
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn counts(&self) -> Result<[u64; Group::ALL.len()], IndexError> {
        let reader = lock(&self.reader);
        let mut query = reader.prepare_cached("SELECT family, count(*) FROM act GROUP BY family")?;
        let mut rows = query.query([])?;
        let mut counts = [0; Group::ALL.len()];
        while let Some(row) = rows.next()? {
            let (name, many): (String, i64) = (row.get(0)?, row.get(1)?);
            for (group, count) in Group::ALL.iter().zip(&mut counts) {
                if group.name() == name {
                    *count = many.unsigned_abs();
                }
            }
        }
        Ok(counts)
    }

    fn many(&self, query: &str, params: impl rusqlite::Params) -> Result<Vec<Line>, IndexError> {
        let reader = lock(&self.reader);
        let mut query = reader.prepare_cached(query)?;
        let lines = query.query_map(params, line)?.collect::<Result<_, _>>()?;
        Ok(lines)
    }

    fn one(&self, query: &str, params: impl rusqlite::Params) -> Result<Option<Line>, IndexError> {
        let reader = lock(&self.reader);
        let found = reader.prepare_cached(query)?.query_row(params, line).optional()?;
        Ok(found)
    }
}

impl Line {
    /// What the index keeps of an entry at a place in the log; `time` is that of the last clock up to
    /// here, `replaces` the place of the ballot that a ballot names as its previous one.
    pub fn of(entry: &Entry, index: u64, time: Option<u64>, replaces: Option<u64>) -> Self {
        let credential = match &entry.act {
            Act::Ballot(ballot) => ballot.credentials.first().copied(),
            _ => None,
        };
        let (kind, group) = (entry.act.kind().to_owned(), Group::of(&entry.act));
        Line { index, id: entry.id, kind, group, time, credential, replaces }
    }
}

fn connect(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // It can be lost: the log is what is kept.
    connection.pragma_update(None, "synchronous", "off")?;
    Ok(connection)
}

fn line(row: &Row) -> Result<Line, rusqlite::Error> {
    let unsigned = |n: Option<i64>| n.map(i64::unsigned_abs);
    Ok(Line {
        index: row.get::<_, i64>(0)?.unsigned_abs(),
        id: Hex32(row.get(1)?),
        kind: row.get(2)?,
        group: Group::named(&row.get::<_, String>(3)?).ok_or(rusqlite::Error::InvalidQuery)?,
        time: unsigned(row.get(4)?),
        credential: row.get::<_, Option<[u8; 32]>>(5)?.map(Hex32),
        replaces: unsigned(row.get(6)?),
    })
}

fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    // Whoever panicked left no transaction open: it rolls back when it is dropped.
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
