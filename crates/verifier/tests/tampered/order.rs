//! A5 to A9, A11 to A13: the order of acts, and time.

use crate::common::OPENS;
use crate::forge::{COMMITTEE, Case, Forge, Stage, case, setup};
use Stage::*;
use hustings_record::acts::*;
use hustings_record::log::EMPTY_ROOT;
use hustings_record::{Check, Hex32};
use hustings_roles::everyone::Setup;

pub fn cases() -> Vec<Case> {
    [order(), checkpoints(), time(), dates()].into_iter().flatten().collect()
}

fn order() -> Vec<Case> {
    vec![
        case("A5 is the entry before once more", Check::Once, Announced, |f| {
            let clock = f.clock(60);
            f.post(clock.clone());
            f.defect(clock);
        }),
        case("A5 is the manifest once more", Check::Once, Registered, |f| {
            let manifest = f.e.signed_manifest(f.e.manifest());
            f.defect(manifest);
        }),
        case("A5 is a ballot once more", Check::Once, Open, |f| {
            let ballot = f.ballot(0);
            f.post(ballot.clone());
            f.defect(ballot);
        }),
        case("A6 begins with the time", Check::ManifestFirst, Blank, |f| {
            f.says("the first act is a clock");
            let election = Hex32([7; 32]);
            let at = At { size: 0, root: Hex32(EMPTY_ROOT) };
            let clock = Clock { election, at, by: "server".to_owned(), time: OPENS, outage: false };
            let draft = f.sign(clock);
            f.defect(draft);
        }),
        case("A6 has a second manifest", Check::ManifestFirst, Announced, |f| {
            f.says("there is a manifest already");
            let other = Manifest { title: "Another vote".to_owned(), ..f.e.manifest() };
            let draft = f.sign(other);
            f.defect(draft);
        }),
        case("A7 is the time of another election", Check::Election, Announced, |f| {
            let draft = f.clock(60);
            let draft = f.change(draft, |a: &mut Clock| a.election = Hex32([7; 32]));
            f.defect(draft);
        }),
        case("A7 is a ballot of another election", Check::Election, Open, |f| {
            let draft = f.ballot(0);
            let draft = f.change(draft, |a: &mut Ballot| a.election = Hex32([7; 32]));
            f.defect(draft);
        }),
    ]
}

/// The log as it was when it had `size` entries.
fn before(f: &Forge, size: u64) -> At {
    At { size, root: Hex32(f.e.state.tree().root_at(size).unwrap()) }
}

fn checkpoints() -> Vec<Case> {
    vec![
        case("A8 names another root", Check::At, Announced, |f| {
            let draft = f.clock(60);
            let draft = f.change(draft, |a: &mut Clock| a.at.root = Hex32([7; 32]));
            f.defect(draft);
        }),
        case("A8 names the root of another size", Check::At, Announced, |f| {
            let draft = f.clock(60);
            let draft = f.change(draft, |a: &mut Clock| a.at.size -= 1);
            f.defect(draft);
        }),
        case("A8 names a log that is yet to come", Check::At, Announced, |f| {
            let draft = f.clock(60);
            let draft = f.change(draft, |a: &mut Clock| a.at.size = (1 << 53) - 1);
            f.defect(draft);
        }),
        case("A9 names the empty log", Check::Stale, Announced, |f| {
            let (draft, at) = (f.clock(60), before(f, 0));
            let draft = f.change(draft, |a: &mut Clock| a.at = at);
            f.defect(draft);
        }),
        case("A9 is a freeze from before the register", Check::Stale, Registered, |f| {
            let (draft, at) = (f.freeze(), before(f, 2));
            let draft = f.change(draft, |a: &mut Freeze| a.at = at);
            f.defect(draft);
        }),
        case("A9 is a mix from before the close", Check::Stale, Closed, |f| {
            let size = f.e.entries.len() as u64 - 1;
            let (draft, at) = (f.mix(1, COMMITTEE), before(f, size));
            let draft = f.change(draft, |a: &mut Mix| a.at = at);
            f.defect(draft);
        }),
        case("A9 is a certificate from before the result", Check::Stale, Counted, |f| {
            let size = f.e.entries.len() as u64 - 1;
            let (draft, at) = (f.certify(1), before(f, size));
            let draft = f.change(draft, |a: &mut Certify| a.at = at);
            f.defect(draft);
        }),
    ]
}

fn time() -> Vec<Case> {
    let clock = |name, check, stage, seconds: i64, outage: bool| {
        case(name, check, stage, move |f| {
            let time = f.e.now.checked_add_signed(seconds).unwrap();
            let draft = f.clock(1);
            let draft = f.change(draft, |a: &mut Clock| (a.time, a.outage) = (time, outage));
            f.defect(draft);
        })
    };
    vec![
        clock("A11 tells the same time again", Check::ClockOrder, Announced, 0, false),
        clock("A11 tells an earlier time", Check::ClockOrder, Open, -1, false),
        clock("A11 tells the beginning of time", Check::ClockOrder, Closed, -(OPENS as i64), false),
        clock("A12 leaves more than a minute out", Check::ClockGap, Open, 61, false),
        clock("A12 admits an outage of a minute", Check::ClockGap, Open, 60, true),
        clock("A12 admits an outage before the poll", Check::ClockGap, Keyed, 61, true),
        case("A12 leaves the minutes before the first clock out", Check::ClockGap, Open, |f| {
            let closes = f.e.setup.closes;
            let draft = f.clock(1);
            let draft = f.change(draft, |a: &mut Clock| a.time = closes);
            f.defect(draft);
        }),
    ]
}

fn dates() -> Vec<Case> {
    vec![
        case("A13 freezes while objections are heard", Check::Date, Registered, |f| {
            f.says("objections are heard until");
            f.e.tick_to(f.e.manifest().objections_until - 1).unwrap();
            let draft = f.freeze();
            f.defect(draft);
        }),
        case("A13 publishes a register after objections were heard", Check::Date, Registered, |f| {
            f.says("objections were heard until");
            f.e.tick_to(f.e.manifest().objections_until).unwrap();
            let draft = f.register();
            f.defect(draft);
        }),
        case("A13 freezes before anyone has told the time", Check::Date, Blank, |f| {
            f.says("nothing yet");
            let manifest = f.e.signed_manifest(f.e.manifest());
            f.post(manifest);
            f.e.publish_register().unwrap();
            let draft = f.freeze();
            f.defect(draft);
        }),
        case("A13 opens before its date", Check::Date, Keyed, |f| {
            f.says("the poll is open from");
            f.e.tick_to(OPENS - 1).unwrap();
            (1..=3).for_each(|t| {
                let check = f.key_check(t);
                f.post(check);
            });
            let draft = f.open();
            f.defect(draft);
        }),
        case("A13 opens when it should close", Check::Date, Keyed, |f| {
            f.restart(Setup { closes: OPENS + 60, ..setup() }, Keyed);
            f.e.tick_to(OPENS + 60).unwrap();
            (1..=3).for_each(|t| {
                let check = f.key_check(t);
                f.post(check);
            });
            let draft = f.open();
            f.defect(draft);
        }),
    ]
}
