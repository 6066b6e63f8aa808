// §9.10, star.

import { Fraction } from "./fraction.js";
import { candidateNumbers, type Count, type Question, type Stage } from "./question.js";
import { totals } from "./totals.js";

/** Through to the runoff; tied for it. */
type Finalists = { through: number[]; tied: number[] };

export function countByStar(question: Question): Count {
  const star = new Star(question);
  const votes = totals(question).map((n) => Fraction.of(n));
  const stages: Stage[] = [{ elected: [], excluded: [], votes }];
  const elected: number[] = [];
  while (elected.length < question.contest.seats) {
    const left = candidateNumbers(question.contest).filter((c) => !elected.includes(c));
    const stage = star.seat(left);
    stages.push(stage);
    elected.push(...stage.elected);
  }
  return { elected, stages };
}

class Star {
  private readonly sums: bigint[];
  private readonly stars: bigint[];

  constructor(private readonly question: Question) {
    const { contest, tally } = question;
    this.sums = totals(question);
    this.stars = contest.candidates.map((_, i) =>
      tally.papers.reduce((sum, { digits, papers }) => (digits[i] === contest.max_score ? sum + papers : sum), 0n),
    );
  }

  /** Fills one seat with one of those left. */
  seat(left: readonly number[]): Stage {
    const votes = this.question.contest.candidates.map(() => Fraction.ZERO);
    if (left.length === 1) {
      votes[left[0]! - 1] = Fraction.of(this.question.tally.valid); // nobody else is left for any paper to prefer
      return { elected: [...left], excluded: [], votes };
    }
    const [a, b] = this.finalists(left) as [number, number];
    votes[a - 1] = Fraction.of(this.prefer(a, b));
    votes[b - 1] = Fraction.of(this.prefer(b, a));
    return { elected: [this.runoff(a, b)], excluded: [], votes };
  }

  /** Steps 1 and 2 */
  private finalists(left: readonly number[]): number[] {
    const second = [...left].map((c) => this.sum(c)).sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))[1]!;
    let found: Finalists = {
      through: left.filter((c) => this.sum(c) > second),
      tied: left.filter((c) => this.sum(c) === second),
    };
    while (found.through.length + found.tied.length > 2) {
      found = this.byLosses(found) ?? this.byStars(found) ?? this.byLots(found);
    }
    return [...found.through, ...found.tied];
  }

  private byLosses({ through, tied }: Finalists): Finalists | null {
    const losses = (x: number): bigint => BigInt(tied.filter((y) => this.prefer(y, x) > this.prefer(x, y)).length);
    const worst = withMost(tied, losses);
    if (worst.length === tied.length) return null;
    const others = tied.filter((c) => !worst.includes(c));
    const p = 2 - through.length;
    return others.length >= p ? { through, tied: others } : { through: [...through, ...others], tied: worst };
  }

  private byStars({ through, tied }: Finalists): Finalists | null {
    const best = withMost(tied, (c) => this.star(c));
    if (best.length === tied.length) return null;
    const others = tied.filter((c) => !best.includes(c));
    const p = 2 - through.length;
    return best.length <= p ? { through: [...through, ...best], tied: others } : { through, tied: best };
  }

  private byLots({ through, tied }: Finalists): Finalists {
    const order = this.question.lots.draw(tied);
    return { through: [...through, ...order.slice(0, 2 - through.length)], tied: [] };
  }

  /** Step 3 */
  private runoff(a: number, b: number): number {
    const figures = [(c: number) => this.prefer(c, c === a ? b : a), (c: number) => this.sum(c), (c: number) => this.star(c)];
    for (const figure of figures) if (figure(a) !== figure(b)) return figure(a) > figure(b) ? a : b;
    return this.question.lots.first([a, b]);
  }

  /** How many papers give x a higher score than y. */
  private prefer(x: number, y: number): bigint {
    return this.question.tally.papers.reduce(
      (sum, { digits, papers }) => (digits[x - 1]! > digits[y - 1]! ? sum + papers : sum),
      0n,
    );
  }

  private sum(candidate: number): bigint {
    return this.sums[candidate - 1]!;
  }

  private star(candidate: number): bigint {
    return this.stars[candidate - 1]!;
  }
}

function withMost(candidates: readonly number[], figure: (candidate: number) => bigint): number[] {
  const most = candidates.map(figure).reduce((a, b) => (b > a ? b : a));
  return candidates.filter((c) => figure(c) === most);
}
