//! What a fuzz target asks of a reader: a profile or an error, and of a profile that it is sound
//! and comes back from every format that loses nothing of it.

#![forbid(unsafe_code)]

use hustings_count::{BallotKind, Format, Wanted};

/// Reads `bytes` in one format, as ballots of each kind.
pub fn read(format: Format, bytes: &[u8]) {
    for kind in [BallotKind::Ranking, BallotKind::Approval, BallotKind::Scores] {
        for seats in [None, Some(1)] {
            let wanted = Wanted { seats, ..Wanted::of(kind) };
            let Ok(profile) = format.read(bytes, &wanted) else { continue };
            assert!(profile.check().is_ok() || kind == BallotKind::Scores);
            let papers: u128 = profile.ballots.iter().map(|(_, papers)| u128::from(*papers)).sum();
            for other in Format::ALL {
                // A record for each paper: a few bytes that say "461168 papers" take half a minute
                // here, and at most a million are written anywhere.
                if other == Format::Cvr && papers > 10_000 {
                    continue;
                }
                if let Ok(written) = other.write(&profile)
                    && written.lost.is_empty()
                    && !profile.ballots.is_empty()
                {
                    assert!(other.read(written.text.as_bytes(), &Wanted::of(kind)).is_ok());
                }
            }
        }
    }
}
