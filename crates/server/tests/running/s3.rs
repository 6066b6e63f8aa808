//! An S3 server in this process, with one bucket, in a temporary folder.

use std::path::Path;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::runtime::Runtime;

/// Whoever may use the bucket.
pub const ACCESS_KEY: &str = "hustings-tests";
pub const SECRET_KEY: &str = "a secret of the tests";

/// A running S3 server; ends when this is dropped.
pub struct S3 {
    dir: tempfile::TempDir,
    runtime: Option<Runtime>,
    signed: String,
    open: String,
}

impl S3 {
    pub fn start() -> S3 {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("records")).unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let service = |auth: bool| {
            let mut builder = S3ServiceBuilder::new(FileSystem::new(dir.path()).unwrap());
            if auth {
                builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
            }
            builder.build()
        };
        let (signed, open) = (serve(&runtime, service(true)), serve(&runtime, service(false)));
        S3 { dir, runtime: Some(runtime), signed, open }
    }

    /// The bucket, for whoever has the keys in the environment.
    pub fn signed(&self, prefix: &str) -> String {
        format!("s3://records/{prefix}?endpoint={}&region=here-1", self.signed)
    }

    /// The bucket, for whoever is in this process, whose environment cannot be changed.
    pub fn open(&self, prefix: &str) -> String {
        format!("s3://records/{prefix}?endpoint={}&region=here-1&skip_signature=true", self.open)
    }

    /// The bucket's folder.
    pub fn folder(&self) -> &Path {
        self.dir.path()
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn serve(runtime: &Runtime, service: S3Service) -> String {
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let service = service.into_shared();
    runtime.spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let _ =
                    Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
            });
        }
    });
    address
}
