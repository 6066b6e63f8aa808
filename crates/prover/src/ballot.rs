//! Encrypting a ballot, proving it, and rebuilding a challenged one (§7.3 to §7.5).
//!
//! A ballot's bytes are a function of the seed and of what is encrypted: that is what lets a second
//! device check a booth that was challenged. Nothing here draws randomness but `BallotSeed::generate`.

use std::fmt;

use curve25519_dalek::{RistrettoPoint, Scalar, constants::RISTRETTO_BASEPOINT_TABLE};
use hkdf::Hkdf;
use hustings_proofs::{
    Context,
    ballot::{BallotStatement, Part, challenge},
    elgamal::EncodedCiphertext,
    encoding::{BallotSpace, DigitsError},
    group::{self, Encoded},
    transcript::Transcript,
};
use rand_core::CryptoRng;
use sha2::Sha512;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::elgamal::EncryptionKey;

/// The 32 bytes that all randomness of one ballot comes from (§7.5): one ballot, then never again.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct BallotSeed([u8; 32]);

impl BallotSeed {
    /// A fresh seed.
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut seed = BallotSeed([0; 32]);
        rng.fill_bytes(&mut seed.0);
        seed
    }

    /// The seed that a challenged booth revealed.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        BallotSeed(bytes)
    }

    /// Reveals the seed, and with it the vote: only for a ballot that was challenged and never cast.
    pub fn reveal(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for BallotSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BallotSeed(<redacted>)")
    }
}

/// What the voter chose in one contest.
#[derive(Clone, Copy)]
pub struct Choice<'a> {
    /// The contest's number in the manifest.
    pub contest: u32,
    /// The contest's ballots.
    pub space: &'a BallotSpace,
    /// One digit for each radix of the space.
    pub digits: &'a [u64],
}

/// Everything that a ballot's bytes depend on besides the joint key and the seed.
#[derive(Clone, Copy)]
pub struct BallotInputs<'a> {
    /// ctx (§4.3), which names the election, the joint key, the register and the open act.
    pub context: &'a Context,
    /// All credentials of the voter's row, in the row's order.
    pub credentials: &'a [Encoded],
    /// The act that this ballot replaces, if any.
    pub previous: Option<&'a [u8; 32]>,
    /// One choice for each contest of the voter's class, in the manifest's order.
    pub choices: &'a [Choice<'a>],
}

/// Why a ballot cannot be encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncryptError {
    /// The digits are not a ballot of the contest.
    #[error("contest {contest}: {what}")]
    Digits {
        /// Which contest.
        contest: u32,
        /// What is wrong.
        what: DigitsError,
    },
    /// Two parts for one contest would share their randomness, and so give it away.
    #[error("contest {0} occurs twice in one ballot")]
    ContestTwice(u32),
}

/// Why a challenged ballot is not what the booth said it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeError {
    /// What was revealed is no ballot at all.
    #[error("what the booth revealed is not a ballot: {0}")]
    Encrypt(#[from] EncryptError),
    /// The ballot has not as many parts as there are contests.
    #[error("the booth made {found} parts for {expected} contests")]
    Count {
        /// How many contests there are.
        expected: usize,
        /// How many parts the ballot has.
        found: usize,
    },
    /// The booth encrypted something else in this contest.
    #[error("the booth's ballot does not hold the revealed choice in contest {0}: do not trust this booth")]
    Different(u32),
}

/// Encrypts and proves a whole ballot: one part for each choice, in order (§7.3, §7.4).
///
/// The same inputs give the same bytes. Constant-time in the randomness; the time that the encoding
/// of the choice takes depends on the choice (`encoding::block_to_point` says why that is accepted).
pub fn encrypt_ballot(
    key: &EncryptionKey,
    inputs: &BallotInputs<'_>,
    seed: &BallotSeed,
) -> Result<Vec<Part>, EncryptError> {
    for (i, choice) in inputs.choices.iter().enumerate() {
        if inputs.choices[..i].iter().any(|earlier| earlier.contest == choice.contest) {
            return Err(EncryptError::ContestTwice(choice.contest));
        }
    }
    let randomness = Randomness::new(inputs, seed);
    inputs.choices.iter().map(|choice| encrypt_part(key, inputs, choice, &randomness)).collect()
}

