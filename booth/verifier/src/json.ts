// Canonical JSON (§2.2): a reader that knows the schema and accepts one spelling only, so that
// there is nothing to compare afterwards. It returns plain values, or throws `NotCanonical`.

import { fromBase64 } from "./bytes.js";
import { isAllowed } from "./text.js";

export class NotCanonical extends Error {}

/** Where a reader stands in the line. */
export class Line {
  at = 0;
  constructor(readonly text: string) {}

  take(expected: string): void {
    if (!this.text.startsWith(expected, this.at)) {
      const found = this.text.slice(this.at, this.at + 12);
      throw new NotCanonical(`${JSON.stringify(expected)} should stand where ${JSON.stringify(found)} is`);
    }
    this.at += expected.length;
  }

  has(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }
}

export type Reader<T> = (line: Line) => T;
export type Read<R> = R extends Reader<infer T> ? T : never;

/** The whole line is one value of the schema. */
export function readWhole<T>(text: string, schema: Reader<T>): T {
  const line = new Line(text);
  const value = schema(line);
  if (line.at !== text.length) throw new NotCanonical("something stands after the value");
  return value;
}

export const integer: Reader<number> = (line) => {
  const digits = /^(0|[1-9][0-9]{0,15})(?![0-9])/.exec(line.text.slice(line.at, line.at + 17));
  if (digits === null) throw new NotCanonical("an integer should stand here");
  const value = Number(digits[0]);
  if (!Number.isSafeInteger(value)) throw new NotCanonical("an integer is above 2⁵³ − 1");
  line.at += digits[0].length;
  return value;
};

export const boolean: Reader<boolean> = (line) => {
  if (line.has("true")) return true;
  line.take("false");
  return false;
};

export const text: Reader<string> = (line) => {
  line.take('"');
  let value = "";
  for (;;) {
    const next = line.text[line.at++];
    if (next === undefined) throw new NotCanonical("a string does not end");
    if (next === '"') break;
    if (next !== "\\") {
      value += next;
      continue;
    }
    const escaped = line.text[line.at++];
    if (escaped !== '"' && escaped !== "\\") throw new NotCanonical("an escape that is not needed");
    value += escaped;
  }
  if (!isAllowed(value)) throw new NotCanonical("a string has a character that is not allowed, or is not in NFC");
  return value;
};

export const hex32: Reader<string> = (line) => {
  const value = text(line);
  if (!/^[0-9a-f]{64}$/.test(value)) throw new NotCanonical("64 hexadecimal digits should stand here");
  return value;
};

export const base64Bytes: Reader<Uint8Array> = (line) => {
  const bytes = fromBase64(text(line));
  if (bytes === null) throw new NotCanonical("base64 should stand here");
  return bytes;
};

export function oneOf<const T extends readonly string[]>(...values: T): Reader<T[number]> {
  return (line) => {
    const value = text(line);
    if (!values.includes(value)) throw new NotCanonical(`${JSON.stringify(value)} is none of ${values.join(", ")}`);
    return value;
  };
}

export function orNull<T>(item: Reader<T>): Reader<T | null> {
  return (line) => (line.has("null") ? null : item(line));
}

export function list<T>(item: Reader<T>): Reader<T[]> {
  return (line) => {
    const values: T[] = [];
    line.take("[");
    if (line.has("]")) return values;
    do values.push(item(line));
    while (line.has(","));
    line.take("]");
    return values;
  };
}

export function pair<T>(item: Reader<T>): Reader<[T, T]> {
  return (line) => {
    line.take("[");
    const first = item(line);
    line.take(",");
    const second = item(line);
    line.take("]");
    return [first, second];
  };
}

type Fields = Record<string, Reader<unknown>>;
export type ObjectOf<F extends Fields> = { [K in keyof F]: Read<F[K]> };

/** All keys, once, in the schema's order. None of ours is a number, so JavaScript keeps their order. */
export function object<F extends Fields>(fields: F): Reader<ObjectOf<F>> {
  const entries = Object.entries(fields);
  return (line) => {
    const value: Record<string, unknown> = {};
    entries.forEach(([key, item], i) => {
      line.take(`${i === 0 ? "{" : ","}"${key}":`);
      value[key] = item(line);
    });
    line.take("}");
    return value as ObjectOf<F>;
  };
}
