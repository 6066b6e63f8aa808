//! A3, A4: who signs, and whether they did.

use crate::forge::{COMMITTEE, Case, Stage, case, stranger};
use Stage::*;
use hustings_record::acts::{Ballot, Clock, KeyCommit, Mix};
use hustings_record::log::note;
use hustings_record::{Act, Check, Hex32};
use hustings_roles::{Draft, public, registrar};

pub fn cases() -> Vec<Case> {
    [lines(), offices(), signatures()].into_iter().flatten().collect()
}

/// The lines are not those needed.
fn lines() -> Vec<Case> {
    vec![
        case("A3 lacks a signature", Check::Signers, Registered, |f| {
            f.says("it needs [registrar-1, registrar-2] and is signed by [registrar-1]");
            let draft = registrar::register(&f.e.state, &f.e.rows()).unwrap();
            let draft = f.sign_as(draft, "registrar-1");
            f.defect(draft);
        }),
        case("A3 has a signature too many", Check::Signers, Announced, |f| {
            f.says("it needs [server]");
            let draft = f.sign_as(f.clock(60), "organiser");
            f.defect(draft);
        }),
        case("A3 has a signature twice", Check::Signers, Announced, |f| {
            let draft = f.sign_as(f.clock(60), "server");
            f.defect(draft);
        }),
        case("A3 has its signatures in another order", Check::Signers, Registered, |f| {
            let draft = registrar::register(&f.e.state, &f.e.rows()).unwrap();
            let draft = f.sign_as(f.sign_as(draft, "registrar-2"), "registrar-1");
            f.defect(draft);
        }),
        case("A3 is signed by another office", Check::Signers, Registered, |f| {
            f.says("it needs [organiser] and is signed by [scrutineer]");
            let draft = f.sign_as(Draft::new(f.freeze().act), "scrutineer");
            f.defect(draft);
        }),
        case("A3 is signed with a stranger's key", Check::Signers, Registered, |f| {
            f.says("another key's number");
            let draft = Draft::new(f.freeze().act).sign("organiser", &stranger(1));
            f.defect(draft);
        }),
        case("A3 has a signature of another length", Check::Signers, Registered, |f| {
            f.says("has 63 bytes, not 64");
            let draft = f.freeze();
            let signer = Some("organiser".to_owned());
            f.defect_of_form(with_line(&draft, |line| line.signature.truncate(63)));
            f.place.signer = signer;
        }),
        case("A3 admits an outage without the scrutineer", Check::Signers, Open, |f| {
            f.says("it needs [server, scrutineer]");
            let draft = f.e.clock(f.e.now + 120, true).unwrap();
            f.defect(draft);
        }),
        case("A3 is a manifest that a trustee did not sign", Check::Signers, Blank, |f| {
            let draft = Draft::new(f.e.manifest());
            let names =
                ["organiser", "registrar-1", "registrar-2", "scrutineer", "trustee-1", "trustee-2", "server"];
            let draft = names.iter().fold(draft, |d, name| f.sign_as(d, name));
            f.defect(draft);
        }),
        case("A3 is a ballot signed with one credential of two", Check::Signers, Open, |f| {
            let honest = f.ballot(0);
            let draft = f.sign_as(Draft::new(honest.act), "credential-1");
            f.defect(draft);
        }),
        case("A3 is a ballot of nobody", Check::Signers, Open, |f| {
            let Act::Ballot(mut ballot) = f.ballot(0).act else { return };
            ballot.credentials.clear();
            let draft = Draft::new(ballot).sign("nobody", &stranger(1));
            f.defect(draft);
            f.found_through("credential ");
        }),
        case("A3 is a handover that the new server did not accept", Check::Signers, Announced, |f| {
            f.says("it needs [trustee-1, trustee-2, scrutineer, server]");
            let honest = f.handover(&[1, 2], public(&stranger(1)), "hustings.example");
            let names = ["trustee-1", "trustee-2", "scrutineer"];
            let draft = names.iter().fold(Draft::new(honest.act), |d, name| f.sign_as(d, name));
            f.defect(draft);
        }),
    ]
}

