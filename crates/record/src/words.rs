//! Words for trackers: a pattern that two people can compare by eye or over the telephone.
//!
//! Each byte is one of 256 short English words, no two of which differ by a single letter. The words
//! are a help to the eye and prove nothing: who compares trackers in earnest compares every digit.

use crate::canonical::Hex32;

/// How many bytes of a tracker are shown as words.
const SHOWN: usize = 4;

/// The first four bytes of an identity as words: `otter-maple-candle-slate`.
pub fn tracker_words(id: &Hex32) -> String {
    let words: Vec<&str> = id.0[..SHOWN].iter().map(|byte| WORDS[usize::from(*byte)]).collect();
    words.join("-")
}

/// One word a byte, in alphabetical order. Frozen: receipts that people keep show these words.
#[rustfmt::skip]
const WORDS: [&str; 256] = [
    "acorn", "alder", "almond", "amber", "anchor", "apple", "apron", "arch", "arrow", "aspen", "atlas",
    "autumn", "badger", "bagel", "banjo", "basil", "basket", "beacon", "bean", "beaver", "bell", "bench",
    "berry", "birch", "bison", "blanket", "bonnet", "book", "bottle", "bramble", "branch", "bread", "brick",
    "bridge", "broom", "bucket", "butter", "button", "cabin", "cable", "candle", "canoe", "canvas",
    "carpet", "carrot", "castle", "cedar", "cello", "chair", "chalk", "cheese", "cherry", "chess",
    "chimney", "cider", "circle", "clay", "clock", "cloud", "clover", "coast", "cobalt", "cocoa", "coffee",
    "comet", "compass", "copper", "coral", "cotton", "cradle", "crane", "cricket", "crystal", "daisy",
    "dolphin", "domino", "donkey", "drum", "eagle", "easel", "elbow", "engine", "falcon", "feather", "fern",
    "fiddle", "field", "finch", "fjord", "flask", "flute", "forest", "fossil", "fox", "garden", "garlic",
    "ginger", "glove", "goose", "grain", "grape", "gravel", "guitar", "hammer", "harp", "hazel", "hedge",
    "helmet", "heron", "hill", "hinge", "holly", "honey", "horse", "indigo", "ink", "iris", "island",
    "ivory", "ivy", "jacket", "jigsaw", "kayak", "kelp", "kettle", "kite", "kiwi", "ladder", "lagoon",
    "lamp", "lark", "laurel", "ledger", "lemon", "lentil", "letter", "lilac", "linen", "lizard", "locket",
    "lotus", "lunch", "magnet", "magpie", "mango", "maple", "marble", "market", "meadow", "medal", "melon",
    "mirror", "mitten", "moon", "mosaic", "moss", "moth", "muffin", "napkin", "needle", "nest", "nickel",
    "noodle", "nutmeg", "oak", "oasis", "oboe", "ocean", "olive", "onion", "orbit", "osprey", "otter",
    "owl", "oyster", "paddle", "palm", "panda", "paper", "parcel", "peach", "pebble", "pencil", "pepper",
    "piano", "pigeon", "pillow", "pine", "planet", "plough", "plum", "pond", "poppy", "potato", "quail",
    "quartz", "quill", "rabbit", "radish", "raven", "ribbon", "river", "robin", "rope", "rowan", "ruby",
    "sage", "sail", "salmon", "sandal", "scarf", "school", "shell", "silver", "slate", "snow", "spice",
    "spoon", "spruce", "star", "stone", "stork", "sugar", "summer", "swan", "swift", "teapot", "tent",
    "thread", "ticket", "tiger", "timber", "tower", "trout", "tulip", "tunnel", "turnip", "turtle",
    "valley", "velvet", "violet", "violin", "wagon", "walnut", "walrus", "water", "wheat", "wheel",
    "window", "winter", "wool", "wren", "yarn", "yew", "zebra", "zinc",
];

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_words_are_frozen() {
        let all = Sha256::digest(WORDS.join("\n"));
        assert_eq!(hex::encode(all), "7beafa1d65229725cb1ddf12959015ac76634337ee20970a0eca72df224d65bd");
        let mut bytes = [0xff; 32];
        bytes[..3].copy_from_slice(&[0, 1, 128]);
        assert_eq!(tracker_words(&Hex32(bytes)), "acorn-alder-lagoon-zinc");
    }

    #[test]
    fn no_two_words_are_easily_mistaken() {
        for (i, word) in WORDS.iter().enumerate() {
            assert!((3..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
            for other in &WORDS[..i] {
                assert!(*other < *word && distance(word, other) > 1, "{word} and {other}");
            }
        }
    }

    /// Letters to change, add or drop to make one word of the other.
    fn distance(a: &str, b: &str) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.bytes().enumerate() {
            let mut above_left = row[0];
            row[0] = i + 1;
            for (j, y) in b.bytes().enumerate() {
                let here = (above_left + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
                above_left = row[j + 1];
                row[j + 1] = here;
            }
        }
        row[b.len()]
    }
}
