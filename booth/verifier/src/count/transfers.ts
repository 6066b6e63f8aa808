// §9.1: scottish-stv, and av as the same with its differences. All numbers are integers.

import type { Contest } from "../acts.js";
import type { Papers } from "./papers.js";
import type { Draw } from "./rules.js";

/** Papers at one candidate that are alike: their ranking, the place at which they stand, their value. */
type Bundle = { ranking: readonly number[]; place: number; value: bigint; papers: bigint };

type Candidate = { number: number; standing: "continuing" | "elected" | "excluded"; votes: bigint; bundles: Bundle[] };

const VOTE = 100_000n; // hundred-thousandths

export class TransferCount {
  private readonly candidates: Candidate[];
  private readonly elected: number[] = [];
  /** Votes at the end of every stage so far, by candidate. */
  private readonly stages: bigint[][] = [];
  private readonly fixedQuota: bigint | null;

  constructor(
    private readonly contest: Contest,
    papers: readonly Papers[],
    private readonly draw: Draw,
  ) {
    this.candidates = contest.candidates.map((_, i) => ({
      number: i + 1,
      standing: "continuing",
      votes: 0n,
      bundles: [],
    }));
    const isAv = contest.rules === "av";
    const N = papers.reduce((sum, { papers: count }) => sum + count, 0n);
    this.fixedQuota = isAv ? null : (N / BigInt(contest.seats + 1) + 1n) * VOTE;
    for (const { digits, papers: count } of papers) {
      const ranking = digits.filter((digit) => digit !== 0);
      this.give({ ranking, place: -1, value: isAv ? 1n : VOTE, papers: count });
    }
  }

  run(): number[] {
    for (;;) {
      this.stages.push(this.candidates.map((c) => c.votes));
      const quota = this.quota();
      this.elect(quota);
      if (this.vacancies() === 0 || this.continuing().length === 0) return this.elected;
      this.furtherStage(quota);
    }
  }

  private continuing(): Candidate[] {
    return this.candidates.filter((c) => c.standing === "continuing");
  }

  private vacancies(): number {
    return this.contest.seats - this.elected.length;
  }

  private quota(): bigint {
    if (this.fixedQuota !== null) return this.fixedQuota;
    return this.continuing().reduce((sum, c) => sum + c.votes, 0n) / 2n + 1n;
  }

  /** Step 1 */
  private elect(quota: bigint): void {
    const continuing = this.continuing();
    const chosen = continuing.filter((c) => c.votes >= quota);
    const others = continuing.filter((c) => c.votes < quota);
    const vacant = this.vacancies() - chosen.length;
    if (vacant > 0 && others.length <= vacant) chosen.push(...others);
    chosen.sort((a, b) => (a.votes === b.votes ? a.number - b.number : a.votes > b.votes ? -1 : 1));
    for (const c of chosen) {
      c.standing = "elected";
      this.elected.push(c.number);
    }
  }

  /** Step 2 */
  private furtherStage(quota: bigint): void {
    const above = this.candidates.filter((c) => c.standing === "elected" && c.votes > quota);
    if (above.length > 0) this.transferSurplus(this.choose(above, "most"), quota);
    else this.exclude(this.choose(this.continuing(), "fewest"));
  }

  private transferSurplus(from: Candidate, quota: bigint): void {
    const v = from.votes;
    for (const bundle of from.bundles.splice(0)) {
      this.give({ ...bundle, value: ((v - quota) * bundle.value) / v });
    }
    from.votes = quota;
  }

  private exclude(from: Candidate): void {
    from.standing = "excluded";
    from.votes = 0n;
    for (const bundle of from.bundles.splice(0)) this.give(bundle);
  }

  /** To the next continuing candidate after the place at which the papers stood, or out of the count. */
  private give(bundle: Bundle): void {
    for (let place = bundle.place + 1; place < bundle.ranking.length; place++) {
      const candidate = this.candidates[bundle.ranking[place]! - 1]!;
      if (candidate.standing !== "continuing") continue;
      candidate.votes += bundle.value * bundle.papers;
      candidate.bundles.push({ ...bundle, place });
      return;
    }
  }

  /** The one with the most (or fewest) votes; ties by the stages so far, then by lots. */
  private choose(among: readonly Candidate[], which: "most" | "fewest"): Candidate {
    const stages = this.contest.rules === "av" ? this.stages : [...this.stages].reverse();
    let tied = best(among, (c) => c.votes, which);
    for (const stage of stages) {
      if (tied.length === 1) break;
      tied = best(tied, (c) => stage[c.number - 1]!, which);
    }
    if (tied.length === 1) return tied[0]!;
    const first = this.draw(tied.map((c) => c.number))[0]!;
    return this.candidates[first - 1]!;
  }
}

function best(among: readonly Candidate[], votes: (c: Candidate) => bigint, which: "most" | "fewest"): Candidate[] {
  const values = among.map(votes);
  const extreme = values.reduce((x, y) => ((which === "most" ? y > x : y < x) ? y : x));
  return among.filter((c) => votes(c) === extreme);
}
