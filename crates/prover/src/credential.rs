//! Voting codes and the credentials made from them (§6.1).

use std::fmt;

use hkdf::Hkdf;
use hustings_proofs::transcript::Transcript;
use rand_core::CryptoRng;
use sha2::Sha512;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::signing::SigningKey;

/// Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 120 bits in 24 symbols, and the check symbol.
const SYMBOLS: usize = 25;
const GROUP: usize = 5;

/// A voting code: 15 random bytes, written as five groups of five symbols. Erased when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Code([u8; 15]);

/// Why a typed code is not a code. Says where, never what was typed before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A symbol that no code has; places are counted from 1, without hyphens and spaces.
    #[error("symbol {place} is “{found}”, which no code contains")]
    Symbol {
        /// Which symbol, from 1.
        place: usize,
        /// What stands there.
        found: char,
    },
    /// Not 25 symbols.
    #[error(
        "the code has {0} letters and digits, but a whole code has 25: is part of it missing, or twice there?"
    )]
    Length(usize),
    /// All symbols are possible, but not together.
    #[error("the code contains a typing mistake: compare it with your letter, group by group")]
    Check,
}

impl Code {
    /// A fresh code: 120 bits.
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut code = Code([0; 15]);
        rng.fill_bytes(&mut code.0);
        code
    }

    /// From its 15 bytes.
    pub fn from_bytes(bytes: [u8; 15]) -> Self {
        Code(bytes)
    }

    /// Its 15 bytes: as secret as the code.
    pub fn expose(&self) -> &[u8; 15] {
        &self.0
    }

    /// Reads a code as a person types it: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        let mut values = Zeroizing::new([0u8; SYMBOLS]);
        let mut count = 0;
        for found in typed.chars().filter(|c| !is_separator(*c)) {
            let value = value(found).ok_or(CodeError::Symbol { place: count + 1, found })?;
            if let Some(slot) = values.get_mut(count) {
                *slot = value;
            }
            count += 1;
        }
        if count != SYMBOLS {
            return Err(CodeError::Length(count));
        }
        let mut code = Code([0; 15]);
        // Eight symbols of five bits are five bytes, the first symbol in the highest bits.
        for (symbols, bytes) in values.chunks_exact(8).zip(code.0.chunks_exact_mut(5)) {
            let bits = symbols.iter().fold(0u64, |bits, v| bits << 5 | u64::from(*v));
            bytes.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        if values[SYMBOLS - 1] == code.check() { Ok(code) } else { Err(CodeError::Check) }
    }

    /// Five groups of five symbols with hyphens between them, upper case.
    pub fn to_text(&self) -> Zeroizing<String> {
        // The table is one cache line long: which symbol is read does not show in the time it takes.
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + SYMBOLS / GROUP));
        let mut symbols = 0;
        let mut push = |value: u8| {
            if symbols > 0 && symbols % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(value & 31)]));
            symbols += 1;
        };
        for bytes in self.0.chunks_exact(5) {
            let bits = bytes.iter().fold(0u64, |bits, b| bits << 8 | u64::from(*b));
            (0..8).rev().for_each(|i| push((bits >> (5 * i)) as u8));
        }
        push(self.check());
        text
    }

    /// The credential's signing key: HKDF-SHA-512 of the bytes, salted with the election, under the
    /// number of the registrar who made the code (§6.1).
    pub fn signing_key(&self, election: &[u8; 32], registrar: u32) -> SigningKey {
        let mut seed = Zeroizing::new([0; 32]);
        Hkdf::<Sha512>::new(Some(election), &self.0)
            .expand_multi_info(&[b"hustings/v1 credential", &u64::from(registrar).to_le_bytes()], &mut *seed)
            .expect("32 bytes are within one block of HKDF-SHA-512");
        SigningKey::from_seed(&seed)
    }

    /// The low five bits of the first byte of H512("hustings/v1 code", bytes).
    fn check(&self) -> u8 {
        let mut t = Transcript::new("hustings/v1 code");
        t.part(&self.0);
        t.bytes()[0] & 31
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(<redacted>)")
    }
}

/// What may stand between symbols: white space, hyphens and the dashes that programs make of them.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn value(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|s| char::from(*s) == symbol).map(|i| i as u8)
}
