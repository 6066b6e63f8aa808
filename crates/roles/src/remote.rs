//! A server as a role sees it: acts and blobs go there, the record comes from there, and every entry
//! that comes is put through `apply` before it is believed.

use std::time::Duration;

use hustings_record::acts::BlobRef;
use hustings_record::log::tiles::{entry_tiles, split_entries};
use hustings_record::log::{Cosignature, SignedCheckpoint, leaf_hash, read_checkpoint};
use hustings_record::source::Source;
use hustings_record::{Obligations, State, Violation};
use hustings_verifier::SourceBlobs;
use hustings_verifier::http::Url;
use serde_json::Value;
use ureq::Agent;

use crate::draft::Draft;

/// How often something that may pass is tried again, and how long is waited before.
const ATTEMPTS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(500);

/// The longest tile of entries (§2.3).
const MAX_TILE: u64 = 16_777_472;

/// An election's address on a server.
#[derive(Clone)]
pub struct Remote {
    base: String,
    agent: Agent,
    source: Url,
}

/// Why a server was of no use.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// It could not be reached, or its answer was none.
    #[error("{address}: {why}; check the address and the connection, and try again")]
    Unreachable {
        /// What was asked.
        address: String,
        /// Why it failed.
        why: String,
    },
    /// It refused.
    #[error("the server refuses this: {message} {next}")]
    Refused {
        /// Its word for programs.
        error: String,
        /// What is wrong.
        message: String,
        /// What to do.
        next: String,
        /// The whole answer.
        answer: Value,
    },
    /// The record it serves cannot be read.
    #[error(transparent)]
    Log(#[from] hustings_record::log::LogError),
    /// The record it serves does not hold.
    #[error("the server's record does not hold: {0}")]
    Violation(#[from] Violation),
    /// What it serves is not what its checkpoint says, or no longer what it was.
    #[error("the server's record is not what it was: {0}")]
    Another(String),
    /// The system gave no randomness.
    #[error("the system gave no randomness: {0}")]
    Randomness(#[from] rand::rngs::SysError),
}

impl Remote {
    /// The election at this address, such as `https://vote.example/5f…e1/`. Asks nothing yet.
    ///
    /// # Errors
    /// It is no address of an election.
    pub fn new(address: &str) -> Result<Self, RemoteError> {
        let source = Url::new(address).map_err(hustings_record::log::LogError::Source)?;
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(15 * 60)))
            .user_agent(concat!("hustings/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Ok(Remote { base: address.trim_end_matches('/').to_owned(), agent, source })
    }

    /// The record's files.
    pub fn source(&self) -> &dyn Source {
        &self.source
    }

    /// Posts an act, its blobs first where the server does not have them; returns its place in the log.
    ///
    /// # Errors
    /// [`RemoteError`]. Posting the same again is right after any of them.
    pub fn post(&self, draft: &Draft) -> Result<u64, RemoteError> {
        let entry = draft.entry();
        let mut result = self.send("POST", "acts", &entry);
        if let Err(RemoteError::Refused { error, answer, .. }) = &result
            && error == "blobs"
        {
            self.put_missing(answer, &draft.blobs)?;
            result = self.send("POST", "acts", &entry);
        }
        result?["index"].as_u64().ok_or_else(|| self.odd("acts", "it gives no place in the log"))
    }

    fn put_missing(&self, answer: &Value, blobs: &[Vec<u8>]) -> Result<(), RemoteError> {
        for missing in answer["missing"].as_array().into_iter().flatten() {
            let named = missing["sha256"].as_str().unwrap_or_default();
            let blob = blobs.iter().find(|b| BlobRef::of(b).sha256.to_string() == named);
            let blob =
                blob.ok_or_else(|| self.odd("acts", "it asks for a file that the act does not name"))?;
            self.send("PUT", &format!("blob/{named}"), blob)?;
        }
        Ok(())
    }

    /// Adds cosignatures to the head that they are on.
    ///
    /// # Errors
    /// [`RemoteError`]: refused as `stale` where the log has another head by now.
    pub fn cosign(&self, head: &SignedCheckpoint, cosignatures: Vec<Cosignature>) -> Result<(), RemoteError> {
        let mut head = head.clone();
        cosignatures.into_iter().for_each(|c| head.add(c));
        self.send("POST", "cosignatures", &head.to_bytes()).map(|_| ())
    }

    /// Where the election stands, as the server says.
    ///
    /// # Errors
    /// [`RemoteError`]
    pub fn standing(&self) -> Result<Value, RemoteError> {
        self.attempt("GET", "standing", &[])
    }

    /// Brings `state` up to the server's head: every new entry through `apply`, and their tree held
    /// against the head. Returns the head, and the new entries.
    ///
    /// Whose signature is on the head is not looked at here: `verify` and witnesses do.
    ///
    /// # Errors
    /// [`RemoteError`]; `state` is then as far as the record holds.
    pub fn follow(&self, state: &mut State) -> Result<(SignedCheckpoint, Vec<Vec<u8>>), RemoteError> {
        let head = read_checkpoint(&self.source)?;
        let size = head.checkpoint.size();
        if size < state.size() {
            return Err(RemoteError::Another(format!("it had {} entries and has {size}", state.size())));
        }
        let entries = self.entries(state.size(), size)?;
        let mut tree = state.tree().clone();
        entries.iter().for_each(|entry| tree.push(leaf_hash(entry)));
        if tree.root() != *head.checkpoint.root() {
            return Err(RemoteError::Another("its entries do not give its checkpoint's root".to_owned()));
        }
        let blobs = SourceBlobs::new(&self.source);
        let mut owed = Obligations::gathering()?;
        for entry in &entries {
            state.apply(entry, &blobs, &mut owed)?;
        }
        owed.settle()?;
        Ok((head, entries))
    }

    fn entries(&self, from: u64, to: u64) -> Result<Vec<Vec<u8>>, RemoteError> {
        let first = usize::try_from(from / 256).unwrap_or(usize::MAX);
        let mut entries = Vec::new();
        for tile in entry_tiles(to).skip(first) {
            let read = |path: String| {
                self.source.read(&path, MAX_TILE).map_err(hustings_record::log::LogError::Source)
            };
            let bytes = read(tile.entries_path()).or_else(|e| {
                // It has been completed since the head was read.
                if tile.is_full() { Err(e) } else { read(tile.full().entries_path()) }
            })?;
            let all =
                split_entries(&bytes).ok_or_else(|| RemoteError::Another("a tile breaks off".to_owned()))?;
            let begin = tile.index * 256;
            let wanted = (begin..).zip(all).filter(|(i, _)| (from..to).contains(i));
            entries.extend(wanted.map(|(_, entry)| entry));
        }
        if entries.len() as u64 == to - from {
            Ok(entries)
        } else {
            Err(RemoteError::Another("entries are missing".to_owned()))
        }
    }

    /// Sends, and again where that may help: what is posted is never taken twice.
    fn send(&self, method: &str, path: &str, body: &[u8]) -> Result<Value, RemoteError> {
        for _ in 1..ATTEMPTS {
            match self.attempt(method, path, body) {
                Err(RemoteError::Unreachable { .. }) => {}
                Err(RemoteError::Refused { error, .. }) if error == "busy" || error == "storage" => {}
                other => return other,
            }
            std::thread::sleep(PAUSE);
        }
        self.attempt(method, path, body)
    }

    fn attempt(&self, method: &str, path: &str, body: &[u8]) -> Result<Value, RemoteError> {
        let address = format!("{}/{path}", self.base);
        let failed = |why: String| RemoteError::Unreachable { address: address.clone(), why };
        let sent = match method {
            "GET" => self.agent.get(&address).call(),
            "PUT" => self.agent.put(&address).send(body),
            _ => self.agent.post(&address).content_type("text/plain; charset=utf-8").send(body),
        };
        let mut answer = sent.map_err(|e| failed(e.to_string()))?;
        let status = answer.status();
        let text = answer.body_mut().read_to_string().map_err(|e| failed(e.to_string()))?;
        let value: Value = if text.trim().is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).map_err(|_| failed(format!("it answers {status}, and no JSON")))?
        };
        if status.is_success() {
            return Ok(value);
        }
        let word = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
        Err(RemoteError::Refused {
            error: word("error"),
            message: word("message"),
            next: word("next"),
            answer: value,
        })
    }

    fn odd(&self, path: &str, why: &str) -> RemoteError {
        RemoteError::Unreachable { address: format!("{}/{path}", self.base), why: why.to_owned() }
    }
}
