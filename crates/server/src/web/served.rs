//! The public pages of a running server: from what was last committed, without scripts.

mod log;
mod people;

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use maud::Markup;

use super::{Answer, shown, typed};
use crate::api::{Asked, Service};
use crate::election::Election;
use crate::pages::language::Choice;
use crate::pages::log::{Group, LogError};
use crate::pages::view::ElectionView;
use crate::pages::{self, Frame, Place, Problem};
use log::ServedLog;

/// The pages' addresses.
pub(crate) fn routes() -> Router<Service> {
    people::routes()
        .route("/{election}", get(whole))
        .route("/{election}/", get(election))
        .route("/{election}/record", get(record))
        .route("/{election}/record/{index}", get(entry))
        .route("/{election}/verify", get(verify))
        .route("/{election}/count.csv", get(count_csv))
        .route("/{election}/count.json", get(count_json))
        .route("/{election}/vote", get(booth_page))
        .route("/{election}/check", get(booth_page))
        .route("/{election}/challenge", get(booth_page))
        .route("/{election}/verifier", get(booth_page))
        .route("/booth/{name}", get(booth_file))
        .route("/style.css", get(super::style))
        .route("/icon.svg", get(super::icon))
}

/// An election as a page is made of it.
struct Shown {
    service: Service,
    election: Arc<Election>,
    choice: Choice,
    address: String,
    base: String,
}

impl FromRequestParts<Service> for Shown {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Answer> {
        let Ok(choice) = Choice::from_request_parts(parts, service).await;
        let Asked(election) =
            Asked::from_request_parts(parts, service).await.map_err(IntoResponse::into_response)?;
        let base = format!("/{}/", election.id());
        let address = format!("{}{base}", service.address);
        Ok(Shown { service: service.clone(), election, choice, address, base })
    }
}

impl Shown {
    /// Hands `make` the frame; for what reads no files.
    fn with<T>(&self, make: impl FnOnce(&Frame) -> T) -> T {
        let live = self.election.live();
        let booth = self.service.booth.hash().is_some();
        let place = Place { base: &self.base, site: "/", choice: self.choice, booth };
        let frame = Frame { view: &live.view, report: &live.report, address: &self.address, place };
        if !live.standing.is_interrupted(self.service.elections.now()) {
            return make(&frame);
        }
        // Only the server's own time tells that (§3.2); the view is of what was committed.
        let mut view = ElectionView::clone(&live.view);
        view.interrupted = true;
        make(&Frame { view: &view, ..frame })
    }

    fn problem(&self, problem: Problem) -> Answer {
        (super::status(problem), shown(self.choice, self.with(|frame| pages::problem(frame, problem))))
            .into_response()
    }

    /// A page of the log, made where files may be read.
    async fn of_log(
        self,
        make: impl FnOnce(&Frame, &ServedLog) -> Result<Option<Markup>, LogError> + Send + 'static,
    ) -> Answer {
        let shown = Arc::new(self);
        let making = shown.clone();
        let made = tokio::task::spawn_blocking(move || {
            let log = ServedLog { election: making.election.clone(), live: making.election.live() };
            making.with(|frame| make(frame, &log))
        })
        .await;
        match made {
            Ok(Ok(Some(page))) => super::shown(shown.choice, page),
            Ok(Ok(None)) => shown.problem(Problem::Missing),
            Ok(Err(error)) => {
                tracing::error!(election = %shown.election.id(), %error, "a page of the record");
                shown.problem(Problem::Storage)
            }
            Err(_) => shown.problem(Problem::Storage),
        }
    }
}

/// Links within an election's pages are relative to the address with a slash.
async fn whole(Path(election): Path<String>) -> Redirect {
    Redirect::permanent(&format!("/{election}/"))
}

async fn election(page: Shown) -> Answer {
    shown(page.choice, page.with(pages::election))
}

async fn verify(page: Shown) -> Answer {
    shown(page.choice, page.with(pages::verify))
}

async fn record(page: Shown, Query(query): Query<HashMap<String, String>>) -> Answer {
    let group = query.get("kind").map(|name| Group::named(name));
    let number = query.get("page").map_or(Some(1), |number| number.parse().ok());
    match (group, number) {
        // A kind that does not exist is not the same as every kind.
        (Some(None), _) | (_, None) => page.problem(Problem::Missing),
        (group, Some(number)) => {
            page.of_log(move |frame, log| pages::record(frame, log, group.flatten(), number)).await
        }
    }
}

async fn entry(page: Shown, Path((_, index)): Path<(String, String)>) -> Answer {
    match index.parse() {
        Ok(index) => page.of_log(move |frame, log| pages::entry(frame, log, index)).await,
        Err(_) => page.problem(Problem::Missing),
    }
}

async fn count_csv(page: Shown) -> Answer {
    let live = page.election.live();
    if !live.view.has_result {
        return page.problem(Problem::Missing);
    }
    typed("text/csv; charset=utf-8; header=present", pages::count_csv(&live.view))
}

async fn count_json(page: Shown) -> Answer {
    let live = page.election.live();
    if !live.view.has_result {
        return page.problem(Problem::Missing);
    }
    let json = format!("{:#}\n", pages::count_json(&live.view));
    ([(header::CACHE_CONTROL, "no-cache")], typed("application/json", json)).into_response()
}

/// The booth's pages lie at the election's address, so that they know which one they are for.
async fn booth_page(page: Shown, uri: Uri) -> Answer {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    page.service.booth.page(name).unwrap_or_else(|| page.problem(Problem::Missing))
}

async fn booth_file(State(service): State<Service>, Path(name): Path<String>) -> Answer {
    service.booth.file(&name).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}
