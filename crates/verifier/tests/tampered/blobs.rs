//! L6: the files that acts name.

use crate::forge::{COMMITTEE, Case, Forge, Stage, case};
use Stage::*;
use hustings_record::Check;
use hustings_record::acts::{BlobRef, Mix, Register};
use hustings_roles::Draft;

/// Each blob of each kind of act: gone, or another. The act itself is honest.
pub fn cases() -> Vec<Case> {
    let register = |f: &mut Forge| {
        issued(f);
        f.register()
    };
    let mix = |f: &mut Forge| f.mix(1, COMMITTEE);
    let shares = |f: &mut Forge| f.shares(1, COMMITTEE);
    let result = |f: &mut Forge| f.result();
    let complaint = |f: &mut Forge| f.complaint("The link did not open.", &stranger_with_standing(f));
    type Make = fn(&mut Forge) -> Draft;
    let gone = |name, stage, words, n: usize, make: Make| {
        case(name, Check::Blob, stage, move |f| {
            f.says(words);
            let mut draft = make(f);
            draft.blobs.remove(n);
            f.defect(draft);
        })
    };
    let other = |name, stage, words, n: usize, make: Make, change: fn(&mut Vec<u8>)| {
        case(name, Check::Blob, stage, move |f| {
            f.says(words);
            let draft = make(f);
            let mut blob = draft.blobs[n].clone();
            let path = BlobRef::of(&blob).sha256;
            change(&mut blob);
            f.defect(draft);
            f.e.blobs.insert(path, blob);
        })
    };
    let flip: fn(&mut Vec<u8>) = |blob| blob[0] ^= 1;
    let shorter: fn(&mut Vec<u8>) = |blob| blob.truncate(blob.len() - 1);
    let longer: fn(&mut Vec<u8>) = |blob| blob.push(0);
    vec![
        gone("L6 lacks the register", Announced, "the register", 0, register),
        other("L6 has another register", Announced, "not those", 0, register, flip),
        other("L6 has a register that breaks off", Announced, "bytes long", 0, register, shorter),
        gone("L6 lacks a mix's output", Closed, "the mixed ballots", 0, mix),
        gone("L6 lacks a mix's proof", Closed, "the mix's proof", 1, mix),
        other("L6 has another mix's output", Closed, "the mixed ballots", 0, mix, flip),
        other("L6 has a longer proof of a mix", Closed, "the mix's proof", 1, mix, longer),
        gone("L6 lacks the shares", Mixed, "the decryption shares", 0, shares),
        other("L6 has other shares", Mixed, "the decryption shares", 0, shares, flip),
        gone("L6 lacks an opened list", Opened, "the opened ballots", 1, result),
        other("L6 has another opened list", Opened, "the opened ballots", 0, result, flip),
        other("L6 has another text of a complaint", Open, "the complaint", 0, complaint, flip),
        other("L6 has a longer text of a complaint", Open, "the complaint", 0, complaint, longer),
        case("L6 has another statement of a candidate", Check::Blob, Blank, |f| {
            f.says("a candidate's statement");
            stated(f, b"I will.", b"I won't");
        }),
        case("L6 has a longer statement of a candidate", Check::Blob, Blank, |f| {
            f.says("a candidate's statement");
            stated(f, b"I will.", b"I will not.");
        }),
        case("L6 names a statement too large for a record", Check::Blob, Blank, |f| {
            f.says("more than a record may hold");
            let mut manifest = f.e.manifest();
            let sha256 = BlobRef::of(b"").sha256;
            manifest.contests[1].candidates[0].statement = Some(BlobRef { sha256, size: (1 << 32) + 1 });
            let draft = f.sign(manifest);
            f.defect(draft);
        }),
        case("L6 names a register too large for a record", Check::Blob, Registered, |f| {
            f.says("more than a record may hold");
            let draft = f.register();
            let draft = f.change(draft, |a: &mut Register| a.rows.size = 1 << 40);
            f.defect(draft);
        }),
        case("L6 names a mix longer than the file", Check::Blob, Closed, |f| {
            f.says("where the act says");
            let draft = f.mix(1, COMMITTEE);
            let draft = f.change(draft, |a: &mut Mix| a.output.size += 64);
            f.defect(draft);
        }),
    ]
}

/// A manifest that names one statement where the record has another in its place.
fn stated(f: &mut Forge, named: &[u8], there: &[u8]) {
    let mut manifest = f.e.manifest();
    let blob = BlobRef::of(named);
    manifest.contests[1].candidates[0].statement = Some(blob);
    let draft = f.sign(manifest);
    f.defect(draft);
    f.e.blobs.insert(blob.sha256, there.to_vec());
}

/// Codes are issued, but no register is published.
pub fn issued(f: &mut Forge) {
    let total = f.e.setup.members.iter().sum();
    let id = f.id();
    for r in 1..=2 {
        let half = hustings_roles::registrar::issue(&id, r, total, &mut f.e.rng);
        f.e.issued.push(half);
    }
}

fn stranger_with_standing(f: &Forge) -> hustings_roles::SigningKey {
    f.e.member_keys(0).remove(0)
}
