// §9.1: from a contest's opened rows to papers.

import type { Contest } from "../acts.js";
import { chunks } from "../bytes.js";
import { readDigits } from "../crypto/blocks.js";
import { mostCrosses } from "./crosses.js";

/** The radices of a contest's digits. */
export function radices(contest: Contest): number[] {
  const C = contest.candidates.length;
  switch (contest.kind) {
    case "choice":
      return [C + 1];
    case "ranking":
      return Array<number>(contest.ranks ?? 0).fill(C + 1);
    case "approval":
      return Array<number>(C).fill(2);
    case "score":
      return Array<number>(C).fill((contest.max_score ?? 0) + 1);
  }
}

/** Equal valid ballots, and how many papers they count as. */
export type Papers = { digits: number[]; papers: bigint };
export type Tally = { valid: bigint; blank: bigint; spoilt: bigint; papers: Papers[] };

export type Reading = { kind: "valid"; digits: number[] } | { kind: "blank" } | { kind: "spoilt"; reason: string };

/** One opened row: spoilt for the first of S1 to S5, blank, or valid. */
export function readRow(contest: Contest, row: readonly Uint8Array[]): Reading {
  const digits = readDigits(radices(contest), row);
  return typeof digits === "string" ? { kind: "spoilt", reason: digits } : readBallot(contest, digits);
}

/** A ballot's digits: spoilt for the first of S3 to S5, blank, or valid. */
export function readBallot(contest: Contest, digits: number[]): Reading {
  const reason = contest.kind === "ranking" ? rankingDefect(digits) : crossesDefect(contest, digits);
  if (reason !== null) return { kind: "spoilt", reason };
  return digits.every((digit) => digit === 0) ? { kind: "blank" } : { kind: "valid", digits };
}

function rankingDefect(digits: readonly number[]): "S3" | "S4" | null {
  const end = digits.indexOf(0);
  const ranked = end < 0 ? digits : digits.slice(0, end);
  if (new Set(ranked).size < ranked.length) return "S3";
  return digits.slice(ranked.length).some((digit) => digit !== 0) ? "S4" : null;
}

function crossesDefect(contest: Contest, digits: readonly number[]): "S5" | null {
  const most = mostCrosses(contest);
  return most !== null && digits.filter((digit) => digit === 1).length > most ? "S5" : null;
}

/** A contest's lists, each with its weight and profile (§8.3). */
export type ListProfile = { weight: number; profile: Uint8Array };

/** The ballots of a contest, read one after the other. */
export class Tallying {
  private readonly total = { valid: 0n, blank: 0n, spoilt: 0n };
  private readonly papers = new Map<string, Papers>();

  add(reading: Reading, counts: bigint): void {
    this.total[reading.kind] += counts;
    if (reading.kind !== "valid") return;
    const name = reading.digits.join();
    const known = this.papers.get(name);
    if (known === undefined) this.papers.set(name, { digits: reading.digits, papers: counts });
    else known.papers += counts;
  }

  get tally(): Tally {
    return { ...this.total, papers: [...this.papers.values()] };
  }
}

export function tally(contest: Contest, W: number, lists: readonly ListProfile[]): Tally {
  const tallying = new Tallying();
  for (const { weight, profile } of lists) {
    for (const row of chunks(profile, 32 * W)) tallying.add(readRow(contest, chunks(row, 32)), BigInt(weight));
  }
  return tallying.tally;
}
