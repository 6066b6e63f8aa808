//! Whole elections, from the manifest to the certificate, verified from the record's files alone.

mod common;

use common::*;
use hustings_record::{Check, Phase, acts};
use hustings_roles::{organiser, publisher, registrar, scrutineer};
use hustings_verifier::{Standing, verify};

fn quiet(_: hustings_verifier::Stage, _: u64, _: u64) {}

#[test]
fn an_election_of_every_kind_is_certified_and_verifies() {
    let mut e = certified(every_kind(), 1);
    let files = common::files(&mut e);
    let verification = verify(&files, &quiet).unwrap();
    let report = &verification.report;
    assert!(report.holds, "{:?}", report.failure);
    assert!(report.families.iter().all(|f| f.standing == Standing::Holds), "{:#?}", report.families);
    assert_eq!(verification.state.election().unwrap().phase, Phase::Certified);
    assert_eq!(verification.state.size(), e.entries.len() as u64);
}

#[test]
fn what_goes_in_comes_out() {
    let mut e = certified(every_kind(), 2);
    let files = common::files(&mut e);
    let verification = verify(&files, &quiet).unwrap();
    let result = verification.state.election().unwrap().result.as_ref().unwrap();
    for (number, contest) in (1u64..).zip(&e.setup.contests) {
        let mut cast = std::collections::BTreeMap::new();
        for member in 0..12 {
            let class = &e.setup.classes[class_of(&e.setup, member) - 1];
            for (c, marks) in class.contests.iter().zip(choices(&e.setup, member)) {
                if c.contest == number {
                    *cast.entry(format!("{marks:?}")).or_insert(0) += c.weight;
                }
            }
        }
        let mut out = std::collections::BTreeMap::new();
        for (marks, papers) in &result.profiles[number as usize - 1].ballots {
            *out.entry(format!("{marks:?}")).or_insert(0) += papers;
        }
        assert_eq!(cast, out, "{}", contest.title);
    }
}

#[test]
fn a_later_ballot_replaces_the_earlier_one() {
    let mut e = opened(small(), 3);
    let first = vote(&mut e, 0, &[hustings_count::Ballot::Ranking(vec![1])], None).unwrap();
    for member in 1..4 {
        vote(&mut e, member, &[hustings_count::Ballot::Ranking(vec![2])], None).unwrap();
    }
    let stale = vote(&mut e, 0, &[hustings_count::Ballot::Ranking(vec![3])], None).unwrap_err();
    assert!(stale.to_string().contains("B3"), "{stale}");
    vote(&mut e, 0, &[hustings_count::Ballot::Ranking(vec![3])], Some(first)).unwrap();
    e.close_poll().unwrap();
    e.mix_and_open().unwrap();
    e.declare().unwrap();
    let verification = verify(&common::files(&mut e), &quiet).unwrap();
    assert!(verification.report.holds, "{:?}", verification.report.failure);
    let result = verification.state.election().unwrap().result.as_ref().unwrap();
    assert_eq!(result.outcomes[0].valid, 4);
    assert!(!format!("{:?}", result.profiles[0].ballots).contains("Ranking([1])"));
}

#[test]
fn everything_that_may_happen_on_the_way() {
    let mut e = opened(small(), 4);
    cast(&mut e, 0).unwrap();
    // A member loses the code before voting: new credential, old one worthless.
    let election = e.state.election().unwrap().id;
    let new = registrar::issue(&election, 1, 1, &mut e.rng);
    let draft = registrar::replace(&e.state, &[e.issued[0][1].credential], &[new[0].credential]).unwrap();
    let draft = e.sign_as_registrars(draft).sign(scrutineer::NAME, &e.scrutineer);
    e.post(draft).unwrap();
    let gone = cast(&mut e, 1).unwrap_err();
    assert!(gone.to_string().contains("B1"), "{gone}");
    e.issued[0][1] = new.into_iter().next().unwrap();
    cast(&mut e, 1).unwrap();
    // Suspended, resumed by itself, extended.
    let until = e.now + 120;
    let draft =
        e.sign_as_officers(organiser::suspend(&e.state, until, "Fire alarm in the count centre").unwrap());
    e.post(draft).unwrap();
    let shut = cast(&mut e, 2).unwrap_err();
    assert!(shut.to_string().contains("A10"), "{shut}");
    e.tick(60).unwrap();
    e.tick(60).unwrap();
    cast(&mut e, 2).unwrap();
    let closes = e.setup.closes + 300;
    let draft = e.sign_as_officers(organiser::extend(&e.state, closes, "Ninety minutes lost").unwrap());
    e.post(draft).unwrap();
    // An outage, admitted.
    e.now += 200;
    let late = e.clock(e.now, false).unwrap();
    assert!(e.post(late).unwrap_err().to_string().contains("A12"));
    let late = e.clock(e.now, true).unwrap().sign(scrutineer::NAME, &e.scrutineer);
    e.post(late).unwrap();
    // A complaint and its ruling.
    let key = e.member_keys(3).remove(0);
    let complaint = publisher::complaint(&e.state, "The link did not open.", &key).unwrap();
    let complaint = e.post(complaint).unwrap();
    let ruling = scrutineer::ruling(&e.state, complaint, false, "It was a spelling mistake.", &e.scrutineer);
    e.post(ruling.unwrap()).unwrap();
    e.close_poll().unwrap();
    assert!(e.now >= closes);
    e.mix_and_open().unwrap();
    e.declare().unwrap();
    // The share is destroyed, the log handed over, the election annulled: all on the record.
    let erased = e.trustees[0].erase_share(&e.state).unwrap();
    e.post(erased).unwrap();
    let annul = scrutineer::annul(&e.state, &[1, 3], "A court has ordered it.").unwrap();
    let annul =
        e.trustees[2].countersign(e.trustees[0].countersign(annul)).sign(scrutineer::NAME, &e.scrutineer);
    e.post(annul).unwrap();
    let server = hustings_roles::SigningKey::generate(&mut e.rng);
    let public = hustings_roles::public(&server);
    let handover = scrutineer::handover(&e.state, &[2, 3], public, "archive.example/records").unwrap();
    let handover =
        e.trustees[2].countersign(e.trustees[1].countersign(handover)).sign(scrutineer::NAME, &e.scrutineer);
    let handover = handover.sign("server", &server);
    e.post(handover).unwrap();
    e.server = server;
    e.witnesses = e.witnesses.into_iter().map(hustings_roles::witness::Witness::afresh).collect();
    let verification = verify(&common::files(&mut e), &quiet).unwrap();
    assert!(verification.report.holds, "{:?}", verification.report.failure);
    assert_eq!(verification.report.annulled.as_deref(), Some("A court has ordered it."));
    assert_eq!(verification.state.election().unwrap().phase, Phase::Certified);
}

