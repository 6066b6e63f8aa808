//! Records as hostile input: whatever the bytes, `verify` ends with a verdict or with the words that
//! there is no record, names the place, and never panics.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{STATEMENT, certified, opened, small};
use hustings_record::acts::{At, BlobRef, Register};
use hustings_record::log::{Checkpoint, MAX_SIZE, SignedCheckpoint, tiles};
use hustings_record::source::{Directory, Source, SourceError};
use hustings_record::{Check, Hex32};
use hustings_roles::everyone::Everyone;
use hustings_roles::{Draft, publisher};
use hustings_verifier::{Failure, verify};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

type Files = BTreeMap<String, Vec<u8>>;

/// A whole election's files, no more cosignatures on its checkpoint than are needed: then every byte
/// of every file matters.
fn honest() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut setup = small();
        setup.closes = setup.opens + 60;
        let mut e = certified(setup, 41);
        let complaint = publisher::complaint(&e.state, "The link did not open.", &e.member_keys(0)[0]);
        e.post(complaint.unwrap()).unwrap();
        let mut files = e.files().unwrap();
        let mut signed = SignedCheckpoint::parse(&files["checkpoint"]).unwrap();
        signed.cosignatures.truncate(2);
        files.insert("checkpoint".to_owned(), signed.to_bytes());
        assert!(judge(&files).unwrap().is_none(), "{:?}", judge(&files));
        files
    })
}

/// The failure `verify` reports, none where the record holds, or its words where there is no record.
fn judge(source: &dyn Source) -> Result<Option<Failure>, String> {
    let report = verify(source, &|_, _, _| {}).map_err(|e| e.to_string())?.report;
    assert_eq!(report.holds, report.failure.is_none());
    Ok(report.failure)
}

/// Fails, with words; a damaged checkpoint may also be no record.
fn refused(files: &Files, what: &str) {
    match judge(files) {
        Ok(None) => panic!("{what}: the record holds"),
        Ok(Some(f)) => assert!(!f.detail.is_empty() && !f.meaning.is_empty(), "{what}"),
        Err(words) => assert!(what.contains("checkpoint") && words.contains("checkpoint"), "{what}: {words}"),
    }
}

/// The text of a complaint and a candidate's statement alone may be gone (§2.4).
fn removable(bytes: &[u8]) -> bool {
    bytes.starts_with(b"The link") || bytes == STATEMENT.as_bytes()
}

fn changed(path: &str, change: impl FnOnce(&mut Vec<u8>)) -> Files {
    let mut files = honest().clone();
    change(files.get_mut(path).unwrap());
    files
}

#[test]
fn no_file_can_be_missing_cut_or_grown() {
    for (path, bytes) in honest() {
        let mut files = honest().clone();
        files.remove(path);
        if removable(bytes) {
            assert!(judge(&files).unwrap().is_none());
        } else {
            refused(&files, &format!("{path} is missing"));
        }
        let half = bytes.len() / 2;
        refused(&changed(path, |b| b.truncate(half)), &format!("{path} is cut in half"));
        refused(&changed(path, Vec::clear), &format!("{path} is empty"));
        refused(&changed(path, |b| b.push(b'\n')), &format!("{path} has a byte more"));
        refused(&changed(path, |b| b.extend_from_within(..)), &format!("{path} stands twice"));
        refused(&changed(path, |b| *b = vec![b'a'; 10_000_000]), &format!("{path} is a line of 10 MB"));
        refused(&changed(path, |b| *b = b"<!DOCTYPE html>\n".to_vec()), &format!("{path} is a page"));
    }
}

