//! Strict rankings, those that begin alike held together.
//!
//! What a paper gives to whom depends only on the elected candidates it names before its first
//! hopeful one, who keeps all that comes. Papers are therefore held at that hopeful candidate,
//! beneath the path of elected ones that leads there; a distribution visits paths, not papers.
//! A paper moves on only when its candidate is elected or excluded.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::part::Part;

/// Ends a list of papers.
const NONE: u32 = u32::MAX;
/// The path of nobody, beneath which every paper begins.
const ROOT: u32 = 0;

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Hopeful,
    Elected,
    /// Excluded or withdrawn.
    Out,
}

/// Candidates are indexes from 0.
pub(super) struct Tree {
    standing: Vec<Standing>,
    rankings: Vec<Ranking>,
    /// All rankings, one after the other.
    marks: Vec<u16>,
    /// A path comes after the path it prolongs.
    paths: Vec<Path>,
    /// What is left of a paper at the end of each path.
    rest: Vec<u64>,
    /// The piles of each hopeful candidate.
    piles: Vec<Vec<Pile>>,
    /// Where (path, candidate) is: among the candidate's piles, or among the paths if elected.
    places: HashMap<u64, u32, BuildHasherDefault<Spread>>,
}

/// Papers that say the same.
struct Ranking {
    papers: u64,
    /// Marks not yet used up.
    from: u32,
    to: u32,
    /// The next of the same pile.
    next: u32,
}

/// A sequence of elected candidates: `candidate` after those of the path `after`.
struct Path {
    after: u32,
    candidate: u16,
    papers: u64,
}

/// Papers that came to one hopeful candidate along one path.
#[derive(Clone, Copy)]
struct Pile {
    path: u32,
    first: u32,
    papers: u64,
}

impl Tree {
    /// An empty tree for candidates who stand as `standing` says, none elected yet.
    pub(super) fn new(standing: Vec<Standing>) -> Self {
        Self {
            piles: vec![Vec::new(); standing.len()],
            standing,
            rankings: Vec::new(),
            marks: Vec::new(),
            paths: vec![Path { after: ROOT, candidate: 0, papers: 0 }],
            rest: vec![0],
            places: HashMap::default(),
        }
    }

    /// Adds papers; the marks are of standing candidates. Nothing where there are more marks than
    /// can be numbered.
    pub(super) fn add(&mut self, marks: impl Iterator<Item = u16>, papers: u64) -> Option<()> {
        let ranking = u32::try_from(self.rankings.len()).ok()?;
        let from = u32::try_from(self.marks.len()).ok()?;
        self.marks.extend(marks);
        let to = u32::try_from(self.marks.len()).ok()?;
        self.rankings.push(Ranking { papers, from, to, next: NONE });
        self.settle(ranking, ROOT);
        Some(())
    }

    /// From now on `candidate` keeps a part and passes on the rest.
    pub(super) fn elect(&mut self, candidate: usize) {
        self.standing[candidate] = Standing::Elected;
        for pile in std::mem::take(&mut self.piles[candidate]) {
            let path = self.prolong(pile.path, candidate);
            self.paths[path as usize].papers = pile.papers;
            self.settle_all(pile.first, path);
        }
    }

    /// From now on `candidate` is passed over.
    pub(super) fn exclude(&mut self, candidate: usize) {
        self.standing[candidate] = Standing::Out;
        for pile in std::mem::take(&mut self.piles[candidate]) {
            self.settle_all(pile.first, pile.path);
        }
    }

    /// Adds to `votes` what every paper gives by the keep values in `values`.
    pub(super) fn distribute(&mut self, part: Part, values: &[u64], votes: &mut [u128]) {
        self.rest[0] = part.one;
        for (at, path) in self.paths.iter().enumerate().skip(1) {
            let candidate = usize::from(path.candidate);
            let weight = self.rest[path.after as usize];
            let kept = part.keep(weight, values[candidate]);
            votes[candidate] += u128::from(kept) * u128::from(path.papers);
            self.rest[at] = weight - kept;
        }
        for (piles, votes) in self.piles.iter().zip(votes) {
            let of = |pile: &Pile| u128::from(self.rest[pile.path as usize]) * u128::from(pile.papers);
            *votes += piles.iter().map(of).sum::<u128>();
        }
    }

    fn settle_all(&mut self, first: u32, path: u32) {
        let mut next = first;
        while next != NONE {
            let ranking = next;
            next = self.rankings[ranking as usize].next;
            self.settle(ranking, path);
        }
    }

    /// Takes a ranking from the end of `path` to its next hopeful candidate; nowhere if none.
    fn settle(&mut self, ranking: u32, mut path: u32) {
        let Ranking { papers, mut from, to, .. } = self.rankings[ranking as usize];
        while from < to {
            let candidate = usize::from(self.marks[from as usize]);
            from += 1;
            match self.standing[candidate] {
                Standing::Out => {}
                Standing::Elected => {
                    path = match self.places.get(&key(path, candidate)) {
                        Some(found) => *found,
                        None => self.prolong(path, candidate),
                    };
                    self.paths[path as usize].papers += papers;
                }
                Standing::Hopeful => {
                    let piles = &mut self.piles[candidate];
                    // As many piles as rankings at most, and those are numbered.
                    let new = piles.len() as u32;
                    let at = *self.places.entry(key(path, candidate)).or_insert(new);
                    if at == new {
                        piles.push(Pile { path, first: NONE, papers: 0 });
                    }
                    let pile = &mut piles[at as usize];
                    pile.papers += papers;
                    let held = &mut self.rankings[ranking as usize];
                    (held.from, held.next) = (from, std::mem::replace(&mut pile.first, ranking));
                    return;
                }
            }
        }
    }

    fn prolong(&mut self, after: u32, candidate: usize) -> u32 {
        // No more paths than marks, and those are numbered.
        let path = self.paths.len() as u32;
        self.paths.push(Path { after, candidate: candidate as u16, papers: 0 });
        self.rest.push(0);
        self.places.insert(key(after, candidate), path);
        path
    }
}

fn key(path: u32, candidate: usize) -> u64 {
    u64::from(path) << 16 | candidate as u64
}

/// Spreads the few bits of a [`key`] over 64: paths and candidates are numbered by us, so that
/// nobody can aim for collisions.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}
