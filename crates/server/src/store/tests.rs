#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use ed25519_zebra::{SigningKey, VerificationKey};
use hustings_proofs::signature::VerifyingKey;
use hustings_record::{
    log::{Signer, check_tiles, read_checkpoint, read_entries, tiles::new_tiles},
    source::{Directory, read_blob},
};

use super::{
    memory::{Failing, Fault, Memory},
    *,
};

const ORIGIN: &str = "log.example/e";

fn as_signer<T>(seed: u8, name: &str, then: impl FnOnce(&Signer) -> T) -> T {
    let secret = SigningKey::from([seed; 32]);
    let key = VerifyingKey::parse(VerificationKey::from(&secret).as_ref()).unwrap();
    let sign = |m: &[u8]| -> [u8; 64] { secret.sign(m).into() };
    then(&Signer { name, key, sign: &sign })
}

fn commit(store: &mut Store) -> Result<Checkpoint, StoreError> {
    as_signer(1, ORIGIN, |log| store.commit(log).map(|head| head.checkpoint.clone()))
}

fn cosign(store: &mut Store) -> Result<(), StoreError> {
    let on = store.head().unwrap().checkpoint.clone();
    let cosignature = as_signer(2, "w.example", |witness| Cosignature::sign(witness, &on, on.size()));
    store.add_cosignatures(&on, vec![cosignature]).map(|_| ())
}

/// Entry i; of differing lengths.
fn entry(i: u64) -> Vec<u8> {
    format!("entry {i} {}", "x".repeat((i % 7) as usize)).into_bytes()
}

fn entries(range: std::ops::Range<u64>) -> Vec<Vec<u8>> {
    range.map(entry).collect()
}

/// A reader finds `size` entries as they were appended, all their tiles, and nothing beyond.
fn assert_sound(source: &dyn Source, size: u64) {
    let head = read_checkpoint(source).unwrap();
    assert_eq!(head.checkpoint.size(), size);
    as_signer(1, ORIGIN, |log| head.verify_log(&log.key)).unwrap();
    let found: Result<Vec<_>, _> = read_entries(source, size).collect();
    assert_eq!(found.unwrap(), entries(0..size));
    let mut tree = Tree::new();
    (0..size).for_each(|i| tree.push(leaf_hash(&entry(i))));
    assert_eq!(tree.root(), *head.checkpoint.root());
    check_tiles(source, &tree, size).unwrap();
}

#[test]
fn sizes_around_the_tiles() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    let mut last = 0;
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 1000, 65_536, 65_537, 66_000] {
        assert_eq!(store.append(&entries(last..size)).unwrap(), last);
        let checkpoint = commit(&mut store).unwrap();
        assert_eq!(checkpoint.size(), size);
        assert_eq!(*checkpoint.root(), store.tree().root());
        assert_sound(&Directory::new(dir.path()).unwrap(), size);
        last = size;
    }
    drop(store);
    let store = Store::open(dir.path()).unwrap();
    assert_eq!((store.size(), store.tree().size()), (66_000, 66_000));
    assert_sound(&store, 66_000);
}

/// The folder has exactly the files of C2SP `tlog-tiles`, and the ones of the module's table.
#[test]
fn layout_is_the_static_one() {
    let memory = Memory::default();
    let mut store = Store::create_on(Arc::new(memory.clone())).unwrap();
    for size in [3, 300, 70_000] {
        store.append(&entries(store.tree().size()..size)).unwrap();
        commit(&mut store).unwrap();
    }
    let mut expected: BTreeSet<String> = [".signed", "checkpoint"].map(String::from).into();
    for tile in new_tiles(0, 70_000) {
        expected.insert(tile.hash_path());
        if tile.level == 0 {
            expected.insert(tile.entries_path());
        }
    }
    let found: BTreeSet<String> = memory.names().into_iter().collect();
    assert_eq!(found, expected);
    assert!(expected.contains("tile/entries/273.p/112"));
    assert!(expected.contains("tile/2/000.p/1"));
}

#[test]
fn one_writer_and_the_right_folder() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Store::open(dir.path()), Err(StoreError::NotARecord { .. })));
    assert!(matches!(Store::open(&dir.path().join("none")), Err(StoreError::NotARecord { .. })));
    let mut store = Store::create(dir.path()).unwrap();
    assert!(matches!(Store::open(dir.path()), Err(StoreError::Locked { .. })));
    store.append(&entries(0..1)).unwrap();
    commit(&mut store).unwrap();
    drop(store);
    assert!(matches!(Store::create(dir.path()), Err(StoreError::Exists { .. })));
    Store::open(dir.path()).unwrap();
}

