//! The few operations on a disk that the store is made of, so that tests can fail each.

use std::{
    fmt::Display,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use hustings_record::source::{Directory, Source, SourceError};

use super::StoreError;

/// A folder. Paths are relative to it, with slashes; `""` is the folder itself.
///
/// What `write` has returned from is on disk; the *name* of a file or folder is on disk only once
/// `sync_dir` of the folder it stands in has returned.
pub(super) trait Disk: Send + Sync {
    /// As `Source::read`; reads names with a dot, too.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError>;
    /// Makes or replaces a file.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file another name, in the place of a file of that name.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Puts the names in a folder on disk.
    fn sync_dir(&self, dir: &str) -> io::Result<()>;
    /// Makes a folder; fine if it is there.
    fn create_dir(&self, dir: &str) -> io::Result<()>;
    /// Removes a file; fine if it is gone.
    fn remove_file(&self, path: &str) -> io::Result<()>;
    /// Removes an empty folder; fine if it is gone.
    fn remove_dir(&self, path: &str) -> io::Result<()>;
    /// Names in a folder, and whether each is a folder; none if it is not there.
    fn list(&self, dir: &str) -> io::Result<Vec<(String, bool)>>;
    /// The folder in words.
    fn place(&self) -> String;
}

/// A folder of the file system, locked for one process.
pub(super) struct FileDisk {
    root: PathBuf,
    reader: Directory,
    /// Held, never read; the system lets go of it when the process ends, however it ends.
    _lock: File,
}

impl FileDisk {
    pub(super) fn lock(root: &Path) -> Result<Self, StoreError> {
        let path = root.join(".lock");
        let failed = |e| io_error("locking", &path.display(), e);
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Locked { place: root.display().to_string() });
            }
            Err(TryLockError::Error(e)) => return Err(failed(e)),
        }
        Ok(FileDisk { root: root.to_owned(), reader: Directory::new(root)?, _lock: lock })
    }
}

impl Disk for FileDisk {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        if path != super::SIGNED {
            return self.reader.read(path, limit);
        }
        // Our own file, so its length is known to be small.
        fs::read(self.root.join(path)).map_err(|e| match e.kind() {
            ErrorKind::NotFound => SourceError::Missing { path: path.to_owned() },
            _ => SourceError::Unreadable { path: path.to_owned(), why: e.to_string() },
        })
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(self.root.join(path))?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.root.join(from), self.root.join(to))
    }

    fn sync_dir(&self, dir: &str) -> io::Result<()> {
        // Elsewhere folders cannot be opened, and renaming is written through.
        if cfg!(unix) { File::open(self.root.join(dir))?.sync_all() } else { Ok(()) }
    }

    fn create_dir(&self, dir: &str) -> io::Result<()> {
        match fs::create_dir(self.root.join(dir)) {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(e),
            _ => Ok(()),
        }
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        fine_if_gone(fs::remove_file(self.root.join(path)))
    }

    fn remove_dir(&self, path: &str) -> io::Result<()> {
        fine_if_gone(fs::remove_dir(self.root.join(path)))
    }

    fn list(&self, dir: &str) -> io::Result<Vec<(String, bool)>> {
        let entries = match fs::read_dir(self.root.join(dir)) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            // A name that is not text is not one of ours.
            if let Ok(name) = entry.file_name().into_string() {
                names.push((name, entry.file_type()?.is_dir()));
            }
        }
        Ok(names)
    }

    fn place(&self) -> String {
        self.root.display().to_string()
    }
}

fn fine_if_gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

pub(super) fn io_error(what: &'static str, path: &dyn Display, why: io::Error) -> StoreError {
    StoreError::Disk { what, path: path.to_string(), why }
}
