// The whole journey in a real browser: with the mouse, with the keyboard alone, on a phone; every page
// under axe in light and dark, no report of the content security policy, and what was cast is what was
// chosen.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { mustHex } from "../../verifier/src/bytes.js";
import { readDigits } from "../../verifier/src/crypto/blocks.js";
import { radices } from "../../verifier/src/count/papers.js";
import { launch, PHONE, skip, type Visit } from "./browser.js";
import { HOSTILE, idOf, type Member } from "./election.js";
import { type TestServer, visiting } from "./server.js";

/** The digits that a ballot in the record says, by decrypting it. */
export function digitsOf(server: TestServer, tracker: string): number[][] {
  return server.election.opened(tracker).map(({ contest, points }) =>
    readDigits(radices(server.election.manifest.contests[contest - 1]!), points.map(mustHex)) as number[]);
}

const headOf = (member: Member): string => member.head!;

describe("the voting journey", { skip }, () => {
  let browser: Browser;
  before(async () => void (browser = await launch()));
  after(() => browser.close());

  test("with the mouse, from the link to the receipt", () => visiting(browser, {}, {}, async (server, visit) => {
    const { page } = visit;
    const [member] = server.election.members;
    await page.goto(`${server.address}vote#${member!.code}`);
    await visit.heading("Your link holds your voting code");
    assert.equal(new URL(page.url()).hash, "", "the code is out of the address");
    assert.ok(!server.requests.some((line) => line.includes("voters")), "nothing is asked before the voter acts");
    await visit.inspect();
    await visit.press("Start with this code");
    await visit.heading("Your ballot paper has 4 questions");
    await visit.inspect();
    await visit.press("Go to the ballot paper");

    await visit.heading("Executive committee");
    const tap = (name: string): Promise<void> => page.locator(".row", { hasText: name }).click();
    await tap("Cai Cedar");
    await tap("Ada Ash");
    await tap("Ffion Fir");
    await page.getByRole("button", { name: "Move Ffion Fir up" }).click();
    await page.getByRole("button", { name: "Take Ada Ash out" }).click();
    await visit.press("Undo");
    await tap("Dilys Dogwood");
    await tap("Ben Birch"); // a fifth: there are four ranks
    assert.equal(await page.locator(".so-far").textContent(), "1\u00a0Cai Cedar · 2\u00a0Ffion Fir · 3\u00a0Ada Ash · 4\u00a0Dilys Dogwood");
    await visit.inspect();
    await drag(visit, "Dilys Dogwood", "Cai Cedar");
    assert.equal(await page.locator(".so-far").textContent(), "1\u00a0Dilys Dogwood · 2\u00a0Cai Cedar · 3\u00a0Ffion Fir · 4\u00a0Ada Ash");
    await visit.press("Go to the next question");

    await visit.heading("Shall the branch join the co-operative?");
    await visit.press("Go to the next question");
    await page.getByRole("alert").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "mistakes", "the mistake takes the focus");
    await visit.inspect();
    await tap("No");
    await visit.inspect();
    await visit.press("Go to the next question");

    await visit.heading("Conference delegates");
    await tap("Huw Holly");
    await tap("Jac Juniper");
    await visit.inspect();
    await visit.press("Go to the next question");

    await visit.heading("Motions for debate");
    await page.getByRole("textbox", { name: "Housing" }).fill("11");
    await visit.press("Check your vote");
    await page.getByRole("alert").getByText("Housing: the points must be a whole number from 0 to 10.").waitFor();
    await visit.inspect();
    await page.getByRole("textbox", { name: "Housing" }).fill("10");
    await page.getByRole("textbox", { name: "Fares" }).fill("3");
    await visit.press("Check your vote");

    await visit.heading("Are these your votes?");
    await visit.inspect();
    await page.getByRole("button", { name: "Change Shall the branch" }).click();
    await tap("Yes");
    await visit.press("Check your vote");
    await visit.press("Encrypt my vote");
    await visit.heading("Your vote is encrypted");
    assert.deepEqual(server.posted, [], "nothing is sent before it is cast");
    await page.getByText("In full").click();
    const tracker = (await page.locator("code").first().textContent())!.replaceAll(" ", "");
    await visit.inspect();
    await visit.press("Cast it");
    await visit.heading("Your vote is recorded");
    await page.getByText("Witnessed: 3 of 3").waitFor();
    await visit.inspect();
    assert.equal(headOf(member!), tracker);
    assert.equal(idOf(server.posted[0]!), tracker);
    assert.deepEqual(digitsOf(server, tracker), [[4, 3, 6, 1], [1], [0, 1, 0, 1], [3, 10, 0]]);

    const [file] = await Promise.all([page.waitForEvent("download"), visit.press("Save the receipt")]);
    const receipt = JSON.parse(await (await import("node:fs/promises")).readFile((await file.path())!, "utf8")) as { act: string };
    assert.equal(receipt.act, tracker);
    assert.ok(!JSON.stringify([server.requests, server.posted]).includes(member!.code.replaceAll("-", "")), "the code was never sent");
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(stored.includes(tracker) && !stored.includes(member!.code));
  }));

  test("with the keyboard alone", () => visiting(browser, {}, {}, async (server, visit) => {
    const { page } = visit;
    const member = server.election.members[1]!;
    /** Tab until the wanted thing has the focus, as somebody without a mouse would. */
    const reach = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        const found = await page.evaluate(() => {
          const active = document.activeElement as HTMLElement;
          const label = active.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
          return `${active.getAttribute("aria-label") ?? ""} ${label ?? ""} ${active.textContent ?? ""} ${(active as HTMLInputElement).labels?.[0]?.textContent ?? ""}`;
        });
        if (found.includes(name)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`${name} cannot be reached with the keyboard`);
    };
    const press = async (name: string): Promise<void> => {
      await reach(name);
      await page.keyboard.press("Enter");
    };
    await page.goto(`${server.address}vote`);
    await visit.heading("What is your voting code?");
    await reach("Voting code");
    await page.keyboard.type(member.code.toLowerCase().replaceAll("-", " "));
    await page.keyboard.press("Enter");
    await visit.heading("Your ballot paper has 4 questions");
    await press("Go to the ballot paper");
    await visit.heading("Executive committee");
    await reach("Ben Birch");
    await page.keyboard.press("Space");
    await reach("Eleri Elm");
    await page.keyboard.press("Space");
    await press("Move Eleri Elm, who has rather a long name and two towns up");
    assert.match((await page.evaluate(() => document.activeElement?.getAttribute("aria-label")))!, /^Move Eleri Elm.* down$/, "the focus stays with what was moved");
    await press("Go to the next question");
    await visit.heading("Shall the branch join the co-operative?");
    await press("Leave blank");
    await visit.heading("Conference delegates");
    await press("Leave blank");
    await visit.heading("Motions for debate");
    await reach("Pensions");
    await page.keyboard.type("4");
    await press("Check your vote");
    await visit.heading("Are these your votes?");
    await press("Encrypt my vote");
    await visit.heading("Your vote is encrypted");
    await press("Cast it");
    await visit.heading("Your vote is recorded");
    assert.deepEqual(digitsOf(server, headOf(member)), [[5, 2, 0, 0], [0], [0, 0, 0, 0], [0, 0, 4]]);
  }));

  test("on a small phone, by touch, with two codes, from a slate, in Welsh", () => visiting(browser, { registrars: 2 }, { viewport: PHONE, hasTouch: true, isMobile: true, locale: "cy" }, async (server, visit) => {
    const { page } = visit;
    const member = server.election.members[5]!; // of a class with one contest, of weight 25
    await page.goto(`${server.address}vote#${member.second}.${member.code}`); // the wrong way round is understood
    assert.equal(await page.locator("h1").count(), 1);
    await page.getByRole("button", { name: "English" }).tap();
    await visit.heading("Your link holds your voting code");
    await visit.inspect();
    await page.getByRole("button", { name: "Start with this code" }).tap();
    await page.getByText("Your paper counts 25 times.").waitFor();
    await visit.inspect();
    await page.getByRole("button", { name: "Go to the ballot paper" }).tap();
    await page.getByText("Start from a list of candidates who stand together").tap();
    await visit.inspect();
    await page.getByRole("button", { name: "Start from this list Together" }).tap();
    await page.getByText("Start from a list of candidates who stand together").tap();
    await page.locator(".row", { hasText: "Dilys Dogwood" }).tap();
    assert.equal(await page.locator(".so-far").textContent(), "1\u00a0Ben Birch · 2\u00a0Ada Ash · 3\u00a0Dilys Dogwood");
    await visit.inspect();
    await page.getByRole("button", { name: "Check your vote" }).tap();
    await page.getByRole("button", { name: "Encrypt my vote" }).tap();
    await visit.heading("Your vote is encrypted");
    await visit.inspect();
    await page.getByRole("button", { name: "Cast it" }).tap();
    await visit.heading("Your vote is recorded");
    await visit.inspect();
    assert.deepEqual(digitsOf(server, headOf(member)), [[2, 1, 4, 0]]);
  }));

  test("names that would be markup, script or addresses do nothing", () => visiting(browser, { hostile: true }, { viewport: PHONE }, async (server, visit) => {
    const { page } = visit;
    await page.goto(`${server.address}vote#${server.election.members[0]!.code}`);
    await visit.press("Start with this code");
    await visit.inspect();
    await visit.press("Go to the ballot paper");
    for (const name of HOSTILE) await page.locator(".row").filter({ has: page.getByText(name, { exact: true }) }).first().getByRole("button").click();
    await visit.inspect();
    const links = await page.locator("a.statement").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    assert.deepEqual(links, [1, 2, 3, 4].map((n) => `${server.address}candidates/1/${n}`), "a link to a statement is made of numbers only");
    await visit.press("Go to the next question");
    for (const _ of [1, 2, 3]) await visit.press("Leave blank");
    await visit.inspect();
    await visit.press("Encrypt my vote");
    await visit.heading("Your vote is encrypted");
    await visit.press("Cast it");
    await visit.heading("Your vote is recorded");
    assert.equal(await page.evaluate(() => (globalThis as { hacked?: number }).hacked), undefined);
    assert.ok(!server.requests.some((line) => line.includes("/x")), "nothing was fetched");
    assert.deepEqual(digitsOf(server, headOf(server.election.members[0]!))[0], [1, 2, 3, 4]);
  }));
});

/** Drags a row of the ranking by its grip to where another one is. */
async function drag(visit: Visit, from: string, to: string): Promise<void> {
  const grip = (name: string) => visit.page.locator(".ranking li", { hasText: name }).locator(".grip").boundingBox();
  const [start, end] = [(await grip(from))!, (await grip(to))!];
  await visit.page.mouse.move(start.x + 8, start.y + 8);
  await visit.page.mouse.down();
  await visit.page.mouse.move(end.x + 8, (start.y + end.y) / 2, { steps: 4 });
  await visit.page.mouse.move(end.x + 8, end.y + 8, { steps: 4 });
  await visit.page.mouse.up();
}
