//! The log's tree, proofs and tiles, against a naive tree and against `tlog_tiles`' own reader.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use hustings_record::log::{
    EMPTY_ROOT, Hash, LogError, ProofError, Tree, check_consistency, check_inclusion, check_tiles, leaf_hash,
    read_entries, tiles,
};
use hustings_record::source::{Source, SourceError};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tlog_tiles::{TileHashReader, TileReader};

/// MTH of RFC 6962 §2.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => EMPTY_ROOT,
        [one] => *one,
        _ => {
            let k = leaves.len().next_power_of_two() / 2;
            let hash = Sha256::new()
                .chain_update([1])
                .chain_update(naive_root(&leaves[..k]))
                .chain_update(naive_root(&leaves[k..]));
            hash.finalize().into()
        }
    }
}

fn leaf(i: u64) -> Hash {
    leaf_hash(&i.to_be_bytes())
}

fn tree(size: u64) -> Tree {
    let mut tree = Tree::new();
    (0..size).for_each(|i| tree.push(leaf(i)));
    tree
}

/// Files in memory, made from the tree; the form a log's folder has.
#[derive(Clone)]
struct Files(HashMap<String, Vec<u8>>);

impl Files {
    fn of(size: u64) -> Self {
        let tree = tree(size);
        let mut files = HashMap::new();
        for tile in tiles::new_tiles(0, size) {
            files.insert(tile.hash_path(), tile.hashes(&tree).unwrap());
            if tile.level == 0 {
                let mut bytes = Vec::new();
                let first = tile.index * 256;
                for i in first..first + u64::from(tile.width) {
                    assert!(tiles::push_entry(&mut bytes, &i.to_be_bytes()));
                }
                files.insert(tile.entries_path(), bytes);
            }
        }
        Files(files)
    }

    fn entries(&self, size: u64) -> Result<Vec<Vec<u8>>, LogError> {
        read_entries(self, size).collect()
    }
}

impl Source for Files {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let bytes = self.0.get(path).ok_or(SourceError::Missing { path: path.into() })?;
        if bytes.len() as u64 > limit {
            return Err(SourceError::TooLong { path: path.into(), limit });
        }
        Ok(bytes.clone())
    }

    fn place(&self) -> String {
        "memory".into()
    }
}