#[test]
fn small_lists_are_opened_only_by_joint_decision() {
    let mut e = opened(small(), 5);
    cast(&mut e, 0).unwrap();
    e.close_poll().unwrap();
    let list = e.lists()[0];
    for trustee in 0..3 {
        e.mix(trustee, list, &|_| {}).unwrap();
    }
    assert!(e.open_list(0, list, &|_| {}).unwrap_err().to_string().contains("D3"));
    e.agree_small_lists().unwrap();
    for trustee in 1..3 {
        e.open_list(trustee, list, &|_| {}).unwrap();
    }
    e.declare().unwrap();
    assert!(verify(&common::files(&mut e), &quiet).unwrap().report.holds);
}

#[test]
fn an_election_without_a_vote_ends_too() {
    let mut e = opened(small(), 6);
    e.close_poll().unwrap();
    e.declare().unwrap();
    let verification = verify(&common::files(&mut e), &quiet).unwrap();
    assert!(verification.report.holds, "{:?}", verification.report.failure);
    let result = verification.state.election().unwrap().result.as_ref().unwrap();
    assert_eq!((result.outcomes[0].valid, result.outcomes[0].elected.len()), (0, 0));
}

#[test]
fn a_meeting_closes_when_all_have_voted() {
    let mut e = opened(common_meeting(), 7);
    for member in 0..6 {
        cast(&mut e, member).unwrap();
    }
    e.tick(1).unwrap();
    assert_eq!(e.state.election().unwrap().phase, Phase::Closed);
}

fn common_meeting() -> hustings_roles::everyone::Setup {
    hustings_roles::everyone::Setup { closes_when_all_voted: true, ..small() }
}

#[test]
fn an_unfinished_record_holds_as_far_as_it_goes() {
    let mut e = voted(small(), 8);
    let report = verify(&common::files(&mut e), &quiet).unwrap().report;
    assert!(report.holds, "{:?}", report.failure);
    assert_eq!(report.phase, Some("open"));
    assert_eq!(report.families[5].standing, Standing::NotYet);
}

#[test]
fn a_ceremony_left_with_too_few_trustees_stalls() {
    let mut setup = small();
    (setup.trustees, setup.threshold) = (4, 3);
    let mut e = hustings_roles::everyone::Everyone::new(setup, hustings_roles::everyone::seeded(9));
    e.announce_and_freeze().unwrap();
    // Trustee 4 never speaks: when its time is up the other three begin again, which is too few
    // (t + 1 = 4), so the election cannot go on.
    for i in 0..3 {
        let draft = e.trustees[i].ceremony_step(&e.state, &mut e.rng).unwrap().unwrap();
        e.post(draft).unwrap();
    }
    e.tick(1800).unwrap();
    assert_eq!(e.state.election().unwrap().phase, Phase::Stalled);
    let act = acts::KeyComplaint {
        election: e.state.election().unwrap().id,
        at: e.state.at(),
        ceremony: 1,
        trustee: 1,
        dealer: 2,
    };
    let draft = e.trustees[0].countersign(hustings_roles::Draft::new(act));
    let refused = e.post(draft).unwrap_err();
    assert!(
        refused.to_string().starts_with(&format!("the record refuses the act: {}", Check::Phase)),
        "{refused}"
    );
}
