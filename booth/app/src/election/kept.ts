// What this device keeps of a ballot: the signed bytes from before they are sent until the voter says
// forget. Nothing that is kept is secret: it is what the public record shows. The code, the seed and the
// choices are never kept.

import { store, stored } from "../stored.js";
import type { Recorded } from "./receipt.js";

export type Kept = { tracker: string; entry: string; recorded: Recorded | null };

/** The last ballot that was about to be sent from this device. */
export const kept = (election: string): Kept | null => JSON.parse(stored(election) ?? "null") as Kept | null;

/** Whether the device keeps it: some refuse. */
export const keep = (election: string, ballot: Kept): boolean => store(election, JSON.stringify(ballot));

export const forget = (election: string): unknown => store(election, null);
