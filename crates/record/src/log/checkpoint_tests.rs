use ed25519_zebra::{SigningKey, VerificationKey};
use proptest::prelude::*;

use super::*;
use crate::log::tree::EMPTY_ROOT;

/// The example of C2SP `tlog-cosignature`.
const EXAMPLE: &str = "example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
";

fn key(secret: &SigningKey) -> VerifyingKey {
    VerifyingKey::parse(VerificationKey::from(secret).as_ref()).unwrap()
}

fn secret(seed: u8) -> SigningKey {
    SigningKey::from([seed; 32])
}

fn signed(secret: &SigningKey) -> SignedCheckpoint {
    let checkpoint = Checkpoint::new("log.example/e", 7, [9; 32]).unwrap();
    let sign = |m: &[u8]| -> [u8; 64] { secret.sign(m).into() };
    SignedCheckpoint::sign(&Signer { name: "log.example/e", key: key(secret), sign: &sign }, checkpoint)
        .unwrap()
}

fn cosign(secret: &SigningKey, name: &str, time: u64, on: &Checkpoint) -> Cosignature {
    let sign = |m: &[u8]| -> [u8; 64] { secret.sign(m).into() };
    Cosignature::sign(&Signer { name, key: key(secret), sign: &sign }, on, time)
}

#[test]
fn reads_the_example_of_the_specification() {
    let signed = SignedCheckpoint::parse(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(signed.checkpoint.origin(), "example.com/behind-the-sofa");
    assert_eq!(signed.checkpoint.size(), 20_852_163);
    assert_eq!(signed.cosignatures.len(), 1);
    assert_eq!(signed.cosignatures[0].name, "witness.example.com/w1");
    assert_eq!(signed.cosignatures[0].timestamp, 1_679_315_147);
    assert_eq!(signed.to_bytes(), EXAMPLE.as_bytes());
    assert_eq!(
        cosignature_message(&signed.checkpoint, 1_679_315_147),
        b"cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    );
}

/// A verifier key of Go's `note` package: its ID is of type 0x01.
#[test]
fn key_ids_are_those_of_signed_note() {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let blob = BASE64_STANDARD.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
    let peter = VerifyingKey::parse(&blob[1..]).unwrap();
    assert_eq!(hex::encode(key_id("PeterNeumann", ED25519, &peter)), "c74f20a3");
    assert_eq!(
        u32::from_be_bytes(key_id("w", COSIGNATURE, &peter)),
        signed_note::key_id("w", &[&[4u8], &blob[1..]].concat())
    );
}

#[test]
fn signs_and_verifies() {
    let log = secret(1);
    let mut note = signed(&log);
    let witnesses: Vec<_> = [2, 3, 4]
        .iter()
        .map(|seed| Witness { name: format!("w{seed}.example"), key: key(&secret(*seed)) })
        .collect();
    let on = note.checkpoint.clone();
    note.add(cosign(&secret(4), "w4.example", 40, &on));
    note.add(cosign(&secret(2), "w2.example", 20, &on));
    note.add(cosign(&secret(2), "w2.example", 21, &on));
    note.add(cosign(&secret(9), "w9.example", 90, &on));
    let read = SignedCheckpoint::parse(&note.to_bytes()).unwrap();
    assert_eq!(read, note);
    read.verify_log(&key(&log)).unwrap();
    assert_eq!(
        read.verify_cosignatures(&witnesses).unwrap(),
        [Cosigned { witness: 0, timestamp: 21 }, Cosigned { witness: 2, timestamp: 40 }]
    );
    let lines = format!("{}\n", note.cosignatures[0].to_line());
    assert_eq!(Cosignature::parse_lines(&lines).unwrap(), note.cosignatures[..1]);
}

#[test]
fn refuses_what_does_not_verify() {
    let log = secret(1);
    let mut note = signed(&log);
    assert!(matches!(note.verify_log(&key(&secret(2))), Err(CheckpointError::OtherLogKey { .. })));
    note.log_signature.signature[0] ^= 1;
    assert!(matches!(note.verify_log(&key(&log)), Err(CheckpointError::LogSignature { .. })));

    let witness = Witness { name: "w".into(), key: key(&secret(2)) };
    let good = cosign(&secret(2), "w", 5, &note.checkpoint);
    // Another time, another checkpoint, an impossible time.
    note.cosignatures = vec![Cosignature { timestamp: 6, ..good.clone() }];
    let refusal = note.verify_cosignatures(std::slice::from_ref(&witness));
    assert!(matches!(refusal, Err(CheckpointError::Cosignature { .. })));
    let other = Checkpoint::new("log.example/e", 8, [9; 32]).unwrap();
    assert!(good.verify(&witness, &other).is_err());
    let late = cosign(&secret(2), "w", 1 << 63, &note.checkpoint);
    assert!(matches!(late.verify(&witness, &note.checkpoint), Err(CheckpointError::Time { .. })));
    // In another's name the line is an unknown one, and ignored.
    note.cosignatures = vec![Cosignature { name: "v".into(), ..good }];
    assert_eq!(note.verify_cosignatures(std::slice::from_ref(&witness)).unwrap(), []);
}

#[test]
fn other_lines_are_kept_and_ignored() {
    let log = secret(1);
    let text = String::from_utf8(signed(&log).to_bytes()).unwrap() + "— other.example AQIDBAU=\n";
    let note = SignedCheckpoint::parse(text.as_bytes()).unwrap();
    assert_eq!(note.others.len(), 1);
    assert_eq!(note.to_bytes(), text.as_bytes());
    note.verify_log(&key(&log)).unwrap();
}

#[test]
fn refuses_other_forms() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    for (text, defect) in [
        (format!("o\n1\n{root}\nmore\n"), "an extension line"),
        (format!("o\n01\n{root}\n"), "a leading zero"),
        (format!("o\n+1\n{root}\n"), "a sign"),
        (format!("o\n-1\n{root}\n"), "a negative size"),
        (format!("o\n18446744073709551616\n{root}\n"), "more than 64 bits"),
        (format!("o\n9007199254740992\n{root}\n"), "more than 53 bits"),
        (format!("\n1\n{root}\n"), "no origin"),
        (format!("o o\n1\n{root}\n"), "a space in the origin"),
        (format!("o\n1\n{root}"), "no last newline"),
        (format!("o\n1\n{root}\n\n"), "an empty line"),
        ("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n".into(), "stray bits in the root"),
        ("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n".into(), "no padding"),
        ("o\n1\nAAAA\n".into(), "a short root"),
        ("o\n1\n".into(), "no root"),
        (String::new(), "nothing"),
    ] {
        assert!(Checkpoint::parse(&text).is_err(), "{defect}");
    }
    assert!(Checkpoint::new("o", MAX_SIZE + 1, EMPTY_ROOT).is_err());
    assert!(Checkpoint::new("o+p", 1, EMPTY_ROOT).is_err());

    let line = EXAMPLE.lines().nth(4).unwrap();
    let twice = format!("{EXAMPLE}{line}\n");
    assert!(matches!(SignedCheckpoint::parse(twice.as_bytes()), Err(CheckpointError::Duplicate(_))));
    let second = format!("{EXAMPLE}{}\n", line.replace("Az3g", "Bz3g"));
    assert!(matches!(SignedCheckpoint::parse(second.as_bytes()), Err(CheckpointError::LogSignatures(2))));
    let none = EXAMPLE.replace(&format!("{line}\n"), "");
    assert!(matches!(SignedCheckpoint::parse(none.as_bytes()), Err(CheckpointError::LogSignatures(0))));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = SignedCheckpoint::parse(&bytes);
        let _ = Checkpoint::parse(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn what_parses_serialises(text in "[a-z]{0,3}\n[0-9]{1,17}\n[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=\n") {
        if let Ok(checkpoint) = Checkpoint::parse(&text) {
            prop_assert_eq!(checkpoint.text(), text);
        }
    }

    #[test]
    fn example_with_one_byte_changed(at in 0..EXAMPLE.len(), byte: u8) {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(note) = SignedCheckpoint::parse(&bytes) {
            prop_assert_eq!(note.to_bytes(), bytes);
        }
    }
}