#[test]
fn refuses_what_cannot_stand() {
    let mut store = Store::create_on(Arc::new(Memory::default())).unwrap();
    store.append(&[vec![0; 65_535]]).unwrap();
    let long = store.append(&[vec![1], vec![0; 65_536]]);
    assert!(matches!(long, Err(StoreError::EntryTooLong { len: 65_536 })));
    assert_eq!(store.pending().len(), 1);
    store.discard();
    assert_eq!((store.pending().len(), store.tree().size()), (0, 0));
    store.append(&entries(0..2)).unwrap();
    let first = commit(&mut store).unwrap();
    // Nothing new: the same head, cosignatures and all.
    cosign(&mut store).unwrap();
    assert_eq!(commit(&mut store).unwrap(), first);
    assert_eq!(store.head().unwrap().cosignatures.len(), 1);
    // Another log's signer, and one whose signature does not verify.
    let other = as_signer(1, "other.example", |log| store.commit(log).map(|_| ()));
    assert!(matches!(other, Err(StoreError::OtherLog { .. })));
    store.append(&entries(2..3)).unwrap();
    let forged = as_signer(1, ORIGIN, |log| {
        store.commit(&Signer { name: log.name, key: log.key, sign: &|_| [0; 64] }).map(|_| ())
    });
    assert!(matches!(forged, Err(StoreError::Head(_))));
    assert_sound(&store, 2);
    commit(&mut store).unwrap();
    assert_sound(&store, 3);
    assert!(matches!(store.add_cosignatures(&first, vec![]), Err(StoreError::Stale { .. })));
}

/// After a handover the new key signs the head of the same size anew; witnesses' lines stay.
#[test]
fn another_key_signs_the_same_head() {
    let mut store = Store::create_on(Arc::new(Memory::default())).unwrap();
    store.append(&entries(0..2)).unwrap();
    let first = commit(&mut store).unwrap();
    cosign(&mut store).unwrap();
    as_signer(7, ORIGIN, |log| {
        let head = store.commit(log).unwrap();
        assert_eq!((&head.checkpoint, head.cosignatures.len()), (&first, 1));
        head.verify_log(&log.key).unwrap();
    });
    // Under another host's name it is another log: witnesses have not cosigned that.
    as_signer(8, "host.example/e", |log| {
        let head = store.commit(log).unwrap();
        assert_eq!((head.checkpoint.origin(), head.checkpoint.size()), ("host.example/e", 2));
        assert_eq!(head.cosignatures, []);
        head.verify_log(&log.key).unwrap();
    });
}

#[test]
fn damage_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path()).unwrap();
    store.append(&entries(0..300)).unwrap();
    commit(&mut store).unwrap();
    drop(store);
    let damage = |path: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let path = dir.path().join(path);
        let good = std::fs::read(&path).unwrap();
        let mut bad = good.clone();
        change(&mut bad);
        std::fs::write(&path, bad).unwrap();
        let error = Store::open(dir.path()).err().unwrap();
        std::fs::write(&path, good).unwrap();
        error
    };
    assert!(matches!(damage("tile/entries/000", &|t| t[9] ^= 1), StoreError::Root { size: 300 }));
    assert!(damage("tile/0/001.p/44", &|t| t[9] ^= 1).to_string().contains("tile/0/001.p/44"));
    assert!(matches!(damage("tile/entries/000", &|t| t.truncate(9)), StoreError::Damaged(_)));
    assert!(matches!(damage("checkpoint", &|t| t.truncate(9)), StoreError::Damaged(_)));
    // A checkpoint that is gone does not take the log back.
    std::fs::remove_file(dir.path().join("checkpoint")).unwrap();
    assert_eq!(Store::open(dir.path()).unwrap().size(), 300);
    assert_sound(&Directory::new(dir.path()).unwrap(), 300);
}

#[test]
fn blobs_are_put_once_and_whole() {
    let memory = Memory::default();
    let store = Store::create_on(Arc::new(memory.clone())).unwrap();
    let hash = store.put_blob(b"register").unwrap();
    assert_eq!(store.put_blob(b"register").unwrap(), hash);
    assert_eq!(read_blob(&store, &hash, 8).unwrap(), b"register");
    memory.cut_power(|| false);
    assert_eq!(read_blob(&store, &hash, 8).unwrap(), b"register");
}

/// What the script below was told is done.
#[derive(Default)]
struct Promised {
    /// Sizes of which `commit` said that they are public.
    size: u64,
    /// Size whose cosignature was said to be kept.
    cosigned: u64,
    /// Size of the checkpoint that a reader saw last, before the crash.
    seen: u64,
    blobs: Vec<Hash>,
}

const SIZES: [u64; 6] = [3, 255, 256, 300, 600, 601];

/// A record's life: blobs, commits around the tiles' edges, cosignatures.
fn script(disk: Arc<dyn Disk>, promised: &mut Promised) -> Result<(), StoreError> {
    let mut store = Store::create_on(disk)?;
    for size in SIZES {
        promised.blobs.push(store.put_blob(format!("blob {size}").as_bytes())?);
        store.append(&entries(store.tree().size()..size))?;
        promised.size = commit(&mut store)?.size();
        cosign(&mut store)?;
        promised.cosigned = size;
    }
    Ok(())
}

