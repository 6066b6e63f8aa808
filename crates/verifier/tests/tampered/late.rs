//! A19 to A23: changes to the poll, complaints and rulings, joint decisions.

use crate::common::OPENS;
use crate::forge::{Case, Forge, Stage, case, stranger};
use Stage::*;
use hustings_record::acts::*;
use hustings_record::{Check, Hex32};
use hustings_roles::{Draft, public, registrar};

pub fn cases() -> Vec<Case> {
    [changes(), complaints(), rulings(), joint(), handovers()].into_iter().flatten().collect()
}

/// An act that a joint decision or a change of the poll would be.
fn act(name: &'static str, check: Check, stage: Stage, make: impl Fn(&mut Forge) -> Draft + 'static) -> Case {
    case(name, check, stage, move |f| {
        let draft = make(f);
        f.defect(draft);
    })
}

fn changes() -> Vec<Case> {
    let change = |name, make: fn(&mut Forge) -> Draft| act(name, Check::Change, Open, make);
    vec![
        change("A19 suspends until now", |f| f.suspend(0)),
        change("A19 suspends beyond the longest suspension", |f| f.suspend(3601)),
        change("A19 suspends bit by bit beyond the longest", |f| {
            let first = f.suspend(3000);
            f.post(first);
            f.suspend(3601)
        }),
        change("A19 shortens a suspension", |f| {
            let first = f.suspend(3000);
            f.post(first);
            f.suspend(60)
        }),
        change("A19 extends to the same time", |f| f.extend(f.e.setup.closes)),
        change("A19 moves the close forward", |f| f.extend(f.e.setup.closes - 60)),
        change("A19 extends beyond the latest close", |f| f.extend(f.e.manifest().latest_close + 1)),
        change("A19 takes an extension back", |f| {
            let first = f.extend(OPENS + 7200);
            f.post(first);
            f.extend(OPENS + 3600)
        }),
    ]
}

fn complaints() -> Vec<Case> {
    vec![
        act("A20 is by someone without standing", Check::Standing, Open, |f| {
            f.complaint("I am not a member.", &stranger(1))
        }),
        act("A20 is by a credential that was replaced", Check::Standing, Open, |f| {
            let key = f.e.member_keys(0).remove(0);
            let new = [public(&stranger(1)), public(&stranger(2))];
            let replace = f.replace(&f.row(0), &new);
            f.post(replace);
            f.complaint("My code does not work.", &key)
        }),
        act("A20 is longer than a complaint may be", Check::Standing, Open, |f| {
            f.says("2049 bytes");
            let key = f.e.member_keys(0).remove(0);
            f.complaint(&"a".repeat(2049), &key)
        }),
        act("A20 is a fourth complaint", Check::Standing, Open, |f| {
            f.says("3 times");
            let key = f.e.member_keys(0).remove(0);
            for text in ["One.", "Two.", "Three."] {
                let complaint = f.complaint(text, &key);
                f.post(complaint);
            }
            f.complaint("Four.", &key)
        }),
    ]
}

fn rulings() -> Vec<Case> {
    vec![
        act("A21 answers no complaint", Check::Answered, Open, |f| f.ruling(Hex32([7; 32]))),
        act("A21 answers a complaint twice", Check::Answered, Open, |f| {
            let key = f.e.member_keys(0).remove(0);
            let complaint = f.complaint("The link did not open.", &key);
            let complaint = f.post(complaint);
            let ruling = f.ruling(complaint);
            f.post(ruling);
            let again = f.ruling(complaint);
            f.change(again, |a: &mut Ruling| a.upheld = true)
        }),
    ]
}

fn joint() -> Vec<Case> {
    let annul = |name, trustees: &'static [u64]| act(name, Check::Joint, Counted, move |f| f.annul(trustees));
    let here = || public(&stranger(1));
    vec![
        annul("A22 annuls with too few trustees", &[3]),
        annul("A22 annuls without a trustee", &[]),
        annul("A22 annuls with one trustee twice", &[2, 2]),
        annul("A22 annuls with trustees out of order", &[2, 1]),
        act("A22 annuls twice", Check::Joint, Counted, |f| {
            f.says("annulled already");
            let first = f.annul(&[1, 2]);
            f.post(first);
            f.annul(&[1, 3])
        }),
        act("A22 hands over with too few trustees", Check::Joint, Announced, move |f| {
            f.handover(&[1], here(), "hustings.example")
        }),
        act("A22 hands over with one trustee twice", Check::Joint, Announced, move |f| {
            f.handover(&[3, 3], here(), "hustings.example")
        }),
    ]
}

fn handovers() -> Vec<Case> {
    let to = |name, key: fn(&Forge) -> Hex32| {
        act(name, Check::NewServer, Open, move |f| {
            f.says("already has a part");
            let key = key(f);
            f.handover(&[1, 2], key, "hustings.example")
        })
    };
    let at = |name, origin: &'static str| {
        act(name, Check::NewServer, Open, move |f| {
            f.says("no host and path");
            f.handover(&[1, 2], public(&stranger(1)), origin)
        })
    };
    vec![
        to("A23 hands over to the organiser", |f| public(&f.e.organiser)),
        to("A23 hands over to the server that is there", |f| public(&f.e.server)),
        to("A23 hands over to a member", |f| f.row(0)[0]),
        act("A23 hands over to a credential that was replaced", Check::NewServer, Open, |f| {
            let (old, id) = (f.row(0), f.id());
            let new = [1, 2].map(|r| registrar::issue(&id, r, 1, &mut f.e.rng).remove(0).credential);
            let replace = f.replace(&old, &new);
            f.post(replace);
            f.handover(&[1, 2], old[1], "hustings.example")
        }),
        at("A23 hands over to no address", ""),
        at("A23 hands over to an address with a query", "hustings.example?x"),
        at("A23 hands over to an address that climbs", "hustings.example/.."),
    ]
}
