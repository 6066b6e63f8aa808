//! The readers: what they accept, what they refuse and in which words.

use std::fs;
use std::path::PathBuf;

use hustings_count::{
    Ballot, BallotKind, Candidate, Defect, Format, GivenOrder, Profile, ReadError, Rules, Wanted, blt, count,
    csv, render,
};
use proptest::prelude::*;

fn ranking(marks: &[u16], papers: u64) -> (Ballot, u64) {
    (Ballot::Ranking(marks.to_vec()), papers)
}

fn read(name: &str, bytes: &[u8]) -> Result<Profile, ReadError> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    Format::detect(extension, bytes).read(bytes, &Wanted::of(BallotKind::Ranking))
}

/// Every file in `testdata/ballots/invalid` is refused in the words of the `.error` beside it.
/// `ERRORS=overwrite` writes the words of today.
#[test]
fn every_invalid_sample_is_refused_in_its_words() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots/invalid");
    let mut samples = 0;
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name.ends_with(".error") || name.ends_with(".md") {
            continue;
        }
        let error = read(&name, &fs::read(&path).expect("the sample")).expect_err(&name);
        if std::env::var_os("ERRORS").is_some_and(|ask| ask == "overwrite") {
            fs::write(path.with_added_extension("error"), format!("{error}\n")).expect("its error");
        }
        let expected = fs::read_to_string(path.with_added_extension("error")).expect("its error");
        assert_eq!(error.to_string(), expected.trim_end(), "{name}");
        samples += 1;
    }
    assert!(samples >= 80, "{samples} samples");
}

#[test]
fn blt_reads_what_is_found_in_the_wild() {
    let text = "\u{feff}# a contest\r\n3 2 # candidates, seats\r\n-2\r\n\r\n28 1 3 0\r\n2 0\r\n\
                1 3 1 0 4 2 0\r\n5 3 1\r\n0\r\n\"Ann \"\"The Party\"\"\"\r\n\"Bob \"\"B\"\" Lee\" \
                \"Cy # the third\"\r\nCommittee 2026\r\n\r\n";
    let profile = blt::read(text.as_bytes()).expect("a profile");
    assert_eq!((&profile.title[..], profile.seats), ("Committee 2026", 2));
    let ann = Candidate { affiliation: Some("The Party".to_owned()), ..Candidate::new("Ann") };
    let bob = Candidate { withdrawn: true, ..Candidate::new("Bob \"B\" Lee") };
    assert_eq!(profile.candidates, [ann, bob, Candidate::new("Cy # the third")]);
    let ballots = [ranking(&[1, 3], 28), ranking(&[], 2), ranking(&[3, 1], 6), ranking(&[2], 4)];
    assert_eq!(profile.ballots, ballots);
    assert_eq!(profile.warnings, ["line 8: the closing 0 is missing; the line was read as a whole ballot"]);
}

#[test]
fn a_file_without_any_closing_noughts_does_not_flood_the_warnings() {
    let text = format!("2 1\n{}0\n\"A\"\n\"B\"\n\"T\"", "1 2 1\n".repeat(1_000));
    let profile = blt::read(text.as_bytes()).expect("a profile");
    assert_eq!(profile.ballots, [ranking(&[2, 1], 1_000)]);
    assert_eq!(profile.warnings.len(), 6);
}

#[test]
fn csv_with_a_column_for_each_preference() {
    let text = "# title: Committee 2026\n# seats: 2\nvotes,1,2,3\n28,Cy,Ann,\n2,,,\n5,Bob\n";
    let profile = csv::read(text.as_bytes(), BallotKind::Ranking, None).expect("a profile");
    let names: Vec<&str> = profile.candidates.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Ann", "Bob", "Cy"]);
    assert_eq!((&profile.title[..], profile.seats), ("Committee 2026", 2));
    assert_eq!(profile.ballots, [ranking(&[3, 1], 28), ranking(&[], 2), ranking(&[2], 5)]);
}

#[test]
fn csv_candidates_may_be_listed_and_numbered() {
    let text = "# candidate: Cy, The Party\n# candidate: Ann\n# candidate: Bob\n# withdrawn: Bob\n\
                1;2\nAnn;1\n2;3\n";
    let profile = csv::read(text.as_bytes(), BallotKind::Ranking, Some(1)).expect("a profile");
    assert_eq!(profile.candidates[0].affiliation.as_deref(), Some("The Party"));
    assert!(profile.candidates[2].withdrawn);
    assert_eq!(profile.ballots, [ranking(&[2, 1], 1), ranking(&[2, 3], 1)]);
    let bare = csv::read(b"1,2\n2,3\n1,\n", BallotKind::Ranking, Some(1)).expect("a profile");
    assert_eq!(bare.candidates.len(), 3);
    assert_eq!(bare.candidates[2].name, "Candidate 3");
}

