//! A server in this process, on loopback, and an election on it whose parts are all here.
// Each file of tests uses some of it.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hustings_count::Ballot;
use hustings_prover::ballot::BallotSeed;
use hustings_record::Hex32;
use hustings_record::acts::{BallotKind, Candidate, Class, ClassContest, Contest};
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
use hustings_server::storage::folders::Folders;
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
}

impl Running {
    pub fn on_shelf(shelf: Box<dyn Shelf>, indexes: &Path, everyone: &Everyone, hands: &Hands) -> Running {
        Self::start(shelf, indexes, everyone, hands, Booth::none(), None)
    }

    pub fn with_booth(dir: &Path, everyone: &Everyone, hands: &Hands, booth: Booth) -> Running {
        let shelf = Box::new(Folders::new(&dir.join("elections")).unwrap());
        Self::start(shelf, &dir.join("indexes"), everyone, hands, booth, None)
    }

    pub fn with_tls(dir: &Path, everyone: &Everyone, hands: &Hands, tls: Tls) -> Running {
        let shelf = Box::new(Folders::new(&dir.join("elections")).unwrap());
        Self::start(shelf, &dir.join("indexes"), everyone, hands, Booth::none(), Some(tls))
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
        Running { address, end: Some(end), thread: Some(thread) }
    }

    pub fn in_folder(dir: &Path, everyone: &Everyone, hands: &Hands) -> Running {
        let shelf = Box::new(Folders::new(&dir.join("elections")).unwrap());
        Self::on_shelf(shelf, &dir.join("indexes"), everyone, hands)
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

/// An election that has just opened, its record in a folder of `dir` for a server to take up.
pub fn open_meeting(dir: &Path, members: usize) -> (Everyone, Hex32) {
    let mut everyone = Everyone::open_meeting(setup(members), None, seeded(7)).unwrap();
    let id = everyone.state.election().unwrap().id;
    everyone.write_files(&dir.join("elections").join(id.to_string())).unwrap();
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
