// Honest records: from the demonstration, and of every kind from the tests of the record.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, test } from "node:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../src/verify.js";
import { hustings, run, temporaryFolder } from "./paths.js";
import { foldersFrom, verifyFolder } from "./records.js";

const temporary = temporaryFolder();
after(() => temporary.remove());

const program = hustings();
const skip = program === null ? "there is no hustings program: build it, or set HUSTINGS_BIN" : false;

/** Five rankings of three candidates for one or two seats. */
const BLT = `3 SEATS
3 1 2 0
2 2 3 0
2 3 0
1 1 0
1 2 1 0
0
"Ash"
"Birch"
"Cedar"
"An example"
`;

function demonstrate(name: string, options: readonly string[], seats = 1): string {
  const file = join(temporary.path, `${name}.blt`);
  writeFileSync(file, BLT.replace("SEATS", String(seats)));
  const out = join(temporary.path, name);
  run(program!, ["demo", file, "--out", out, "--no-serve", ...options]);
  return out;
}

/** What the other verifier says of the record. */
function otherReport(place: string): Report {
  return JSON.parse(spawnSync(program!, ["verify", "--json", place], { encoding: "utf8" }).stdout) as Report;
}

function assertAgreed(ours: Report, theirs: Report): void {
  const outline = (r: Report) => ({
    holds: r.holds,
    election: r.election,
    organisation: r.organisation,
    title: r.title,
    phase: r.phase,
    annulled: r.annulled,
    entries: r.entries,
    standings: r.families.map((f) => [f.family, f.standing]),
    failure: r.failure,
    elected: r.elected,
  });
  assert.deepEqual(outline(ours), outline(theirs));
}

test("two hundred ballots of The Ferry, by scottish-stv", { skip }, async () => {
  const out = join(temporary.path, "ferry");
  run(program!, ["demo", "--ballots", "200", "--out", out, "--no-serve"]);
  const report = await verifyFolder(out);
  assert.equal(report.failure, null);
  assert.equal(report.phase, "certified");
  assert.equal(report.elected[0]!.elected.length, 4);
  assertAgreed(report, otherReport(out));
});

const DEMONSTRATIONS: [string, string[], number][] = [
  ["av", ["--rules", "av"], 1],
  ["plurality", ["--rules", "plurality"], 2],
  ["five-trustees", ["--rules", "scottish-stv", "--trustees", "5", "--threshold", "3"], 2],
];

for (const [name, options, seats] of DEMONSTRATIONS) {
  test(`a demonstration: ${name}`, { skip }, async () => {
    const out = demonstrate(name, options, seats);
    const report = await verifyFolder(out);
    assert.equal(report.failure, null);
    assertAgreed(report, otherReport(out));
  });
}

const honest = foldersFrom("HUSTINGS_HONEST_DIR", "honest records");
for (const name of honest?.names ?? []) {
  test(`holds: ${name}`, async () => {
    const place = join(honest!.folder, name);
    const report = await verifyFolder(place);
    assert.equal(report.failure, null, report.failure?.detail);
    if (program !== null) assertAgreed(report, otherReport(place));
  });
}
