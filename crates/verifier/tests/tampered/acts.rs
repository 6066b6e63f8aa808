//! A1, A2: the form of entries and of acts. The signatures are right over what stands there.

use crate::forge::{Case, Forge, Stage, case};
use Stage::*;
use hustings_record::Check;
use hustings_record::log::{checkpoint::ed25519_key_id, note};

pub fn cases() -> Vec<Case> {
    [notes(), texts(), base64()].into_iter().flatten().collect()
}

/// An honest clock's bytes, changed.
fn notes() -> Vec<Case> {
    let entry = |name, words, change: fn(Vec<u8>) -> Vec<u8>| {
        case(name, Check::Note, Announced, move |f| {
            f.says(words);
            let honest = f.clock(60).entry();
            f.defect_of_form(change(honest));
        })
    };
    fn text(entry: Vec<u8>, change: impl Fn(&str) -> String) -> Vec<u8> {
        change(&String::from_utf8(entry).unwrap()).into_bytes()
    }
    vec![
        entry("A1 is empty", "blank line", |_| Vec::new()),
        entry("A1 is not UTF-8", "not UTF-8", |mut e| {
            e[30] = 0xff;
            e
        }),
        entry("A1 has a control character", "control character", |e| text(e, |t| t.replacen(' ', "\t", 1))),
        entry("A1 ends its lines as on other systems", "control", |e| text(e, |t| t.replace('\n', "\r\n"))),
        entry("A1 has no blank line", "blank line", |e| text(e, |t| t.replacen("\n\n", "\n", 1))),
        entry("A1 has no signature line", "0 signature lines", |e| {
            text(e, |t| t[..t.find("\n\n").unwrap() + 2].to_owned())
        }),
        entry("A1 lacks its last newline", "signature line 1", |mut e| {
            e.pop();
            e
        }),
        entry("A1 has a signature line of another form", "signature line 1", |e| {
            text(e, |t| t.replacen("— ", "- ", 1))
        }),
        entry("A1 has two spaces in a signature line", "signature line 1", |e| {
            text(e, |t| t.replacen("— server ", "— server  ", 1))
        }),
        entry("A1 has base64 with stray bits", "signature line 1", |e| {
            // 68 bytes end in one sign before the padding, of which only two bits count.
            text(e, stray_bits)
        }),
        entry("A1 has base64 without padding", "signature line 1", |e| {
            text(e, |t| t.replacen("=\n", "\n", 1))
        }),
        entry("A1 has more signature lines than a note", "101 signature lines", |e| {
            text(e, |t| {
                let line = t.split_inclusive('\n').next_back().unwrap();
                format!("{t}{}", line.repeat(100))
            })
        }),
    ]
}

/// The last significant sign of the base64 is moved to one that decodes to the same bytes.
fn stray_bits(entry: &str) -> String {
    let end = entry.trim_end_matches(['\n', '=']);
    let signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let last = signs.find(end.chars().last().unwrap()).unwrap();
    let other = signs.as_bytes()[last + 1] as char;
    format!("{}{other}{}", &end[..end.len() - 1], &entry[end.len()..])
}

/// A text of any kind, signed by the server.
fn signed(f: &Forge, text: &str) -> Vec<u8> {
    let key = &f.e.server;
    let line = note::SignatureLine {
        name: "server".to_owned(),
        key_id: ed25519_key_id("server", key.verifying_key()),
        signature: key.sign(text.as_bytes()).to_vec(),
    };
    note::join(text, &[line])
}

