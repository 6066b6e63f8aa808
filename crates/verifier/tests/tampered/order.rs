//! A5 to A9, A11 to A13: the order of acts, and time.

use crate::common::OPENS;
use crate::forge::{COMMITTEE, Case, Forge, Stage, case, setup, stranger};
use Stage::*;
use hustings_record::acts::*;
use hustings_record::log::EMPTY_ROOT;
use hustings_record::{Check, Hex32};
use hustings_roles::everyone::Setup;
use hustings_roles::{Draft, public};

pub fn cases() -> Vec<Case> {
    [order(), checkpoints(), changes_of_state(), time(), dates()].into_iter().flatten().collect()
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

/// After each act that changes the state nobody may speak as if it had not happened.
fn changes_of_state() -> Vec<Case> {
    let unaware = |name, stage, act: fn(&mut Forge) -> Draft| {
        case(name, Check::Stale, stage, move |f| {
            let unaware = f.clock(30);
            let act = act(f);
            f.post(act);
            f.defect(unaware);
        })
    };
    fn last_of_round(f: &mut Forge) -> Draft {
        let drafts = [1, 2, 3].map(|t| f.speak(t));
        let [first, second, third] = drafts;
        f.post(first);
        f.post(second);
        third
    }
    vec![
        unaware("A9 does not know of the register", Registered, |f| f.register()),
        case("A9 does not know of the freeze", Check::Stale, Registered, |f| {
            f.e.tick_to(f.e.manifest().objections_until).unwrap();
            let (unaware, freeze) = (f.clock(30), f.freeze());
            f.post(freeze);
            f.defect(unaware);
        }),
        unaware("A9 does not know of the last commitment", Frozen, last_of_round),
        unaware("A9 does not know of the last dealing", Committed, last_of_round),
        unaware("A9 does not know of the last shares of the key", Revealed, last_of_round),
        unaware("A9 does not know of the key", Dealt, last_of_round),
        case("A9 does not know who was put out", Check::Stale, Blank, |f| {
            crate::ceremony::without_the_fifth(f);
            let size = f.e.state.size() - 1;
            let at = before(f, size);
            let draft = f.clock(30);
            let draft = f.change(draft, |a: &mut Clock| a.at = at);
            f.defect(draft);
        }),
        unaware("A9 does not know of the opening", Keyed, |f| {
            f.e.tick_to(OPENS).unwrap();
            [1, 2].map(|t| f.key_check(t)).into_iter().for_each(|c| {
                f.post(c);
            });
            f.open()
        }),
        unaware("A9 does not know of a replacement", Open, move |f| {
            f.replace(&f.row(0), &[public(&stranger(1)), public(&stranger(2))])
        }),
        unaware("A9 does not know of a suspension", Open, |f| f.suspend(60)),
        unaware("A9 does not know of an extension", Open, |f| f.extend(OPENS + 3600)),
        case("A9 does not know of a handover", Check::Stale, Open, |f| {
            let draft = f.clock(30);
            let unaware = f.change(draft, |a: &mut Clock| a.by = "scrutineer".to_owned());
            let handover = f.handover(&[1, 2], public(&stranger(1)), "elsewhere.example");
            f.post(handover);
            f.defect(unaware);
        }),
        case("A9 does not know of a wrong answer", Check::Stale, Dealt, |f| {
            f.restart(Setup { trustees: 5, threshold: 3, ..setup() }, Dealt);
            let complaint = crate::ceremony::complaint(f, 1, 5);
            f.post(complaint);
            let (unaware, answer) = (f.clock(30), crate::ceremony::answer(f, 5, 1));
            f.post(answer);
            f.defect(unaware);
        }),
        case("A9 does not know of the last opening", Check::Stale, Mixed, |f| {
            f.go_on(Mixed, Opened);
            let size = f.e.state.size() - 1;
            let (draft, at) = (f.clock(30), before(f, size));
            let draft = f.change(draft, |a: &mut Clock| a.at = at);
            f.defect(draft);
        }),
        unaware("A9 does not know of the result", Opened, |f| f.result()),
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
