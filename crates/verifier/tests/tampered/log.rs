//! L1 to L5: the log and its witnesses.

use crate::forge::{Case, Forge, Stage, case, stranger};
use Stage::*;
use hustings_record::Check;
use hustings_record::log::{Checkpoint, MAX_SIZE, SignedCheckpoint, Signer, note};

pub fn cases() -> Vec<Case> {
    [unreadable(), signatures(), witnesses(), missing(), roots()].into_iter().flatten().collect()
}

/// Another text in place of the checkpoint.
fn unreadable() -> Vec<Case> {
    let text = |name, words, text: fn(&str) -> Vec<u8>| {
        case(name, Check::Checkpoint, Announced, move |f| {
            f.says(words);
            f.damage(move |files| {
                let honest = String::from_utf8(files["checkpoint"].clone()).unwrap();
                files.insert("checkpoint".to_owned(), text(&honest));
            });
        })
    };
    vec![
        text("L1 is a page of a web server", "blank line", |_| b"<html>404</html>\n".to_vec()),
        text("L1 is empty", "blank line", |_| Vec::new()),
        text("L1 is not UTF-8", "UTF-8", |t| [t.as_bytes(), b"\xff"].concat()),
        text("L1 has a size with a leading zero", "three lines", |t| t.replacen("\n2\n", "\n02\n", 1).into()),
        text("L1 has a line more", "three lines", |t| t.replacen("\n\n", "\nmore\n\n", 1).into()),
        text("L1 has a root of 31 bytes", "three lines", |t| {
            let root = t.lines().nth(2).unwrap();
            t.replacen(root, &format!("{}A==", &root[..41]), 1).into()
        }),
        text("L1 counts more entries than a log can have", "more than", |t| {
            t.replacen("\n2\n", "\n9007199254740992\n", 1).into()
        }),
        text("L1 has an origin with a plus sign", "cannot name a key", |t| {
            t.replacen("hustings", "hust+ings", 1).into()
        }),
        text("L1 lacks the log's signature", "0 signatures of its log", |t| without_line(t, 0).into()),
        text("L1 has two signatures of the log", "2 signatures of its log", |t| {
            let mut signed = SignedCheckpoint::parse(t.as_bytes()).unwrap();
            signed.others.push(note::SignatureLine {
                name: signed.checkpoint.origin().to_owned(),
                key_id: [1, 2, 3, 4],
                signature: signed.log_signature.signature.to_vec(),
            });
            signed.to_bytes()
        }),
        text("L1 has one signature twice", "two signatures of the key", |t| {
            let last = t.lines().last().unwrap();
            format!("{t}{last}\n").into()
        }),
        text("L1 is longer than an entry", "longer than", |t| [t.as_bytes(), &[b'\n'; 65_536]].concat()),
    ]
}

/// Without the n-th signature line.
fn without_line(checkpoint: &str, n: usize) -> String {
    let mut lines: Vec<&str> = checkpoint.split_inclusive('\n').collect();
    lines.remove(4 + n);
    lines.concat()
}

fn signatures() -> Vec<Case> {
    let sign = |f: &mut Forge, origin: String, key: hustings_roles::SigningKey| {
        f.checkpoint(|signed, _| {
            let checkpoint =
                Checkpoint::new(&origin, signed.checkpoint.size(), *signed.checkpoint.root()).unwrap();
            let sign = |message: &[u8]| key.sign(message);
            let signer = Signer { name: &origin, key: *key.verifying_key(), sign: &sign };
            *signed = SignedCheckpoint::sign(&signer, checkpoint).unwrap();
        });
    };
    vec![
        case("L2 is of another host", Check::CheckpointSignature, Announced, move |f| {
            f.says("it is of elsewhere.example/");
            let origin = format!("elsewhere.example/{}", f.id());
            sign(f, origin, crate::forge::copy(&f.e.server));
        }),
        case("L2 is of another election", Check::CheckpointSignature, Announced, move |f| {
            f.says("this election's log is");
            let origin = format!("hustings.example/{}", "0".repeat(64));
            sign(f, origin, crate::forge::copy(&f.e.server));
        }),
        case("L2 is signed by another key", Check::CheckpointSignature, Announced, move |f| {
            f.says("another key");
            f.found_through("server");
            let origin = f.e.state.election().unwrap().log_origin();
            sign(f, origin, stranger(1));
        }),
        case("L2 has a wrong signature", Check::CheckpointSignature, Announced, |f| {
            f.says("does not verify");
            f.found_through("server");
            f.checkpoint(|signed, _| signed.log_signature.signature[40] ^= 1);
        }),
        case(
            "L2 is signed by the server that handed over",
            Check::CheckpointSignature,
            Announced,
            move |f| {
                f.says("another key");
                f.found_through("server");
                let new = hustings_roles::public(&stranger(1));
                let handover = f.handover(&[1, 2], new, "hustings.example");
                f.post(handover);
            },
        ),
    ]
}

