// A vote in one contest while it is being made, and what it is as digits (§9.1).

import type { Contest } from "./manifest.js";

/** `picked`: candidates' numbers, in order of preference where the contest is a ranking. `scores`: one a candidate. */
export type Vote = { picked: readonly number[]; scores: readonly number[]; isBlank: boolean };

export const emptyVote = (contest: Contest): Vote => ({
  picked: [],
  scores: contest.candidates.map(() => 0),
  isBlank: false,
});

export const blankVote = (contest: Contest): Vote => ({ ...emptyVote(contest), isBlank: true });

/** How many candidates may be picked. */
export const mostPicked = (contest: Contest): number =>
  contest.kind === "choice" ? 1 : contest.kind === "ranking" ? contest.ranks! : contest.candidates.length;

export const saysNothing = (vote: Vote): boolean => vote.picked.length === 0 && vote.scores.every((score) => score === 0);

const pick = (vote: Vote, picked: readonly number[]): Vote => ({ ...vote, picked, isBlank: false });

/** The candidate comes last, or goes if it is there; a ranking that is full takes nobody more. */
export function toggle(contest: Contest, vote: Vote, candidate: number): Vote {
  if (vote.picked.includes(candidate)) return pick(vote, vote.picked.filter((c) => c !== candidate));
  if (contest.kind === "choice") return pick(vote, [candidate]);
  return vote.picked.length < mostPicked(contest) ? pick(vote, [...vote.picked, candidate]) : vote;
}

/** The candidate at place `from` goes to place `to`, both from 0; the others keep their order. */
export function move(vote: Vote, from: number, to: number): Vote {
  const picked = [...vote.picked];
  const [candidate] = picked.splice(from, 1);
  if (candidate === undefined || to < 0 || to > picked.length) return vote;
  picked.splice(to, 0, candidate);
  return pick(vote, picked);
}

/** A slate's order as a ranking, as far as there are ranks. */
export const startFrom = (contest: Contest, vote: Vote, candidates: readonly number[]): Vote =>
  pick(vote, candidates.slice(0, mostPicked(contest)));

export const giveScore = (vote: Vote, candidate: number, score: number): Vote => ({
  ...vote,
  scores: vote.scores.map((old, i) => (i + 1 === candidate ? score : old)),
  isBlank: false,
});

export function digits(contest: Contest, vote: Vote): number[] {
  switch (contest.kind) {
    case "choice":
      return [vote.picked[0] ?? 0];
    case "ranking":
      return Array.from({ length: contest.ranks! }, (_, i) => vote.picked[i] ?? 0);
    case "approval":
      return contest.candidates.map((_, i) => (vote.picked.includes(i + 1) ? 1 : 0));
    case "score":
      return [...vote.scores];
  }
}

/** The vote that digits say, as somebody else reads them. */
export function fromDigits(contest: Contest, read: readonly number[]): Vote {
  const empty = emptyVote(contest);
  if (contest.kind === "score") return { ...empty, scores: read };
  if (contest.kind === "approval") return { ...empty, picked: read.flatMap((digit, i) => (digit === 1 ? [i + 1] : [])) };
  return { ...empty, picked: read.filter((digit) => digit !== 0) };
}
