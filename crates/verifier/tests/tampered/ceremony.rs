//! K1, K6 to K8: who speaks in the key ceremony, complaints, confirmations.

use crate::common::OPENS;
use crate::dealings::{commit_to, dealing, reveal};
use crate::forge::{Case, Forge, Stage, case, setup};
use Stage::*;
use hustings_proofs::Scalar;
use hustings_proofs::keys::{self, Dealing};
use hustings_record::acts::*;
use hustings_record::{Base64, Check, Hex32};
use hustings_roles::Draft;
use hustings_roles::everyone::Setup;

pub fn cases() -> Vec<Case> {
    [speaking(), complaints(), confirmations()].into_iter().flatten().collect()
}

/// A case whose defect is this act.
pub fn act(
    name: &'static str,
    check: Check,
    stage: Stage,
    make: impl Fn(&mut Forge) -> Draft + 'static,
) -> Case {
    case(name, check, stage, move |f| {
        let draft = make(f);
        f.defect(draft);
    })
}

/// A later act of this kind names the log as it is then.
macro_rules! again {
    ($f:expr, $kind:ident, $draft:expr) => {{
        let at = $f.e.state.at();
        $f.change($draft, |a: &mut $kind| a.at = at)
    }};
}

/// Five trustees, of whom the fifth was put out because it said nothing.
pub fn without_the_fifth(f: &mut Forge) -> Draft {
    f.restart(Setup { trustees: 5, threshold: 3, ..setup() }, Frozen);
    let fifth = f.speak(5);
    (1..=4).for_each(|t| {
        let draft = f.speak(t);
        f.post(draft);
    });
    f.e.tick(1800).unwrap();
    fifth
}

pub fn complaint(f: &Forge, trustee: u64, dealer: u64) -> Draft {
    f.sign(KeyComplaint { election: f.id(), at: f.e.state.at(), ceremony: 1, trustee, dealer })
}

pub fn answer(f: &Forge, trustee: u64, complainer: u64) -> Draft {
    let (election, at) = (f.id(), f.e.state.at());
    f.sign(KeyAnswer { election, at, ceremony: 1, trustee, complainer, share: Hex32([1; 32]) })
}

fn speaking() -> Vec<Case> {
    vec![
        act("K1 is of another ceremony", Check::Round, Frozen, |f| {
            f.says("it is for ceremony 2, this is 1");
            let draft = f.speak(1);
            f.change(draft, |a: &mut KeyCommit| a.ceremony = 2)
        }),
        act("K1 commits twice", Check::Round, Frozen, |f| {
            f.says("already spoken in the round of commitments");
            let draft = f.speak(1);
            f.post(draft.clone());
            again!(f, KeyCommit, draft)
        }),
        act("K1 reveals twice", Check::Round, Committed, |f| {
            let draft = f.speak(2);
            f.post(draft.clone());
            again!(f, KeyReveal, draft)
        }),
        act("K1 sends shares twice", Check::Round, Revealed, |f| {
            let draft = f.speak(3);
            f.post(draft);
            let (election, at) = (f.id(), f.e.state.at());
            f.sign(KeyShares { election, at, ceremony: 1, trustee: 3, shares: Vec::new() })
        }),
        act("K1 confirms twice", Check::Round, Dealt, |f| {
            let draft = f.speak(1);
            f.post(draft.clone());
            again!(f, KeyConfirm, draft)
        }),
        act("K1 complains after it confirmed", Check::Round, Dealt, |f| {
            let draft = f.speak(1);
            f.post(draft);
            complaint(f, 1, 2)
        }),
        act("K1 confirms while its complaint is open", Check::Round, Dealt, |f| {
            f.says("own complaint is not answered");
            let confirm = f.speak(1);
            let complaint = complaint(f, 1, 2);
            f.post(complaint);
            again!(f, KeyConfirm, confirm)
        }),
        act("K1 answers in another ceremony", Check::Round, Dealt, |f| {
            f.says("it is for ceremony 2");
            let complaint = complaint(f, 1, 2);
            f.post(complaint);
            let draft = answer(f, 2, 1);
            f.change(draft, |a: &mut KeyAnswer| a.ceremony = 2)
        }),
        act("K1 is of a trustee who was put out", Check::Round, Blank, |f| {
            f.says("trustee 5 has no part in ceremony 2");
            let fifth = without_the_fifth(f);
            let at = f.e.state.at();
            f.change(fifth, |a: &mut KeyCommit| (a.at, a.ceremony) = (at, 2))
        }),
        act("K1 checks a key of which it holds no share", Check::Round, Blank, |f| {
            f.says("trustee 5 holds no share");
            without_the_fifth(f);
            f.e.key_ceremony().unwrap();
            let draft = f.key_check(1);
            f.change(draft, |a: &mut KeyCheck| a.trustee = 5)
        }),
        act("K1 erases a key twice", Check::Round, Keyed, |f| {
            f.says("already said so");
            let (election, at) = (f.id(), f.e.state.at());
            f.sign(KeyErased { election, at, trustee: 1, erased: Erased::Hpke })
        }),
    ]
}

