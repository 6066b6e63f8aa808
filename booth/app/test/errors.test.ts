// Whatever can go wrong on the way, and what the page says and does then.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { launch, PHONE, skip, type Visit } from "./browser.js";
import { type Member } from "./election.js";
import { DIST } from "./places.js";
import { type Mishap, type TestServer, visiting } from "./server.js";

/** From the link to "Your vote is encrypted", for a member of the class with one contest. */
async function prepare(server: TestServer, visit: Visit, member: Member = server.election.members[5]!): Promise<void> {
  await visit.page.goto(`${server.address}vote`);
  await visit.page.getByLabel("Voting code").fill(member.code);
  await visit.press("Start with this code");
  await visit.press("Go to the ballot paper");
  await visit.page.locator(".row", { hasText: "Ada Ash" }).click();
  await visit.press("Check your vote");
  await visit.press("Encrypt my vote");
  await visit.heading("Your vote is encrypted");
}

const BOOTH = createHash("sha256").update(readFileSync(`${DIST}files.txt`)).digest("hex");

describe("what can go wrong", { skip }, () => {
  let browser: Browser;
  before(async () => void (browser = await launch()));
  after(() => browser.close());
  const phone = { viewport: PHONE };

  test("a wrong code, symbol by symbol", () => visiting(browser, {}, phone, async (server, visit) => {
    const { page } = visit;
    const [member, other] = server.election.members;
    await page.goto(`${server.address}vote`);
    const says = async (typed: string, words: string): Promise<void> => {
      await page.getByLabel("Voting code").fill(typed);
      await visit.press("Start with this code");
      await page.getByRole("alert").getByText(words).waitFor();
    };
    await says("", "There are 0 symbols; a code has 25.");
    await says("K3V9", "There are 4 symbols; a code has 25.");
    await says(`U${member!.code.slice(1)}`, "“U”, symbol 1, is in no code.");
    await says(`${member!.code.slice(0, -1)}${member!.code.endsWith("7") ? "8" : "7"}`, "The code is mistyped somewhere");
    assert.ok(!server.requests.some((line) => line.includes("voters")), "a mistyped code is never looked up");
    await says("SA3QT-VR7X1-3FEEK-J2JT7-RRADJ", "No member of this election has this code.");
    await visit.inspect();
    other!.isReplaced = true;
    await says(other!.code, "This code was replaced.");
    await page.getByLabel("Voting code").fill(member!.code);
    await visit.press("Start with this code");
    await visit.heading("Your ballot paper has 4 questions");
  }));

  test("two codes that do not belong together", () => visiting(browser, { registrars: 2 }, phone, async (server, visit) => {
    const [one, two] = server.election.members;
    await visit.page.goto(`${server.address}vote`);
    await visit.page.getByLabel("Code of registrar 1").fill(one!.code);
    await visit.page.getByLabel("Code of registrar 2").fill(two!.second!);
    await visit.press("Start with this code");
    await visit.page.getByRole("alert").getByText("The two codes do not belong together.").waitFor();
    await visit.inspect();
  }));

  const DOUBTS: [string, string, (server: TestServer, answer: Record<string, any>) => void][] = [
    ["a joint key that the trustees did not confirm", "The key that would lock your vote", (server, answer) => {
      // The organiser and the server together put a key of their own into the opening.
      const { election } = server;
      const foreign = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76";
      election.entries[4] = election.openAct(foreign);
      Object.assign(answer, election.poll(answer.standing as object));
    }],
    ["a confirmation that is not the trustee's", "The key that would lock your vote", (_, answer) => void (answer.confirms.pop(), answer.confirms.pop())],
    ["another election's manifest", "not those of the election in your link", (_, answer) => void (answer.manifest.entry = answer.manifest.entry.replace("Annual", "Yearly"))],
    ["an opening by somebody else", "not signed by the organiser", (server, answer) => {
      server.election.entries[4] = server.election.entries[4]!.replace(/— organiser .*/, server.election.entries[0]!.split("\n")[3]!);
      Object.assign(answer, server.election.poll(answer.standing as object));
    }],
    ["an act that is not in the record", "is not in the election’s public record", (_, answer) => void (answer.open.proof[0] = "00".repeat(32))],
    ["a record that the server did not sign", "not signed by this election’s server", (_, answer) => void (answer.checkpoint = answer.checkpoint.replace(/\n5\n/, "\n6\n"))],
    ["a false cosignature", "A witness’s signature", (_, answer) => void (answer.checkpoint = answer.checkpoint.replace(/(— witness1\.example \S{20})./, (_: string, kept: string) => `${kept}x`))],
  ];
  for (const [name, words, change] of DOUBTS) {
    test(`no vote on ${name}`, () => visiting(browser, {}, phone, async (server, visit) => {
      server.tamper = (path, answer) => path.endsWith("/poll") && change(server, answer);
      await visit.page.goto(`${server.address}vote#${server.election.members[0]!.code}`);
      await visit.heading("Do not vote here");
      await visit.page.getByRole("alert").getByText(words).waitFor();
      if (words === DOUBTS[0]![1]) await visit.inspect();
      assert.equal(await visit.page.getByRole("button", { name: "Start with this code" }).count(), 0);
    }));
  }

  test("a poll that is closed, or not open yet", () => visiting(browser, {}, phone, async (server, visit) => {
    server.phase = "closed";
    await visit.page.goto(`${server.address}vote#${server.election.members[0]!.code}`);
    await visit.heading("The poll is closed");
    await visit.inspect();
    server.phase = "keyed";
    server.tamper = (path, answer) => path.endsWith("/poll") && Object.assign(answer, { open: null, confirms: [] });
    await visit.page.reload();
    await visit.heading("The poll has not opened yet");
    await visit.inspect();
  }));

  const REFUSALS: [Mishap, string][] = [
    ["closed", "The poll closed before your ballot arrived"],
    ["suspended", "The poll takes no ballots just now"],
    ["interrupted", "The poll takes no ballots just now"],
    ["not-open", "The poll takes no ballots just now"],
    ["B1", "The server did not take this ballot"],
    ["false-proof", "The server’s receipt does not hold"],
  ];
  for (const [mishap, heading] of REFUSALS) {
    test(`casting: ${mishap}`, () => visiting(browser, {}, phone, async (server, visit) => {
      await prepare(server, visit);
      server.mishaps = [mishap];
      await visit.press("Cast it");
      await visit.heading(heading);
      await visit.inspect();
      const again = visit.page.getByRole("button", { name: /Send it again|Ask now/ });
      if ((await again.count()) === 0) return;
      await again.click();
      await visit.heading("Your vote is recorded");
      assert.equal(new Set(server.posted).size, 1, "only ever the same bytes");
      assert.equal(server.election.ballots.size, 1);
    }));
  }

  for (const mishap of ["busy", "slow-down"] as const) {
    test(`casting: ${mishap}, tried again by itself`, () => visiting(browser, {}, phone, async (server, visit) => {
      await prepare(server, visit);
      server.mishaps = [mishap, mishap];
      await visit.press("Cast it");
      await visit.heading("The server is busy");
      await visit.inspect();
      await visit.heading("Your vote is recorded");
      assert.equal(server.posted.length, 3);
      assert.equal(new Set(server.posted).size, 1);
    }));
  }

  for (const mishap of ["lost-before", "lost-after", "garbage"] as const) {
    test(`casting: the connection is ${mishap}`, () => visiting(browser, {}, phone, async (server, visit) => {
      const { page } = visit;
      await prepare(server, visit);
      let isGone = true;
      server.mishaps = [mishap];
      await page.route("**/acts/*", (route) => (isGone ? route.abort() : route.continue()));
      await visit.press("Cast it");
      await visit.heading("We do not know yet whether it arrived");
      await page.getByText("Nothing is lost, and nothing counts twice.").waitFor();
      await visit.inspect();
      await page.reload(); // the phone went to sleep, the page is opened again
      await visit.heading("We do not know yet whether it arrived");
      isGone = false;
      await visit.press("Ask now");
      if (mishap !== "lost-after") {
        await visit.heading("It did not arrive");
        await visit.inspect();
        await visit.press("Send it again");
      }
      await visit.heading("Your vote is recorded");
      assert.equal(server.election.ballots.size, 1, "neither lost nor doubled");
      assert.equal(new Set(server.posted).size, 1);
    }));
  }

  test("a ballot cast elsewhere in the meantime: the voter decides", () => visiting(browser, {}, phone, async (server, visit) => {
    await prepare(server, visit);
    const elsewhere = await browser.newContext();
    const second = { page: await elsewhere.newPage(), press: (name: string) => second.page.getByRole("button", { name, exact: true }).click(), heading: (name: string) => second.page.getByRole("heading", { level: 1, name }).waitFor() };
    await prepare(server, second as unknown as Visit);
    await second.press("Cast it");
    await second.heading("Your vote is recorded");
    await elsewhere.close();
    await visit.press("Cast it");
    await visit.heading("Another ballot of yours came first");
    await visit.inspect();
    await visit.press("Replace it by my vote");
    await visit.heading("Is this your vote?");
    await visit.press("Encrypt my vote");
    await visit.press("Cast it");
    await visit.heading("Your vote is recorded");
    assert.equal(server.election.ballots.size, 2);
    await visit.press("Vote again");
    await visit.page.getByLabel("Voting code").fill(server.election.members[5]!.code);
    await visit.press("Start with this code");
    await visit.page.getByText("You have voted already").waitFor();
  }));

  test("a device that keeps nothing: said, and cast all the same", () => visiting(browser, {}, phone, async (server, visit) => {
    await visit.context.addInitScript(() => {
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    });
    await prepare(server, visit);
    server.mishaps = ["lost-after"];
    await visit.press("Cast it");
    await visit.heading("We do not know yet whether it arrived");
    await visit.page.getByText("This device keeps nothing for this page.").waitFor();
    await visit.page.getByText("Please leave this page open.").waitFor();
    await visit.press("Ask now");
    await visit.heading("Your vote is recorded");
    assert.equal(server.election.ballots.size, 1);
  }));

  for (const [named, words] of [[BOOTH, "This is the booth that the election named"], ["00".repeat(32), "This is not the booth that the election named"], [null, "The election names no booth."]] as const) {
    test(`which booth it is: ${words}`, () => visiting(browser, { booth: named }, phone, async (server, visit) => {
      await visit.page.goto(`${server.address}vote`);
      await visit.page.getByText("Which booth is this?").click();
      await visit.page.getByText(words).waitFor();
      await visit.page.getByText(BOOTH).waitFor();
    }));
  }

  test("without a network, once loaded, until it is cast", () => visiting(browser, {}, phone, async (server, visit) => {
    const { page, context } = visit;
    await page.goto(`${server.address}vote`);
    await visit.heading("What is your voting code?");
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      for (const file of ["vote", "poll"]) {
        while ((await caches.match(new URL(file, location.href).href)) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    await page.getByLabel("Voting code").fill(server.election.members[5]!.code);
    await visit.press("Start with this code");
    await visit.heading("Your ballot paper has one question");
    await context.setOffline(true);
    await page.reload();
    await visit.heading("What is your voting code?");
    await prepareFrom(visit, server.election.members[5]!);
    await visit.press("Cast it");
    await visit.heading("We do not know yet whether it arrived");
    await context.setOffline(false);
    await visit.heading("It did not arrive");
    await visit.press("Send it again");
    await visit.heading("Your vote is recorded");
    assert.equal(server.election.ballots.size, 1);
  }));
});

async function prepareFrom(visit: Visit, member: Member): Promise<void> {
  await visit.page.getByLabel("Voting code").fill(member.code);
  await visit.press("Start with this code");
  await visit.press("Go to the ballot paper");
  await visit.press("Leave blank");
  await visit.press("Encrypt my vote");
  await visit.heading("Your vote is encrypted");
}
