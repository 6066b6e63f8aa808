// For every kind of rules in the honest records: whoever publishes a result with other elected is refused with C5.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import type { Contest, Fields, Outcome } from "../src/acts.js";
import { base64, concat, hex, mustHex, utf8 } from "../src/bytes.js";
import { keyNumber, readEntry } from "../src/note.js";
import { verify } from "../src/verify.js";
import { foldersFrom } from "./records.js";
import { openLog, withEntries } from "./rewritten.js";

/** Whoever publishes: anyone may. */
const SECRET = new Uint8Array(32).fill(7);
const PUBLISHER = ed25519.getPublicKey(SECRET);

function published(fields: Fields<"result">, outcomes: Outcome[]): Uint8Array {
  const lots = outcomes.map((o) => ({ ...o, lot: o.lot === null ? null : base64(o.lot) }));
  const text = `hustings/v1 result\n${JSON.stringify({ ...fields, by: hex(PUBLISHER), outcomes: lots })}\n`;
  const line = concat(mustHex(keyNumber("publisher", 1, PUBLISHER)), ed25519.sign(utf8(text), SECRET));
  return utf8(`${text}\n\u2014 publisher ${base64(line)}\n`);
}

/** Others than the elected: one in place of the last of them, another order, one too few. */
function otherResults(contest: Contest, elected: readonly number[]): number[][] {
  const others = contest.candidates.map((_, i) => i + 1).filter((c) => !elected.includes(c));
  const exchanged = others.length > 0 ? [[...elected.slice(0, -1), others[0]!]] : [];
  const turned = elected.length > 1 ? [[...elected].reverse()] : [];
  return [...exchanged, ...turned, elected.slice(0, -1)];
}

const honest = foldersFrom("HUSTINGS_HONEST_DIR", "tampered counts");
const seen = new Set<string>();
for (const name of honest?.names ?? []) {
  const { source, log } = await openLog(join(honest!.folder, name));
  const entries = log.entries.map((bytes, i) => readEntry(i, bytes));
  const [manifest, result] = [entries[0]!.act, entries.find((entry) => entry.act.kind === "result")];
  if (manifest.kind !== "manifest" || result?.act.kind !== "result") continue;
  const { fields } = result.act;
  manifest.fields.contests.forEach((contest, i) => {
    const { elected } = fields.outcomes[i]!;
    const what = `${contest.rules}${contest.reserved.length > 0 ? ", with reserved places" : ""}`;
    if (elected.length === 0 || seen.has(what)) return;
    seen.add(what);
    test(`other elected by ${what}: C5`, async () => {
      const others = otherResults(contest, elected);
      const publish = (numbers: number[]): Uint8Array =>
        published(fields, fields.outcomes.map((o, j) => (j === i ? { ...o, elected: numbers } : o)));
      for (const numbers of [elected, ...others]) {
        const kept = log.entries.slice(0, result.index);
        const report = await verify(withEntries(source, log, [...kept, publish(numbers)]));
        // the log of the honest one is not signed anew, and everything before that holds
        const expected = numbers === elected ? "L2" : "C5";
        assert.equal(report.failure?.check, expected, report.failure?.detail);
        if (expected === "C5") assert.equal(report.failure.entry, result.index);
        if (expected === "C5") assert.equal(report.failure.signer, `publisher ${hex(PUBLISHER).slice(0, 8)}`);
      }
    });
  });
}