/// There is nobody who could sign.
fn offices() -> Vec<Case> {
    let told_by = |name, by: &'static str| {
        case(name, Check::Signers, Announced, move |f| {
            let Act::Clock(mut clock) = f.clock(60).act else { return };
            clock.by = by.to_owned();
            let draft = Draft::new(clock).sign(by, &stranger(1));
            f.defect(draft);
        })
    };
    vec![
        told_by("A3 is the time told by the organiser", "organiser"),
        told_by("A3 is the time told by trustee 01", "trustee-01"),
        told_by("A3 is the time told by no number", "trustee-"),
        told_by("A3 is the time told by trustee 4 of 3", "trustee-4"),
        told_by("A3 is the time told by trustee 0", "trustee-0"),
        case("A3 is of a trustee who does not exist", Check::Signers, Frozen, |f| {
            f.says("there is no trustee 4");
            let Act::KeyCommit(mut act) = f.speak(1).act else { return };
            act.trustee = 4;
            let draft = Draft::new(Act::from(KeyCommit { ..act })).sign("trustee-4", &stranger(1));
            f.defect(draft);
        }),
        case("A3 is of a trustee numbered beyond counting", Check::Signers, Closed, |f| {
            let honest = f.mix(1, COMMITTEE);
            let Act::Mix(act) = honest.act else { return };
            let draft = Draft::new(Mix { trustee: (1 << 53) - 1, ..act }).sign("trustee-1", &stranger(1));
            f.defect(honest.blobs.into_iter().fold(draft, Draft::with_blob));
        }),
        case("A3 is a ballot of a credential that is no key", Check::Signers, Open, |f| {
            f.says("no valid key");
            let draft = f.ballot(0);
            let draft = f.change(draft, |a: &mut Ballot| a.credentials[1] = Hex32([0xff; 32]));
            f.defect(draft);
        }),
        case("A3 is a complaint by a key of small order", Check::Signers, Open, |f| {
            f.says("small order");
            let draft = f.complaint("Never mind.", &stranger(1));
            let draft = f.change(draft, |a: &mut hustings_record::acts::Complaint| a.by = small_order());
            f.defect(draft);
        }),
        case("A3 is a handover to a key that is none", Check::Signers, Announced, |f| {
            f.says("no valid key");
            let draft = f.handover(&[1, 2], Hex32([0xff; 32]), "hustings.example");
            f.defect(draft);
        }),
    ]
}

/// The encoding of Edwards' neutral point (0, 1).
fn small_order() -> Hex32 {
    let mut key = [0; 32];
    key[0] = 1;
    Hex32(key)
}

/// The entry with its last line changed.
fn with_line(draft: &Draft, change: impl FnOnce(&mut note::SignatureLine)) -> Vec<u8> {
    let entry = draft.entry();
    let (text, mut lines) = note::split(&entry).unwrap();
    change(lines.last_mut().unwrap());
    note::join(text, &lines)
}

/// The lines are right, what stands on them is not.
fn signatures() -> Vec<Case> {
    let flipped = |name, byte: usize, signer| {
        case(name, Check::Signature, Registered, move |f| {
            let draft = f.register();
            f.e.keep(draft.blobs.clone());
            f.defect_of_form(with_line(&draft, |line| line.signature[byte] ^= 1));
            f.found_through(signer);
        })
    };
    vec![
        flipped("A4 has another R", 5, "registrar-2"),
        flipped("A4 has another S", 37, "registrar-2"),
        flipped("A4 has an S above the order", 63, "registrar-2"),
        case("A4 is signed over another text", Check::Signature, Announced, |f| {
            let (honest, other) = (f.clock(60), f.clock(61));
            let entry = other.entry();
            let (_, lines) = note::split(&entry).unwrap();
            f.defect_of_form(note::join(&honest.act.text(), &lines));
            f.found_through("server");
        }),
        case("A4 is a manifest that one signer did not see", Check::Signature, Blank, |f| {
            let draft = f.sign(f.e.manifest());
            let other =
                f.sign(hustings_record::acts::Manifest { title: "Other".to_owned(), ..f.e.manifest() });
            let (entry, other) = (draft.entry(), other.entry());
            let (text, mut lines) = note::split(&entry).unwrap();
            lines[3] = note::split(&other).unwrap().1.remove(3);
            f.defect_of_form(note::join(text, &lines));
            f.found_through("scrutineer");
        }),
        case("A4 is a ballot changed after it was signed", Check::Signature, Open, |f| {
            let (mine, signed) = (f.ballot(0), f.ballot(0));
            let (entry, words) = (signed.entry(), f.row(0).iter().map(Hex32::short).collect::<Vec<_>>());
            let (_, lines) = note::split(&entry).unwrap();
            f.defect_of_form(note::join(&mine.act.text(), &lines));
            f.found_through(&format!("credential {}", words.join(" and ")));
        }),
        case("A4 is a time that another time was signed for", Check::Signature, Open, |f| {
            let draft = f.clock(60);
            let entry = draft.entry();
            let (_, lines) = note::split(&entry).unwrap();
            let Act::Clock(act) = draft.act else { return };
            let later = Act::from(Clock { time: act.time - 1, ..act });
            f.defect_of_form(note::join(&later.text(), &lines));
            f.found_through("server");
        }),
    ]
}
