//! B: ballots, each signed by the credentials it names.

use crate::forge::{Case, Forge, Stage, case, stranger};
use Stage::*;
use hustings_proofs::ballot::{BallotStatement, challenge};
use hustings_proofs::elgamal::EncodedCiphertext;
use hustings_proofs::{RistrettoPoint, Scalar, group};
use hustings_record::acts::{Ballot, BallotPart};
use hustings_record::{Check, Hex32};
use hustings_roles::{Draft, public};

pub fn cases() -> Vec<Case> {
    [voters(), links(), parts(), copies(), numbers(), proofs()].into_iter().flatten().collect()
}

/// Member 0's first ballot, changed and signed anew.
fn ballot(
    name: &'static str,
    check: Check,
    words: &'static str,
    change: impl Fn(&mut Ballot, &Forge) + 'static,
) -> Case {
    case(name, check, Open, move |f| {
        f.says(words);
        let honest = f.ballot(0);
        let draft = f.change(honest, |a: &mut Ballot| change(a, f));
        f.defect(draft);
    })
}

fn voters() -> Vec<Case> {
    let by = |name, who: fn(&Forge) -> Vec<Hex32>| {
        ballot(name, Check::Credentials, "no row", move |a, f| a.credentials = who(f))
    };
    vec![
        by("B1 is cast by strangers", |_| vec![public(&stranger(1)), public(&stranger(2))]),
        by("B1 is cast with halves of two members", |f| vec![f.row(0)[0], f.row(1)[1]]),
        by("B1 is cast with half a credential", |f| f.row(0)[..1].to_vec()),
        by("B1 is cast with the halves exchanged", |f| f.row(0).into_iter().rev().collect()),
        by("B1 is cast by one registrar for the other", |f| vec![f.row(0)[0]; 2]),
        by("B1 is cast by two office-holders", |f| vec![public(&f.e.organiser), public(&f.e.scrutineer)]),
        case("B1 is cast by a credential that was replaced", Check::Credentials, Open, |f| {
            let late = f.ballot(0);
            let replace = f.replace(&f.row(0), &[public(&stranger(1)), public(&stranger(2))]);
            f.post(replace);
            f.defect(late);
        }),
        ballot("B2 names another opening", Check::OpenAct, "it names opening", |a, f| a.open = f.id()),
    ]
}

fn links() -> Vec<Case> {
    vec![
        case("B3 forgets the ballot before it", Check::Previous, Open, |f| {
            f.says("it follows ballot none");
            let (first, second) = (f.ballot(0), f.ballot(0));
            f.post(first);
            f.defect(second);
        }),
        case("B3 names an older ballot", Check::Previous, Open, |f| {
            let first = f.ballot(0);
            let first = f.post(first);
            let second = f.ballot_after(0, Some(first));
            f.post(second);
            let third = f.ballot_after(0, Some(first));
            f.defect(third);
        }),
        case("B3 names another's ballot", Check::Previous, Open, |f| {
            let other = f.ballot(1);
            let other = f.post(other);
            let draft = f.ballot_after(0, Some(other));
            f.defect(draft);
        }),
        case("B3 names a ballot that is nowhere", Check::Previous, Open, |f| {
            f.says("the voter's last is none");
            let draft = f.ballot_after(0, Some(Hex32([7; 32])));
            f.defect(draft);
        }),
    ]
}

fn parts() -> Vec<Case> {
    let with =
        |name, words, change: fn(&mut Ballot)| ballot(name, Check::Parts, words, move |a, _| change(a));
    vec![
        with("B4 lacks a contest", "contests [1]", |a| {
            a.parts.pop();
        }),
        with("B4 has no contest", "contests []", |a| a.parts.clear()),
        with("B4 has its contests in another order", "contests [2, 1]", |a| a.parts.reverse()),
        with("B4 has a contest twice", "contests [1, 1]", |a| a.parts[1].contest = 1),
        with("B4 has a contest that does not exist", "contests [1, 3]", |a| a.parts[1].contest = 3),
        case("B4 has a contest of another class", Check::Parts, Open, |f| {
            f.says("contests [1, 2], its class votes in [1]");
            let member = f.ballot(0);
            let credentials = f.row(6);
            let draft = f.change(member, |a: &mut Ballot| a.credentials = credentials);
            f.defect(draft);
        }),
        with("B4 has a ciphertext too many", "[2, 1, 1]", |a| {
            let c = a.parts[1].ciphertexts[0];
            a.parts[0].ciphertexts.push(c);
        }),
        with("B4 has no ciphertext", "[0, 1, 1]", |a| a.parts[0].ciphertexts.clear()),
        with("B4 has a commitment too many", "[1, 2, 1]", |a| {
            let c = a.parts[1].commitments[0];
            a.parts[0].commitments.push(c);
        }),
        with("B4 has no response", "[1, 1, 0]", |a| a.parts[1].responses.clear()),
        with("B4 is empty in a contest", "[0, 0, 0]", |a| {
            let part = &mut a.parts[0];
            part.ciphertexts.clear();
            part.commitments.clear();
            part.responses.clear();
        }),
    ]
}

