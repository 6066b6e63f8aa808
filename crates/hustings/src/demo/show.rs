//! The demonstration's server, on loopback: the election that was held, and the meeting.

use super::meeting::{MEMBERS, Meeting, Officers};
use crate::terminal::{QUIET, STRONG};
use anyhow::{Context, Result};
use hustings_record::Hex32;
use hustings_server::api::Service;
use hustings_server::booth::Booth;
use hustings_server::election::system_time;
use hustings_server::elections::{Elections, Settings};
use hustings_server::gauges::Gauges;
use hustings_server::key::ServerKey;
use hustings_server::service;
use hustings_server::storage::{Shelf, Storage};
use hustings_server::store::{Store, StoreError};
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;

/// Serves these records, and a meeting, until Ctrl-C.
pub fn until_ended(held: &[(Hex32, PathBuf)], port: u16) -> Result<()> {
    let data = tempfile::Builder::new().prefix("hustings-demo-").tempdir().context("making a folder")?;
    let booth = crate::booth::find(None)?;
    let meeting = Meeting::open(data.path(), &booth)?;
    let id = meeting.id()?;
    let mut records = held.to_vec();
    records.push((id, meeting.dir().to_owned()));
    let elections = Elections::open(
        Settings {
            shelf: Box::new(Records(records)),
            indexes: data.path().join("indexes"),
            key: ServerKey::from_seed(&meeting.server_seed())?,
            origin: "hustings.example".to_owned(),
            organisers: BTreeSet::new(),
            now: system_time(),
        },
        &|_, _, _| {},
    )?;
    let listener = listen(port)?;
    let address = format!("http://{}", listener.local_addr()?);
    invite(&meeting, &address, held, &booth)?;
    let service = Service {
        elections: Arc::new(elections),
        gauges: Arc::new(Gauges::new(false)),
        booth: Arc::new(booth),
        address: address.as_str().into(),
    };
    let officers = Officers::of(meeting, &format!("{address}/{id}"))?;
    std::thread::spawn(move || {
        if let Err(error) = officers.work() {
            anstream::eprintln!("hustings: the meeting could not go on: {error:#}");
        }
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let end = async {
        // Where the signal cannot be listened for, the process can still be ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    runtime.block_on(service::serve(listener, service, None, end)).context("serving the pages")
}

/// What the newcomer is told.
fn invite(meeting: &Meeting, address: &str, held: &[(Hex32, PathBuf)], booth: &Booth) -> Result<()> {
    let id = meeting.id()?;
    anstream::println!();
    for (held, dir) in held {
        anstream::println!("  Look at it:          {STRONG}{address}/{held}/{STRONG:#}");
        anstream::println!("  The record:          {}", dir.display());
        anstream::println!("  Verify it yourself:  hustings verify {address}/{held}\n");
    }
    anstream::println!("{STRONG}A second election is open, and you have a vote in it{STRONG:#}");
    anstream::println!(
        "{QUIET}A meeting of {MEMBERS}: {} vote by themselves, and the poll closes when all have.{QUIET:#}\n",
        MEMBERS - 1
    );
    if booth.hash().is_some() {
        anstream::println!(
            "  Vote here:           {STRONG}{address}/{id}/vote#{}{STRONG:#}",
            *meeting.code()
        );
    } else {
        anstream::println!("  Your code:           {STRONG}{}{STRONG:#}", *meeting.code());
        anstream::println!(
            "{QUIET}  The booth is not built into this program: run `make demo`, which builds it.{QUIET:#}"
        );
    }
    anstream::println!("  All pages:           {address}/");
    anstream::println!("\n{QUIET}Press Ctrl-C to end.{QUIET:#}\n");
    Ok(())
}

/// The port asked for, or, where something else has it, any that is free.
fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .or_else(|_| TcpListener::bind(("127.0.0.1", 0)))
        .context("no port of 127.0.0.1 is free")
}

/// Records wherever they lie.
struct Records(Vec<(Hex32, PathBuf)>);

impl Shelf for Records {
    fn elections(&self) -> Result<Vec<Hex32>, StoreError> {
        Ok(self.0.iter().map(|(id, _)| *id).collect())
    }

    fn open(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        let found = self.0.iter().find(|(id, _)| id == election);
        let dir = found.map(|(_, dir)| dir.clone()).unwrap_or_default();
        Ok(Box::new(Store::open(&dir)?))
    }

    /// Nobody announces elections here: no organiser's key is known.
    fn create(&self, _: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        Err(StoreError::NotARecord { place: self.place() })
    }

    fn place(&self) -> String {
        "the demonstration".to_owned()
    }
}
