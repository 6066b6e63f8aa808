//! Every JSON that a count can be is what `docs/count.schema.json` says it is.
//!
//! The validator below knows the words of JSON Schema 2020-12 that the file uses, and refuses any other,
//! so that a word added to the file and not checked here fails.

// A word that the validator does not know ends the test.
#![allow(clippy::panic)]

use std::fs;
use std::path::PathBuf;

use hustings_count::places::{Bound, Places, Requirement};
use hustings_count::{
    BallotKind, Countback, Format, GivenOrder, Profile, Rules, Vacancy, Wanted, count, count_reserving,
    fill_vacancy, to_json,
};
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Value {
    let text = fs::read(root().join("docs/count.schema.json")).expect("the schema");
    serde_json::from_slice(&text).expect("JSON")
}

/// A profile of the kind that the rules count.
fn profile(file: &str, rules: &Rules) -> Profile {
    let path = root().join("testdata/ballots").join(file);
    let bytes = fs::read(&path).expect("a file");
    let extension = path.extension().and_then(|extension| extension.to_str());
    let wanted = Wanted { kind: rules.ballot_kind(), seats: None, contest: None };
    Format::detect(extension, &bytes).read(&bytes, &wanted).expect("ballots")
}

#[test]
fn every_rule_writes_what_the_schema_says() {
    let schema = schema();
    for rules in Rules::ALL {
        let files: &[&str] = match rules.ballot_kind() {
            BallotKind::Ranking => &["dundee-2022/dundee_2022_ward8.blt", "ers97-model.blt", "small/tie.blt"],
            BallotKind::Approval => &["dundee-2022/dundee_2022_ward8.blt", "small/tie.blt"],
            BallotKind::Scores => &["small/scores.csv"],
        };
        for file in files {
            let mut profile = profile(file, rules);
            profile.seats = profile.seats.min(rules.max_seats().unwrap_or(u32::MAX));
            let order = (1..=profile.candidates.len() as u16).collect();
            let count = count(&profile, rules, &mut GivenOrder(order)).expect("a count");
            let errors = errors(&schema, &schema, &to_json(&count), "");
            assert!(errors.is_empty(), "{} on {file}: {errors:#?}", rules.name());
        }
    }
}

#[test]
fn a_countback_and_reserved_places_are_what_the_schema_says() {
    let schema = schema();
    let rules = Rules::from_name("scottish-stv").expect("rules");
    let profile = profile("dundee-2022/dundee_2022_ward8.blt", &rules);
    let order = &mut GivenOrder((1..=9).collect());
    let women = Requirement { bound: Bound::AtLeast(2), group: "women".to_owned(), members: vec![1, 4, 9] };
    let count = count_reserving(&profile, &rules, &Places::new(vec![women]), order).expect("a count");
    assert_eq!(errors(&schema, &schema, &to_json(&count), ""), Vec::<String>::new());
    for countback in [Countback::AllPapers, Countback::OwnPapers] {
        let vacancy = Vacancy { left_by: 3, not_standing: &[], countback };
        let count = fill_vacancy(&profile, &rules, &Places::default(), &vacancy, order).expect("a count");
        assert_eq!(errors(&schema, &schema, &to_json(&count), ""), Vec::<String>::new());
    }
}

/// The test would pass with a validator that accepts everything.
#[test]
fn what_is_wrong_is_found() {
    let schema = schema();
    let rules = Rules::from_name("scottish-stv").expect("rules");
    let profile = profile("ers97-model.blt", &rules);
    let count = count(&profile, &rules, &mut GivenOrder((1..=11).collect())).expect("a count");
    let right = to_json(&count);
    assert_eq!(errors(&schema, &schema, &right, ""), Vec::<String>::new());
    let wrong: [(&str, Value); 6] = [
        ("/quota", json!(107.5)),
        ("/seats", json!(0)),
        ("/stages/0/action", json!("recount")),
        ("/stages/0/totals/1", json!("1e3")),
        ("/stages/1/transfers/0/to", json!("nobody")),
        ("/pairwise/extra", json!(1)),
    ];
    for (at, value) in wrong {
        let mut changed = right.clone();
        match changed.pointer_mut(at) {
            Some(place) => *place = value,
            None => {
                changed["pairwise"]["extra"] = value;
            }
        }
        assert!(!errors(&schema, &schema, &changed, "").is_empty(), "{at}");
    }
    let mut missing = right.clone();
    missing.as_object_mut().expect("an object").remove("valid");
    assert!(!errors(&schema, &schema, &missing, "").is_empty());
}

