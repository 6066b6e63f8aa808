//! Serving a record and its pages: what is asked for, and from where it is answered.
//!
//! A [`Site`] is a snapshot: a verified state, its report and the record's folder. A server whose
//! record grows makes a new one and serves that. Everything is read-only.

mod files;
mod language;
mod served;
mod site;

pub(crate) use files::stream;
pub(crate) use served::routes;
pub use site::{Site, SiteError};

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use maud::Markup;
use tokio::net::TcpListener;

use crate::pages::language::Choice;
use crate::pages::log::{Group, LogError};
use crate::pages::statement::{self, Says};
use crate::pages::{self, Problem};

type Answer = axum::response::Response;

/// What a page may do: show our own style and pictures, and nothing else.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                                           form-action 'none'; frame-ancestors 'none'";

/// The pages of `site` and its record's files.
pub fn app(site: Arc<Site>) -> Router {
    Router::new()
        .route("/", get(election))
        .route("/record", get(record))
        .route("/record/{index}", get(entry))
        .route("/verify", get(verify))
        .route("/result", get(result))
        .route("/register", get(register))
        .route("/candidates", get(candidates))
        .route("/candidates/{contest}/{number}", get(candidate))
        .route("/picture/{hash}", get(picture))
        .route("/count.csv", get(count_csv))
        .route("/count.json", get(count_json))
        .route("/style.css", get(style))
        .route("/icon.svg", get(icon))
        .route("/checkpoint", get(record_file))
        .route("/tile/{*path}", get(record_file))
        .route("/blob/{hash}", get(record_file))
        .fallback(missing)
        .method_not_allowed_fallback(wrong_method)
        .layer(map_response(harden))
        .with_state(site)
}

/// Serves `app` on `listener` until Ctrl-C, letting answers under way finish.
///
/// # Errors
/// The listener failed.
pub async fn serve(listener: TcpListener, app: Router) -> std::io::Result<()> {
    serve_until(listener, app, async {
        // Where the signal cannot be listened for, the process can still be ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
    .await
}

/// Serves `app` on `listener` until `end`.
///
/// # Errors
/// The listener failed.
pub async fn serve_until(
    listener: TcpListener,
    app: Router,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, app).with_graceful_shutdown(end).await
}

async fn election(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    shown(choice, pages::election(&site.frame(choice)))
}

async fn verify(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    shown(choice, pages::verify(&site.frame(choice)))
}

async fn result(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    shown(choice, pages::result(&site.frame(choice)))
}

async fn register(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    shown(choice, pages::register(&site.frame(choice)))
}

async fn candidates(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    shown(choice, pages::candidates(&site.frame(choice)))
}

async fn candidate(
    State(site): State<Arc<Site>>,
    choice: Choice,
    Path((contest, number)): Path<(String, String)>,
) -> Answer {
    let (Ok(contest), Ok(number)) = (contest.parse(), number.parse()) else {
        return problem(&site, choice, Problem::Missing);
    };
    let named = site.view().statement(contest, number);
    let found = match &named {
        Some(blob) => files::blob(site.record_dir(), &blob.sha256, statement::MOST_BYTES).await,
        None => None,
    };
    let says = Says::of(named.as_ref(), found.as_deref());
    let page = pages::candidate(&site.frame(choice), contest, number, &says);
    page.map_or_else(|| problem(&site, choice, Problem::Missing), |page| shown(choice, page))
}

/// A statement's picture: only ever a picture, and one that can do nothing.
async fn picture(State(site): State<Arc<Site>>, choice: Choice, Path(hash): Path<String>) -> Answer {
    let mut name = [0; 32];
    let sound = hex::decode_to_slice(&hash, &mut name).is_ok();
    let bytes = match sound {
        true => files::blob(site.record_dir(), &name.into(), statement::MOST_PICTURE_BYTES).await,
        false => None,
    };
    let found = bytes.and_then(|bytes| Some((statement::picture_type(&bytes)?, bytes)));
    let Some((kind, bytes)) = found else { return problem(&site, choice, Problem::Missing) };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, statement::PICTURE_SECURITY_POLICY),
        (header::CACHE_CONTROL, files::FOREVER),
    ];
    (headers, typed(kind, bytes)).into_response()
}

