//! R: registers, the freeze, replaced credentials.

use crate::forge::{BRANCHES, COMMITTEE, Case, Forge, Stage, case, setup, stranger};
use Stage::*;
use hustings_record::acts::{BlobRef, Freeze, ListName, Register};
use hustings_record::register::Row;
use hustings_record::{Check, Hex32};
use hustings_roles::{Draft, public};

pub fn cases() -> Vec<Case> {
    [rows(), figures(), freeze(), old(), new()].into_iter().flatten().collect()
}

/// A second register, honest but for its blob.
fn register(
    name: &'static str,
    check: Check,
    words: &'static str,
    change: impl Fn(&mut Vec<Vec<u8>>, &Forge) + 'static,
) -> Case {
    case(name, check, Registered, move |f| {
        f.says(words);
        let honest = f.register();
        let blob = &honest.blobs[0];
        let (head, body) = blob.split_at(HEAD);
        let mut rows: Vec<Vec<u8>> = body.chunks(ROW).map(<[u8]>::to_vec).collect();
        change(&mut rows, f);
        let blob = [head.to_vec(), rows.concat()].concat();
        let draft = of_blob(f, honest, blob);
        f.defect(draft);
    })
}

/// Bytes of the blob's first line, and of a row with two credentials.
const HEAD: usize = "hustings/v1 register\n".len();
const ROW: usize = 2 + 64;

fn of_blob(f: &Forge, honest: Draft, blob: Vec<u8>) -> Draft {
    let mut draft = f.change(honest, |a: &mut Register| a.rows = BlobRef::of(&blob));
    draft.blobs = vec![blob];
    draft
}

/// A row of the blob with this class and two credentials.
fn row(class: u16, credentials: [Hex32; 2]) -> Vec<u8> {
    [class.to_be_bytes().to_vec(), credentials[0].0.to_vec(), credentials[1].0.to_vec()].concat()
}

fn rows() -> Vec<Case> {
    vec![
        register(
            "R1 breaks off in the middle of a row",
            Check::RegisterRows,
            "whole number of rows",
            |rows, _| {
                rows.last_mut().unwrap().pop();
            },
        ),
        register("R2 has a row of class 0", Check::RegisterOrder, "class 0", |rows, _| {
            rows.insert(0, row(0, [public(&stranger(1)), public(&stranger(2))]));
        }),
        register("R2 has a row of class 3 of 2", Check::RegisterOrder, "class 3", |rows, _| {
            rows.push(row(3, [public(&stranger(1)), public(&stranger(2))]));
        }),
        register("R2 has two rows exchanged", Check::RegisterOrder, "row 1 is not after", |rows, _| {
            rows.swap(0, 1)
        }),
        register("R2 has its classes out of order", Check::RegisterOrder, "not after", |rows, _| {
            rows.rotate_right(1);
        }),
        case("R2 has a row twice", Check::RegisterOrder, Registered, |f| {
            f.says("row 1 is not after row 0");
            let honest = f.register();
            let mut blob = honest.blobs[0].clone();
            let first = blob[HEAD..HEAD + ROW].to_vec();
            blob.splice(HEAD..HEAD, first);
            let draft = of_blob(f, honest, blob);
            let draft = f.change(draft, |a: &mut Register| a.members[0] += 1);
            f.defect(draft);
        }),
        register("R3 has a credential that is no key", Check::RegisterKeys, "not a point", |rows, _| {
            // y = 2 is on no point of the curve.
            let last = rows.last_mut().unwrap();
            last[34..].fill(0);
            last[34] = 2;
        }),
        register("R3 has a credential of small order", Check::RegisterKeys, "small order", |rows, _| {
            let last = rows.last_mut().unwrap();
            last[34..].fill(0);
            last[34] = 1;
        }),
        register("R3 has a credential that is not canonical", Check::RegisterKeys, "canonical", |rows, _| {
            rows.last_mut().unwrap()[34..].fill(0xff);
        }),
        register("R4 has a credential in two rows", Check::RegisterUnique, "twice", |rows, _| {
            let other = rows[0][34..].to_vec();
            rows[1][34..].copy_from_slice(&other);
        }),
        register("R4 has a credential in both halves", Check::RegisterUnique, "twice", |rows, _| {
            let first = rows[2][2..34].to_vec();
            rows[2][34..].copy_from_slice(&first);
        }),
        register("R4 has the scrutineer's key", Check::RegisterUnique, "holds an office", |rows, f| {
            rows[0][34..].copy_from_slice(&public(&f.e.scrutineer).0);
        }),
        register("R4 has a witness's key", Check::RegisterUnique, "holds an office", |rows, f| {
            rows[0][34..].copy_from_slice(&f.e.witnesses[0].public().0);
        }),
    ]
}

