//! What each part of the election would do next, honestly.

use crate::forge::Forge;
use hustings_record::Hex32;
use hustings_record::acts::ListName;
use hustings_roles::{Draft, SigningKey, organiser, publisher, registrar, scrutineer};

impl Forge {
    pub fn id(&self) -> Hex32 {
        self.e.state.election().unwrap().id
    }

    pub fn clock(&self, seconds: u64) -> Draft {
        self.e.clock(self.e.now + seconds, false).unwrap()
    }

    pub fn register(&self) -> Draft {
        self.e.sign_as_registrars(registrar::register(&self.e.state, &self.e.rows()).unwrap())
    }

    pub fn freeze(&self) -> Draft {
        organiser::freeze(&self.e.state, &self.e.organiser).unwrap()
    }

    pub fn replace(&self, old: &[Hex32], new: &[Hex32]) -> Draft {
        self.sign(registrar::replace(&self.e.state, old, new).unwrap().act)
    }

    /// The next act of a trustee, numbered from 1, in the key ceremony.
    pub fn speak(&mut self, trustee: usize) -> Draft {
        self.e.trustees[trustee - 1].ceremony_step(&self.e.state, &mut self.e.rng).unwrap().unwrap()
    }

    pub fn key_check(&mut self, trustee: usize) -> Draft {
        self.e.trustees[trustee - 1].key_check(&self.e.state, &mut self.e.rng).unwrap()
    }

    pub fn open(&self) -> Draft {
        organiser::open(&self.e.state, &self.e.organiser).unwrap()
    }

    /// A member's first ballot, with the marks that everyone in the tests makes.
    pub fn ballot(&mut self, member: usize) -> Draft {
        self.ballot_after(member, None)
    }

    pub fn ballot_after(&mut self, member: usize, previous: Option<Hex32>) -> Draft {
        let marks = crate::common::choices(&self.e.setup, member);
        crate::common::ballot(&mut self.e, member, &marks, previous).unwrap()
    }

    /// The credentials of a member's row.
    pub fn row(&self, member: usize) -> Vec<Hex32> {
        self.e.issued.iter().map(|half| half[member].credential).collect()
    }

    pub fn suspend(&self, seconds: u64) -> Draft {
        self.sign(organiser::suspend(&self.e.state, self.e.now + seconds, "Fire alarm").unwrap().act)
    }

    pub fn extend(&self, closes: u64) -> Draft {
        self.sign(organiser::extend(&self.e.state, closes, "An hour lost").unwrap().act)
    }

    pub fn mix(&mut self, trustee: usize, list: ListName) -> Draft {
        self.e.trustees[trustee - 1].mix(&self.e.state, list, &mut self.e.rng, &|_| {}).unwrap()
    }

    pub fn open_small(&self, list: ListName) -> Draft {
        self.sign(organiser::open_small(&self.e.state, list).unwrap().act)
    }

    pub fn shares(&mut self, trustee: usize, list: ListName) -> Draft {
        let (at, witnessed) = self.e.witnessed().unwrap();
        let trustee = &mut self.e.trustees[trustee - 1];
        trustee.open(&self.e.state, list, at, witnessed, &mut self.e.rng, &|_| {}).unwrap()
    }

    pub fn result(&self) -> Draft {
        publisher::result(&self.e.state, &self.e.publisher).unwrap()
    }

    pub fn certify(&self, trustee: usize) -> Draft {
        self.e.trustees[trustee - 1].certify(&self.e.state).unwrap()
    }

    pub fn report(&self, agrees: bool, reason: &str) -> Draft {
        scrutineer::report(&self.e.state, agrees, reason, &self.e.scrutineer).unwrap()
    }

    pub fn complaint(&self, text: &str, key: &SigningKey) -> Draft {
        publisher::complaint(&self.e.state, text, key).unwrap()
    }

    pub fn ruling(&self, complaint: Hex32) -> Draft {
        scrutineer::ruling(&self.e.state, complaint, false, "No.", &self.e.scrutineer).unwrap()
    }

    pub fn annul(&self, trustees: &[u64]) -> Draft {
        self.sign(scrutineer::annul(&self.e.state, trustees, "A court has ordered it.").unwrap().act)
    }

    pub fn handover(&self, trustees: &[u64], server: Hex32, origin: &str) -> Draft {
        self.sign(scrutineer::handover(&self.e.state, trustees, server, origin).unwrap().act)
    }
}
