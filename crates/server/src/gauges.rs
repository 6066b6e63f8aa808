//! What is counted, for whoever watches the server, and what is limited, for whoever overdoes it.
//!
//! Nothing here knows a ballot, a code or an address for longer than the limit needs it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::api::Problem;

/// Wasted efforts that an address may make at once, and how many a second it wins back. Generous: a
/// branch office votes from one address, and a vote that is taken costs nothing here.
const BURST: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
const A_SECOND: NonZeroU32 = NonZeroU32::new(2).expect("not zero");

/// How long an address is refused once its allowance is used up.
const PAUSE: Duration = Duration::from_secs(30);

/// Addresses remembered before those that have been quiet are let go.
const ADDRESSES: usize = 100_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Word {
    error: String,
}

/// Counters and limits of one server.
pub struct Gauges {
    registry: Registry,
    acts: Family<Kind, Counter>,
    refusals: Family<Word, Counter>,
    seconds: Histogram,
    wasted: DefaultKeyedRateLimiter<IpAddr>,
    /// Addresses that have used their allowance up, and until when they are refused.
    refused: Mutex<HashMap<IpAddr, Instant>>,
    /// Whether a proxy in front says from where a request comes.
    behind_proxy: bool,
}

impl Gauges {
    /// Counters at nought. `behind_proxy`: the last address of `X-Forwarded-For` is whoever asks.
    pub fn new(behind_proxy: bool) -> Self {
        let mut registry = Registry::with_prefix("hustings");
        let (acts, refusals) = (Family::default(), Family::default());
        let seconds = Histogram::new(exponential_buckets(0.002, 2.0, 12));
        registry.register("acts", "Acts recorded, by kind", acts.clone());
        registry.register("refusals", "Acts refused, by reason", refusals.clone());
        registry.register("recording_seconds", "From an act's arrival until it is durable", seconds.clone());
        let wasted = RateLimiter::keyed(Quota::per_second(A_SECOND).allow_burst(BURST));
        Gauges { registry, acts, refusals, seconds, wasted, refused: Mutex::default(), behind_proxy }
    }

    /// An act was recorded, this long after it began to arrive.
    pub(crate) fn recorded(&self, kind: &'static str, after: Duration) {
        self.acts.get_or_create(&Kind { kind }).inc();
        self.seconds.observe(after.as_secs_f64());
    }

    /// An effort for this address came to nothing by its doing.
    fn waste(&self, address: IpAddr) {
        if self.wasted.len() > ADDRESSES {
            self.wasted.retain_recent();
        }
        if self.wasted.check_key(&address).is_err() {
            let now = Instant::now();
            let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
            refused.retain(|_, until| *until > now);
            refused.insert(address, now + PAUSE);
        }
    }

    fn is_refused(&self, address: IpAddr) -> bool {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.get(&address).is_some_and(|until| *until > Instant::now())
    }

    /// In the text format of Prometheus.
    ///
    /// # Errors
    /// The text cannot be made.
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}

/// From where a request comes, as far as limits go: an address, or a network of IPv6.
#[derive(Clone, Copy, Debug)]
pub struct Caller(Option<IpAddr>);

impl FromRequestParts<crate::api::Service> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        service: &crate::api::Service,
    ) -> Result<Self, Infallible> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        let forwarded = || {
            let line = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            line.rsplit(',').next()?.trim().parse().ok()
        };
        let address = if service.gauges.behind_proxy { forwarded().or(connected) } else { connected };
        Ok(Caller(address.map(network)))
    }
}

/// A household or a company has a /64 of IPv6 at least, so that is what counts as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(a) => {
            let s = a.segments();
            Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0).into()
        }
        v4 => v4,
    }
}

/// An effort that is being made for somebody; what comes to nothing by their doing is counted.
pub(crate) struct Effort<'a> {
    gauges: &'a Gauges,
    caller: Caller,
}

impl<'a> Effort<'a> {
    /// Refused where too many of this caller's efforts came to nothing lately.
    pub(crate) fn begin(gauges: &'a Gauges, caller: &Caller) -> Result<Self, Problem> {
        if caller.0.is_some_and(|address| gauges.is_refused(address)) {
            gauges.refusals.get_or_create(&Word { error: "too-many".to_owned() }).inc();
            return Err(Problem::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too-many",
                "Too much that could not be taken came from this address lately.",
            )
            .next("Wait half a minute. Ballots that are in order are never limited.")
            .retry_after(PAUSE.as_secs()));
        }
        Ok(Effort { gauges, caller: *caller })
    }

    /// It ended, with this problem if it did not succeed.
    pub(crate) fn end(self, problem: Option<&Problem>) {
        let Some(problem) = problem else { return };
        self.gauges.refusals.get_or_create(&Word { error: problem.word().to_owned() }).inc();
        if let Some(address) = self.caller.0.filter(|_| problem.is_wasted_effort()) {
            self.gauges.waste(address);
        }
    }
}
