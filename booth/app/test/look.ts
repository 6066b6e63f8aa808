// Pictures of every page, to be looked at: `node build/app/test/look.js FOLDER`.

import { mkdirSync } from "node:fs";
import { launch, Visit } from "./browser.js";
import { TestServer } from "./server.js";

const folder = process.argv[2] ?? "pictures";
mkdirSync(folder, { recursive: true });
const browser = await launch();
const widths = (process.argv[3] ?? "320,390,1280").split(",").map(Number);
for (const width of widths) {
  for (const colorScheme of ["light", "dark"] as const) {
    const server = await TestServer.start();
    const visit = await Visit.begin(browser, { viewport: { width, height: width > 700 ? 900 : 720 }, colorScheme });
    const shot = async (name: string): Promise<void> => {
      await visit.page.waitForTimeout(60);
      await visit.page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: width > 700 });
    };
    const { page } = visit;
    await page.goto(`${server.address}vote`);
    await visit.heading("What is your voting code?");
    await page.getByLabel("Voting code").fill("1234U");
    await visit.press("Start with this code");
    await shot("01-code-mistake");
    await page.goto(`${server.address}vote#${server.election.members[0]!.code}`);
    await page.reload();
    await page.goto(`about:blank`);
    await page.goto(`${server.address}vote#${server.election.members[0]!.code}`);
    await visit.heading("Your link holds your voting code");
    await shot("02-code");
    await visit.press("Start with this code");
    await shot("03-paper");
    await visit.press("Go to the ballot paper");
    for (const name of ["Cai Cedar", "Ada Ash", "Eleri Elm"]) await page.getByRole("button", { name }).first().click();
    await shot("04-ranking");
    if (width < 700) { await page.locator(".chosen").scrollIntoViewIfNeeded(); await page.evaluate(() => scrollBy(0, 300)); await shot("05-ranking-below"); }
    await visit.press("Go to the next question");
    await page.getByRole("radio").first().check();
    await shot("06-choice");
    await visit.press("Go to the next question");
    await visit.press("Go to the next question");
    await shot("07-nothing");
    await page.getByRole("checkbox").nth(1).check();
    await visit.press("Go to the next question");
    await page.getByRole("textbox").first().fill("7");
    await shot("08-score");
    await visit.press("Check your vote");
    await shot("09-review");
    await visit.press("Encrypt my vote");
    await visit.heading("Your vote is encrypted");
    await shot("10-sealed");
    await visit.press("Test it instead");
    await shot("11-tested");
    await visit.press("Go back to my vote");
    await visit.press("Encrypt my vote");
    await visit.heading("Your vote is encrypted");
    server.mishaps = ["lost-before"];
    await visit.press("Cast it");
    await visit.heading("We do not know yet whether it arrived");
    await shot("12-unknown");
    await visit.press("Ask now");
    await visit.heading("It did not arrive");
    await visit.press("Send it again");
    await visit.heading("Your vote is recorded");
    await shot("13-receipt");
    if (width === 1280 && colorScheme === "light") await page.pdf({ path: `${folder}/receipt.pdf` });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await shot("14-receipt-below");
    await page.goto(`${server.address}check#${server.election.members[0]!.head}`);
    await visit.heading("This ballot is in the record");
    await shot("15-check");
    await page.goto(`${server.address}challenge#tracker=${server.election.members[0]!.head}`);
    await visit.heading("The tracker is taken over");
    await shot("16-second-device");
    await page.goto(`${server.address}verifier`);
    await visit.heading("Verify the whole record");
    await shot("17-verifier");
    await page.goto(`${server.address}vote`);
    await page.getByRole("button", { name: "Cymraeg" }).click();
    await visit.heading("Beth yw eich cod pleidleisio?");
    await shot("18-welsh");
    if (visit.complaints.length > 0) console.log(visit.complaints);
    await visit.context.close();
    await server.stop();
  }
}
await browser.close();