/// The failure names the file at fault.
#[test]
fn a_failure_names_the_file() {
    let entries = honest().keys().find(|p| p.starts_with("tile/entries/")).unwrap();
    let needed = |p: &&String| p.starts_with("blob/") && !removable(&honest()[*p]);
    let blob = honest().keys().find(needed).unwrap();
    for (path, named) in [(entries, entries.as_str()), (blob, &blob["blob/".len()..][..8])] {
        let mut files = honest().clone();
        files.remove(path);
        let failure = judge(&files).unwrap().unwrap();
        assert!(failure.detail.contains(named), "{failure:?}");
    }
    let failure = judge(&changed("checkpoint", |b| *b = vec![b'a'; 10_000_000])).unwrap().unwrap();
    assert_eq!((failure.check.as_str(), failure.entry), ("L1", None));
    assert!(failure.detail.contains("checkpoint is longer than 65535 bytes"), "{failure:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// With no more cosignatures than needed there is not a byte that may be another.
    #[test]
    fn one_byte_anywhere_is_noticed(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), mask in 1u8..) {
        let path = file.get(&honest().keys().collect::<Vec<_>>()).as_str();
        let files = changed(path, |b| { let at = at.index(b.len()); b[at] ^= mask; });
        refused(&files, path);
    }

    #[test]
    fn a_byte_more_or_less_is_noticed(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte: u8, more: bool) {
        let path = file.get(&honest().keys().collect::<Vec<_>>()).as_str();
        let files = changed(path, |b| {
            let at = at.index(b.len());
            if more { b.insert(at, byte) } else { b.remove(at); }
        });
        refused(&files, path);
    }

    #[test]
    fn a_file_cut_anywhere_is_noticed(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let path = file.get(&honest().keys().collect::<Vec<_>>()).as_str();
        refused(&changed(path, |b| b.truncate(at.index(b.len()))), path);
    }

    #[test]
    fn two_files_exchanged_are_noticed(one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let paths: Vec<&String> = honest().keys().collect();
        let (one, other) = (*one.get(&paths), *other.get(&paths));
        prop_assume!(honest()[one] != honest()[other]);
        let mut files = honest().clone();
        files.insert(one.clone(), honest()[other].clone());
        files.insert(other.clone(), honest()[one].clone());
        refused(&files, &format!("{one} and {other}"));
    }
}

/// An announced election, to whose log anything is added and signed by server and witnesses.
fn announced() -> Everyone {
    let mut e = Everyone::new(small(), hustings_roles::everyone::seeded(42));
    let manifest = e.signed_manifest(e.manifest());
    e.post(manifest).unwrap();
    e
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_as_an_entry_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut e = announced();
        e.force(bytes);
        let failure = judge(&e.files().unwrap()).unwrap().unwrap();
        prop_assert_eq!((failure.check.as_str(), failure.entry), ("A1", Some(1)));
    }

    /// Notes of any text, and acts of any kind with any line of JSON.
    #[test]
    fn any_text_as_an_act_is_refused(
        kind in prop::sample::select(hustings_record::Act::KINDS.to_vec()),
        json in r#"[\{\}\[\]",:0-9a-f\\ulnt é-]{0,200}"#,
    ) {
        let mut e = announced();
        let text = format!("hustings/v1 {kind}\n{json}\n");
        e.force(format!("{text}\n— server AAAAAAAA\n").into_bytes());
        let failure = judge(&e.files().unwrap()).unwrap().unwrap();
        prop_assert_eq!((failure.check.as_str(), failure.entry), ("A2", Some(1)));
    }

    /// Honest entries with a byte changed, in a log that was signed over them.
    #[test]
    fn an_entry_changed_before_the_log_was_signed_is_noticed(
        entry in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte: u8,
    ) {
        static HONEST: OnceLock<Mutex<Everyone>> = OnceLock::new();
        let e = HONEST.get_or_init(|| Mutex::new(opened(small(), 43)));
        let mut e = e.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let honest = e.entries.clone();
        let entry = entry.index(honest.len());
        let at = at.index(honest[entry].len());
        prop_assume!(honest[entry][at] != byte);
        e.entries[entry][at] = byte;
        e.witnesses = std::mem::take(&mut e.witnesses).into_iter().map(hustings_roles::witness::Witness::afresh).collect();
        let files = e.files();
        e.entries = honest;
        let failure = judge(&files.unwrap()).unwrap().unwrap();
        prop_assert_eq!(failure.entry, Some(entry as u64), "{:?}", failure);
        // L6 where the byte is of a blob's name: the blob of that name is not there.
        prop_assert!(failure.check.starts_with('A') || failure.check == "L6", "{:?}", failure);
    }
}

