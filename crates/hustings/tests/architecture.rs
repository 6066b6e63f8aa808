//! The direction of the dependencies, kept (docs/architecture.md).
//!
//! Only what goes into the programs counts: tests may use anything.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeSet, HashMap};

use cargo_metadata::{DependencyKind, MetadataCommand, PackageId};

/// Runtimes that a verifier must do without: a record is read file by file.
const ASYNC: &[&str] = &["tokio", "async-std", "smol", "futures-executor"];
/// What the server keeps beside the record is an index; a verifier has none.
const DATABASES: &[&str] = &["rusqlite", "sqlx", "libsqlite3-sys", "postgres"];
/// Anything that does cryptography, ours included.
const CRYPTOGRAPHY: &[&str] = &[
    "curve25519-dalek",
    "ed25519-dalek",
    "ed25519-zebra",
    "sha2",
    "sha3",
    "hkdf",
    "hmac",
    "hpke",
    "age",
    "ring",
    "rustls",
    "aes",
    "chacha20",
    "digest",
    "subtle",
    "zeroize",
    "rand",
    "rand_core",
    "getrandom",
];
const OURS: &[&str] = &[
    "hustings",
    "hustings-count",
    "hustings-proofs",
    "hustings-prover",
    "hustings-record",
    "hustings-verifier",
    "hustings-roles",
    "hustings-server",
];

/// Each package and what it is built with; only normal dependencies.
struct Graph {
    edges: HashMap<PackageId, Vec<PackageId>>,
    names: HashMap<PackageId, String>,
}

impl Graph {
    fn read() -> Self {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let metadata = MetadataCommand::new().manifest_path(manifest).exec().unwrap();
        let names = metadata.packages.iter().map(|p| (p.id.clone(), p.name.to_string())).collect();
        let counts = |dep: &&cargo_metadata::NodeDep| {
            dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
        };
        let edges = metadata
            .resolve
            .unwrap()
            .nodes
            .into_iter()
            .map(|node| (node.id, node.deps.iter().filter(counts).map(|dep| dep.pkg.clone()).collect()));
        Graph { edges: edges.collect(), names }
    }

    /// Names of all that a package of ours depends on, directly or not.
    fn dependencies(&self, package: &str) -> BTreeSet<&str> {
        let (start, _) = self.names.iter().find(|(_, name)| *name == package).expect("a crate of ours");
        let mut found = BTreeSet::new();
        let mut next = vec![start];
        while let Some(id) = next.pop() {
            for dep in &self.edges[id] {
                if found.insert(dep) {
                    next.push(dep);
                }
            }
        }
        found.into_iter().map(|id| self.names[id].as_str()).collect()
    }

    #[track_caller]
    fn assert_without(&self, package: &str, banned: &[&[&str]], why: &str) {
        let found = self.dependencies(package);
        let wrong: Vec<_> = banned.concat().into_iter().filter(|name| found.contains(name)).collect();
        assert!(wrong.is_empty(), "{package} depends on {wrong:?}: {why}");
    }
}

#[test]
fn dependencies_go_one_way() {
    let graph = Graph::read();
    graph.assert_without(
        "hustings-server",
        &[&["hustings-prover", "hustings-roles", "hustings"]],
        "code that holds votes must not be able to decrypt them",
    );
    graph.assert_without(
        "hustings-verifier",
        &[&["hustings-server", "hustings-prover", "hustings-roles", "hustings"], ASYNC, DATABASES],
        "a verifier reads a record and nothing more",
    );
    graph.assert_without("hustings-count", &[OURS, CRYPTOGRAPHY], "a count is arithmetic on ballots");
    graph.assert_without("hustings-proofs", &[OURS], "proofs are verified on their own");
    graph.assert_without(
        "hustings-record",
        &[&["hustings-prover", "hustings-roles", "hustings-server", "hustings-verifier", "hustings"], ASYNC],
        "the rules of a record need no secret and no network",
    );
    graph.assert_without(
        "hustings-prover",
        &[&["hustings-record", "hustings-server", "hustings-roles", "hustings"], ASYNC],
        "what makes proofs knows nothing of records and networks",
    );
}

/// The test would pass on an empty graph; this says that it is not one.
#[test]
fn the_graph_is_the_real_one() {
    let graph = Graph::read();
    assert!(graph.dependencies("hustings-server").contains("tokio"));
    assert!(graph.dependencies("hustings-verifier").contains("ureq"));
    assert!(graph.dependencies("hustings-record").contains("curve25519-dalek"));
    let all = graph.dependencies("hustings");
    assert!(OURS[1..].iter().all(|ours| all.contains(ours)), "{all:?}");
}
