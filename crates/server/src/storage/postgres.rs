//! Records in PostgreSQL, their tiles and blobs in an object store: for several server processes.
//!
//! In scope: the elections of one database, the session and its locks, who is told what is new.
//! [`writer`] appends, [`reader`] follows and hands in; [`session`] says why a lock cannot be kept by
//! a process that is gone. Out of scope: whether an entry may be appended, and whose keys sign.
//!
//! | what | where | changes |
//! |---|---|---|
//! | entries, the head | tables `entry`, `election` (`schema.sql`) | by one statement of the lock's session |
//! | tiles, blobs | object store | never; partial tiles go once full ones are there |
//! | the head that readers are shown | `election.published` | after its tiles are written |
//! | acts from processes that do not write | table `inbox` | answered by the one that does |
//!
//! What a crash, of any process at any point, leaves:
//!
//! 1. Before the commit's statement is done: nothing. Nobody saw the signature that was made.
//! 2. After it, and before `published`: entries that nobody was told of, with some of their tiles. They
//!    are part of the record: whoever writes next, this process or another, writes the tiles (to
//!    the same bytes, since they follow from the entries) and publishes, before anything else.
//! 3. After `published`: all of it. Whoever was not told posts the same again and gets its receipt.
//!
//! Where a commit's answer does not come, it is unknown which of 1 and 2 it is. The process then takes
//! the lock anew, on a new session, and looks; where another has it, or the head is neither the one
//! before nor the one after, it has lost the record ([`StoreError::Lost`]) and follows the other.
//!
//! Two processes that both believed themselves the writer could not both commit: the statement
//! replaces exactly the head that it was made from. The lock is there so that they do not try.

mod reader;
mod session;
mod writer;

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hustings_record::Hex32;
use hustings_record::log::{LogError, SignedCheckpoint, Tree};
use tokio::runtime::{Handle, Runtime};
use tokio_postgres::types::ToSql;

use super::objects::Objects;
use super::{Following, Shelf, Storage, Wake};
use crate::store::StoreError;
use reader::Reader;
use session::{Connector, Session};
use writer::Writer;

/// The form of the tables.
const VERSION: i32 = 1;

/// Records in PostgreSQL.
pub struct Postgres(Arc<Inner>);

/// What writers and readers share.
struct Inner {
    connector: Connector,
    session: Mutex<Option<Arc<Session>>>,
    objects: Objects,
    /// Elections whose lock this process has. The lock alone would not do: it is the session's, and
    /// a session may lock twice.
    held: Mutex<HashSet<Hex32>>,
    /// Who is to be told of what.
    wakes: Mutex<HashMap<Hex32, Wake>>,
    watch: Mutex<Option<Wake>>,
    runtime: Workers,
}

/// The threads that talk to database and object store; callers wait for them.
struct Workers(Option<Runtime>);

/// What a record's row says.
struct Row {
    head: Option<SignedCheckpoint>,
    published: Option<SignedCheckpoint>,
}

/// What processes say to one another, with the election's identifier after it.
#[derive(Clone, Copy, PartialEq)]
enum News {
    /// A head was published.
    Head,
    /// Something waits in the inbox.
    Inbox,
    /// Something in the inbox was answered.
    Answers,
    /// Nobody writes any more.
    Free,
    /// There is a new election.
    New,
}

impl Postgres {
    /// The records in the database at `address`, with tiles and blobs at `files` ([`Objects::at`]), for
    /// the server with this public key. Makes the tables if they are not there.
    ///
    /// # Errors
    /// [`StoreError::Settings`] where something does not fit, or the database cannot be reached.
    pub fn open(address: &str, files: &str, server: &Hex32) -> Result<Self, StoreError> {
        // TLS, to the database and to the object store, takes the provider that is installed first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let connector = Connector::new(address)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("storage")
            .enable_all()
            .build()
            .map_err(|e| StoreError::Settings(format!("the system gives no threads: {e}")))?;
        let objects = Objects::at(files, runtime.handle().clone())?;
        let inner = Arc::new(Inner {
            connector: connector.clone(),
            session: Mutex::default(),
            objects,
            held: Mutex::default(),
            wakes: Mutex::default(),
            watch: Mutex::default(),
            runtime: Workers(Some(runtime)),
        });
        inner.prepare(server)?;
        let told = Arc::downgrade(&inner);
        connector.listen(inner.runtime.handle()?, move |said| {
            if let Some(inner) = told.upgrade() {
                inner.tell(said);
            }
        });
        Ok(Postgres(inner))
    }
}

