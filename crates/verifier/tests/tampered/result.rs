//! C, Z: the result and what is said of it.

use crate::common::contest;
use crate::forge::{BRANCHES, Case, Forge, Stage, case, setup};
use Stage::*;
use hustings_record::acts::{
    BallotKind, BlobRef, Certify, Contest, ElectionResult, ListName, Outcome, Report, Reserved, RuleOption,
};
use hustings_record::{Base64, Check, Hex32};

pub fn cases() -> Vec<Case> {
    [lists(), opened(), lots(), figures(), elected(), by_other_rules(), certificates(), reports()]
        .into_iter()
        .flatten()
        .collect()
}

/// The honest result, changed and signed anew.
fn result(
    name: &'static str,
    check: Check,
    words: &'static str,
    change: impl Fn(&mut ElectionResult) + 'static,
) -> Case {
    case(name, check, Opened, move |f| {
        f.says(words);
        let draft = f.result();
        let draft = f.change(draft, &change);
        f.defect(draft);
    })
}

fn lists() -> Vec<Case> {
    let with = |name, words, change: fn(&mut ElectionResult)| result(name, Check::Profiles, words, change);
    vec![
        with("C1 leaves a list out", "it opens [contest 1; contest 1, weight 2]", |a| {
            a.profiles.pop();
        }),
        with("C1 opens nothing", "it opens []", |a| a.profiles.clear()),
        with("C1 opens a list twice", "it opens", |a| {
            let last = a.profiles[2].clone();
            a.profiles.push(last);
        }),
        with("C1 opens lists out of order", "it opens [contest 2;", |a| a.profiles.rotate_right(1)),
        with("C1 opens a list that does not exist", "it opens", |a| {
            a.profiles[1].list = ListName { weight: 3, ..BRANCHES };
        }),
        with("C1 leaves a contest out", "it decides contests [1]", |a| {
            a.outcomes.pop();
        }),
        with("C1 decides a contest twice", "it decides contests [1, 2, 2]", |a| {
            let last = a.outcomes[1].clone();
            a.outcomes.push(last);
        }),
        with("C1 decides another contest", "it decides contests [1, 3]", |a| a.outcomes[1].contest = 3),
    ]
}

fn opened() -> Vec<Case> {
    let profile = |name, change: fn(&mut Vec<u8>)| {
        case(name, Check::Opened, Opened, move |f| {
            f.says("contest 1: the opened ballots are not");
            let mut draft = f.result();
            let mut blobs = std::mem::take(&mut draft.blobs);
            change(&mut blobs[0]);
            let named = BlobRef::of(&blobs[0]);
            let mut draft = f.change(draft, |a: &mut ElectionResult| a.profiles[0].profile = named);
            draft.blobs = blobs;
            f.defect(draft);
        })
    };
    vec![
        profile("C2 exchanges a vote for another", |b| {
            let last = b[b.len() - 32..].to_vec();
            b[..32].copy_from_slice(&last);
        }),
        profile("C2 has the votes in another order", |b| b.rotate_left(32)),
        profile("C2 drops a vote", |b| b.truncate(b.len() - 32)),
        profile("C2 adds a vote", |b| b.extend_from_within(..32)),
        profile("C2 has no votes", Vec::clear),
    ]
}

/// The same change in either contest.
fn outcome(
    name: &'static str,
    check: Check,
    words: &'static str,
    n: usize,
    change: fn(&mut Outcome),
) -> Case {
    result(name, check, words, move |a| change(&mut a.outcomes[n]))
}

fn lots() -> Vec<Case> {
    vec![
        outcome("C3 draws lots of its own", Check::LotSeed, "contest 1", 0, |o| {
            o.lot = Some(Base64(vec![7; 64]));
        }),
        outcome("C3 draws no lots", Check::LotSeed, "contest 2", 1, |o| o.lot = None),
        result("C3 draws one contest's lots for another", Check::LotSeed, "contest 1", |a| {
            a.outcomes[0].lot = a.outcomes[1].lot.clone();
        }),
    ]
}

fn figures() -> Vec<Case> {
    vec![
        outcome("C4 counts a valid ballot too many", Check::Figures, "contest 1", 0, |o| o.valid += 1),
        outcome("C4 counts a weight once", Check::Figures, "contest 1", 0, |o| o.valid -= 1),
        outcome("C4 counts a blank ballot that is none", Check::Figures, "contest 2", 1, |o| o.blank += 1),
        outcome("C4 counts a spoilt ballot that is none", Check::Figures, "contest 2", 1, |o| o.spoilt += 1),
        outcome("C4 calls a valid ballot spoilt", Check::Figures, "contest 2", 1, |o| {
            o.valid -= 1;
            o.spoilt += 1;
        }),
    ]
}

