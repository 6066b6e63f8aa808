// Verifies a record off the page's own thread.

import { verify } from "../../verifier/src/verify.js";
import { Unreadable, WebSource } from "../../verifier/src/source.js";
import type { Message } from "./verifier.js";

const tell = (message: Message): void => postMessage(message);

addEventListener("message", (event: MessageEvent<string>) => void run(event.data));

async function run(address: string): Promise<void> {
  try {
    if (!URL.canParse(address)) throw new Unreadable("This is no address of a record");
    tell({ kind: "report", report: await verify(new WebSource(address), (done, of) => tell({ kind: "progress", done, of })) });
  } catch (error) {
    tell({ kind: "unreadable", why: error instanceof Unreadable ? error.message : `The verifier itself went wrong: ${String(error)}` });
  }
}
