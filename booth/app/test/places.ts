// Where the tests find what they need.

import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository; compiled tests lie in booth/app/build/app/test. */
export const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));
export const DIST = `${ROOT}booth/dist/`;

/** The program, the newest that has been built; null where there is none. */
export function hustings(): string | null {
  const named = process.env.HUSTINGS_BIN;
  const places = named === undefined ? ["release", "debug"].map((profile) => `${ROOT}target/${profile}/hustings`) : [named];
  const there = places.filter((place) => existsSync(place));
  return there.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? null;
}
