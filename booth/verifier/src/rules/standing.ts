// Complaints and rulings (§3.14), annulment and handover (§3.15).

import type { Fields } from "../acts.js";
import { must } from "../checks.js";
import type { Entry } from "../note.js";
import type { State } from "../state.js";
import { isOrigin } from "./manifest.js";

const LONGEST_COMPLAINT = 2_048;
const MOST_COMPLAINTS = 3;

export function applyComplaint(state: State, entry: Entry, act: Fields<"complaint">): void {
  const { by, text } = act;
  const hasStanding = state.register?.credentials.has(by) === true || state.offices.has(by);
  must(hasStanding, "A20", "the complainant has no place in this election");
  must(text.size <= LONGEST_COMPLAINT, "A20", `the complaint has ${text.size} bytes`);
  const before = state.complaintsBy.get(by) ?? 0;
  must(before < MOST_COMPLAINTS, "A20", `there are ${before} complaints of this complainant already`);
  state.complaintsBy.set(by, before + 1);
  state.complaints.set(entry.identifier, { isRuledOn: false });
}

export function applyRuling(state: State, act: Fields<"ruling">): void {
  const complaint = state.complaints.get(act.complaint);
  must(complaint !== undefined, "A21", "there is no such complaint");
  must(!complaint.isRuledOn, "A21", "that complaint was ruled on");
  complaint.isRuledOn = true;
}

/** A22 for both */
function checkTrustees(state: State, trustees: readonly number[]): void {
  const ascends = trustees.every((trustee, i) => i === 0 || trustee > trustees[i - 1]!);
  must(ascends, "A22", "the trustees are not in order, or one stands twice");
  const { threshold } = state.manifest;
  must(trustees.length >= threshold, "A22", `${trustees.length} trustees sign, ${threshold} are needed`);
}

export function applyAnnul(state: State, act: Fields<"annul">): void {
  checkTrustees(state, act.trustees);
  must(state.annulled === null, "A22", "the election is annulled already");
  state.annulled = act.reason;
}

export function applyHandover(state: State, entry: Entry, act: Fields<"handover">): void {
  checkTrustees(state, act.trustees);
  const isFresh = !state.offices.has(act.server) && !state.everCredentials.has(act.server);
  must(isFresh, "A23", "the new server's key has another role in this election");
  must(isOrigin(act.origin), "A23", "the new origin is no host and path");
  state.server = act.server;
  state.originHost = act.origin;
  state.offices.add(act.server);
  state.changedBy(entry.index);
}
