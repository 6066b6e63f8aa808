//! Whose signatures an act needs, and the keys to make them.

use crate::forge::Forge;
use hustings_record::acts::*;
use hustings_record::log::note;
use hustings_record::{Act, Hex32};
use hustings_roles::everyone::Everyone;
use hustings_roles::{Draft, SigningKey, public};

impl Forge {
    /// Signs an act by all who must, in order (§3).
    pub fn sign(&self, act: impl Into<Act>) -> Draft {
        let draft = Draft::new(act);
        let names = must_sign(&draft.act, &self.e);
        names.iter().fold(draft, |d, name| self.sign_as(d, name))
    }

    /// Adds the signature line of this name.
    pub fn sign_as(&self, draft: Draft, name: &str) -> Draft {
        match name.strip_prefix("trustee-").and_then(|n| n.parse::<usize>().ok()) {
            Some(number) => self.e.trustees[number - 1].countersign(draft),
            None => {
                let key = self.key(name, &draft.act);
                draft.sign(name, &key)
            }
        }
    }

    /// An act like this one but for a change, signed afresh.
    pub fn change<T: Kind>(&self, draft: Draft, change: impl FnOnce(&mut T)) -> Draft {
        let mut act = draft.act.clone();
        change(T::of(&mut act).expect("an act of the kind that is changed"));
        draft.blobs.into_iter().fold(self.sign(act), Draft::with_blob)
    }

    /// The key that goes with a name on a signature line.
    fn key(&self, name: &str, act: &Act) -> SigningKey {
        let (role, number) = match name.rsplit_once('-') {
            Some((role, number)) => (role, number.parse::<usize>().map_or(0, |n| n.saturating_sub(1))),
            None => (name, 0),
        };
        let key = match (role, act) {
            ("organiser", _) => &self.e.organiser,
            ("scrutineer", _) => &self.e.scrutineer,
            ("server", Act::Handover(a)) => return self.by_public(&a.server),
            ("server", _) => &self.e.server,
            ("publisher", _) => &self.e.publisher,
            ("registrar", _) => &self.e.registrars[number],
            ("credential", Act::Ballot(b)) => return self.by_public(&b.credentials[number]),
            ("complainant", Act::Complaint(c)) => return self.by_public(&c.by),
            _ => panic!("nobody is called {name}"),
        };
        copy(key)
    }

    /// The secret key of a public one: a member's, or one of the forger's own.
    fn by_public(&self, key: &Hex32) -> SigningKey {
        let election = self.e.state.election().map_or([0; 32], |e| e.id.0);
        let members = (1u32..).zip(&self.e.issued).flat_map(|(r, half)| {
            half.iter().filter(|i| i.credential == *key).map(move |i| i.code.signing_key(&election, r))
        });
        let own = (0..32).map(stranger);
        let offices = [&self.e.organiser, &self.e.scrutineer, &self.e.server].map(copy);
        let mut keys = members.chain(own).chain(offices);
        keys.find(|k| public(k) == *key).unwrap_or_else(|| stranger(0))
    }
}

/// A key that has no part in the election.
pub fn stranger(n: u8) -> SigningKey {
    SigningKey::from_seed(&[n.wrapping_add(1); 32])
}

pub fn copy(key: &SigningKey) -> SigningKey {
    SigningKey::from_seed(&key.seed())
}

/// Who must sign an act (§3), by the names on the lines.
fn must_sign(act: &Act, e: &Everyone) -> Vec<String> {
    let one = |name: &str| vec![name.to_owned()];
    let numbered = |role: &str, n: usize| (1..=n).map(|i| format!("{role}-{i}")).collect::<Vec<_>>();
    let trustee = |n: u64| one(&format!("trustee-{n}"));
    let joint = |numbers: &[u64], last: &[&str]| {
        let names = numbers.iter().map(|n| format!("trustee-{n}"));
        names.chain(last.iter().map(|n| (*n).to_owned())).collect::<Vec<_>>()
    };
    let registrars = numbered("registrar", e.registrars.len());
    match act {
        Act::Manifest(_) => {
            let trustees = numbered("trustee", e.trustees.len());
            [one("organiser"), registrars, one("scrutineer"), trustees, one("server")].concat()
        }
        Act::Clock(a) if a.outage && a.by != "scrutineer" => [one(&a.by), one("scrutineer")].concat(),
        Act::Clock(a) => one(&a.by),
        Act::Register(_) => registrars,
        Act::Freeze(_) | Act::Open(_) => one("organiser"),
        Act::Replace(_) => [registrars, one("scrutineer")].concat(),
        Act::KeyCommit(a) => trustee(a.trustee),
        Act::KeyReveal(a) => trustee(a.trustee),
        Act::KeyShares(a) => trustee(a.trustee),
        Act::KeyComplaint(a) => trustee(a.trustee),
        Act::KeyAnswer(a) => trustee(a.trustee),
        Act::KeyConfirm(a) => trustee(a.trustee),
        Act::KeyCheck(a) => trustee(a.trustee),
        Act::KeyErased(a) => trustee(a.trustee),
        Act::Mix(a) => trustee(a.trustee),
        Act::Shares(a) => trustee(a.trustee),
        Act::Certify(a) => trustee(a.trustee),
        Act::Ballot(a) => numbered("credential", a.credentials.len()),
        Act::Suspend(_) | Act::Extend(_) | Act::OpenSmall(_) => {
            [one("organiser"), one("scrutineer")].concat()
        }
        Act::ElectionResult(_) => one("publisher"),
        Act::Complaint(_) => one("complainant"),
        Act::Report(_) | Act::Ruling(_) => one("scrutineer"),
        Act::Annul(a) => joint(&a.trustees, &["scrutineer"]),
        Act::Handover(a) => joint(&a.trustees, &["scrutineer", "server"]),
    }
}

/// How the report names the signer of an act (§10.2).
pub fn signer_words(draft: &Draft) -> String {
    let short = |key: &Hex32| key.to_string()[..8].to_owned();
    match &draft.act {
        Act::Ballot(a) => {
            format!("credential {}", a.credentials.iter().map(short).collect::<Vec<_>>().join(" and "))
        }
        Act::ElectionResult(a) => format!("publisher {}", short(&a.by)),
        Act::Complaint(a) => format!("complainant {}", short(&a.by)),
        _ => {
            let entry = draft.entry();
            let lines = note::split(&entry).map_or_else(|_| Vec::new(), |(_, lines)| lines);
            lines.into_iter().map(|l| l.name).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A kind of act, to be changed in place.
pub trait Kind: Sized {
    fn of(act: &mut Act) -> Option<&mut Self>;
}

macro_rules! kinds {
    ($($kind:ident)+) => {
        $(impl Kind for $kind {
            fn of(act: &mut Act) -> Option<&mut Self> {
                match act { Act::$kind(a) => Some(a), _ => None }
            }
        })+
    };
}

kinds! {
    Clock Register Freeze Replace KeyCommit KeyReveal KeyShares KeyComplaint KeyAnswer KeyConfirm KeyCheck
    KeyErased Open Ballot Suspend Extend Mix OpenSmall Shares ElectionResult Certify Report Complaint Ruling
    Annul Handover
}
