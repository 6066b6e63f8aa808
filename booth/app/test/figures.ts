// What the booth costs a phone: bytes, the time until the first candidate can be ranked, and the time it
// takes to encrypt. Printed, and asserted nowhere: times are a machine's own.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { CDPSession } from "playwright-core";
import { launch, PHONE, Visit } from "./browser.js";
import { JOURNEY } from "./journey-files.js";
import { DIST } from "./places.js";
import { TestServer } from "./server.js";

const THROTTLE = 6;
let total = 0;
for (const name of [...JOURNEY, "en.json"]) {
  const bytes = readFileSync(DIST + name);
  const packed = gzipSync(bytes, { level: 9 }).length;
  total += packed;
  console.log(`${name.padEnd(12)} ${String(bytes.length).padStart(7)} bytes, gzipped ${String(packed).padStart(6)}`);
}
console.log(`${"in all".padEnd(21)} gzipped ${String(total).padStart(12)}\n`);

const browser = await launch();
const server = await TestServer.start();
const visit = await Visit.begin(browser, { viewport: PHONE });
const { page } = visit;
const throttle: CDPSession = await visit.context.newCDPSession(page);
await throttle.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
const since = async (what: string, work: () => Promise<void>): Promise<void> => {
  const start = performance.now();
  await work();
  console.log(`${what.padEnd(52)} ${((performance.now() - start) / 1000).toFixed(2)} s`);
};
console.log(`With the processor slowed down ${THROTTLE} times:`);
await since("from the link to the code being recognised", async () => {
  await page.goto(`${server.address}vote#${server.election.members[0]!.code}`);
  await visit.heading("Your link holds your voting code");
});
await since("from the code to the first candidate ranked", async () => {
  await visit.press("Start with this code");
  await visit.press("Go to the ballot paper");
  await page.locator(".row").first().click();
  await page.locator(".row.marked").first().waitFor();
});
await visit.press("Go to the next question");
for (const _ of [2, 3, 4]) await visit.press("Leave blank");
await since("encrypting four contests, one block each", async () => {
  await visit.press("Encrypt my vote");
  await visit.heading("Your vote is encrypted");
});
await since("casting, with the proof checked", async () => {
  await visit.press("Cast it");
  await visit.heading("Your vote is recorded");
});
await browser.close();
await server.stop();
