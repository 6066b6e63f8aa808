//! A running server: what it acknowledges, what it refuses, and that it goes on.
#![allow(clippy::unwrap_used, clippy::panic)]

mod running;

use running::{Hands, OPENS, Place, Running, assert_receipt, ballot, connect, open_meeting};
use serde_json::Value;

/// The same elections, wherever their records are kept.
macro_rules! everywhere {
    ($($test:ident,)+) => {
        mod in_folders {
            $(#[test] fn $test() { super::$test(&super::Place::folders()); })+
        }
        mod in_postgres {
            $(#[test] fn $test() { super::$test(&super::Place::postgres()); })+
        }
        mod by_a_follower {
            $(#[test] fn $test() { super::$test(&super::Place::followed()); })+
        }
    };
}

everywhere! {
    a_ballot_is_recorded_once_with_a_receipt_that_proves_it,
    what_is_not_in_order_is_refused_in_words_and_changes_nothing,
    a_meeting_closes_when_all_have_voted_and_its_officers_finish_it_over_http,
    after_an_outage_no_ballot_is_taken_until_the_scrutineer_admits_it,
    an_index_that_is_lost_or_behind_is_made_again_from_the_log,
    an_election_is_announced_and_held_over_http_from_its_first_act,
    every_link_from_the_list_of_elections_leads_somewhere_in_each_language,
}

fn a_ballot_is_recorded_once_with_a_receipt_that_proves_it(place: &Place) {
    let (everyone, id) = open_meeting(place, 3);
    let running = Running::at(place, &everyone, &Hands::at(OPENS + 5));
    let (acts, draft) = (format!("/{id}/acts"), ballot(&everyone, 0, &[1, 2], None));
    let (status, receipt) = running.ask("POST", &acts, &draft.entry());
    assert_eq!(status, 200, "{receipt}");
    assert_eq!(receipt["act"], draft.id().to_string());
    assert_receipt(&everyone, &draft.entry(), &receipt);

    let (status, again) = running.ask("POST", &acts, &draft.entry());
    assert_eq!((status, &again["index"]), (200, &receipt["index"]));
    assert_receipt(&everyone, &draft.entry(), &again);

    let credential = everyone.issued[0][0].credential;
    let (_, voter) = running.ask("GET", &format!("/{id}/voters/{credential}"), &[]);
    assert_eq!(voter["head"], draft.id().to_string());
    let (_, found) = running.ask("GET", &format!("/{id}/acts/{}", draft.id()), &[]);
    assert_eq!(found["entry"].as_str().unwrap().as_bytes(), draft.entry());
    assert_eq!(found["ballot"]["counts"], Value::Null);
    assert_receipt(&everyone, &draft.entry(), &found);

    // A second vote follows the first; one that does not is the voter's to decide on.
    let (status, refused) = running.ask("POST", &acts, &ballot(&everyone, 0, &[2], None).entry());
    assert_eq!((status, &refused["error"], &refused["head"]), (409, &"previous".into(), &voter["head"]));
    let later = ballot(&everyone, 0, &[2], Some(draft.id()));
    assert_eq!(running.ask("POST", &acts, &later.entry()).0, 200);
    let (_, found) = running.ask("GET", &format!("/{id}/acts/{}", draft.id()), &[]);
    assert_eq!(found["ballot"]["replaced_by"], later.id().to_string());
}

fn what_is_not_in_order_is_refused_in_words_and_changes_nothing(place: &Place) {
    let (everyone, id) = open_meeting(place, 3);
    let running = Running::at(place, &everyone, &Hands::at(OPENS + 5));
    let acts = format!("/{id}/acts");
    let before = running.ask("GET", &format!("/{id}/standing"), &[]).1["size"].clone();

    let good = String::from_utf8(ballot(&everyone, 0, &[1], None).entry()).unwrap();
    let refused = |status: u16, error: &str, check: Option<&str>, body: &str| {
        let (got, answer) = running.ask("POST", &acts, body.as_bytes());
        assert_eq!((got, answer["error"].as_str()), (status, Some(error)), "{answer}");
        assert_eq!(answer["check"].as_str(), check, "{answer}");
        assert!(answer["message"].as_str().unwrap().len() > 10 && answer["next"].as_str().unwrap().len() > 5);
    };
    refused(400, "not-an-act", Some("A1"), "hello");
    refused(413, "too-long", None, &"x".repeat(70_000));
    // The last response of the proof, in another canonical scalar.
    let at = good.find("\"responses\":[\"").unwrap() + 14;
    let mut tampered = good.clone();
    tampered.replace_range(at..at + 1, if &good[at..=at] == "0" { "1" } else { "0" });
    let (status, answer) = running.ask("POST", &acts, tampered.as_bytes());
    assert_eq!((status, answer["check"].as_str()), (422, Some("A4")), "{answer}");
    // A stranger's ballot, in order in itself.
    let mut stranger = hustings_roles::everyone::Everyone::open_meeting(
        running::setup(3),
        None,
        hustings_roles::everyone::seeded(8),
    )
    .unwrap();
    let other = ballot(&stranger, 0, &[1], None);
    refused(422, "check", Some("B7"), &String::from_utf8(other.entry()).unwrap());
    assert_eq!(running.ask("POST", &format!("/{}/acts", "0".repeat(64)), good.as_bytes()).0, 404);
    assert_eq!(running.ask("GET", &format!("/{id}/voters/{}", "0".repeat(64)), &[]).0, 404);
    assert_eq!(
        running.ask("PUT", &format!("/{id}/blob/{}", "0".repeat(64)), b"x").1["error"],
        "not-expected"
    );
    stranger.remote = None;
    assert_eq!(running.ask("GET", &format!("/{id}/standing"), &[]).1["size"], before);
}

fn a_meeting_closes_when_all_have_voted_and_its_officers_finish_it_over_http(place: &Place) {
    let (mut everyone, id) = open_meeting(place, 4);
    let hands = Hands::at(OPENS + 5);
    let running = Running::at(place, &everyone, &hands);
    for (member, ranking) in [&[1u16, 2][..], &[1], &[2, 1], &[3, 1]].into_iter().enumerate() {
        hands.move_on(1);
        let (status, answer) =
            running.ask("POST", &format!("/{id}/acts"), &ballot(&everyone, member, ranking, None).entry());
        assert_eq!(status, 200, "{answer}");
    }
    hands.move_on(1);
    connect(&mut everyone, &running);
    let closed = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        running.ask("GET", &format!("/{id}/standing"), &[]).1["phase"] == "closed"
    });
    assert!(closed, "the last ballot closes the poll");
    let late = ballot(&everyone, 0, &[3], None);
    assert_eq!(running.ask("POST", &format!("/{id}/acts"), &late.entry()).1["error"], "closed");

    hands.move_on(1);
    everyone.follow().unwrap();
    everyone.finish().unwrap();
    everyone.cosign_remote().unwrap();
    let url = hustings_verifier::http::Url::new(&running.election(&id)).unwrap();
    let found = hustings_verifier::verify(&url, &|_, _, _| {}).unwrap();
    assert!(found.report.holds, "{:?}", found.report.failure);
    assert_eq!(found.report.elected[0].elected, ["Ada Moor"]);
    let (_, standing) = running.ask("GET", &format!("/{id}/standing"), &[]);
    assert_eq!((&standing["certified"], &standing["voted"]), (&true.into(), &4.into()));
}

fn after_an_outage_no_ballot_is_taken_until_the_scrutineer_admits_it(place: &Place) {
    let (mut everyone, id) = open_meeting(place, 3);
    let hands = Hands::at(OPENS + 5);
    let acts = format!("/{id}/acts");
    {
        let running = Running::at(place, &everyone, &hands);
        assert_eq!(running.ask("POST", &acts, &ballot(&everyone, 0, &[1], None).entry()).0, 200);
    }
    hands.move_on(600);
    let running = Running::at(place, &everyone, &hands);
    let second = ballot(&everyone, 1, &[1], None);
    assert_eq!(running.ask("POST", &acts, &second.entry()).1["error"], "interrupted");
    assert_eq!(running.ask("GET", &format!("/{id}/standing"), &[]).1["interrupted"], true);
    connect(&mut everyone, &running);
    everyone.follow().unwrap();
    let clock = |time| {
        hustings_roles::publisher::clock(&everyone.state, "scrutineer", time, true, &everyone.scrutineer)
            .unwrap()
    };
    let (_, astray) = running.ask("POST", &acts, &clock(hands.now() - 300).entry());
    assert_eq!(astray["error"], "clock", "{astray}");
    assert_eq!(running.ask("POST", &acts, &clock(hands.now()).entry()).0, 200);
    assert_eq!(running.ask("POST", &acts, &second.entry()).0, 200);
}

fn an_index_that_is_lost_or_behind_is_made_again_from_the_log(place: &Place) {
    let (everyone, id) = open_meeting(place, 3);
    let hands = Hands::at(OPENS + 5);
    let first = ballot(&everyone, 0, &[1], None);
    let find = |running: &Running, draft: &hustings_roles::Draft| {
        running.ask("GET", &format!("/{id}/acts/{}", draft.id()), &[]).0
    };
    {
        let running = Running::at(place, &everyone, &hands);
        assert_eq!(running.ask("POST", &format!("/{id}/acts"), &first.entry()).0, 200);
    }
    let index = place.indexes().join(format!("{id}.sqlite"));
    let behind = std::fs::read(&index).unwrap();
    std::fs::remove_dir_all(place.indexes()).unwrap();
    let second = ballot(&everyone, 1, &[1], None);
    {
        let running = Running::at(place, &everyone, &hands);
        assert_eq!(find(&running, &first), 200);
        assert_eq!(running.ask("POST", &format!("/{id}/acts"), &second.entry()).0, 200);
    }
    for damaged in [behind, b"no database".repeat(500)] {
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(place.indexes().join(format!("{id}.sqlite{suffix}")));
        }
        std::fs::write(&index, damaged).unwrap();
        let running = Running::at(place, &everyone, &hands);
        assert_eq!((find(&running, &first), find(&running, &second)), (200, 200));
    }
}

