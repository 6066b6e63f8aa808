//! `openapi.json` says what the server answers, all of it and nothing else.
#![allow(clippy::unwrap_used, clippy::panic)]

mod running;

use running::{Hands, OPENS, Place, Running, ballot, open_meeting};
use serde_json::Value;
use std::collections::BTreeSet;

fn document() -> Value {
    serde_json::from_str(include_str!("../openapi.json")).unwrap()
}

/// The addresses in the sources, as axum writes them.
fn routed() -> BTreeSet<String> {
    let sources = [include_str!("../src/api.rs"), include_str!("../src/service.rs")].concat();
    let routes = sources.split(".route(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    routes.map(|route| route.replace("{*", "{")).collect()
}

#[test]
fn every_address_is_described_and_no_other() {
    let described: BTreeSet<String> = document()["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(described, routed());
}

/// What a schema says of a value, as far as it is used here: types, fields, patterns.
fn check(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = document.pointer(name.strip_prefix('#').unwrap()).unwrap();
        return check(document, schema, value, at);
    }
    if let Some(either) = schema["oneOf"].as_array() {
        let schema = either.iter().find(|s| (s["type"] == "null") == value.is_null()).unwrap();
        return check(document, schema, value, at);
    }
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    match &schema["type"] {
        Value::String(one) => assert_eq!(one, is, "{at}"),
        Value::Array(some) => assert!(some.contains(&is.into()), "{at}: {is}"),
        _ => assert!(schema["enum"].as_array().is_none_or(|e| e.contains(value)), "{at}: {value}"),
    }
    if schema["pattern"] == "^[0-9a-f]{64}$" {
        let text = value.as_str().unwrap();
        assert!(
            text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
            "{at}: {text}"
        );
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        check(document, &schema["items"], item, &format!("{at}[{i}]"));
    }
    if let (Some(fields), Some(described)) = (value.as_object(), schema["properties"].as_object()) {
        for required in schema["required"].as_array().into_iter().flatten() {
            assert!(fields.contains_key(required.as_str().unwrap()), "{at}: {required} is missing");
        }
        let is_refusal = schema["required"].as_array().is_some_and(|r| r.contains(&"message".into()));
        for (name, field) in fields {
            match described.get(name) {
                Some(schema) => check(document, schema, field, &format!("{at}.{name}")),
                // A refusal has more, as its kind needs.
                None => assert!(is_refusal, "{at}.{name} is not described"),
            }
        }
    }
}

/// Asks, and holds status and body against the description of this address.
fn asked(running: &Running, method: &str, described: &str, path: &str, body: &[u8], status: u16) -> Value {
    let document = document();
    let (got, answer) = running.ask(method, path, body);
    assert_eq!(got, status, "{method} {path}: {answer}");
    let responses = &document["paths"][described][method.to_lowercase()]["responses"];
    let mut response = &responses[status.to_string()];
    assert!(response.is_object(), "{method} {described} does not describe {status}");
    if let Some(name) = response["$ref"].as_str() {
        response = document.pointer(name.strip_prefix('#').unwrap()).unwrap();
    }
    let schema = &response["content"]["application/json"]["schema"];
    if schema.is_object() {
        check(&document, schema, &answer, described);
    }
    answer
}

#[test]
fn answers_are_as_described() {
    let place = Place::folders();
    let (everyone, id) = open_meeting(&place, 3);
    let running = Running::at(&place, &everyone, &Hands::at(OPENS + 5));
    for plain in ["/health", "/ready", "/metrics", "/openapi.json", "/server", "/elections"] {
        asked(&running, "GET", plain, plain, &[], 200);
    }
    let at = |rest: &str| format!("/{id}{rest}");
    let none = "0".repeat(64);
    asked(&running, "GET", "/{election}/standing", &at("/standing"), &[], 200);
    asked(&running, "GET", "/{election}/standing", &format!("/{none}/standing"), &[], 404);
    let poll = asked(&running, "GET", "/{election}/poll", &at("/poll"), &[], 200);
    assert_eq!(poll["confirms"].as_array().unwrap().len(), 3);
    let credential = everyone.issued[0][0].credential;
    asked(
        &running,
        "GET",
        "/{election}/voters/{credential}",
        &at(&format!("/voters/{credential}")),
        &[],
        200,
    );
    asked(&running, "GET", "/{election}/voters/{credential}", &at(&format!("/voters/{none}")), &[], 404);

    let draft = ballot(&everyone, 0, &[1], None);
    let acts = "/{election}/acts";
    asked(&running, "POST", acts, &at("/acts"), &draft.entry(), 200);
    asked(&running, "POST", acts, &at("/acts"), &ballot(&everyone, 0, &[2], None).entry(), 409);
    asked(&running, "POST", acts, &at("/acts"), b"nothing", 400);
    asked(&running, "POST", acts, &at("/acts"), &[b'x'; 66_000], 413);
    asked(&running, "GET", "/{election}/acts/{act}", &at(&format!("/acts/{}", draft.id())), &[], 200);
    asked(&running, "GET", "/{election}/acts/{act}", &at(&format!("/acts/{none}")), &[], 404);
    asked(&running, "GET", "/{election}/checkpoint", &at("/checkpoint"), &[], 200);
    asked(&running, "GET", "/{election}/tile/{path}", &at("/tile/7/000"), &[], 404);
    asked(&running, "GET", "/{election}/blob/{sha256}", &at(&format!("/blob/{none}")), &[], 404);
    asked(&running, "PUT", "/{election}/blob/{sha256}", &at(&format!("/blob/{none}")), b"x", 409);
    asked(&running, "POST", "/{election}/cosignatures", &at("/cosignatures"), b"x", 400);
    let manifest = everyone.entries[0].clone();
    asked(&running, "POST", "/elections", "/elections", &manifest, 201);
}

#[test]
fn what_cannot_be_taken_is_limited_and_what_can_is_not() {
    let place = Place::folders();
    let (everyone, id) = open_meeting(&place, 3);
    let running = Running::at(&place, &everyone, &Hands::at(OPENS + 5));
    let acts = format!("/{id}/acts");
    for member in 0..3 {
        assert_eq!(running.ask("POST", &acts, &ballot(&everyone, member, &[1], None).entry()).0, 200);
    }
    let limited = (0..400).any(|_| running.ask("POST", &acts, b"nothing").0 == 429);
    assert!(limited, "nonsense without end is refused in the end");
    asked(&running, "POST", "/{election}/acts", &acts, b"nothing", 429);
    let metrics = running.ask("GET", "/metrics", &[]).1;
    let metrics = metrics.as_str().unwrap();
    assert!(metrics.contains("hustings_acts_total{kind=\"ballot\"} 3"), "{metrics}");
    assert!(metrics.contains("hustings_refusals_total{error=\"not-an-act\"}"), "{metrics}");
}
