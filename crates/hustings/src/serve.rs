//! `hustings serve`: the election server.

use crate::terminal::{QUIET, STRONG};
use anyhow::{Context, Result, bail};
use hustings_record::Hex32;
use hustings_server::api::Service;
use hustings_server::election::system_time;
use hustings_server::elections::{Elections, Settings};
use hustings_server::gauges::Gauges;
use hustings_server::key::ServerKey;
use hustings_server::service::{self, Tls};
use hustings_server::storage::Shelf;
use hustings_server::storage::folders::Folders;
use hustings_server::storage::postgres::Postgres;
use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

/// Run an election server
///
/// It keeps the records of elections: takes acts over HTTP, runs every check, puts them on disk
/// before it answers, tells the time, and shows it all on public pages. Its own key is made at the
/// first start, in DIR/server.key; it signs the log and the time, and cannot read a vote.
///
/// With --database several servers keep the same records, and DIR has only key and indexes. Each
/// needs a copy of the same server.key: start one, copy its key to the others, then start those.
/// docs/serving.md says more.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// The folder for records, indexes and the server's key; made if it is not there
    #[arg(value_name = "DIR")]
    data: PathBuf,

    /// Listen here
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8731")]
    listen: SocketAddr,

    /// The address under which the server is reached, without https://: logs are named by it
    #[arg(long, value_name = "HOST[/PATH]", default_value = "localhost")]
    origin: String,

    /// Public key of an organiser who may announce elections here; may be given again
    #[arg(long = "organiser", value_name = "KEY")]
    organisers: Vec<Hex32>,

    /// Keep records in this PostgreSQL, 14 or later; a password is better set as HUSTINGS_DATABASE
    #[arg(
        long,
        value_name = "postgres://…",
        requires = "files",
        env = "HUSTINGS_DATABASE",
        hide_env_values = true
    )]
    database: Option<String>,

    /// Keep tiles and files there: s3://BUCKET/PREFIX?endpoint=URL, or file:///FOLDER that all mount
    ///
    /// Credentials for S3 are those of the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)
    /// or of the machine.
    #[arg(long, value_name = "ADDRESS", requires = "database", env = "HUSTINGS_FILES")]
    files: Option<String>,

    /// Serve HTTPS with this certificate, a PEM file
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_certificate: Option<PathBuf>,

    /// The certificate's private key, a PEM file
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    tls_key: Option<PathBuf>,

    /// The booth's files, instead of those built in
    #[arg(long, value_name = "DIR")]
    booth: Option<PathBuf>,

    /// The address under which people reach the server, if it is not https:// and the origin
    #[arg(long, value_name = "URL")]
    address: Option<String>,

    /// A proxy in front says in X-Forwarded-For from where a request comes
    #[arg(long)]
    behind_proxy: bool,

    /// Log as JSON, a line an event
    #[arg(long)]
    json_logs: bool,
}

/// Runs the server until it is told to end.
pub fn run(args: ServeArgs) -> Result<()> {
    log_to_stderr(args.json_logs);
    if args.origin.contains("://") || args.origin.ends_with('/') {
        bail!(
            "--origin is a host and path without https:// and without a slash at the end, such as vote.example"
        );
    }
    std::fs::create_dir_all(&args.data).with_context(|| args.data.display().to_string())?;
    let key = ServerKey::read_or_make(&args.data.join("server.key"))?;
    let public = key.public();
    let shelf: Box<dyn Shelf> = match args.database.zip(args.files) {
        None => Box::new(Folders::new(&args.data.join("elections"))?),
        Some((database, files)) => Box::new(Postgres::open(&database, &files, &public)?),
    };
    let place = shelf.place();
    let settings = Settings {
        shelf,
        indexes: args.data.join("indexes"),
        key,
        origin: args.origin.clone(),
        organisers: args.organisers.iter().copied().collect::<BTreeSet<_>>(),
        now: system_time(),
    };
    let booth = crate::booth::find(args.booth.as_deref())?;
    let elections = open(settings)?;
    let tls = args.tls_certificate.zip(args.tls_key).map(|(certificate, key)| Tls { certificate, key });
    let listener =
        TcpListener::bind(args.listen).with_context(|| format!("{} cannot be listened at", args.listen))?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    told(&format!("{scheme}://{}/", listener.local_addr()?), &place, elections.all().len());
    as_named(&args.origin, &public, booth.hash());
    let address = args.address.unwrap_or_else(|| format!("https://{}", args.origin));
    let service = Service {
        elections: Arc::new(elections),
        gauges: Arc::new(Gauges::new(args.behind_proxy)),
        booth: Arc::new(booth),
        address: address.trim_end_matches('/').into(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(service::serve(listener, service, tls, ended())).context("serving")
}

/// Replays every record, with a bar while that is long.
fn open(settings: Settings) -> Result<Elections> {
    let bar = crate::terminal::bar("Replaying", 0);
    let elections = Elections::open(settings, &|_, done, of| {
        bar.set_length(of);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    Ok(elections?)
}

fn told(address: &str, place: &str, elections: usize) {
    anstream::println!("{STRONG}{address}{STRONG:#}");
    anstream::println!("{} in {}", crate::terminal::plural(elections as u64, "election"), place);
}

/// What a manifest must say for this server to keep its election.
fn as_named(origin: &str, key: &Hex32, booth: Option<Hex32>) {
    anstream::println!("\nA manifest names");
    anstream::println!("  origin  {origin}");
    anstream::println!("  server  {key}");
    match booth {
        Some(hash) => anstream::println!("  booth   {hash}"),
        None => anstream::println!("  booth   null (none is built in: make booth, or --booth DIR)"),
    }
    anstream::println!("\n{QUIET}Press Ctrl-C to end.{QUIET:#}");
}

/// Told to end: Ctrl-C, or the signal with which a service is ended.
async fn ended() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}

/// Events of `info` and above, or as `HUSTINGS_LOG` says.
fn log_to_stderr(json: bool) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("HUSTINGS_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { logs.json().init() } else { logs.init() }
}
