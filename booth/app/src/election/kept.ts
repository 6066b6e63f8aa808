// What this device keeps of a ballot: the signed bytes from before they are sent until the voter says
// forget. Nothing that is kept is secret: it is what the public record shows. The code, the seed and the
// choices are never kept.

import type { Recorded } from "./receipt.js";

export type Kept = { tracker: string; entry: string; recorded: Recorded | null };

const name = (election: string): string => `hustings ${election}`;

/** The last ballot that was about to be sent from this device. */
export function kept(election: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(name(election)) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

/** Whether the device keeps it: some refuse. */
export function keep(election: string, ballot: Kept): boolean {
  try {
    localStorage.setItem(name(election), JSON.stringify(ballot));
    return true;
  } catch {
    return false;
  }
}

export function forget(election: string): void {
  try {
    localStorage.removeItem(name(election));
  } catch {
    // a device that keeps nothing has nothing to forget
  }
}
