// §2.2: the one form of text, and of JSON.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, fromBase64, fromUtf8 } from "../src/bytes.js";
import { boolean, integer, list, NotCanonical, object, orNull, pair, readWhole, text } from "../src/json.js";
import { isNfc, nfc } from "../src/nfc.js";
import { isAllowed, isLineName, saysSomething } from "../src/text.js";

test("base64 has one spelling", () => {
  for (const [bytes, spelled] of [["", ""], ["f", "Zg=="], ["fo", "Zm8="], ["foo", "Zm9v"]] as const) {
    assert.equal(base64(new TextEncoder().encode(bytes)), spelled);
    assert.deepEqual(fromBase64(spelled), new TextEncoder().encode(bytes));
  }
  for (const refused of ["Zg", "Zg=", "Zh==", "Zm9=", "Zm9v=", "Zm 9", "Zm9v\n", "====", "=", "Zg==Zg==", "Zm-_"]) {
    assert.equal(fromBase64(refused), null, refused);
  }
});

test("UTF-8 is strict and keeps a byte order mark", () => {
  assert.equal(fromUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])), "\ufeffa");
  assert.equal(fromUtf8(new Uint8Array([0xc0, 0x80])), null);
  assert.equal(fromUtf8(new Uint8Array([0xed, 0xa0, 0x80])), null);
});

test("JSON is read in its canonical form only", () => {
  const schema = object({ a: integer, b: orNull(text), c: list(boolean), d: pair(integer) });
  const value = { a: 9007199254740991, b: 'q"\\', c: [true, false], d: [0, 10] };
  assert.deepEqual(readWhole('{"a":9007199254740991,"b":"q\\"\\\\","c":[true,false],"d":[0,10]}', schema), value);
  const refused = [
    '{"a":1, "b":null,"c":[],"d":[0,0]}',
    '{"b":null,"a":1,"c":[],"d":[0,0]}',
    '{"a":1,"b":null,"c":[],"d":[0,0],"e":0}',
    '{"a":1,"b":null,"c":[]}',
    '{"a":1,"b":null,"c":[],"d":[0,0]} ',
    '{"a":01,"b":null,"c":[],"d":[0,0]}',
    '{"a":-1,"b":null,"c":[],"d":[0,0]}',
    '{"a":1.0,"b":null,"c":[],"d":[0,0]}',
    '{"a":1e0,"b":null,"c":[],"d":[0,0]}',
    '{"a":9007199254740992,"b":null,"c":[],"d":[0,0]}',
    '{"a":12345678901234567,"b":null,"c":[],"d":[0,0]}',
    '{"a":1,"b":"\\u0041","c":[],"d":[0,0]}',
    '{"a":1,"b":"\\/","c":[],"d":[0,0]}',
    '{"a":1,"b":"e\u0301","c":[],"d":[0,0]}',
    '{"a":1,"b":null,"c":[true,],"d":[0,0]}',
    '{"a":1,"b":null,"c":[],"d":[0,0,0]}',
    '{"a":1,"b":null,"c":null,"d":[0,0]}',
    '{"a":1,"b":"',
    "",
  ];
  for (const line of refused) assert.throws(() => readWhole(line, schema), NotCanonical, line);
});

test("NFC is Unicode 18's, whatever the runtime's", () => {
  const composed = ["\u00e9", "\u{105c9}", "\u{11383}", "\u{16126}", "\u{16128}", "\u{16d6a}", "\uac01", "\u1e69"];
  const decomposed = [
    "e\u0301",
    "\u{105d2}\u0307",
    "\u{11382}\u{113c9}",
    "\u{1611e}\u{1611e}\u{1611f}",
    "\u{1611e}\u{1611e}\u{16120}",
    "\u{16d63}\u{16d67}\u{16d67}",
    "\u1100\u1161\u11a8",
    "s\u0307\u0323",
  ];
  decomposed.forEach((from, i) => {
    assert.equal(nfc(from), composed[i]!);
    assert.ok(isNfc(composed[i]!) && !isNfc(from));
    // and beside a character that a runtime may be too old to know
    assert.equal(nfc(`\u{16d67}${from}`), `\u{16d67}${composed[i]!}`);
  });
  assert.equal(nfc("\u{16d63}\u{16d67}\u{1acf}\u0316"), nfc("\u{16d63}\u{16d67}\u0316\u{1acf}"), "marks in order");
  assert.ok(!isNfc("a\u{1acf}\u0316"), "marks out of order");
  assert.ok(!isNfc("\u{16d67}\u0958"), "a composition that is excluded");
});

test("characters that hide are refused, and white space is Unicode's", () => {
  for (const c of ["\u0000", "\u007f", "\u0085", "\u061c", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff"]) {
    assert.ok(!isAllowed(`a${c}`), c.codePointAt(0)!.toString(16));
  }
  assert.ok(isAllowed("Siân ‘Red’ O’Neill 🗳 \u00a0"));
  assert.ok(!saysSomething("") && !saysSomething(" \u00a0\u3000") && saysSomething("\u200b") && saysSomething("x"));
  assert.ok(isLineName("trustee-1") && !isLineName("") && !isLineName("a b") && !isLineName("a+b"));
  assert.ok(!isLineName("a\u0085b") && !isLineName("a\u3000b") && isLineName("a\ufeffb"));
});