fn an_election_is_announced_and_held_over_http_from_its_first_act(place: &Place) {
    let mut everyone =
        hustings_roles::everyone::Everyone::new(running::setup(3), hustings_roles::everyone::seeded(9));
    let hands = Hands::at(OPENS - 4 * 3_600);
    let running = Running::at(place, &everyone, &hands);
    let manifest = everyone.signed_manifest(everyone.manifest());
    let whole = String::from_utf8(manifest.entry()).unwrap();
    // The server signs last, and by itself.
    let unsigned = whole[..whole.rfind("— server").unwrap()].to_owned();
    let (status, announced) = running.ask("POST", "/elections", unsigned.as_bytes());
    assert_eq!((status, &announced["election"]), (201, &manifest.id().to_string().into()), "{announced}");
    assert_eq!(running.ask("POST", "/elections", unsigned.as_bytes()).0, 201);
    assert_eq!(running.ask("GET", "/elections", &[]).1.as_array().unwrap().len(), 1);

    everyone.remote = Some(hustings_roles::remote::Remote::new(&running.election(&manifest.id())).unwrap());
    everyone.follow().unwrap();
    everyone.publish_register().unwrap();
    hands.move_on(4 * 3_600 - 60);
    let freeze = hustings_roles::organiser::freeze(&everyone.state, &everyone.organiser).unwrap();
    everyone.post(freeze).unwrap();
    everyone.key_ceremony().unwrap();
    hands.move_on(120);
    everyone.open_poll().unwrap();
    let id = manifest.id();
    for member in 0..3 {
        let (status, answer) =
            running.ask("POST", &format!("/{id}/acts"), &ballot(&everyone, member, &[2, 1], None).entry());
        assert_eq!(status, 200, "{answer}");
    }
    hands.move_on(1);
    let closed = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        running.ask("GET", &format!("/{id}/standing"), &[]).1["phase"] == "closed"
    });
    assert!(closed);
    everyone.follow().unwrap();
    everyone.finish().unwrap();
    everyone.cosign_remote().unwrap();
    let url = hustings_verifier::http::Url::new(&running.election(&id)).unwrap();
    let found = hustings_verifier::verify(&url, &|_, _, _| {}).unwrap();
    assert!(found.report.holds, "{:?}", found.report.failure);
    // A stranger announces nothing here.
    let mut other =
        hustings_roles::everyone::Everyone::new(running::setup(3), hustings_roles::everyone::seeded(10));
    other.server = hustings_roles::SigningKey::from_seed(&everyone.server.seed());
    let theirs = other.signed_manifest(other.manifest());
    assert_eq!(running.ask("POST", "/elections", &theirs.entry()).0, 403);
}