/// Opens what a crash left; all that was promised is there, and the log goes on.
fn assert_recovers(disk: impl Fn() -> Arc<dyn Disk>, promised: &Promised, step: usize) {
    let mut store = Store::open_on(disk()).unwrap_or_else(|e| panic!("step {step}: {e}"));
    let size = store.size();
    assert!(size >= promised.size && size >= promised.seen, "step {step}: {size} of {}", promised.size);
    assert!(size == 0 || SIZES.contains(&size), "step {step}: {size}");
    if size > 0 {
        assert_sound(&store, size);
        if size == promised.cosigned {
            assert_eq!(store.head().unwrap().cosignatures.len(), 1, "step {step}");
        }
    }
    for (hash, size) in promised.blobs.iter().zip(SIZES) {
        let blob = format!("blob {size}");
        assert_eq!(read_blob(&store, hash, blob.len() as u64).unwrap(), blob.as_bytes());
    }
    // It goes on, and a second opening finds the same.
    store.append(&entries(size..size + 260)).unwrap();
    commit(&mut store).unwrap();
    assert_sound(&store, size + 260);
    drop(store);
    assert_sound(&Store::open_on(disk()).unwrap(), size + 260);
}

/// Size of the checkpoint a reader sees.
fn seen(disk: Arc<dyn Disk>) -> u64 {
    read_checkpoint(&Unopened(disk)).map_or(0, |head| head.checkpoint.size())
}

/// A disk as a reader sees it while nobody has the record open.
struct Unopened(Arc<dyn Disk>);

impl Source for Unopened {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.0.read(path, limit)
    }

    fn place(&self) -> String {
        self.0.place()
    }
}

/// Runs the script with a fault at the n-th operation; `false` once it came through untouched.
fn run_to(step: usize, fault: Fault, disk: impl Disk + 'static, promised: &mut Promised) -> bool {
    let left = Arc::new(AtomicUsize::new(step));
    let failing = Failing { disk, left: left.clone(), fault };
    let result = script(Arc::new(failing), promised);
    assert!(result.is_err() || left.load(Ordering::SeqCst) > 0 || fault == Fault::Kill);
    left.load(Ordering::SeqCst) == 0
}

/// Power cut at every operation, with what was not synced kept or lost by several draws.
#[test]
fn survives_a_power_cut_at_every_step() {
    let mut step = 1;
    let mut more = true;
    while more {
        for draw in 0..8u64 {
            let memory = Memory::default();
            let mut promised = Promised::default();
            more = run_to(step, Fault::Kill, memory.clone(), &mut promised);
            promised.seen = seen(Arc::new(memory.clone()));
            let mut bits = (step as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ draw;
            memory.cut_power(|| match draw {
                0 => false,
                1 => true,
                _ => {
                    bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(draw);
                    bits >> 63 == 1
                }
            });
            assert_recovers(|| Arc::new(memory.clone()), &promised, step);
        }
        step += 1;
    }
    assert!(step > 100, "the script has {step} steps");
}

/// The process killed at every operation, on the file system: nothing seen is lost, writes tear.
#[test]
fn survives_being_killed_at_every_step() {
    let mut step = 1;
    loop {
        let dir = tempfile::tempdir().unwrap();
        let mut promised = Promised::default();
        let more = run_to(step, Fault::Kill, FileDisk::lock(dir.path()).unwrap(), &mut promised);
        promised.seen = seen(Arc::new(FileDisk::lock(dir.path()).unwrap()));
        assert_recovers(|| Arc::new(FileDisk::lock(dir.path()).unwrap()), &promised, step);
        if !more {
            break;
        }
        step += 1;
    }
}

/// One operation finds the disk full: an error, nothing new to be seen, and it works when tried again
/// or, where the store says so, when opened again.
#[test]
fn a_full_disk_shows_nothing() {
    for step in 1.. {
        let memory = Memory::default();
        Store::create_on(Arc::new(memory.clone())).unwrap();
        let left = Arc::new(AtomicUsize::new(0));
        let failing = Failing { disk: memory.clone(), left: left.clone(), fault: Fault::FullOnce };
        let mut store = Store::open_on(Arc::new(failing)).unwrap();
        store.append(&entries(0..200)).unwrap();
        commit(&mut store).unwrap();
        store.append(&entries(200..300)).unwrap();
        left.store(step, Ordering::SeqCst);
        let result = commit(&mut store);
        if left.load(Ordering::SeqCst) > 0 {
            break;
        }
        match result {
            // Removing what is superseded may fail without harm.
            Ok(_) => assert_sound(&store, 300),
            Err(StoreError::Disk { .. }) if !store.uncertain => {
                assert_sound(&store, 200);
                assert!(memory.names().iter().all(|name| !name.contains("001")), "{:?}", memory.names());
                commit(&mut store).unwrap();
                assert_sound(&store, 300);
            }
            Err(StoreError::Disk { .. }) => {
                assert!(matches!(commit(&mut store), Err(StoreError::Uncertain { .. })));
                assert!(matches!(store.append(&[]), Err(StoreError::Uncertain { .. })));
                let mut store = Store::open_on(Arc::new(memory.clone())).unwrap();
                let size = store.size();
                assert!(size == 200 || size == 300);
                assert_sound(&store, size);
                store.append(&entries(size..300)).unwrap();
                commit(&mut store).unwrap();
                assert_sound(&store, 300);
            }
            Err(error) => panic!("step {step}: {error}"),
        }
    }
}
