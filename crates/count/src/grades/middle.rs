//! Comparing grades from the middle outwards, without taking them away one by one.
//!
//! With n grades in a row, the best first, taking away the middle grade again and again takes
//! them from the centre outwards, on one side and the other in turn. Two rows therefore differ
//! first at the place nearest the centre where they differ; which side comes first depends only
//! on n and on which of two middle grades is taken.

use std::cmp::Ordering;

/// Which of two middle grades is the middle one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Middle {
    /// The better: of four grades, the second best (Belenios, `method_mj.ml`).
    Better,
    /// The worse: of four grades, the third best (Balinski and Laraki, Majority Judgment, 2011,
    /// §1.2: the lower middlemost).
    Worse,
}

/// Where two rows of grades first differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Middle grades, equal in both, that are taken away before.
    pub after: u64,
    /// The middle grade of the first row then.
    pub first: u32,
    /// The middle grade of the second row then.
    pub second: u32,
}

/// One candidate's grades: each with the papers that give it, the highest first.
pub(super) type Row = Vec<(u32, u64)>;

impl Middle {
    /// The place of the middle grade among `papers` of them, from 0; `papers` is not 0.
    const fn place(self, papers: u64) -> u64 {
        match self {
            Self::Better => papers.div_ceil(2) - 1,
            Self::Worse => papers / 2,
        }
    }

    /// The middle grade of a row, unless it is empty.
    pub(super) fn grade(self, row: &Row) -> Option<u32> {
        let papers: u64 = row.iter().map(|one| one.1).sum();
        let place = papers.checked_sub(1).map(|_| self.place(papers))?;
        let mut before = 0;
        row.iter().find_map(|(grade, more)| {
            before += more;
            (place < before).then_some(*grade)
        })
    }

    /// Where two rows of as many grades first differ; nowhere if they are the same.
    pub(super) fn difference(self, first: &Row, second: &Row) -> Option<Difference> {
        let papers: u64 = first.iter().map(|one| one.1).sum();
        let centre = self.place(papers.max(1));
        // After the centre of an odd row of which the better middle is taken comes the better
        // side; in the other three cases each change turns it about.
        let better_side_first = (papers % 2 == 1) == matches!(self, Self::Better);
        let steps = steps(first, second);
        let unlike = || steps.iter().filter(|step| step.first != step.second);
        let better = unlike()
            .rev()
            .find(|step| step.start <= centre)
            .map(|step| (turns(centre - centre.min(step.end - 1), better_side_first), step));
        let worse = unlike()
            .find(|step| step.end > centre)
            .map(|step| (turns(step.start.max(centre) - centre, !better_side_first), step));
        let (after, step) = better.into_iter().chain(worse).min_by_key(|one| one.0)?;
        Some(Difference { after, first: step.first, second: step.second })
    }

    /// The better row first.
    pub(super) fn compare(self, first: &Row, second: &Row) -> Ordering {
        self.difference(first, second).map_or(Ordering::Equal, |it| it.second.cmp(&it.first))
    }
}

/// How many grades are taken before one that is `away` from the centre.
const fn turns(away: u64, side_comes_first: bool) -> u64 {
    match (away, side_comes_first) {
        (0, _) => 0,
        (_, true) => 2 * away - 1,
        (_, false) => 2 * away,
    }
}

/// Places `start..end` at which both rows have one grade each.
struct Step {
    start: u64,
    end: u64,
    first: u32,
    second: u32,
}

fn steps(first: &Row, second: &Row) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut first, mut second) = (first.iter(), second.iter());
    let (mut one, mut other) = (first.next().copied(), second.next().copied());
    let mut start = 0;
    while let (Some((a, left_a)), Some((b, left_b))) = (one, other) {
        let both = left_a.min(left_b);
        if both > 0 {
            steps.push(Step { start, end: start + both, first: a, second: b });
        }
        start += both;
        one = if left_a > both { Some((a, left_a - both)) } else { first.next().copied() };
        other = if left_b > both { Some((b, left_b - both)) } else { second.next().copied() };
    }
    steps
}
