//! A5 to A13: the order of acts, and time.

use crate::common::OPENS;
use crate::forge::{COMMITTEE, Case, Forge, Stage, case, setup};
use Stage::*;
use hustings_record::acts::{self, *};
use hustings_record::log::EMPTY_ROOT;
use hustings_record::{Check, Hex32};
use hustings_roles::Draft;
use hustings_roles::everyone::Setup;

pub fn cases() -> Vec<Case> {
    [order(), checkpoints(), early(), late(), time(), dates()].into_iter().flatten().collect()
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

/// Acts before their stage.
fn early() -> Vec<Case> {
    let at = |name, stage, make: fn(&mut Forge) -> Draft| {
        case(name, Check::Phase, stage, move |f| {
            let draft = make(f);
            f.defect(draft);
        })
    };
    vec![
        at("A10 is a freeze without a register", Announced, |f| {
            f.sign(Freeze {
                election: f.id(),
                at: f.e.state.at(),
                register: Hex32([7; 32]),
                small_lists: Vec::new(),
            })
        }),
        at("A10 replaces before the freeze", Registered, |f| f.replace(&f.row(0), &f.row(1))),
        at("A10 reveals while others commit", Frozen, |f| {
            let commit = f.speak(1);
            f.post(commit);
            f.sign(reveal_of(f, 1))
        }),
        at("A10 sends shares while others reveal", Committed, |f| {
            let act = KeyShares {
                election: f.id(),
                at: f.e.state.at(),
                ceremony: 1,
                trustee: 1,
                shares: Vec::new(),
            };
            f.sign(act)
        }),
        at("A10 complains before shares are sent", Revealed, |f| f.sign(complaint_of(f))),
        at("A10 answers before there are shares", Revealed, |f| {
            let (election, at) = (f.id(), f.e.state.at());
            f.sign(KeyAnswer { election, at, ceremony: 1, trustee: 2, complainer: 1, share: Hex32([0; 32]) })
        }),
        at("A10 confirms before there are shares", Revealed, |f| f.sign(confirm_of(f))),
        at("A10 commits when there is no ceremony", Registered, |f| {
            let act = KeyCommit {
                election: f.id(),
                at: f.e.state.at(),
                ceremony: 1,
                trustee: 1,
                hpke_key: Hex32([9; 32]),
                commitment: hustings_record::Base64(vec![0; 64]),
            };
            f.sign(act)
        }),
        at("A10 checks a key that is not made", Dealt, |f| {
            let (commitment, response) = (Hex32([0; 32]), Hex32([0; 32]));
            let proof = SchnorrProof { commitment, response };
            f.sign(KeyCheck { election: f.id(), at: f.e.state.at(), trustee: 1, proof })
        }),
        at("A10 erases a key that is still needed", Dealt, |f| erased(f, Erased::Hpke)),
        at("A10 erases a share before the end", Counted, |f| erased(f, Erased::Share)),
        at("A10 opens the poll before there is a key", Dealt, |f| {
            let (election, at) = (f.id(), f.e.state.at());
            f.sign(acts::Open { election, at, register: Hex32([0; 32]), joint_key: Hex32([0; 32]) })
        }),
        at("A10 votes before the poll is open", Keyed, |f| {
            let credentials = f.row(0);
            let (election, open) = (f.id(), Hex32([0; 32]));
            f.sign(Ballot { election, open, credentials, previous: None, parts: Vec::new() })
        }),
        at("A10 suspends a poll that is not open", Keyed, |f| f.suspend(60)),
        at("A10 mixes before the close", Voted, |f| {
            let (blob, at) = (BlobRef::of(b""), f.e.state.at());
            let list = COMMITTEE;
            let input = Hex32([0; 32]);
            let (election, output, proof) = (f.id(), blob, blob);
            f.sign(Mix { election, at, trustee: 1, list, number: 1, input, output, proof })
                .with_blob(Vec::new())
        }),
        at("A10 agrees to a small list before the close", Voted, |f| f.open_small(crate::forge::BRANCHES)),
        at("A10 states a result before the opening", Mixed, |f| {
            let (election, at) = (f.id(), f.e.state.at());
            let by = hustings_roles::public(&f.e.publisher);
            f.sign(ElectionResult { election, at, by, profiles: Vec::new(), outcomes: Vec::new() })
        }),
        at("A10 certifies before the result", Opened, |f| {
            f.sign(Certify { election: f.id(), at: f.e.state.at(), trustee: 1, result: Hex32([0; 32]) })
        }),
        at("A10 reports before the result", Opened, |f| {
            let (election, at) = (f.id(), f.e.state.at());
            f.sign(Report { election, at, result: Hex32([0; 32]), agrees: true, reason: String::new() })
        }),
    ]
}

fn reveal_of(f: &Forge, trustee: u64) -> KeyReveal {
    let zero = Hex32([0; 32]);
    KeyReveal {
        election: f.id(),
        at: f.e.state.at(),
        ceremony: 1,
        trustee,
        coefficients: vec![zero; 2],
        possession: SchnorrProof { commitment: zero, response: zero },
    }
}

fn complaint_of(f: &Forge) -> KeyComplaint {
    KeyComplaint { election: f.id(), at: f.e.state.at(), ceremony: 1, trustee: 1, dealer: 2 }
}

fn confirm_of(f: &Forge) -> KeyConfirm {
    let zero = Hex32([0; 32]);
    let (election, at) = (f.id(), f.e.state.at());
    KeyConfirm { election, at, ceremony: 1, trustee: 1, joint_key: zero, verification_key: zero }
}

fn erased(f: &Forge, erased: Erased) -> Draft {
    f.sign(KeyErased { election: f.id(), at: f.e.state.at(), trustee: 1, erased })
}

/// Acts after their stage.
fn late() -> Vec<Case> {
    let at = |name, stage, make: fn(&mut Forge) -> Draft| {
        case(name, Check::Phase, stage, move |f| {
            let draft = make(f);
            f.defect(draft);
        })
    };
    vec![
        at("A10 publishes a register after the freeze", Frozen, |f| f.register()),
        at("A10 freezes twice", Frozen, |f| f.freeze()),
        at("A10 commits after the ceremony", Frozen, |f| {
            let commit = f.speak(1);
            f.go_on(Frozen, Keyed);
            let at = f.e.state.at();
            f.change(commit, |a: &mut KeyCommit| a.at = at)
        }),
        at("A10 opens twice", Open, |f| f.open()),
        at("A10 checks a key when the poll is open", Open, |f| f.key_check(1)),
        at("A10 votes while the poll is suspended", Open, |f| {
            f.says("the poll is suspended");
            let suspend = f.suspend(60);
            f.post(suspend);
            f.ballot(0)
        }),
        at("A10 votes after the close", Voted, |f| {
            let ballot = f.ballot(7);
            f.e.close_poll().unwrap();
            ballot
        }),
        at("A10 replaces after the close", Closed, |f| f.replace(&f.row(7), &f.row(7))),
        at("A10 suspends after the close", Closed, |f| f.suspend(60)),
        at("A10 extends after the close", Closed, |f| f.extend(OPENS + 3600)),
        at("A10 mixes after the opening", Mixed, |f| {
            let mix = f.mix(1, COMMITTEE);
            f.go_on(Mixed, Opened);
            let at = f.e.state.at();
            f.change(mix, |a: &mut Mix| a.at = at)
        }),
        at("A10 opens shares after the result", Opened, |f| {
            let shares = f.shares(3, COMMITTEE);
            f.go_on(Opened, Counted);
            let at = f.e.state.at();
            f.change(shares, |a: &mut Shares| a.at = at)
        }),
        at("A10 states a second result", Counted, |f| {
            let result = f.result();
            f.change(result, |a: &mut ElectionResult| a.outcomes[0].valid += 1)
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
