//! What is just allowed is allowed: a check that refused more than it says would not be noticed by
//! records with a defect.

use crate::common::{OPENS, class, contest};
use crate::decryption::cosigned;
use crate::forge::{COMMITTEE, Forge, Stage, setup, stranger};
use hustings_record::acts::*;
use hustings_roles::everyone::Setup;
use hustings_roles::public;
use hustings_verifier::verify;

fn holds(f: &mut Forge) {
    let report = verify(&f.files(), &|_, _, _| {}).unwrap().report;
    assert!(report.holds, "{:?}", report.failure);
}

fn manifest(setup: Setup, change: impl Fn(&mut Manifest)) {
    let mut f = Forge::of(setup, Stage::Blank);
    let mut manifest = f.e.manifest();
    change(&mut manifest);
    let draft = f.sign(manifest);
    f.post(draft);
}

#[test]
fn manifests_at_the_edge() {
    manifest(Setup { trustees: 3, threshold: 3, ..setup() }, |m| assert!(m.no_spare_trustee));
    manifest(Setup { trustees: 2, threshold: 2, registrars: 1, ..setup() }, |_| {});
    manifest(Setup { trustees: 64, threshold: 33, ..setup() }, |_| {});
    manifest(setup(), |m| {
        m.objections_until = m.opens;
        m.closes = m.opens + 1;
        m.latest_close = m.closes;
        m.answer_seconds = 1;
        m.longest_suspension = 0;
    });
    manifest(setup(), |m| {
        m.witnesses = vec![WitnessKey { name: "w".to_owned(), key: public(&stranger(1)) }];
        m.witnesses_needed = 1;
    });
    manifest(setup(), |m| {
        m.classes[1].contests[0].weight = 1_000_000_000;
        m.contests[1] = Contest {
            max_score: Some(1_000_000),
            ..contest("Motions", BallotKind::Score, &["One", "Two"], 2, "score")
        };
        m.contests[0].ranks = Some(1);
    });
    manifest(setup(), |m| {
        // A statement of the greatest length, taken out of the record, and slates that share candidates.
        let sha256 = BlobRef::of(b"gone").sha256;
        m.contests[0].candidates[0].statement = Some(BlobRef { sha256, size: 65_536 });
        let slate = |name: &str, candidates| Slate { name: name.to_owned(), candidates };
        m.contests[0].slates = vec![slate("A", vec![3, 1, 2]), slate("B", vec![1])];
        m.turnout = false;
    });
    manifest(setup(), |m| {
        // Places that only just can be filled, and options of which one undoes the other.
        m.contests[0] =
            contest("Committee", BallotKind::Ranking, &["Ash", "Birch", "Cedar"], 2, "australian-senate");
        let option = |name: &str, value: &str| RuleOption { name: name.to_owned(), value: value.to_owned() };
        m.contests[0].options = vec![option("elect", "reaching"), option("quota", "hagenbach-bischoff")];
        let group = |group: &str, candidates, at_least, at_most| Reserved {
            group: group.to_owned(),
            candidates,
            at_least,
            at_most,
        };
        m.contests[0].reserved =
            vec![group("a", vec![1, 2], Some(1), Some(1)), group("b", vec![2, 3], Some(2), None)];
    });
    manifest(setup(), |m| {
        m.contests = vec![contest("Yes", BallotKind::Choice, &["Yes"], 1, "plurality")];
        m.classes = vec![class("All", &[(1, 1)])];
    });
}

#[test]
fn the_poll_at_the_edge() {
    let mut f = Forge::at(Stage::Registered);
    f.e.tick_to(f.e.manifest().objections_until - 1).unwrap();
    f.e.publish_register().unwrap();
    f.go_on(Stage::Registered, Stage::Keyed);
    // A poll of a second, key checks just a day old.
    f.e.tick_to(OPENS).unwrap();
    let checks = [1, 2].map(|t| f.key_check(t));
    checks.into_iter().for_each(|c| {
        f.post(c);
    });
    let open = f.open();
    f.post(open);
    // The time, told by each who may.
    for by in ["server", "scrutineer", "trustee-3"] {
        let draft = f.clock(60);
        let draft = f.change(draft, |a: &mut Clock| a.by = by.to_owned());
        f.post(draft);
        f.e.now += 60;
        if by == "scrutineer" {
            let extend = f.extend(f.e.manifest().latest_close);
            f.post(extend);
        }
    }
    for (by, outage) in [("scrutineer", true), ("trustee-1", true)] {
        let draft = f.clock(61);
        let draft = f.change(draft, |a: &mut Clock| (a.by, a.outage) = (by.to_owned(), outage));
        f.post(draft);
        f.e.now += 61;
    }
    let suspend = f.suspend(3600);
    f.post(suspend);
    holds(&mut f);
}

#[test]
fn key_checks_of_just_a_day_ago_are_fresh() {
    let mut f = Forge::of(Setup { closes: OPENS + 48 * 3600, ..setup() }, Stage::Keyed);
    f.e.tick_to(OPENS).unwrap();
    for trustee in [1, 3] {
        let check = f.key_check(trustee);
        f.post(check);
    }
    f.e.tick(24 * 3600).unwrap();
    let open = f.open();
    f.post(open);
    holds(&mut f);
}

/// An older proof that arrives after a newer one takes nothing back.
#[test]
fn a_late_key_check_does_not_undo_a_fresh_one() {
    let mut f = Forge::of(Setup { closes: OPENS + 48 * 3600, ..setup() }, Stage::Keyed);
    f.e.tick_to(OPENS).unwrap();
    let old = f.key_check(1);
    f.e.tick(24 * 3600 + 1).unwrap();
    let new = [1, 3].map(|t| f.key_check(t));
    new.into_iter().chain([old]).for_each(|check| {
        f.post(check);
    });
    let open = f.open();
    f.post(open);
    holds(&mut f);
}

#[test]
fn complaints_at_the_edge() {
    let mut f = Forge::at(Stage::Open);
    let key = f.e.member_keys(0).remove(1);
    for text in ["a".repeat(2048), "b".to_owned(), String::new()] {
        let complaint = f.complaint(&text, &key);
        f.post(complaint);
    }
    let organiser = crate::forge::copy(&f.e.organiser);
    let complaint = f.complaint("I, too.", &organiser);
    let complaint = f.post(complaint);
    let ruling = f.ruling(complaint);
    f.post(ruling);
    holds(&mut f);
}

#[test]
fn witnesses_a_minute_behind_are_believed() {
    let mut f = Forge::at(Stage::Mixed);
    let closed = f.e.state.election().unwrap().poll.as_ref().unwrap().closed_time.unwrap();
    let draft = f.shares(3, COMMITTEE);
    let at = f.e.state.at();
    let cosigned = cosigned(&mut f, at, closed - 60);
    let draft = f.change(draft, |a: &mut Shares| a.witnessed = cosigned);
    f.post(draft);
    holds(&mut f);
}
