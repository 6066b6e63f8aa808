#!/usr/bin/env node
// hustings-verify: 0 if every check holds, 1 if one fails, 2 if there is nothing to check (§10.2).

import { inWords } from "../report.js";
import { type Source, Unreadable, WebSource } from "../source.js";
import { verify } from "../verify.js";
import { DirectorySource } from "./directory.js";

const USAGE = `Verify a whole record, from a folder or a web address

Usage: hustings-verify [--json] <PATH|URL>

Replays every act of the election and names the first check that does not hold. The exit code is 0
only if all hold, 1 if one fails, 2 if there is no record to be verified.`;

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const places = args.filter((arg) => arg !== "--json");
  if (places.includes("--help") || places.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  const place = places[0];
  if (place === undefined || places.length > 1 || place.startsWith("-")) {
    console.error(USAGE);
    return 2;
  }
  const report = await verify(await openSource(place), showProgress);
  console.log(json ? JSON.stringify(report, null, 2) : inWords(report));
  return report.holds ? 0 : 1;
}

async function openSource(place: string): Promise<Source> {
  if (!/^https?:\/\//.test(place)) return DirectorySource.open(place);
  if (!URL.canParse(place)) throw new Unreadable(`${place} is no address; check how it is written`);
  return new WebSource(place);
}

function showProgress(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(done === 0 ? "" : `\r${done} of ${of} entries\u001b[K\r`);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Neither a record that holds nor one that fails: nothing was decided.
    if (error instanceof Unreadable) console.error(`hustings-verify: ${error.message}`);
    else console.error("hustings-verify: this is a mistake in the verifier; please report it:", error);
    process.exitCode = 2;
  },
);
