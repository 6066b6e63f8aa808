// §3.1: the manifest's own checks, A14 to A18.

import type { Contest, Manifest } from "../acts.js";
import { mustHex, utf8 } from "../bytes.js";
import { must } from "../checks.js";
import { radices } from "../count/papers.js";
import { countingDefect } from "../count/rules.js";
import { width } from "../crypto/blocks.js";
import { readVerifyingKey } from "../crypto/signature.js";
import { LONGEST_NOTE } from "../note.js";
import { officeKeys } from "../state.js";
import { isLineName, saysSomething } from "../text.js";

const MOST_BLOCKS = 240;

export function checkManifest(m: Manifest): void {
  checkNumbers(m);
  checkKeys(m);
  must(m.objections_until <= m.opens && m.opens < m.closes && m.closes <= m.latest_close, "A16", "the dates are not in order");
  must(m.answer_seconds >= 1, "A16", "a round of the key ceremony would have no time");
  checkContests(m);
  for (const memberClass of m.classes) {
    const length = ballotLength(m, memberClass.contests.map((c) => c.contest));
    must(length <= LONGEST_NOTE, "A18", `a ballot of ${JSON.stringify(memberClass.name)} takes ${length} bytes`);
  }
}

function checkNumbers(m: Manifest): void {
  const n = m.trustees.length;
  const w = m.witnesses.length;
  const t = m.threshold;
  const k = m.witnesses_needed;
  must(n <= 64 && w <= 64, "A14", "there are more than 64 trustees or witnesses");
  must(t >= 2, "A14", "one trustee could open the ballots alone");
  must(2 * t > n && t <= n, "A14", `${t} of ${n} trustees is no safe threshold`);
  must(t < n || m.no_spare_trustee, "A14", "there is no trustee to spare, and the manifest does not ask for that");
  must(k >= 1 && 2 * k > w && k <= w, "A14", `${k} of ${w} witnesses is no safe number`);
  must(m.registrars.length === 1 || m.registrars.length === 2, "A14", "there are not one or two registrars");
}

function checkKeys(m: Manifest): void {
  const keys = officeKeys(m);
  must(keys.every((key) => readVerifyingKey(mustHex(key)) !== null), "A15", "a key is no valid key");
  must(new Set(keys).size === keys.length, "A15", "one key holds two offices");
  const names = m.witnesses.map((witness) => witness.name);
  must(names.every(isLineName), "A15", "a witness's name can be no name of a signature line");
  must(new Set(names).size === names.length, "A15", "two witnesses have the same name");
}

