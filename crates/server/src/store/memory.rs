//! Disks for tests: one in memory that loses what was not put on disk, and one that dies at a step.

use std::{
    collections::BTreeMap,
    io::{self, ErrorKind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use hustings_record::source::SourceError;

use super::disk::Disk;

#[derive(Clone, PartialEq, Eq, Debug)]
enum Node {
    File(Vec<u8>),
    Folder,
}

#[derive(Default)]
struct State {
    /// What a running process sees.
    seen: BTreeMap<String, Node>,
    /// What is surely there after the power was cut.
    durable: BTreeMap<String, Node>,
}

/// A disk in memory; clones share it. `write` puts contents on disk, `sync_dir` names.
#[derive(Clone, Default)]
pub(super) struct Memory(Arc<Mutex<State>>);

impl Memory {
    /// Cuts the power: each name changed since its folder was synced is kept or lost, by a draw.
    pub(super) fn cut_power(&self, mut draw: impl FnMut() -> bool) {
        let mut state = self.0.lock().unwrap();
        let mut after = state.durable.clone();
        let names: Vec<_> = state.seen.keys().chain(state.durable.keys()).cloned().collect();
        for name in names {
            if state.seen.get(&name) != state.durable.get(&name) && draw() {
                match state.seen.get(&name) {
                    Some(node) => after.insert(name, node.clone()),
                    None => after.remove(&name),
                };
            }
        }
        // What stands in a lost folder is lost.
        let kept = after.clone();
        after.retain(|name, _| name.match_indices('/').all(|(at, _)| kept.contains_key(&name[..at])));
        state.seen = after.clone();
        state.durable = after;
    }

    pub(super) fn names(&self) -> Vec<String> {
        let state = self.0.lock().unwrap();
        let files = state.seen.iter().filter(|(_, node)| **node != Node::Folder);
        files.map(|(name, _)| name.clone()).collect()
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(dir, _)| dir)
}

fn no_folder(state: &State, path: &str) -> io::Result<()> {
    let dir = parent(path);
    let there = dir.is_empty() || state.seen.get(dir) == Some(&Node::Folder);
    if there { Ok(()) } else { Err(ErrorKind::NotFound.into()) }
}

impl Disk for Memory {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        match self.0.lock().unwrap().seen.get(path) {
            Some(Node::File(bytes)) if bytes.len() as u64 <= limit => Ok(bytes.clone()),
            Some(Node::File(_)) => Err(SourceError::TooLong { path: path.into(), limit }),
            _ => Err(SourceError::Missing { path: path.into() }),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        no_folder(&state, path)?;
        state.seen.insert(path.into(), Node::File(bytes.to_vec()));
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        no_folder(&state, to)?;
        let node = state.seen.remove(from).ok_or(ErrorKind::NotFound)?;
        state.seen.insert(to.into(), node);
        Ok(())
    }

    fn sync_dir(&self, dir: &str) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if !dir.is_empty() && state.seen.get(dir) != Some(&Node::Folder) {
            return Err(ErrorKind::NotFound.into());
        }
        let State { seen, durable } = &mut *state;
        durable.retain(|name, _| parent(name) != dir || seen.contains_key(name));
        let inside = seen.iter().filter(|(name, _)| parent(name) == dir);
        durable.extend(inside.map(|(name, node)| (name.clone(), node.clone())));
        Ok(())
    }

    fn create_dir(&self, dir: &str) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        no_folder(&state, dir)?;
        state.seen.entry(dir.into()).or_insert(Node::Folder);
        Ok(())
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        self.0.lock().unwrap().seen.remove(path);
        Ok(())
    }

    fn remove_dir(&self, path: &str) -> io::Result<()> {
        if !self.list(path)?.is_empty() {
            return Err(ErrorKind::DirectoryNotEmpty.into());
        }
        self.remove_file(path)
    }

    fn list(&self, dir: &str) -> io::Result<Vec<(String, bool)>> {
        let state = self.0.lock().unwrap();
        let inside = state.seen.iter().filter(|(name, _)| parent(name) == dir);
        Ok(inside
            .map(|(name, node)| (name.rsplit('/').next().unwrap().into(), *node == Node::Folder))
            .collect())
    }

    fn place(&self) -> String {
        "memory".into()
    }
}

/// How a disk fails from a certain operation on.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Fault {
    /// The process is killed: that operation is half done, and none follows.
    Kill,
    /// Nothing can be written for one operation; then there is room again.
    FullOnce,
}

/// A disk that fails at its n-th operation that changes something.
pub(super) struct Failing<D> {
    pub(super) disk: D,
    pub(super) left: Arc<AtomicUsize>,
    pub(super) fault: Fault,
}

impl<D: Disk> Failing<D> {
    /// `Err` where this operation is the one, or comes after it.
    fn step(&self) -> Result<(), bool> {
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)) {
            Ok(1) => Err(true),
            Ok(_) => Ok(()),
            Err(_) if self.fault == Fault::Kill => Err(false),
            Err(_) => Ok(()),
        }
    }

    fn run(&self, half: impl FnOnce(&D), whole: impl FnOnce(&D) -> io::Result<()>) -> io::Result<()> {
        match self.step() {
            Ok(()) => whole(&self.disk),
            Err(now) => {
                if now {
                    half(&self.disk);
                }
                Err(ErrorKind::StorageFull.into())
            }
        }
    }
}

impl<D: Disk> Disk for Failing<D> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.disk.read(path, limit)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let half = |disk: &D| {
            let _ = disk.write(path, &bytes[..bytes.len() / 2]);
        };
        self.run(half, |disk| disk.write(path, bytes))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.run(|_| (), |disk| disk.rename(from, to))
    }

    fn sync_dir(&self, dir: &str) -> io::Result<()> {
        self.run(|_| (), |disk| disk.sync_dir(dir))
    }

    fn create_dir(&self, dir: &str) -> io::Result<()> {
        self.run(|_| (), |disk| disk.create_dir(dir))
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        self.run(|_| (), |disk| disk.remove_file(path))
    }

    fn remove_dir(&self, path: &str) -> io::Result<()> {
        self.run(|_| (), |disk| disk.remove_dir(path))
    }

    fn list(&self, dir: &str) -> io::Result<Vec<(String, bool)>> {
        self.disk.list(dir)
    }

    fn place(&self) -> String {
        self.disk.place()
    }
}