/// Rebuilds a challenged ballot from what the booth revealed and compares it byte for byte (§7.5).
pub fn check_challenge(
    key: &EncryptionKey,
    inputs: &BallotInputs<'_>,
    seed: &BallotSeed,
    shown: &[Part],
) -> Result<(), ChallengeError> {
    let rebuilt = encrypt_ballot(key, inputs, seed)?;
    if rebuilt.len() != shown.len() {
        return Err(ChallengeError::Count { expected: rebuilt.len(), found: shown.len() });
    }
    for ((choice, mine), theirs) in inputs.choices.iter().zip(&rebuilt).zip(shown) {
        if mine != theirs {
            return Err(ChallengeError::Different(choice.contest));
        }
    }
    Ok(())
}

fn encrypt_part(
    key: &EncryptionKey,
    inputs: &BallotInputs<'_>,
    choice: &Choice<'_>,
    randomness: &Randomness,
) -> Result<Part, EncryptError> {
    let digits = |what| EncryptError::Digits { contest: choice.contest, what };
    let messages = Zeroizing::new(choice.space.points(choice.digits).map_err(digits)?);
    let blocks = messages.len();
    let draw = |purpose| -> Zeroizing<Vec<Scalar>> {
        Zeroizing::new((0..blocks).map(|j| randomness.scalar(purpose, choice.contest, j)).collect())
    };
    let (r, w) = (draw(ENCRYPTION), draw(COMMITMENT));

    // §7.3: a_j = r_j·G, b_j = m_j + r_j·Y; §7.4 step 1: A_j = w_j·G.
    let multiples = encode_multiples(r.iter().chain(w.iter()));
    let (a, commitments) = multiples.split_at(blocks);
    let ciphertexts: Vec<EncodedCiphertext> = messages
        .iter()
        .zip(r.iter())
        .zip(a)
        .map(|((m, r), a)| EncodedCiphertext::new(a, &group::encode(&(m + r * key.table()))))
        .collect();

    // §7.4 steps 2 and 3: one challenge for the contest, z_j = w_j + c·r_j.
    let statement = BallotStatement {
        context: inputs.context,
        contest: choice.contest,
        credentials: inputs.credentials,
        previous: inputs.previous,
    };
    let c = challenge(&statement, &ciphertexts, commitments);
    let responses = r.iter().zip(w.iter()).map(|(r, w)| (w + c * r).to_bytes()).collect();
    Ok(Part { ciphertexts, commitments: commitments.to_vec(), responses })
}

/// The encodings of x·G for each x, in constant time: (x/2)·G, doubled while all are compressed with
/// one inversion.
fn encode_multiples<'a>(scalars: impl Iterator<Item = &'a Scalar>) -> Vec<Encoded> {
    let half = |x: &Scalar| Zeroizing::new(x.div_by_2());
    let halves: Zeroizing<Vec<RistrettoPoint>> =
        Zeroizing::new(scalars.map(|x| &*half(x) * RISTRETTO_BASEPOINT_TABLE).collect());
    RistrettoPoint::double_and_compress_batch(halves.iter()).into_iter().map(|p| p.to_bytes()).collect()
}

const ENCRYPTION: &str = "hustings/v1 encryption";
const COMMITMENT: &str = "hustings/v1 commitment";

/// HKDF-SHA-512 of the seed under the salt of §7.5.
struct Randomness(Hkdf<Sha512>);

impl Randomness {
    fn new(inputs: &BallotInputs<'_>, seed: &BallotSeed) -> Self {
        // salt = H512("hustings/v1 ballot salt", ctx, credentials, previous, C, (contest, digits)…)
        let mut t = Transcript::new("hustings/v1 ballot salt");
        t.part(inputs.context.as_bytes())
            .parts(inputs.credentials)
            .parts(inputs.previous.as_slice())
            .number(inputs.choices.len() as u64);
        for choice in inputs.choices {
            t.number(u64::from(choice.contest)).list(choice.digits.len());
            for digit in choice.digits {
                t.number(*digit);
            }
        }
        let salt = Zeroizing::new(t.bytes());
        Randomness(Hkdf::new(Some(&*salt), &seed.0))
    }

    /// 64 bytes for (purpose, contest, block), reduced mod ℓ.
    fn scalar(&self, purpose: &str, contest: u32, block: usize) -> Scalar {
        let (contest, block) = (u64::from(contest).to_le_bytes(), (block as u64).to_le_bytes());
        let mut bytes = Zeroizing::new([0; 64]);
        self.0
            .expand_multi_info(&[purpose.as_bytes(), &contest, &block], &mut *bytes)
            .expect("64 bytes are one block of HKDF-SHA-512");
        Scalar::from_bytes_mod_order_wide(&bytes)
    }
}
