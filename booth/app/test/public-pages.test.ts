// The public pages of a server, as its own tests leave them in HUSTINGS_PAGES_DIR: axe in light and dark at the
// width of a small phone, no sideways scrolling, no report of the content security policy.

import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { launch, PHONE, skip as noBrowser, Visit } from "./browser.js";

const DIR = process.env.HUSTINGS_PAGES_DIR;
const skip = noBrowser || (DIR === undefined ? "HUSTINGS_PAGES_DIR names no pages: `make test` leaves them" : false);
const files = new Set(DIR === undefined ? [] : readdirSync(DIR));
const pages = [...files].filter((name) => name.startsWith("en-") && name.endsWith(".html")).sort();
const CSP = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES: Record<string, string> = { html: "text/html; charset=utf-8", css: "text/css", svg: "image/svg+xml" };

describe("public pages", { skip }, () => {
  let server: Server;
  let browser: Browser;
  let address = "";

  before(async () => {
    server = createServer((request, response) => {
      const name = (request.url ?? "/").slice(1);
      const ending = name.split(".").pop() ?? "";
      if (!files.has(name)) {
        response.writeHead(404).end();
        return;
      }
      const headers = { "Content-Type": TYPES[ending] ?? "application/octet-stream", "Content-Security-Policy": CSP };
      response.writeHead(200, headers).end(readFileSync(join(DIR!, name)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launch();
  });

  after(async () => {
    await browser.close();
    server.close();
  });

  for (const name of pages) {
    it(name, async () => {
      const visit = await Visit.begin(browser, { viewport: PHONE });
      await visit.page.goto(`${address}/${name}`);
      await visit.inspect();
      await visit.end();
    });
  }
});
