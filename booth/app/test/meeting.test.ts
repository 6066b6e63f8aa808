// The demonstration's meeting, on the real server: a vote cast in the browser, the certified result, and
// both verifiers over the record.

import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { test } from "node:test";

import { launch, PHONE, skip as noBrowser, Visit } from "./browser.js";
import { hustings } from "./places.js";

const program = hustings();

/** The demonstration's own words, up to the link; null where no booth is built into the program. */
async function invitation(demo: ChildProcess): Promise<string | null> {
  let said = "";
  for await (const piece of demo.stdout!) {
    said += String(piece).replace(/\u001b\[[0-9;]*m/g, "");
    if (said.includes("The booth is not built into this program")) return null;
    const link = /Vote here: +(\S+)/.exec(said)?.[1];
    if (link !== undefined) return link;
  }
  throw new Error(`the demonstration ended: ${said}`);
}

const skip = noBrowser || (program === null ? "there is no hustings program: build it, or set HUSTINGS_BIN" : false);

test("a vote in the demonstration's meeting, and its certified result", { skip, timeout: 120_000 }, async (t) => {
  if (!spawnSync(program!, ["demo", "--help"], { encoding: "utf8" }).stdout.includes("--meeting")) return t.skip("this program holds no meeting");
  const demo = spawn(program!, ["demo", "--meeting", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const browser = await launch();
  const visit = await Visit.begin(browser, { viewport: PHONE });
  const { page } = visit;
  try {
    const link = await invitation(demo);
    if (link === null) return t.skip("no booth is built into this program: `make booth`, and build it again");
    const address = link.split("vote#")[0]!;
    await page.goto(link);
    await visit.heading("Your link holds your voting code");
    await visit.press("Start with this code");
    await page.getByRole("heading", { level: 1, name: /Your ballot paper has/ }).waitFor();
    await visit.inspect();
    await visit.press("Go to the ballot paper");
    while ((await page.getByRole("button", { name: /^(Go to the next question|Check your vote)$/ }).count()) > 0) {
      const title = await page.locator("h1").textContent();
      await page.locator(".row").first().click();
      await page.getByRole("button", { name: /^(Go to the next question|Check your vote)$/ }).click();
      await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, title);
    }
    await visit.press("Encrypt my vote");
    await visit.heading("Your vote is encrypted");
    await visit.press("Cast it");
    await visit.heading("Your vote is recorded");
    await visit.inspect();
    await page.getByText("Which booth is this?").click();
    await page.getByText("This is the booth that the election named").waitFor();
    const tracker = (await page.locator("p.printed.long").first().textContent())!;

    await settled(address, tracker);
    await page.goto(`${address}check#${tracker}`);
    await page.getByRole("heading", { level: 1, name: /This ballot was counted|A later ballot has replaced it/ }).waitFor();
    await visit.heading("This ballot was counted");
    const { status, stdout } = spawnSync(program!, ["verify", address], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
    await page.goto(`${address}verifier`);
    await visit.heading("Verify the whole record");
    await visit.inspect();
    await visit.press("Verify it");
    await page.getByRole("heading", { level: 1, name: "Every check holds" }).waitFor({ timeout: 60_000 });
    assert.equal(await page.locator(".family.holds").count(), 9);
    await visit.inspect();
    await visit.end();
  } finally {
    await browser.close();
    demo.kill();
  }
});

/** Until the result is certified, nothing more comes, and the witnesses have cosigned what there is. */
async function settled(address: string, tracker: string): Promise<void> {
  const get = async (path: string): Promise<Record<string, unknown>> => (await (await fetch(address + path)).json()) as Record<string, unknown>;
  for (let size = -1; ; ) {
    const standing = await get("standing");
    const { witnessed } = await get(`acts/${tracker}`);
    if (standing.certified === true && standing.size === size && (witnessed as number) >= 2) return;
    size = standing.size as number;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
