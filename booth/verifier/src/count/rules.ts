// §9.1, §9.2: which rules there are, and what they make of the papers.

import type { Contest } from "../acts.js";
import { crossesDefect } from "./crosses.js";
import { countDecision, decisionDefect } from "./decisions.js";
import { countByGrades } from "./grades.js";
import { countByKeepValues } from "./keep-values/course.js";
import { KEEP_VALUE_RULES } from "./keep-values/parameters.js";
import { countByPairs } from "./pairs.js";
import { readOptions } from "./options.js";
import type { Count, Question } from "./question.js";
import { reservedDefect } from "./reserved.js";
import { countByStar } from "./star.js";
import { countByTotals } from "./totals.js";
import { countByTransfers } from "./transfers/course.js";
import { TRANSFER_RULES, transferOptions } from "./transfers/options.js";

type Rules = {
  kinds: readonly Contest["kind"][];
  fillsOne: boolean;
  canReserve: boolean;
  /** What is wrong with the contest's options, or null. */
  optionsDefect: (contest: Contest) => string | null;
  count: (question: Question) => Count;
};

const withoutOptions = (contest: Contest): string | null => asDefect(readOptions(contest, []));
const asDefect = (found: unknown): string | null => (typeof found === "string" ? found : null);

const RANKED: Omit<Rules, "count"> = {
  kinds: ["ranking", "choice"],
  fillsOne: false,
  canReserve: false,
  optionsDefect: withoutOptions,
};
const TRANSFERS: Rules = {
  ...RANKED,
  canReserve: true,
  optionsDefect: (contest) => asDefect(transferOptions(contest)),
  count: countByTransfers,
};
const KEEP_VALUES: Rules = { ...RANKED, canReserve: true, count: countByKeepValues };
const TOTALS: Rules = { ...RANKED, canReserve: true, count: countByTotals };
const CROSSES: Rules = { ...TOTALS, kinds: ["approval"], optionsDefect: crossesDefect };
const PAIRS: Rules = { ...RANKED, count: countByPairs };
const SCORES: Omit<Rules, "count"> = { ...RANKED, kinds: ["score"] };
const DECISION: Rules = { ...RANKED, fillsOne: true, optionsDefect: decisionDefect, count: countDecision };

const RULES = new Map<string, Rules>([
  ...TRANSFER_RULES.map((name) => [name, TRANSFERS] as const),
  ["av", { ...TRANSFERS, fillsOne: true, canReserve: false }],
  ...KEEP_VALUE_RULES.map((name) => [name, KEEP_VALUES] as const),
  ["plurality", TOTALS],
  ["approval", { ...TOTALS, kinds: ["approval"] }],
  ["score", { ...TOTALS, kinds: ["score"] }],
  ["block-vote", CROSSES],
  ["limited-vote", CROSSES],
  ["sntv", CROSSES],
  ["schulze-wv", PAIRS],
  ["schulze-margins", PAIRS],
  ["ranked-pairs-wv", PAIRS],
  ["ranked-pairs-margins", PAIRS],
  ["star", { ...SCORES, count: countByStar }],
  ["majority-judgment-better", { ...SCORES, count: countByGrades }],
  ["majority-judgment-worse", { ...SCORES, count: countByGrades }],
  ["decision", DECISION],
  ["decision-options", DECISION],
]);

/** §3.1 A17: why the contest's rules, options and reserved places cannot be had, or null. */
export function countingDefect(contest: Contest): string | null {
  const rules = RULES.get(contest.rules);
  if (rules === undefined) return `there are no rules ${JSON.stringify(contest.rules)}`;
  if (!rules.kinds.includes(contest.kind)) return `${JSON.stringify(contest.rules)} counts no ballots of the kind ${contest.kind}`;
  if (rules.fillsOne && contest.seats !== 1) return `${JSON.stringify(contest.rules)} fills one seat`;
  const defect = rules.optionsDefect(contest);
  if (defect !== null || contest.reserved.length === 0) return defect;
  return rules.canReserve ? reservedDefect(contest) : `${JSON.stringify(contest.rules)} reserves no places`;
}

/** Who is elected by the contest's rules, stage by stage; there is a valid ballot. */
export function count(question: Question): Count {
  return RULES.get(question.contest.rules)!.count(question);
}
