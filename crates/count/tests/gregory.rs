//! The Gregory family of rules, and any combination of its options, stage by stage against the
//! second counter.

mod contests;
mod simple_gregory;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use contests::exact;
use hustings_count::places::Places;
use hustings_count::{
    Action, Count, Countback, Decimal, GivenOrder, Method, Profile, Rules, Vacancy, blt, count, fill_vacancy,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use simple_gregory::Options;

/// Every option and every value it may have.
const CHOICES: [(&str, &[&str]); 20] = [
    ("decimals", &["0", "1", "2", "3", "5", "9", "exact"]),
    ("rounding", &["down", "nearest", "up"]),
    ("round-at", &["value", "fraction", "sum"]),
    ("quota", &["droop", "hare", "hagenbach-bischoff"]),
    ("quota-base", &["valid", "until-elected", "active", "continuing"]),
    ("quota-decimals", &["0", "1", "2", "exact"]),
    ("quota-rounding", &["above", "up", "down"]),
    ("elect", &["reaching", "exceeding"]),
    ("surplus-papers", &["all", "last"]),
    ("surplus-weight", &["weighted", "unweighted"]),
    ("surplus-share", &["all", "transferable"]),
    ("surplus-order", &["size", "election"]),
    ("defer", &["never", "less", "not-more"]),
    ("bulk", &["never", "less", "not-more"]),
    ("batches", &["once", "value", "original-value", "received"]),
    ("batch-stages", &["no", "yes"]),
    ("restart", &["no", "yes"]),
    ("last", &["after-transfer", "without-transfer", "after-surpluses"]),
    ("lead", &["none", "majority", "active", "last-two"]),
    (
        "ties",
        &["backwards", "forwards", "preferences", "lot", "preferences,backwards", "forwards,preferences"],
    ),
];

/// What each named rule is, in words, where it is not what the Scottish one is.
const NAMED: [(&str, &[(&str, &str)]); 8] = [
    ("scottish-stv", &[]),
    ("wigm", &[]),
    (
        "ers97",
        &[
            ("decimals", "2"),
            ("quota-base", "until-elected"),
            ("quota-decimals", "2"),
            ("quota-rounding", "up"),
            ("surplus-papers", "last"),
            ("surplus-weight", "unweighted"),
            ("surplus-share", "transferable"),
            ("defer", "not-more"),
            ("bulk", "not-more"),
            ("batches", "value"),
            ("last", "without-transfer"),
            ("lead", "active"),
            ("ties", "forwards"),
        ],
    ),
    (
        "northern-ireland",
        &[
            ("decimals", "2"),
            ("surplus-papers", "last"),
            ("surplus-weight", "unweighted"),
            ("surplus-share", "transferable"),
            ("defer", "less"),
            ("bulk", "less"),
            ("batches", "original-value"),
            ("last", "without-transfer"),
            ("lead", "majority"),
            ("ties", "forwards"),
        ],
    ),
    (
        "seanad",
        &[
            ("decimals", "3"),
            ("quota-decimals", "3"),
            ("surplus-papers", "last"),
            ("surplus-weight", "unweighted"),
            ("surplus-share", "transferable"),
            ("defer", "less"),
            ("bulk", "less"),
            ("batches", "received"),
            ("last", "without-transfer"),
            ("lead", "majority"),
            ("ties", "preferences"),
        ],
    ),
    (
        "australian-senate",
        &[
            ("decimals", "0"),
            ("round-at", "sum"),
            ("surplus-weight", "unweighted"),
            ("surplus-order", "election"),
            ("batches", "value"),
            ("batch-stages", "yes"),
            ("last", "after-surpluses"),
            ("lead", "last-two"),
        ],
    ),
    ("wright", &[("decimals", "exact"), ("restart", "yes")]),
    (
        "exclusive-gregory",
        &[
            ("decimals", "2"),
            ("surplus-papers", "last"),
            ("surplus-weight", "unweighted"),
            ("surplus-share", "transferable"),
            ("batches", "value"),
        ],
    ),
];

/// The Scottish rule: the first choice of everything, but for these.
fn scottish() -> BTreeMap<&'static str, String> {
    let mut words: BTreeMap<&str, String> =
        CHOICES.iter().map(|(name, choices)| (*name, choices[0].to_owned())).collect();
    words.insert("decimals", "5".to_owned());
    words
}

fn options(words: &BTreeMap<&'static str, String>) -> Options {
    Options::read(|name| words[name].clone())
}

fn named() -> impl Iterator<Item = (Rules, Options)> {
    NAMED.iter().map(|(name, changed)| {
        let mut words = scottish();
        words.extend(changed.iter().map(|(name, value)| (*name, (*value).to_owned())));
        (Rules::from_name(name).expect("rules"), options(&words))
    })
}

