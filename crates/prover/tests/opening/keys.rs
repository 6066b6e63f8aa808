//! §5.1: any t of n, complaints, and everything that a proof binds.

use crate::election::{election, reveal, rng};
use hustings_proofs::{
    RistrettoPoint, Scalar,
    group::{self, Malformed},
    keys::{
        Ceremony, Dealing, JointKey, KeyCheck, KeyError, KnowledgeProof, possession_challenge,
        verify_dealing, verify_hpke_key, verify_key_check, verify_share,
    },
};
use hustings_prover::keys::{CeremonyError, Dealer, HpkeKeyPair, ReceivedShare, TrusteeShare};
use proptest::prelude::*;

fn interpolate(points: &[(u32, Scalar)]) -> Scalar {
    let basis = |&(j, x): &(u32, Scalar)| {
        let others = points.iter().filter(|(m, _)| *m != j).map(|&(m, _)| (Scalar::from(m), Scalar::from(j)));
        others.fold(x, |x, (m, j)| x * m * (m - j).invert())
    };
    points.iter().map(basis).sum()
}

fn secret(share: &TrusteeShare) -> (u32, Scalar) {
    (share.index(), group::scalar(&*share.expose()).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_t_shares_make_the_key_and_fewer_do_not(n in 2u32..7, seed: u64, keep in prop::sample::subsequence((0..7usize).collect::<Vec<_>>(), 0..=7)) {
        let t = 1 + n as usize / 2;
        let e = election(t, n, seed);
        let chosen: Vec<(u32, Scalar)> =
            keep.iter().filter(|&&i| i < n as usize).map(|&i| secret(&e.trustees[i])).collect();
        let key = RistrettoPoint::mul_base(&interpolate(&chosen));
        prop_assert_eq!(key == *e.key.point(), chosen.len() >= t);
        for share in &e.trustees {
            let (j, x) = secret(share);
            prop_assert_eq!(RistrettoPoint::mul_base(&x), e.key.verification_key(j).unwrap());
        }
    }
}

#[test]
fn a_dealing_is_bound_to_its_ceremony_dealer_and_every_byte() {
    let e = election(3, 4, 1);
    let (dealer, hpke) = (&e.dealers[1], e.hpke[1].public());
    let good = dealer.dealing();
    let check = |c: &Ceremony, i, t, k: &[u8; 32], d: &Dealing| verify_dealing(c, i, t, k, d).map(|_| ());
    assert_eq!(check(&e.ceremony, 2, 3, hpke, good), Ok(()));

    let other_election = Ceremony { election: [9; 32], ..e.ceremony };
    let other_number = Ceremony { number: 2, ..e.ceremony };
    for (ceremony, index, key) in [
        (other_election, 2, hpke),
        (other_number, 2, hpke),
        (e.ceremony, 3, hpke),
        (e.ceremony, 2, e.hpke[0].public()),
    ] {
        assert_eq!(check(&ceremony, index, 3, key, good), Err(KeyError::Knowledge));
        assert_ne!(good.commit_hash(&ceremony, index, key), dealer.commit_hash());
    }
    assert_eq!(check(&e.ceremony, 2, 2, hpke, good), Err(KeyError::Threshold { threshold: 2, got: 3 }));
    assert_eq!(check(&e.ceremony, 0, 3, hpke, good), Err(KeyError::Index));

    for (k, byte) in (0..5).flat_map(|k| (0..32).map(move |b| (k, b))) {
        let mut bad = good.clone();
        let field = match k {
            3 => &mut bad.possession.commitment,
            4 => &mut bad.possession.response,
            k => &mut bad.commitments[k],
        };
        field[byte] ^= 1;
        assert!(check(&e.ceremony, 2, 3, hpke, &bad).is_err(), "field {k}, byte {byte}");
        assert_ne!(bad.commit_hash(&e.ceremony, 2, hpke), dealer.commit_hash());
    }
    let mut swapped = good.clone();
    swapped.commitments.swap(1, 2);
    assert_eq!(check(&e.ceremony, 2, 3, hpke, &swapped), Err(KeyError::Knowledge));
    let mut identity = good.clone();
    identity.commitments[0] = [0; 32];
    assert_eq!(check(&e.ceremony, 2, 3, hpke, &identity), Err(KeyError::Commitment(0, Malformed::Identity)));
}

#[test]
fn a_complaint_is_judged_by_the_published_share() {
    let e = election(2, 3, 2);
    let (dealer, dealing) = (&e.dealers[0], &e.dealings[0]);
    let share = dealer.share_for(3).unwrap();
    // The complaint was false, or the sealing was at fault: the share fits, nobody leaves.
    assert_eq!(verify_share(dealing, 3, &share), Ok(()));
    assert!(ReceivedShare::published(dealing, 3, &share).is_ok());
    // It was true: nothing that the dealer can publish for this recipient but f(3) fits.
    let misfit = Err(KeyError::DoesNotFit { dealer: 1, recipient: 3 });
    assert_eq!(verify_share(dealing, 3, &dealer.share_for(2).unwrap()), misfit);
    assert_eq!(verify_share(dealing, 3, &e.dealers[1].share_for(3).unwrap()), misfit);
    assert_eq!(verify_share(dealing, 3, &[0; 32]), misfit);
    assert_eq!(verify_share(dealing, 3, &[0xff; 32]), Err(KeyError::Share(Malformed::Scalar)));
    assert_eq!(verify_share(dealing, 0, &share), Err(KeyError::Index));
}

#[test]
fn a_sealed_share_opens_only_on_its_route() {
    let e = election(2, 3, 3);
    let (dealer, dealing, mine) = (&e.dealers[0], &e.dealings[0], &e.hpke[1]);
    let sealed = dealer.seal_share(2, mine.public(), &reveal(1), &mut rng(4)).unwrap();
    assert!(ReceivedShare::open(mine, dealing, 2, &reveal(1), &sealed).is_ok());
    let unopenable = Some(CeremonyError::Unopenable(1));
    assert_eq!(ReceivedShare::open(&e.hpke[2], dealing, 2, &reveal(1), &sealed).err(), unopenable);
    assert_eq!(ReceivedShare::open(mine, dealing, 3, &reveal(1), &sealed).err(), unopenable);
    assert_eq!(ReceivedShare::open(mine, dealing, 2, &reveal(2), &sealed).err(), unopenable);
    let other = ReceivedShare::open(mine, &e.dealings[1], 2, &reveal(1), &sealed).err();
    assert_eq!(other, Some(CeremonyError::Unopenable(2)));
    for byte in 0..80 {
        let mut bad = sealed;
        bad[byte] ^= 1;
        assert_eq!(ReceivedShare::open(mine, dealing, 2, &reveal(1), &bad).err(), unopenable, "byte {byte}");
    }
    assert_eq!(
        ReceivedShare::open(mine, dealing, 2, &reveal(1), &sealed[1..]).err(),
        Some(CeremonyError::Length(79))
    );
}

#[test]
fn keys_for_private_shares_of_small_order_are_refused() {
    let mut p = [0xff; 32];
    (p[0], p[31]) = (0xed, 0x7f);
    let (mut minus_one, mut p_plus_one, mut high) = (p, p, *HpkeKeyPair::generate(&mut rng(5)).public());
    minus_one[0] -= 1;
    p_plus_one[0] += 1;
    assert_eq!(verify_hpke_key(&high), Ok(()));
    high[31] |= 0x80;
    let one = [&[1][..], &[0; 31]].concat().try_into().unwrap();
    // The two points of order eight (RFC 7748 §6.1's reference list).
    let eight_a = hex::decode("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800").unwrap();
    let eight_b = hex::decode("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157").unwrap();
    let eight = [eight_a, eight_b].map(|k| k.try_into().unwrap());
    for key in [[0; 32], one, minus_one, p, p_plus_one, high, eight[0], eight[1]] {
        assert_eq!(verify_hpke_key(&key), Err(KeyError::HpkeKey), "{key:x?}");
    }
}

#[test]
fn dealings_are_added_once_each_and_only_among_their_own() {
    let e = election(2, 3, 6);
    let d = &e.dealings;
    assert!(JointKey::combine(&d[..2]).is_ok());
    let other = election(2, 3, 7);
    let mut later = election(2, 3, 8);
    later.ceremony.number = 2;
    let dealer = Dealer::generate(later.ceremony, 3, 2, later.hpke[2].public(), &mut rng(9)).unwrap();
    let restarted = verify_dealing(&later.ceremony, 3, 2, later.hpke[2].public(), dealer.dealing()).unwrap();
    for bad in [
        vec![],
        vec![d[0].clone()],
        vec![d[0].clone(), d[0].clone()],
        vec![d[1].clone(), d[0].clone()],
        vec![d[0].clone(), restarted],
    ] {
        assert!(matches!(JointKey::combine(&bad), Err(KeyError::Dealings(_))));
    }
    assert_ne!(
        JointKey::combine(&[d[0].clone(), other.dealings[1].clone()]).unwrap().encoded(),
        e.key.encoded()
    );
    // A trustee needs one share of each dealer of the key, meant for it.
    let share =
        |i: usize, j| ReceivedShare::published(&d[i], j, &e.dealers[i].share_for(j).unwrap()).unwrap();
    assert!(TrusteeShare::combine(&e.key, 1, &[share(2, 1), share(0, 1), share(1, 1)]).is_ok());
    for shares in [
        vec![share(0, 1), share(1, 1)],
        vec![share(0, 1), share(0, 1), share(1, 1)],
        vec![share(0, 1), share(1, 2), share(2, 1)],
    ] {
        assert_eq!(TrusteeShare::combine(&e.key, 1, &shares).err(), Some(CeremonyError::Incomplete));
    }
}

#[test]
fn a_key_check_binds_trustee_keys_and_checkpoint() {
    let e = election(2, 3, 10);
    let proof = e.trustees[1].prove_key_check(&e.key, 12, &[5; 32], &mut rng(11));
    let good = KeyCheck { key: &e.key, trustee: 2, log_size: 12, root: &[5; 32] };
    assert_eq!(verify_key_check(&good, &proof), Ok(()));
    let fewer = JointKey::combine(&e.dealings[..2]).unwrap();
    for bad in [
        KeyCheck { key: &fewer, ..good },
        KeyCheck { trustee: 1, ..good },
        KeyCheck { log_size: 13, ..good },
        KeyCheck { root: &[6; 32], ..good },
    ] {
        assert_eq!(verify_key_check(&bad, &proof), Err(KeyError::Knowledge));
    }
    for byte in 0..64 {
        let mut bad = proof;
        let field = if byte < 32 { &mut bad.commitment } else { &mut bad.response };
        field[byte % 32] ^= 1;
        assert!(verify_key_check(&good, &bad).is_err(), "byte {byte}");
    }
}

#[test]
fn secrets_survive_their_files_and_show_nowhere() {
    let e = election(2, 3, 12);
    let hpke = HpkeKeyPair::restore(&*e.hpke[0].expose()).unwrap();
    assert_eq!(hpke.public(), e.hpke[0].public());
    let saved = e.dealers[0].save();
    let dealer = Dealer::restore(e.ceremony, 1, hpke.public(), &saved).unwrap();
    assert_eq!(
        (dealer.dealing(), dealer.share_for(2).unwrap()),
        (e.dealers[0].dealing(), e.dealers[0].share_for(2).unwrap())
    );
    assert_eq!(Dealer::restore(e.ceremony, 2, hpke.public(), &saved).err(), Some(CeremonyError::Saved));
    assert_eq!(Dealer::restore(e.ceremony, 1, hpke.public(), &saved[1..]).err(), Some(CeremonyError::Saved));
    let share = e.trustees[0].expose();
    assert!(TrusteeShare::restore(&e.key, 1, &*share).is_ok());
    assert_eq!(TrusteeShare::restore(&e.key, 2, &*share).err(), Some(CeremonyError::Saved));
    let received = ReceivedShare::published(&e.dealings[0], 2, &dealer.share_for(2).unwrap()).unwrap();
    for shown in
        [format!("{hpke:?}"), format!("{dealer:?}"), format!("{received:?}"), format!("{:?}", e.trustees[0])]
    {
        assert!(shown.contains("<redacted>") && shown.len() < 50, "{shown}");
    }
}

/// Dealers who know all their secrets together and choose them so that a key is the identity.
#[test]
fn a_key_that_is_the_identity_is_refused() {
    let ceremony = Ceremony { election: [1; 32], number: 1 };
    let dealt = |dealer: u32, polynomial: [Scalar; 2]| {
        let hpke = HpkeKeyPair::generate(&mut rng(13));
        let commitments: Vec<_> =
            polynomial.iter().map(|a| group::encode(&RistrettoPoint::mul_base(a))).collect();
        let w = Scalar::from(3u8);
        let commitment = group::encode(&RistrettoPoint::mul_base(&w));
        let e = possession_challenge(&ceremony, dealer, hpke.public(), &commitments, &commitment);
        let possession = KnowledgeProof { commitment, response: (w + e * polynomial[0]).to_bytes() };
        verify_dealing(&ceremony, dealer, 2, hpke.public(), &Dealing { commitments, possession }).unwrap()
    };
    let x = |n: u64| Scalar::from(n);
    let cancelling = [dealt(1, [x(5), x(7)]), dealt(2, [-x(5), x(1)])];
    assert_eq!(JointKey::combine(&cancelling).err(), Some(KeyError::Identity));
    // f(3) = 5 + 1 − 3·2 = 0.
    let rooted = JointKey::combine(&[dealt(1, [x(5), -x(1)]), dealt(2, [x(1), -x(1)])]).unwrap();
    assert_eq!(rooted.verification_key(3).err(), Some(KeyError::Identity));
    assert!(rooted.verification_key(2).is_ok());
}
