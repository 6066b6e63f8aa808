// §9.5, Candidates and papers: who has which papers, and how papers move.

import { Fraction } from "../fraction.js";
import type { Numbers } from "./numbers.js";

/** Papers that are alike: their ranking, and the place at which they stand (-1: before the first). */
export type Bundle = { ranking: readonly number[]; place: number; papers: bigint };

/** Papers received at one value in one transfer, and the votes credited for them. */
export type Parcel = { date: number; value: Fraction; credit: Fraction; bundles: Bundle[] };

export type Candidate = {
  readonly number: number;
  standing: "continuing" | "elected" | "excluded";
  votes: Fraction;
  pile: Parcel[];
  /** The point at which it was elected. */
  electedAt: number;
  isSurplusTransferred: boolean;
};

export const papersIn = (bundles: readonly Bundle[]): bigint => bundles.reduce((sum, { papers }) => sum + papers, 0n);

export class Piles {
  readonly candidates: Candidate[];
  private transfers = 0;

  constructor(
    candidateCount: number,
    private readonly ballots: readonly Bundle[],
    private readonly numbers: Numbers,
  ) {
    this.candidates = Array.from({ length: candidateCount }, (_, i) => ({
      number: i + 1,
      standing: "continuing",
      votes: Fraction.ZERO,
      pile: [],
      electedAt: 0,
      isSurplusTransferred: false,
    }));
  }

  /** Every valid paper to the first candidate of its ranking who is not excluded; nobody is elected. */
  sort(): void {
    for (const candidate of this.candidates) {
      if (candidate.standing === "elected") candidate.standing = "continuing";
      Object.assign(candidate, { votes: Fraction.ZERO, pile: [], isSurplusTransferred: false });
    }
    const sorting = new Transfer(this, this.numbers, 0);
    for (const bundle of this.ballots) sorting.pass(0, this.numbers.one, bundle);
    sorting.finish();
  }

  transfer(): Transfer {
    return new Transfer(this, this.numbers, ++this.transfers);
  }

  /** The place in the ranking of the first continuing candidate after where the papers stand; -1 if there is none. */
  nextPlace({ ranking, place }: Bundle): number {
    return ranking.findIndex((c, i) => i > place && this.candidates[c - 1]!.standing === "continuing");
  }
}

/** Papers of one value on their way from one candidate to another. */
type Load = { to: Candidate; value: Fraction; bundles: Bundle[] };

export class Transfer {
  private readonly loads = new Map<string, Load>();

  constructor(
    private readonly piles: Piles,
    private readonly numbers: Numbers,
    private readonly date: number,
  ) {}

  /** Papers from a candidate (0: none) to their next one, at this value; without a next one, out of the count. */
  pass(from: number, value: Fraction, bundle: Bundle): void {
    const place = this.piles.nextPlace(bundle);
    if (place < 0) return;
    const to = this.piles.candidates[bundle.ranking[place]! - 1]!;
    const name = `${from} ${to.number} ${value}`;
    const load = this.loads.get(name) ?? { to, value, bundles: [] };
    load.bundles.push({ ...bundle, place });
    this.loads.set(name, load);
  }

  /** Credits each load with its worth. */
  finish(): void {
    for (const { to, value, bundles } of this.loads.values()) {
      const credit = this.numbers.worth(papersIn(bundles), value);
      to.votes = to.votes.plus(credit);
      const parcel = to.pile.find((p) => p.date === this.date && p.value.equals(value));
      if (parcel === undefined) to.pile.push({ date: this.date, value, credit, bundles });
      else {
        parcel.credit = parcel.credit.plus(credit);
        parcel.bundles.push(...bundles);
      }
    }
  }
}