fn figures() -> Vec<Case> {
    let stated = |name, words, change: fn(&mut Register)| {
        case(name, Check::RegisterRows, Registered, move |f| {
            f.says(words);
            let draft = f.register();
            let draft = f.change(draft, change);
            f.defect(draft);
        })
    };
    vec![
        stated("R1 states a member too many", "states [7, 2]", |a| a.members[0] += 1),
        stated("R1 moves a member to another class", "states [5, 3]", |a| a.members = vec![5, 3]),
        stated("R1 states a class too few", "1 classes", |a| a.members.truncate(1)),
        stated("R1 states a class too many", "3 classes", |a| a.members.push(0)),
        case("R1 has another first line", Check::RegisterRows, Registered, |f| {
            f.says("does not begin with");
            let honest = f.register();
            let mut blob = honest.blobs[0].clone();
            blob[10] = b'2';
            let draft = of_blob(f, honest, blob);
            f.defect(draft);
        }),
        case("R1 has no members", Check::RegisterRows, Registered, |f| {
            f.says("no members");
            let honest = f.register();
            let blob = honest.blobs[0][..HEAD].to_vec();
            let draft = of_blob(f, honest, blob);
            let draft = f.change(draft, |a: &mut Register| a.members = vec![0, 0]);
            f.defect(draft);
        }),
        case("R9 gives more votes than a record can write", Check::RegisterVotes, Registered, |f| {
            f.says("contest 2");
            // 10 members of weight 10⁹ with a million points each.
            let mut setup = setup();
            setup.contests[1].kind = hustings_record::acts::BallotKind::Score;
            setup.contests[1].rules = "score".to_owned();
            setup.contests[1].max_score = Some(1_000_000);
            setup.classes[0].contests[1].weight = 1_000_000_000;
            setup.members[0] = 10;
            f.restart(setup, Announced);
            crate::blobs::issued(f);
            let draft = f.register();
            f.defect(draft);
        }),
    ]
}

fn freeze() -> Vec<Case> {
    let small = |name, lists: &'static [ListName]| {
        case(name, Check::SmallLists, Registered, move |f| {
            f.e.tick_to(f.e.manifest().objections_until).unwrap();
            let draft = f.freeze();
            let draft = f.change(draft, |a: &mut Freeze| a.small_lists = lists.to_vec());
            f.defect(draft);
        })
    };
    vec![
        case("R5 freezes the register before the last", Check::FrozenRegister, Registered, |f| {
            let first = f.e.state.election().unwrap().register.as_ref().unwrap().act;
            f.e.publish_register().unwrap();
            f.e.tick_to(f.e.manifest().objections_until).unwrap();
            let draft = f.freeze();
            let draft = f.change(draft, |a: &mut Freeze| a.register = first);
            f.defect(draft);
        }),
        case("R5 freezes what is no register", Check::FrozenRegister, Registered, |f| {
            f.e.tick_to(f.e.manifest().objections_until).unwrap();
            let id = f.id();
            let draft = f.freeze();
            let draft = f.change(draft, |a: &mut Freeze| a.register = id);
            f.defect(draft);
        }),
        small("R6 accepts no small list", &[]),
        small("R6 accepts a list that is not small", &[COMMITTEE, BRANCHES]),
        small("R6 accepts a list twice", &[BRANCHES, BRANCHES]),
        small("R6 accepts another list", &[COMMITTEE]),
    ]
}

