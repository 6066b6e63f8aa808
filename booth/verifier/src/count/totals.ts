// §9.1 and §9.6: plurality, approval, score, and the crosses of §9.8.

import { Fraction } from "./fraction.js";
import { candidateNumbers, type Count, type Question } from "./question.js";
import { Places } from "./reserved.js";

/** By candidate: papers with it first, papers that approve of it, or its scores. */
export function totals({ contest, tally }: Question): bigint[] {
  const found = contest.candidates.map(() => 0n);
  const isFirstOnly = contest.kind === "choice" || contest.kind === "ranking";
  for (const { digits, papers } of tally.papers) {
    if (isFirstOnly) found[digits[0]! - 1]! += papers;
    else digits.forEach((digit, i) => (found[i]! += BigInt(digit) * papers));
  }
  return found;
}

export function countByTotals(question: Question): Count {
  const found = totals(question);
  const elected = electByTotals(question, found);
  return { elected, stages: [{ elected, excluded: [], votes: found.map((n) => Fraction.of(n)) }] };
}

function electByTotals({ contest, lots }: Question, found: readonly bigint[]): number[] {
  const places = new Places(contest);
  const elected: number[] = [];
  const continuing = new Set(candidateNumbers(contest));
  const levels = [...new Set(found)].sort((a, b) => (a > b ? -1 : 1));
  for (const level of levels) {
    if (elected.length === contest.seats) break;
    const { doomed } = places.standing(elected, [...continuing]);
    const hopeful = [...continuing].filter((c) => found[c - 1] === level && !doomed.has(c));
    const isRoom = places.canAllBeElected(hopeful, elected, [...continuing]);
    for (const candidate of isRoom ? hopeful : lots.draw(hopeful)) {
      if (places.standing(elected, [...continuing]).doomed.has(candidate)) continue;
      elected.push(candidate);
      continuing.delete(candidate);
    }
  }
  return elected;
}
