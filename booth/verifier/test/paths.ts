// Where the tests find what they need, and how they say that they did not.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository; compiled tests lie in booth/verifier/dist/test. */
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

export const vectors = <T>(name: string): T =>
  JSON.parse(readFileSync(join(ROOT, "testdata/vectors", `${name}.json`), "utf8")) as T;

/** The program whose records are verified: a black box. */
export function hustings(): string | null {
  const named = process.env.HUSTINGS_BIN;
  if (named !== undefined) return existsSync(named) ? named : null;
  const built = ["release", "debug"].map((profile) => join(ROOT, "target", profile, "hustings")).filter((place) => existsSync(place));
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? null; // the newest
}

export function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"] });
}

export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "hustings-verifier-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
