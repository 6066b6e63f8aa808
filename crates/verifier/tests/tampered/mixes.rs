//! M: mixes.

use crate::common::cast;
use crate::forge::{BRANCHES, COMMITTEE, Case, Forge, Stage, case, setup};
use Stage::*;
use hustings_proofs::{Scalar, shuffle::Proof};
use hustings_record::Check;
use hustings_record::acts::{BlobRef, ListName, Mix};
use hustings_roles::Draft;

pub fn cases() -> Vec<Case> {
    [order(), outputs(), forms(), proofs()].into_iter().flatten().collect()
}

/// Trustee 1's first mix of the committee's list, changed and signed anew.
fn mix(name: &'static str, check: Check, words: &'static str, change: impl Fn(&mut Mix) + 'static) -> Case {
    case(name, check, Closed, move |f| {
        f.says(words);
        let draft = f.mix(1, COMMITTEE);
        let draft = f.change(draft, &change);
        f.defect(draft);
    })
}

fn order() -> Vec<Case> {
    vec![
        mix("M1 mixes a list that does not exist", Check::MixOrder, "no list contest 3", |a| {
            a.list = ListName { contest: 3, weight: 1 };
        }),
        mix("M1 mixes a list of another weight", Check::MixOrder, "no list contest 1, weight 3", |a| {
            a.list.weight = 3;
        }),
        mix("M1 is the second before the first", Check::MixOrder, "the next is 1", |a| a.number = 2),
        mix("M1 is mix 0", Check::MixOrder, "the next is 1", |a| a.number = 0),
        case("M1 mixes a list that nobody voted on", Check::MixOrder, Blank, |f| {
            f.says("no list contest 1, weight 2");
            f.restart(setup(), Open);
            cast(&mut f.e, 0).unwrap();
            f.e.close_poll().unwrap();
            let draft = f.mix(1, COMMITTEE);
            let draft = f.change(draft, |a: &mut Mix| a.list = BRANCHES);
            f.defect(draft);
        }),
        case("M1 mixes after the opening began", Check::MixOrder, Closed, |f| {
            f.says("already being opened");
            for trustee in [1, 2] {
                let draft = f.mix(trustee, COMMITTEE);
                f.post(draft);
            }
            let (late, shares) = (f.mix(3, COMMITTEE), f.shares(1, COMMITTEE));
            f.post(shares);
            f.defect(late);
        }),
        case("M2 is of a trustee who has mixed", Check::MixOnce, Closed, |f| {
            let first = f.mix(1, COMMITTEE);
            f.post(first);
            let second = f.mix(1, COMMITTEE);
            f.defect(second);
        }),
        case("M3 starts from the ballots after another's mix", Check::MixInput, Closed, |f| {
            let first = f.mix(1, COMMITTEE);
            let second = f.mix(2, COMMITTEE);
            f.post(first);
            let second = f.change(second, |a: &mut Mix| a.number = 2);
            f.defect(second);
        }),
        mix("M3 starts from another list", Check::MixInput, "it starts from", |a| a.input = a.output.sha256),
    ]
}

/// A draft with one of its blobs changed, and named so.
fn with_blob(f: &Forge, honest: Draft, n: usize, change: impl FnOnce(&mut Vec<u8>)) -> Draft {
    let mut blobs = honest.blobs.clone();
    change(&mut blobs[n]);
    let named = BlobRef::of(&blobs[n]);
    let mut draft = f.change(honest, |a: &mut Mix| *[&mut a.output, &mut a.proof][n] = named);
    draft.blobs = blobs;
    draft
}

fn blob(
    name: &'static str,
    check: Check,
    words: &'static str,
    n: usize,
    change: impl Fn(&mut Vec<u8>) + 'static,
) -> Case {
    case(name, check, Closed, move |f| {
        f.says(words);
        let honest = f.mix(1, COMMITTEE);
        let draft = with_blob(f, honest, n, &change);
        f.defect(draft);
    })
}

