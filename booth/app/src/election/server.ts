// The election's server, and how a ballot is handed in so that it is neither lost nor cast twice.

import { Mistrust, type Poll, type PollAnswer } from "./poll.js";
import { checkRecorded, type Recorded } from "./receipt.js";

/** No answer, or none that makes sense: nothing is known. */
export class NoAnswer extends Error {}

export type Answer = { status: number; body: Record<string, unknown>; retryAfter: number };

const PATIENCE = 20_000; // ms

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(url, { ...init, signal: stop.signal, cache: "no-store", credentials: "omit" });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, retryAfter: Number(response.headers.get("Retry-After")) || 0 };
  } catch {
    throw new NoAnswer(url);
  } finally {
    clearTimeout(timer);
  }
}

export async function askPoll(address: string): Promise<PollAnswer | "unknown"> {
  const { status, body } = await ask(`${address}poll`);
  if (status === 404) return "unknown";
  if (status !== 200) throw new NoAnswer("poll");
  return body as PollAnswer;
}

/** A row of the register as a voter needs it. */
export type Voter = { class: number; credentials: string[]; head: string | null };
export type VoterAnswer = Voter | "unknown" | "replaced";

export async function askVoter(address: string, credential: string): Promise<VoterAnswer> {
  const { status, body } = await ask(`${address}voters/${credential}`);
  if (status === 404) return "unknown";
  if (status === 410) return "replaced";
  if (status !== 200) throw new NoAnswer("voters");
  return body as Voter;
}

/** What became of a ballot that was handed in. `unknown`: nobody can tell yet; the same bytes may be sent again. */
export type Outcome =
  | { kind: "recorded"; recorded: Recorded; cosigned: number; replacedBy: string | null }
  | { kind: "previous"; head: string | null }
  | { kind: "closed" | "not-open" | "suspended" | "interrupted" }
  | { kind: "busy"; seconds: number }
  | { kind: "refused"; check: string; words: string }
  | { kind: "unknown" }
  | { kind: "false-receipt" };

/** Hands the entry in, once. */
export async function post(address: string, poll: Poll, entry: string): Promise<Outcome> {
  let answer: Answer;
  try {
    answer = await ask(`${address}acts`, { method: "POST", body: entry, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  } catch {
    return { kind: "unknown" };
  }
  const { status, body, retryAfter } = answer;
  const error = String(body.error);
  if (status === 200) return recorded(poll, entry, body as Recorded);
  if (status === 429 || status === 503) return { kind: "busy", seconds: retryAfter };
  if (status === 409 && error === "previous") return { kind: "previous", head: (body.head as string | null) ?? null };
  if (status === 409 && /^(closed|not-open|suspended|interrupted)$/.test(error)) return { kind: error as "closed" };
  if (status >= 400 && status < 500) {
    return { kind: "refused", check: String(body.check ?? error), words: String(body.meaning ?? body.message ?? "") };
  }
  return { kind: "unknown" };
}

async function recorded(poll: Poll, entry: string, answer: Recorded): Promise<Outcome> {
  try {
    const { act, index, checkpoint, proof } = answer;
    const { cosigned } = await checkRecorded(poll, entry, answer);
    const replacedBy = answer.ballot?.replaced_by ?? null;
    return { kind: "recorded", recorded: { act, index, checkpoint, proof }, cosigned, replacedBy };
  } catch {
    return { kind: "false-receipt" };
  }
}

/** Asks whether the ballot arrived. `absent`: it is not in the record. */
export async function look(address: string, poll: Poll, tracker: string, entry: string): Promise<Outcome | { kind: "absent" }> {
  try {
    const { status, body } = await ask(`${address}acts/${tracker}`);
    if (status === 404) return { kind: "absent" };
    return status === 200 ? await recorded(poll, entry, body as Recorded) : { kind: "unknown" };
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Mistrust) return { kind: "unknown" };
    throw error;
  }
}
