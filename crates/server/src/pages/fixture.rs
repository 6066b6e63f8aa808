//! An election to test the pages with: the real ballots of a council ward, counted by the real rules,
//! in a record whose entries are well-formed but signed by nobody.

use std::collections::{BTreeMap, HashMap, HashSet};

use hustings_count::{NoLot, Profile, Rules, blt};
use hustings_proofs::Context;
use hustings_record::acts::*;
use hustings_record::log::SignatureLine;
use hustings_record::register::Row;
use hustings_record::state::{Head, Poll, RegisterState, ResultState};
use hustings_record::{Act, Base64, Election, Entry, Family, Hex32, Phase};
use hustings_verifier::Standing;

use super::language::Choice;
use super::layout::{Frame, Place};
use super::log::Log;
use super::view::{ElectionView, Figures, ReportLine, ReportView};

/// When the poll opened: 5 May 2022, 06:00 UTC.
const OPENS: u64 = 1_651_730_400;
/// When it closed: 21:00 UTC.
const CLOSES: u64 = OPENS + 15 * 3_600;

/// The profile of a ward, as its council published it.
pub fn ward(number: u32) -> Profile {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/ballots/dundee-2022");
    let bytes = std::fs::read(format!("{folder}/dundee_2022_ward{number}.blt")).unwrap();
    blt::read(&bytes).unwrap()
}

fn hex(byte: u8) -> Hex32 {
    Hex32([byte; 32])
}

fn contest(profile: &Profile) -> Contest {
    Contest {
        title: profile.title.clone(),
        kind: BallotKind::Ranking,
        candidates: (profile.candidates.iter())
            .map(|c| Candidate { affiliation: c.affiliation.clone(), ..Candidate::new(&c.name) })
            .collect(),
        slates: Vec::new(),
        rotated: false,
        seats: profile.seats.into(),
        rules: "scottish-stv".to_owned(),
        options: Vec::new(),
        reserved: Vec::new(),
        ranks: Some(profile.candidates.len() as u64),
        max_score: None,
    }
}

/// The manifest of an election on these contests.
pub fn manifest(profiles: &[Profile]) -> Manifest {
    Manifest {
        organisation: "Dundee City Council".to_owned(),
        title: "Council election, 5 May 2022".to_owned(),
        origin: "vote.example/log".to_owned(),
        contests: profiles.iter().map(contest).collect(),
        classes: vec![Class {
            name: "electors".to_owned(),
            contests: (1..=profiles.len() as u64)
                .map(|contest| ClassContest { contest, weight: 1 })
                .collect(),
        }],
        organiser: hex(1),
        registrars: vec![hex(2)],
        scrutineer: hex(3),
        trustees: vec![hex(4), hex(5), hex(6)],
        threshold: 2,
        no_spare_trustee: false,
        server: hex(7),
        witnesses: (8..11).map(|n| WitnessKey { name: format!("witness-{n}"), key: hex(n) }).collect(),
        witnesses_needed: 2,
        objections_until: OPENS - 86_400,
        opens: OPENS,
        closes: CLOSES,
        latest_close: CLOSES + 7_200,
        closes_when_all_voted: false,
        longest_suspension: 3_600,
        answer_seconds: 3_600,
        min_list: 10,
        turnout: true,
        booth: None,
    }
}

/// The election in a phase; from `Counted` on with the result of the real count.
pub fn election(profiles: &[Profile], phase: Phase) -> Election {
    let manifest = manifest(profiles);
    let voters: u64 = profiles[0].ballots.iter().map(|(_, papers)| papers).sum();
    let poll = (phase >= Phase::Open).then(|| Poll {
        open: hex(11),
        context: Context::new(&[1; 32], &[2; 32], &[3; 32], &[4; 32]),
        closes: CLOSES,
        suspended_until: None,
        suspended_seconds: 0,
        heads: (0..voters).map(|n| (n as usize, Head { id: hex(0), entry: n, parts: Vec::new() })).collect(),
        used: HashSet::new(),
        closed: (phase > Phase::Open).then_some(At { size: 300, root: hex(12) }),
        closed_time: (phase > Phase::Open).then_some(CLOSES),
    });
    Election {
        id: Act::from(manifest.clone()).id(),
        server: manifest.server,
        origin: manifest.origin.clone(),
        phase,
        since: 0,
        clocks: vec![(1, OPENS)],
        offices: HashSet::new(),
        spaces: Vec::new(),
        register: (phase >= Phase::Registered).then(|| register(15_012)),
        ceremony: None,
        keys: None,
        poll,
        lists: Vec::new(),
        result: (phase >= Phase::Counted).then(|| result(profiles, phase)),
        complaints: Vec::new(),
        annulled: None,
        erased: Vec::new(),
        open_small: Vec::new(),
        manifest,
    }
}

