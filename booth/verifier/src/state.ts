// The state of an election: what its acts in log order add up to (§2.1), and nothing else.

import type { Contest, ListName, Manifest, Part } from "./acts.js";
import { radices } from "./count/papers.js";
import { width } from "./crypto/blocks.js";
import type { OwedChecks } from "./crypto/batch.js";
import type { Keys } from "./crypto/ceremony.js";
import type { VerifiedShares } from "./crypto/decryption.js";
import type { Point } from "./crypto/group.js";
import type { CiphertextList } from "./crypto/list.js";
import type { Tree } from "./tree.js";

export type Phase =
  | "announced"
  | "registered"
  | "ceremony"
  | "stalled"
  | "keyed"
  | "open"
  | "closed"
  | "opened"
  | "counted"
  | "certified";

/** A row of the register and, while the poll is open, its last ballot. */
export type Row = { memberClass: number; credentials: string[]; ballot: RowBallot | null };
export type RowBallot = { index: number; identifier: string; parts: Part[] };

export type Register = {
  /** Of the act. */
  identifier: string;
  /** SHA-256 of the blob. */
  hash: string;
  members: number[];
  rows: Row[];
  /** Rows in force, by all their credentials. */
  byCredentials: Map<string, Row>;
  /** Credentials in force. */
  credentials: Set<string>;
};

/** §3.6 */
export type Ceremony = {
  number: number;
  members: number[];
  round: 1 | 2 | 3 | 4;
  began: number;
  spoken: Set<number>;
  commitments: Map<number, { hpkeKey: string; commitment: Uint8Array }>;
  dealings: Map<number, Point[]>;
  /** By `dealer/complainer`: whether it still waits for an answer. */
  complaints: Map<string, { dealer: number; complainer: number; isUnanswered: boolean }>;
  /** §5.1 step 7; null if one of them would be the identity. */
  keys: Keys | null;
};

/** §3.7 to §3.9 */
export type Poll = {
  ctx: Uint8Array;
  openAct: string;
  closes: number;
  suspendedUntil: number;
  suspendedSeconds: number;
  /** First parts that have stood in a ballot (B5). */
  firstParts: Set<string>;
  ballots: number;
};

/** §3.10: one contest and one weight, from the close on. */
export type BallotList = {
  name: ListName;
  /** The input, then the last mix's output; null for a list without a ballot. */
  current: CiphertextList | null;
  ballots: number;
  mixers: Set<number>;
  lastMix: number;
  isSmallAgreed: boolean;
  lotPoint: Point | null;
  opened: VerifiedShares[];
};

export type Close = { size: number; root: Uint8Array; time: number };

export class State {
  phase: Phase = "announced";
  /** A9 */
  since = 0;
  /** The time of the last clock. */
  now: number | null = null;
  /** Every clock's index and time, ascending. */
  readonly clocks: { index: number; time: number }[] = [];
  readonly identifiers = new Set<string>();
  /** Keys that hold or have held an office, witnesses' included. */
  readonly offices = new Set<string>();
  /** Credentials that have stood in any register or replacement. */
  readonly everCredentials = new Set<string>();
  server: string;
  /** First part of the log's origin. */
  originHost: string;
  readonly widths: number[];
  register: Register | null = null;
  ceremony: Ceremony | null = null;
  /** By trustee: the latest time of its key checks. */
  readonly keyChecks = new Map<number, number>();
  readonly erased = new Set<string>();
  poll: Poll | null = null;
  close: Close | null = null;
  lists: BallotList[] = [];
  result: { identifier: string; elected: number[][]; valid: number } | null = null;
  readonly certified = new Set<number>();
  report: { agrees: boolean; reason: string } | null = null;
  readonly complaints = new Map<string, { isRuledOn: boolean }>();
  readonly complaintsBy = new Map<string, number>();
  annulled: string | null = null;
  readonly figures = { signatures: 0, keyChecks: 0, replaced: 0, recast: 0, mixes: 0, shuffled: 0, shares: 0 };

  constructor(
    readonly manifest: Manifest,
    /** §2.2: the manifest's identifier. */
    readonly election: string,
    readonly tree: Tree,
    readonly owed: OwedChecks,
  ) {
    this.server = manifest.server;
    this.originHost = manifest.origin;
    this.widths = manifest.contests.map((contest) => width(radices(contest)));
    for (const key of officeKeys(manifest)) this.offices.add(key);
  }

  /** §2.1 */
  get origin(): string {
    return `${this.originHost}/${this.election}`;
  }

  /** "Since": this entry changed the state in the sense of A9. */
  changedBy(index: number): void {
    this.since = index + 1;
  }

  contest(number: number): Contest {
    return this.manifest.contests[number - 1]!;
  }

  /** Trustees who hold a share of the joint key. */
  holdsShare(trustee: number): boolean {
    return this.ceremony !== null && this.ceremony.members.includes(trustee);
  }

  findList(name: ListName): BallotList | undefined {
    return this.lists.find((l) => l.name.contest === name.contest && l.name.weight === name.weight);
  }

  get openableLists(): BallotList[] {
    return this.lists.filter((list) => list.ballots > 0);
  }
}

/** The keys to which a manifest gives an office. */
export function officeKeys(m: Manifest): string[] {
  return [m.organiser, ...m.registrars, m.scrutineer, ...m.trustees, m.server, ...m.witnesses.map((w) => w.key)];
}

/** Every contest and weight of the classes, ascending (§3.10). */
export function allLists(manifest: Manifest): ListName[] {
  const lists = new Map<string, ListName>();
  for (const { contests } of manifest.classes) {
    for (const list of contests) lists.set(`${list.contest}/${list.weight}`, list);
  }
  return [...lists.values()].sort((a, b) => a.contest - b.contest || a.weight - b.weight);
}

export const sameList = (a: ListName, b: ListName): boolean => a.contest === b.contest && a.weight === b.weight;

export const describeList = ({ contest, weight }: ListName): string => `contest ${contest}, weight ${weight}`;

/** The phase in words, for the report. */
export const PHASES: Record<Phase, string> = {
  announced: "announced",
  registered: "register published",
  ceremony: "key ceremony",
  stalled: "stalled",
  keyed: "key made",
  open: "open",
  closed: "closed and being mixed and opened",
  opened: "opened",
  counted: "counted",
  certified: "certified",
};
