// §9.7: where a count stands, and a distribution.

import { Fraction } from "../fraction.js";
import { candidateNumbers, type Question, type Stage } from "../question.js";
import { Places } from "../reserved.js";
import type { Parameters, Votes } from "./parameters.js";

type Ranked = { ranking: number[]; papers: bigint };

export class KeepValueState {
  readonly elected: number[] = [];
  readonly stages: Stage[] = [];
  /** By stage so far, by candidate: the votes at its end. */
  readonly noted: bigint[][] = [];
  /** After each distribution so far, by candidate. */
  readonly distributed: bigint[][] = [];
  readonly places: Places;
  quota = 0n;
  private continuingSet: Set<number>;
  private votes: bigint[] = [];
  private readonly keepValues: bigint[];
  private readonly rankings: Ranked[];
  private doomed: ReadonlySet<number> = new Set();
  private guarded: ReadonlySet<number> = new Set();

  constructor(
    readonly question: Question,
    readonly parameters: Parameters,
  ) {
    const { contest, tally } = question;
    this.places = new Places(contest);
    this.continuingSet = new Set(candidateNumbers(contest));
    this.keepValues = contest.candidates.map(() => parameters.one);
    this.rankings = tally.papers.map(({ digits, papers }) => ({ ranking: digits.filter((digit) => digit !== 0), papers }));
  }

  get continuing(): number[] {
    return [...this.continuingSet];
  }

  get vacancies(): number {
    return this.question.contest.seats - this.elected.length;
  }

  get isFew(): boolean {
    return this.continuingSet.size <= this.vacancies;
  }

  isDoomed(candidate: number): boolean {
    return this.doomed.has(candidate);
  }

  isGuarded(candidate: number): boolean {
    return this.guarded.has(candidate);
  }

  votesOf(candidate: number): bigint {
    return this.votes[candidate - 1]!;
  }

  of(candidate: number): Votes {
    return { v: this.votesOf(candidate), q: this.quota };
  }

  /** S */
  get surplus(): bigint {
    const S = this.elected.reduce((sum, c) => sum + this.votesOf(c) - this.quota, 0n);
    return S > 0n ? S : 0n;
  }

  elect(candidate: number): void {
    this.continuingSet.delete(candidate);
    this.elected.push(candidate);
    this.stages.at(-1)!.elected.push(candidate);
    this.lookAtPlaces();
  }

  beginStage(excluded: readonly number[]): void {
    for (const candidate of excluded) this.continuingSet.delete(candidate);
    this.stages.push({ elected: [], excluded: [...excluded], votes: [] });
    this.lookAtPlaces();
  }

  endStage(): void {
    this.noted.push([...this.votes]);
    this.stages.at(-1)!.votes = this.votes.map((v) => Fraction.of(v, this.parameters.one));
  }

  private lookAtPlaces(): void {
    const { doomed, guarded } = this.places.standing(this.elected, this.continuing);
    this.doomed = doomed;
    this.guarded = guarded;
  }

  distribute(): void {
    const { one, keeps, addedToQuota } = this.parameters;
    const { candidates, seats } = this.question.contest;
    const isElected = new Set(this.elected);
    this.votes = candidates.map(() => 0n);
    for (const { ranking, papers } of this.rankings) {
      let w = one;
      for (const c of ranking) {
        const isContinuing = this.continuingSet.has(c);
        if (!isContinuing && !isElected.has(c)) continue;
        const kept = isContinuing ? w : keeps(w, this.keepValues[c - 1]!);
        this.votes[c - 1]! += kept * papers;
        w -= kept;
        if (w === 0n) break;
      }
    }
    this.quota = this.votes.reduce((sum, v) => sum + v, 0n) / BigInt(seats + 1) + addedToQuota;
    this.distributed.push([...this.votes]);
  }

  newKeepValues(): void {
    const { newKeepValue, one } = this.parameters;
    for (const c of this.elected) {
      const { v, q } = this.of(c);
      const k = newKeepValue(this.keepValues[c - 1]!, { v: v === 0n ? 1n : v, q });
      this.keepValues[c - 1] = k < one ? k : one;
    }
  }
}
