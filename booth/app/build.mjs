// Builds booth/dist: readable, the same bytes wherever it is built. `node build.mjs` prints the hash that
// identifies the booth (docs/protocol.md §3.1).

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = here("../dist/");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const written = new Map();

function write(name, bytes) {
  writeFileSync(dist + name, bytes);
  written.set(name, sha256(bytes));
}

const options = {
  absWorkingDir: here("."),
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "inline",
  jsxFactory: "h",
  jsxFragment: "Fragment",
  jsxSideEffects: true,
  write: false,
  logLevel: "warning",
  plugins: [{ name: "as published", setup: (b) => b.onResolve({ filter: /^lean-qr/ }, () => ({ path: "./qr.js", external: true })) }],
};

async function bundle(entry, name, define = {}) {
  const { outputFiles } = await build({ ...options, entryPoints: [`src/${entry}`], define });
  write(name, outputFiles[0].contents);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const page of readdirSync(here("pages"))) write(page, readFileSync(here(`pages/${page}`)));
for (const sheet of ["booth.css", "pages.css"]) write(sheet, readFileSync(here(`src/${sheet}`)));
for (const file of readdirSync(here("src/texts")).sort()) {
  const language = file.replace(".json", "");
  const { vote, more } = JSON.parse(readFileSync(here(`src/texts/${file}`), "utf8"));
  write(`${language}.json`, JSON.stringify(vote, null, 1));
  write(`${language}.more.json`, JSON.stringify(more, null, 1));
}
write("qr.js", readFileSync(here("../node_modules/lean-qr/nano.mjs")));
for (const page of ["vote", "check", "challenge", "verifier"]) await bundle(`${page}.tsx`, `${page}.js`);
await bundle("verifier-worker.ts", "verifier-worker.js");
const modules = ["@noble/curves", "@noble/ed25519", "@noble/hashes", "lean-qr", "preact"];
const licence = (name) => `${name}\n\n${readFileSync(here(`../node_modules/${name}/LICENSE`), "utf8")}`;
write("licences.txt", modules.map(licence).join("\n\n"));

// What a booth without a network needs; the service worker changes whenever any file does.
const kept = ["booth.css", "qr.js", "vote.js"];
const files = () => [...written].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, hash]) => `${hash}  ${name}\n`).join("");
await bundle("offline.ts", "offline.js", { BUILD: JSON.stringify(sha256(files()).slice(0, 16)), FILES: JSON.stringify(kept) });

writeFileSync(`${dist}files.txt`, files());
console.log(`booth ${sha256(files())}`);
