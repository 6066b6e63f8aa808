// The program: exit statuses (§10.2), a record over HTTP, and files that lead elsewhere (§2.4).

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { verify, WebSource } from "../src/verify.js";
import { hustings, run, temporaryFolder } from "./paths.js";

const CLI = fileURLToPath(new URL("../src/node/cli.js", import.meta.url));
const temporary = temporaryFolder();
const record = join(temporary.path, "record");
const program = hustings();
const skip = program === null ? "there is no hustings program: build it, or set HUSTINGS_BIN" : false;

before(() => {
  if (program !== null) run(program, ["demo", "--ballots", "12", "--out", record, "--no-serve"]);
});
after(() => temporary.remove());

function cli(...args: string[]): Promise<{ status: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, [CLI, ...args]);
  let [out, error] = ["", ""];
  child.stdout.on("data", (data) => (out += String(data)));
  child.stderr.on("data", (data) => (error += String(data)));
  return new Promise((done) => child.on("close", (status) => done({ status, out, error })));
}

/** A copy of the record, changed. */
function changed(name: string, change: (folder: string) => void): string {
  const folder = join(temporary.path, name);
  cpSync(record, folder, { recursive: true });
  change(folder);
  return folder;
}

test("0: every check holds", { skip }, async () => {
  const { status, out } = await cli(record);
  assert.equal(status, 0);
  assert.match(out, /Every check holds\.\n$/);
  const json = await cli("--json", record);
  assert.equal(json.status, 0);
  assert.equal(JSON.parse(json.out).holds, true);
});

test("1: a check fails, and its number, place and meaning are printed", { skip }, async () => {
  const folder = changed("flipped", (place) => {
    const path = join(place, "tile/0/000");
    const bytes = readFileSync(path);
    bytes[40]! ^= 1;
    writeFileSync(path, bytes);
  });
  const { status, out } = await cli(folder);
  assert.equal(status, 1);
  assert.match(out, /L5 fails at the log as a whole/);
  assert.match(out, /Something was changed, dropped or added after the record was signed\./);
  assert.match(out, /Do not rely on its result\./);
});

test("2: there is nothing to check", async () => {
  const places = [[], ["a", "b"], ["--no-such"], [join(temporary.path, "nowhere")], [temporary.path], ["http://%"]];
  for (const args of places) {
    const { status, error } = await cli(...args);
    assert.equal(status, 2, args.join(" "));
    assert.notEqual(error, "", args.join(" "));
  }
});

test("a link out of the folder is not followed, one within it is", { skip }, async () => {
  const path = "tile/0/000";
  const outside = changed("outside", (place) => {
    rmSync(join(place, path));
    symlinkSync(join(record, path), join(place, path));
  });
  assert.match((await cli(outside)).out, /L4 fails at the log as a whole/);
  const within = changed("within", (place) => {
    renameSync(join(place, path), join(place, "elsewhere"));
    symlinkSync(join(place, "elsewhere"), join(place, path));
  });
  assert.equal((await cli(within)).status, 0);
});

function serve(folder: string, redirect: string | null): Promise<Server> {
  const server = createServer((request, response) => {
    const path = join(folder, request.url!.slice("/record/".length));
    if (redirect !== null && request.url!.endsWith(redirect)) {
      response.writeHead(302, { location: "/record/checkpoint" }).end();
    } else if (existsSync(path)) response.end(readFileSync(path));
    else response.writeHead(404).end();
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

test("a record over HTTP holds; a redirect is not followed", { skip }, async () => {
  for (const redirect of [null, "tile/0/000"]) {
    const server = await serve(record, redirect);
    const { port } = server.address() as AddressInfo;
    try {
      const report = await verify(new WebSource(`http://127.0.0.1:${port}/record`));
      assert.equal(report.failure?.check, redirect === null ? undefined : "L4");
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }
});

test("an address that does not answer is no record", async () => {
  const server = await serve(record, null);
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  const { status, error } = await cli(`http://127.0.0.1:${port}/record`);
  assert.equal(status, 2);
  assert.match(error, /could not be reached/);
});
