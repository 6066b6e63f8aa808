//! A server in this process, on loopback, and an election on it whose parts are all here.
// Each file of tests uses some of it.
#![allow(dead_code)]

pub mod place;
pub mod postgres;
pub mod s3;

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hustings_count::Ballot;
use hustings_prover::ballot::BallotSeed;
use hustings_record::Hex32;
use hustings_record::acts::{BallotKind, Candidate, Class, ClassContest, Contest};
use hustings_record::log::{SignedCheckpoint, check_inclusion, leaf_hash};
use hustings_roles::Draft;
use hustings_roles::everyone::{Everyone, Setup, seeded};
use hustings_roles::remote::Remote;
use hustings_roles::voter::Poll;
use hustings_server::api::Service;
use hustings_server::booth::Booth;
use hustings_server::elections::{Elections, Settings};
use hustings_server::gauges::Gauges;
use hustings_server::key::ServerKey;
use hustings_server::service::{self, Tls};
use hustings_server::storage::Shelf;
pub use place::Place;
use serde_json::Value;
use tokio::sync::oneshot;

/// When the elections of these tests open, unix seconds.
pub const OPENS: u64 = 1_800_000_000;

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct Hands(Arc<AtomicU64>);

impl Hands {
    pub fn at(time: u64) -> Self {
        Hands(Arc::new(AtomicU64::new(time)))
    }

    pub fn move_on(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn now(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// A server that ends when this is dropped.
pub struct Running {
    pub address: String,
    end: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    /// Another server, which was there first; ends after this one.
    pub writer: Option<Box<Running>>,
}

impl Running {
    pub fn on_shelf(shelf: Box<dyn Shelf>, indexes: &Path, everyone: &Everyone, hands: &Hands) -> Running {
        Self::start(shelf, indexes, everyone, hands, Booth::none(), None)
    }

    pub fn with_booth(place: &Place, everyone: &Everyone, hands: &Hands, booth: Booth) -> Running {
        Self::start(place.shelf(everyone), &place.indexes(), everyone, hands, booth, None)
    }

    pub fn with_tls(place: &Place, everyone: &Everyone, hands: &Hands, tls: Tls) -> Running {
        Self::start(place.shelf(everyone), &place.indexes(), everyone, hands, Booth::none(), Some(tls))
    }

    fn start(
        shelf: Box<dyn Shelf>,
        indexes: &Path,
        everyone: &Everyone,
        hands: &Hands,
        booth: Booth,
        tls: Option<Tls>,
    ) -> Running {
        let hands = hands.clone();
        let settings = Settings {
            shelf,
            indexes: indexes.to_owned(),
            key: ServerKey::from_seed(&everyone.server.seed()).unwrap(),
            origin: "hustings.example".to_owned(),
            organisers: BTreeSet::from([hustings_roles::public(&everyone.organiser)]),
            now: Arc::new(move || hands.now()),
        };
        let elections = Elections::open(settings, &|_, _, _| {}).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let service = Service {
            elections: Arc::new(elections),
            gauges: Arc::new(Gauges::new(false)),
            booth: Arc::new(booth),
            address: address.as_str().into(),
        };
        let (end, ended) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            let end = async { drop(ended.await) };
            runtime.block_on(service::serve(listener, service, tls, end)).unwrap();
        });
        Running { address, end: Some(end), thread: Some(thread), writer: None }
    }

    pub fn at(place: &Place, everyone: &Everyone, hands: &Hands) -> Running {
        let start = |indexes: &Path| Self::on_shelf(place.shelf(everyone), indexes, everyone, hands);
        if !place.is_followed {
            return start(&place.indexes());
        }
        let writer = start(&place.other_indexes());
        let elections = writer.ask("GET", "/elections", &[]).1.as_array().unwrap().len();
        let writes = (0..500).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            place.locks() == elections
        });
        assert!(writes, "the first server writes");
        let mut running = start(&place.indexes());
        running.writer = Some(Box::new(writer));
        running
    }

    pub fn election(&self, id: &Hex32) -> String {
        format!("{}/{id}", self.address)
    }

    /// Status and JSON of a request.
    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> (u16, Value) {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let address = format!("{}{path}", self.address);
        let mut answer = match method {
            "GET" => agent.get(&address).call(),
            "PUT" => agent.put(&address).send(body),
            _ => agent.post(&address).send(body),
        }
        .unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.end.take().map(|end| end.send(()));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A leadership election with this many members, closing when all have voted.
pub fn setup(members: usize) -> Setup {
    let candidate = |name: &str| Candidate { name: name.to_owned(), affiliation: None, statement: None };
    let contest = Contest {
        title: "Chair".to_owned(),
        kind: BallotKind::Ranking,
        candidates: vec![candidate("Ada Moor"), candidate("Bel Tarn"), candidate("Con Wye")],
        seats: 1,
        rules: "av".to_owned(),
        ranks: Some(3),
        max_score: None,
        slates: Vec::new(),
        rotated: false,
        options: Vec::new(),
        reserved: Vec::new(),
    };
    Setup {
        organisation: "The Weavers".to_owned(),
        title: "Election of the chair".to_owned(),
        contests: vec![contest],
        classes: vec![Class {
            name: "Members".to_owned(),
            contests: vec![ClassContest { contest: 1, weight: 1 }],
        }],
        members: vec![members],
        registrars: 1,
        trustees: 3,
        threshold: 2,
        opens: OPENS,
        closes: OPENS + 3_600,
        min_list: 2,
        closes_when_all_voted: true,
        turnout: false,
        statements: Vec::new(),
    }
}

/// An election that has just opened, its record in its place for a server to take up.
pub fn open_meeting(place: &Place, members: usize) -> (Everyone, Hex32) {
    let mut everyone = Everyone::open_meeting(setup(members), None, seeded(7)).unwrap();
    let id = everyone.state.election().unwrap().id;
    place.keep(&mut everyone, &id);
    (everyone, id)
}

/// A member's ballot; members count from 0.
pub fn ballot(everyone: &Everyone, member: usize, ranking: &[u16], previous: Option<Hex32>) -> Draft {
    let poll = Poll::of(everyone.state.election().unwrap()).unwrap();
    let keys = everyone.member_keys(member);
    let mut seed = [member as u8; 32];
    seed[1] = ranking.first().copied().unwrap_or(0) as u8;
    seed[2] = u8::from(previous.is_some());
    seed[3] = (member / 256) as u8;
    let marks = [Ballot::Ranking(ranking.to_vec())];
    poll.cast(1, &marks, &keys, previous, BallotSeed::from_bytes(seed)).unwrap()
}

/// The parts of this election from now on ask this server.
pub fn connect(everyone: &mut Everyone, running: &Running) {
    let id = everyone.state.election().unwrap().id;
    everyone.remote = Some(Remote::new(&running.election(&id)).unwrap());
}

/// The receipt proves that the entry is in the tree of a head the server signed.
pub fn assert_receipt(everyone: &Everyone, entry: &[u8], receipt: &Value) {
    let head = SignedCheckpoint::parse(receipt["checkpoint"].as_str().unwrap().as_bytes()).unwrap();
    head.verify_log(everyone.server.verifying_key()).unwrap();
    let proof: Vec<[u8; 32]> = receipt["proof"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h.as_str().unwrap().parse::<Hex32>().unwrap().0)
        .collect();
    let index = receipt["index"].as_u64().unwrap();
    check_inclusion(&proof, index, &leaf_hash(entry), head.checkpoint.size(), head.checkpoint.root())
        .unwrap();
}
