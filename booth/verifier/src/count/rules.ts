// §9.1, §9.2: which rules there are, and what they make of the papers.

import type { Contest } from "../acts.js";
import { drawLots } from "../crypto/decryption.js";
import type { Tally } from "./papers.js";
import { electByTotals } from "./totals.js";
import { TransferCount } from "./transfers.js";

/** Tied candidates in the order in which they are drawn; each call is the next draw of the count. */
export type Draw = (tied: readonly number[]) => number[];

const RANKED: readonly Contest["kind"][] = ["ranking", "choice"];

const RULES: Record<string, { kinds: readonly Contest["kind"][]; seats: "any" | 1 }> = {
  "scottish-stv": { kinds: RANKED, seats: "any" },
  av: { kinds: RANKED, seats: 1 },
  plurality: { kinds: RANKED, seats: "any" },
  approval: { kinds: ["approval"], seats: "any" },
  score: { kinds: ["score"], seats: "any" },
};

/** §3.1 A17: a name of §9.1 that counts this kind and fills that many seats. */
export function canCount(contest: Contest): boolean {
  const rule = Object.hasOwn(RULES, contest.rules) ? RULES[contest.rules]! : null;
  return rule !== null && rule.kinds.includes(contest.kind) && (rule.seats === "any" || contest.seats === 1);
}

/** The numbers of the elected, in order of election. */
export function elect(number: number, contest: Contest, counted: Tally, lot: Uint8Array | null): number[] {
  if (counted.valid === 0n || lot === null) return [];
  let ties = 0;
  const draw: Draw = (tied) => drawLots(lot, number, ++ties, tied);
  const isTransfer = contest.rules === "scottish-stv" || contest.rules === "av";
  if (isTransfer) return new TransferCount(contest, counted.papers, draw).run();
  return electByTotals(contest, counted.papers, draw);
}
