// §9.4: options of rules, as a contest sets them by hand.

import type { Contest } from "../acts.js";

export type Option = {
  name: string;
  allows: (value: string) => boolean;
  /** As the rules have it; null where the rules have none until another option brings one. */
  atFirst: string | null;
};

export type Options = {
  /** As they are in the end. */
  values: Map<string, string>;
  named: ReadonlySet<string>;
};

/** A number as options write it: decimal, without sign or leading zeros, at most nine digits. */
export const isNumber = (value: string): boolean => /^(0|[1-9][0-9]{0,8})$/.test(value);

/** N/D with 1 ≤ N ≤ D: [N, D]; null for anything else. */
export function readShare(value: string): [bigint, bigint] | null {
  const parts = value.split("/");
  if (parts.length !== 2 || !parts.every(isNumber)) return null;
  const [N, D] = parts.map(BigInt) as [bigint, bigint];
  return N >= 1n && N <= D ? [N, D] : null;
}

export const oneOf = (...values: string[]): Option["allows"] => (value) => values.includes(value);

/** The options of a contest over those that its rules have, or what is wrong with them. */
export function readOptions(contest: Contest, table: readonly Option[]): Options | string {
  const values = new Map(table.flatMap(({ name, atFirst }) => (atFirst === null ? [] : [[name, atFirst] as const])));
  let last = "";
  for (const { name, value } of contest.options) {
    const option = table.find((o) => o.name === name);
    if (option === undefined) return `${JSON.stringify(contest.rules)} has no option ${JSON.stringify(name)}`;
    // the names that there are have ASCII letters only, so that strings compare as bytes do
    if (name <= last) return "its options do not ascend";
    if (!option.allows(value)) return `the option ${name} cannot be ${JSON.stringify(value)}`;
    values.set(name, value);
    last = name;
  }
  return { values, named: new Set(contest.options.map((o) => o.name)) };
}
