// §9.5, Ties: ways of deciding among candidates with equal votes, then lots.

import { Fraction } from "../fraction.js";
import type { Lots } from "../lots.js";
import type { Papers } from "../papers.js";
import type { Way } from "./options.js";
import type { Candidate } from "./piles.js";

export type Extreme = "highest" | "lowest";

/** Those for whom the number is the greatest, or the least. */
export function extremes<T>(among: readonly T[], of: (item: T) => Fraction, which: Extreme): T[] {
  let found: T[] = [];
  for (const item of among) {
    const order = found.length === 0 ? 0 : of(item).compare(of(found[0]!));
    if (order === 0) found.push(item);
    else if (which === "highest" ? order > 0 : order < 0) found = [item];
  }
  return found;
}

export class Ties {
  /** By point, by candidate: the votes. */
  private readonly noted: Fraction[][] = [];
  private readonly preferences: Fraction[][];

  constructor(
    private readonly ways: readonly Way[],
    private readonly lots: Lots,
    papers: readonly Papers[],
    candidateCount: number,
  ) {
    const ranks = Math.max(0, ...papers.map(({ digits }) => digits.length));
    const counts = Array.from({ length: ranks }, () => Array<bigint>(candidateCount).fill(0n));
    for (const { digits, papers: number } of papers) {
      digits.forEach((candidate, rank) => {
        if (candidate > 0) counts[rank]![candidate - 1]! += number;
      });
    }
    this.preferences = counts.map((row) => row.map((n) => Fraction.of(n)));
  }

  note(candidates: readonly Candidate[]): void {
    this.noted.push(candidates.map((c) => c.votes));
  }

  /** The one of several with equal votes who is chosen, by lot if need be. */
  choose(tied: readonly Candidate[], which: Extreme): Candidate {
    const left = this.narrow(tied, which);
    if (left.length === 1) return left[0]!;
    const first = this.lots.first(left.map((c) => c.number));
    return left.find((c) => c.number === first)!;
  }

  /** Those whom the ways leave. */
  narrow(tied: readonly Candidate[], which: Extreme): Candidate[] {
    let left = [...tied];
    for (const figures of this.ways.flatMap((way) => this.figuresOf(way))) {
      if (left.length === 1) break;
      left = extremes(left, (c) => figures[c.number - 1]!, which);
    }
    return left;
  }

  private figuresOf(way: Way): Fraction[][] {
    if (way === "preferences") return this.preferences;
    return way === "forwards" ? this.noted : [...this.noted].reverse();
  }
}
