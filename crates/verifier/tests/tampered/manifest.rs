//! A14 to A18: manifests that everyone signed and no one should have.

use crate::common::{class, contest};
use crate::forge::{Case, Forge, Stage, case, setup, stranger};
use hustings_record::acts::*;
use hustings_record::{Check, Hex32};
use hustings_roles::everyone::Setup;
use hustings_roles::public;

pub fn cases() -> Vec<Case> {
    [offices(), keys(), dates(), contests(), papers(), reserved(), classes(), size()]
        .into_iter()
        .flatten()
        .collect()
}

/// The honest manifest, changed, and signed by everyone.
fn manifest(
    name: &'static str,
    check: Check,
    words: &'static str,
    change: impl Fn(&mut Manifest) + 'static,
) -> Case {
    case(name, check, Stage::Blank, move |f| {
        f.says(words);
        put(f, &change);
    })
}

fn put(f: &mut Forge, change: impl Fn(&mut Manifest)) {
    let mut manifest = f.e.manifest();
    change(&mut manifest);
    let draft = f.sign(manifest);
    f.defect(draft);
}

fn offices() -> Vec<Case> {
    let people = |name, words, trustees: u64, threshold: u64, registrars: usize| {
        case(name, Check::Offices, Stage::Blank, move |f| {
            f.says(words);
            f.restart(Setup { trustees, threshold, registrars, ..setup() }, Stage::Blank);
            put(f, |m| m.no_spare_trustee = false);
        })
    };
    let with = |name, words, change: fn(&mut Manifest)| manifest(name, Check::Offices, words, change);
    vec![
        people("A14 lets one trustee open the ballots", "could open the ballots alone", 3, 1, 2),
        people("A14 lets half the trustees open the ballots", "more than half", 4, 2, 2),
        people("A14 needs more trustees than there are", "no more than all", 3, 4, 2),
        people("A14 needs all trustees without saying so", "ask for it", 3, 3, 2),
        people("A14 has more trustees than a ceremony can bear", "at most 64", 65, 33, 2),
        people("A14 has no registrar", "0 registrars", 3, 2, 0),
        people("A14 has three registrars", "3 registrars", 3, 2, 3),
        with("A14 needs no witness", "0 of 3 witnesses", |m| m.witnesses_needed = 0),
        with("A14 has no witness", "0 of 0 witnesses", |m| {
            m.witnesses.clear();
            m.witnesses_needed = 0;
        }),
        with("A14 needs one witness of three", "1 of 3 witnesses", |m| m.witnesses_needed = 1),
        with("A14 needs half the witnesses", "2 of 4 witnesses", |m| m.witnesses.push(witness(1))),
        with("A14 needs more witnesses than there are", "4 of 3 witnesses", |m| m.witnesses_needed = 4),
        with("A14 has more witnesses than can serve", "65 witnesses", |m| {
            m.witnesses = (0..65).map(witness).collect();
            m.witnesses_needed = 33;
        }),
    ]
}

fn witness(n: u8) -> WitnessKey {
    WitnessKey { name: format!("witness.example/{n}"), key: public(&stranger(n)) }
}

fn keys() -> Vec<Case> {
    let no_key = |name, signer: bool, change: fn(&mut Manifest)| {
        case(name, Check::Keys, Stage::Blank, move |f| {
            f.says(if signer { "no valid key" } else { "is no valid key" });
            put(f, change);
        })
    };
    let bad_name = |name, witness: &'static str| {
        manifest(name, Check::Keys, "cannot name a witness", move |m| {
            m.witnesses[1].name = witness.to_owned()
        })
    };
    vec![
        // Whoever holds two offices signs twice, with the one key.
        case("A15 has one key for two offices", Check::Keys, Stage::Blank, |f| {
            f.says("holds two offices");
            f.e.scrutineer = crate::forge::copy(&f.e.organiser);
            put(f, |_| {});
        }),
        case("A15 has a registrar who keeps the server", Check::Keys, Stage::Blank, |f| {
            f.says("holds two offices");
            f.e.server = crate::forge::copy(&f.e.registrars[0]);
            put(f, |_| {});
        }),
        manifest(
            "A15 has a trustee who witnesses with the same key",
            Check::Keys,
            "holds two offices",
            |m| {
                m.witnesses[0].key = m.trustees[0];
            },
        ),
        manifest("A15 has one witness twice", Check::Keys, "holds two offices", |m| {
            m.witnesses[1].key = m.witnesses[0].key;
        }),
        no_key("A15 has an organiser without a key", true, |m| m.organiser = Hex32([0xff; 32])),
        no_key("A15 has a trustee without a key", true, |m| m.trustees[2] = Hex32([0xff; 32])),
        no_key("A15 has a witness without a key", false, |m| m.witnesses[2].key = Hex32([0xff; 32])),
        no_key("A15 has a witness whose key is of small order", false, |m| {
            m.witnesses[0].key = Hex32([0; 32])
        }),
        bad_name("A15 has a witness whose name has a space", "a witness"),
        bad_name("A15 has a witness whose name has a plus sign", "a+witness"),
        bad_name("A15 has a witness without a name", ""),
        bad_name("A15 has two witnesses of one name", "hustings.example/trustee-1"),
    ]
}

