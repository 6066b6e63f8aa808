//! Pairs, cycles, paths and locked victories in plain words.

use super::{joined, list};
use crate::condorcet::{Measure, RankedPairs, Schulze, Strength, Verdict, Victory};
use crate::count::Count;
use crate::decimal::Decimal;
use crate::pairwise::Pairwise;
use crate::working::Working;

/// More names than this are counted, not listed.
const FEW: usize = 8;

/// The only stage of a Condorcet rule.
pub(super) fn told(count: &Count) -> String {
    let papers = Decimal::whole(count.valid).short();
    let mut told = vec![format!("{papers} valid ballots are compared pair by pair.")];
    if let Some(pairwise) = &count.pairwise {
        told.push(condorcet_winner(count, pairwise));
        let one_seat_is_clear = pairwise.winner.is_some() && count.seats == 1;
        match &count.working {
            Some(Working::Schulze(schulze)) if !one_seat_is_clear => told.push(paths(count, schulze)),
            Some(Working::RankedPairs(pairs)) if !one_seat_is_clear => told.push(locked(count, pairs)),
            _ => {}
        }
    }
    told.join(" ")
}

/// Who is preferred to each of the others, or why nobody is.
pub(crate) fn condorcet_winner(count: &Count, pairwise: &Pairwise) -> String {
    let matrix = &pairwise.matrix;
    if let Some(winner) = pairwise.winner {
        let standing = (1u16..).zip(&count.candidates).filter(|(_, one)| !one.withdrawn);
        let others = standing.map(|(number, _)| number).filter(|number| *number != winner);
        let margin = |other: &u16| matrix.over(winner, *other) - matrix.over(*other, winner);
        let name = count.name(winner);
        return match others.min_by_key(margin) {
            None => format!("{name} is the only candidate."),
            Some(closest) => format!(
                "{name} is preferred to each of the others, most closely to {} by {}.",
                count.name(closest),
                figures(Strength {
                    votes: matrix.over(winner, closest),
                    against: matrix.over(closest, winner)
                }),
            ),
        };
    }
    let why = match &pairwise.cycle[..] {
        [] => format!("{} are level with one another", list(count, &pairwise.smith)),
        cycle => {
            let next = cycle.iter().cycle().skip(1);
            let beats = cycle.iter().zip(next).map(|(one, other)| {
                let strength =
                    Strength { votes: matrix.over(*one, *other), against: matrix.over(*other, *one) };
                format!("{} beats {} by {}", count.name(*one), count.name(*other), figures(strength))
            });
            joined(&beats.collect::<Vec<_>>())
        }
    };
    let smith = match pairwise.smith.len() {
        few if few <= FEW && few > pairwise.cycle.len() && !pairwise.cycle.is_empty() => {
            format!(" The contest is between {}.", list(count, &pairwise.smith))
        }
        many if many > FEW => format!(" The contest is between {many} candidates."),
        _ => String::new(),
    };
    format!("Nobody is preferred to each of the others: {why}.{smith}")
}

fn paths(count: &Count, schulze: &Schulze) -> String {
    let first = schulze.ranking.first().map_or(&[][..], Vec::as_slice);
    let by = schulze.measure.words();
    let lead = match first {
        [one] => format!(
            "By strongest paths ({by}), {} has a stronger path to each of the others than any has back",
            count.name(*one)
        ),
        several => format!("By strongest paths ({by}), nobody beats any of {}", list(count, several)),
    };
    if count.seats == 1 {
        return format!("{lead}.");
    }
    format!("{lead}; the order is {}.", order(count, &schulze.ranking))
}

fn locked(count: &Count, pairs: &RankedPairs) -> String {
    let of = |wanted: fn(&Verdict) -> bool| pairs.victories.iter().filter(move |one| wanted(&one.verdict));
    let refused: Vec<&Victory> = of(|verdict| matches!(verdict, Verdict::Refused(_))).collect();
    let measure = match pairs.measure {
        Measure::WinningVotes => "by winning votes",
        Measure::Margins => "by margins",
    };
    let left_out = match &refused[..] {
        [] => "none contradicts another".to_owned(),
        [one] => format!(
            "{} over {} is left out, since stronger ones lead the other way",
            count.name(one.winner),
            count.name(one.loser)
        ),
        several => format!("{} are left out, since stronger ones lead the other way", several.len()),
    };
    let open = match of(|verdict| matches!(verdict, Verdict::Open)).count() {
        0 => String::new(),
        open => format!(
            " {open} between candidates whom no seat hangs on are left open, since equal ones contradict one another."
        ),
    };
    let order = order(count, &pairs.ranking);
    format!(
        "The victories are taken from the strongest down, {measure}: {left_out}.{open} The order is {order}."
    )
}

/// "Ann, then Bob and Cy level, then Di".
fn order(count: &Count, ranking: &[Vec<u16>]) -> String {
    let level = |level: &Vec<u16>| match &level[..] {
        [one] => count.name(*one),
        several => format!("{} level", list(count, several)),
    };
    ranking.iter().map(level).collect::<Vec<_>>().join(", then ")
}

/// "58 to 42".
pub(crate) fn figures(strength: Strength) -> String {
    format!("{} to {}", Decimal::whole(strength.votes).short(), Decimal::whole(strength.against).short())
}