/// What is wrong with `value` by `schema`, each with its place.
fn errors(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, says) in schema.as_object().expect("a schema is an object") {
        let wrong = match word.as_str() {
            "$schema" | "title" | "description" | "$defs" => Vec::new(),
            "$ref" => {
                let place = says.as_str().and_then(|says| says.strip_prefix('#')).expect("a local reference");
                errors(root, root.pointer(place).expect("a definition"), value, at)
            }
            "type" => refuse(is_type(value, says), at, || format!("is no {says}")),
            "const" => refuse(value == says, at, || format!("is not {says}")),
            "enum" => refuse(says.as_array().is_some_and(|all| all.contains(value)), at, || {
                format!("{value} is none of {says}")
            }),
            "minimum" => refuse(value.as_u64() >= says.as_u64(), at, || format!("is less than {says}")),
            "pattern" => refuse(value.as_str().is_some_and(|text| matches(says, text)), at, || {
                format!("{value} is not like {says}")
            }),
            "anyOf" => {
                let tried: Vec<Vec<String>> =
                    array(says).iter().map(|one| errors(root, one, value, at)).collect();
                if tried.iter().any(Vec::is_empty) { Vec::new() } else { tried.concat() }
            }
            "items" => {
                let items = array(value).iter().enumerate();
                items.flat_map(|(place, item)| errors(root, says, item, &format!("{at}/{place}"))).collect()
            }
            "properties" | "required" | "additionalProperties" | "propertyNames" => {
                members(root, schema, word, value, at)
            }
            other => panic!("the validator does not know {other:?}"),
        };
        found.extend(wrong);
    }
    found
}

fn members(root: &Value, schema: &Value, word: &str, value: &Value, at: &str) -> Vec<String> {
    let Some(object) = value.as_object() else { return Vec::new() };
    let says = &schema[word];
    let below = |name: &str| format!("{at}/{name}");
    match word {
        "properties" => {
            let known = says.as_object().into_iter().flatten();
            let both = known.filter_map(|(name, one)| Some((name, one, object.get(name)?)));
            both.flat_map(|(name, one, value)| errors(root, one, value, &below(name))).collect()
        }
        "required" => {
            let names = array(says).iter().filter_map(Value::as_str);
            names
                .flat_map(|name| refuse(object.contains_key(name), &below(name), || "is missing".to_owned()))
                .collect()
        }
        "propertyNames" => {
            object.keys().flat_map(|name| errors(root, says, &json!(name), &below(name))).collect()
        }
        _ => {
            let other = object.iter().filter(|(name, _)| schema["properties"].get(name.as_str()).is_none());
            match says {
                Value::Bool(allowed) => other
                    .flat_map(|(name, _)| {
                        refuse(*allowed, &below(name), || "is not in the schema".to_owned())
                    })
                    .collect(),
                says => other.flat_map(|(name, one)| errors(root, says, one, &below(name))).collect(),
            }
        }
    }
}

fn refuse(right: bool, at: &str, why: impl Fn() -> String) -> Vec<String> {
    if right { Vec::new() } else { vec![format!("{at}: {}", why())] }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn is_type(value: &Value, says: &Value) -> bool {
    match says.as_str().expect("one type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the validator does not know the type {other:?}"),
    }
}

/// The two patterns there are.
fn matches(pattern: &Value, text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match pattern.as_str() {
        Some(r"^-?[0-9]+(\.[0-9]+)?$") => {
            let text = text.strip_prefix('-').unwrap_or(text);
            text.split_once('.').map_or(digits(text), |(whole, places)| digits(whole) && digits(places))
        }
        Some("^[1-9][0-9]*$") => digits(text) && !text.starts_with('0'),
        other => panic!("the validator does not know the pattern {other:?}"),
    }
}