#[test]
fn csv_with_a_column_for_each_candidate() {
    let read = |text: &str, kind| csv::read(text.as_bytes(), kind, Some(1)).expect("a profile");
    let ranks = read("votes,Ann,Bob,Cy\n28,2,,1\n", BallotKind::Ranking);
    assert_eq!(ranks.ballots, [ranking(&[3, 1], 28)]);
    let marks = read("Ann\tBob\tCy\nx\t0\tyes\n", BallotKind::Approval);
    assert_eq!(marks.ballots, [(Ballot::Approval(vec![1, 3]), 1)]);
    let scores = read("votes,Ann,Bob\n3,5,\n2,,\n", BallotKind::Scores);
    assert_eq!(scores.ballots, [(Ballot::Scores(vec![5, 0]), 3), (Ballot::Scores(Vec::new()), 2)]);
}

#[test]
fn csv_of_the_scot_elex_collection() {
    let text = "3,1,\n113,3,1,\n2,2,\n\"Candidate 1\",\"Ann\",\"The Party (TP)\",\n\
                \"Candidate 2\",\"Bob\",\"\",\n\"Candidate 3\",\"Cy\",\"Independent (Ind)\",\n\
                \"\"\"\"Ward 5 - Kilmarnock South\"\" \"\",\n";
    let profile = csv::read(text.as_bytes(), BallotKind::Ranking, None).expect("a profile");
    assert_eq!((&profile.title[..], profile.seats), ("Ward 5 - Kilmarnock South", 1));
    assert_eq!(profile.candidates[0].affiliation.as_deref(), Some("The Party (TP)"));
    assert_eq!(profile.candidates[1], Candidate::new("Bob"));
    assert_eq!(profile.ballots, [ranking(&[3, 1], 113), ranking(&[2], 2)]);
    let error = csv::read(b"3,1,\n5,4,\n", BallotKind::Ranking, None).expect_err("no candidate 4");
    assert_eq!((error.line, error.column), (Some(2), Some(2)));
}

#[test]
fn a_line_of_ten_megabytes_is_read_or_refused_without_fuss() {
    let long = "1 2 0 ".repeat(1_700_000);
    let profile = blt::read(format!("2 1\n{long}\n0\n\"A\"\n\"B\"\n\"T\"").as_bytes());
    assert_eq!(profile.expect("a profile").ballots, [ranking(&[2], 1_700_000)]);
    let digits = "9".repeat(10_000_000);
    let error = blt::read(format!("2 1\n{digits}").as_bytes()).expect_err("too large");
    assert!(matches!(error.defect, Defect::TooLarge(_)));
    assert!(error.to_string().len() < 200);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = blt::read(&bytes);
        for kind in [BallotKind::Ranking, BallotKind::Approval, BallotKind::Scores] {
            let _ = csv::read(&bytes, kind, Some(1));
        }
    }

    /// Nearly right files get further in; whatever is read can be counted and printed.
    #[test]
    fn nearly_right_files_never_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "0", "1", "2", "3", "4", "28", "-1", "--2", "-", "2=3", "\n", "\n", "\"A\"", "\"\"", "\"",
                "#", ",", "votes", "é", "18446744073709551616", "-9223372036854775808",
            ]),
            0..60,
        ),
        seats in 1u32..4,
    ) {
        let body = words.join(" ");
        for text in [body.clone(), format!("3 {seats}\n{body}\n0\n\"A\"\n\"B\"\n\"C\"\n\"T\"")] {
            for profile in [blt::read(text.as_bytes()), csv::read(text.as_bytes(), BallotKind::Ranking, Some(seats)), csv::read(text.replace(' ', ",").as_bytes(), BallotKind::Ranking, None)] {
                let Ok(profile) = profile else { continue };
                let rules = Rules::from_name("scottish-stv").expect("rules");
                let order = (1..=profile.candidates.len() as u16).collect();
                let count = count(&profile, &rules, &mut GivenOrder(order)).expect("a count");
                let _ = render::text(&count, 40);
            }
        }
    }
}
