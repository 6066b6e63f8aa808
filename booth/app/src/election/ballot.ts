// One ballot from its seed to its signed bytes, or to what a challenge reveals (§3.8, §7.5, §7.6).

import { base64, concat, hex, mustHex, utf8 } from "../crypto/bytes.js";
import type { Credential } from "../crypto/code.js";
import { type Choice, encrypt } from "../crypto/encrypt.js";
import { identifier, signLine } from "../crypto/signature.js";
import type { Poll } from "./poll.js";

export type Draft = {
  /** The act's text, unsigned. */
  text: Uint8Array;
  /** Its identifier: shown before anything is sent. */
  tracker: string;
  seed: Uint8Array;
  credentials: Uint8Array[];
  previous: string | null;
  choices: readonly Choice[];
};

/** A ballot of a new seed; nothing of it is signed or sent. */
export async function makeBallot(
  poll: Poll,
  credentials: readonly Credential[],
  previous: string | null,
  choices: readonly Choice[],
  rest: () => Promise<void>,
): Promise<Draft> {
  const opening = poll.opening;
  if (opening === null) throw new Error("the poll has not opened");
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const keys = credentials.map((credential) => credential.key);
  const voter = { ctx: opening.ctx, credentials: keys, previous: previous === null ? null : mustHex(previous) };
  const parts = await encrypt(seed, voter, opening.jointKey, choices, rest);
  const fields = { election: poll.election, open: opening.id, credentials: keys.map(hex), previous, parts };
  const text = utf8(`hustings/v1 ballot\n${JSON.stringify(fields)}\n`);
  return { text, tracker: await identifier(text), seed, credentials: keys, previous, choices };
}

/** The entry to send: the text and a line for each credential. The seed is gone afterwards. */
export async function sign(draft: Draft, credentials: readonly Credential[]): Promise<string> {
  draft.seed.fill(0);
  const lines = await Promise.all(credentials.map((credential, i) => signLine(`credential-${i + 1}`, credential, draft.text)));
  return new TextDecoder().decode(draft.text) + "\n" + lines.join("");
}

/** What a challenge shows to the second device, as the fragment of a link. Such a ballot is never signed. */
export function reveal(draft: Draft): string {
  const short = (bytes: Uint8Array): string => base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const votes = draft.choices.map(({ contest, digits }) => `${contest}:${digits.join(".")}`).join(",");
  const previous = draft.previous === null ? "" : short(mustHex(draft.previous));
  const fragment = `seed=${short(draft.seed)}&by=${short(concat(...draft.credentials))}&previous=${previous}&vote=${votes}`;
  draft.seed.fill(0);
  return fragment;
}
