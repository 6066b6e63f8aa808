//! Lots that a person draws while the count waits.

use std::io::{self, BufRead, Write};

use hustings_count::{Candidate, Lot, LotRefused};

/// Asks on the terminal for the order in which the tied were drawn.
pub struct Asked {
    names: Vec<String>,
}

impl Asked {
    /// For a contest between these.
    pub fn new(candidates: &[Candidate]) -> Self {
        Self { names: candidates.iter().map(|one| one.name.clone()).collect() }
    }

    fn named(&self, number: u16) -> String {
        let name = usize::from(number).checked_sub(1).and_then(|at| self.names.get(at));
        format!("{number} {}", name.map_or("", String::as_str))
    }
}

impl Lot for Asked {
    fn order(&mut self, tie: u32, tied: &[u16]) -> Result<Vec<u16>, LotRefused> {
        let failed = |error: io::Error| LotRefused(format!("the answer could not be read: {error}"));
        let mut screen = io::stderr().lock();
        let all: Vec<String> = tied.iter().map(|one| self.named(*one)).collect();
        writeln!(screen, "Lot {tie}: {} are tied. Draw lots between them.", all.join(", "))
            .map_err(failed)?;
        let mut answers = io::stdin().lock();
        loop {
            write!(screen, "Their numbers in the order drawn, the first drawn first: ").map_err(failed)?;
            screen.flush().map_err(failed)?;
            let mut line = String::new();
            if answers.read_line(&mut line).map_err(failed)? == 0 {
                return Err(LotRefused("nobody answered".to_owned()));
            }
            match drawn(&line, tied) {
                Some(order) => return Ok(order),
                None => writeln!(screen, "Each of the numbers once, with spaces between.").map_err(failed)?,
            }
        }
    }
}

/// The order that a line gives, if it is one of the tied.
fn drawn(line: &str, tied: &[u16]) -> Option<Vec<u16>> {
    let words = line.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    let order: Vec<u16> = words.map(|word| word.parse().ok()).collect::<Option<_>>()?;
    let mut sorted = order.clone();
    sorted.sort_unstable();
    (sorted == tied).then_some(order)
}