/// A ballot with this randomness in each part, its proofs right: blank, but for that.
fn made_with(f: &mut Forge, member: usize, previous: Option<Hex32>, randomness: [u64; 2]) -> Draft {
    let honest = f.ballot_after(member, previous);
    let election = f.e.state.election().unwrap();
    let (poll, keys) = (election.poll.as_ref().unwrap(), election.keys.as_ref().unwrap());
    f.change(honest, |a: &mut Ballot| {
        let credentials: Vec<[u8; 32]> = a.credentials.iter().map(|c| c.0).collect();
        for (part, r) in a.parts.iter_mut().zip(randomness.map(Scalar::from)) {
            let statement = BallotStatement {
                context: &poll.context,
                contest: part.contest as u32,
                credentials: &credentials,
                previous: a.previous.as_ref().map(|p| &p.0),
            };
            let nonce = r + Scalar::ONE;
            let point = |s: &Scalar| group::encode(&RistrettoPoint::mul_base(s));
            let (first, second) = (point(&r), group::encode(&(keys.joint.point() * r)));
            let commitment = point(&nonce);
            let c = challenge(&statement, &[EncodedCiphertext::new(&first, &second)], &[commitment]);
            part.ciphertexts = vec![(Hex32(first), Hex32(second))];
            part.commitments = vec![Hex32(commitment)];
            part.responses = vec![Hex32((nonce + c * r).to_bytes())];
        }
    })
}

fn copies() -> Vec<Case> {
    vec![
        case("B5 uses another's ciphertext", Check::Fresh, Open, |f| {
            f.says("contest 1, block 1");
            let (first, second) = (made_with(f, 0, None, [5, 6]), made_with(f, 1, None, [5, 7]));
            f.post(first);
            f.defect(second);
        }),
        case("B5 uses another contest's ciphertext", Check::Fresh, Open, |f| {
            f.says("contest 2, block 1");
            let (first, second) = (made_with(f, 0, None, [5, 6]), made_with(f, 1, None, [7, 5]));
            f.post(first);
            f.defect(second);
        }),
        case("B5 uses one ciphertext twice", Check::Fresh, Open, |f| {
            let draft = made_with(f, 0, None, [5, 5]);
            f.defect(draft);
        }),
        case("B5 uses its own ciphertext again", Check::Fresh, Open, |f| {
            let first = made_with(f, 0, None, [5, 6]);
            let first = f.post(first);
            let second = made_with(f, 0, Some(first), [5, 7]);
            f.defect(second);
        }),
        case("B5 is a copy of another's ballot", Check::Fresh, Open, |f| {
            let first = f.ballot(0);
            f.post(first.clone());
            let credentials = f.row(1);
            let copy = f.change(first, |a: &mut Ballot| a.credentials = credentials);
            f.defect(copy);
        }),
    ]
}

/// Not a point, not a scalar.
const NONE: Hex32 = Hex32([0xff; 32]);
const ZERO: Hex32 = Hex32([0; 32]);

fn numbers() -> Vec<Case> {
    let with = |name, words, change: fn(&mut BallotPart)| {
        ballot(name, Check::BallotPoints, words, move |a, _| change(&mut a.parts[1]))
    };
    vec![
        with("B6 has a first part that is no point", "contest 2: ciphertext", |p| p.ciphertexts[0].0 = NONE),
        with("B6 has a first part that hides nothing", "identity", |p| p.ciphertexts[0].0 = ZERO),
        with("B6 has a second part that is no point", "contest 2: ciphertext", |p| p.ciphertexts[0].1 = NONE),
        with("B6 has a commitment that is no point", "contest 2: commitment", |p| p.commitments[0] = NONE),
        with("B6 has a response that is no scalar", "contest 2: response", |p| p.responses[0] = NONE),
        with("B6 has a response of the group's order", "contest 2: response", |p| {
            let mut order = (-Scalar::ONE).to_bytes();
            order[0] += 1;
            p.responses[0] = Hex32(order);
        }),
    ]
}

fn proofs() -> Vec<Case> {
    let with = |name, words, change: fn(&mut Ballot, &Forge)| ballot(name, Check::BallotProof, words, change);
    vec![
        with("B7 has another response", "contest 1", |a, _| a.parts[0].responses[0] = ZERO),
        with("B7 has another commitment", "contest 2", |a, _| a.parts[1].commitments[0] = ZERO),
        with("B7 has another second part", "contest 2", |a, _| {
            a.parts[1].ciphertexts[0].1 = a.parts[0].ciphertexts[0].1;
        }),
        with("B7 is made for another's credentials", "contest 1", |a, f| a.credentials = f.row(1)),
        with("B7 has the proofs of its contests exchanged", "contest 1", |a, _| {
            a.parts.swap(0, 1);
            (a.parts[0].contest, a.parts[1].contest) = (1, 2);
        }),
        case("B7 is made for another place in the voter's chain", Check::BallotProof, Open, |f| {
            let (first, second) = (f.ballot(0), f.ballot(0));
            let first = f.post(first);
            let draft = f.change(second, |a: &mut Ballot| a.previous = Some(first));
            f.defect(draft);
        }),
        case("B7 is a wrong ballot among many right ones", Check::BallotProof, Open, |f| {
            for member in [0, 1, 2] {
                crate::common::cast(&mut f.e, member).unwrap();
            }
            let draft = f.ballot(3);
            let draft = f.change(draft, |a: &mut Ballot| a.parts[0].responses[0] = ZERO);
            f.defect(draft);
            for member in [4, 5, 6, 7] {
                let next = f.ballot(member);
                f.e.force(next.entry());
            }
        }),
    ]
}
