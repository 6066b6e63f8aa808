//! D: opening.

use crate::ceremony::without_the_fifth;
use crate::common::cast;
use crate::forge::{BRANCHES, COMMITTEE, Case, Forge, Stage, case, setup};
use Stage::*;
use hustings_proofs::Scalar;
use hustings_record::acts::{At, BlobRef, ListName, Shares, Witnessed};
use hustings_record::{Base64, Check, Hex32};
use hustings_roles::Draft;
use hustings_roles::witness::Witness;

pub fn cases() -> Vec<Case> {
    [mixed(), witnessed(), small(), once(), points(), proofs()].into_iter().flatten().collect()
}

/// Trustee 1's shares of the committee's list, changed and signed anew.
fn shares(
    name: &'static str,
    check: Check,
    words: &'static str,
    change: impl Fn(&mut Shares) + 'static,
) -> Case {
    case(name, check, Mixed, move |f| {
        f.says(words);
        let draft = f.shares(1, COMMITTEE);
        let draft = f.change(draft, &change);
        f.defect(draft);
    })
}

fn mixed() -> Vec<Case> {
    vec![
        case("D1 opens what nobody has mixed", Check::Mixed, Closed, |f| {
            f.says("mixed by 0 trustees; 2 must");
            let draft = f.shares(1, COMMITTEE);
            f.defect(draft);
        }),
        case("D1 opens what one trustee has mixed", Check::Mixed, Closed, |f| {
            f.says("mixed by 1 trustees; 2 must");
            let mix = f.mix(1, COMMITTEE);
            f.post(mix);
            let draft = f.shares(1, COMMITTEE);
            f.defect(draft);
        }),
        shares("D1 opens a list that does not exist", Check::Mixed, "no list", |a| {
            a.list = ListName { contest: 2, weight: 2 };
        }),
        case("D1 opens a list that nobody voted on", Check::Mixed, Blank, |f| {
            f.says("no list contest 1, weight 2");
            f.restart(setup(), Open);
            (0..2).for_each(|member| {
                cast(&mut f.e, member).unwrap();
            });
            f.go_on(Voted, Mixed);
            let draft = f.shares(1, COMMITTEE);
            let draft = f.change(draft, |a: &mut Shares| a.list = BRANCHES);
            f.defect(draft);
        }),
    ]
}

/// The first two witnesses' cosignatures on any checkpoint and time: they are made to forget.
pub fn cosigned(f: &mut Forge, at: At, time: u64) -> Vec<Witnessed> {
    f.e.witnesses = std::mem::take(&mut f.e.witnesses).into_iter().map(Witness::afresh).collect();
    let election = f.e.state.election().unwrap();
    let tree = f.e.state.tree();
    let cosigned =
        f.e.witnesses[..2].iter_mut().map(|w| w.witnessed(election, tree, at, time).unwrap()).collect();
    f.e.witnesses = std::mem::take(&mut f.e.witnesses).into_iter().map(Witness::afresh).collect();
    cosigned
}

