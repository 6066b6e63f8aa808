//! Pages about people: every election, its candidates, its register, its result.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use hustings_record::Hex32;
use hustings_record::source::blob_path;

use super::{Answer, Shown, shown, typed};
use crate::api::Service;
use crate::pages::language::Choice;
use crate::pages::statement::{self, Says};
use crate::pages::view::ElectionView;
use crate::pages::{self, Listed, Place, Problem};

pub(super) fn routes() -> Router<Service> {
    Router::new()
        .route("/", get(elections))
        .route("/{election}/candidates", get(candidates))
        .route("/{election}/candidates/{contest}/{number}", get(candidate))
        .route("/{election}/register", get(register))
        .route("/{election}/result", get(result))
        .route("/{election}/picture/{sha256}", get(picture))
}

async fn elections(State(service): State<Service>, choice: Choice) -> Answer {
    let now = service.elections.now();
    let all = service.elections.all();
    let views: Vec<(String, ElectionView)> = (all.iter())
        .map(|one| {
            let live = one.live();
            let interrupted = live.standing.is_interrupted(now);
            (format!("/{}/", one.id()), ElectionView { interrupted, ..ElectionView::clone(&live.view) })
        })
        .collect();
    let listed: Vec<Listed> = views.iter().map(|(base, view)| Listed { base, view }).collect();
    shown(choice, pages::elections(&Place::alone(choice), &listed))
}

async fn candidates(page: Shown) -> Answer {
    shown(page.choice, page.with(pages::candidates))
}

async fn register(page: Shown) -> Answer {
    shown(page.choice, page.with(pages::register))
}

async fn result(page: Shown) -> Answer {
    shown(page.choice, page.with(pages::result))
}

async fn candidate(page: Shown, Path((_, contest, number)): Path<(String, String, String)>) -> Answer {
    let (Ok(contest), Ok(number)) = (contest.parse(), number.parse()) else {
        return page.problem(Problem::Missing);
    };
    let named = page.election.live().view.statement(contest, number);
    let found = match named {
        Some(blob) => read(&page, blob.sha256, statement::MOST_BYTES).await,
        None => None,
    };
    let says = Says::of(named.as_ref(), found.as_deref());
    match page.with(|frame| pages::candidate(frame, contest, number, &says)) {
        Some(made) => shown(page.choice, made),
        None => page.problem(Problem::Missing),
    }
}

/// A statement's picture: only ever a picture, and one that can do nothing.
async fn picture(page: Shown, Path((_, sha256)): Path<(String, String)>) -> Answer {
    let Ok(sha256) = sha256.parse::<Hex32>() else { return page.problem(Problem::Missing) };
    let bytes = read(&page, sha256, statement::MOST_PICTURE_BYTES).await;
    let found = bytes.and_then(|bytes| Some((statement::picture_type(&bytes)?, bytes)));
    let Some((kind, bytes)) = found else { return page.problem(Problem::Missing) };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, statement::PICTURE_SECURITY_POLICY),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, typed(kind, bytes)).into_response()
}

/// A blob of the record, where it is there and no longer than `most` bytes.
async fn read(page: &Shown, sha256: Hex32, most: usize) -> Option<Vec<u8>> {
    let files = page.election.files().clone();
    let path = blob_path(&sha256.0);
    tokio::task::spawn_blocking(move || files.read(&path, most as u64)).await.ok()?.ok()
}
