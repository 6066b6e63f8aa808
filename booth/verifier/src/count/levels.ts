// §9.4, From levels to seats.

import type { Contest } from "../acts.js";
import type { Lots } from "./lots.js";

/** Level by level, the best first, by number; by lots where a level has more than there are vacancies. */
export function electLevels(contest: Contest, levels: readonly (readonly number[])[], lots: Lots): number[] {
  const elected: number[] = [];
  for (const level of levels) {
    const vacancies = contest.seats - elected.length;
    if (vacancies === 0) break;
    if (level.length <= vacancies) elected.push(...[...level].sort((a, b) => a - b));
    else elected.push(...lots.draw(level).slice(0, vacancies));
  }
  return elected;
}

/** Those whom nobody who is left is ahead of, again and again. */
export function levelsOf(candidates: readonly number[], isAhead: (x: number, y: number) => boolean): number[][] {
  const levels: number[][] = [];
  let left = [...candidates];
  while (left.length > 0) {
    const level = left.filter((y) => !left.some((x) => isAhead(x, y)));
    if (level.length === 0) throw new Error("everybody is behind somebody");
    levels.push(level);
    left = left.filter((c) => !level.includes(c));
  }
  return levels;
}