fn old() -> Vec<Case> {
    let of = |name, words, old: fn(&mut Forge) -> Vec<Hex32>| {
        case(name, Check::ReplaceOld, Open, move |f| {
            f.says(words);
            let old = old(f);
            let draft = f.replace(&old, &[public(&stranger(1)), public(&stranger(2))]);
            f.defect(draft);
        })
    };
    vec![
        of("R7 takes a vote away", "already cast a ballot", |f| {
            let ballot = f.ballot(0);
            f.post(ballot);
            f.row(0)
        }),
        of("R7 replaces a stranger", "no row", |_| vec![public(&stranger(3)), public(&stranger(4))]),
        of("R7 replaces half a row", "no row", |f| f.row(0)[..1].to_vec()),
        of("R7 replaces halves of two members", "no row", |f| vec![f.row(0)[0], f.row(1)[1]]),
        of("R7 replaces a row turned round", "no row", |f| f.row(0).into_iter().rev().collect()),
        of("R7 replaces nobody", "no row", |_| Vec::new()),
        of("R7 replaces who was replaced", "no row", |f| {
            let first = f.replace(&f.row(0), &[public(&stranger(5)), public(&stranger(6))]);
            f.post(first);
            f.row(0)
        }),
    ]
}

fn new() -> Vec<Case> {
    let by = |name, words, new: fn(&mut Forge) -> Vec<Hex32>| {
        case(name, Check::ReplaceNew, Frozen, move |f| {
            f.says(words);
            let new = new(f);
            let draft = f.replace(&f.row(0), &new);
            f.defect(draft);
        })
    };
    vec![
        by("R8 gives one credential for two", "1 new credentials", |_| vec![public(&stranger(1))]),
        by("R8 gives three credentials for two", "3 new credentials", |_| {
            (1..4).map(|n| public(&stranger(n))).collect()
        }),
        by("R8 gives a credential that is no key", "no valid key", |_| {
            vec![public(&stranger(1)), Hex32([0xff; 32])]
        }),
        by("R8 gives one credential twice", "already used", |_| vec![public(&stranger(1)); 2]),
        by("R8 gives another member's credential", "already used", |f| {
            vec![public(&stranger(1)), f.row(1)[1]]
        }),
        by("R8 gives the old credential again", "already used", |f| vec![f.row(0)[0], public(&stranger(1))]),
        by("R8 gives the organiser's key", "already used", |f| {
            vec![public(&f.e.organiser), public(&stranger(1))]
        }),
        by("R8 gives a credential that replaced another", "already used", |f| {
            let given = [public(&stranger(5)), public(&stranger(6))];
            let first = f.replace(&f.row(1), &given);
            f.post(first);
            vec![given[0], public(&stranger(1))]
        }),
        by("R8 gives a credential that was replaced", "already used", |f| {
            let first = f.replace(&f.row(1), &[public(&stranger(5)), public(&stranger(6))]);
            let old = f.row(1);
            f.post(first);
            vec![public(&stranger(1)), old[1]]
        }),
        by("R8 gives a credential of a register before the frozen one", "already used", |f| {
            f.restart(setup(), Registered);
            let earlier = f.row(3);
            f.e.publish_register().unwrap();
            f.go_on(Registered, Frozen);
            vec![earlier[0], public(&stranger(1))]
        }),
    ]
}

/// Rows are of two credentials.
#[test]
fn a_row_is_as_long_as_it_says() {
    let credentials = vec![Hex32([1; 32]); 2];
    assert_eq!(hustings_record::register::write(&[Row { class: 1, credentials }]).len(), HEAD + ROW);
}