async fn record(
    State(site): State<Arc<Site>>,
    choice: Choice,
    Query(asked): Query<HashMap<String, String>>,
) -> Answer {
    let group = asked.get("kind").map(|name| Group::named(name));
    let number = asked.get("page").map_or(Some(1), |number| number.parse().ok());
    match (group, number) {
        // A kind that does not exist is not the same as every kind.
        (Some(None), _) | (_, None) => problem(&site, choice, Problem::Missing),
        (group, Some(number)) => {
            read(&site, choice, pages::record(&site.frame(choice), site.log(), group.flatten(), number))
        }
    }
}

async fn entry(State(site): State<Arc<Site>>, choice: Choice, Path(index): Path<String>) -> Answer {
    match index.parse() {
        Ok(index) => read(&site, choice, pages::entry(&site.frame(choice), site.log(), index)),
        Err(_) => problem(&site, choice, Problem::Missing),
    }
}

async fn count_csv(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    if !site.view().has_result {
        return problem(&site, choice, Problem::Missing);
    }
    typed("text/csv; charset=utf-8; header=present", pages::count_csv(site.view()))
}

async fn count_json(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    if !site.view().has_result {
        return problem(&site, choice, Problem::Missing);
    }
    typed("application/json", format!("{:#}\n", pages::count_json(site.view())))
}

async fn record_file(State(site): State<Arc<Site>>, choice: Choice, uri: Uri) -> Answer {
    let path = uri.path().trim_start_matches('/');
    match files::answer(site.record_dir(), path).await {
        Some(file) => file,
        None => problem(&site, choice, Problem::Missing),
    }
}

async fn missing(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    problem(&site, choice, Problem::Missing)
}

async fn wrong_method(State(site): State<Arc<Site>>, choice: Choice) -> Answer {
    ([(header::ALLOW, "GET, HEAD")], problem(&site, choice, Problem::ReadOnly)).into_response()
}

/// A page made from the log, if there is one.
fn read(site: &Site, choice: Choice, page: Result<Option<Markup>, LogError>) -> Answer {
    match page {
        Ok(Some(page)) => shown(choice, page),
        Ok(None) => problem(site, choice, Problem::Missing),
        Err(_) => problem(site, choice, Problem::Storage),
    }
}

fn problem(site: &Site, choice: Choice, problem: Problem) -> Answer {
    (status(problem), shown(choice, pages::problem(&site.frame(choice), problem))).into_response()
}

fn status(problem: Problem) -> StatusCode {
    match problem {
        Problem::Missing => StatusCode::NOT_FOUND,
        Problem::ReadOnly => StatusCode::METHOD_NOT_ALLOWED,
        Problem::Storage => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// A page in a language, and what it depends on.
fn shown(choice: Choice, page: Markup) -> Answer {
    let headers = [(header::CONTENT_LANGUAGE, choice.language.tag()), (header::VARY, "Accept-Language")];
    (headers, Html(page.into_string())).into_response()
}

fn typed(kind: &'static str, body: impl Into<axum::body::Body>) -> Answer {
    ([(header::CONTENT_TYPE, kind)], body.into()).into_response()
}

async fn style() -> Answer {
    typed("text/css; charset=utf-8", pages::STYLE)
}

async fn icon() -> Answer {
    typed("image/svg+xml", pages::ICON)
}

/// The headers of every answer, unless it has its own.
pub(crate) async fn harden(mut answer: Answer) -> Answer {
    const HEADERS: [(HeaderName, &str); 5] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in HEADERS {
        // A picture has a stricter policy of its own.
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    // The record is for every origin: a booth or a verifier may live elsewhere.
    answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer
}

#[cfg(test)]
mod tests;
