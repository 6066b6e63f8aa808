// Whole records that others made, and what must be said of them.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DirectorySource } from "../src/node/directory.js";
import { type Report, verify } from "../src/verify.js";

export const verifyFolder = async (place: string): Promise<Report> => verify(await DirectorySource.open(place));

/** The folders in one that an environment variable names; a skipped test says that it names none. */
export function foldersFrom(variable: string, what: string): { folder: string; names: string[] } | null {
  const folder = process.env[variable];
  if (folder === undefined || !existsSync(folder)) {
    test(`${what}: skipped`, { skip: `${variable} names no folder of records; make test-booth sets it` }, () => {});
    return null;
  }
  const names = readdirSync(folder).sort();
  test(`${what}: there are some`, () => assert.ok(names.length > 0));
  return { folder, names };
}

type Expected = { name: string; check: string; entry: number | null; signer: string | null; meaning: string };

/** One test a tampered record: the same check, entry, signer and meaning as expected. */
export function testTampered(what: string, isOurs: (check: string) => boolean): void {
  const found = foldersFrom("HUSTINGS_TAMPERED_DIR", what);
  for (const name of found?.names ?? []) {
    const folder = join(found!.folder, name);
    const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Expected;
    if (!isOurs(expected.check)) continue;
    test(expected.name, async () => {
      const report = await verifyFolder(join(folder, "record"));
      const { check, entry, signer, meaning, detail } = report.failure!;
      const { name: _, ...due } = expected;
      assert.deepEqual({ check, entry, signer, meaning }, due, detail);
      assert.equal(report.holds, false);
      assert.deepEqual(report.elected, []);
    });
  }
}
