// The order in which a voter sees a contest's candidates.

import { hex } from "../crypto/bytes.js";
import { h512 } from "../crypto/transcript.js";
import type { Contest } from "./manifest.js";

/** The manifest's; where it asks for rotation, an order of each voter's own, the same whenever they look. */
export async function paperOrder(contest: Contest, number: number, credentials: readonly Uint8Array[]): Promise<number[]> {
  const order = contest.candidates.map((_, i) => i + 1);
  if (!contest.rotated) return order;
  const places = await Promise.all(order.map(async (candidate) => hex(await h512("hustings/v1 paper order", credentials, number, candidate))));
  return order.sort((a, b) => (places[a - 1]! < places[b - 1]! ? -1 : 1));
}