/// An honest clock's text, changed and signed anew.
fn texts() -> Vec<Case> {
    let text = |name, words, change: fn(&str) -> String| {
        case(name, Check::Text, Announced, move |f| {
            f.says(words);
            let honest = f.clock(60).act.text();
            let entry = signed(f, &change(&honest));
            f.defect_of_form(entry);
        })
    };
    let annul = |name, words, reason: &'static str| {
        case(name, Check::Text, Announced, move |f| {
            f.says(words);
            let honest = f.annul(&[1, 2]).act.text();
            let tampered = honest.replacen("A court has ordered it.", reason, 1);
            assert_ne!(honest, tampered);
            let entry = signed(f, &tampered);
            f.defect_of_form(entry);
        })
    };
    vec![
        text("A2 is of a kind that is not known", "no kind of act", |t| t.replacen("clock", "clocks", 1)),
        text("A2 is of version 2", "version 1 only", |t| t.replacen("/v1", "/v2", 1)),
        text("A2 has a third line", "two lines", |t| format!("{t}\n")),
        text("A2 is one line", "two lines", |t| t.replacen('\n', " ", 1)),
        text("A2 has a space after a comma", "canonical form", |t| t.replacen(",\"at\"", ", \"at\"", 1)),
        text("A2 has a space before the JSON", "canonical form", |t| t.replacen('{', " {", 1)),
        text("A2 has a space after the JSON", "canonical form", |t| t.replacen("}\n", "} \n", 1)),
        text("A2 has a key that is not known", "unknown field", |t| t.replacen("}\n", ",\"x\":1}\n", 1)),
        text("A2 has a key twice", "duplicate field", |t| {
            t.replacen("\"by\"", "\"by\":\"server\",\"by\"", 1)
        }),
        text("A2 has its keys in another order", "canonical form", |t| {
            let (head, time) = t.split_once(",\"time\":").unwrap();
            let (time, _) = time.split_once(',').unwrap();
            format!("{head},\"outage\":false,\"time\":{time}}}\n")
        }),
        text("A2 lacks a key", "missing field", |t| t.replacen(",\"outage\":false", "", 1)),
        text("A2 is a list of values", "canonical form", |t| {
            let (head, json) = t.split_once('\n').unwrap();
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            let values = ["election", "at", "by", "time", "outage"].map(|k| value[k].to_string());
            format!("{head}\n[{}]\n", values.join(","))
        }),
        text("A2 has upper-case digits", "canonical form", |t| {
            let from = t.find("election\":\"").unwrap() + 11;
            format!("{}{}{}", &t[..from], t[from..from + 64].to_uppercase(), &t[from + 64..])
        }),
        text("A2 has a hash of 63 digits", "64 lower-case", |t| {
            let from = t.find("election\":\"").unwrap() + 11;
            format!("{}{}", &t[..from], &t[from + 1..])
        }),
        text("A2 has a hash that is none", "64 lower-case", |t| {
            t.replacen("election\":\"", "election\":\"g", 1)
        }),
        text("A2 names no log", "missing field", |t| t.replacen("\"size\":2,", "", 1)),
        text("A2 has null for a number", "invalid type", |t| number(t, "null")),
        text("A2 has an integer above 2^53 - 1", "above", |t| number(t, "9007199254740992")),
        text("A2 has an integer above 2^64", "above", |t| number(t, "18446744073709551617")),
        text("A2 has a leading zero", "invalid number", |t| number(t, "01651730400")),
        text("A2 has a fraction", "invalid type", |t| number(t, "1651730400.0")),
        text("A2 has an exponent", "invalid type", |t| number(t, "16517304e2")),
        text("A2 has a negative number", "invalid value", |t| number(t, "-1")),
        text("A2 has a number as text", "invalid type", |t| number(t, "\"1651730400\"")),
        text("A2 has a letter escaped", "canonical form", |t| {
            t.replacen("\"server\"", "\"\\u0073erver\"", 1)
        }),
        text("A2 has bytes after the act", "trailing", |t| t.replacen("}\n", "}{}\n", 1)),
        text("A2 is nested deeply", "invalid type", |t| {
            let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
            t.replacen("\"server\"", &deep, 1)
        }),
        annul("A2 has an escaped newline", "canonical form", "A court\\nhas ordered it."),
        annul("A2 has an escaped control character", "canonical form", "A court\\u0001has ordered it."),
        annul("A2 has an escaped solidus", "canonical form", "A court\\/has ordered it."),
        annul("A2 is not in NFC", "deceive", "A cou\u{301}rt has ordered it."),
        annul("A2 turns the direction of writing", "deceive", "A court \u{202e}has ordered it."),
        annul("A2 isolates the direction of writing", "deceive", "A court \u{2066}has\u{2069} ordered it."),
        annul("A2 has a delete character", "deceive", "A court\u{7f} has ordered it."),
        annul("A2 has a C1 control character", "deceive", "A court\u{85} has ordered it."),
        annul("A2 has a separator of lines", "deceive", "A court\u{2028}has ordered it."),
        annul("A2 has a byte order mark", "deceive", "\u{feff}A court has ordered it."),
    ]
}

/// A commitment's base64, written in another way.
fn base64() -> Vec<Case> {
    let commit = |name, words, change: fn(&str) -> String| {
        case(name, Check::Text, Frozen, move |f| {
            f.says(words);
            let honest = f.speak(1).act.text();
            let from = honest.find("\"commitment\":\"").unwrap() + 14;
            let entry = signed(f, &format!("{}{}", &honest[..from], change(&honest[from..])));
            f.defect_of_form(entry);
        })
    };
    vec![
        commit("A2 has base64 without padding", "padded base64", |t| t.replacen("==\"", "\"", 1)),
        commit("A2 has base64 with too much padding", "padded base64", |t| t.replacen("==\"", "===\"", 1)),
        // 64 bytes end in a sign of which only two bits count.
        commit("A2 has base64 with stray bits", "padded base64", |t| {
            let end = t.find("==").unwrap();
            format!("{}{}", stray_bits(&t[..end]), &t[end..])
        }),
        commit("A2 has base64 of the other alphabet", "padded base64", |t| format!("-_-_{}", &t[4..])),
        commit("A2 has base64 with a space", "padded base64", |t| format!(" {t}")),
    ]
}

/// The clock's time is written like this.
fn number(text: &str, n: &str) -> String {
    let from = text.find("\"time\":").unwrap() + 7;
    let to = from + text[from..].find(',').unwrap();
    format!("{}{n}{}", &text[..from], &text[to..])
}
