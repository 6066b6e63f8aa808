//! The pseudo-random numbers of the New Zealand rules (sch. 1A clauses 40 to 48), Wichmann and
//! Hill's generator, as Hill's program and the calculator in use draw them; see `docs/counting.md`.

/// The generator's three states.
struct Numbers(u64, u64, u64);

impl Numbers {
    /// Clause 42: from the candidates, the vacancies and the votes.
    fn new(candidates: u64, vacancies: u64, votes: u64) -> Self {
        let mut numbers = Self(candidates + 5, vacancies, (votes % 30_323 + 10_000 * (votes % 10)) % 30_323);
        // Clause 44: the first four are not used.
        for _ in 0..4 {
            numbers.next();
        }
        numbers
    }

    /// Clause 43, from 1 to 10,000.
    fn next(&mut self) -> u64 {
        let Self(x, y, z) = self;
        *x = 171 * *x % 30_269;
        *y = 172 * *y % 30_307;
        *z = 170 * *z % 30_323;
        10_000 - (10_000 * *x / 30_269 + 10_000 * *y / 30_307 + 10_000 * *z / 30_323) % 10_000
    }
}

/// One number for each of `standing`, in their order, no two alike. `vacancies` and `votes` are
/// the seats and the valid papers.
pub(super) fn numbers(standing: &[u16], vacancies: u32, votes: u64) -> Vec<(u16, u64)> {
    let mut generator = Numbers::new(standing.len() as u64, u64::from(vacancies), votes);
    let mut drawn: Vec<(u16, u64)> = Vec::with_capacity(standing.len());
    for &candidate in standing {
        let mut number = generator.next();
        // At most MAX_CANDIDATES of 10,000 numbers are taken.
        while drawn.iter().any(|(_, taken)| *taken == number) {
            number = generator.next();
        }
        drawn.push((candidate, number));
    }
    drawn
}
