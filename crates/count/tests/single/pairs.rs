//! Pairs the long way round: every pair on every ballot, every path, every subset.

use hustings_count::{Ballot, Path, Profile};

/// `[a][b]`: papers that rank a + 1 above b + 1, the unranked below everyone ranked.
pub fn matrix(profile: &Profile) -> Vec<Vec<u64>> {
    let size = profile.candidates.len();
    let mut rows = vec![vec![0; size]; size];
    for (ballot, papers) in &profile.ballots {
        let rank = |number: usize| match ballot {
            Ballot::Ranking(marks) => marks.iter().position(|one| usize::from(*one) == number + 1),
            Ballot::Weak(ranks) => {
                ranks.iter().position(|rank| rank.iter().any(|one| usize::from(*one) == number + 1))
            }
            _ => unreachable!("rankings only"),
        };
        for (one, row) in rows.iter_mut().enumerate() {
            for (other, cell) in row.iter_mut().enumerate() {
                *cell += match (rank(one), rank(other)) {
                    (Some(mine), Some(theirs)) if mine < theirs => *papers,
                    (Some(_), None) => *papers,
                    _ => 0,
                };
            }
        }
    }
    rows
}

fn beats(rows: &[Vec<u64>], one: usize, other: usize) -> bool {
    rows[one][other] > rows[other][one]
}

pub fn condorcet_winner(rows: &[Vec<u64>]) -> Option<u16> {
    let all = 0..rows.len();
    let wins = |one: &usize| all.clone().all(|other| other == *one || beats(rows, *one, other));
    all.clone().find(wins).map(|one| one as u16 + 1)
}

/// The smallest of all subsets whose members beat everyone outside.
pub fn smith(rows: &[Vec<u64>]) -> Vec<u16> {
    let members = |set: u32| (0..rows.len()).filter(move |one| set >> one & 1 == 1);
    let dominates = |set: &u32| members(*set).all(|one| members(!*set).all(|other| beats(rows, one, other)));
    let best = (1u32..1 << rows.len()).filter(dominates).min_by_key(|set| set.count_ones());
    members(best.expect("everyone together dominates")).map(|one| one as u16 + 1).collect()
}

/// Larger is stronger; nothing for pairs that are not won.
fn strength(rows: &[Vec<u64>], one: usize, other: usize, margins: bool) -> Option<(u64, i64)> {
    let (votes, against) = (rows[one][other], rows[other][one]);
    let key = if margins { (votes - against.min(votes), 0) } else { (votes, -(against as i64)) };
    (votes > against).then_some(key)
}

/// Who beats whom, by trying every path without repetition.
pub fn schulze_beats(rows: &[Vec<u64>], margins: bool) -> Vec<Vec<bool>> {
    let size = rows.len();
    let best = |from: usize, to: usize| {
        let mut best = None;
        walk(rows, margins, to, &mut vec![from], None, &mut best);
        best
    };
    (0..size)
        .map(|one| (0..size).map(|other| one != other && best(one, other) > best(other, one)).collect())
        .collect()
}

fn walk(
    rows: &[Vec<u64>],
    margins: bool,
    to: usize,
    path: &mut Vec<usize>,
    weakest: Option<(u64, i64)>,
    best: &mut Option<(u64, i64)>,
) {
    let at = path[path.len() - 1];
    if at == to {
        *best = (*best).max(weakest);
        return;
    }
    for next in 0..rows.len() {
        let Some(step) = strength(rows, at, next, margins) else { continue };
        if !path.contains(&next) {
            path.push(next);
            walk(rows, margins, to, path, Some(weakest.map_or(step, |one| one.min(step))), best);
            path.pop();
        }
    }
}

/// Every step of a path is a victory at least as strong as it says, and one is exactly so.
pub fn path_holds(rows: &[Vec<u64>], path: &Path, margins: bool) -> bool {
    let steps = path
        .through
        .windows(2)
        .map(|step| strength(rows, usize::from(step[0]) - 1, usize::from(step[1]) - 1, margins));
    let weakest = steps.min().flatten();
    let said = (path.strength.votes, path.strength.against);
    let key = if margins { (said.0 - said.1, 0) } else { (said.0, -(said.1 as i64)) };
    weakest == Some(key)
}

/// Ranked pairs by its definition, without thinking about layers: all victories in one list,
/// equal ones by `drawn`; each kept unless a search finds a way back. The seats go to those with
/// the fewest kept victories over them still to seat; of several, by `drawn`.
pub fn ranked_pairs_top(rows: &[Vec<u64>], margins: bool, drawn: &[u16], seats: usize) -> Vec<u16> {
    let rank = |one: usize| drawn.iter().position(|number| usize::from(*number) == one + 1);
    let size = rows.len();
    let mut list: Vec<(usize, usize)> = (0..size)
        .flat_map(|one| (0..size).map(move |other| (one, other)))
        .filter(|(one, other)| strength(rows, *one, *other, margins).is_some())
        .collect();
    list.sort_by_key(|(one, other)| {
        (
            std::cmp::Reverse(strength(rows, *one, *other, margins)),
            rank(*one),
            std::cmp::Reverse(rank(*other)),
        )
    });
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for (one, other) in list {
        let mut reached = vec![other];
        while let Some(next) = kept.iter().find(|(a, b)| reached.contains(a) && !reached.contains(b)) {
            reached.push(next.1);
        }
        if !reached.contains(&one) {
            kept.push((one, other));
        }
    }
    let mut left: Vec<usize> = (0..size).collect();
    let mut seated = Vec::new();
    while seated.len() < seats {
        let free = |one: &usize| !kept.iter().any(|(by, over)| over == one && left.contains(by));
        let mut level: Vec<usize> = left.iter().copied().filter(free).collect();
        level.sort_by_key(|one| rank(*one));
        level.truncate(seats - seated.len());
        left.retain(|one| !level.contains(one));
        seated.extend(level);
    }
    let mut seated: Vec<u16> = seated.into_iter().map(|one| one as u16 + 1).collect();
    seated.sort_unstable();
    seated
}
