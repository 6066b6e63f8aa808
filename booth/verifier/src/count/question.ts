// What a count is asked, and what it says (§9.1, §9.4).

import type { Contest } from "../acts.js";
import type { Fraction } from "./fraction.js";
import type { Lots } from "./lots.js";
import type { Tally } from "./papers.js";

export type Question = {
  contest: Contest;
  tally: Tally;
  /** How many papers the register entitles to (§9.11). */
  members: bigint;
  lots: Lots;
};

/** What a stage did, and every candidate's votes at its end. */
export type Stage = { elected: number[]; excluded: number[]; votes: Fraction[] };

/** The numbers of the elected, in order of election, and how it came about. */
export type Count = { elected: number[]; stages: Stage[] };

/** 1, 2, … as many as there are candidates. */
export const candidateNumbers = (contest: Contest): number[] => contest.candidates.map((_, i) => i + 1);
