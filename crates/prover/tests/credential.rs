//! Voting codes as people type them, and the credentials made from them (§6.1).

#![allow(clippy::unwrap_used)]

use hustings_prover::{
    credential::{Code, CodeError},
    signing::SigningKey,
};
use proptest::prelude::*;

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[test]
fn what_people_do_to_codes_is_forgiven() {
    let code = Code::from_bytes(*b"\x00\x01\x42\x10\x84 hustings\xff");
    let text = code.to_text();
    assert_eq!(text.len(), 29);
    assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [5; 5]);
    for typed in [
        text.to_string(),
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " "),
        text.replace('-', " \u{2013}\n"),
        format!("  {}\t", text.as_str()),
        text.replace('0', "O").replace('1', "I"),
        text.replace('0', "o").replace('1', "l"),
        text.chars().flat_map(|c| [c, ' ']).collect(),
    ] {
        assert!(Code::parse(&typed) == Ok(code.clone()), "{typed}");
    }
}

#[test]
fn a_mistyped_code_says_what_is_wrong() {
    let text = Code::from_bytes([0x5a; 15]).to_text();
    let with = |place: usize, c: char| {
        let mut typed: Vec<char> = text.chars().collect();
        typed[place] = c;
        Code::parse(&typed.iter().collect::<String>()).unwrap_err()
    };
    // Place 6 of the text is the sixth symbol's neighbour: the hyphen does not count.
    assert_eq!(with(6, 'U'), CodeError::Symbol { place: 6, found: 'U' });
    assert_eq!(with(0, '?'), CodeError::Symbol { place: 1, found: '?' });
    assert_eq!(with(0, 'ß'), CodeError::Symbol { place: 1, found: 'ß' });
    assert_eq!(Code::parse(""), Err(CodeError::Length(0)));
    assert_eq!(Code::parse(&text[..28]), Err(CodeError::Length(24)));
    assert_eq!(Code::parse(&format!("{0}{0}", text.as_str())), Err(CodeError::Length(50)));
    assert!(Code::parse(&"A".repeat(1_000_000)).is_err());
}

/// Five bits catch 31 slips of 32, whichever symbol they change.
#[test]
fn the_check_symbol_catches_its_share() {
    let (mut slips, mut caught) = (0, 0);
    for byte in 0..20u8 {
        let text = Code::from_bytes([byte.wrapping_mul(77); 15]).to_text();
        for place in (0..29).filter(|p| p % 6 != 5) {
            for c in ALPHABET.chars().filter(|c| !text[place..].starts_with(*c)) {
                let mut typed = text.to_string();
                typed.replace_range(place..=place, &c.to_string());
                slips += 1;
                caught += u32::from(Code::parse(&typed) == Err(CodeError::Check));
            }
        }
    }
    assert!(caught * 100 > slips * 96, "{caught} of {slips}");
}

#[test]
fn credentials_of_two_elections_or_registrars_are_unrelated() {
    let code = Code::from_bytes([9; 15]);
    let keys = [([1; 32], 1), ([1; 32], 2), ([2; 32], 1)]
        .map(|(election, registrar)| *code.signing_key(&election, registrar).verifying_key());
    assert!(keys[0] != keys[1] && keys[0] != keys[2] && keys[1] != keys[2]);
    assert_eq!(*code.signing_key(&[1; 32], 1).verifying_key(), keys[0]);
}

#[test]
fn secrets_do_not_print() {
    let key = SigningKey::from_seed(&[0xcd; 32]);
    assert_eq!(format!("{:?}", Code::from_bytes([0xab; 15])), "Code(<redacted>)");
    assert!(format!("{key:?}").starts_with("SigningKey(<redacted>, VerifyingKey("));
    assert!(!format!("{key:?}").contains("cdcd") && !format!("{key:?}").contains("205, 205"));
}

proptest! {
    #[test]
    fn codes_come_back(bytes: [u8; 15]) {
        let code = Code::from_bytes(bytes);
        prop_assert!(Code::parse(&code.to_text()) == Ok(code));
    }

    #[test]
    fn nothing_typed_panics(typed in any::<String>()) {
        let _ = Code::parse(&typed);
    }

    #[test]
    fn signatures_verify(seed: [u8; 32], message: Vec<u8>) {
        let key = SigningKey::from_seed(&seed);
        prop_assert_eq!(*key.seed(), seed);
        prop_assert_eq!(key.verifying_key().verify(&message, &key.sign(&message)), Ok(()));
    }
}