fn register(members: usize) -> RegisterState {
    RegisterState {
        act: hex(13),
        blob: BlobRef::of(b"register"),
        rows: vec![Row { class: 1, credentials: vec![hex(14)] }; members],
        by_credential: HashMap::new(),
        used: HashSet::new(),
        replaced: 3,
        frozen: true,
    }
}

fn result(profiles: &[Profile], phase: Phase) -> ResultState {
    let rules = Rules::from_name("scottish-stv").unwrap();
    let counts: Vec<_> = profiles
        .iter()
        .map(|p| (!p.ballots.is_empty()).then(|| hustings_count::count(p, &rules, &mut NoLot).unwrap()))
        .collect();
    let outcomes = (1u64..).zip(&counts).map(|(contest, count)| Outcome {
        contest,
        valid: count.as_ref().map_or(0, |c| c.valid),
        blank: 14,
        spoilt: 2,
        lot: None,
        elected: count.iter().flat_map(|c| &c.elected).map(|e| e.candidate.into()).collect(),
    });
    ResultState {
        id: hex(15),
        outcomes: outcomes.collect(),
        spoilt: vec![BTreeMap::from([("S3: a candidate is ranked twice".to_owned(), 2)]); counts.len()],
        counts,
        profiles: profiles.to_vec(),
        certified: if phase == Phase::Certified { vec![1, 2, 3] } else { vec![1] },
        report: (phase == Phase::Certified).then(|| (true, String::new())),
    }
}

/// A report such as the verifier draws up.
fn report() -> ReportView {
    let figures = [
        Figures::Log { entries: 9_964, files: 11, bytes: 4_310_000, cosigned: 3, witnesses: 3 },
        Figures::Acts { signatures: 9_977, clocks: 902 },
        Figures::Register { members: 15_012, replaced: 3 },
        Figures::Keys { made: true, trustees: 3, threshold: 2, checks: 3 },
        Figures::Ballots { all: 8_991, replaced: 12, counting: 8_979 },
        Figures::Mixes { mixes: 3, parts: 26_937 },
        Figures::Decryption { shares: 17_960, lists: 1 },
        Figures::Count { valid: 8_963, elected: 4 },
        Figures::Certification { certified: 3, trustees: 3, needed: 2, scrutineer: Some(true), enough: true },
    ];
    let lines = Family::ALL.into_iter().zip(figures).map(|(family, figures)| ReportLine {
        family,
        figures: Some(figures),
        standing: Standing::Holds,
    });
    ReportView { lines: lines.collect(), failure: None }
}

/// Everything the pages are made from.
pub struct Fixture {
    /// The election.
    pub view: ElectionView,
    /// Its verification.
    pub report: ReportView,
    /// Its log.
    pub log: Log,
}

impl Fixture {
    /// Of an election on these contests, in a phase.
    pub fn of(profiles: &[Profile], phase: Phase) -> Self {
        Self::of_election(&election(profiles, phase))
    }

    /// Of an election as it stands.
    pub fn of_election(election: &Election) -> Self {
        let log = Log::read(entries(election), Some(300)).unwrap();
        let view = ElectionView::of_election(election, 12, log.len(), hex(0xc4), None);
        let report = report();
        Fixture { view, report, log }
    }

    /// As pages take it, in English.
    pub fn frame(&self) -> Frame<'_> {
        self.at(Place::alone(Choice::english()))
    }

    /// As pages take it, at a place.
    pub fn at<'a>(&'a self, place: Place<'a>) -> Frame<'a> {
        Frame { view: &self.view, report: &self.report, address: "http://127.0.0.1:8600/", place }
    }
}

