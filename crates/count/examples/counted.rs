//! Reads a BLT file, counts it and names the elected: what `benches/compare/` times.
//! `cargo run --release -p hustings-count --example counted -- FILE RULES`

use std::error::Error;

use hustings_count::{GivenOrder, Rules, blt, count};

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let (Some(file), Some(rules)) = (given.next(), given.next()) else {
        return Err("give a file and the name of rules".into());
    };
    let profile = blt::read(&std::fs::read(file)?)?;
    let order = (1u16..).take(profile.candidates.len()).collect();
    let count = count(&profile, &Rules::from_name(&rules)?, &mut GivenOrder(order))?;
    let elected: Vec<String> = count.elected.iter().map(|one| count.name(one.candidate)).collect();
    println!("{} stages; {}", count.stages.len(), elected.join(", "));
    Ok(())
}