fn dates() -> Vec<Case> {
    let date = |name, words, change: fn(&mut Manifest)| manifest(name, Check::Dates, words, change);
    vec![
        date("A16 hears objections after the opening", "objections_until", |m| {
            m.objections_until = m.opens + 1
        }),
        date("A16 closes when it opens", "closes", |m| m.closes = m.opens),
        date("A16 closes before it opens", "closes", |m| m.closes = m.opens - 1),
        date("A16 closes later than at the latest", "latest_close", |m| m.latest_close = m.closes - 1),
        date("A16 gives trustees no time to answer", "answer_seconds", |m| m.answer_seconds = 0),
    ]
}

fn contests() -> Vec<Case> {
    let with = |name, words, change: fn(&mut Manifest)| manifest(name, Check::Contests, words, change);
    vec![
        with("A17 has nothing to decide", "nothing to decide", |m| m.contests.clear()),
        with("A17 is of nobody", "no name", |m| m.organisation = " ".to_owned()),
        with("A17 has no title", "no name", |m| m.title.clear()),
        with("A17 has a contest without a title", "no name", |m| m.contests[0].title.clear()),
        with("A17 has an origin with a scheme's slashes", "no host and path", |m| {
            m.origin = "https://hustings.example".to_owned();
        }),
        with("A17 has an origin in capitals", "no host", |m| m.origin = "Hustings.example".to_owned()),
        with("A17 has an origin that climbs", "no host", |m| m.origin = "hustings.example/../x".to_owned()),
        with("A17 has no origin", "no host", |m| m.origin.clear()),
        with("A17 has a contest without candidates", "0 candidates", |m| m.contests[0].candidates.clear()),
        with("A17 has more candidates than can be counted", "1001 candidates", |m| {
            m.contests[0].candidates = (0..1001).map(|n| Candidate::new(format!("c{n}"))).collect();
        }),
        with("A17 has a candidate without a name", "no name", |m| m.contests[0].candidates[0].name.clear()),
        with("A17 has a candidate named by a space", "no name", |m| {
            m.contests[0].candidates[0].name = "\u{a0}".to_owned();
        }),
        with("A17 has two candidates alike", "told apart", |m| {
            m.contests[0].candidates[1] = m.contests[0].candidates[0].clone();
        }),
        with("A17 has no seat to fill", "0 seats", |m| m.contests[0].seats = 0),
        with("A17 has more seats than candidates", "4 seats", |m| m.contests[0].seats = 4),
        with("A17 has more seats than its rules fill", "does not fill 2 seats", |m| m.contests[0].seats = 2),
        with("A17 has rules that nobody knows", "contest 1", |m| {
            m.contests[0].rules = "best-guess".to_owned()
        }),
        with("A17 calls its rules by another name", "are named", |m| {
            m.contests[0].rules = "irv".to_owned();
        }),
        with("A17 has rules that count other ballots", "ballots of this kind", |m| {
            m.contests[0].rules = "approval".to_owned();
        }),
        with("A17 has a ranking without ranks", "ranks are for", |m| m.contests[0].ranks = None),
        with("A17 has a ranking of no rank", "ranks are for", |m| m.contests[0].ranks = Some(0)),
        with("A17 ranks more candidates than stand", "ranks are for", |m| m.contests[0].ranks = Some(4)),
        with("A17 has ranks for a choice", "ranks are for", |m| m.contests[1].ranks = Some(1)),
        with("A17 has scores for a choice", "ranks are for", |m| m.contests[1].max_score = Some(1)),
        with("A17 has a score without a highest", "ranks are for", |m| scored(m, None)),
        with("A17 has a highest score of 0", "ranks are for", |m| scored(m, Some(0))),
        with("A17 has a highest score above a million", "ranks are for", |m| scored(m, Some(1_000_001))),
    ]
}

