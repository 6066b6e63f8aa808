//! An election for tests: a whole ceremony, and lists of random plaintexts.

use hustings_proofs::{
    Context, RistrettoPoint, Scalar,
    elgamal::Ciphertext,
    group,
    keys::{Ceremony, JointKey, VerifiedDealing, verify_dealing},
    list::CiphertextList,
    shuffle::{Proof, Statement},
};
use hustings_prover::{
    elgamal::EncryptionKey,
    keys::{Dealer, HpkeKeyPair, ReceivedShare, TrusteeShare},
    shuffle::{Mix, ToMix, shuffle},
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

pub const MIXER: [u8; 32] = [7; 32];

pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

pub struct Election {
    pub ceremony: Ceremony,
    pub hpke: Vec<HpkeKeyPair>,
    pub dealers: Vec<Dealer>,
    pub dealings: Vec<VerifiedDealing>,
    pub key: JointKey,
    pub trustees: Vec<TrusteeShare>,
    pub context: Context,
}

/// The identifier of dealer i's reveal act.
pub fn reveal(dealer: u32) -> [u8; 32] {
    [dealer as u8; 32]
}

/// t of n trustees through the whole ceremony, shares sealed and opened.
pub fn election(t: usize, n: u32, seed: u64) -> Election {
    let mut rng = rng(seed);
    let ceremony = Ceremony { election: [1; 32], number: 1 };
    let hpke: Vec<HpkeKeyPair> = (0..n).map(|_| HpkeKeyPair::generate(&mut rng)).collect();
    let dealer =
        |(i, key): (u32, &HpkeKeyPair)| Dealer::generate(ceremony, i, t, key.public(), &mut rng).unwrap();
    let dealers: Vec<Dealer> = (1..).zip(&hpke).map(dealer).collect();
    let verified = |((i, key), d): ((u32, &HpkeKeyPair), &Dealer)| {
        verify_dealing(&ceremony, i, t, key.public(), d.dealing()).unwrap()
    };
    let dealings: Vec<VerifiedDealing> = (1..).zip(&hpke).zip(&dealers).map(verified).collect();
    let key = JointKey::combine(&dealings).unwrap();
    let mut trustee = |j: u32| {
        let mine = &hpke[j as usize - 1];
        let mut receive = |(dealer, dealing): (&Dealer, &VerifiedDealing)| {
            let act = reveal(dealing.dealer());
            let sealed = dealer.seal_share(j, mine.public(), &act, &mut rng).unwrap();
            ReceivedShare::open(mine, dealing, j, &act, &sealed).unwrap()
        };
        let shares: Vec<ReceivedShare> = dealers.iter().zip(&dealings).map(&mut receive).collect();
        TrusteeShare::combine(&key, j, &shares).unwrap()
    };
    let trustees = (1..=n).map(&mut trustee).collect();
    let context = Context::new(&ceremony.election, key.encoded(), &[2; 32], &[3; 32]);
    Election { ceremony, hpke, dealers, dealings, key, trustees, context }
}

impl Election {
    /// N rows of W random plaintexts, encrypted; and the profile that they make.
    pub fn list(&self, rows: usize, width: usize, seed: u64) -> (CiphertextList, Vec<u8>) {
        let mut rng = rng(seed);
        let key = EncryptionKey::new(self.key.point()).unwrap();
        let mut plaintexts: Vec<RistrettoPoint> =
            (0..rows * width).map(|_| RistrettoPoint::random(&mut rng)).collect();
        if rows > 2 {
            // Two equal votes: a multiset, not a set.
            plaintexts.copy_within(0..width, width);
        }
        let encrypt = |m: &RistrettoPoint| key.encrypt(m, &Scalar::random(&mut rng));
        let ciphertexts: Vec<Ciphertext> = plaintexts.iter().map(encrypt).collect();
        let encoded: Vec<[u8; 32]> = plaintexts.iter().map(group::encode).collect();
        let mut profile: Vec<&[[u8; 32]]> = encoded.chunks(width).collect();
        profile.sort();
        (CiphertextList::from_ciphertexts(ciphertexts, width).unwrap(), profile.concat().concat())
    }

    pub fn mix(&self, input: &CiphertextList, mix: u32, seed: u64) -> Mix {
        let (context, key) = (&self.context, self.key.point());
        let task = ToMix { context, key, contest: 4, weight: 2, mix, mixer: &MIXER, input };
        shuffle(&task, &mut rng(seed), &|_| ()).unwrap()
    }

    pub fn statement<'a>(
        &'a self,
        input: &'a CiphertextList,
        output: &'a CiphertextList,
        mix: u32,
    ) -> Statement<'a> {
        let (context, key) = (&self.context, self.key.point());
        Statement { context, key, contest: 4, weight: 2, mix, mixer: &MIXER, input, output }
    }
}

pub fn parse(mix: &Mix) -> Proof {
    Proof::parse(mix.proof.clone(), mix.output.rows(), mix.output.width()).unwrap()
}
