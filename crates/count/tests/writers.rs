//! The writers: whatever is written is read back as it was, or what is lost is said.
// A test may panic where a helper fails.
#![allow(clippy::panic)]

use std::fs;
use std::path::PathBuf;

use hustings_count::{
    Ballot, BallotKind, Candidate, Format, Profile, Rules, Wanted, WriteError, count_pairwise, matrix,
};
use proptest::prelude::*;

/// A profile as a reader gives it: equal ballots together, nothing said in two ways.
fn grouped(mut profile: Profile) -> Profile {
    let mut ballots: Vec<(Ballot, u64)> = Vec::new();
    for (ballot, papers) in profile.ballots {
        match ballots.iter_mut().find(|(one, _)| *one == ballot) {
            Some((_, sum)) => *sum += papers,
            None => ballots.push((ballot, papers)),
        }
    }
    profile.ballots = ballots;
    profile
}

/// Some of 1 to `candidates`, in some order.
fn some(candidates: u16) -> impl Strategy<Value = Vec<u16>> {
    let everyone: Vec<u16> = (1..=candidates).collect();
    (Just(everyone).prop_shuffle(), 0..=usize::from(candidates)).prop_map(|(mut order, many)| {
        order.truncate(many);
        order
    })
}

fn ranking(candidates: u16) -> impl Strategy<Value = Ballot> {
    some(candidates).prop_map(Ballot::Ranking)
}

/// A ranking cut into ranks at random, some of them empty.
fn weak(candidates: u16, skips: bool) -> impl Strategy<Value = Ballot> {
    (some(candidates), proptest::collection::vec(0u8..4, usize::from(candidates))).prop_map(
        move |(order, cuts)| {
            let mut ranks: Vec<Vec<u16>> = Vec::new();
            for (one, cut) in order.into_iter().zip(cuts) {
                match (cut, ranks.last_mut()) {
                    (0, Some(rank)) => rank.push(one),
                    (1, _) if skips => ranks.extend([Vec::new(), vec![one]]),
                    _ => ranks.push(vec![one]),
                }
            }
            ranks.iter_mut().for_each(|rank| rank.sort_unstable());
            if ranks.iter().all(|rank| rank.len() == 1) {
                return Ballot::Ranking(ranks.concat());
            }
            Ballot::Weak(ranks)
        },
    )
}

fn approval(candidates: u16) -> impl Strategy<Value = Ballot> {
    some(candidates).prop_map(|mut marks| {
        marks.sort_unstable();
        Ballot::Approval(marks)
    })
}

fn scores(candidates: u16) -> impl Strategy<Value = Ballot> {
    let all = proptest::collection::vec(0u32..6, usize::from(candidates));
    prop_oneof![9 => all.prop_map(Ballot::Scores), 1 => Just(Ballot::Scores(Vec::new()))]
}

/// Names that tempt every format: separators, marks, digits, accents, words of ours.
fn name() -> impl Strategy<Value = String> {
    let temptations = [
        "Ann",
        "Lee, Bob",
        "A > B",
        "A = B",
        "12: x",
        "#1",
        "Zoë",
        "O'Neil; Dee",
        "a*b^c|d",
        "-",
        "Candidate 1",
        "undervote",
        "votes",
        "x",
        "/EMPTY_RANKING/",
        "{1}",
        "back\\slash",
        "张伟",
    ];
    prop_oneof![
        proptest::sample::select(temptations.to_vec()).prop_map(str::to_owned),
        "[A-Za-z][A-Za-z .'-]{0,12}[a-z]"
    ]
}

fn profile<B: Strategy<Value = Ballot>>(ballot: impl Fn(u16) -> B) -> impl Strategy<Value = Profile> {
    (1u16..7).prop_flat_map(move |candidates| {
        let people = proptest::collection::btree_set(name(), usize::from(candidates));
        let parties = proptest::collection::vec(
            proptest::option::of("[A-Z][a-z]{0,5}( [a-z]{1,4})?"),
            usize::from(candidates),
        );
        let withdrawn = proptest::collection::vec(proptest::bool::weighted(0.2), usize::from(candidates));
        let ballots = proptest::collection::vec((ballot(candidates), 1u64..40), 1..12);
        (people, parties, withdrawn, ballots, "([A-Z][a-z]{0,8}( [0-9]{4})?)?", 1..=u32::from(candidates))
            .prop_map(|(people, parties, withdrawn, ballots, title, seats)| {
                let candidates = people.into_iter().zip(parties).zip(withdrawn);
                let candidates = candidates.map(|((name, affiliation), withdrawn)| Candidate {
                    name,
                    affiliation,
                    withdrawn,
                });
                grouped(Profile {
                    title,
                    seats,
                    candidates: candidates.collect(),
                    ballots,
                    warnings: Vec::new(),
                })
            })
    })
}

