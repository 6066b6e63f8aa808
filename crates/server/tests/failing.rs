//! A server whose storage fails for a while: nothing is acknowledged that is not kept, nothing is
//! kept twice.
#![allow(clippy::unwrap_used, clippy::panic)]

mod running;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hustings_record::Hex32;
use hustings_record::log::{Checkpoint, Cosignature, SignedCheckpoint, Signer};
use hustings_server::storage::{Files, Shelf, Storage};
use hustings_server::store::StoreError;
use running::{Hands, OPENS, Place, Running, ballot, connect, open_meeting};

/// Commits that fail from now on.
#[derive(Clone, Default)]
struct Faults(Arc<AtomicUsize>);

/// Records on the real disk, where commits fail as often as they are told to.
struct FailingShelf {
    shelf: Box<dyn Shelf>,
    faults: Faults,
}

struct FailingStorage {
    storage: Box<dyn Storage>,
    faults: Faults,
}

impl Shelf for FailingShelf {
    fn elections(&self) -> Result<Vec<Hex32>, StoreError> {
        self.shelf.elections()
    }

    fn open(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        let (storage, faults) = (self.shelf.open(election)?, self.faults.clone());
        Ok(Box::new(FailingStorage { storage, faults }))
    }

    fn create(&self, election: &Hex32) -> Result<Box<dyn Storage>, StoreError> {
        self.shelf.create(election)
    }

    fn place(&self) -> String {
        self.shelf.place()
    }
}

impl Storage for FailingStorage {
    fn size(&self) -> u64 {
        self.storage.size()
    }

    fn head(&self) -> Option<&SignedCheckpoint> {
        self.storage.head()
    }

    fn pending(&self) -> &[Vec<u8>] {
        self.storage.pending()
    }

    fn append(&mut self, entries: &[Vec<u8>]) -> Result<(), StoreError> {
        self.storage.append(entries)
    }

    fn commit(&mut self, log: &Signer) -> Result<&SignedCheckpoint, StoreError> {
        let left = self.faults.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() {
            let why = std::io::ErrorKind::StorageFull.into();
            return Err(StoreError::Disk { what: "writing", path: "a tile".to_owned(), why });
        }
        self.storage.commit(log)
    }

    fn cosign(&mut self, on: &Checkpoint, cosignatures: Vec<Cosignature>) -> Result<(), StoreError> {
        self.storage.cosign(on, cosignatures)
    }

    fn files(&self) -> Arc<dyn Files> {
        self.storage.files()
    }
}

#[test]
fn what_cannot_be_kept_is_not_acknowledged_and_comes_into_the_record_once() {
    let place = Place::folders();
    let (mut everyone, id) = open_meeting(&place, 3);
    let faults = Faults::default();
    let shelf = Box::new(FailingShelf { shelf: place.shelf(&everyone), faults: faults.clone() });
    let running = Running::on_shelf(shelf, &place.indexes(), &everyone, &Hands::at(OPENS + 5));
    let acts = format!("/{id}/acts");
    let size = || running.ask("GET", &format!("/{id}/standing"), &[]).1["size"].as_u64().unwrap();
    let ready = || running.ask("GET", "/ready", &[]).0;
    let first = ballot(&everyone, 0, &[1, 2], None);
    assert_eq!(running.ask("POST", &acts, &first.entry()).0, 200);
    let before = size();

    // Often enough that the test sees it fail, however slowly it runs: until it is told not to.
    faults.0.store(usize::MAX, Ordering::SeqCst);
    let second = ballot(&everyone, 1, &[2], None);
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let mut answer = agent.post(running.address.clone() + &acts).send(&second.entry()[..]).unwrap();
    assert_eq!(answer.status(), 503);
    let seconds: u64 = answer.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!(seconds > 0);
    let text = answer.body_mut().read_to_string().unwrap();
    assert!(text.contains("\"storage\"") && text.contains("Post the same again"), "{text}");
    // Others are turned away too, the same one again included, and nobody is shown anything.
    for draft in [&second, &ballot(&everyone, 2, &[3], None)] {
        let (status, refused) = running.ask("POST", &acts, &draft.entry());
        assert_eq!((status, &refused["error"]), (503, &"storage".into()), "{refused}");
    }
    assert_eq!((size(), ready()), (before, 503));
    assert_eq!(running.ask("GET", &format!("{acts}/{}", second.id()), &[]).0, 404);

    // Twice more, and then there is room: what waited is in the record, without being posted again.
    faults.0.store(2, Ordering::SeqCst);
    let kept = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        running.ask("GET", &format!("{acts}/{}", second.id()), &[]).0 == 200
    });
    assert!(kept, "what was pending is tried again");
    assert_eq!((size(), ready()), (before + 1, 200));
    let (status, receipt) = running.ask("POST", &acts, &second.entry());
    assert_eq!((status, &receipt["index"]), (200, &before.into()), "{receipt}");
    running::assert_receipt(&everyone, &second.entry(), &receipt);
    assert_eq!(size(), before + 1);
    // The third was refused before it was applied: it is not in the record until it is posted again.
    let third = ballot(&everyone, 2, &[3], None);
    assert_eq!(running.ask("GET", &format!("{acts}/{}", third.id()), &[]).0, 404);
    assert_eq!(running.ask("POST", &acts, &third.entry()).0, 200);
    drop(running);

    let running = Running::at(&place, &everyone, &Hands::at(OPENS + 6));
    connect(&mut everyone, &running);
    everyone.follow().unwrap();
    everyone.cosign_remote().unwrap();
    let url = hustings_verifier::http::Url::new(&running.election(&id)).unwrap();
    let found = hustings_verifier::verify(&url, &|_, _, _| {}).unwrap();
    assert!(found.report.failure.is_none(), "{:?}", found.report.failure);
}
