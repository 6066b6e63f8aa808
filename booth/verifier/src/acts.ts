// The schemas of §3: every kind of act and its fields, in order.

import { base64Bytes, boolean, hex32, integer, list, object, oneOf, orNull, pair, text } from "./json.js";
import type { ObjectOf, Read, Reader } from "./json.js";

/** §2.2; that it is at most 2³² bytes is L6's to say. */
export const blob = object({ sha256: hex32, size: integer });
export type Blob = Read<typeof blob>;

const at = object({ size: integer, root: hex32 });
export type At = Read<typeof at>;

const listName = object({ contest: integer, weight: integer });
export type ListName = Read<typeof listName>;

/** §3.1 */
const candidate = object({ name: text, affiliation: orNull(text), statement: orNull(blob) });
const slate = object({ name: text, candidates: list(integer) });
const reserved = object({
  group: text,
  candidates: list(integer),
  at_least: orNull(integer),
  at_most: orNull(integer),
});
export type Reserved = Read<typeof reserved>;
const contest = object({
  title: text,
  kind: oneOf("choice", "ranking", "approval", "score"),
  candidates: list(candidate),
  slates: list(slate),
  rotated: boolean,
  seats: integer,
  rules: text,
  options: list(object({ name: text, value: text })),
  reserved: list(reserved),
  ranks: orNull(integer),
  max_score: orNull(integer),
});
export type Contest = Read<typeof contest>;
const memberClass = object({ name: text, contests: list(listName) });
const manifest = object({
  organisation: text,
  title: text,
  origin: text,
  contests: list(contest),
  classes: list(memberClass),
  organiser: hex32,
  registrars: list(hex32),
  scrutineer: hex32,
  trustees: list(hex32),
  threshold: integer,
  no_spare_trustee: boolean,
  server: hex32,
  witnesses: list(object({ name: text, key: hex32 })),
  witnesses_needed: integer,
  objections_until: integer,
  opens: integer,
  closes: integer,
  latest_close: integer,
  closes_when_all_voted: boolean,
  longest_suspension: integer,
  answer_seconds: integer,
  min_list: integer,
  turnout: boolean,
  booth: orNull(hex32),
});
export type Manifest = Read<typeof manifest>;

const proof = object({ commitment: hex32, response: hex32 });

/** §3.8 */
const part = object({
  contest: integer,
  ciphertexts: list(pair(hex32)),
  commitments: list(hex32),
  responses: list(hex32),
});
export type Part = Read<typeof part>;
const ballot = object({
  election: hex32,
  open: hex32,
  credentials: list(hex32),
  previous: orNull(hex32),
  parts: list(part),
});

/** §3.12 */
const outcome = object({
  contest: integer,
  valid: integer,
  blank: integer,
  spoilt: integer,
  lot: orNull(base64Bytes),
  elected: list(integer),
});
export type Outcome = Read<typeof outcome>;

/** The fields that every act but manifest and ballot begins with. */
const act = <F extends Record<string, Reader<unknown>>>(fields: F) => object({ election: hex32, at, ...fields });

const ceremony = { ceremony: integer, trustee: integer };

export const SCHEMAS = {
  manifest,
  clock: act({ by: text, time: integer, outage: boolean }),
  register: act({ rows: blob, members: list(integer) }),
  freeze: act({ register: hex32, small_lists: list(listName) }),
  replace: act({ old: list(hex32), new: list(hex32) }),
  "key-commit": act({ ...ceremony, hpke_key: hex32, commitment: base64Bytes }),
  "key-reveal": act({ ...ceremony, coefficients: list(hex32), possession: proof }),
  "key-shares": act({ ...ceremony, shares: list(object({ recipient: integer, sealed: base64Bytes })) }),
  "key-complaint": act({ ...ceremony, dealer: integer }),
  "key-answer": act({ ...ceremony, complainer: integer, share: hex32 }),
  "key-confirm": act({ ...ceremony, joint_key: hex32, verification_key: hex32 }),
  "key-check": act({ trustee: integer, proof }),
  "key-erased": act({ trustee: integer, erased: oneOf("hpke", "share") }),
  open: act({ register: hex32, joint_key: hex32 }),
  ballot,
  suspend: act({ until: integer, reason: text }),
  extend: act({ closes: integer, reason: text }),
  mix: act({ trustee: integer, list: listName, number: integer, input: hex32, output: blob, proof: blob }),
  "open-small": act({ list: listName }),
  shares: act({
    witnessed: list(object({ witness: integer, time: integer, signature: base64Bytes })),
    trustee: integer,
    list: listName,
    input: hex32,
    shares: blob,
    proof: object({ commitment_g: hex32, commitment_a: hex32, response: hex32 }),
  }),
  result: act({
    by: hex32,
    profiles: list(object({ list: listName, profile: blob })),
    outcomes: list(outcome),
  }),
  certify: act({ trustee: integer, result: hex32 }),
  report: act({ result: hex32, agrees: boolean, reason: text }),
  complaint: act({ by: hex32, text: blob }),
  ruling: act({ complaint: hex32, upheld: boolean, reason: text }),
  annul: act({ trustees: list(integer), reason: text }),
  handover: act({ trustees: list(integer), server: hex32, origin: text }),
} as const;

export type Kind = keyof typeof SCHEMAS;
export type Fields<K extends Kind> = Read<(typeof SCHEMAS)[K]>;
/** An act: its kind, and the fields of that kind. */
export type Act = { [K in Kind]: { kind: K; fields: Fields<K> } }[Kind];
export type ActOf<K extends Kind> = Extract<Act, { kind: K }>;
export type { ObjectOf };

export const isKind = (kind: string): kind is Kind => Object.hasOwn(SCHEMAS, kind);
