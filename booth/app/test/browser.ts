// A real browser for the tests, which notes everything that a page must not do.

import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const skip = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}: install Chromium, or name one in CHROMIUM`;

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });

export const PHONE = { width: 320, height: 640 };

/** A page of its own, and what it complained of. */
export class Visit {
  readonly complaints: string[] = [];
  private constructor(readonly context: BrowserContext, readonly page: Page) {}

  static async begin(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", timezoneId: "Europe/London", reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(10_000);
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    const visit = new Visit(context, await context.newPage());
    visit.listen(visit.page);
    return visit;
  }

  /** Network errors are what some tests make on purpose; anything else is a complaint. */
  listen(page: Page): void {
    page.on("console", (message) => {
      const isNetwork = /^Failed to load resource/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !isNetwork) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error.stack ?? error)));
  }

  async end(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.complaints, []);
  }

  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  async heading(name: string): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  }

  /** axe finds nothing, in light and in dark; the page does not scroll sideways. */
  async inspect(): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await this.page.emulateMedia({ colorScheme });
      const axe = new AxeBuilder({ page: this.page }).setLegacyMode(); // one frame: no second page is needed
      const { violations } = await (colorScheme === "light" ? axe : axe.withRules("color-contrast")).analyze(); // only colours differ
      const found = violations.map((v) => `${v.id} (${colorScheme}): ${v.nodes.map((n) => n.html).join(" ")}`);
      assert.deepEqual(found, [], await this.page.title());
    }
    const [wide, narrow] = await this.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(wide! <= narrow!, `the page is ${wide} px wide in ${narrow} px`);
    await this.page.emulateMedia({ colorScheme: "light" });
  }
}