/// Where a page's links lead: addresses of this server, without fragments.
fn links(page: &str) -> Vec<String> {
    let targets = page.split("href=\"").chain(page.split("src=\"")).skip(1);
    // Blobs are bytes, which other tests fetch.
    let targets = targets.filter_map(|rest| rest.split('"').next()).filter(|to| !to.contains("/blob/"));
    let targets = targets.filter(|to| to.starts_with('/'));
    targets.map(|to| to.split('#').next().unwrap_or(to).replace("&amp;", "&")).collect()
}

fn every_link_from_the_list_of_elections_leads_somewhere_in_each_language(place: &Place) {
    let (everyone, id) = open_meeting(place, 3);
    let running = Running::at(place, &everyone, &Hands::at(OPENS + 5));
    running.ask("POST", &format!("/{id}/acts"), &ballot(&everyone, 0, &[1], None).entry());
    let (mut known, mut waiting) =
        (std::collections::HashSet::new(), vec!["/".to_owned(), "/?lang=cy".to_owned()]);
    while let Some(address) = waiting.pop() {
        if !known.insert(address.clone()) {
            continue;
        }
        let (status, page) = running.ask("GET", &address, &[]);
        assert_eq!(status, 200, "{address}");
        let Value::String(page) = page else { continue };
        if page.starts_with("<!DOCTYPE html>") && !address.contains("/vote") {
            waiting.extend(links(&page));
        }
    }
    for page in ["candidates", "candidates/1/1", "register", "record", "record/0", "verify"] {
        for lang in ["", "?lang=cy", "?lang=en"] {
            assert!(known.contains(&format!("/{id}/{page}{lang}")), "nothing leads to {page}{lang}");
        }
    }
    // Nothing leads to a result before there is one.
    assert_eq!(running.ask("GET", &format!("/{id}/result"), &[]).0, 200);
    assert_eq!(running.ask("GET", &format!("/{id}/candidates/1/99"), &[]).0, 404);
    assert_eq!(running.ask("GET", &format!("/{id}/picture/{}", "0".repeat(64)), &[]).0, 404);
}
