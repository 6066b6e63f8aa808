//! A server under load that is killed in the middle: what it acknowledged is there.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program of `make load`, which `cargo test` builds beside the binary.
fn program() -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_hustings"));
    binary.parent().unwrap().join("examples").join("load").with_extension(std::env::consts::EXE_EXTENSION)
}

fn load(ballots: u32, connections: u32) -> Output {
    let mut command = Command::new(program());
    command.args(["--server", env!("CARGO_BIN_EXE_hustings"), "--kill"]);
    command.args(["--ballots", &ballots.to_string(), "--connections", &connections.to_string()]);
    command.output().unwrap()
}

fn assert_nothing_is_lost(output: &Output, ballots: u32) {
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{wrong}");
    assert!(said.contains("killed after"), "{said}");
    assert!(said.contains(&format!("every receipt holds: {ballots} ballots")), "{said}");
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    assert_nothing_is_lost(&load(600, 32), 600);
}

/// `cargo test --release -p hustings --test load -- --ignored`
#[test]
#[ignore = "long: twenty kills"]
fn twenty_kills_lose_nothing() {
    for _ in 0..20 {
        assert_nothing_is_lost(&load(6_000, 128), 6_000);
    }
}
