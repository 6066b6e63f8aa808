//! K2 to K5: what a trustee deals.

use crate::ceremony::act;
use crate::forge::{Case, Forge, Stage};
use Stage::*;
use hustings_proofs::keys::{self, Dealing, KnowledgeProof, possession_challenge};
use hustings_proofs::{RistrettoPoint, Scalar, group};
use hustings_prover::keys::Dealer;
use hustings_record::acts::*;
use hustings_record::{Base64, Check, Hex32};
use hustings_roles::Draft;

pub fn cases() -> Vec<Case> {
    [commits(), dealings(), shares()].into_iter().flatten().collect()
}

fn commits() -> Vec<Case> {
    let commit = |name, words, change: fn(&mut KeyCommit)| {
        act(name, Check::Coefficients, Frozen, move |f| {
            f.says(words);
            let draft = f.speak(1);
            f.change(draft, change)
        })
    };
    vec![
        commit("K3 commits to 63 bytes", "63 bytes", |a| a.commitment = Base64(vec![1; 63])),
        commit("K3 has a key for shares that is not canonical", "private shares", |a| {
            a.hpke_key = Hex32([0xff; 32]);
        }),
        commit("K3 has a key for shares of small order", "private shares", |a| a.hpke_key = Hex32([0; 32])),
        act("K2 reveals other coefficients", Check::Revealed, Committed, |f| {
            let draft = f.speak(1);
            f.change(draft, |a: &mut KeyReveal| a.coefficients.swap(0, 1))
        }),
        act("K2 reveals another's dealing", Check::Revealed, Committed, |f| {
            let draft = f.speak(2);
            f.post(draft.clone());
            let at = f.e.state.at();
            f.change(draft, |a: &mut KeyReveal| (a.at, a.trustee) = (at, 1))
        }),
        act("K2 reveals another proof", Check::Revealed, Committed, |f| {
            let draft = f.speak(1);
            f.change(draft, |a: &mut KeyReveal| a.possession.response = Hex32([0; 32]))
        }),
    ]
}

/// A trustee's commitment to any dealing at all.
pub fn commit_to(
    f: &mut Forge,
    trustee: usize,
    make: impl Fn(&keys::Ceremony, &[u8; 32]) -> Dealing,
) -> Dealing {
    let binding = f.e.state.election().unwrap().ceremony.as_ref().unwrap().binding(&f.id());
    let honest = f.speak(trustee);
    let mut dealing = None;
    let draft = f.change(honest, |a: &mut KeyCommit| {
        let made = make(&binding, &a.hpke_key.0);
        a.commitment = Base64(made.commit_hash(&binding, trustee as u32, &a.hpke_key.0).to_vec());
        dealing = Some(made);
    });
    f.post(draft);
    dealing.unwrap()
}

pub fn reveal(f: &Forge, trustee: u64, dealing: &Dealing) -> Draft {
    f.sign(KeyReveal {
        election: f.id(),
        at: f.e.state.at(),
        ceremony: 1,
        trustee,
        coefficients: dealing.commitments.iter().map(|c| Hex32(*c)).collect(),
        possession: SchnorrProof {
            commitment: Hex32(dealing.possession.commitment),
            response: Hex32(dealing.possession.response),
        },
    })
}

/// A dealing of these coefficients, its proof of possession right.
pub fn dealing(
    binding: &keys::Ceremony,
    dealer: u32,
    hpke_key: &[u8; 32],
    coefficients: &[Scalar],
) -> Dealing {
    let commitments: Vec<_> =
        coefficients.iter().map(|a| group::encode(&RistrettoPoint::mul_base(a))).collect();
    let nonce = Scalar::from(12_345u64);
    let commitment = group::encode(&RistrettoPoint::mul_base(&nonce));
    let e = possession_challenge(binding, dealer, hpke_key, &commitments, &commitment);
    let response = (nonce + e * coefficients[0]).to_bytes();
    Dealing { commitments, possession: KnowledgeProof { commitment, response } }
}

/// Trustee 3 reveals what it committed to, and that is the defect.
fn dealings() -> Vec<Case> {
    let dealt = |name, check, words, make: fn(&keys::Ceremony, &[u8; 32]) -> Dealing| {
        act(name, check, Frozen, move |f| {
            f.says(words);
            (1..=2).for_each(|t| {
                let draft = f.speak(t);
                f.post(draft);
            });
            let dealing = commit_to(f, 3, make);
            reveal(f, 3, &dealing)
        })
    };
    vec![
        dealt("K3 has a coefficient too many", Check::Coefficients, "3 coefficient commitments", |b, h| {
            let mut rng = hustings_roles::everyone::seeded(3);
            Dealer::generate(*b, 3, 3, h, &mut rng).unwrap().dealing().clone()
        }),
        dealt("K3 has a coefficient too few", Check::Coefficients, "1 coefficient commitments", |b, h| {
            dealing(b, 3, h, &[Scalar::from(3u64)])
        }),
        dealt(
            "K3 has a coefficient that is no point",
            Check::Coefficients,
            "coefficient commitment 1",
            |b, h| {
                let mut d = two(b, h);
                d.commitments[1] = [0xff; 32];
                d
            },
        ),
        dealt("K3 adds nothing to the key", Check::Coefficients, "coefficient commitment 0", |b, h| {
            dealing(b, 3, h, &[Scalar::ZERO, Scalar::from(4u64)])
        }),
        dealt("K4 does not know its part", Check::Possession, "does not hold", |b, h| {
            let mut d = two(b, h);
            d.possession.response = Scalar::from(5u64).to_bytes();
            d
        }),
        dealt("K4 proves another's part", Check::Possession, "does not hold", |b, h| {
            dealing(b, 2, h, &[Scalar::from(3u64), Scalar::from(4u64)])
        }),
        dealt("K4 has a proof that is no point", Check::Possession, "proof of knowledge", |b, h| {
            let mut d = two(b, h);
            d.possession.commitment = [0xff; 32];
            d
        }),
        dealt("K4 has a proof that is no scalar", Check::Possession, "proof of knowledge", |b, h| {
            let mut d = two(b, h);
            d.possession.response = [0xff; 32];
            d
        }),
    ]
}

fn two(binding: &keys::Ceremony, hpke_key: &[u8; 32]) -> Dealing {
    dealing(binding, 3, hpke_key, &[Scalar::from(3u64), Scalar::from(4u64)])
}

fn shares() -> Vec<Case> {
    let sent = |name, words, change: fn(&mut KeyShares)| {
        act(name, Check::SealedShares, Revealed, move |f| {
            f.says(words);
            let draft = f.speak(2);
            f.change(draft, change)
        })
    };
    vec![
        sent("K5 leaves a trustee out", "for trustees [1]", |a| a.shares.truncate(1)),
        sent("K5 sends itself a share", "for trustees [1, 2, 3]", |a| {
            let mut own = a.shares[0].clone();
            own.recipient = 2;
            a.shares.insert(1, own);
        }),
        sent("K5 sends shares out of order", "for trustees [3, 1]", |a| a.shares.reverse()),
        sent("K5 sends a trustee two shares", "for trustees [1, 1]", |a| a.shares[1].recipient = 1),
        sent("K5 sends a share of 79 bytes", "has 79 bytes", |a| {
            a.shares[1].sealed.0.pop();
        }),
    ]
}
