//! All that a booth needs to make a ballot, each act with the proof that it is in the record.

use axum::Json;
use axum::extract::State;
use hustings_record::{Act, Entry, Hex32};
use serde::Serialize;

use super::elections::StandingNow;
use super::{Asked, Problem, Service, record};
use crate::election::{Election, Live};

/// The most key confirmations there can be: ceremonies that were begun anew leave some behind.
const MOST: u64 = 4_096;

/// An entry and the proof that it is in the tree of the head beside it.
#[derive(Serialize)]
struct Proved {
    index: u64,
    entry: String,
    proof: Vec<Hex32>,
}

/// Manifest, open act, key confirmations, handovers.
#[derive(Serialize)]
pub(super) struct Poll {
    manifest: Proved,
    open: Option<Proved>,
    confirms: Vec<Proved>,
    /// Every handover, in order: the last names the key and origin in force (§3.15).
    handovers: Vec<Proved>,
    checkpoint: String,
    standing: StandingNow,
}

/// What a booth reads first.
pub(super) async fn poll(
    State(service): State<Service>,
    Asked(election): Asked,
) -> Result<Json<Poll>, Problem> {
    let live = election.live();
    let open = match live.open {
        None => None,
        Some(id) => election.index().find(&id).map_err(|e| Problem::ours(&e))?,
    };
    let mut confirms = Vec::new();
    if open.is_some() {
        for line in election.index().of_kind("key-confirm", MOST).map_err(|e| Problem::ours(&e))? {
            let entry = record::entry(&election, line.index, live.head.checkpoint.size()).await?;
            if is_of_the_ceremony_that_stands(&entry, &live) {
                confirms.push(proved(&election, &live, line.index, entry)?);
            }
        }
    }
    let mut handovers = Vec::new();
    for line in election.index().of_kind("handover", MOST).map_err(|e| Problem::ours(&e))? {
        handovers.push(fetch(&election, &live, line.index).await?);
    }
    Ok(Json(Poll {
        manifest: fetch(&election, &live, 0).await?,
        open: match open {
            None => None,
            Some(line) => Some(fetch(&election, &live, line.index).await?),
        },
        confirms,
        handovers,
        checkpoint: live.checkpoint.clone(),
        standing: StandingNow::of(&service, &election),
    }))
}

fn is_of_the_ceremony_that_stands(entry: &[u8], live: &Live) -> bool {
    match Entry::parse(entry).map(|e| e.act) {
        Ok(Act::KeyConfirm(confirm)) => Some(confirm.ceremony) == live.ceremony,
        _ => false,
    }
}

async fn fetch(election: &Election, live: &Live, index: u64) -> Result<Proved, Problem> {
    let entry = record::entry(election, index, live.head.checkpoint.size()).await?;
    proved(election, live, index, entry)
}

fn proved(election: &Election, live: &Live, index: u64, entry: Vec<u8>) -> Result<Proved, Problem> {
    let no_proof = || Problem::ours(&format!("entry {index} is not in the head's tree"));
    let proof = election.inclusion(index, &live.head).ok_or_else(no_proof)?;
    Ok(Proved { index, entry: String::from_utf8_lossy(&entry).into_owned(), proof })
}