impl Inner {
    /// Makes the tables, and makes sure that they are this server's.
    fn prepare(&self, server: &Hex32) -> Result<(), StoreError> {
        let session = self.session()?;
        let schema = format!(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('hustings', 0)); {} COMMIT",
            include_str!("postgres/schema.sql")
        );
        self.wait(session.run("making the tables", session.client.batch_execute(&schema)))?;
        let whose = "INSERT INTO server (version, key) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.rows(&session, "naming the server", whose, &[&VERSION, &server.0.as_slice()])?;
        let whose = "SELECT version, key FROM server";
        let found = self.rows(&session, "asking whose the database is", whose, &[])?;
        let (version, key): (i32, Vec<u8>) =
            found.first().map_or((VERSION, Vec::new()), |row| (row.get(0), row.get(1)));
        if version != VERSION {
            return Err(StoreError::Settings(format!(
                "the database was made by another version of Hustings (form {version}, this one's is {VERSION})"
            )));
        }
        if key != server.0 {
            return Err(StoreError::Settings(format!(
                "the database belongs to the server with the key {}, and this one's is {server}; every process needs a copy of the same server.key",
                hex::encode(key)
            )));
        }
        Ok(())
    }

    /// The session of this process, a new one if the last has ended.
    fn session(&self) -> Result<Arc<Session>, StoreError> {
        let mut present = lock(&self.session);
        if let Some(session) = present.as_ref().filter(|session| !session.is_over()) {
            return Ok(session.clone());
        }
        *present = None;
        Ok(present.insert(self.wait(self.connector.session())?).clone())
    }

    /// Waits for something that database or object store do. Not to be called by a thread that serves.
    fn wait<T>(&self, doing: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        self.runtime.handle()?.block_on(doing)
    }

    /// Runs a statement, which is a transaction.
    fn rows(
        &self,
        session: &Session,
        what: &'static str,
        statement: &str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        self.wait(session.run(what, session.client.query(statement, values)))
    }

    /// Takes an election's lock on this session; `false` where somebody has it.
    fn lock(&self, session: &Session, election: &Hex32) -> Result<bool, StoreError> {
        let query = "SELECT pg_try_advisory_lock(hashtextextended('hustings/' || encode($1, 'hex'), 0))";
        let taken = self.rows(session, "taking the lock", query, &[&election.0.as_slice()])?;
        Ok(taken.first().is_some_and(|row| row.get(0)))
    }

    fn row(&self, session: &Session, election: &Hex32) -> Result<Option<Row>, StoreError> {
        let query = "SELECT head, published FROM election WHERE id = $1";
        let found = self.rows(session, "reading a head", query, &[&election.0.as_slice()])?;
        let Some(row) = found.first() else { return Ok(None) };
        Ok(Some(Row { head: note(row.get(0))?, published: note(row.get(1))? }))
    }

    /// Entries of a record, in order; at most a few megabytes of them, and at least one.
    fn entries(
        &self,
        session: &Session,
        election: &Hex32,
        from: u64,
        to: u64,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let query = "SELECT bytes FROM (
                SELECT idx, bytes, sum(length(bytes)) OVER (ORDER BY idx) AS total FROM entry
                WHERE election = $1 AND idx >= $2 AND idx < least($3, $2 + 2048)
            ) AS few WHERE total < 8000000 OR idx = $2 ORDER BY idx";
        let (id, from, to) = (election.0.as_slice(), number(from), number(to));
        let rows = self.rows(session, "reading entries", query, &[&id, &from, &to])?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Says something to the other processes, and this one.
    fn say(&self, session: &Session, news: News, election: &Hex32) -> Result<(), StoreError> {
        let say = "SELECT pg_notify('hustings', $1)";
        self.rows(session, "telling the others", say, &[&news.of(election)]).map(|_| ())
    }

    /// Wakes whoever waits for what was said; after a pause, everybody.
    fn tell(&self, said: Option<&str>) {
        let heard = said.map(News::heard);
        let wakes = lock(&self.wakes);
        match heard {
            None => wakes.values().for_each(|wake| wake()),
            Some(Some((News::New, _))) => {}
            Some(Some((news, election))) => {
                let writes = lock(&self.held).contains(&election);
                let concerns = if writes { news == News::Inbox } else { news != News::Inbox };
                if let Some(wake) = wakes.get(&election).filter(|_| concerns) {
                    wake();
                }
            }
            Some(None) => {}
        }
        drop(wakes);
        if let (None | Some(Some((News::New, _))), Some(wake)) = (heard, lock(&self.watch).as_ref()) {
            wake();
        }
    }

    /// Opens a record to be written, if nobody does.
    fn write(self: &Arc<Self>, election: &Hex32, tree: &Tree) -> Result<Option<Writer>, StoreError> {
        if !lock(&self.held).insert(*election) {
            return Ok(None);
        }
        let locked = self.session().and_then(|session| {
            let taken = self.lock(&session, election)?;
            Ok(taken.then_some(session))
        });
        match locked {
            // From here on it is the writer that lets go, when it is dropped.
            Ok(Some(session)) => Writer::open(self, session, election, tree.clone()).map(Some),
            other => {
                lock(&self.held).remove(election);
                other.map(|_| None)
            }
        }
    }
}

