// §9.8: how many crosses a ballot may have.

import type { Contest } from "../acts.js";
import { isNumber, type Option, readOptions } from "./options.js";

const AT_FIRST: Record<string, string> = {
  "block-vote": "seats",
  "limited-vote": "seats-less-1",
  sntv: "1",
};

const SEATS_LESS = /^seats-less-(.*)$/;

function allows(value: string): boolean {
  const fewer = SEATS_LESS.exec(value);
  return value === "seats" || (fewer === null ? value !== "0" && isNumber(value) : isNumber(fewer[1]!));
}

function options(contest: Contest): Option[] {
  return [{ name: "marks", allows, atFirst: AT_FIRST[contest.rules]! }];
}

/** Why the contest's options are none, or null. */
export function crossesDefect(contest: Contest): string | null {
  const found = readOptions(contest, options(contest));
  return typeof found === "string" ? found : null;
}

/** At most so many approvals are on a ballot (S5); null if the rules set no limit. */
export function mostCrosses(contest: Contest): number | null {
  if (!Object.hasOwn(AT_FIRST, contest.rules)) return null;
  const found = readOptions(contest, options(contest));
  if (typeof found === "string") return null; // refused with A17
  const marks = found.values.get("marks")!;
  if (marks === "seats") return contest.seats;
  const fewer = SEATS_LESS.exec(marks);
  return fewer === null ? Number(marks) : Math.max(1, contest.seats - Number(fewer[1]));
}