/// What the ballot paper says beside the names.
fn papers() -> Vec<Case> {
    let with = |name, words, change: fn(&mut Manifest)| manifest(name, Check::Contests, words, change);
    vec![
        with("A17 has a statement that is too long", "longer than 65,536 bytes", |m| {
            let sha256 = BlobRef::of(b"").sha256;
            m.contests[0].candidates[1].statement = Some(BlobRef { sha256, size: 65_537 });
        }),
        with("A17 has a slate without a name", "a slate has no name", |m| slates(m, &[(" ", &[1])])),
        with("A17 has a slate of nobody", "names nobody", |m| slates(m, &[("Grove", &[])])),
        with("A17 has a slate with somebody twice", "somebody twice", |m| {
            slates(m, &[("Grove", &[2, 1, 2])])
        }),
        with("A17 has a slate with a stranger", "does not stand", |m| slates(m, &[("Grove", &[2, 4])])),
        with("A17 has a slate with candidate 0", "does not stand", |m| slates(m, &[("Grove", &[0])])),
        with("A17 has two slates of one name", "two slates", |m| slates(m, &[("A", &[1]), ("A", &[2])])),
        with("A17 has a slate where nothing is ranked", "slates are for rankings", |m| {
            slates(m, &[("Grove", &[1])]);
            m.contests[1].slates = std::mem::take(&mut m.contests[0].slates);
        }),
        with("A17 sets an option that the rules do not have", "no option", |m| {
            options(&mut m.contests[1], &[("ties", "lot")]);
        }),
        with("A17 sets an option to what it cannot be", "cannot be", |m| {
            options(&mut m.contests[0], &[("ties", "coin")]);
        }),
        with("A17 sets an option in another form", "one form", |m| {
            options(&mut m.contests[0], &[("ties", "forwards, backwards")]);
        }),
        with("A17 sets an option that no ballot here has a use for", "not set by hand", |m| {
            options(&mut m.contests[0], &[("skipped", "close")]);
        }),
        with("A17 sets options out of order", "ascending", |m| {
            options(&mut m.contests[0], &[("ties", "lot"), ("bulk", "less")]);
        }),
        with("A17 sets an option twice", "ascending", |m| {
            options(&mut m.contests[0], &[("ties", "lot"), ("ties", "lot")]);
        }),
    ]
}

fn options(c: &mut Contest, options: &[(&str, &str)]) {
    let option =
        |(name, value): &(&str, &str)| RuleOption { name: (*name).to_owned(), value: (*value).to_owned() };
    c.options = options.iter().map(option).collect();
}

fn slates(m: &mut Manifest, slates: &[(&str, &[u64])]) {
    let slates = slates.iter();
    m.contests[0].slates =
        slates.map(|(name, c)| Slate { name: (*name).to_owned(), candidates: c.to_vec() }).collect();
}

