//! A forger who holds every key: an honest election up to any stage, and then a defect.

pub use crate::hands::{Kind, copy, stranger};
pub use crate::stage::{BRANCHES, COMMITTEE, Stage, setup};

use crate::hands::signer_words;
use hustings_record::log::SignedCheckpoint;
use hustings_record::{Check, Hex32};
use hustings_roles::Draft;
use hustings_roles::everyone::{Everyone, Setup, seeded};
use std::collections::BTreeMap;

/// A record with one defect.
pub struct Case {
    /// The check's number and what is wrong.
    pub name: &'static str,
    pub check: Check,
    /// How far the honest part goes.
    pub stage: Stage,
    pub forge: Box<dyn Fn(&mut Forge)>,
}

pub fn case(name: &'static str, check: Check, stage: Stage, forge: impl Fn(&mut Forge) + 'static) -> Case {
    Case { name, check, stage, forge: Box::new(forge) }
}

/// Where `verify` must find the defect, and through whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub entry: Option<u64>,
    pub signer: Option<String>,
}

/// What is done to the record's files, as a web server serves them.
type Damage = Box<dyn Fn(&mut BTreeMap<String, Vec<u8>>)>;

pub struct Forge {
    pub e: Everyone,
    pub place: Place,
    /// What the report must say, where a check has several clauses.
    pub words: Option<&'static str>,
    checkpoint: Option<SignedCheckpoint>,
    damage: Option<Damage>,
}

impl Forge {
    pub fn at(stage: Stage) -> Forge {
        Forge::of(setup(), stage)
    }

    pub fn of(setup: Setup, stage: Stage) -> Forge {
        let mut e = Everyone::new(setup, seeded(2022));
        stage.so_far().for_each(|s| s.step(&mut e));
        Forge { e, place: Place::default(), words: None, checkpoint: None, damage: None }
    }

    /// Begins again with another setup.
    pub fn restart(&mut self, setup: Setup, stage: Stage) {
        *self = Forge { words: self.words, ..Forge::of(setup, stage) };
    }

    /// Goes on honestly from the stage where the record stands.
    pub fn go_on(&mut self, from: Stage, to: Stage) {
        to.so_far().filter(|s| *s > from).for_each(|s| s.step(&mut self.e));
    }

    /// What the failure's details must say.
    pub fn says(&mut self, words: &'static str) {
        self.words = Some(words);
    }

    /// The defect: an act that `apply` would refuse. It is put in all the same.
    pub fn defect(&mut self, draft: Draft) {
        let signer = signer_words(&draft);
        self.place = Place { entry: Some(self.e.entries.len() as u64), signer: Some(signer) };
        let entry = draft.entry();
        self.e.keep(draft.blobs);
        self.e.force(entry);
    }

    /// A defect in the form of an entry, of which nobody can be named.
    pub fn defect_of_form(&mut self, entry: impl Into<Vec<u8>>) {
        self.place = Place { entry: Some(self.e.entries.len() as u64), signer: None };
        self.e.force(entry.into());
    }

    /// The defect is in this one's signature.
    pub fn found_through(&mut self, signer: &str) {
        self.place.signer = Some(signer.to_owned());
    }

    /// An honest act.
    pub fn post(&mut self, draft: Draft) -> Hex32 {
        self.e.post(draft).unwrap()
    }

    /// The record gets this checkpoint instead of its own.
    pub fn checkpoint(&mut self, change: impl FnOnce(&mut SignedCheckpoint, &Everyone)) {
        let mut signed = self.e.checkpoint().unwrap();
        change(&mut signed, &self.e);
        self.checkpoint = Some(signed);
    }

    /// The files are damaged after the checkpoint was signed.
    pub fn damage(&mut self, damage: impl Fn(&mut BTreeMap<String, Vec<u8>>) + 'static) {
        self.damage = Some(Box::new(damage));
    }

    pub fn touches_files(&self) -> bool {
        self.damage.is_some() || self.checkpoint.is_some()
    }

    /// The record's files.
    pub fn files(&mut self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.e.files().unwrap();
        if let Some(signed) = &self.checkpoint {
            files.insert("checkpoint".to_owned(), signed.to_bytes());
        }
        if let Some(damage) = &self.damage {
            damage(&mut files);
        }
        files
    }
}