/// A source that writes down what is asked of it.
struct Watched<'a> {
    files: &'a Files,
    asked: Mutex<Vec<(String, u64)>>,
}

impl Source for Watched<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.asked.lock().unwrap().push((path.to_owned(), limit));
        self.files.read(path, limit)
    }

    fn place(&self) -> String {
        "watched".to_owned()
    }
}

fn watched(files: &Files) -> (Failure, Vec<(String, u64)>) {
    let source = Watched { files, asked: Mutex::default() };
    let failure = judge(&source).unwrap().unwrap();
    (failure, source.asked.into_inner().unwrap())
}

#[test]
fn a_checkpoint_that_counts_too_many_entries_costs_nothing() {
    let files = changed("checkpoint", |bytes| {
        let mut signed = SignedCheckpoint::parse(bytes).unwrap();
        let origin = signed.checkpoint.origin().to_owned();
        signed.checkpoint = Checkpoint::new(&origin, MAX_SIZE, [0; 32]).unwrap();
        *bytes = signed.to_bytes();
    });
    let began = Instant::now();
    let (failure, asked) = watched(&files);
    assert_eq!((failure.check.as_str(), failure.entry), ("L4", Some(0)), "{failure:?}");
    assert!(asked.len() < 10 && began.elapsed() < Duration::from_secs(5), "{asked:?}");
}

/// Nobody is asked for more bytes than can rightly stand there.
#[test]
fn a_record_is_never_asked_for_more_than_it_may_hold() {
    for size in [1 << 40, MAX_SIZE] {
        let mut e = announced();
        let (election, at): (Hex32, At) = (e.state.election().unwrap().id, e.state.at());
        let rows = BlobRef { sha256: Hex32([7; 32]), size };
        let act = Register { election, at, rows, members: vec![6] };
        let entry = e.sign_as_registrars(Draft::new(act)).entry();
        e.force(entry);
        let (failure, asked) = watched(&e.files().unwrap());
        assert_eq!((failure.check, failure.entry), (Check::Blob.to_string(), Some(1)));
        assert!(asked.iter().all(|(_, limit)| *limit <= tiles::MAX_ENTRIES_TILE), "{asked:?}");
    }
}

/// A folder for this test alone.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"));
    let _gone = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn an_empty_folder_is_no_record() {
    let folder = folder("empty");
    let words = judge(&Directory::new(&folder).unwrap()).unwrap_err();
    assert!(words.contains("no record") && words.contains("checkpoint"), "{words}");
    assert!(words.contains(&folder.canonicalize().unwrap().display().to_string()), "{words}");
}

#[test]
fn a_folder_of_something_else_is_no_record() {
    let folder = folder("page");
    std::fs::write(folder.join("checkpoint"), "<html><body>Not found</body></html>\n").unwrap();
    let failure = judge(&Directory::new(&folder).unwrap()).unwrap().unwrap();
    assert_eq!(failure.check, "L1");
    std::fs::remove_file(folder.join("checkpoint")).unwrap();
    std::fs::create_dir(folder.join("checkpoint")).unwrap();
    let words = judge(&Directory::new(&folder).unwrap()).unwrap_err();
    assert!(words.contains("not a file"), "{words}");
}

#[test]
fn an_honest_folder_holds_and_a_folder_with_a_link_out_of_it_does_not() {
    let folder = folder("links");
    for (path, bytes) in honest() {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    assert!(judge(&Directory::new(&folder).unwrap()).unwrap().is_none());
    let entries = honest().keys().find(|p| p.starts_with("tile/entries/")).unwrap();
    let outside = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile-outside");
    std::fs::rename(folder.join(entries), &outside).unwrap();
    std::os::unix::fs::symlink(&outside, folder.join(entries)).unwrap();
    let failure = judge(&Directory::new(&folder).unwrap()).unwrap().unwrap();
    assert!(failure.check == "L4" && failure.detail.contains("leads out of"), "{failure:?}");
}
