//! A10: acts that do not belong to the stage of the election.

use crate::common::OPENS;
use crate::forge::{COMMITTEE, Case, Forge, Stage, case};
use Stage::*;
use hustings_record::acts::{self, *};
use hustings_record::{Check, Hex32};
use hustings_roles::Draft;

pub fn cases() -> Vec<Case> {
    [early(), late()].into_iter().flatten().collect()
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
