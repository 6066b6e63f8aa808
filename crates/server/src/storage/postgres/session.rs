//! Connections to PostgreSQL: the session that holds locks, and the one that listens.
//!
//! A process has one session, shared by all its elections: a statement is a transaction, so none is
//! ever open between two calls. The locks of the elections that the process writes belong to that
//! session, and commits are made on the session that holds the lock, on no other: when it has ended
//! the lock is gone, and no commit can be made under it. It ends when the process dies (the system
//! closes the connection), and, should the process be stopped or the machine vanish, when PostgreSQL
//! has heard nothing for [`LEASE`].

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use rustls::{ClientConfig, RootCertStore};
use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{AsyncMessage, Client, Config, Connection, Error, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;

/// After this long without a word PostgreSQL ends the session, and lets go of its locks.
const LEASE: Duration = Duration::from_secs(10);

/// How often a word is said.
const WORD: Duration = Duration::from_secs(3);

/// How long a statement may take, here and there; then the session is given up.
const STATEMENT: Duration = Duration::from_secs(30);

/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_secs(1);

/// How connections are made.
#[derive(Clone)]
pub(super) struct Connector {
    config: Config,
    tls: MakeRustlsConnect,
}

type Driver = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

impl Connector {
    /// `address`: `postgres://USER:PASSWORD@HOST/DATABASE?sslmode=…`, or the same as `key=value` pairs.
    pub(super) fn new(address: &str) -> Result<Self, StoreError> {
        let wrong = |why: String| {
            // The address may have a password in it, so it is not repeated.
            StoreError::Settings(format!(
                "--database is no address of a database: {why}; give postgres://USER@HOST/DATABASE"
            ))
        };
        let mut config: Config = address.parse().map_err(|e: Error| wrong(in_words(&e)))?;
        if config.get_application_name().is_none() {
            config.application_name("hustings");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(3));
        }
        config.keepalives_idle(WORD).tcp_user_timeout(LEASE);
        // A machine without authorities trusts no certificate; sockets and sslmode=disable need none.
        let trusting_none =
            || ClientConfig::builder().with_root_certificates(RootCertStore::empty()).with_no_client_auth();
        let tls = MakeRustlsConnect::with_native_certs()
            .map_or_else(|_| MakeRustlsConnect::new(trusting_none()), |(tls, _)| tls);
        Ok(Connector { config, tls })
    }

    /// Host and database, for logs.
    pub(super) fn place(&self) -> String {
        let hosts: Vec<String> = (self.config.get_hosts().iter())
            .map(|host| match host {
                tokio_postgres::config::Host::Tcp(name) => name.clone(),
                tokio_postgres::config::Host::Unix(path) => path.display().to_string(),
            })
            .collect();
        format!("PostgreSQL {}/{}", hosts.join(","), self.config.get_dbname().unwrap_or_default())
    }

    async fn connect(&self) -> Result<(Client, Driver), Error> {
        self.config.connect(self.tls.clone()).await
    }

    /// A session with which to write.
    pub(super) async fn session(&self) -> Result<Arc<Session>, StoreError> {
        let failed = |e: &Error| StoreError::Database { what: "connecting", why: in_words(e) };
        let (client, driver) = self.connect().await.map_err(|e| failed(&e))?;
        let driver = tokio::spawn(async move {
            let _ = driver.await;
        });
        let session =
            Arc::new(Session { client, driver: driver.abort_handle(), ended: AtomicBool::new(false) });
        let (lease, statement) = (LEASE.as_millis(), STATEMENT.as_millis());
        // A commit that is acknowledged is on disk, whatever the database's default says.
        let settings = format!(
            "SET search_path = hustings; SET idle_session_timeout = {lease}; SET statement_timeout = {statement};
             SELECT set_config('synchronous_commit', 'on', false)
             WHERE current_setting('synchronous_commit') = 'off'"
        );
        session.run("preparing the session", session.client.batch_execute(&settings)).await?;
        tokio::spawn(keep(Arc::downgrade(&session)));
        Ok(session)
    }

    /// Listens for as long as the runtime lives; `news` is given what is said, and None after each
    /// (re)connection, when anything may have been missed.
    pub(super) fn listen(self, runtime: &Handle, news: impl Fn(Option<&str>) + Send + Sync + 'static) {
        runtime.spawn(async move {
            loop {
                if let Err(error) = self.listen_once(&news).await {
                    tracing::debug!(error = in_words(&error), "not listening to the database");
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
    }

    async fn listen_once(&self, news: &impl Fn(Option<&str>)) -> Result<(), Error> {
        let (client, mut driver) = self.connect().await?;
        let mut messages = stream::poll_fn(move |cx| driver.poll_message(cx));
        let listening = client.batch_execute("LISTEN hustings");
        tokio::pin!(listening);
        let mut begun = false;
        loop {
            tokio::select! {
                done = &mut listening, if !begun => {
                    done?;
                    begun = true;
                    news(None);
                }
                message = messages.next() => match message {
                    Some(Ok(AsyncMessage::Notification(said))) => news(Some(said.payload())),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(error),
                    None => return Ok(()),
                },
            }
        }
    }
}

/// Says a word now and then, so that the lease does not end while the process works.
async fn keep(session: Weak<Session>) {
    loop {
        tokio::time::sleep(WORD).await;
        let Some(session) = session.upgrade().filter(|s| !s.is_over()) else { return };
        if session.run("keeping the session", session.client.simple_query("")).await.is_err() {
            return;
        }
    }
}

/// A connection that can write. When it is over it stays so: a new one has none of its locks.
pub(super) struct Session {
    pub(super) client: Client,
    driver: AbortHandle,
    ended: AtomicBool,
}

impl Session {
    /// Whether it has ended.
    pub(super) fn is_over(&self) -> bool {
        self.ended.load(Ordering::SeqCst) || self.client.is_closed()
    }

    /// Ends it: from here on nothing is sent.
    fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.driver.abort();
    }

    /// Does something with it; on an error after which it is of no use, ends it.
    pub(super) async fn run<T>(
        &self,
        what: &'static str,
        doing: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, StoreError> {
        let Ok(done) = tokio::time::timeout(STATEMENT + LEASE, doing).await else {
            self.end();
            return Err(StoreError::Database { what, why: "no answer came".to_owned() });
        };
        done.map_err(|error| {
            // An error that PostgreSQL itself tells leaves the session in use; any other ends it.
            if error.as_db_error().is_none() || error.is_closed() {
                self.end();
            }
            StoreError::Database { what, why: in_words(&error) }
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

/// An error with its causes: PostgreSQL's own words are in those.
fn in_words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}