fn elected() -> Vec<Case> {
    vec![
        outcome("C5 elects another", Check::Elected, "contest 1", 0, |o| {
            o.elected = vec![o.elected[0] % 3 + 1]
        }),
        outcome("C5 elects nobody", Check::Elected, "contest 2", 1, |o| o.elected.clear()),
        outcome("C5 elects one more", Check::Elected, "contest 2", 1, |o| o.elected = vec![1, 2]),
        outcome("C5 elects who does not stand", Check::Elected, "contest 2", 1, |o| o.elected = vec![9]),
    ]
}

/// The honest result of an election by other rules, one outcome changed.
fn by_other_rules() -> Vec<Case> {
    type Change<T> = fn(&mut T);
    let with = |name, check, words, n: usize, rules: Change<Contest>, change: Change<Outcome>| {
        case(name, check, Opened, move |f| {
            f.says(words);
            let mut setup = setup();
            rules(&mut setup.contests[n]);
            f.restart(setup, Opened);
            let draft = f.result();
            let draft = f.change(draft, |a: &mut ElectionResult| change(&mut a.outcomes[n]));
            f.defect(draft);
        })
    };
    vec![
        with(
            "C4 counts a ballot with too many crosses",
            Check::Figures,
            "contest 2",
            1,
            |c| *c = contest("Venues", BallotKind::Approval, &["Hall", "Inn", "Jetty"], 1, "sntv"),
            |o| (o.valid, o.spoilt) = (o.valid + o.spoilt, 0),
        ),
        with(
            "C5 passes over a reserved place",
            Check::Elected,
            "the count elects [3]",
            0,
            |c| {
                c.rules = "scottish-stv".to_owned();
                let group = "the north".to_owned();
                c.reserved = vec![Reserved { group, candidates: vec![3], at_least: Some(1), at_most: None }];
            },
            |o| o.elected = vec![1],
        ),
        with(
            "C5 carries what half the votes are for",
            Check::Elected,
            "the count elects []",
            1,
            |c| c.rules = "decision".to_owned(),
            |o| o.elected = vec![1],
        ),
        with(
            "C5 carries what too few voted on",
            Check::Elected,
            "the count elects []",
            1,
            |c| {
                c.rules = "decision".to_owned();
                c.options = vec![option("quorum", "7"), option("threshold", "1/3")];
            },
            |o| o.elected = vec![1],
        ),
        with(
            "C5 does not carry what enough are for",
            Check::Elected,
            "the count elects [1]",
            1,
            |c| {
                c.rules = "decision".to_owned();
                c.options = vec![option("quorum", "6"), option("strict", "no")];
            },
            |o| o.elected.clear(),
        ),
    ]
}

fn option(name: &str, value: &str) -> RuleOption {
    RuleOption { name: name.to_owned(), value: value.to_owned() }
}

fn certificates() -> Vec<Case> {
    vec![
        case("Z1 certifies another result", Check::CertifyResult, Counted, |f| {
            let draft = f.certify(1);
            let draft = f.change(draft, |a: &mut Certify| a.result = Hex32([7; 32]));
            f.defect(draft);
        }),
        case("Z1 certifies the manifest", Check::CertifyResult, Certified, |f| {
            let (draft, id) = (f.certify(3), f.id());
            let draft = f.change(draft, |a: &mut Certify| a.result = id);
            f.defect(draft);
        }),
        case("Z2 certifies twice", Check::CertifyOnce, Counted, |f| {
            let first = f.certify(1);
            f.post(first);
            let second = f.certify(1);
            f.defect(second);
        }),
        case("Z2 certifies once more at the end", Check::CertifyOnce, Certified, |f| {
            let again = f.certify(3);
            f.defect(again);
        }),
    ]
}

fn reports() -> Vec<Case> {
    let report = |name, words, make: fn(&mut Forge) -> hustings_roles::Draft| {
        case(name, Check::ReportOnce, Counted, move |f| {
            f.says(words);
            let draft = make(f);
            f.defect(draft);
        })
    };
    vec![
        report("Z3 is about another result", "it is about result", |f| {
            let draft = f.report(true, "");
            f.change(draft, |a: &mut Report| a.result = Hex32([7; 32]))
        }),
        report("Z3 speaks twice", "already reported", |f| {
            let first = f.report(false, "I was not let in.");
            f.post(first);
            f.report(true, "I was let in.")
        }),
        report("Z3 refuses without a reason", "without a reason", |f| f.report(false, "")),
        report("Z3 refuses with a space for a reason", "without a reason", |f| f.report(false, " \u{3000}")),
    ]
}
