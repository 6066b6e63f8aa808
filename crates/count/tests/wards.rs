//! The eight wards of Dundee, 2022, count to those who were declared elected.

use std::fs;
use std::path::PathBuf;

use hustings_count::{Decimal, NoLot, Profile, Rules, blt, count};

fn ballots() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots")
}

fn ward(file: &str) -> Profile {
    let bytes = fs::read(ballots().join("dundee-2022").join(file)).expect("the ward's file");
    blt::read(&bytes).expect("a ward's ballots")
}

#[test]
fn every_ward_elects_the_declared() {
    let declared = fs::read(ballots().join("dundee-2022/declared.json")).expect("declared.json");
    let declared: serde_json::Value = serde_json::from_slice(&declared).expect("JSON");
    let rules = Rules::from_name("scottish-stv").expect("rules");
    for (file, ward_declared) in declared.as_object().expect("an object") {
        let profile = ward(file);
        let count = count(&profile, &rules, &mut NoLot).expect("a count");
        assert_eq!(count.valid, ward_declared["valid"], "{file}");
        assert_eq!(count.seats, ward_declared["seats"], "{file}");
        let quota = ward_declared["quota"].as_u64().expect("a quota");
        assert_eq!(count.quota, Some(Decimal::whole(quota)), "{file}");
        let mut elected: Vec<u16> = count.elected.iter().map(|one| one.candidate).collect();
        elected.sort_unstable();
        let expected: Vec<u64> = ward_declared["elected"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["candidate"].as_u64().expect("a number"))
            .collect();
        assert_eq!(elected.iter().map(|one| u64::from(*one)).collect::<Vec<_>>(), expected, "{file}");
        for stage in &count.stages {
            eprintln!(
                "{file} {} {:?} {}",
                stage.number,
                stage.totals.iter().map(|d| d.to_string()).collect::<Vec<_>>(),
                stage.sentence
            );
        }
    }
}