impl Shelf for Postgres {
    fn elections(&self) -> Result<Vec<Hex32>, StoreError> {
        let session = self.0.session()?;
        let query = "SELECT id FROM election WHERE head IS NOT NULL ORDER BY id";
        let rows = self.0.rows(&session, "listing elections", query, &[])?;
        let ids = rows.iter().filter_map(|row| row.get::<_, Vec<u8>>(0).try_into().ok());
        Ok(ids.map(Hex32).collect())
    }

    fn open(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        match self.0.write(election, &Tree::new())? {
            Some(writer) => Ok(Box::new(writer)),
            None => Err(StoreError::Locked { place: self.place() }),
        }
    }

    fn create(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        let session = self.0.session()?;
        let insert = "INSERT INTO election (id) VALUES ($1) ON CONFLICT DO NOTHING";
        self.0.rows(&session, "making a record", insert, &[&election.0.as_slice()])?;
        let storage = self.open(election)?;
        if storage.head().is_some() { Err(StoreError::Exists { place: self.place() }) } else { Ok(storage) }
    }

    fn follow(&self, election: &Hex32, wake: Wake) -> Result<Option<Box<dyn Following>>, StoreError> {
        let reader = Reader::new(self.0.clone(), *election);
        lock(&self.0.wakes).insert(*election, wake);
        let published = |inner: &Inner| -> Result<bool, StoreError> {
            let session = inner.session()?;
            Ok(inner.row(&session, election)?.is_some_and(|row| row.published.is_some()))
        };
        // An announcement that a crash cut off: whoever opens the record publishes what it has.
        if !published(&self.0)? {
            drop(self.open(election)?);
        }
        Ok(Some(Box::new(reader)))
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn watch(&self, wake: Wake) {
        *lock(&self.0.watch) = Some(wake);
    }

    fn place(&self) -> String {
        format!("{} and {}", self.0.connector.place(), self.0.objects.place())
    }
}

impl News {
    const ALL: [News; 5] = [News::Head, News::Inbox, News::Answers, News::Free, News::New];

    fn word(self) -> &'static str {
        match self {
            News::Head => "head",
            News::Inbox => "inbox",
            News::Answers => "answers",
            News::Free => "free",
            News::New => "new",
        }
    }

    fn of(self, election: &Hex32) -> String {
        format!("{} {election}", self.word())
    }

    fn heard(said: &str) -> Option<(News, Hex32)> {
        let (word, election) = said.split_once(' ')?;
        let news = News::ALL.into_iter().find(|news| news.word() == word)?;
        Some((news, election.parse().ok()?))
    }
}

impl Workers {
    fn handle(&self) -> Result<&Handle, StoreError> {
        let ended = || StoreError::Settings("the server is ending".to_owned());
        self.0.as_ref().map(Runtime::handle).ok_or_else(ended)
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        // It may be a thread that serves that lets go last, and that one cannot wait.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

fn note(bytes: Option<Vec<u8>>) -> Result<Option<SignedCheckpoint>, StoreError> {
    let parse = |bytes: Vec<u8>| SignedCheckpoint::parse(&bytes).map_err(LogError::from);
    Ok(bytes.map(parse).transpose()?)
}

/// A place in a log as the database's integer; a log has at most 2⁵³ entries.
fn number(index: u64) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
