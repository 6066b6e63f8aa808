// §9.9, Schulze.

import type { Contest } from "../acts.js";
import { levelsOf } from "./levels.js";
import { type Strength, strengthOf, type Victory } from "./pairs.js";
import { candidateNumbers } from "./question.js";

/** From x to y: the weakest victory of a strongest path; null if there is no path. */
type Paths = (Victory | null)[][];

export function schulzeLevels(contest: Contest, victories: readonly Victory[]): number[][] {
  const strength = strengthOf(contest);
  const paths = strongestPaths(contest.candidates.length, victories, strength);
  const isAhead = (x: number, y: number): boolean => {
    const [there, back] = [paths[x - 1]![y - 1]!, paths[y - 1]![x - 1]!];
    return there !== null && (back === null || strength(there, back) > 0);
  };
  return levelsOf(candidateNumbers(contest), isAhead);
}

/** Floyd and Warshall's, with the strongest of the weakest in place of the shortest of the sums. */
function strongestPaths(C: number, victories: readonly Victory[], strength: Strength): Paths {
  const paths: Paths = Array.from({ length: C }, () => Array<Victory | null>(C).fill(null));
  for (const victory of victories) paths[victory.winner - 1]![victory.loser - 1] = victory;
  for (let via = 0; via < C; via++) {
    for (let x = 0; x < C; x++) {
      const first = paths[x]![via]!;
      if (first === null) continue;
      for (let y = 0; y < C; y++) {
        const second = paths[via]![y]!;
        if (second === null || x === y) continue;
        const weakest = strength(first, second) < 0 ? first : second;
        const known = paths[x]![y]!;
        if (known === null || strength(weakest, known) > 0) paths[x]![y] = weakest;
      }
    }
  }
  return paths;
}
