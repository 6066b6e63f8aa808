//! The booth that a server hands out, and candidates' pictures.
#![allow(clippy::unwrap_used, clippy::panic)]

mod running;

use hustings_record::Hex32;
use hustings_record::acts::BlobRef;
use hustings_roles::everyone::{Everyone, seeded};
use hustings_server::booth::Booth;
use running::{Hands, OPENS, Place, Running, open_meeting, setup};
use sha2::{Digest, Sha256};

fn files(vote: &str) -> Vec<(String, Vec<u8>)> {
    let page = "<!doctype html><html lang=en><title>Vote</title></html>".to_owned();
    let mut files = vec![("vote.html".to_owned(), page.into_bytes()), ("vote.js".to_owned(), vote.into())];
    let lines = files.iter().map(|(name, bytes)| format!("{}  {name}\n", hex::encode(Sha256::digest(bytes))));
    let list: String = lines.collect();
    files.push(("files.txt".to_owned(), list.into_bytes()));
    files
}

#[test]
fn the_booth_that_is_served_is_compared_with_the_one_that_is_named() {
    let place = Place::folders();
    let (everyone, id) = open_meeting(&place, 3);
    let booth = Booth::of(files("vote()")).unwrap();
    let named = booth.hash().unwrap();
    let other = Booth::of(files("steal()")).unwrap().hash().unwrap();
    let running = Running::with_booth(&place, &everyone, &Hands::at(OPENS + 5), booth);
    let at = format!("{}/booth", running.address);
    let compare = |named: &Hex32| hustings_verifier::booth::compare(&at, named).unwrap().unwrap();
    assert!(compare(&named).holds && compare(&named).files == 2);
    assert!(!compare(&other).holds);
    let nowhere = format!("{}/nowhere", running.address);
    assert_eq!(hustings_verifier::booth::compare(&nowhere, &named), Ok(None));

    let agent = ureq::Agent::config_builder().build().new_agent();
    let page = agent.get(format!("{}/{id}/vote", running.address)).call().unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[test]
fn a_picture_can_be_put_once_a_statement_names_it_and_only_a_picture() {
    let place = Place::folders();
    let picture = [&b"\x89PNG\r\n\x1a\n"[..], &[7; 500]].concat();
    let script = b"<script>alert(1)</script>".to_vec();
    let says = |file: &[u8]| {
        let hash = BlobRef::of(file).sha256;
        format!("headline: Vote for me\npicture: {hash}\ncaption: At the gate\n\nText.\n").into_bytes()
    };
    let statements = vec![says(&picture), says(&script)];
    let mut setup = setup(3);
    for (candidate, statement) in setup.contests[0].candidates.iter_mut().zip(&statements) {
        candidate.statement = Some(BlobRef::of(statement));
    }
    setup.statements = statements;
    let mut everyone = Everyone::open_meeting(setup, None, seeded(11)).unwrap();
    let id = everyone.state.election().unwrap().id;
    place.keep(&mut everyone, &id);
    let running = Running::at(&place, &everyone, &Hands::at(OPENS + 5));
    let put = |bytes: &[u8]| running.ask("PUT", &format!("/{id}/blob/{}", BlobRef::of(bytes).sha256), bytes);
    assert_eq!(put(b"nobody named this").1["error"], "not-expected");
    assert_eq!(put(&picture).0, 201);
    assert_eq!(put(&script).1["error"], "wrong-blob");
    let (status, page) = running.ask("GET", &format!("/{id}/candidates/1/1"), &[]);
    let page = page.as_str().unwrap();
    assert_eq!(status, 200);
    assert!(page.contains(&format!("picture/{}", BlobRef::of(&picture).sha256)), "{page}");
}
