//! The eight wards of Dundee, 2022, count to those who were declared elected.

use std::fs;
use std::path::PathBuf;

use hustings_count::{Decimal, NoLot, Profile, Rules, blt, count, to_json};

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
    }
}

#[test]
fn the_ferry_takes_nine_stages() {
    let rules = Rules::from_name("scottish-stv").expect("rules");
    let count = count(&ward("dundee_2022_ward8.blt"), &rules, &mut NoLot).expect("a count");
    assert_eq!(count.stages.len(), 9);
    let elected: Vec<(u16, u32)> = count.elected.iter().map(|one| (one.candidate, one.stage)).collect();
    assert_eq!(elected, [(3, 1), (2, 1), (6, 2), (8, 9)]);
    assert_eq!(count.candidates[7].name, "Pete SHEARS");
    assert_eq!(count.candidates[7].affiliation.as_deref(), Some("Scottish Labour Party"));
}

/// First preferences as published after the declaration, ward 1 to ward 5.
#[test]
fn first_preferences_are_the_published() {
    let published: [(&str, &[u64]); 5] = [
        ("dundee_2022_ward1.blt", &[2143, 199, 1116, 81, 559, 43, 1359, 351, 105]),
        ("dundee_2022_ward2.blt", &[184, 128, 488, 1678, 184, 412, 2174, 351, 244]),
        ("dundee_2022_ward3.blt", &[536, 872, 165, 924, 386, 64, 15, 2146, 624]),
        ("dundee_2022_ward4.blt", &[141, 444, 1737, 176, 751, 551, 960, 52, 777]),
        ("dundee_2022_ward5.blt", &[953, 198, 34, 214, 1037, 371, 960, 446]),
    ];
    let rules = Rules::from_name("scottish-stv").expect("rules");
    for (file, published) in published {
        let count = count(&ward(file), &rules, &mut NoLot).expect("a count");
        let published: Vec<Decimal> = published.iter().map(|votes| Decimal::whole(*votes)).collect();
        assert_eq!(count.stages[0].totals, published, "{file}");
    }
}

#[test]
fn the_json_has_the_keys_that_others_read() {
    let rules = Rules::from_name("scottish-stv").expect("rules");
    let count = count(&ward("dundee_2022_ward8.blt"), &rules, &mut NoLot).expect("a count");
    let json = to_json(&count);
    assert_eq!(json["rules"], "scottish-stv");
    assert_eq!((&json["seats"], &json["valid"]), (&4.into(), &8979.into()));
    assert_eq!(json["quota"], "1796");
    assert_eq!(json["elected"][0], serde_json::json!({ "candidate": 3, "stage": 1 }));
    let stage = &json["stages"][1];
    assert_eq!(stage["number"], 2);
    assert_eq!(stage["action"], "surplus");
    assert_eq!(stage["candidates"], serde_json::json!([3]));
    assert_eq!(stage["totals"]["4"], "819.04441");
    assert_eq!(stage["non_transferable"], "289.27164");
    assert_eq!(stage["elected"], serde_json::json!([6]));
    assert_eq!(json["stages"][4]["excluded"], serde_json::json!([9]));
}
