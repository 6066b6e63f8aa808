use super::*;
use curve25519_dalek::Scalar;

/// RFC 9380 appendix K.3, expand_message_xmd(SHA-512).
#[test]
fn expansion_matches_rfc_9380() {
    const TAG: &[u8] = b"QUUX-V01-CS02-with-expander-SHA512-256";
    let q128 = format!("q128_{}", "q".repeat(128));
    let a512 = format!("a512_{}", "a".repeat(512));
    for (message, expected) in [
        ("", "6b9a7312411d92f921c6f68ca0b6380730a1a4d982c507211a90964c394179ba"),
        ("abc", "0da749f12fbe5483eb066a5f595055679b976e93abe9be6f0f6318bce7aca8dc"),
        ("abcdef0123456789", "087e45a86e2939ee8b91100af1583c4938e0f5fc6c9db4b107b83346bc967f58"),
        (&q128, "7336234ee9983902440f6bc35b348352013becd88938d2afec44311caf8356b3"),
        (&a512, "57b5f7e766d5be68a6bfe1768e3c2b7f1228b3e4b3134956dd73a59b954c66f4"),
    ] {
        assert_eq!(hex::encode(expand_message_xmd::<32>(TAG, message.as_bytes())), expected);
    }
    for (message, expected) in [
        (
            "",
            "41b037d1734a5f8df225dd8c7de38f851efdb45c372887be655212d07251b921\
             b052b62eaed99b46f72f2ef4cc96bfaf254ebbbec091e1a3b9e4fb5e5b619d2e\
             0c5414800a1d882b62bb5cd1778f098b8eb6cb399d5d9d18f5d5842cf5d13d7e\
             b00a7cff859b605da678b318bd0e65ebff70bec88c753b159a805d2c89c55961",
        ),
        (
            "abc",
            "7f1dddd13c08b543f2e2037b14cefb255b44c83cc397c1786d975653e36a6b11\
             bdd7732d8b38adb4a0edc26a0cef4bb45217135456e58fbca1703cd6032cb134\
             7ee720b87972d63fbf232587043ed2901bce7f22610c0419751c065922b48843\
             1851041310ad659e4b23520e1772ab29dcdeb2002222a363f0c2b1c972b3efe1",
        ),
    ] {
        assert_eq!(hex::encode(expand_message_xmd::<128>(TAG, message.as_bytes())), expected);
    }
}

/// RFC 9380 has no vectors for ristretto255; RFC 9497 appendix A.1.1 has: the blinded element is the
/// blind times the same hash to the group, under a tag of its own.
#[test]
fn hash_to_group_matches_rfc_9497() {
    const TAG: &[u8] = b"HashToGroup-OPRFV1-\x00-ristretto255-SHA512";
    let blind = hex::decode("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706").unwrap();
    let blind = Scalar::from_canonical_bytes(blind.try_into().unwrap()).unwrap();
    for (input, blinded) in [
        (&[0x00][..], "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c"),
        (&[0x5a; 17][..], "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418"),
    ] {
        let point = hash_to_ristretto255(TAG, input) * blind;
        assert_eq!(hex::encode(point.compress().to_bytes()), blinded);
    }
}

#[test]
fn the_list_is_the_single_generators_however_it_grows() {
    let five = generators(5);
    let many = generators(300);
    assert_eq!(five[..], many[..5]);
    assert_eq!(generators(0), []);
    for i in [1, 2, 5, 299, 300] {
        assert_eq!(many[i - 1], generator(i as u32));
    }
    assert_eq!(h(), generator(0));
}

#[test]
fn labels_separate() {
    assert_ne!(hash_to_group("hustings/v1 lot", b"x"), hash_to_group("hustings/v1 generators", b"x"));
}
