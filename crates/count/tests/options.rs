//! Options of rules, set by name.

use hustings_count::{Ballot, Candidate, GivenOrder, Method, Profile, Rules, count, render, to_json};

fn set(rules: &str, options: &[(&str, &str)]) -> Result<Rules, String> {
    Rules::from_name(rules).expect("rules").with(options).map_err(|error| error.to_string())
}

fn refused(rules: &str, options: &[(&str, &str)]) -> String {
    set(rules, options).expect_err("refused")
}

#[test]
fn an_option_that_is_unknown_wrong_double_or_useless_is_refused() {
    assert_eq!(
        refused("av", &[("quota", "hare")]),
        "these rules have no option \"quota\"; they have bulk, ties, skipped"
    );
    assert_eq!(
        refused("wigm", &[("quota", "imperiali")]),
        "the option quota cannot be \"imperiali\"; it can be: droop, hare, hagenbach-bischoff"
    );
    assert_eq!(
        refused("wigm", &[("quota", "hare"), ("quota", "hare")]),
        "the option quota is given twice; give it once"
    );
    let useless: &[(&str, &[(&str, &str)])] = &[
        ("wigm", &[("decimals", "exact"), ("rounding", "up")]),
        ("wigm", &[("batch-stages", "yes")]),
        ("wright", &[("batches", "value")]),
        ("ers97", &[("round-at", "fraction")]),
        ("wigm", &[("decimals", "2"), ("quota-decimals", "3")]),
    ];
    for (rules, options) in useless {
        assert!(refused(rules, options).contains("has no use here"), "{rules} {options:?}");
    }
    assert!(refused("wigm", &[("decimals", "10")]).contains("it can be: 0 to 9, exact"));
}

#[test]
fn every_option_of_every_transferable_vote_can_be_set_to_each_of_its_choices() {
    for rules in Rules::ALL.iter().filter(|rules| matches!(rules.method(), Method::Stv(_))) {
        for setting in rules.settings() {
            if !setting.choices.contains(", ") || setting.choices.contains("0 to 9") {
                continue;
            }
            for choice in setting.choices.split(", ") {
                match rules.with(&[(setting.name, choice)]) {
                    Ok(changed) => {
                        let same = changed.settings().contains(&setting);
                        let usual = choice == setting.value;
                        assert!(!usual || same, "{} {}={choice}", rules.name(), setting.name);
                    }
                    Err(error) => assert!(error.to_string().contains("no use"), "{error}"),
                }
            }
        }
    }
}

#[test]
fn what_is_set_by_hand_is_printed_and_in_the_json() {
    let profile = Profile {
        title: "test".to_owned(),
        seats: 2,
        candidates: ["Ann", "Bob", "Cy"].map(Candidate::new).to_vec(),
        ballots: vec![(Ballot::Ranking(vec![1, 2]), 7), (Ballot::Ranking(vec![3]), 3)],
        warnings: Vec::new(),
    };
    let rules = set("wigm", &[("quota", "hare"), ("decimals", "5")]).expect("options");
    let count = count(&profile, &rules, &mut GivenOrder(vec![1, 2, 3])).expect("a count");
    assert!(render::text(&count, 80).contains("\nOptions set by hand: quota=hare\n"));
    let json = to_json(&count);
    assert_eq!(json["options"], serde_json::json!({ "quota": "hare" }));
    assert_eq!(json["quota"], "6");
}
