// §9.5: where a count stands.

import { Fraction } from "../fraction.js";
import type { Question, Stage } from "../question.js";
import { Places } from "../reserved.js";
import { Numbers } from "./numbers.js";
import type { TransferOptions } from "./options.js";
import { type Bundle, type Candidate, type Parcel, Piles } from "./piles.js";
import { Ties } from "./ties.js";

/** Papers of one candidate that are passed on together. */
export type Batch = { from: Candidate; parcels: Parcel[] }[];

export class TransferState {
  readonly numbers: Numbers;
  readonly piles: Piles;
  readonly ties: Ties;
  readonly places: Places;
  elected: Candidate[] = [];
  readonly stages: Stage[] = [];
  /** The exclusion under way: what is left of it. */
  underWay: { excluded: readonly Candidate[]; batches: Batch[] } = { excluded: [], batches: [] };
  quota = Fraction.ZERO;
  points = 0;
  private doomed: ReadonlySet<number> = new Set();
  private guarded: ReadonlySet<number> = new Set();

  constructor(
    readonly question: Question,
    readonly options: TransferOptions,
  ) {
    const { contest, tally, lots } = question;
    const bundles = tally.papers.map(({ digits, papers }): Bundle => {
      return { ranking: digits.filter((digit) => digit !== 0), place: -1, papers };
    });
    const C = contest.candidates.length;
    this.numbers = new Numbers(options, contest.seats);
    this.piles = new Piles(C, bundles, this.numbers);
    this.ties = new Ties(options.ties, lots, tally.papers, C);
    this.places = new Places(contest);
  }

  get candidates(): readonly Candidate[] {
    return this.piles.candidates;
  }

  get continuing(): Candidate[] {
    return this.candidates.filter((c) => c.standing === "continuing");
  }

  get vacancies(): number {
    return this.question.contest.seats - this.elected.length;
  }

  /** No more continuing candidates than vacancies. */
  get isFew(): boolean {
    return this.continuing.length <= this.vacancies;
  }

  get isOver(): boolean {
    return this.vacancies === 0 || this.continuing.length === 0;
  }

  isDoomed(candidate: Candidate): boolean {
    return this.doomed.has(candidate.number);
  }

  isGuarded(candidate: Candidate): boolean {
    return this.guarded.has(candidate.number);
  }

  surplus(candidate: Candidate): Fraction {
    return candidate.votes.minus(this.quota);
  }

  /** The elected whose surplus waits. */
  get waiting(): Candidate[] {
    return this.elected.filter((c) => !c.isSurplusTransferred && this.surplus(c).isAbove(Fraction.ZERO));
  }

  get waitingSurpluses(): Fraction {
    return Fraction.sum(this.waiting.map((c) => this.surplus(c)));
  }

  canAllBeElected(some: readonly Candidate[]): boolean {
    return this.places.canAllBeElected(numbersOf(some), numbersOf(this.elected), numbersOf(this.continuing));
  }

  elect(candidate: Candidate): void {
    candidate.standing = "elected";
    candidate.electedAt = this.points;
    this.elected.push(candidate);
    this.stages.at(-1)!.elected.push(candidate.number);
    this.lookAtPlaces();
  }

  exclude(chosen: readonly Candidate[]): void {
    for (const candidate of chosen) candidate.standing = "excluded";
    this.stages.at(-1)!.excluded.push(...numbersOf(chosen).sort((a, b) => a - b));
    this.lookAtPlaces();
  }

  sort(): void {
    this.elected = [];
    this.piles.sort();
    this.lookAtPlaces();
  }

  beginStage(): void {
    this.stages.push({ elected: [], excluded: [], votes: [] });
  }

  endStage(): void {
    this.stages.at(-1)!.votes = this.candidates.map((c) => this.numbers.inVotes(c.votes));
  }

  /** §9.6: anew after each election, each exclusion and a sorting. */
  private lookAtPlaces(): void {
    const { doomed, guarded } = this.places.standing(numbersOf(this.elected), numbersOf(this.continuing));
    this.doomed = doomed;
    this.guarded = guarded;
  }
}

const numbersOf = (candidates: readonly Candidate[]): number[] => candidates.map((c) => c.number);

export const totalVotes = (candidates: readonly Candidate[]): Fraction => Fraction.sum(candidates.map((c) => c.votes));