/// Written without a loss, and read as it was.
fn round_trip(format: Format, kind: BallotKind, profile: &Profile) {
    let written = format.write(profile).unwrap_or_else(|error| panic!("{format:?}: {error}: {profile:?}"));
    assert_eq!(written.lost, Vec::<String>::new(), "{format:?}: {}", written.text);
    let again = format.read(written.text.as_bytes(), &Wanted::of(kind)).expect("it was written");
    assert_eq!(again, *profile, "{format:?}: {}", written.text);
    assert_eq!(Format::detect(None, written.text.as_bytes()), format, "{}", written.text);
}

fn standing(mut profile: Profile) -> Profile {
    profile.candidates.iter_mut().for_each(|one| one.withdrawn = false);
    profile
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn rankings_come_back(profile in profile(ranking)) {
        for format in [Format::Blt, Format::Csv, Format::PrefLib, Format::Ranked] {
            round_trip(format, BallotKind::Ranking, &profile);
        }
        round_trip(Format::Cvr, BallotKind::Ranking, &standing(profile));
    }

    #[test]
    fn equal_and_skipped_preferences_come_back(profile in profile(|candidates| weak(candidates, true))) {
        for format in [Format::Blt, Format::Csv, Format::Ranked] {
            round_trip(format, BallotKind::Ranking, &profile);
        }
        round_trip(Format::Cvr, BallotKind::Ranking, &standing(profile));
    }

    #[test]
    fn equal_preferences_come_back_from_preflib(profile in profile(|candidates| weak(candidates, false))) {
        round_trip(Format::PrefLib, BallotKind::Ranking, &profile);
    }

    #[test]
    fn approvals_come_back(profile in profile(approval)) {
        for format in [Format::Blt, Format::Csv, Format::PrefLib, Format::Ranked] {
            round_trip(format, BallotKind::Approval, &profile);
        }
        round_trip(Format::Cvr, BallotKind::Approval, &standing(profile));
    }

    #[test]
    fn scores_come_back(profile in profile(scores)) {
        for format in [Format::Csv, Format::PrefLib] {
            round_trip(format, BallotKind::Scores, &profile);
        }
    }

    /// Whatever a profile holds, a writer ends in a file, with what it lost, or in an error.
    #[test]
    fn any_profile_is_written_or_refused(
        names in proptest::collection::vec(".{0,6}", 0..4),
        title in ".{0,8}",
        seats in 0u32..4,
        marks in proptest::collection::vec(proptest::collection::vec(0u16..6, 0..4), 0..4),
        papers in prop_oneof![0u64..5, Just(u64::MAX)],
    ) {
        let candidates = names.into_iter().map(Candidate::new).collect();
        let ballots = marks.into_iter().map(|marks| (Ballot::Ranking(marks), papers)).collect();
        let profile = Profile { title, seats, candidates, ballots, warnings: Vec::new() };
        for format in Format::ALL {
            let _ = format.write(&profile);
        }
    }
}

#[test]
fn what_a_format_has_no_place_for_is_said() {
    let candidates =
        vec![Candidate { withdrawn: true, ..Candidate::new("Ann") }, Candidate::new("Bob \"B\"")];
    let ballots = vec![(Ballot::Weak(vec![vec![1], vec![], vec![2]]), 3), (Ballot::Ranking(vec![1, 2]), 2)];
    let profile = Profile { title: "T".to_owned(), seats: 1, candidates, ballots, warnings: Vec::new() };
    let lost = |format: Format| format.write(&profile).expect("a file").lost;
    assert_eq!(lost(Format::Ranked), [""; 0]);
    assert_eq!(lost(Format::Cvr), ["who withdrew (Ann)"]);
    assert_eq!(lost(Format::PrefLib), ["ranks left out, which are closed up (papers: 3)"]);
    assert_eq!(lost(Format::Blt), ["names as they are (Bob \"B\")", "affiliations (Bob \"B\")"]);
    let merged = Format::PrefLib.write(&profile).expect("a file").text;
    assert!(merged.ends_with("\n5: 1,2\n"), "{merged}");
    let scores = Profile { ballots: vec![(Ballot::Scores(vec![1, 2]), 1)], ..profile.clone() };
    let kind = BallotKind::Scores;
    assert_eq!(Format::Blt.write(&scores), Err(WriteError::Kind { kind, format: Format::Blt }));
    let many = Profile { ballots: vec![(Ballot::Ranking(vec![1]), 1 << 40)], ..profile };
    assert!(matches!(Format::Cvr.write(&many), Err(WriteError::TooManyPapers { .. })));
}

