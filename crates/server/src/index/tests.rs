#![allow(clippy::unwrap_used)]

use hustings_record::log::leaf_hash;

use super::*;

/// Act i: the first is a manifest, every third a clock, the rest ballots of two voters in turn, each
/// replacing that voter's last.
fn act(i: u64) -> Line {
    let is_ballot = i > 0 && !i.is_multiple_of(3);
    let (kind, group) = match i {
        0 => ("manifest", Group::Setup),
        _ if is_ballot => ("ballot", Group::Ballots),
        _ => ("clock", Group::Clocks),
    };
    Line {
        index: i,
        id: Hex32([i as u8 + 1; 32]),
        kind: kind.to_owned(),
        group,
        time: (i > 2).then_some(1_000 + i),
        credential: is_ballot.then_some(Hex32([100 + (i % 3) as u8; 32])),
        replaces: (is_ballot && i > 3).then(|| i - 3),
    }
}

fn acts(range: std::ops::Range<u64>) -> Vec<Line> {
    range.map(act).collect()
}

fn tree(size: u64) -> Tree {
    let mut tree = Tree::new();
    (0..size).for_each(|i| tree.push(leaf_hash(&i.to_be_bytes())));
    tree
}

fn add(index: &Index, range: std::ops::Range<u64>) -> Result<(), IndexError> {
    let size = range.end;
    index.add(&acts(range), size, &tree(size).root())
}

/// An index of eight acts, and the folder it is in.
fn eight() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("e.sqlite");
    let (index, covered) = Index::open(&path, &tree(8)).unwrap();
    assert_eq!(covered, 0);
    add(&index, 0..5).unwrap();
    add(&index, 5..8).unwrap();
    (dir, path)
}

/// How many entries an index covers for a log of ten entries that begins as ours does.
fn covered(path: &Path) -> u64 {
    let (index, covered) = Index::open(path, &tree(10)).unwrap();
    let lines = index.lines(None, 0, 100).unwrap();
    assert_eq!(lines, acts(0..covered), "what is said to be covered is what is there");
    covered
}

#[test]
fn what_was_added_is_found() {
    let (_dir, path) = eight();
    let (index, covered) = Index::open(&path, &tree(8)).unwrap();
    assert_eq!(covered, 8);
    for line in acts(0..8) {
        assert_eq!(index.find(&line.id).unwrap(), Some(line.clone()));
        assert_eq!(index.at(line.index).unwrap(), Some(line));
    }
    assert_eq!(index.find(&Hex32([99; 32])).unwrap(), None);
    assert_eq!(index.at(8).unwrap(), None);

    assert_eq!(index.last_ballot(&Hex32([101; 32])).unwrap(), Some(act(7)));
    assert_eq!(index.last_ballot(&Hex32([102; 32])).unwrap(), Some(act(5)));
    assert_eq!(index.last_ballot(&Hex32([103; 32])).unwrap(), None);
    assert_eq!(index.replaced_by(1).unwrap(), Some(act(4)));
    assert_eq!(index.replaced_by(4).unwrap(), Some(act(7)));
    assert_eq!(index.replaced_by(7).unwrap(), None);
}

#[test]
fn lines_come_in_the_order_of_the_log_a_page_at_a_time() {
    let (_dir, path) = eight();
    let (index, _) = Index::open(&path, &tree(8)).unwrap();
    let places = |group, from, many| -> Vec<u64> {
        index.lines(group, from, many).unwrap().iter().map(|line| line.index).collect()
    };
    assert_eq!(places(None, 0, 3), [0, 1, 2]);
    assert_eq!(places(None, 6, 3), [6, 7]);
    assert_eq!(places(Some(Group::Ballots), 0, 3), [1, 2, 4]);
    assert_eq!(places(Some(Group::Ballots), 3, 3), [5, 7]);
    assert_eq!(places(Some(Group::Result), 0, 3), [] as [u64; 0]);
    let kinds: Vec<u64> = index.of_kind("clock", 1).unwrap().iter().map(|line| line.index).collect();
    assert_eq!(kinds, [3]);
    let counts: Vec<_> =
        Group::ALL.into_iter().zip(index.counts().unwrap()).filter(|(_, n)| *n > 0).collect();
    assert_eq!(counts, [(Group::Setup, 1), (Group::Ballots, 5), (Group::Clocks, 2)]);
}

#[test]
fn what_is_added_is_added_whole_or_not_at_all() {
    let (_dir, path) = eight();
    let (index, _) = Index::open(&path, &tree(8)).unwrap();
    let mut two = acts(8..10);
    two[1].id = act(0).id;
    assert!(index.add(&two, 10, &tree(10).root()).is_err());
    assert_eq!(index.at(8).unwrap(), None);
    drop(index);
    assert_eq!(covered(&path), 8);
    let (index, _) = Index::open(&path, &tree(10)).unwrap();
    add(&index, 8..10).unwrap();
    drop(index);
    assert_eq!(covered(&path), 10);
}

#[test]
fn an_index_that_does_not_fit_the_log_is_begun_anew() {
    // Of another log, though as long.
    let (_dir, path) = eight();
    let mut other = Tree::new();
    (0..10u64).for_each(|i| other.push(leaf_hash(&(i + 1).to_be_bytes())));
    assert_eq!(Index::open(&path, &other).unwrap().1, 0);
    assert_eq!(covered(&path), 0);

    // Ahead of the log: the record was restored from an older copy.
    let (_dir, path) = eight();
    assert_eq!(Index::open(&path, &tree(7)).unwrap().1, 0);

    // Damaged: bytes of something else; a row gone; another form.
    let (_dir, path) = eight();
    std::fs::write(&path, b"no database".repeat(400)).unwrap();
    assert_eq!(covered(&path), 0);
    for damage in ["DELETE FROM act WHERE idx = 3", "PRAGMA user_version = 1", "DROP TABLE covered"] {
        let (_dir, path) = eight();
        Connection::open(&path).unwrap().execute_batch(damage).unwrap();
        assert_eq!(covered(&path), 0, "{damage}");
    }

    // Untouched, it is kept.
    let (_dir, path) = eight();
    assert_eq!(covered(&path), 8);
}

#[test]
fn an_index_that_cannot_be_made_says_so() {
    let (dir, _) = eight();
    let error = Index::open(&dir.path().join("none/e.sqlite"), &tree(8)).err().unwrap().to_string();
    assert!(error.contains("index") && error.contains("delete it"), "{error}");
}