fn counted(rules: &Rules, profile: &Profile, order: &[u16]) -> Count {
    count(profile, rules, &mut GivenOrder(order.to_vec())).expect("a count")
}

/// What is printed of a number: so many decimals, the rest cut off.
fn cut(value: &BigRational, like: Decimal) -> BigRational {
    let scale = BigRational::from(BigInt::from(10).pow(u32::from(like.places())));
    (value * &scale).floor() / scale
}

fn agree(rules: &Rules, options: &Options, profile: &Profile, order: &[u16]) {
    let count = counted(rules, profile, order);
    let stages = simple_gregory::stages(options, profile, order);
    for (ours, theirs) in count.stages.iter().zip(&stages) {
        let action = match &ours.action {
            Action::FirstPreferences => "first".to_owned(),
            Action::Surplus { of } => format!("surplus {of}"),
            Action::Exclusion { of } => format!("exclusion {of:?}"),
            other => other.words().to_owned(),
        };
        let at = format!("{} {} stage {}", rules.name(), profile.title, ours.number);
        assert_eq!(action, theirs.action, "{at}");
        let places = ours.totals[0];
        let totals: Vec<_> = ours.totals.iter().copied().map(exact).collect();
        let printed: Vec<_> = theirs.totals.iter().map(|votes| cut(votes, places)).collect();
        assert_eq!(totals, printed, "{at}");
        let quota = ours.quota.expect("a quota");
        assert_eq!(exact(quota), cut(&theirs.quota, quota), "{at}");
        // Where figures are cut in print, so is what nobody has.
        if printed == theirs.totals {
            assert_eq!(exact(ours.non_transferable), theirs.non_transferable, "{at}");
        }
        assert_eq!(ours.elected, theirs.elected, "{at}");
    }
    assert_eq!(count.stages.len(), stages.len(), "{} stages of {}", rules.name(), profile.title);
    sound(options, &count);
}

/// What must hold of any count, whatever the figures.
fn sound(options: &Options, count: &Count) {
    for pair in count.stages.windows(2) {
        let [before, after] = pair else { continue };
        for (slot, change) in after.changes.iter().enumerate() {
            assert_eq!(exact(*change), exact(after.totals[slot]) - exact(before.totals[slot]));
        }
    }
    for stage in &count.stages {
        let credited: BigRational = stage.totals.iter().copied().map(exact).sum();
        let all = credited + exact(stage.non_transferable);
        assert_eq!(all, BigRational::from(BigInt::from(count.valid)), "nothing is lost or made");
    }
    let standing = count.candidates.iter().filter(|one| !one.withdrawn).count();
    assert_eq!(count.elected.len(), standing.min(count.seats as usize), "every seat is filled");
    if options.restart || options.decimals.is_none() || options.quota_is_fraction() {
        return;
    }
    for stage in &count.stages {
        let given: BigRational = stage.transfers.iter().map(|one| exact(one.votes)).sum();
        let taken: BigRational =
            stage.action.candidates().iter().map(|one| -exact(stage.changes[usize::from(*one) - 1])).sum();
        assert_eq!(given, taken, "a stage passes on what it takes");
    }
}

/// A countback counts what the second counter says each paper gave to the member who left.
fn own_papers_agree(rules: &Rules, options: &Options, profile: &Profile, order: &[u16]) {
    let election = counted(rules, profile, order);
    for left_by in election.elected.iter().map(|one| one.candidate) {
        let vacancy = Vacancy { left_by, not_standing: &[], countback: Countback::OwnPapers };
        let lot = &mut GivenOrder(order.to_vec());
        let Ok(again) = fill_vacancy(profile, rules, &Places::default(), &vacancy, lot) else {
            let standing = profile.candidates.iter().filter(|one| !one.withdrawn).count();
            assert_eq!(standing, election.elected.len(), "only for want of candidates");
            continue;
        };
        let stands = |one: &u16| !again.candidates[usize::from(*one) - 1].withdrawn;
        let gifts = simple_gregory::gifts(options, profile, order, left_by);
        assert_eq!(again.valid, gifts.len() as u64, "{} papers of {left_by}", rules.name());
        let mut of: BTreeMap<(u16, BigRational), usize> = BTreeMap::new();
        for (marks, gave) in gifts {
            if let Some(first) = marks.into_iter().find(stands) {
                *of.entry((first, gave)).or_default() += 1;
            }
        }
        let stage = &again.stages[0];
        for (at, votes) in stage.totals.iter().enumerate() {
            let mine = of.iter().filter(|((who, _), _)| usize::from(*who) == at + 1);
            let mine: BigRational = mine.map(|((_, gave), papers)| options.credit(*papers, gave)).sum();
            assert_eq!(exact(*votes), cut(&mine, *votes), "{} of {left_by}", rules.name());
        }
        assert_eq!(again.elected.len(), 1);
    }
}

