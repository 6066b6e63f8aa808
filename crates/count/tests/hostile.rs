//! Files that nobody meant well: whatever the bytes, a reader ends in a profile or in an error,
//! and what it took for a profile can be checked, written in every format, and read again.
//!
//! `fuzz/` holds the same checks for a fuzzer; here they run with every test.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hustings_count::{BallotKind, Format, Profile, ReadError, Wanted, matrix};
use proptest::prelude::*;

const KINDS: [BallotKind; 3] = [BallotKind::Ranking, BallotKind::Approval, BallotKind::Scores];

/// Every small sample there is, valid and invalid.
static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots");
    let mut samples = Vec::new();
    for part in ["dialects", "invalid", "small"] {
        gather(&folder.join(part), &mut samples);
    }
    assert!(samples.len() >= 100, "{} samples", samples.len());
    samples
});

fn gather(folder: &Path, samples: &mut Vec<Vec<u8>>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    samples.extend(paths.iter().map(|path| fs::read(path).expect("a sample")));
}

/// What every reader makes of the bytes.
fn read_all(bytes: &[u8]) {
    for format in Format::ALL {
        for kind in KINDS {
            for seats in [None, Some(1)] {
                let wanted = Wanted { seats, ..Wanted::of(kind) };
                sound(format.read(bytes, &wanted), kind);
            }
        }
    }
    for extension in [None, Some("blt"), Some("json")] {
        let _ = Format::detect(extension, bytes);
    }
    if matrix::is_matrix(bytes)
        && let Ok(contest) = matrix::read(bytes, Some(1))
    {
        let again = matrix::read(matrix::write(&contest).as_bytes(), None);
        assert!(again.is_err() || again == Ok(contest));
    }
}

fn sound(read: Result<Profile, ReadError>, kind: BallotKind) {
    let profile = match read {
        Ok(profile) => profile,
        Err(error) => {
            let said = error.to_string();
            assert!(!said.is_empty() && said.len() < 2_000, "{said}");
            return;
        }
    };
    // Scores may add up to more than can be counted; nothing else that was read is unsound.
    assert!(profile.check().is_ok() || kind == BallotKind::Scores, "{:?}: {profile:?}", profile.check());
    // A file without ballots does not say of which kind they would be.
    for format in Format::ALL {
        if let Ok(written) = format.write(&profile)
            && written.lost.is_empty()
            && !profile.ballots.is_empty()
        {
            assert!(
                format.read(written.text.as_bytes(), &Wanted::of(kind)).is_ok(),
                "{format:?}: {}",
                written.text
            );
        }
    }
}

#[derive(Clone, Debug)]
enum Change {
    Put(usize, u8),
    Insert(usize, &'static str),
    Cut(usize, usize),
    Double(usize, usize),
    Graft(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let tokens = vec![
        "0",
        "-",
        "=",
        "\"",
        "\"\"",
        ",",
        ":",
        ";",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "#",
        ">",
        "*",
        "^",
        "||",
        "/*",
        "\n",
        "\r",
        "\t",
        "\u{feff}",
        "é",
        "null",
        "-1",
        "1000",
        "1001",
        "65536",
        "4294967296",
        "18446744073709551615",
        "18446744073709551616",
        "# seats: 1\n",
        "\"Rank\":",
        "\u{202e}",
    ];
    let at = 0usize..4_000;
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        (at.clone(), proptest::sample::select(tokens)).prop_map(|(at, token)| Change::Insert(at, token)),
        (at.clone(), 1usize..40).prop_map(|(at, many)| Change::Cut(at, many)),
        (at.clone(), 1usize..40).prop_map(|(at, many)| Change::Double(at, many)),
        (at, 0usize..1_000).prop_map(|(at, other)| Change::Graft(at, other)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let place = |at: usize| if bytes.is_empty() { 0 } else { at % bytes.len() };
    match *change {
        Change::Put(at, byte) => {
            let at = place(at);
            if let Some(slot) = bytes.get_mut(at) {
                *slot = byte;
            }
        }
        Change::Insert(at, token) => {
            let at = place(at);
            bytes.splice(at..at, token.bytes());
        }
        Change::Cut(at, many) => {
            let at = place(at);
            bytes.drain(at..bytes.len().min(at + many));
        }
        Change::Double(at, many) => {
            let at = place(at);
            let part = bytes[at..bytes.len().min(at + many)].to_vec();
            bytes.splice(at..at, part);
        }
        Change::Graft(at, other) => {
            let at = place(at);
            let other = &SAMPLES[other % SAMPLES.len()];
            bytes.truncate(at);
            bytes.extend(&other[at.min(other.len())..]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_end_in_a_profile_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn changed_samples_end_in_a_profile_or_an_error(
        sample in any::<proptest::sample::Index>(),
        changes in proptest::collection::vec(change(), 1..6),
    ) {
        let mut bytes = sample.get(&SAMPLES).clone();
        changes.iter().for_each(|one| apply(&mut bytes, one));
        read_all(&bytes);
    }
}

#[test]
fn every_sample_through_every_reader() {
    SAMPLES.iter().for_each(|bytes| read_all(bytes));
}

/// Ten million lines are put together as they are read.
#[test]
fn ten_million_lines_take_no_more_room_than_their_different_ballots() {
    let lines = 10_000_000;
    let text = format!("3 1\n{}0\n\"Ann\"\n\"Bob\"\n\"Cy\"\n\"T\"\n", "1 2 1 0\n".repeat(lines));
    let profile = hustings_count::blt::read(text.as_bytes()).expect("a profile");
    assert_eq!(profile.ballots.len(), 1);
    assert_eq!(profile.ballots[0].1, 10_000_000);
}

/// What a file says of itself reserves nothing.
#[test]
fn promises_of_a_header_cost_nothing() {
    for text in [
        "1000 999\n0\n",
        "# NUMBER ALTERNATIVES: 1000\n# NUMBER CATEGORIES: 1000\n1: 1\n",
        "1000\n1,Ann\n",
        "# seats: 4000000000\n# candidate: Ann\n18446744073709551615: Ann * 18446744073709551615\n",
    ] {
        read_all(text.as_bytes());
    }
}