impl TileReader for Files {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |t: &tlog_tiles::Tile| self.0.get(&t.path().replace("tile/8/", "tile/")).cloned();
        tiles.iter().map(|t| read(t).ok_or(tlog_tiles::Error::InvalidTile)).collect()
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

#[test]
fn roots_are_those_of_rfc_6962() {
    let leaves: Vec<_> = (0..260).map(leaf).collect();
    let tree = tree(260);
    for size in 0..=260 {
        assert_eq!(tree.root_at(size as u64).unwrap(), naive_root(&leaves[..size]));
    }
    assert_eq!(tree.root_at(261), None);
    assert_eq!(tree.root(), naive_root(&leaves));
    assert_eq!(Tree::new().root(), EMPTY_ROOT);
    assert_eq!(leaf_hash(b""), *Sha256::digest([0]));
}

#[test]
fn truncation_is_an_earlier_tree() {
    for size in 0..=70 {
        let mut cut = tree(70);
        cut.truncate(size);
        assert_eq!((cut.size(), cut.root()), (size, tree(size).root()));
        cut.push(leaf(size));
        assert_eq!(cut.root(), tree(size + 1).root());
    }
}

#[test]
fn every_proof_of_small_trees() {
    let tree = tree(70);
    for new in 0..=70 {
        let root = tree.root_at(new).unwrap();
        for i in 0..new {
            let proof = tree.prove_inclusion(i, new).unwrap();
            check_inclusion(&proof, i, &leaf(i), new, &root).unwrap();
            assert_eq!(check_inclusion(&proof, i, &leaf(i + 1), new, &root), Err(ProofError::Wrong));
        }
        for old in 0..=new {
            let proof = tree.prove_consistency(old, new).unwrap();
            let old_root = tree.root_at(old).unwrap();
            check_consistency(&proof, old, &old_root, new, &root).unwrap();
            assert!(check_consistency(&proof, old, &[7; 32], new, &root).is_err());
            if old > 0 || new == 0 {
                assert!(check_consistency(&proof, old, &old_root, new, &[7; 32]).is_err());
            }
        }
    }
    assert!(tree.prove_inclusion(70, 70).is_err());
    assert!(tree.prove_inclusion(0, 71).is_err());
    assert!(tree.prove_consistency(3, 2).is_err());
    assert!(tree.prove_consistency(3, 71).is_err());
}

/// `tlog_tiles` authenticates each of our tiles on its way to a hash, and checks our proofs.
#[test]
fn tiles_satisfy_tlog_tiles() {
    for size in [1, 2, 255, 256, 257, 70_000] {
        let (files, tree) = (Files::of(size), tree(size));
        let root = tlog_tiles::Hash(tree.root());
        let reader = TileHashReader::new(size, root, &files);
        for i in [0, size / 2, size - 1] {
            let theirs = tlog_tiles::prove_record(size, i, &reader).unwrap();
            let ours = tree.prove_inclusion(i, size).unwrap();
            assert_eq!(theirs.iter().map(|h| h.0).collect::<Vec<_>>(), ours);
            tlog_tiles::check_record(&theirs, size, root, i, tlog_tiles::Hash(leaf(i))).unwrap();
        }
        assert_eq!(tlog_tiles::tree_hash(size, &reader).unwrap(), root);
    }
}

#[test]
fn reads_entries_and_checks_tiles() {
    for size in [0, 1, 255, 256, 257, 66_000] {
        let files = Files::of(size);
        let entries = files.entries(size).unwrap();
        assert_eq!(entries.len() as u64, size);
        assert!(entries.iter().enumerate().all(|(i, e)| *e == (i as u64).to_be_bytes()));
        check_tiles(&files, &tree(size), size).unwrap();
    }
    assert!(matches!(check_tiles(&Files::of(5), &tree(5), 6), Err(LogError::Beyond { .. })));
}

/// A reader with an older checkpoint finds full tiles where its partial ones were.
#[test]
fn full_tiles_stand_in_for_partial_ones() {
    let files = Files::of(600);
    assert_eq!(files.entries(300).unwrap().len(), 300);
    check_tiles(&files, &tree(300), 300).unwrap_err(); // level 1 is still partial: it must be there
    let mut files = files;
    files.0.insert("tile/1/000.p/1".into(), files.0["tile/1/000.p/2"][..32].to_vec());
    check_tiles(&files, &tree(300), 300).unwrap();
}

#[test]
fn defects_are_named() {
    let good = Files::of(300);
    let damaged = |path: &str, change: fn(&mut Vec<u8>)| {
        let mut files = good.clone();
        change(files.0.get_mut(path).unwrap());
        files
    };
    let (last, path) = ("tile/entries/001.p/44", "tile/entries/001.p/44".to_owned());
    let error = damaged(last, |t| t.truncate(t.len() - 1)).entries(300).unwrap_err();
    assert_eq!(error, LogError::Truncated { path: path.clone() });
    let error = damaged(last, |t| t.truncate(10)).entries(300).unwrap_err();
    assert_eq!(error, LogError::Count { path: path.clone(), found: 1, expected: 44 });
    let error = damaged(last, |t| t.extend([0, 0])).entries(300).unwrap_err();
    assert_eq!(error, LogError::Count { path: path.clone(), found: 45, expected: 44 });
    let mut files = good.clone();
    files.0.remove(last);
    let error = files.entries(300).unwrap_err();
    assert_eq!(error, SourceError::Missing { path }.into());
    let changes: [fn(&mut Vec<u8>); 3] = [|t| t[5] ^= 1, |t| t.truncate(32 * 7), |t| t.extend([0; 32])];
    for change in changes {
        let error = check_tiles(&damaged("tile/0/001.p/44", change), &tree(300), 300).unwrap_err();
        assert_eq!(error, LogError::Differs { path: "tile/0/001.p/44".into() });
    }
    let error = check_tiles(&damaged("tile/0/000", |t| t.push(0)), &tree(300), 300).unwrap_err();
    assert!(matches!(error, LogError::Source(SourceError::TooLong { .. })));
    // Ends after the error.
    let files = damaged("tile/entries/000", |t| t.truncate(10));
    let mut reader = read_entries(&files, 300);
    assert!(reader.next().unwrap().is_err());
    assert!(reader.next().is_none());
}

#[test]
fn half_a_million_entries() {
    let tree = tree(500_000);
    let root = tree.root();
    for old in (1..500_000).step_by(997) {
        let proof = tree.prove_consistency(old, 500_000).unwrap();
        check_consistency(&proof, old, &tree.root_at(old).unwrap(), 500_000, &root).unwrap();
    }
}

proptest! {
    #[test]
    fn arbitrary_proofs_never_panic(
        proof in proptest::collection::vec(any::<Hash>(), 0..120),
        a: u64, b: u64, x: Hash, y: Hash,
    ) {
        prop_assert!(check_inclusion(&proof, a, &x, b, &y).is_err() || proof.is_empty());
        let _ = check_consistency(&proof, a, &x, b, &y);
        let _ = check_consistency(&proof, a % 300, &x, b % 300, &y);
        let _ = check_inclusion(&proof, a % 300, &x, b % 300, &y);
    }
}
