// testdata/vectors/counts-*.json: contests, ballots, and what §9 makes of them, stage by stage; and contests that
// no manifest may have (A17).

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Contest } from "../src/acts.js";
import { mustHex } from "../src/bytes.js";
import type { Fraction } from "../src/count/fraction.js";
import { type Drawn, Lots } from "../src/count/lots.js";
import { readBallot, Tallying } from "../src/count/papers.js";
import { count, countingDefect } from "../src/count/rules.js";
import { ROOT, vectors } from "./paths.js";

type Stage = { elected: number[]; excluded: number[]; votes: string[] };
type Case = {
  name: string;
  contest: Contest;
  number: number;
  lot_seed: string;
  members: number;
  papers: [number[], number][];
  expect: { valid: number; blank: number; spoilt: number; elected: number[]; draws: Drawn[]; stages: Stage[] };
};

/** Cut off at as many decimals as the other has. */
function written(votes: Fraction, like: string): string {
  const decimals = like.includes(".") ? like.length - like.indexOf(".") - 1 : 0;
  const cut = (votes.numerator * 10n ** BigInt(decimals)) / votes.denominator;
  const digits = cut.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function counted(c: Case): Case["expect"] {
  const tallying = new Tallying();
  for (const [digits, papers] of c.papers) tallying.add(readBallot(c.contest, digits), BigInt(papers));
  const { tally } = tallying;
  const lots = new Lots(mustHex(c.lot_seed), c.number);
  const { elected, stages } =
    tally.valid === 0n ? { elected: [], stages: [] } : count({ contest: c.contest, tally, members: BigInt(c.members), lots });
  return {
    valid: Number(tally.valid),
    blank: Number(tally.blank),
    spoilt: Number(tally.spoilt),
    elected,
    draws: lots.draws,
    stages: stages.map((stage, i) => ({
      ...stage,
      votes: stage.votes.map((v, j) => written(v, c.expect.stages[i]?.votes[j] ?? "")),
    })),
  };
}

const names = readdirSync(join(ROOT, "testdata/vectors"))
  .filter((name) => name.startsWith("counts-") && name !== "counts-refused.json")
  .map((name) => name.replace(".json", ""));

for (const name of names) {
  const byRules = new Map<string, Case[]>();
  for (const c of vectors<{ cases: Case[] }>(name).cases) {
    byRules.set(c.contest.rules, [...(byRules.get(c.contest.rules) ?? []), c]);
  }
  for (const [rules, cases] of byRules) {
    test(`${name}.json: ${rules}`, () => {
      assert.ok(cases.length > 0);
      for (const c of cases) {
        assert.equal(countingDefect(c.contest), null, c.name);
        assert.deepEqual(counted(c), c.expect, c.name);
      }
    });
  }
}

test("counts-refused.json: contests that cannot be counted", () => {
  const { cases } = vectors<{ cases: { name: string; contest: Contest }[] }>("counts-refused");
  assert.ok(cases.length > 0);
  for (const { name, contest } of cases) assert.notEqual(countingDefect(contest), null, name);
});