fn witnessed() -> Vec<Case> {
    let with = |name, words, change: fn(&mut Vec<Witnessed>)| {
        shares(name, Check::WitnessedClose, words, move |a| change(&mut a.witnessed))
    };
    let early = |name, seconds: u64| {
        case(name, Check::WitnessedClose, Mixed, move |f| {
            f.says("before the poll closed");
            let closed = f.e.state.election().unwrap().poll.as_ref().unwrap().closed_time.unwrap();
            let draft = f.shares(1, COMMITTEE);
            let cosigned = cosigned(f, f.e.state.at(), closed - seconds);
            let draft = f.change(draft, |a: &mut Shares| a.witnessed = cosigned);
            f.defect(draft);
        })
    };
    vec![
        with("D2 relies on no witness", "0 witnesses cosigned", Vec::clear),
        with("D2 relies on too few witnesses", "1 witnesses cosigned", |w| w.truncate(1)),
        with("D2 names its witnesses out of order", "ascending", |w| w.reverse()),
        with("D2 names one witness twice", "ascending", |w| w[1] = w[0].clone()),
        with("D2 names a witness who does not exist", "no such witness", |w| w[1].witness = 4),
        with("D2 names witness 0", "no such witness", |w| w[0].witness = 0),
        with("D2 has a cosignature of another witness", "witness 3", |w| w[1].witness = 3),
        with("D2 has a cosignature of 63 bytes", "another length", |w| {
            w[0].signature.0.pop();
        }),
        with("D2 has a wrong cosignature", "witness 2", |w| w[1].signature.0[0] ^= 1),
        with("D2 has a cosignature of another time", "witness 1", |w| w[0].time += 1),
        early("D2 relies on witnesses for whom the poll was still open", 61),
        case("D2 relies on a checkpoint from before the last mix", Check::WitnessedClose, Mixed, |f| {
            f.says("the last mix is entry");
            let last = f.e.state.election().unwrap().lists[0].last_entry;
            let at = At { size: last, root: Hex32(f.e.state.tree().root_at(last).unwrap()) };
            let draft = f.shares(1, COMMITTEE);
            let cosigned = cosigned(f, at, f.e.now);
            let draft = f.change(draft, |a: &mut Shares| (a.at, a.witnessed) = (at, cosigned));
            f.defect(draft);
        }),
        case("D2 relies on cosignatures of another checkpoint", Check::WitnessedClose, Mixed, |f| {
            f.says("witness 1");
            let size = f.e.state.size() - 1;
            let earlier = At { size, root: Hex32(f.e.state.tree().root_at(size).unwrap()) };
            let draft = f.shares(1, COMMITTEE);
            let cosigned = cosigned(f, earlier, f.e.now);
            let draft = f.change(draft, |a: &mut Shares| a.witnessed = cosigned);
            f.defect(draft);
        }),
    ]
}

fn small() -> Vec<Case> {
    vec![
        case("D3 opens a list of one ballot", Check::SmallList, Closed, |f| {
            f.says("1 ballots, fewer than 2");
            for trustee in [1, 2] {
                let mix = f.mix(trustee, BRANCHES);
                f.post(mix);
            }
            let draft = f.shares(1, BRANCHES);
            f.defect(draft);
        }),
        case("D7 agrees to a list that is not small", Check::NotSmall, Closed, |f| {
            let draft = f.open_small(COMMITTEE);
            f.defect(draft);
        }),
        case("D7 agrees to a list that does not exist", Check::NotSmall, Closed, |f| {
            let draft = f.open_small(ListName { contest: 9, weight: 1 });
            f.defect(draft);
        }),
        case("D7 agrees to a list twice", Check::NotSmall, Mixed, |f| {
            let draft = f.open_small(BRANCHES);
            f.defect(draft);
        }),
        case("D7 agrees to a list that nobody voted on", Check::NotSmall, Blank, |f| {
            f.restart(setup(), Open);
            cast(&mut f.e, 0).unwrap();
            f.e.close_poll().unwrap();
            let draft = f.open_small(BRANCHES);
            f.defect(draft);
        }),
    ]
}

fn once() -> Vec<Case> {
    vec![
        case("D4 opens a list twice", Check::ShareOnce, Mixed, |f| {
            f.says("already opened");
            let first = f.shares(1, COMMITTEE);
            f.post(first);
            let second = f.shares(1, COMMITTEE);
            f.defect(second);
        }),
        case("D4 opens the ballots as they were cast", Check::ShareOnce, Mixed, |f| {
            f.says("the last mix of contest 1 is");
            let unmixed = Hex32(*f.e.state.election().unwrap().lists[0].input.sha256());
            let draft = f.shares(1, COMMITTEE);
            let draft = f.change(draft, |a: &mut Shares| a.input = unmixed);
            f.defect(draft);
        }),
        case("D4 opens without a share of the key", Check::ShareOnce, Blank, |f| {
            f.says("trustee 5 holds no share");
            without_the_fifth(f);
            f.go_on(Dealt, Mixed);
            let draft = f.shares(1, COMMITTEE);
            let draft = f.change(draft, |a: &mut Shares| a.trustee = 5);
            f.defect(draft);
        }),
    ]
}