fn witnesses() -> Vec<Case> {
    vec![
        case("L3 has too few cosignatures", Check::Witnesses, Announced, |f| {
            f.says("1 of 3 witnesses cosigned it; 2 must");
            f.checkpoint(|signed, _| signed.cosignatures.truncate(1));
        }),
        case("L3 has cosignatures of strangers", Check::Witnesses, Announced, |f| {
            f.says("1 of 3 witnesses");
            f.checkpoint(|signed, _| {
                signed.cosignatures[0].name = "stranger.example/1".to_owned();
                signed.cosignatures[1].key_id = [0; 4];
            });
        }),
        case("L3 has a wrong cosignature beside enough right ones", Check::Witnesses, Announced, |f| {
            f.says("does not verify");
            f.checkpoint(|signed, _| signed.cosignatures[2].signature[0] ^= 1);
        }),
        case("L3 has a cosignature moved to another time", Check::Witnesses, Announced, |f| {
            f.says("does not verify");
            f.checkpoint(|signed, _| signed.cosignatures[0].timestamp += 1);
        }),
        case("L3 has a cosignature of an impossible time", Check::Witnesses, Announced, |f| {
            f.says("impossible time");
            f.checkpoint(|signed, _| signed.cosignatures[0].timestamp = u64::MAX);
        }),
        case("L3 has a cosignature of an earlier log", Check::Witnesses, Announced, |f| {
            f.says("does not verify");
            let earlier = f.e.checkpoint().unwrap().cosignatures;
            f.e.tick(1).unwrap();
            f.checkpoint(move |signed, _| signed.cosignatures = earlier);
        }),
    ]
}

/// Files that are not there, or not whole. Of a tile of entries its first entry is named.
fn missing() -> Vec<Case> {
    let broken = |name, entry: Option<u64>, words, damage: fn(&mut Vec<u8>)| {
        case(name, Check::Tiles, Announced, move |f| {
            f.says(words);
            f.place.entry = entry;
            f.damage(move |files| damage(files.get_mut("tile/entries/000.p/2").unwrap()));
        })
    };
    vec![
        case("L4 is of an empty log", Check::Tiles, Announced, |f| {
            f.says("empty log");
            let origin = f.e.state.election().unwrap().log_origin();
            let server = crate::forge::copy(&f.e.server);
            f.checkpoint(|signed, _| {
                let empty = Checkpoint::new(&origin, 0, hustings_record::log::EMPTY_ROOT).unwrap();
                let sign = |message: &[u8]| server.sign(message);
                let signer = Signer { name: &origin, key: *server.verifying_key(), sign: &sign };
                *signed = SignedCheckpoint::sign(&signer, empty).unwrap();
            });
        }),
        case("L4 lacks the entries", Check::Tiles, Announced, |f| {
            f.says("tile/entries/000.p/2");
            f.place.entry = Some(0);
            f.damage(|files| {
                files.remove("tile/entries/000.p/2");
            });
        }),
        case("L4 lacks the second tile of entries", Check::Tiles, Announced, |f| {
            f.says("tile/entries/001.p/44");
            f.place.entry = Some(256);
            (0..298).for_each(|_| f.e.tick(1).unwrap());
            f.damage(|files| {
                files.remove("tile/entries/001.p/44");
            });
        }),
        case("L4 counts far more entries than there are", Check::Tiles, Announced, |f| {
            f.says("tile/entries/000");
            f.place.entry = Some(0);
            f.checkpoint(|signed, _| {
                let origin = signed.checkpoint.origin().to_owned();
                signed.checkpoint = Checkpoint::new(&origin, MAX_SIZE, *signed.checkpoint.root()).unwrap();
            });
        }),
        case("L4 lacks the hashes of the leaves", Check::Tiles, Announced, |f| {
            f.says("tile/0/000.p/2");
            f.damage(|files| {
                files.remove("tile/0/000.p/2");
            });
        }),
        broken("L4 breaks off in the middle of an entry", Some(0), "breaks off", |tile| {
            tile.pop();
        }),
        broken("L4 has an entry too few", Some(0), "1 entries where 2", |tile| {
            let first = usize::from(u16::from_be_bytes([tile[0], tile[1]]));
            tile.truncate(2 + first);
        }),
        broken("L4 has an entry too many", Some(0), "3 entries where 2", |tile| tile.extend([0, 1, b'x'])),
    ]
}

fn roots() -> Vec<Case> {
    vec![
        case("L5 has an entry changed after it was signed", Check::Root, Voted, |f| {
            f.says("another root");
            f.damage(|files| {
                let tile = files.iter_mut().find(|(path, _)| path.starts_with("tile/entries/")).unwrap().1;
                let last = tile.len() - 2;
                tile[last] ^= 1;
            });
        }),
        case("L5 has two entries exchanged", Check::Root, Announced, |f| {
            f.damage(|files| {
                let tile = files.get_mut("tile/entries/000.p/2").unwrap();
                let first = 2 + usize::from(u16::from_be_bytes([tile[0], tile[1]]));
                tile.rotate_left(first);
            });
        }),
        case("L5 names another root", Check::Root, Announced, |f| {
            f.checkpoint(|signed, e| {
                let origin = signed.checkpoint.origin().to_owned();
                let other = Checkpoint::new(&origin, signed.checkpoint.size(), [7; 32]).unwrap();
                let sign = |message: &[u8]| e.server.sign(message);
                let signer = Signer { name: &origin, key: *e.server.verifying_key(), sign: &sign };
                *signed = SignedCheckpoint::sign(&signer, other).unwrap();
            });
        }),
        case("L5 has a tile of other hashes", Check::Root, Announced, |f| {
            f.says("tile/0/000.p/2");
            f.damage(|files| files.get_mut("tile/0/000.p/2").unwrap()[0] ^= 1);
        }),
    ]
}
