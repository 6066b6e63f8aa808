//! The main job from outside: `demo` leaves a record, `verify` reads it from a folder, and both say
//! by their exit code whether all is well.

use std::path::Path;
use std::process::{Command, Output};

fn hustings(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hustings")).args(args).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn demo(dir: &Path, more: &[&str]) -> Output {
    let dir = dir.to_str().expect("a plain path");
    hustings(&[&["demo", "--out", dir, "--no-serve"], more].concat())
}

#[test]
fn a_record_is_left_and_verifies_and_a_changed_one_does_not() {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("record");
    let made = demo(&dir, &["--ballots", "300"]);
    assert!(made.status.success(), "{}{}", text(&made.stdout), text(&made.stderr));
    assert!(text(&made.stdout).contains("the 300 opened ballots are exactly those of the file"));

    let record = dir.to_str().unwrap();
    let verified = hustings(&["verify", record]);
    assert!(verified.status.success(), "{}", text(&verified.stdout));
    let out = text(&verified.stdout);
    for family in [
        "L Log",
        "A Acts",
        "R Register",
        "K Keys",
        "B Ballots",
        "M Mixes",
        "D Decryption",
        "C Count",
        "Z Cert",
    ] {
        assert!(out.contains(family), "{family} is not in\n{out}");
    }

    let json = hustings(&["verify", record, "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(report["holds"], true);
    assert_eq!(report["families"].as_array().unwrap().len(), 9);

    // One byte of one entry: the root no longer fits.
    let tile = dir.join("tile/entries/000");
    let mut bytes = std::fs::read(&tile).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&tile, bytes).unwrap();
    let broken = hustings(&["verify", record]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(text(&broken.stdout).contains("L5 fails"), "{}", text(&broken.stdout));
}

#[test]
fn the_whole_of_the_ferry_elects_those_who_were_declared() {
    let place = tempfile::tempdir().unwrap();
    let made = demo(&place.path().join("record"), &[]);
    let out = text(&made.stdout);
    assert!(made.status.success(), "{out}{}", text(&made.stderr));
    assert!(out.contains("the 8,979 opened ballots are exactly those of the file"), "{out}");
    assert!(out.contains("The same 4 were declared elected in May 2022"), "{out}");
}

#[test]
fn other_files_rules_and_trustees() {
    let place = tempfile::tempdir().unwrap();
    let ballots = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/ballots");
    let ers = format!("{ballots}/ers97-model.blt");
    let cases: [&[&str]; 5] = [
        &[&ers, "--trustees", "5", "--threshold", "4"],
        &[&ers, "--ballots", "1"],
        &[&ers, "--ballots", "25", "--rules", "plurality", "--trustees", "2"],
        &[&ers, "--ballots", "40", "--rules", "av", "--seats", "1"],
        &[&ers, "--ballots", "12", "--rules", "approval"],
    ];
    for (i, case) in cases.iter().enumerate() {
        let made = demo(&place.path().join(i.to_string()), case);
        assert!(made.status.success(), "{case:?}\n{}{}", text(&made.stdout), text(&made.stderr));
    }
}

#[test]
fn what_cannot_be_done_is_said_with_the_next_step() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("mine"), "keep me").unwrap();
    let dir = place.path().to_str().unwrap();
    let cases: [(&[&str], i32, &str); 7] = [
        (&["demo", "--out", dir, "--no-serve"], 1, "is not empty, and a record is never overwritten"),
        (&["demo", "--trustees", "4", "--threshold", "2", "--no-serve"], 1, "more than half"),
        (&["demo", "no-such-file.blt", "--no-serve"], 1, "no-such-file.blt"),
        (&["demo", "--ballots", "0", "--no-serve"], 1, "no ballots to cast"),
        (&["demo", "--rules", "best-guess", "--no-serve"], 1, "no rules are called"),
        (&["verify", dir], 2, "there is no record at"),
        (&["verify", "http://127.0.0.1:9/"], 2, "127.0.0.1:9"),
    ];
    for (args, code, words) in cases {
        let ended = hustings(args);
        let said = text(&ended.stderr);
        assert_eq!(ended.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
    assert_eq!(std::fs::read_to_string(place.path().join("mine")).unwrap(), "keep me");
}
