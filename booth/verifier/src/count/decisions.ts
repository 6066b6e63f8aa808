// §9.11: whether an option is carried.

import type { Contest } from "../acts.js";
import { trimWhiteSpace } from "../text.js";
import { Fraction } from "./fraction.js";
import { isNumber, oneOf, type Option, readOptions, readShare } from "./options.js";
import { candidateNumbers, type Count, type Question } from "./question.js";
import { totals } from "./totals.js";

const OF_MEMBERS = "-of-members";
const isBound = (value: string): boolean => value === "none" || isNumber(value) || readShareOfMembers(value) !== null;

const OPTIONS: Option[] = [
  { name: "abstain", allows: (value) => value === "by-name" || value === "none" || isNumber(value), atFirst: "by-name" },
  { name: "threshold", allows: (value) => readShare(value) !== null, atFirst: "1/2" },
  { name: "strict", allows: oneOf("yes", "no"), atFirst: "yes" },
  { name: "abstentions", allows: oneOf("counted", "not-counted"), atFirst: "not-counted" },
  { name: "threshold-of", allows: oneOf("votes", "members"), atFirst: "votes" },
  { name: "quorum", allows: isBound, atFirst: "none" },
  { name: "quorum-counts", allows: oneOf("cast", "not-blank", "votes"), atFirst: "cast" },
  { name: "approval", allows: isBound, atFirst: "none" },
];

function readShareOfMembers(value: string): [bigint, bigint] | null {
  return value.endsWith(OF_MEMBERS) ? readShare(value.slice(0, -OF_MEMBERS.length)) : null;
}

/** Why the contest's options are none, or null. */
export function decisionDefect(contest: Contest): string | null {
  const found = readOptions(contest, OPTIONS);
  if (typeof found === "string") return found;
  const { values, named } = found;
  if (named.has("abstentions") && named.has("threshold-of")) return "a share has one base, and two are named";
  const hasQuorum = values.get("quorum") !== "none" && values.get("quorum") !== "0";
  if (named.has("quorum-counts") && !hasQuorum) return "there is no quorum to count towards";
  const abstain = values.get("abstain")!;
  const isCandidate = Number(abstain) >= 1 && Number(abstain) <= contest.candidates.length;
  return isNumber(abstain) && !isCandidate ? `there is no candidate ${abstain} who abstains` : null;
}

export function countDecision(question: Question): Count {
  const votes = totals(question);
  const carried = carriedOption(question, votes);
  const elected = carried === null ? [] : [carried];
  return { elected, stages: [{ elected, excluded: [], votes: votes.map((n) => Fraction.of(n)) }] };
}

function carriedOption(question: Question, votes: readonly bigint[]): number | null {
  const { contest } = question;
  const found = readOptions(contest, OPTIONS);
  if (typeof found === "string") throw new Error(found);
  const abstaining = abstainingOption(contest, found.values.get("abstain")!);
  const options = candidateNumbers(contest).filter((c) => c !== abstaining);
  const tested = contest.rules === "decision" ? (options[0] ?? null) : onlyMost(options, votes);
  if (tested === null) return null;
  const all = options.reduce((sum, c) => sum + votes[c - 1]!, 0n);
  const abstentions = abstaining === null ? 0n : votes[abstaining - 1]!;
  return holds(question, found.values, { f: votes[tested - 1]!, votes: all, abstentions }) ? tested : null;
}

function abstainingOption(contest: Contest, abstain: string): number | null {
  if (abstain === "none") return null;
  if (abstain !== "by-name") return Number(abstain);
  const names = contest.candidates.map(({ name }) => trimWhiteSpace(name).replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  const index = names.findIndex((name) => name === "abstain" || name === "abstention");
  return index < 0 ? null : index + 1;
}

/** The option with the most votes, unless several have the most. */
function onlyMost(options: readonly number[], votes: readonly bigint[]): number | null {
  const most = options.filter((c) => options.every((other) => votes[other - 1]! <= votes[c - 1]!));
  return most.length === 1 ? most[0]! : null;
}

type Figures = { f: bigint; votes: bigint; abstentions: bigint };

function holds(question: Question, options: ReadonlyMap<string, string>, { f, votes, abstentions }: Figures): boolean {
  const M = question.members;
  const part = {
    cast: votes + abstentions + question.tally.blank,
    "not-blank": votes + abstentions,
    votes,
  }[options.get("quorum-counts") as "cast" | "not-blank" | "votes"];
  if (part < boundOf(options.get("quorum")!, M) || f < boundOf(options.get("approval")!, M)) return false;
  const base = options.get("abstentions") === "counted" ? votes + abstentions : votes;
  const W = options.get("threshold-of") === "members" ? M : base;
  const [N, D] = readShare(options.get("threshold")!)!;
  return f >= 1n && (options.get("strict") === "yes" ? f * D > N * W : f * D >= N * W);
}

function boundOf(value: string, members: bigint): bigint {
  if (value === "none") return 0n;
  const share = readShareOfMembers(value);
  return share === null ? BigInt(value) : Fraction.of(share[0] * members, share[1]).ceiling();
}
