// The second device: it takes the tracker over, and works out what a tested ballot says. And the receipt's
// check, by every way in.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { launch, PHONE, skip, Visit } from "./browser.js";
import { type TestServer, visiting } from "./server.js";

async function seal(server: TestServer, visit: Visit): Promise<void> {
  await visit.page.goto(`${server.address}vote#${server.election.members[5]!.code}`);
  await visit.press("Start with this code");
  await visit.press("Go to the ballot paper");
  await visit.page.locator(".row", { hasText: "Ada Ash" }).click();
  await visit.page.locator(".row", { hasText: "Cai Cedar" }).click();
  await visit.press("Check your vote");
  await visit.press("Encrypt my vote");
  await visit.heading("Your vote is encrypted");
}

/** The links behind the squares, as a camera would read them. */
const links = (visit: Visit): Promise<string[]> =>
  visit.page.locator("code").evaluateAll((all) => all.map((code) => code.textContent ?? "").filter((text) => text.startsWith("http")));

describe("the second device", { skip }, () => {
  let browser: Browser;
  before(async () => void (browser = await launch()));
  after(() => browser.close());

  test("takes a tracker over and sees what was encrypted", () => visiting(browser, {}, {}, async (server, visit) => {
    await seal(server, visit);
    const [first] = await links(visit);
    const second = await Visit.begin(browser, { viewport: PHONE });
    await second.page.goto(first!);
    await second.heading("The tracker is taken over");
    assert.equal(new URL(second.page.url()).hash, "");
    assert.equal(await second.page.locator(".tracker").textContent(), await visit.page.locator(".tracker").textContent());
    await second.inspect();
    await visit.press("Test it instead");
    await visit.heading("See what is in it on your second device");
    await visit.inspect();
    const [opening] = await links(visit);
    assert.ok(!opening!.includes(server.election.members[5]!.code.replaceAll("-", "")));
    await second.page.getByLabel("Or paste the link that the square holds").fill(opening!);
    await second.press("Read the link");
    await second.heading("It is the ballot of the tracker");
    assert.deepEqual(await second.page.locator(".said li .name").allTextContents(), ["Ada Ash", "Cai Cedar"]);
    await second.inspect();
    // Another vote in the same link: the tracker is another.
    await second.page.getByLabel("Or paste the link that the square holds").fill(opening!.replace(/vote=1:1\.3/, "vote=1:3.1"));
    await second.press("Read the link");
    await second.heading("It is another ballot than that of the tracker");
    await second.inspect();
    await second.page.getByLabel("Or paste the link that the square holds").fill(opening!.replace(/vote=.*/, "vote=1:9.9.9.9"));
    await second.press("Read the link");
    await second.page.getByRole("alert").getByText("no ballot of this election").waitFor();
    await second.end();

    // The tested ballot is used up; the next one has another seed and another tracker.
    const tested = await visit.page.locator(".tracker").textContent();
    assert.deepEqual(server.posted, []);
    await visit.press("Go back to my vote");
    await visit.press("Encrypt my vote");
    await visit.heading("Your vote is encrypted");
    assert.notEqual(await visit.page.locator(".tracker").textContent(), tested);
    await visit.press("Cast it");
    await visit.heading("Your vote is recorded");
    assert.equal(server.posted.length, 1);
  }));

  test("a device that took nothing over says so, from another server too", () => visiting(browser, {}, {}, async (server, visit) => {
    await seal(server, visit);
    await visit.press("Test it instead");
    const [opening] = await links(visit);
    await visit.page.goto(`${server.base}booth/challenge.html`); // a page of no election: the link says which
    await visit.heading("Test a booth");
    await visit.inspect();
    await visit.page.getByLabel("Or paste the link that the square holds").fill("not a link");
    await visit.press("Read the link");
    await visit.page.getByRole("alert").getByText("This is no link from a booth.").waitFor();
    await visit.page.getByLabel("Or paste the link that the square holds").fill(opening!);
    await visit.press("Read the link");
    await visit.heading("Compare the tracker yourself");
    await visit.inspect();
  }));

  test("a receipt: by link, tracker and file, while it holds and when it does not", () => visiting(browser, {}, { viewport: PHONE }, async (server, visit) => {
    const { page } = visit;
    await seal(server, visit);
    await visit.press("Cast it");
    await visit.heading("Your vote is recorded");
    const [file] = await Promise.all([page.waitForEvent("download"), visit.press("Save the receipt")]);
    const receipt = (await file.path())!;
    const tracker = server.election.members[5]!.head!;
    await page.goto(`${server.address}check#${tracker}`);
    await visit.heading("This ballot is in the record");
    await visit.inspect();
    const again = async (): Promise<void> => {
      await page.goto("about:blank");
      await page.goto(`${server.address}check`);
      await visit.heading("Check a receipt");
    };
    await again();
    await visit.inspect();
    await visit.press("Check it");
    await page.getByRole("alert").getByText("This is no tracker").waitFor();
    await page.getByLabel("Tracker, or the link").fill("ab".repeat(32));
    await visit.press("Check it");
    await visit.heading("No ballot with this tracker is in the record");
    await again();
    await page.getByLabel("Or the receipt as a file").setInputFiles(receipt);
    await page.getByText("The receipt holds by itself").waitFor();
    await visit.heading("This ballot is in the record");
    const { readFileSync } = await import("node:fs");
    const changed = Buffer.from(readFileSync(receipt, "utf8").replace(/"index": \d+/, '"index": 1'));
    await page.getByLabel("Or the receipt as a file").setInputFiles({ name: "changed.json", mimeType: "application/json", buffer: changed });
    await visit.heading("This receipt does not hold");
    server.phase = "closed";
    await again();
    await visit.press("Check the receipt that this device keeps");
    await visit.heading("This ballot was counted");
    server.election.ballots.delete(tracker); // the server drops a ballot that it has signed for
    await again();
    await page.getByLabel("Or the receipt as a file").setInputFiles(receipt);
    await visit.heading("The record lacks a ballot that the server signed for");
    await visit.inspect();
  }));
});
