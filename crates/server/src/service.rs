//! The whole of what is served, and serving it: limits, time-outs, TLS, an orderly end.

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::api::{self, Service};
use crate::elections::Elections;

/// For one request from its first byte to the answer: a large blob over a slow line.
const REQUEST: Duration = Duration::from_secs(15 * 60);

/// For the head of a request: whoever takes longer holds a connection for nothing.
const HEAD: Duration = Duration::from_secs(15);

/// How long requests under way may take once the server is to end.
const GRACE: Duration = Duration::from_secs(10);

/// How often writers that have ended are looked for.
const ROUND: Duration = Duration::from_secs(2);

/// Certificate and key, in PEM.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The certificate's chain.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// Everything that is served.
pub fn router(service: Service) -> Router {
    let for_programs = Router::new()
        .route("/health", get(|| async { "ok\n" }))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .route("/openapi.json", get(openapi))
        .merge(api::routes())
        .layer(from_fn(api::open_to_every_origin));
    for_programs
        .merge(crate::web::routes())
        .layer(map_response(crate::web::harden))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST))
        .with_state(service)
}

/// Serves until `end`, then lets what is under way finish, and every writer.
///
/// # Errors
/// The listener or the certificate cannot be used.
pub async fn serve(
    listener: TcpListener,
    service: Service,
    tls: Option<Tls>,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let handle = Handle::new();
    let elections = service.elections.clone();
    let app = router(service).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(end_gracefully(handle.clone(), end));
    let rounds = tokio::spawn(go_round(elections.clone()));
    let served = match tls {
        None => {
            let mut server = axum_server::from_tcp(listener)?.handle(handle);
            server.http_builder().http1().timer(hyper_util::rt::TokioTimer::new()).header_read_timeout(HEAD);
            server.serve(app).await
        }
        Some(tls) => {
            // One that is there already is as good: it was chosen by whoever runs this process.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let config = RustlsConfig::from_pem_file(tls.certificate, tls.key).await?;
            let mut server = axum_server::from_tcp_rustls(listener, config)?.handle(handle);
            server.http_builder().http1().timer(hyper_util::rt::TokioTimer::new()).header_read_timeout(HEAD);
            server.serve(app).await
        }
    };
    rounds.abort();
    let stopped = tokio::task::spawn_blocking(move || elections.stop()).await;
    served.and(stopped.map_err(std::io::Error::other))
}

async fn end_gracefully(handle: Handle<SocketAddr>, end: impl Future<Output = ()>) {
    end.await;
    tracing::info!("ending: no new connections");
    handle.graceful_shutdown(Some(GRACE));
}

/// Takes elections up again whose writer has ended, for as long as the server runs.
async fn go_round(elections: Arc<Elections>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            () = elections.news() => {}
        }
        let elections = elections.clone();
        let _ = tokio::task::spawn_blocking(move || elections.revive()).await;
    }
}

/// Whether every election's acts can be taken.
async fn ready(State(service): State<Service>) -> Response {
    let behind: Vec<String> =
        service.elections.all().iter().filter(|e| !e.is_ready()).map(|e| e.id().to_string()).collect();
    if behind.is_empty() {
        return "ready\n".into_response();
    }
    let list = format!("not ready: {}\n", behind.join(", "));
    (StatusCode::SERVICE_UNAVAILABLE, list).into_response()
}

async fn metrics(State(service): State<Service>) -> Response {
    match service.gauges.text() {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => api::Problem::ours(&error).into_response(),
    }
}

async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], include_str!("../openapi.json")).into_response()
}
