//! Honest elections up to any stage.

use crate::common::{OPENS, cast, class, contest, every_kind};
use hustings_record::acts::{BallotKind, ListName};
use hustings_roles::everyone::{Everyone, Setup};
use hustings_roles::{organiser, publisher, scrutineer};

/// How far an honest election has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Blank,
    Announced,
    Registered,
    Frozen,
    Committed,
    Revealed,
    Dealt,
    Keyed,
    Open,
    Voted,
    Closed,
    Mixed,
    Opened,
    Counted,
    Certified,
}

/// Two contests, two classes of which one has double weight, two registrars, 2 of 3 trustees, and a
/// list so small that it needs consent.
pub fn setup() -> Setup {
    let ranking = contest("Committee", BallotKind::Ranking, &["Ash", "Birch", "Cedar"], 1, "av");
    Setup {
        contests: vec![ranking, contest("Chair", BallotKind::Choice, &["Fir", "Gorse"], 1, "plurality")],
        classes: vec![class("Members", &[(1, 1), (2, 1)]), class("Branches", &[(1, 2)])],
        members: vec![6, 2],
        min_list: 2,
        statements: Vec::new(),
        closes: OPENS + 180,
        ..every_kind()
    }
}

/// The list of the six members who vote on the committee.
pub const COMMITTEE: ListName = ListName { contest: 1, weight: 1 };
/// The list of the two branches, of which one votes: small.
pub const BRANCHES: ListName = ListName { contest: 1, weight: 2 };

impl Stage {
    pub const ALL: &'static [Stage] = &[
        Stage::Blank,
        Stage::Announced,
        Stage::Registered,
        Stage::Frozen,
        Stage::Committed,
        Stage::Revealed,
        Stage::Dealt,
        Stage::Keyed,
        Stage::Open,
        Stage::Voted,
        Stage::Closed,
        Stage::Mixed,
        Stage::Opened,
        Stage::Counted,
        Stage::Certified,
    ];

    /// Takes the step that ends in this stage.
    pub fn step(self, e: &mut Everyone) {
        match self {
            Stage::Blank => {}
            Stage::Announced => {
                let manifest = e.signed_manifest(e.manifest());
                e.post(manifest).unwrap();
                e.tick(1).unwrap();
            }
            Stage::Registered => e.publish_register().unwrap(),
            Stage::Frozen => {
                e.tick_to(e.manifest().objections_until).unwrap();
                let freeze = organiser::freeze(&e.state, &e.organiser).unwrap();
                e.post(freeze).unwrap();
            }
            Stage::Committed | Stage::Revealed | Stage::Dealt => everyone_speaks(e),
            Stage::Keyed => e.key_ceremony().unwrap(),
            Stage::Open => e.open_poll().unwrap(),
            Stage::Voted => (0..7).for_each(|member| {
                cast(e, member).unwrap();
            }),
            Stage::Closed => e.close_poll().unwrap(),
            Stage::Mixed => {
                for list in e.lists() {
                    (0..e.trustees.len()).for_each(|t| e.mix(t, list, &|_| {}).unwrap());
                }
                e.agree_small_lists().unwrap();
            }
            Stage::Opened => {
                for list in e.lists() {
                    (0..e.setup.threshold as usize).for_each(|t| e.open_list(t, list, &|_| {}).unwrap());
                }
            }
            Stage::Counted => {
                let result = publisher::result(&e.state, &e.publisher).unwrap();
                e.post(result).unwrap();
            }
            Stage::Certified => {
                for t in 0..e.trustees.len() {
                    let certificate = e.trustees[t].certify(&e.state).unwrap();
                    e.post(certificate).unwrap();
                }
                let report = scrutineer::report(&e.state, true, "", &e.scrutineer).unwrap();
                e.post(report).unwrap();
            }
        }
    }

    /// The stages from the first to this one.
    pub fn so_far(self) -> impl Iterator<Item = Stage> {
        Stage::ALL.iter().copied().take_while(move |s| *s <= self)
    }
}

/// One round of the key ceremony.
pub fn everyone_speaks(e: &mut Everyone) {
    for t in 0..e.trustees.len() {
        if let Some(draft) = e.trustees[t].ceremony_step(&e.state, &mut e.rng).unwrap() {
            e.post(draft).unwrap();
        }
    }
}