/// Every file in `testdata/ballots/dialects` holds what the list of rankings beside it says, or
/// the table where there are warnings. `ERRORS=overwrite` writes what is read today.
#[test]
fn every_dialect_says_what_is_beside_it() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots/dialects");
    let mut samples = 0;
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let extension = path.extension().and_then(|one| one.to_str()).unwrap_or_default();
        if ["read", "md"].contains(&extension) {
            continue;
        }
        let bytes = fs::read(&path).expect("the sample");
        let wanted = Wanted { seats: extension.eq("toi").then_some(2), ..Wanted::of(BallotKind::Ranking) };
        let profile = Format::detect(Some(extension), &bytes).read(&bytes, &wanted);
        let profile = profile.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut said = Format::Ranked.write(&profile).expect("a list").text;
        for warning in &profile.warnings {
            said.push_str(&format!("# note: {warning}\n"));
        }
        let beside = path.with_added_extension("read");
        if std::env::var_os("ERRORS").is_some_and(|ask| ask == "overwrite") {
            fs::write(&beside, &said).expect("what is read");
        }
        assert_eq!(said, fs::read_to_string(&beside).expect("what it holds"), "{}", path.display());
        samples += 1;
    }
    assert!(samples >= 16, "{samples} samples");
}

#[test]
fn a_matrix_is_read_written_and_counted() {
    let text = "# title: Chair\n# seats: 1\n# candidate: Bob, The Party\n# withdrawn: Dee\n,Ann,Bob,\"Lee, Cy\",Dee\n\
                Ann,,18,12,9\nBob,12,0,20,9\n\"Lee, Cy\",18,10,-,9\nDee,0,0,0,\n";
    assert!(matrix::is_matrix(text.as_bytes()));
    let contest = matrix::read(text.as_bytes(), None).expect("a matrix");
    assert_eq!((contest.ballots, contest.matrix.over(1, 2), contest.matrix.over(2, 1)), (30, 18, 12));
    assert_eq!(contest.candidates[1].affiliation.as_deref(), Some("The Party"));
    assert!(contest.candidates[3].withdrawn);
    assert_eq!(matrix::read(matrix::write(&contest).as_bytes(), None), Ok(contest.clone()));
    let rules = Rules::from_name("schulze-wv").or_else(|_| Rules::from_name("schulze")).expect("rules");
    let order = &mut hustings_count::GivenOrder(vec![1, 2, 3, 4]);
    count_pairwise(&contest, &rules, order).expect("a count");
    for (bad, says) in [
        (
            "# seats: 1\n,Ann,Bob\nBob,,1\nAnn,2,\n",
            "line 3, column 1: this is the row of \"Bob\", and the row of \"Ann\" belongs here; keep the header's order",
        ),
        (
            "# seats: 1\n,Ann,Bob\nAnn,,1\n",
            "row 1 of the matrix has 2 numbers, and there are 1 rows: it must be square; correct it",
        ),
        (
            "# seats: 1\n,Ann,Bob\nAnn,,x\nBob,1,\n",
            "line 3, column 3: \"x\" is not a whole number; only whole numbers can be read here",
        ),
        (
            "# seats: 1\n# ballots: 2\n,Ann,Bob\nAnn,,2\nBob,1,\n",
            "a pair has 3 ballots, and the file speaks of 2; correct one of them",
        ),
        (
            ",Ann,Bob\nAnn,,2\nBob,1,\n",
            "the file does not say how many seats there are; give --seats N, or a first line \"# seats: N\"",
        ),
    ] {
        assert_eq!(matrix::read(bad.as_bytes(), None).expect_err(bad).to_string(), says);
    }
}
