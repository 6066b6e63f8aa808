// Who must sign an act, and whether they did (§2.2 A3, A4, §3).

import type { Act } from "../acts.js";
import { mustHex } from "../bytes.js";
import { Failure, must } from "../checks.js";
import type { OwedChecks } from "../crypto/batch.js";
import { readVerifyingKey, signatureEquation, type VerifyingKey } from "../crypto/signature.js";
import { type Entry, keyNumber } from "../note.js";
import type { State } from "../state.js";

/** A signature line that is needed; a key of null: nobody holds that office. */
type Needed = { name: string; key: string | null };

const plural = (name: string, keys: readonly string[]): Needed[] =>
  keys.map((key, i) => ({ name: `${name}-${i + 1}`, key }));

function manifestLines(m: Extract<Act, { kind: "manifest" }>["fields"]): Needed[] {
  return [
    { name: "organiser", key: m.organiser },
    ...plural("registrar", m.registrars),
    { name: "scrutineer", key: m.scrutineer },
    ...plural("trustee", m.trustees),
    { name: "server", key: m.server },
  ];
}

function neededLines(state: State, act: Act): Needed[] {
  const m = state.manifest;
  const organiser = { name: "organiser", key: m.organiser };
  const scrutineer = { name: "scrutineer", key: m.scrutineer };
  const registrars = plural("registrar", m.registrars);
  const trustee = (n: number): Needed => ({ name: `trustee-${n}`, key: m.trustees[n - 1] ?? null });
  switch (act.kind) {
    case "manifest":
      return manifestLines(act.fields);
    case "clock":
      return clockLines(state, act.fields.by, act.fields.outage);
    case "register":
      return registrars;
    case "freeze":
    case "open":
      return [organiser];
    case "replace":
      return [...registrars, scrutineer];
    case "suspend":
    case "extend":
    case "open-small":
      return [organiser, scrutineer];
    case "ballot":
      return plural("credential", act.fields.credentials);
    case "result":
      return [{ name: "publisher", key: act.fields.by }];
    case "complaint":
      return [{ name: "complainant", key: act.fields.by }];
    case "report":
    case "ruling":
      return [scrutineer];
    case "annul":
      return [...act.fields.trustees.map(trustee), scrutineer];
    case "handover":
      return [...act.fields.trustees.map(trustee), scrutineer, { name: "server", key: act.fields.server }];
    default:
      return [trustee(act.fields.trustee)];
  }
}

/** §3.2 */
function clockLines(state: State, by: string, outage: boolean): Needed[] {
  const { scrutineer, trustees } = state.manifest;
  const scrutineerLine = { name: "scrutineer", key: scrutineer };
  const number = /^trustee-([1-9][0-9]*)$/.exec(by)?.[1];
  const keys: Record<string, string | undefined> = { server: state.server, scrutineer };
  const key = number === undefined ? keys[by] : trustees[Number(number) - 1];
  const first = { name: by, key: key ?? null };
  return outage && by !== "scrutineer" ? [first, scrutineerLine] : [first];
}

/** A15 for a manifest; A3; A4, put off. */
export function checkSignatures(state: State | null, entry: Entry, owed: OwedChecks): void {
  const { act } = entry;
  const needed = act.kind === "manifest" ? manifestLines(act.fields) : neededLines(state!, act);
  const keys = needed.map(({ name, key }) => {
    if (act.kind !== "manifest") must(key !== null, "A3", `there is no ${name} whose signature this act could carry`);
    const valid = readVerifyingKey(mustHex(key!));
    must(valid !== null, act.kind === "manifest" ? "A15" : "A3", `the key of ${name} is no valid key`);
    return valid;
  });
  const names = entry.signatures.map((line) => line.name);
  must(
    names.length === needed.length && names.every((name, i) => name === needed[i]!.name),
    "A3",
    `the act is signed by ${names.join(", ")}, not by ${needed.map((line) => line.name).join(", ") || "nobody"}`,
  );
  entry.signatures.forEach((line, i) => {
    must(line.keyNumber === keyNumber(line.name, 1, keys[i]!.bytes), "A3", `${line.name} signs with another key`);
    must(line.signature.length === 64, "A3", `the signature of ${line.name} has not 64 bytes`);
  });
  oweSignatures(entry, keys, owed);
}

/** A4, line by line */
function oweSignatures(entry: Entry, keys: readonly VerifyingKey[], owed: OwedChecks): void {
  entry.signatures.forEach((line, i) => {
    // §10.2: the line at fault, but a ballot is its credentials' whichever signature is wrong.
    const isNamed = entry.signatures.length > 1 && entry.act.kind !== "ballot";
    const signer = isNamed ? line.name : undefined;
    const failure = new Failure("A4", `the signature of ${line.name} is wrong`, signer);
    const equation = signatureEquation(keys[i]!, entry.text, line.signature);
    if (equation === null) throw failure;
    owed.oweSignature(entry.index, equation, failure);
  });
}
