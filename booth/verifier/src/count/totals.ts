// §9.1: plurality, approval, score.

import type { Contest } from "../acts.js";
import type { Papers } from "./papers.js";
import type { Draw } from "./rules.js";

type CandidateTotal = { candidate: number; total: bigint };

function candidateTotals(contest: Contest, papers: readonly Papers[]): CandidateTotal[] {
  const totals = contest.candidates.map((_, i) => ({ candidate: i + 1, total: 0n }));
  for (const { digits, papers: count } of papers) {
    if (contest.rules === "plurality") totals[digits[0]! - 1]!.total += count;
    else digits.forEach((digit, i) => (totals[i]!.total += BigInt(digit) * count));
  }
  return totals;
}

export function electByTotals(contest: Contest, papers: readonly Papers[], draw: Draw): number[] {
  const order = candidateTotals(contest, papers).sort((x, y) =>
    x.total === y.total ? x.candidate - y.candidate : x.total > y.total ? -1 : 1,
  );
  const last = order[contest.seats - 1]!;
  if (order[contest.seats]?.total !== last.total) return order.slice(0, contest.seats).map((c) => c.candidate);
  const above = order.filter((c) => c.total > last.total).map((c) => c.candidate);
  const tied = order.filter((c) => c.total === last.total).map((c) => c.candidate);
  return [...above, ...draw(tied)].slice(0, contest.seats);
}
