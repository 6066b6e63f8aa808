//! What the pairs say by themselves: a Condorcet winner, or a cycle and the Smith set.

use std::collections::VecDeque;

use super::Matrix;

/// The pairs of a contest and what follows from them under any rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairwise {
    /// The pairs.
    pub matrix: Matrix,
    /// Who is preferred to each of the others, if anyone is (Condorcet 1785).
    pub winner: Option<u16>,
    /// The smallest set of candidates each of whom beats everyone outside it (Smith 1973; Good
    /// 1971), ascending. The winner alone, where there is one.
    pub smith: Vec<u16>,
    /// A shortest cycle within that set: each beats the next, and the last beats the first. Empty
    /// where nobody is in one: with a winner, or where only level pairs stand in the way.
    pub cycle: Vec<u16>,
}

impl Pairwise {
    /// What `matrix` says of the candidates `standing`.
    pub(crate) fn new(matrix: Matrix, standing: &[u16]) -> Self {
        let smith = smith(&matrix, standing);
        let winner = if let [only] = smith[..] { Some(only) } else { None };
        let cycle = cycle(&matrix, &smith);
        Self { matrix, winner, smith, cycle }
    }
}

/// The Smith set of `among`, ascending; empty only where `among` is.
///
/// It begins with a candidate of the highest Copeland score (wins twice, level pairs once), who is
/// always in it, and takes in whoever is not beaten by all of it until nobody is.
pub(crate) fn smith(matrix: &Matrix, among: &[u16]) -> Vec<u16> {
    let score = |one: u16| -> usize {
        let against = among.iter().filter(|other| **other != one);
        against
            .map(|other| usize::from(!matrix.beats(*other, one)) + usize::from(matrix.beats(one, *other)))
            .sum()
    };
    let Some(first) = among.iter().copied().max_by_key(|one| (score(*one), std::cmp::Reverse(*one))) else {
        return Vec::new();
    };
    let (mut members, mut outside): (Vec<u16>, Vec<u16>) = among.iter().partition(|one| **one == first);
    let mut asked = 0;
    while let Some(member) = members.get(asked).copied() {
        let (beaten, joins): (Vec<u16>, Vec<u16>) =
            outside.iter().partition(|one| matrix.beats(member, **one));
        outside = beaten;
        members.extend(joins);
        asked += 1;
    }
    members.sort_unstable();
    members
}

/// `among` in layers, each the Smith set of what the layers before leave.
pub(crate) fn layers(matrix: &Matrix, among: &[u16]) -> Vec<Vec<u16>> {
    let mut left = among.to_vec();
    let mut layers = Vec::new();
    while !left.is_empty() {
        let layer = smith(matrix, &left);
        left.retain(|one| layer.binary_search(one).is_err());
        layers.push(layer);
    }
    layers
}

/// A shortest cycle of victories among `members`, through the lowest number that has one.
fn cycle(matrix: &Matrix, members: &[u16]) -> Vec<u16> {
    let cycles =
        members.iter().filter_map(|one| shortest_path(members, *one, *one, |a, b| matrix.beats(a, b)));
    let mut best = cycles.min_by_key(Vec::len).unwrap_or_default();
    best.pop();
    best
}

/// The path with the fewest steps from `from` to `to` over steps that `leads` allows, both ends
/// included; of several, one that is the same for everyone.
pub(crate) fn shortest_path(
    members: &[u16],
    from: u16,
    to: u16,
    leads: impl Fn(u16, u16) -> bool,
) -> Option<Vec<u16>> {
    let mut came_from: Vec<(u16, u16)> = Vec::new();
    let mut queue = VecDeque::from([from]);
    let mut unseen = members.to_vec();
    unseen.retain(|one| *one != from || from == to);
    while let Some(at) = queue.pop_front() {
        let (next, rest): (Vec<u16>, Vec<u16>) = unseen.iter().partition(|one| leads(at, **one));
        unseen = rest;
        for one in next {
            came_from.push((one, at));
            if one == to {
                return Some(walk_back(&came_from, from, to));
            }
            queue.push_back(one);
        }
    }
    None
}

fn walk_back(came_from: &[(u16, u16)], from: u16, to: u16) -> Vec<u16> {
    let mut path = vec![to];
    let mut at = to;
    while let Some((_, before)) = came_from.iter().find(|step| step.0 == at) {
        path.push(*before);
        at = *before;
        if at == from {
            break;
        }
    }
    path.reverse();
    path
}
