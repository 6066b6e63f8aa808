// §9.9: how many papers prefer whom to whom, and victories.

import type { Contest } from "../acts.js";
import { Fraction } from "./fraction.js";
import { electLevels } from "./levels.js";
import type { Papers } from "./papers.js";
import { candidateNumbers, type Count, type Question } from "./question.js";
import { rankedPairsLevels } from "./ranked-pairs.js";
import { schulzeLevels } from "./schulze.js";

export type Victory = { winner: number; loser: number; for: number; against: number };
/** Above 0 if the first victory is the stronger, 0 if they are equal. */
export type Strength = (a: Victory, b: Victory) => number;

const byWinningVotes: Strength = (a, b) => a.for - b.for || b.against - a.against;
const byMargins: Strength = (a, b) => a.for - a.against - (b.for - b.against);

export const strengthOf = (contest: Contest): Strength => (contest.rules.endsWith("-wv") ? byWinningVotes : byMargins);

/** Row x - 1, column y - 1: x:y. The papers of a contest are at most 2⁵³ - 1 (R9), so that doubles are exact. */
function preferences(C: number, papers: readonly Papers[]): Float64Array[] {
  const prefer = Array.from({ length: C }, () => new Float64Array(C));
  for (const { digits, papers: count } of papers) {
    const below = new Set(Array.from({ length: C }, (_, i) => i));
    for (const x of digits) {
      if (x === 0) break;
      below.delete(x - 1);
      const row = prefer[x - 1]!;
      for (const y of below) row[y]! += Number(count);
    }
  }
  return prefer;
}

export function victories({ contest, tally }: Question): Victory[] {
  const numbers = candidateNumbers(contest);
  const prefer = preferences(numbers.length, tally.papers);
  return numbers.flatMap((winner) =>
    numbers.flatMap((loser) => {
      const [ahead, against] = [prefer[winner - 1]![loser - 1]!, prefer[loser - 1]![winner - 1]!];
      return ahead > against ? [{ winner, loser, for: ahead, against }] : [];
    }),
  );
}

export function countByPairs(question: Question): Count {
  const { contest, lots } = question;
  const found = victories(question);
  const isSchulze = contest.rules.startsWith("schulze-");
  const levels = (isSchulze ? schulzeLevels : rankedPairsLevels)(contest, found, lots);
  const elected = electLevels(contest, levels, lots);
  const votes = candidateNumbers(contest).map((c) => Fraction.of(found.filter((v) => v.winner === c).length));
  return { elected, stages: [{ elected, excluded: [], votes }] };
}
