// §9.9: how many papers prefer whom to whom, and victories.

import type { Contest } from "../acts.js";
import { Fraction } from "./fraction.js";
import { electLevels } from "./levels.js";
import type { Papers } from "./papers.js";
import { candidateNumbers, type Count, type Question } from "./question.js";
import { rankedPairsLevels } from "./ranked-pairs.js";
import { schulzeLevels } from "./schulze.js";

export type Victory = { winner: number; loser: number; for: bigint; against: bigint };
/** Above 0 if the first victory is the stronger, 0 if they are equal. */
export type Strength = (a: Victory, b: Victory) => number;

const sign = (n: bigint): number => (n > 0n ? 1 : n < 0n ? -1 : 0);

const byWinningVotes: Strength = (a, b) => sign(a.for - b.for) || sign(b.against - a.against);
const byMargins: Strength = (a, b) => sign(a.for - a.against - (b.for - b.against));

export const strengthOf = (contest: Contest): Strength => (contest.rules.endsWith("-wv") ? byWinningVotes : byMargins);

/** Row x - 1, column y - 1: x:y. */
function preferences(C: number, papers: readonly Papers[]): bigint[][] {
  const prefer = Array.from({ length: C }, () => Array<bigint>(C).fill(0n));
  for (const { digits, papers: count } of papers) {
    const below = new Set(Array.from({ length: C }, (_, i) => i + 1));
    for (const x of digits) {
      if (x === 0) break;
      below.delete(x);
      for (const y of below) prefer[x - 1]![y - 1]! += count;
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
