//! Records in PostgreSQL and an object store, on real ones: what is committed stays, and there is
//! never more than one writer.
#![allow(clippy::unwrap_used, clippy::panic)]

mod running;

use std::path::PathBuf;

use hustings_record::Hex32;
use hustings_record::log::{Tree, check_tiles, leaf_hash, read_checkpoint, read_entries};
use hustings_server::key::ServerKey;
use hustings_server::storage::postgres::Postgres;
use hustings_server::storage::{Files, Shelf, Storage};
use hustings_server::store::StoreError;
use running::place::{bucket, cluster};
use running::postgres::Cluster;
use running::{Hands, OPENS, Place, Running, ballot, connect, open_meeting};

const ELECTION: Hex32 = Hex32([7; 32]);

fn key() -> ServerKey {
    ServerKey::from_seed(&[1; 32]).unwrap()
}

/// A shelf as one process has it; several of them are several processes to PostgreSQL.
fn process(database: &str, files: &str) -> Postgres {
    Postgres::open(database, files, &key().public()).unwrap()
}

fn entries(range: std::ops::Range<u64>) -> Vec<Vec<u8>> {
    range.map(|i| format!("entry {i} {}", "x".repeat((i % 7) as usize)).into_bytes()).collect()
}

fn commit(storage: &mut dyn Storage) -> Result<u64, StoreError> {
    let origin = format!("hustings.example/{ELECTION}");
    key().signer(&origin, |signer| storage.commit(signer).map(|head| head.checkpoint.size()))
}

/// The files are a whole record of that many entries, and the place has no tile too many.
fn assert_sound(files: &dyn Files, size: u64) {
    let mut tree = Tree::new();
    entries(0..size).iter().for_each(|entry| tree.push(leaf_hash(entry)));
    let head = read_checkpoint(&files).unwrap();
    assert_eq!((head.checkpoint.size(), *head.checkpoint.root()), (size, tree.root()));
    let found: Result<Vec<_>, _> = read_entries(&files, size).collect();
    assert_eq!(found.unwrap(), entries(0..size));
    check_tiles(&files, &tree, size).unwrap();
}

