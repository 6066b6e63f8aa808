//! The server's own key: it signs checkpoints and clocks (§2.3, §3.2), and nothing else.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use ed25519_zebra::SigningKey;
use hustings_proofs::signature::{KeyError, VerifyingKey};
use hustings_record::Hex32;
use hustings_record::log::Signer;
use hustings_record::log::checkpoint::ed25519_key_id;
use hustings_record::log::note::SignatureLine;
use rand::TryRng;
use zeroize::Zeroizing;

/// The server's signing key. Zeroised when it is dropped; prints as its public half.
pub struct ServerKey {
    secret: SigningKey,
    public: VerifyingKey,
}

/// Why there is no key to sign with.
#[derive(Debug, thiserror::Error)]
pub enum ServerKeyError {
    /// The file cannot be read or made.
    #[error("the server's key in {path}: {why}")]
    File {
        /// The file.
        path: String,
        /// The system's reason.
        why: io::Error,
    },
    /// It is no key.
    #[error("{path} holds no key: it must be 64 hexadecimal digits; restore it from its copy")]
    NoKey {
        /// The file.
        path: String,
    },
    /// The key cannot be used (§4.5).
    #[error("the server's key cannot be used: {0}")]
    Unusable(#[from] KeyError),
}

impl ServerKey {
    /// A key from its 32 secret bytes (RFC 8032).
    ///
    /// # Errors
    /// The public half is not one that §4.5 allows.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SigningKey::from(*seed);
        let public = VerifyingKey::parse(&<[u8; 32]>::from(ed25519_zebra::VerificationKey::from(&secret)))?;
        Ok(ServerKey { secret, public })
    }

    /// The key in a file, which only its owner can read; made there if there is none.
    ///
    /// # Errors
    /// [`ServerKeyError`]
    pub fn read_or_make(path: &Path) -> Result<Self, ServerKeyError> {
        let failed = |why| ServerKeyError::File { path: path.display().to_string(), why };
        match File::open(path) {
            Ok(mut file) => {
                let mut text = Zeroizing::new(String::new());
                Read::take(&mut file, 256).read_to_string(&mut text).map_err(failed)?;
                let mut seed = Zeroizing::new([0; 32]);
                hex::decode_to_slice(text.trim(), &mut *seed)
                    .map_err(|_| ServerKeyError::NoKey { path: path.display().to_string() })?;
                Ok(Self::from_seed(&seed)?)
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let mut seed = Zeroizing::new([0; 32]);
                rand::rngs::SysRng.try_fill_bytes(&mut *seed).map_err(|e| failed(io::Error::other(e)))?;
                write_secret(path, &seed).map_err(failed)?;
                Ok(Self::from_seed(&seed)?)
            }
            Err(e) => Err(failed(e)),
        }
    }

    /// The public half.
    pub fn public(&self) -> Hex32 {
        Hex32(*self.public.as_bytes())
    }

    /// Hands a signer under this name to `then`: what the log signs its heads with.
    pub fn signer<T>(&self, name: &str, then: impl FnOnce(&Signer) -> T) -> T {
        let sign = |message: &[u8]| -> [u8; 64] { self.secret.sign(message).into() };
        then(&Signer { name, key: self.public, sign: &sign })
    }

    /// The signature line `server` under an act's text.
    pub fn line(&self, text: &str) -> SignatureLine {
        let name = "server".to_owned();
        let key_id = ed25519_key_id(&name, &self.public);
        let signature: [u8; 64] = self.secret.sign(text.as_bytes()).into();
        SignatureLine { name, key_id, signature: signature.to_vec() }
    }
}

impl std::fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ServerKey({})", self.public().short())
    }
}

/// On disk, name and all, before anything is signed with it.
fn write_secret(path: &Path, seed: &[u8; 32]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let text = Zeroizing::new(hex::encode(seed) + "\n");
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    match path.parent() {
        Some(dir) if cfg!(unix) && !dir.as_os_str().is_empty() => File::open(dir)?.sync_all(),
        _ => Ok(()),
    }
}