fn ballots() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots")
}

#[test]
fn every_named_rule_is_what_its_words_say() {
    for (name, changed) in NAMED {
        let rules = Rules::from_name(name).expect("rules");
        let mut words = scottish();
        words.extend(changed.iter().map(|(name, value)| (*name, (*value).to_owned())));
        for one in rules.settings().into_iter().filter(|one| one.name != "skipped") {
            assert_eq!(one.value, words[one.name], "{name} {}", one.name);
        }
    }
    let transfers = |rules: &&Rules| matches!(rules.method(), Method::Stv(_)) && rules.max_seats().is_none();
    assert_eq!(Rules::ALL.iter().filter(transfers).count(), NAMED.len(), "every rule is here");
}

#[test]
fn every_stage_of_the_model_election_by_every_rule() {
    let profile = blt::read(&fs::read(ballots().join("ers97-model.blt")).expect("file")).expect("ballots");
    let order: Vec<u16> = (1..=11).collect();
    for (rules, options) in named() {
        agree(&rules, &options, &profile, &order);
        own_papers_agree(&rules, &options, &profile, &order);
    }
}

#[test]
fn every_stage_of_every_ward_by_every_rule() {
    for ward in 1..=8 {
        let file = ballots().join(format!("dundee-2022/dundee_2022_ward{ward}.blt"));
        let profile = blt::read(&fs::read(file).expect("a ward's file")).expect("ballots");
        let order: Vec<u16> = (1..=profile.candidates.len() as u16).collect();
        for (rules, options) in named() {
            agree(&rules, &options, &profile, &order);
        }
    }
}

/// A value for every option, drawn at random.
fn combination() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let one = |(name, choices): (&'static str, &'static [&'static str])| {
        proptest::sample::select(choices).prop_map(move |value| (name, value))
    };
    CHOICES.map(one).into_iter().collect::<Vec<_>>()
}

/// The rule of these options, if they go together. The rules refuse what has no use beside the
/// others; options are left out until none is refused.
fn combined(mut set: Vec<(&'static str, &'static str)>) -> Option<(Rules, Options)> {
    let base = Rules::from_name("wigm").expect("rules");
    loop {
        let refused = match base.with(&set) {
            Ok(rules) => {
                let of = |name: &str| {
                    let settings = rules.settings();
                    settings.into_iter().find(|one| one.name == name).map(|one| one.value).expect("an option")
                };
                return Some((rules, Options::read(of)));
            }
            Err(error) => error.to_string(),
        };
        // "the option round-at has no use here: …"
        let name = refused.strip_prefix("the option ").and_then(|rest| rest.split(' ').next())?.to_owned();
        let before = set.len();
        set.retain(|one| one.0 != name);
        if set.len() == before {
            return None;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2500, ..ProptestConfig::default() })]

    #[test]
    fn both_counters_agree_by_every_named_rule((profile, order) in contests::small(8, 18, 9)) {
        for (rules, options) in named() {
            agree(&rules, &options, &profile, &order);
        }
    }

    #[test]
    fn the_order_and_grouping_of_ballots_do_not_matter((profile, order) in contests::small(8, 18, 9)) {
        for (rules, _) in named() {
            prop_assert_eq!(counted(&rules, &profile, &order), counted(&rules, &contests::shuffled(&profile), &order));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn both_counters_agree_by_any_combination_of_options(
        set in combination(), (profile, order) in contests::small(8, 18, 9)
    ) {
        if let Some((rules, options)) = combined(set) {
            agree(&rules, &options, &profile, &order);
        }
    }

    #[test]
    fn a_countback_counts_what_each_paper_gave(set in combination(), (profile, order) in contests::small(6, 12, 4)) {
        if let Some((rules, options)) = combined(set) {
            own_papers_agree(&rules, &options, &profile, &order);
        }
    }
}

/// A test of combinations would pass if all were refused.
#[test]
fn most_combinations_of_options_can_be_counted() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let drawn = (0..500).map(|_| combination().new_tree(&mut runner).expect("a draw").current());
    let all: Vec<_> = drawn.filter_map(combined).collect();
    assert!(all.len() > 450, "{} of 500", all.len());
    let with = |is: fn(&Options) -> bool| all.iter().filter(|one| is(&one.1)).count();
    assert!(
        with(|one| one.restart) > 50 && with(|one| one.stages) > 50 && with(|one| one.bulk != "never") > 50
    );
}
