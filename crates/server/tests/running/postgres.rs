//! A PostgreSQL of one's own, in a temporary folder, that ends with the test whatever becomes of it.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// Whom PostgreSQL runs as where the tests run as root, which it refuses to be.
const SERVANTS: [&str; 2] = ["postgres", "nobody"];

/// A running PostgreSQL; ended, and its folder removed, when this is dropped or the process ends.
pub struct Cluster {
    dir: PathBuf,
    /// A shell that waits for its input to end, and then ends the database.
    keeper: Option<Child>,
    databases: AtomicU32,
}

impl Cluster {
    pub fn start() -> Cluster {
        let dir = tempfile::Builder::new().prefix("hustings-pg-").tempdir().unwrap().keep();
        std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o700)).unwrap();
        if is_root() {
            let owned = Command::new("chown").arg("-R").arg(servant()).arg(&dir).status().unwrap();
            assert!(owned.success());
        }
        let made = as_servant(&program("initdb"))
            .args(["-U", "hustings", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(dir.join("data"))
            .current_dir("/")
            .output()
            .unwrap();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let mut cluster = Cluster { dir, keeper: None, databases: AtomicU32::new(0) };
        cluster.begin();
        cluster
    }

    /// Starts it (again), and waits until it takes connections.
    pub fn begin(&mut self) {
        let _ = std::fs::remove_file(self.dir.join("log"));
        let script = "\"$1\" -D \"$2/data\" -k \"$2\" -c listen_addresses= -c fsync=off > \"$2/log\" 2>&1 &
            if read -r _; then kill -INT $!; wait $!; else kill -QUIT $!; wait $!; rm -rf \"$2\"; fi";
        let mut keeper = as_servant(Path::new("sh"))
            .args(["-c", script, "sh"])
            .arg(program("postgres"))
            .arg(&self.dir)
            .current_dir("/")
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        for _ in 0..600 {
            let log = std::fs::read_to_string(self.dir.join("log")).unwrap_or_default();
            let ended = keeper.try_wait().unwrap();
            assert!(ended.is_none(), "PostgreSQL ended: {log}");
            if log.contains("ready to accept connections") {
                self.keeper = Some(keeper);
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("PostgreSQL did not start: {}", std::fs::read_to_string(self.dir.join("log")).unwrap());
    }

    /// Ends it as a restart of its machine would, connections and all.
    pub fn end(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            if let Some(mut input) = keeper.stdin.take() {
                let _ = input.write_all(b"\n");
            }
            let _ = keeper.wait();
        }
    }

    /// The address of a new, empty database.
    pub fn database(&self) -> String {
        let name = format!("test{}", self.databases.fetch_add(1, Ordering::SeqCst));
        self.query("postgres", &format!("CREATE DATABASE {name}"));
        format!("postgres://hustings@{}/{name}", self.dir.display().to_string().replace('/', "%2F"))
    }

    /// Runs a statement in a database of [`Cluster::database`], as anybody could with `psql`; gives
    /// what it prints.
    pub fn psql(&self, address: &str, statement: &str) -> String {
        self.query(address.rsplit('/').next().unwrap(), statement)
    }

    fn query(&self, database: &str, statement: &str) -> String {
        let asked = Command::new(program("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "hustings", "-d", database, "-h"])
            .arg(&self.dir)
            .args(["-c", statement])
            .env("PGOPTIONS", "-c search_path=hustings")
            .output()
            .unwrap();
        assert!(asked.status.success(), "psql: {}", String::from_utf8_lossy(&asked.stderr));
        String::from_utf8(asked.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.end();
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

/// One of PostgreSQL's programs: the newest that Debian's packages have installed, or what
/// `pg_config` says.
fn program(name: &str) -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = (std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten())
        .filter_map(|version| {
            let version = version.ok()?;
            let number = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin").join(name)))
        })
        .filter(|(_, path)| path.exists())
        .collect();
    found.sort();
    if let Some((_, path)) = found.pop() {
        return path;
    }
    let said = Command::new("pg_config").arg("--bindir").output().ok().filter(|said| said.status.success());
    let path = said.map(|said| Path::new(String::from_utf8_lossy(&said.stdout).trim()).join(name));
    path.filter(|path| path.exists()).unwrap_or_else(|| {
        panic!(
            "this test needs PostgreSQL 14 or later, and its program {name} is not installed; \
             on Debian: apt-get install postgresql"
        )
    })
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.starts_with(b"0\n")
}

fn servant() -> &'static str {
    let exists = |name: &&&str| Command::new("id").arg(name).output().is_ok_and(|id| id.status.success());
    SERVANTS.iter().find(exists).expect("an account for PostgreSQL that is not root")
}

fn as_servant(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let user = servant();
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={user}")).args(["--clear-groups", "--"]).arg(program);
    command
}