/** §3.1 A17, for the manifest and for a handover (A23). */
export function isOrigin(origin: string): boolean {
  if (!/^[a-z0-9\-._:/]{1,200}$/.test(origin)) return false;
  return origin.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function checkContests(m: Manifest): void {
  const titles = [m.organisation, m.title, ...m.contests.map((c) => c.title), ...m.classes.map((c) => c.name)];
  must(titles.every(saysSomething), "A17", "a name or title is empty");
  must(m.contests.length > 0, "A17", "there is no contest");
  must(isOrigin(m.origin), "A17", "the origin is no host and path");
  m.contests.forEach((contest, i) => checkContest(contest, i + 1));
  must(m.classes.length >= 1 && m.classes.length <= 65_535, "A17", "there are not 1 to 65,535 classes");
  for (const { name, contests } of m.classes) {
    const numbers = contests.map((c) => c.contest);
    must(numbers.length > 0, "A17", `${JSON.stringify(name)} votes in no contest`);
    const ascends = numbers.every((c, i) => c >= 1 && c <= m.contests.length && (i === 0 || c > numbers[i - 1]!));
    must(ascends, "A17", `the contests of ${JSON.stringify(name)} do not exist or do not ascend`);
    const hasWeights = contests.every((c) => c.weight >= 1 && c.weight <= 1_000_000_000);
    must(hasWeights, "A17", `a weight of ${JSON.stringify(name)} is out of range`);
  }
  const votedIn = new Set(m.classes.flatMap((c) => c.contests.map((list) => list.contest)));
  must(votedIn.size === m.contests.length, "A17", "nobody may vote in one of the contests");
}

function checkContest(contest: Contest, number: number): void {
  const fails = (words: string): string => `contest ${number}: ${words}`;
  const { candidates, seats, kind, ranks, max_score } = contest;
  must(candidates.length >= 1 && candidates.length <= 1_000, "A17", fails("there are not 1 to 1,000 candidates"));
  must(candidates.every((c) => saysSomething(c.name)), "A17", fails("a candidate has no name"));
  const alike = new Set(candidates.map((c) => JSON.stringify([c.name, c.affiliation])));
  must(alike.size === candidates.length, "A17", fails("two candidates are alike in name and affiliation"));
  must(seats >= 1 && seats <= candidates.length, "A17", fails("the seats are not 1 to as many as the candidates"));
  must(candidates.every((c) => c.statement === null || c.statement.size <= 65_536), "A17", fails("a statement is too long"));
  checkSlates(contest, fails);
  checkReserved(contest, fails);
  const defect = countingDefect(contest);
  must(defect === null, "A17", fails(defect ?? ""));
  const hasRanks = kind === "ranking" ? ranks !== null && ranks >= 1 && ranks <= candidates.length : ranks === null;
  must(hasRanks, "A17", fails("the number of ranks does not fit"));
  const hasScore = kind === "score" ? max_score !== null && max_score >= 1 && max_score <= 1_000_000 : max_score === null;
  must(hasScore, "A17", fails("the highest score does not fit"));
  must(width(radices(contest)) <= MOST_BLOCKS, "A17", fails("a ballot takes more than 240 blocks"));
}

const stand = (contest: Contest, numbers: readonly number[]): boolean =>
  numbers.length > 0 && numbers.every((n) => n >= 1 && n <= contest.candidates.length);

const distinct = (items: readonly unknown[]): boolean => new Set(items).size === items.length;

function checkSlates(contest: Contest, fails: (words: string) => string): void {
  const { kind, slates } = contest;
  must(kind === "ranking" || slates.length === 0, "A17", fails("slates are for rankings"));
  for (const { name, candidates } of slates) {
    must(saysSomething(name), "A17", fails("a slate has no name"));
    const isSlate = stand(contest, candidates) && distinct(candidates);
    must(isSlate, "A17", fails(`the slate ${JSON.stringify(name)} is not of candidates, each once`));
  }
  must(distinct(slates.map((s) => s.name)), "A17", fails("two slates have one name"));
}

/** What §3.1 asks of reserved places; what §9.6 asks of them is `countingDefect`'s. */
function checkReserved(contest: Contest, fails: (words: string) => string): void {
  for (const { group, candidates, at_least, at_most } of contest.reserved) {
    must(saysSomething(group), "A17", fails("a group with reserved places has no name"));
    const ascend = candidates.every((n, i) => i === 0 || n > candidates[i - 1]!);
    must(ascend && stand(contest, candidates), "A17", fails("a group does not name candidates once each, ascending"));
    must(at_least !== null || at_most !== null, "A17", fails("nothing is reserved for a group"));
    must((at_least ?? 0) <= (at_most ?? Infinity), "A17", fails("more places are reserved than allowed"));
  }
  must(distinct(contest.reserved.map((r) => r.group)), "A17", fails("two groups have one name"));
}

/** How long the entry of a ballot in these contests is, if it replaces another (§3.8). */
function ballotLength(m: Manifest, contests: readonly number[]): number {
  const hex32 = "0".repeat(64);
  const parts = contests.map((contest) => {
    const W = width(radices(m.contests[contest - 1]!));
    const fill = <T>(item: T): T[] => Array<T>(W).fill(item);
    return { contest, ciphertexts: fill([hex32, hex32]), commitments: fill(hex32), responses: fill(hex32) };
  });
  const fields = { election: hex32, open: hex32, credentials: m.registrars.map(() => hex32), previous: hex32, parts };
  const lines = m.registrars.map((_, i) => `\u2014 credential-${i + 1} ${"A".repeat(92)}\n`);
  return utf8(`hustings/v1 ballot\n${JSON.stringify(fields)}\n\n${lines.join("")}`).length;
}
