//! Every value in every act of an honest record, changed and signed anew: whatever that means to the
//! rules, nothing panics, and act by act and all together say the same.

use crate::forge::{Forge, Stage};
use hustings_record::canonical::MAX_INTEGER;
use hustings_record::log::note;
use hustings_record::{Act, Entry, Obligations, State, Violation};
use serde_json::Value;

#[test]
fn every_value_of_every_act_may_be_anything() {
    let forge = Forge::at(Stage::Certified);
    let mut state = State::new();
    let (mut tried, mut refused) = (0, 0);
    for (index, entry) in forge.e.entries.iter().enumerate() {
        let text = Entry::parse(entry).unwrap().text;
        for changed in variants(&text) {
            let Ok(act) = Act::parse(&changed) else { continue };
            let entry = signed(&forge, act, entry);
            let (once, gathered) = (at_once(&state, &forge, &entry), gathered(&state, &forge, &entry));
            assert_eq!(once, gathered, "entry {index}: {changed}");
            tried += 1;
            refused += usize::from(once.is_err());
        }
        state.apply(entry, &forge.e.blobs, &mut Obligations::at_once().unwrap()).unwrap();
    }
    println!("{refused} of {tried} are refused");
    assert!(tried > 1_000 && refused > tried / 2);
}

/// Signed by those who signed the honest act, as far as they have keys.
fn signed(forge: &Forge, act: Act, honest: &[u8]) -> Vec<u8> {
    let (_, lines) = note::split(honest).unwrap();
    let draft = hustings_roles::Draft::new(act);
    lines.iter().fold(draft, |d, line| forge.sign_as(d, &line.name)).entry()
}

fn at_once(state: &State, forge: &Forge, entry: &[u8]) -> Result<(), Violation> {
    let mut state = state.clone();
    state.apply(entry, &forge.e.blobs, &mut Obligations::at_once().unwrap())
}

fn gathered(state: &State, forge: &Forge, entry: &[u8]) -> Result<(), Violation> {
    let (mut state, mut owed) = (state.clone(), Obligations::gathering().unwrap());
    let applied = state.apply(entry, &forge.e.blobs, &mut owed);
    applied.map_err(|v| owed.settle().err().unwrap_or(v))?;
    owed.settle()
}

/// The act's text with one value after another replaced.
fn variants(text: &str) -> Vec<String> {
    let (head, json) = text.split_once('\n').unwrap();
    let mut found = Vec::new();
    // In place, so that the keys keep their order.
    for (from, to) in values(json) {
        let value: Value = serde_json::from_str(&json[from..to]).unwrap();
        for other in others(&value) {
            found.push(format!("{head}\n{}{other}{}", &json[..from], &json[to..]));
        }
    }
    found
}

/// Where numbers, texts, booleans and nulls stand in a line of JSON, keys apart.
fn values(json: &str) -> Vec<(usize, usize)> {
    let bytes = json.as_bytes();
    let (mut found, mut i) = (Vec::new(), 0);
    while i < bytes.len() {
        let end = match bytes[i] {
            b'"' => {
                let mut end = i + 1;
                while bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                end + 1
            }
            b if b.is_ascii_alphanumeric() => {
                i + bytes[i..].iter().take_while(|b| b.is_ascii_alphanumeric()).count()
            }
            _ => {
                i += 1;
                continue;
            }
        };
        if bytes.get(end) != Some(&b':') {
            found.push((i, end));
        }
        i = end;
    }
    found
}

fn others(value: &Value) -> Vec<String> {
    match value {
        Value::Number(n) => {
            let n = n.as_u64().unwrap_or(0);
            let near = [0, 1, n.saturating_sub(1), n + 1, u64::from(u32::MAX) + 1 + n, MAX_INTEGER];
            near.iter().filter(|x| **x != n && **x <= MAX_INTEGER).map(u64::to_string).collect()
        }
        Value::Bool(b) => vec![(!b).to_string()],
        Value::Null => vec![format!("\"{}\"", "7".repeat(64)), "1".to_owned(), "\"\"".to_owned()],
        Value::String(s) if s.len() == 64 && s.bytes().all(|b| b.is_ascii_hexdigit()) => {
            let flipped = if s.starts_with('0') { "1" } else { "0" };
            let near = ["0".repeat(64), "f".repeat(64), format!("{flipped}{}", &s[1..])];
            near.iter().map(|x| format!("\"{x}\"")).chain(["null".to_owned()]).collect()
        }
        Value::String(s) => {
            let twice = Value::String(format!("{s}{s}")).to_string();
            vec!["\"\"".to_owned(), twice, "\"AAAA\"".to_owned(), "null".to_owned()]
        }
        _ => Vec::new(),
    }
}