/// Reserved places that make no sense by themselves.
fn reserved() -> Vec<Case> {
    let with = |name, words, change: fn(&mut Manifest)| manifest(name, Check::Contests, words, change);
    vec![
        with("A17 reserves places for a group without a name", "no name", |m| {
            places(m, &[("", &[1], Some(1), None)]);
        }),
        with("A17 reserves places for a group of nobody", "once each, ascending", |m| {
            places(m, &[("women", &[], Some(1), None)]);
        }),
        with("A17 reserves places for a group out of order", "once each, ascending", |m| {
            places(m, &[("women", &[2, 1], Some(1), None)]);
        }),
        with("A17 reserves places for a group with somebody twice", "once each, ascending", |m| {
            places(m, &[("women", &[2, 2], Some(1), None)]);
        }),
        with("A17 reserves places for a stranger", "does not stand", |m| {
            places(m, &[("women", &[1, 4], Some(1), None)]);
        }),
        with("A17 reserves nothing for a group", "reserves nothing", |m| {
            places(m, &[("women", &[1, 2], None, None)]);
        }),
        with("A17 reserves more places than it allows", "at least 1 and at most 0", |m| {
            places(m, &[("women", &[1, 2], Some(1), Some(0))]);
        }),
        with("A17 reserves places for two groups of one name", "the same name", |m| {
            places(m, &[("women", &[1], Some(1), None), ("women", &[2], None, Some(1))]);
        }),
        with("A17 reserves places that contradict each other", "contradict", |m| {
            m.contests[0].rules = "scottish-stv".to_owned();
            places(m, &[("women", &[1], Some(1), None), ("men", &[2, 3], Some(1), None)]);
        }),
        with("A17 reserves places for too many groups", "looked through", |m| {
            let names: Vec<String> = (0..20).map(|n| format!("group {n}")).collect();
            let groups: Vec<Places> =
                names.iter().map(|n| (n.as_str(), &[1u64, 2][..], None, Some(1))).collect();
            places(m, &groups);
        }),
        with("A17 reserves places by rules that know none", "reserves no places", |m| {
            places(m, &[("women", &[1, 2], Some(1), None)]);
        }),
    ]
}

type Places<'a> = (&'a str, &'a [u64], Option<u64>, Option<u64>);

fn places(m: &mut Manifest, places: &[Places]) {
    m.contests[0].reserved = (places.iter())
        .map(|(group, candidates, at_least, at_most)| Reserved {
            group: (*group).to_owned(),
            candidates: candidates.to_vec(),
            at_least: *at_least,
            at_most: *at_most,
        })
        .collect();
}

fn scored(m: &mut Manifest, highest: Option<u64>) {
    m.contests[1] =
        Contest { max_score: highest, ..contest("Motions", BallotKind::Score, &["One", "Two"], 1, "score") };
}

fn classes() -> Vec<Case> {
    let with = |name, words, change: fn(&mut Manifest)| manifest(name, Check::Contests, words, change);
    vec![
        with("A17 has no class of members", "no class", |m| m.classes.clear()),
        with("A17 has a class without a name", "no name", |m| m.classes[0].name.clear()),
        with("A17 has a class without a vote", "class 2", |m| m.classes[1].contests.clear()),
        with("A17 has a class with a contest twice", "ascending", |m| {
            m.classes[1] = class("Branches", &[(1, 1), (1, 2)]);
        }),
        with("A17 has a class with contests out of order", "ascending", |m| {
            m.classes[0] = class("Members", &[(2, 1), (1, 1)]);
        }),
        with("A17 has a class that votes on what is not decided", "does not exist", |m| {
            m.classes[1] = class("Branches", &[(3, 1)]);
        }),
        with("A17 has a class that votes in contest 0", "does not exist", |m| {
            m.classes[1] = class("Branches", &[(0, 1)]);
        }),
        with("A17 has a weight of 0", "weight", |m| m.classes[1].contests[0].weight = 0),
        with("A17 has a weight above 1,000,000,000", "weight", |m| {
            m.classes[1].contests[0].weight = 1_000_000_001;
        }),
        with("A17 has a contest in which nobody votes", "nobody votes in contest 2", |m| {
            m.classes[0] = class("Members", &[(1, 1)]);
        }),
    ]
}

/// So many decisions that a ballot on all of them passes an entry.
fn size() -> Vec<Case> {
    let decisions = |m: &mut Manifest, n: u64| {
        m.contests =
            (1..=n).map(|i| contest(&i.to_string(), BallotKind::Choice, &["Y"], 1, "plurality")).collect();
        let all: Vec<(u64, u64)> = (1..=n).map(|i| (i, 1)).collect();
        m.classes = vec![class("All", &all)];
    };
    vec![
        manifest("A18 has ballots of 200 parts", Check::BallotSize, "the largest ballot takes", move |m| {
            decisions(m, 200);
        }),
        manifest("A18 has ballots of 260 parts", Check::BallotSize, "takes 70200 bytes", move |m| {
            decisions(m, 260);
        }),
    ]
}
