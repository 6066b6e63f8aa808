// §9.6: which results the reserved places leave possible.

import type { Contest } from "../acts.js";

type Requirement = { members: ReadonlySet<number>; bound: "at_least" | "at_most"; places: number };
/** Candidates in the same groups are alike. */
type Kind = { requirements: readonly number[]; candidates: readonly number[] };
type Standing = { doomed: ReadonlySet<number>; guarded: ReadonlySet<number> };

const LARGEST_SEARCH = 1_000_000n;

function requirementsOf({ reserved }: Contest): Requirement[] {
  return reserved.flatMap(({ candidates, at_least, at_most }) => {
    const members = new Set(candidates);
    const both = { at_least, at_most };
    return (["at_least", "at_most"] as const).flatMap((bound) => {
      const places = both[bound];
      return places === null ? [] : [{ members, bound, places }];
    });
  });
}

/** §3.1 A17 as §9.6 has it: what is wrong with the reserved places, or null. */
export function reservedDefect(contest: Contest): string | null {
  const { seats, candidates } = contest;
  const factors = requirementsOf(contest).map(({ places }) => Math.min(places, seats) + 1);
  const size = [candidates.length, seats + 1, ...factors].reduce((product, f) => product * BigInt(f), 1n);
  if (size > LARGEST_SEARCH) return "its reserved places are more than can be looked through";
  const everybody = candidates.map((_, i) => i + 1);
  return new Places(contest).isPossible([], everybody) ? null : "no result has its reserved places";
}

/** How many more a requirement asks for, or lets in. */
type Left = readonly number[];

export class Places {
  readonly areReserved: boolean;
  private readonly requirements: Requirement[];

  constructor(private readonly contest: Contest) {
    this.requirements = requirementsOf(contest);
    this.areReserved = this.requirements.length > 0;
  }

  /** Whether there is a possible result. */
  isPossible(elected: readonly number[], continuing: readonly number[]): boolean {
    return this.search(elected, continuing) !== null;
  }

  /** Whether some continuing candidates can all be elected. */
  canAllBeElected(some: readonly number[], elected: readonly number[], continuing: readonly number[]): boolean {
    if (some.length > this.contest.seats - elected.length) return false;
    if (!this.areReserved) return true;
    const others = continuing.filter((c) => !some.includes(c));
    return this.isPossible([...elected, ...some], others);
  }

  /** Who is in no possible result, and who, though not all can be elected, is in every one. */
  standing(elected: readonly number[], continuing: readonly number[]): Standing {
    const vacancies = this.contest.seats - elected.length;
    if (vacancies === 0) return { doomed: new Set(continuing), guarded: new Set() };
    if (!this.areReserved) return { doomed: new Set(), guarded: new Set() };
    const found = this.search(elected, continuing);
    if (found === null) throw new Error("a count that has left no possible result");
    const pick = (is: (taken: Set<number>, kind: Kind) => boolean): Set<number> =>
      new Set(found.flatMap(({ kind, taken }) => (is(taken, kind) ? kind.candidates : [])));
    const doomed = pick((taken) => Math.max(...taken) === 0);
    if (continuing.length <= vacancies) return { doomed, guarded: new Set() };
    return { doomed, guarded: pick((taken, kind) => Math.min(...taken) === kind.candidates.length) };
  }

  /** By kind of candidate, how many of the continuing possible results take; null if there is none. */
  private search(
    elected: readonly number[],
    continuing: readonly number[],
  ): { kind: Kind; taken: Set<number> }[] | null {
    const kinds = this.kindsOf(continuing);
    const left = this.requirements.map(({ members, places }) => places - elected.filter((c) => members.has(c)).length);
    const places = Math.min(this.contest.seats - elected.length, continuing.length);
    const search = new Search(this.requirements, kinds);
    return search.from(0, places, this.settled(left)) ? kinds.map((kind, i) => ({ kind, taken: search.taken[i]! })) : null;
  }

  /** What at_least asks for and has is asked for no longer. */
  private settled(left: Left): Left {
    return left.map((n, i) => (this.requirements[i]!.bound === "at_least" ? Math.max(n, 0) : n));
  }

  private kindsOf(continuing: readonly number[]): Kind[] {
    const kinds = new Map<string, { requirements: number[]; candidates: number[] }>();
    for (const candidate of continuing) {
      const requirements = this.requirements.flatMap(({ members }, i) => (members.has(candidate) ? [i] : []));
      const kind = kinds.get(requirements.join());
      if (kind === undefined) kinds.set(requirements.join(), { requirements, candidates: [candidate] });
      else kind.candidates.push(candidate);
    }
    return [...kinds.values()];
  }
}

/** Tries, kind by kind, how many are elected, and remembers what was tried. */
class Search {
  /** By kind: the numbers taken by some possible result. */
  readonly taken: Set<number>[];
  private readonly tried = new Map<string, boolean>();

  constructor(
    private readonly requirements: readonly Requirement[],
    private readonly kinds: readonly Kind[],
  ) {
    this.taken = kinds.map(() => new Set());
  }

  /** Whether the kinds from this one on can fill just so many places. */
  from(index: number, places: number, left: Left): boolean {
    if (left.some((n) => n < 0)) return false;
    const kind = this.kinds[index];
    if (kind === undefined) return places === 0 && left.every((n, i) => n === 0 || this.requirements[i]!.bound === "at_most");
    const name = `${index}/${places}/${left.join()}`;
    const known = this.tried.get(name);
    if (known !== undefined) return known;
    let isPossible = false;
    for (let some = 0; some <= Math.min(kind.candidates.length, places); some++) {
      if (!this.from(index + 1, places - some, this.after(left, kind, some))) continue;
      this.taken[index]!.add(some);
      isPossible = true;
    }
    this.tried.set(name, isPossible);
    return isPossible;
  }

  private after(left: Left, kind: Kind, some: number): Left {
    const next = [...left];
    for (const i of kind.requirements) {
      const rest = next[i]! - some;
      next[i] = this.requirements[i]!.bound === "at_least" ? Math.max(rest, 0) : rest;
    }
    return next;
  }
}