fn entry(act: impl Into<Act>, signers: &[&str]) -> Vec<u8> {
    let line =
        |name: &&str| SignatureLine { name: (*name).to_owned(), key_id: [0; 4], signature: vec![7; 64] };
    Entry::write(&act.into().text(), &signers.iter().map(line).collect::<Vec<_>>())
}

/// A log in which one entry of every kind that the pages speak of stands.
pub fn entries(election: &Election) -> Vec<Vec<u8>> {
    let (id, at) = (election.id, At { size: 1, root: hex(12) });
    let clock =
        |time| entry(Clock { election: id, at, by: "server".to_owned(), time, outage: false }, &["server"]);
    let mut log = vec![
        entry(
            election.manifest.clone(),
            &["organiser", "registrar-1", "scrutineer", "trustee-1", "trustee-2", "trustee-3", "server"],
        ),
        clock(OPENS - 2 * 86_400),
        entry(
            Register { election: id, at, rows: BlobRef::of(b"register"), members: vec![15_012] },
            &["registrar-1"],
        ),
        entry(Freeze { election: id, at, register: hex(13), small_lists: Vec::new() }, &["organiser"]),
    ];
    for trustee in 1..=3 {
        let commit = KeyCommit {
            election: id,
            at,
            ceremony: 1,
            trustee,
            hpke_key: hex(20),
            commitment: Base64(vec![1; 64]),
        };
        log.push(entry(commit, &[&format!("trustee-{trustee}")]));
    }
    log.push(clock(OPENS));
    log.push(entry(Open { election: id, at, register: hex(13), joint_key: hex(21) }, &["organiser"]));
    log.extend(ballots(id, &clock));
    log.push(entry(
        Suspend { election: id, at, until: OPENS + 18_000, reason: "A power cut at the office.".to_owned() },
        &["organiser", "scrutineer"],
    ));
    while log.len() < 300 {
        log.push(clock(OPENS + 17_000 + 60 * log.len() as u64));
    }
    log.push(clock(CLOSES));
    log.extend(after(election, at));
    log
}

/// Ballots, a clock after each ten; every twentieth ballot replaces the one before it.
fn ballots(id: Hex32, clock: &dyn Fn(u64) -> Vec<u8>) -> Vec<Vec<u8>> {
    let mut log = Vec::new();
    let mut previous = None;
    for n in 0..240u8 {
        let ballot = Act::from(Ballot {
            election: id,
            open: hex(11),
            credentials: vec![hex(n)],
            previous: previous.take().filter(|_| n % 20 == 1),
            parts: vec![BallotPart {
                contest: 1,
                ciphertexts: vec![(hex(n), hex(n))],
                commitments: vec![hex(n)],
                responses: vec![hex(n)],
            }],
        });
        previous = Some(ballot.id());
        log.push(entry(ballot, &["credential-1"]));
        if n % 10 == 9 {
            log.push(clock(OPENS + 61 * u64::from(n)));
        }
    }
    log
}

fn after(election: &Election, at: At) -> Vec<Vec<u8>> {
    let (id, list) = (election.id, ListName { contest: 1, weight: 1 });
    let mut log = Vec::new();
    for trustee in 1..=3 {
        let (output, proof) =
            (BlobRef { sha256: hex(30), size: 574_656 }, BlobRef { sha256: hex(31), size: 1_437_000 });
        let mix = Mix { election: id, at, trustee, list, number: trustee, input: hex(32), output, proof };
        log.push(entry(mix, &[&format!("trustee-{trustee}")]));
    }
    let outcomes = election.result.as_ref().map(|r| r.outcomes.clone()).unwrap_or_default();
    let profiles = vec![OpenedList { list, profile: BlobRef { sha256: hex(33), size: 287_328 } }];
    log.push(entry(ElectionResult { election: id, at, by: hex(34), profiles, outcomes }, &["publisher"]));
    log.push(entry(Certify { election: id, at, trustee: 1, result: hex(15) }, &["trustee-1"]));
    let complaint =
        Act::from(Complaint { election: id, at, by: hex(35), text: BlobRef { sha256: hex(36), size: 812 } });
    let ruling = Ruling {
        election: id,
        at,
        complaint: complaint.id(),
        upheld: false,
        reason: "The code was used from the member’s own address.".to_owned(),
    };
    log.push(entry(complaint, &["complainant"]));
    log.push(entry(ruling, &["scrutineer"]));
    log
}