fn complaints() -> Vec<Case> {
    vec![
        act("K6 complains of itself", Check::Accusation, Dealt, |f| complaint(f, 1, 1)),
        act("K6 complains of nobody", Check::Accusation, Dealt, |f| complaint(f, 1, 4)),
        act("K6 complains of one who was put out", Check::Accusation, Blank, |f| {
            without_the_fifth(f);
            (0..3).for_each(|_| crate::stage::everyone_speaks(&mut f.e));
            let draft = complaint(f, 1, 5);
            f.change(draft, |a: &mut KeyComplaint| a.ceremony = 2)
        }),
        act("K6 complains twice", Check::Accusation, Dealt, |f| {
            f.says("already complained");
            let first = complaint(f, 1, 2);
            f.post(first);
            complaint(f, 1, 2)
        }),
        act("K7 answers no complaint", Check::CeremonyAnswer, Dealt, |f| answer(f, 2, 1)),
        act("K7 answers another's complaint", Check::CeremonyAnswer, Dealt, |f| {
            let first = complaint(f, 1, 2);
            f.post(first);
            answer(f, 3, 1)
        }),
        act("K7 answers twice", Check::CeremonyAnswer, Dealt, |f| {
            let first = complaint(f, 1, 2);
            f.post(first);
            let honest = f.speak(2);
            f.post(honest);
            answer(f, 2, 1)
        }),
    ]
}

fn confirmations() -> Vec<Case> {
    let confirmed = |name, words, change: fn(&mut KeyConfirm)| {
        act(name, Check::Confirmed, Dealt, move |f| {
            f.says(words);
            let draft = f.speak(1);
            f.change(draft, change)
        })
    };
    vec![
        confirmed("K8 computed another joint key", "another joint key", |a| a.joint_key = a.verification_key),
        confirmed("K8 computed another key of its own", "another verification key", |a| {
            a.verification_key = a.joint_key;
        }),
        act("K8 ends in no key at all", Check::Confirmed, Frozen, |f| {
            // Three dealers in league, whose parts of the key add up to nothing.
            f.says("the identity");
            let parts = [Scalar::from(3u64), Scalar::from(4u64), -Scalar::from(7u64)];
            let deal = |t: usize| {
                move |b: &keys::Ceremony, h: &[u8; 32]| {
                    dealing(b, t as u32, h, &[parts[t - 1], Scalar::from(OPENS)])
                }
            };
            let dealings: Vec<Dealing> = (1..=3).map(|t| commit_to(f, t, deal(t))).collect();
            for (trustee, dealing) in (1..).zip(&dealings) {
                let draft = reveal(f, trustee, dealing);
                f.post(draft);
            }
            for trustee in 1..=3 {
                let others = (1..=3).filter(|t| *t != trustee);
                let shares =
                    others.map(|recipient| SealedShare { recipient, sealed: Base64(vec![0; 80]) }).collect();
                let (election, at) = (f.id(), f.e.state.at());
                let draft = f.sign(KeyShares { election, at, ceremony: 1, trustee, shares });
                f.post(draft);
            }
            let (election, at) = (f.id(), f.e.state.at());
            let zero = Hex32([0; 32]);
            f.sign(KeyConfirm {
                election,
                at,
                ceremony: 1,
                trustee: 1,
                joint_key: zero,
                verification_key: zero,
            })
        }),
    ]
}
