//! What cannot be counted is refused with an error that names the place and what would do.

use hustings_count::{
    Ballot, BallotKind, Candidate, CountError, Format, GivenOrder, Profile, ProfileError, Rules, Wanted,
    count,
};

fn read(format: Format, text: &str, seats: Option<u32>) -> String {
    let wanted = Wanted { seats, ..Wanted::of(BallotKind::Ranking) };
    match format.read(text.as_bytes(), &wanted) {
        Ok(profile) => match profile.check() {
            Ok(()) => "read".to_owned(),
            Err(error) => error.to_string(),
        },
        Err(error) => error.to_string(),
    }
}

#[test]
fn numbers_that_overflow_are_refused_in_every_format() {
    let many = "9".repeat(20);
    let texts: [(Format, String); 9] = [
        (Format::Blt, format!("2 1\n{many} 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n")),
        (Format::Blt, format!("2 {many}\n1 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n")),
        (Format::Blt, format!("{many} 1\n1 1 0\n0\n\"A\"\n\"T\"\n")),
        (Format::Blt, format!("2 1\n1 {many} 0\n0\n\"A\"\n\"B\"\n\"T\"\n")),
        (
            Format::Blt,
            "2 1\n9223372036854775807 1 0\n9223372036854775807 2 0\n0\n\"A\"\n\"B\"\n\"T\"\n".to_owned(),
        ),
        (Format::PrefLib, format!("# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: A\n{many}: 1\n")),
        (Format::Ranked, format!("{many}: A>B\n")),
        (Format::Ranked, "9223372036854775807: A>B\n9223372036854775807: B>A\n".to_owned()),
        (Format::Csv, format!("A,B,votes\n1,2,{many}\n")),
    ];
    for (format, text) in texts {
        let said = read(format, &text, Some(1));
        assert_ne!(said, "read", "{}: {text}", format.name());
        assert!(said.len() > 20 && !said.contains("ParseIntError"), "{}: {said}", format.name());
    }
}

#[test]
fn more_seats_than_candidates_are_refused_however_they_are_asked_for() {
    let expected = ProfileError::TooManySeats { seats: 3, candidates: 2 }.to_string();
    let blt = "2 3\n1 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n";
    assert!(read(Format::Blt, blt, None).contains(&expected), "{}", read(Format::Blt, blt, None));
    let one = "2 1\n1 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n";
    assert!(read(Format::Blt, one, Some(3)).contains(&expected));
    assert!(read(Format::Ranked, "2: A>B\n", Some(3)).contains(&expected));
    let candidates = vec![Candidate::new("A"), Candidate::new("B")];
    let profile = Profile { seats: 3, candidates, ..Profile::default() };
    for rules in Rules::ALL {
        let refused = count(&profile, rules, &mut GivenOrder(vec![1, 2])).expect_err("refused");
        assert_eq!(refused, CountError::Profile(ProfileError::TooManySeats { seats: 3, candidates: 2 }));
    }
}

/// Papers that add up to what fits, times scores that do not.
#[test]
fn sums_that_overflow_are_refused_before_they_are_made() {
    let candidates = vec![Candidate::new("A"), Candidate::new("B")];
    let half = i64::MAX as u64 / 2;
    let scores = |papers| (Ballot::Scores(vec![2, 0]), papers);
    let fits = Profile {
        seats: 1,
        candidates: candidates.clone(),
        ballots: vec![scores(half)],
        ..Profile::default()
    };
    assert_eq!(fits.check(), Ok(()));
    let too_many = Profile { ballots: vec![scores(half), scores(1)], ..fits };
    let rules = Rules::from_name("score").expect("rules");
    let refused = count(&too_many, &rules, &mut GivenOrder(vec![1, 2])).expect_err("refused");
    assert_eq!(refused, CountError::Profile(ProfileError::TooManyVotes));
    // The most that fits is counted by every rule that rounds, without a figure going wrong.
    let ballots = vec![(Ballot::Ranking(vec![1, 2]), half), (Ballot::Ranking(vec![2]), half)];
    let most = Profile { seats: 1, candidates, ballots, ..Profile::default() };
    for name in ["scottish-stv", "ers97", "australian-senate", "wright", "meek", "meek-nz", "warren"] {
        let rules = Rules::from_name(name).expect("rules");
        let count = count(&most, &rules, &mut GivenOrder(vec![2, 1])).expect("a count");
        let last = count.stages.last().expect("a stage");
        let all: i128 =
            last.totals.iter().map(|one| one.units()).sum::<i128>() + last.non_transferable.units();
        let scale = 10i128.pow(u32::from(last.non_transferable.places()));
        assert_eq!(all, i128::from(count.valid) * scale, "{name}");
    }
}

/// An option of another family, and an option that does nothing beside another, by every rule.
#[test]
fn an_option_that_a_rule_has_no_use_for_is_refused_by_every_rule() {
    let foreign =
        [("quota", "hare"), ("threshold", "2/3"), ("marks", "2"), ("highest", "9"), ("bulk", "less")];
    for rules in Rules::ALL {
        let own: Vec<&str> = rules.settings().into_iter().map(|one| one.name).collect();
        for option in foreign.into_iter().filter(|one| !own.contains(&one.0)) {
            let error = rules.with(&[option]).expect_err("refused").to_string();
            let known = if own.is_empty() { "they have none".to_owned() } else { own.join(", ") };
            assert!(error.contains(&known) && error.contains(option.0), "{}: {error}", rules.name());
        }
        for one in &own {
            let error = rules.with(&[(one, "no such value")]).expect_err("refused").to_string();
            assert!(
                error.contains("it can be: ") || error.contains("has no use here"),
                "{} {one}: {error}",
                rules.name()
            );
        }
    }
    let wigm = Rules::from_name("wigm").expect("rules");
    for useless in [
        &[("decimals", "exact"), ("rounding", "up")][..],
        &[("batch-stages", "yes")],
        &[("restart", "yes"), ("batches", "value")],
        &[("surplus-weight", "unweighted"), ("round-at", "fraction")],
        &[("decimals", "1"), ("quota-decimals", "2")],
    ] {
        let error = wigm.with(useless).expect_err("refused").to_string();
        assert!(error.contains("has no use here"), "{useless:?}: {error}");
    }
}