/// The names of the tiles in a folder of the object store.
fn partial_tiles(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(dir) = folders.pop() {
        for entry in std::fs::read_dir(dir).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().contains(".p/") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn a_record_grows_is_read_and_opened_again() {
    let (s3, prefix) = bucket();
    let (database, files) = (cluster().database(), s3.open(&prefix));
    let folder = s3.folder().join("records").join(prefix).join(ELECTION.to_string());
    let shelf = process(&database, &files);
    assert!(shelf.elections().unwrap().is_empty());
    let mut storage = shelf.create(&ELECTION).unwrap();
    assert!(matches!(shelf.open(&ELECTION), Err(StoreError::Locked { .. })), "within a process, too");
    let mut last = 0;
    for size in [1, 2, 255, 256, 257, 600, 1_300] {
        storage.append(&entries(last..size)).unwrap();
        assert_eq!(storage.pending().len() as u64, size - last);
        assert_eq!(commit(&mut *storage).unwrap(), size);
        assert_eq!((storage.size(), storage.pending().len()), (size, 0));
        assert_sound(&*storage.files(), size);
        last = size;
    }
    // Partial tiles go when their full ones are there: of entries and of level 0 one is left, of level 1,
    // which has no full one yet, each that was made.
    let partial = partial_tiles(&folder);
    assert_eq!(partial.len(), 1 + 1 + 3, "{partial:?}");
    let full = |path: &PathBuf| PathBuf::from(path.to_str().unwrap().split(".p/").next().unwrap());
    assert!(partial.iter().all(|path| !full(path).exists()), "{partial:?}");
    let blob = storage.files().put_blob(b"a statement").unwrap();
    assert_eq!(hustings_record::source::read_blob(&*storage.files(), &blob, 11).unwrap(), b"a statement");
    drop(storage);
    assert_eq!(shelf.elections().unwrap(), [ELECTION]);
    assert!(matches!(shelf.create(&ELECTION), Err(StoreError::Exists { .. })));

    // Another process finds the same; tiles that were lost it writes anew from the entries.
    let tiles = folder.join("tile");
    std::fs::remove_dir_all(tiles.join("entries")).unwrap();
    std::fs::remove_dir_all(tiles.join("1")).unwrap();
    let other = process(&database, &files);
    let mut storage = other.open(&ELECTION).unwrap();
    assert_eq!(storage.size(), 1_300);
    assert_sound(&*storage.files(), 1_300);
    storage.append(&entries(1_300..1_301)).unwrap();
    commit(&mut *storage).unwrap();
    assert_sound(&*storage.files(), 1_301);
    assert!(matches!(storage.append(&[vec![0; 65_536]]), Err(StoreError::EntryTooLong { .. })));
}

#[test]
fn a_lock_cannot_be_kept_and_whoever_lost_it_commits_nothing() {
    let (s3, prefix) = bucket();
    let (cluster, database, files) = (cluster(), cluster().database(), s3.open(&prefix));
    let (one, two) = (process(&database, &files), process(&database, &files));
    let mut first = one.create(&ELECTION).unwrap();
    first.append(&entries(0..3)).unwrap();
    commit(&mut *first).unwrap();
    assert!(matches!(two.open(&ELECTION), Err(StoreError::Locked { .. })));
    let end_sessions =
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_database ON oid = database
        WHERE locktype = 'advisory' AND datname = current_database()";

    // Its session is ended, and nobody takes the lock: it takes it again and goes on.
    first.append(&entries(3..4)).unwrap();
    cluster.psql(&database, end_sessions);
    let went_on = (0..5).any(|_| commit(&mut *first).is_ok());
    assert!(went_on, "an ended session is replaced");
    assert_sound(&*first.files(), 4);

    // Its session is ended, and another writes.
    first.append(&[b"never".to_vec()]).unwrap();
    cluster.psql(&database, end_sessions);
    let mut second = two.open(&ELECTION).unwrap();
    second.append(&entries(4..6)).unwrap();
    commit(&mut *second).unwrap();
    let lost = (0..5).find_map(|_| commit(&mut *first).err().filter(StoreError::is_final));
    assert!(matches!(lost, Some(StoreError::Lost { .. })), "{lost:?}");
    // Nor once the other has let go: the head is no longer the one that it knew.
    drop(second);
    assert!(matches!(commit(&mut *first), Err(StoreError::Lost { .. })));
    drop(first);
    let storage = two.open(&ELECTION).unwrap();
    assert_eq!(storage.size(), 6);
    assert_sound(&*storage.files(), 6);
}

#[test]
fn what_a_crash_left_between_commit_and_publishing_is_completed() {
    let dir = tempfile::tempdir().unwrap();
    let (cluster, database) = (cluster(), cluster().database());
    let files = format!("file://{}", dir.path().display());
    let shelf = process(&database, &files);
    let mut storage = shelf.create(&ELECTION).unwrap();
    storage.append(&entries(0..255)).unwrap();
    commit(&mut *storage).unwrap();
    let published = "SELECT encode(published, 'escape') = encode(head, 'escape') FROM election";

    // The object store takes nothing: committed, and shown to nobody.
    let tiles = dir.path().join(ELECTION.to_string()).join("tile");
    let away = dir.path().join("away");
    std::fs::rename(&tiles, &away).unwrap();
    std::fs::write(&tiles, "in the way").unwrap();
    storage.append(&entries(255..300)).unwrap();
    let error = commit(&mut *storage).unwrap_err();
    assert!(matches!(error, StoreError::Object { .. }) && !error.is_final(), "{error}");
    assert_eq!((storage.size(), storage.pending().len()), (255, 45));
    assert_eq!(cluster.psql(&database, published), "f");
    // It takes them again: the same process completes what it began.
    std::fs::remove_file(&tiles).unwrap();
    std::fs::rename(&away, &tiles).unwrap();
    assert_eq!(commit(&mut *storage).unwrap(), 300);
    assert_eq!((storage.size(), storage.pending().len()), (300, 0));
    assert_sound(&*storage.files(), 300);

    // The same, and the process dies: the next completes it, before anything else.
    std::fs::rename(&tiles, &away).unwrap();
    std::fs::write(&tiles, "in the way").unwrap();
    storage.append(&entries(300..520)).unwrap();
    commit(&mut *storage).unwrap_err();
    drop((storage, shelf));
    std::fs::remove_file(&tiles).unwrap();
    std::fs::rename(&away, &tiles).unwrap();
    let shelf = process(&database, &files);
    let mut storage = shelf.open(&ELECTION).unwrap();
    assert_eq!((storage.size(), storage.pending().len()), (520, 0));
    assert_sound(&*storage.files(), 520);
    assert_eq!(cluster.psql(&database, published), "t");

    // All tiles written, and the head not shown yet.
    storage.append(&entries(520..521)).unwrap();
    let before = cluster.psql(&database, "SELECT encode(published, 'hex') FROM election");
    commit(&mut *storage).unwrap();
    drop((storage, shelf));
    cluster.psql(&database, &format!("UPDATE election SET published = decode('{before}', 'hex')"));
    let shelf = process(&database, &files);
    let storage = shelf.open(&ELECTION).unwrap();
    assert_eq!(storage.size(), 521);
    assert_eq!(cluster.psql(&database, published), "t");
}

#[test]
fn a_restart_of_the_database_loses_nothing_and_doubles_nothing() {
    let (mut cluster, (s3, prefix)) = (Cluster::start(), bucket());
    let (database, files) = (cluster.database(), s3.open(&prefix));
    let shelf = process(&database, &files);
    let mut storage = shelf.create(&ELECTION).unwrap();
    storage.append(&entries(0..2)).unwrap();
    commit(&mut *storage).unwrap();
    cluster.end();
    storage.append(&entries(2..5)).unwrap();
    for _ in 0..2 {
        let error = commit(&mut *storage).unwrap_err();
        assert!(matches!(error, StoreError::Database { .. }) && !error.is_final(), "{error}");
    }
    assert_eq!((storage.size(), storage.pending().len()), (2, 3));
    cluster.begin();
    assert_eq!(commit(&mut *storage).unwrap(), 5);
    assert_sound(&*storage.files(), 5);
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let (s3, prefix) = bucket();
    let (cluster, database, files) = (cluster(), cluster().database(), s3.open(&prefix));
    let shelf = process(&database, &files);
    let mut storage = shelf.create(&ELECTION).unwrap();
    storage.append(&entries(0..300)).unwrap();
    commit(&mut *storage).unwrap();
    drop((storage, shelf));
    let refused = |database: &str, files: &str, key: &Hex32| match Postgres::open(database, files, key) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{files} was taken"),
    };
    let mine = key().public();
    let other = refused(&database, &files, &Hex32([9; 32]));
    assert!(other.contains("server.key") && other.contains(&mine.to_string()), "{other}");
    assert!(refused(&database, "ftp://x", &mine).contains("s3://BUCKET"));
    assert!(refused(&database, "s3://b/?secret_access_key=x", &mine).contains("environment"));
    assert!(refused(&database, "s3://b/?colour=x", &mine).contains("colour"));
    let address = refused("postgres://user:secret@host:notaport/x", &files, &mine);
    assert!(address.contains("--database") && !address.contains("secret"), "{address}");

    // A database restored from before: nothing is written to it.
    cluster.psql(&database, "DELETE FROM entry WHERE idx >= 1; UPDATE election SET size = 1");
    let shelf = process(&database, &files);
    assert!(matches!(shelf.open(&ELECTION), Err(StoreError::Root { .. })), "entries do not fit their head");
    cluster.psql(&database, "DELETE FROM entry; UPDATE election SET size = 0, head = NULL, published = NULL");
    let error = shelf.open(&ELECTION).err().unwrap();
    assert!(matches!(error, StoreError::Forgotten { found: 0, public: 300 }), "{error}");
    let error = shelf.create(&ELECTION).err().unwrap();
    assert!(matches!(error, StoreError::Forgotten { .. }), "{error}");
}

#[test]
fn a_server_whose_database_is_away_acknowledges_nothing_and_goes_on_when_it_is_back() {
    let (mut cluster, (s3, prefix)) = (Cluster::start(), bucket());
    let place = Place::shared(cluster.database(), s3.open(&prefix));
    let (mut everyone, id) = open_meeting(&place, 3);
    let hands = Hands::at(OPENS + 5);
    // Two of them: one writes, one follows, and it is not said which.
    let (one, two) = (
        Running::at(&place, &everyone, &hands),
        Running::on_shelf(place.shelf(&everyone), &place.other_indexes(), &everyone, &hands),
    );
    let acts = format!("/{id}/acts");
    let first = ballot(&everyone, 0, &[1], None);
    assert_eq!(one.ask("POST", &acts, &first.entry()).0, 200);
    // The same again from the other, so that it has it too.
    assert_eq!(two.ask("POST", &acts, &first.entry()).0, 200);
    let size = two.ask("GET", &format!("/{id}/standing"), &[]).1["size"].as_u64().unwrap();

    cluster.end();
    let second = ballot(&everyone, 1, &[2], None);
    for server in [&one, &two] {
        let (status, refused) = server.ask("POST", &acts, &second.entry());
        assert_eq!((status, &refused["error"]), (503, &"storage".into()), "{refused}");
        assert_eq!(server.ask("GET", "/ready", &[]).0, 503);
        // What was public is there to be read.
        assert_eq!(server.ask("GET", &format!("{acts}/{}", first.id()), &[]).0, 200);
    }
    cluster.begin();
    for server in [&one, &two] {
        let kept = (0..200).find_map(|_| match server.ask("POST", &acts, &second.entry()) {
            (200, receipt) => Some(receipt),
            (status, refused) => {
                assert_eq!(status, 503, "{refused}");
                std::thread::sleep(std::time::Duration::from_millis(50));
                None
            }
        });
        let receipt = kept.expect("the ballot is taken once the database is back");
        assert_eq!(receipt["index"], size, "and only once");
        running::assert_receipt(&everyone, &second.entry(), &receipt);
        assert_eq!(server.ask("GET", "/ready", &[]).0, 200);
    }
    connect(&mut everyone, &two);
    everyone.follow().unwrap();
    everyone.cosign_remote().unwrap();
    let url = hustings_verifier::http::Url::new(&one.election(&id)).unwrap();
    let found = hustings_verifier::verify(&url, &|_, _, _| {}).unwrap();
    assert!(found.report.failure.is_none(), "{:?}", found.report.failure);
}