/// The shares' blob, changed and named so.
fn with_blob(f: &Forge, honest: Draft, change: impl FnOnce(&mut Vec<u8>)) -> Draft {
    let mut blob = honest.blobs[0].clone();
    change(&mut blob);
    let named = BlobRef::of(&blob);
    let mut draft = f.change(honest, |a: &mut Shares| a.shares = named);
    draft.blobs = vec![blob];
    draft
}

fn blob(name: &'static str, check: Check, words: &'static str, change: fn(&mut Vec<u8>)) -> Case {
    case(name, check, Mixed, move |f| {
        f.says(words);
        let honest = f.shares(1, COMMITTEE);
        let draft = with_blob(f, honest, change);
        f.defect(draft);
    })
}

fn points() -> Vec<Case> {
    let with = |name, words, change: fn(&mut Vec<u8>)| blob(name, Check::SharePoints, words, change);
    vec![
        with("D5 lacks the share for the lot", "the shares take 224 bytes, these are 192", |b| {
            b.truncate(192)
        }),
        with("D5 has a share too many", "these are 256", |b| b.extend_from_within(..32)),
        with("D5 has no shares", "these are 0", Vec::clear),
        with("D5 has a share that is no point", "share 3", |b| b[96..128].fill(0xff)),
        with("D5 has a share for the lot that is no point", "share 6", |b| b[192..].fill(0xff)),
    ]
}

fn proofs() -> Vec<Case> {
    let none = Hex32([0xff; 32]);
    let proof =
        |name, words, change: Box<dyn Fn(&mut Shares)>| shares(name, Check::ShareProof, words, change);
    vec![
        blob("D6 exchanges the shares of two ballots", Check::ShareProof, "does not hold", |b| {
            let (first, second) = (b[..32].to_vec(), b[32..64].to_vec());
            b[..32].copy_from_slice(&second);
            b[32..64].copy_from_slice(&first);
        }),
        blob("D6 has another share for the lot", Check::ShareProof, "does not hold", |b| {
            let first = b[..32].to_vec();
            b[192..].copy_from_slice(&first);
        }),
        blob("D6 opens a ballot with nothing", Check::ShareProof, "does not hold", |b| b[..32].fill(0)),
        proof(
            "D6 has another response",
            "does not hold",
            Box::new(|a| {
                a.proof.response = Hex32(Scalar::from(7u64).to_bytes());
            }),
        ),
        proof(
            "D6 has a proof that is no scalar",
            "proof of the shares",
            Box::new(move |a| {
                a.proof.response = none;
            }),
        ),
        proof(
            "D6 has a proof that is no point",
            "proof of the shares",
            Box::new(move |a| {
                a.proof.commitment_g = none;
            }),
        ),
        proof(
            "D6 has a second commitment that is no point",
            "proof of the shares",
            Box::new(move |a| {
                a.proof.commitment_a = none;
            }),
        ),
        proof("D6 has another trustee's shares", "trustee 2", Box::new(|a| a.trustee = 2)),
        case("D6 has the shares of another list", Check::ShareProof, Mixed, |f| {
            f.says("does not hold");
            let input = f.e.state.election().unwrap().lists[0].current_hash();
            let draft = f.shares(1, ListName { contest: 2, weight: 1 });
            let draft = f.change(draft, |a: &mut Shares| (a.list, a.input) = (COMMITTEE, input));
            f.defect(draft);
        }),
    ]
}

/// What a cosignature is written as.
#[test]
fn a_cosignature_has_64_bytes() {
    let mut forge = Forge::at(Mixed);
    let at = forge.e.state.at();
    let time = forge.e.now;
    assert!(
        cosigned(&mut forge, at, time).iter().all(|w| matches!(&w.signature, Base64(s) if s.len() == 64))
    );
}
