//! K9 to K11: key checks and the opening of the poll.

use crate::common::OPENS;
use crate::forge::{Case, Forge, Stage, case, setup};
use Stage::*;
use hustings_record::acts::{At, KeyCheck, Open};
use hustings_record::{Check, Hex32};
use hustings_roles::everyone::Setup;

pub fn cases() -> Vec<Case> {
    [checks(), fresh(), named()].into_iter().flatten().collect()
}

fn checks() -> Vec<Case> {
    let check = |name, words, change: fn(&mut KeyCheck)| {
        case(name, Check::KeyCheck, Keyed, move |f| {
            f.says(words);
            let draft = f.key_check(1);
            let draft = f.change(draft, change);
            f.defect(draft);
        })
    };
    vec![
        check("K9 proves nothing", "does not hold", |a| a.proof.response = Hex32([0; 32])),
        check("K9 proves with what is no point", "proof of knowledge", |a| {
            a.proof.commitment = Hex32([0xff; 32]);
        }),
        check("K9 proves with what is no scalar", "proof of knowledge", |a| {
            a.proof.response = Hex32([0xff; 32])
        }),
        check("K9 shows another trustee's share", "trustee 2", |a| a.trustee = 2),
        case("K9 is a proof of an earlier day", Check::KeyCheck, Keyed, |f| {
            f.says("does not hold");
            let draft = f.key_check(1);
            f.e.tick(3600).unwrap();
            let at = f.e.state.at();
            let draft = f.change(draft, |a: &mut KeyCheck| a.at = at);
            f.defect(draft);
        }),
        case("K9 is a proof of the same root and another size", Check::KeyCheck, Keyed, |f| {
            let draft = f.key_check(1);
            let size = f.e.state.size() - 1;
            let at = At { size, root: Hex32(f.e.state.tree().root_at(size).unwrap()) };
            let draft = f.change(draft, |a: &mut KeyCheck| a.at = at);
            f.defect(draft);
        }),
    ]
}

/// Time comes to where the poll may be opened; these trustees have shown their shares.
fn checked(f: &mut Forge, trustees: &[usize]) {
    f.e.tick_to(OPENS).unwrap();
    for trustee in trustees {
        let check = f.key_check(*trustee);
        f.post(check);
    }
}

fn fresh() -> Vec<Case> {
    let by = |name, trustees: &'static [usize]| {
        case(name, Check::FreshChecks, Keyed, move |f| {
            checked(f, trustees);
            let draft = f.open();
            f.defect(draft);
        })
    };
    vec![
        by("K10 opens without a key check", &[]),
        by("K10 opens with too few key checks", &[3]),
        by("K10 opens with two key checks of one trustee", &[3, 3]),
        case("K10 opens with key checks of the day before yesterday", Check::FreshChecks, Keyed, |f| {
            f.restart(Setup { closes: OPENS + 48 * 3600, ..setup() }, Keyed);
            checked(f, &[1, 2, 3]);
            f.e.tick(24 * 3600 + 1).unwrap();
            let draft = f.open();
            f.defect(draft);
        }),
        case("K10 opens with new key checks of an old root", Check::FreshChecks, Keyed, |f| {
            f.restart(Setup { closes: OPENS + 48 * 3600, ..setup() }, Keyed);
            checked(f, &[3]);
            let old = [1, 2].map(|t| f.key_check(t));
            f.e.tick(24 * 3600 + 1).unwrap();
            let new = f.key_check(3);
            f.post(new);
            old.into_iter().for_each(|check| {
                f.post(check);
            });
            let draft = f.open();
            f.defect(draft);
        }),
    ]
}

fn named() -> Vec<Case> {
    let opening = |name, words, change: fn(&mut Open, &Forge)| {
        case(name, Check::OpenNames, Keyed, move |f| {
            f.says(words);
            checked(f, &[1, 2, 3]);
            let draft = f.open();
            let draft = f.change(draft, |a: &mut Open| change(a, f));
            f.defect(draft);
        })
    };
    vec![
        opening("K11 names a key that is another trustee's", "joint key", |a, f| {
            let keys = f.e.state.election().unwrap().keys.as_ref().unwrap();
            a.joint_key = Hex32(hustings_proofs::group::encode(&keys.joint.verification_key(1).unwrap()));
        }),
        opening("K11 names another register", "names register", |a, _| a.register = Hex32([7; 32])),
        opening("K11 names the register act for its rows", "names register", |a, f| {
            a.register = f.e.state.election().unwrap().register.as_ref().unwrap().act;
        }),
    ]
}