fn outputs() -> Vec<Case> {
    let output = |name, words, change: fn(&mut Vec<u8>)| blob(name, Check::MixOutput, words, 0, change);
    vec![
        output("M4 drops a ballot", "it gives 320 bytes", |b| b.truncate(5 * 64)),
        output("M4 adds a ballot", "it gives 448 bytes", |b| b.extend_from_within(..64)),
        output("M4 gives nothing", "it gives 0 bytes", Vec::clear),
        output("M4 gives a byte too many", "it gives 385 bytes", |b| b.push(0)),
        output("M4 has a first part that is no point", "row 2, block 0, first part", |b| {
            b[128..160].fill(0xff)
        }),
        output("M4 has a second part that is no point", "row 2, block 0, second part", |b| {
            b[160..192].fill(0xff);
        }),
        output("M4 has a ballot that hides nothing", "identity", |b| b[128..160].fill(0)),
    ]
}

fn forms() -> Vec<Case> {
    let proof = |name, words, change: fn(&mut Vec<u8>)| blob(name, Check::MixProofForm, words, 1, change);
    vec![
        proof("M5 breaks off", "the proof takes", |b| b.truncate(b.len() - 32)),
        proof("M5 has something more", "the proof takes", |b| b.extend([0; 32])),
        proof("M5 has no proof", "the proof takes", Vec::clear),
        proof("M5 has a commitment that is no point", "permutation commitment", |b| b[..32].fill(0xff)),
        proof("M5 has a response that is no scalar", "weight response", |b| {
            let last = b.len() - 32;
            b[last..].fill(0xff);
        }),
    ]
}

fn proofs() -> Vec<Case> {
    let wrong =
        |name, n, change: fn(&mut Vec<u8>)| blob(name, Check::MixProof, "mix 1 of contest 1", n, change);
    vec![
        wrong("M6 exchanges a ballot for another", 0, |b| {
            let other = b[..64].to_vec();
            b[64..128].copy_from_slice(&other);
        }),
        wrong("M6 puts ballots in an order it does not prove", 0, |b| b.rotate_left(64)),
        wrong("M6 exchanges the second parts of two ballots", 0, |b| {
            let (first, second) = (b[32..64].to_vec(), b[96..128].to_vec());
            b[32..64].copy_from_slice(&second);
            b[96..128].copy_from_slice(&first);
        }),
        wrong("M6 has another response", 1, |b| {
            let last = b.len() - 32;
            b[last..].copy_from_slice(Scalar::from(7u64).as_bytes());
        }),
        wrong("M6 has another commitment", 1, |b| {
            let second = b[32..64].to_vec();
            b[..32].copy_from_slice(&second);
        }),
        wrong("M6 proves with nothing but zeros", 1, |b| b.fill(0)),
        case("M6 is another trustee's mix", Check::MixProof, Closed, |f| {
            let draft = f.mix(1, COMMITTEE);
            let draft = f.change(draft, |a: &mut Mix| a.trustee = 2);
            f.defect(draft);
        }),
        case("M6 has the proof of another mix of the same list", Check::MixProof, Closed, |f| {
            let (draft, other) = (f.mix(1, COMMITTEE), f.mix(1, COMMITTEE));
            let draft = with_blob(f, draft, 1, |b| b.clone_from(&other.blobs[1]));
            f.defect(draft);
        }),
        case("M6 has the proof of a mix of another list", Check::MixProof, Closed, |f| {
            // As many members vote in both contests.
            let draft = f.mix(1, COMMITTEE);
            let other = f.mix(1, ListName { contest: 2, weight: 1 });
            assert_eq!(draft.blobs[1].len(), Proof::length(6, 1));
            let draft = with_blob(f, draft, 1, |b| b.clone_from(&other.blobs[1]));
            f.defect(draft);
        }),
    ]
}
