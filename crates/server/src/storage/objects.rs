//! Tiles and blobs in an object store: anything that speaks S3, or a folder that all machines mount.
//!
//! Nothing here decides what is true. Tiles follow from the committed entries and blobs are named by
//! their SHA-256, so whoever writes a path writes the same bytes: no order of writers does harm, and
//! no conditions are asked of the store. Only `checkpoint`, a convenience that makes the place a
//! record to be copied, is replaced, and nothing is read from it but the size that it vouches for.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, stream};
use hustings_record::Hex32;
use hustings_record::log::Hash;
use hustings_record::source::{Source, SourceError, blob_path};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig};
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;

use crate::store::StoreError;

/// Requests under way at the same time, for one commit.
const AT_ONCE: usize = 16;

/// How long a request is tried again before a commit fails; the writer then tries anew.
const PATIENCE: Duration = Duration::from_secs(10);

/// For one request at most: a large blob over a slow line.
const REQUEST: Duration = Duration::from_secs(15 * 60);

/// Where tiles and blobs of all records are.
#[derive(Clone)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    /// Before every path; empty, or ending in a slash.
    prefix: String,
    place: String,
    runtime: Handle,
}

impl Objects {
    /// The place at an address: `s3://BUCKET/PREFIX?endpoint=…&region=…`, or `file:///FOLDER`.
    ///
    /// What follows the `?` are settings by the names that object stores know them by; credentials
    /// come from the environment (`AWS_ACCESS_KEY_ID` and so on), or from the machine's role.
    ///
    /// # Errors
    /// [`StoreError::Settings`]: the address says no such place.
    pub fn at(address: &str, runtime: Handle) -> Result<Self, StoreError> {
        let (path, settings) = address.split_once('?').unwrap_or((address, ""));
        let place = path.to_owned();
        let wrong = |why: &dyn std::fmt::Display| {
            StoreError::Settings(format!(
                "{place} cannot be used for tiles and blobs: {why}; give s3://BUCKET/PREFIX or file:///FOLDER"
            ))
        };
        if let Some(folder) = path.strip_prefix("file://") {
            std::fs::create_dir_all(folder).map_err(|e| wrong(&e))?;
            let local = LocalFileSystem::new_with_prefix(folder).map_err(|e| wrong(&e))?.with_fsync(true);
            return Ok(Objects { store: Arc::new(local), prefix: String::new(), place, runtime });
        }
        let Some(rest) = path.strip_prefix("s3://") else { return Err(wrong(&"it is neither")) };
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_matches('/');
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        let store = s3(bucket, settings).map_err(|e| wrong(&e))?;
        Ok(Objects { store, prefix, place, runtime })
    }

    /// The place in words.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The files of one record.
    pub fn of(&self, election: &Hex32) -> ObjectFiles {
        ObjectFiles { objects: self.clone(), election: *election }
    }
}

fn s3(bucket: &str, settings: &str) -> Result<Arc<dyn ObjectStore>, String> {
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .with_client_options(ClientOptions::new().with_timeout(REQUEST).with_connect_timeout(PATIENCE / 2))
        .with_retry(RetryConfig { retry_timeout: PATIENCE, max_retries: 5, ..RetryConfig::default() });
    for pair in settings.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, "true"));
        let key = AmazonS3ConfigKey::from_str(name).map_err(|_| format!("there is no setting \"{name}\""))?;
        let secret =
            [AmazonS3ConfigKey::AccessKeyId, AmazonS3ConfigKey::SecretAccessKey, AmazonS3ConfigKey::Token];
        if secret.contains(&key) {
            return Err(format!("{name} does not belong in an address; set it in the environment"));
        }
        let plain = key == AmazonS3ConfigKey::Endpoint && value.starts_with("http://");
        builder = builder.with_config(key, value);
        if plain {
            builder = builder.with_allow_http(true);
        }
    }
    Ok(Arc::new(builder.build().map_err(|e| e.to_string())?))
}

/// A file to be written: its path in the record, and what it has.
pub(super) type File = (String, Vec<u8>);

/// The files of one record in an object store.
#[derive(Clone)]
pub struct ObjectFiles {
    objects: Objects,
    election: Hex32,
}

impl ObjectFiles {
    fn path(&self, path: &str) -> Path {
        Path::from(format!("{}{}/{path}", self.objects.prefix, self.election))
    }

    /// Writes tiles, several at a time; on an error any of them may be written.
    pub(super) fn put_tiles(&self, files: Vec<File>) -> Result<(), StoreError> {
        // A place that does not answer must not keep the writer for as long as a blob may take.
        let put = async { tokio::time::timeout(PATIENCE * 3, self.put(files)).await };
        self.objects.runtime.block_on(put).unwrap_or_else(|_| {
            let why = "no answer came".to_owned();
            Err(StoreError::Object { what: "writing", path: "tiles".to_owned(), why })
        })
    }

    async fn put(&self, files: Vec<File>) -> Result<(), StoreError> {
        let writes = files.into_iter().map(|(path, bytes)| async move {
            let put = self.objects.store.put(&self.path(&path), bytes.into()).await;
            put.map(|_| ()).map_err(|e| failed("writing", &path, &e))
        });
        stream::iter(writes).buffer_unordered(AT_ONCE).try_collect::<()>().await
    }

    /// Removes files; what is not there is fine, and so is what cannot be removed: it is superseded.
    pub(super) fn remove(&self, paths: Vec<String>) {
        let removals = paths.into_iter().map(|path| async move {
            match self.objects.store.delete(&self.path(&path)).await {
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(error) => tracing::debug!(%error, path, "a superseded tile stays"),
            }
        });
        self.objects.runtime.block_on(stream::iter(removals).buffer_unordered(AT_ONCE).collect::<()>());
    }

    /// The names of all tiles, such as `tile/0/000`.
    pub(super) fn tiles(&self) -> Result<BTreeSet<String>, StoreError> {
        let folder = self.path("tile");
        let listed = self.objects.store.list(Some(&folder)).try_collect::<Vec<_>>();
        let listed = self.objects.runtime.block_on(listed).map_err(|e| failed("listing", "tile", &e))?;
        let names = listed.into_iter().filter_map(|object| {
            let rest: Vec<String> =
                object.location.prefix_match(&folder)?.map(|p| p.as_ref().to_owned()).collect();
            Some(format!("tile/{}", rest.join("/")))
        });
        Ok(names.collect())
    }

    /// As [`super::Files::put_blob`].
    pub(super) fn put_blob(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        let hash: Hash = Sha256::digest(bytes).into();
        self.objects.runtime.block_on(self.put(vec![(blob_path(&hash), bytes.to_vec())]))?;
        Ok(hash)
    }
}

impl Source for ObjectFiles {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let read = async {
            let found = self.objects.store.get(&self.path(path)).await?;
            if found.meta.size > limit {
                return Ok(None);
            }
            Ok(Some(found.bytes().await?))
        };
        match self.objects.runtime.block_on(read) {
            Ok(Some(bytes)) => Ok(bytes.into()),
            Ok(None) => Err(SourceError::TooLong { path: path.to_owned(), limit }),
            Err(Error::NotFound { .. }) => Err(SourceError::Missing { path: path.to_owned() }),
            Err(error) => Err(SourceError::Unreadable { path: path.to_owned(), why: error.to_string() }),
        }
    }

    fn place(&self) -> String {
        format!("{}/{}", self.objects.place.trim_end_matches('/'), self.election)
    }
}

fn failed(what: &'static str, path: &str, why: &Error) -> StoreError {
    StoreError::Object { what, path: path.to_owned(), why: why.to_string() }
}
