// Builds booth/dist: readable, the same bytes wherever it is built. `node build.mjs` prints the hash that
// identifies the booth (docs/protocol.md §3.1). Another folder, with a slash at its end, may be named.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = process.argv[2] ?? here("../dist/");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const written = new Map();

function write(name, bytes) {
  writeFileSync(dist + name, bytes);
  written.set(name, sha256(bytes));
}

/** Libraries that publish minified files are served as published; noble's sources go in without their comments. */
function libraries(builder) {
  const published = { preact: "./preact.js", "lean-qr/nano": "./qr.js" };
  builder.onResolve({ filter: /^(preact|lean-qr\/nano)$/ }, ({ path }) => ({ path: published[path], external: true }));
  builder.onLoad({ filter: /@noble\/[a-z0-9]+\/.*\.js$/ }, ({ path }) => {
    const source = readFileSync(path, "utf8");
    const licence = /^\/\*![^]*?\*\//.exec(source)?.[0] ?? "";
    return { contents: licence + source.slice(licence.length).replace(/^ *\/\*\*[^]*?\*\/ *\n/gm, "").replace(/^ *\/\/.*\n/gm, "") };
  });
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
  plugins: [{ name: "libraries", setup: libraries }],
};

async function bundle(entry, name, define = {}) {
  const { outputFiles } = await build({ ...options, entryPoints: [`src/${entry}`], define });
  write(name, outputFiles[0].contents);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const page of readdirSync(here("pages"))) write(page, readFileSync(here(`pages/${page}`)));
for (const sheet of ["booth.css", "pages.css"]) write(sheet, readFileSync(here(`src/${sheet}`)));
for (const file of readdirSync(here("src/texts")).sort()) {
  const language = file.replace(".json", "");
  const { vote, more } = JSON.parse(readFileSync(here(`src/texts/${file}`), "utf8"));
  write(`${language}.json`, JSON.stringify(vote, null, 1));
  write(`${language}.more.json`, JSON.stringify(more, null, 1));
}
write("preact.js", readFileSync(here("../node_modules/preact/dist/preact.mjs"), "utf8").replace(/^\/\/# sourceMappingURL.*$/m, ""));
write("qr.js", readFileSync(here("../node_modules/lean-qr/nano.mjs")));
for (const page of ["vote", "check", "challenge", "verifier"]) await bundle(`${page}.tsx`, `${page}.js`);
await bundle("verifier-worker.ts", "verifier-worker.js");
const modules = ["@noble/curves", "@noble/ed25519", "@noble/hashes", "lean-qr", "preact"];
const licence = (name) => `${name}\n\n${readFileSync(here(`../node_modules/${name}/LICENSE`), "utf8")}`;
write("licences.txt", modules.map(licence).join("\n\n"));

// What a booth without a network needs; the service worker changes whenever any file does.
const kept = ["booth.css", "preact.js", "qr.js", "vote.js"];
const files = () => [...written].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, hash]) => `${hash}  ${name}\n`).join("");
await bundle("offline.ts", "offline.js", { BUILD: JSON.stringify(sha256(files()).slice(0, 16)), FILES: JSON.stringify(kept) });

writeFileSync(`${dist}files.txt`, files());
console.log(`booth ${sha256(files())}`);
