// The files that are served: how many bytes the voting journey loads, how a booth is identified, and that
// it is built the same everywhere; and the catalogues.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { JOURNEY } from "./journey-files.js";
import { DIST, ROOT } from "./places.js";

const file = (name: string): Buffer => readFileSync(DIST + name);
const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

test("the voting journey loads less than 40 kB, gzipped, in every language", () => {
  for (const language of ["en", "cy"]) {
    const bytes = [...JOURNEY, `${language}.json`].reduce((sum, name) => sum + gzipSync(file(name), { level: 9 }).length, 0);
    assert.ok(bytes < 40_000, `${bytes} bytes in ${language}`);
  }
});

test("what the journey loads is all there is", () => {
  const imports = [...file("vote.js").toString().matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1]);
  assert.deepEqual([...new Set(imports)].sort(), ["./preact.js", "./qr.js"]);
  assert.deepEqual([...file("vote.html").toString().matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]), ["../booth/booth.css", "../booth/vote.js"]);
});

test("it is shipped to be read", () => {
  const lines = file("vote.js").toString().split("\n");
  const own = lines.slice(lines.findIndex((line) => line === "// src/vote.tsx"));
  assert.ok(own.length > 300 && own.some((line) => line.includes("componentDidMount")), "names and lines are kept");
});

test("files.txt lists every file; its hash is the booth's", () => {
  const names = readdirSync(DIST).filter((name) => name !== "files.txt").sort();
  assert.equal(file("files.txt").toString(), names.map((name) => `${sha256(file(name))}  ${name}\n`).join(""));
});

test("built again, it is the same byte for byte", () => {
  const elsewhere = `${mkdtempSync(join(tmpdir(), "hustings-booth-"))}/dist/`;
  const said = execFileSync(process.execPath, ["build.mjs", elsewhere], { cwd: `${ROOT}booth/app`, encoding: "utf8" });
  assert.equal(said, `booth ${sha256(file("files.txt"))}\n`);
  assert.deepEqual(readFileSync(`${elsewhere}files.txt`), file("files.txt"));
  rmSync(dirname(elsewhere), { recursive: true });
});

type Entry = string | Record<string, string>;
const catalogue = (language: string): Record<string, Record<string, Entry>> =>
  JSON.parse(readFileSync(`${ROOT}booth/app/src/texts/${language}.json`, "utf8")) as Record<string, Record<string, Entry>>;
const holes = (words: string): string => [...new Set(words.match(/\{\w+\}/g))].sort().join();

for (const language of readdirSync(`${ROOT}booth/app/src/texts`).map((name) => name.replace(".json", ""))) {
  test(`the catalogue of ${language} says everything, with the same values, in each of its plural forms`, () => {
    const [english, theirs] = [catalogue("en"), catalogue(language)];
    for (const part of ["vote", "more"]) {
      assert.deepEqual(Object.keys(theirs[part]!), Object.keys(english[part]!));
      for (const [key, entry] of Object.entries(english[part]!)) {
        const found = theirs[part]![key]!;
        assert.equal(typeof found, typeof entry, key);
        const forms = typeof found === "string" ? [found] : Object.values(found);
        const due = typeof entry === "string" ? entry : entry.other!;
        if (typeof found === "string") assert.equal(holes(found), holes(due), key);
        else for (const words of forms) assert.ok(holes(due).includes(holes(words)), `${key}: ${words}`);
        if (typeof found !== "string") assert.ok(found.other !== undefined, key);
      }
    }
  });
}

test("no key of the catalogues is unused", () => {
  const sources = readdirSync(`${ROOT}booth/app/src`, { recursive: true }).map(String).filter((name) => /\.tsx?$/.test(name));
  const code = sources.map((name) => readFileSync(`${ROOT}booth/app/src/${name}`, "utf8")).join("\n");
  const isUsed = (key: string): boolean => code.includes(`"${key}"`) || [...code.matchAll(/`([a-z]+_)\$\{/g)].some((match) => key.startsWith(match[1]!)) || (key.endsWith("_what") && isUsed(key.slice(0, -5)));
  const unused = Object.values(catalogue("en")).flatMap((part) => Object.keys(part)).filter((key) => !isUsed(key));
  assert.deepEqual(unused, []);
});
