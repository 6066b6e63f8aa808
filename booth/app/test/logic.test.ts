// What needs no browser: a vote while it is made, the order of the paper, the tree, whom to believe.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Tree } from "../../verifier/src/tree.js";
import { placeOf } from "../src/address.js";
import { isIncluded } from "../src/crypto/tree.js";
import { utf8 } from "../src/crypto/bytes.js";
import { type Contest, radices, readManifest } from "../src/election/manifest.js";
import { paperOrder } from "../src/election/order.js";
import { Mistrust, type PollAnswer, readPoll } from "../src/election/poll.js";
import { blankVote, digits, emptyVote, fromDigits, giveScore, move, saysNothing, startFrom, toggle } from "../src/election/vote.js";
import { Election } from "./election.js";

const election = (): Election => new Election({ registrars: 1, hostile: false, closesWhenAllVoted: false, now: 1_800_000_000, booth: null });
const contests = readManifest(election().manifest as unknown as Record<string, unknown>).contests;
const [ranking, choice, approval, score] = contests as [Contest, Contest, Contest, Contest];

test("a ranking: tapped in order, taken out, moved, full, from a slate", () => {
  let vote = emptyVote(ranking);
  for (const candidate of [3, 1, 6, 2, 5]) vote = toggle(ranking, vote, candidate); // the fifth finds no rank
  assert.deepEqual(vote.picked, [3, 1, 6, 2]);
  assert.deepEqual(move(vote, 3, 0).picked, [2, 3, 1, 6]);
  assert.deepEqual(move(vote, 0, 2).picked, [1, 6, 3, 2]);
  assert.equal(move(vote, 0, -1), vote);
  assert.equal(move(vote, 0, 4), vote);
  assert.deepEqual(toggle(ranking, vote, 1).picked, [3, 6, 2]);
  assert.deepEqual(startFrom(ranking, vote, [5, 4, 3, 2, 1]).picked, [5, 4, 3, 2]);
  assert.deepEqual(digits(ranking, toggle(ranking, vote, 1)), [3, 6, 2, 0]);
});

test("choice, approval, score and blank as digits, and read back", () => {
  const chosen = toggle(choice, toggle(choice, emptyVote(choice), 1), 2);
  assert.deepEqual(digits(choice, chosen), [2]);
  assert.deepEqual(digits(approval, toggle(approval, toggle(approval, emptyVote(approval), 4), 1)), [1, 0, 0, 1]);
  assert.deepEqual(digits(score, giveScore(emptyVote(score), 2, 7)), [0, 7, 0]);
  for (const contest of contests) {
    const blank = blankVote(contest);
    assert.ok(saysNothing(blank) && digits(contest, blank).every((digit) => digit === 0));
    assert.equal(digits(contest, blank).length, radices(contest).length);
    const full = radices(contest).map((radix, i) => (contest.kind === "ranking" ? i + 1 : radix - 1));
    assert.deepEqual(digits(contest, fromDigits(contest, full)), full);
  }
});

test("the paper's order: the manifest's, or each voter's own", async () => {
  const voter = (n: number): Uint8Array[] => [new Uint8Array(32).fill(n)];
  assert.deepEqual(await paperOrder(ranking, 1, voter(1)), [1, 2, 3, 4, 5, 6]);
  const orders = await Promise.all(Array.from({ length: 240 }, (_, i) => paperOrder(approval, 3, voter(i))));
  assert.deepEqual(orders[7], await paperOrder(approval, 3, voter(7)), "the same whenever a voter looks");
  for (const order of orders) assert.deepEqual([...order].sort(), [1, 2, 3, 4]);
  for (const candidate of [1, 2, 3, 4]) {
    const first = orders.filter((order) => order[0] === candidate).length;
    assert.ok(first > 30 && first < 90, `candidate ${candidate} stands first on ${first} of 240 papers`);
  }
});

test("an inclusion proof holds for its entry, at its place, in its tree, and for nothing else", async () => {
  const tree = new Tree();
  const entries = Array.from({ length: 21 }, (_, i) => utf8(`entry ${i}`));
  for (const entry of entries) tree.append(entry);
  for (const size of [1, 2, 3, 4, 7, 8, 13, 19]) {
    const part = new Tree();
    for (const entry of entries.slice(0, size)) part.append(entry);
    for (let index = 0; index < size; index++) {
      const proof = proofIn(entries.slice(0, size), index);
      assert.ok(await isIncluded(entries[index]!, index, size, part.root(size), proof), `${index} of ${size}`);
      assert.equal(await isIncluded(entries[(index + 1) % 21]!, index, size, part.root(size), proof), false);
      assert.equal(await isIncluded(entries[index]!, index, size, tree.root(20), proof), false);
      assert.equal(await isIncluded(entries[index]!, index, size, part.root(size), [...proof, new Uint8Array(32)]), false);
      if (proof.length > 0) assert.equal(await isIncluded(entries[index]!, index, size, part.root(size), proof.slice(1)), false);
    }
  }
});

/** RFC 6962 §2.1.1, as it is written there. */
function proofIn(entries: readonly Uint8Array[], index: number): Uint8Array[] {
  if (entries.length === 1) return [];
  const k = 2 ** Math.ceil(Math.log2(entries.length) - 1);
  const rootOf = (part: readonly Uint8Array[]): Uint8Array => {
    const tree = new Tree();
    for (const entry of part) tree.append(entry);
    return tree.root(part.length);
  };
  return index < k
    ? [...proofIn(entries.slice(0, k), index), rootOf(entries.slice(k))]
    : [...proofIn(entries.slice(k), index - k), rootOf(entries.slice(0, k))];
}

const answerOf = (e: Election): PollAnswer => structuredClone(e.poll({})) as unknown as PollAnswer;

async function doubt(e: Election, change: (answer: PollAnswer) => void = () => {}): Promise<string> {
  const answer = answerOf(e);
  change(answer);
  try {
    await readPoll(e.id, answer);
    return "none";
  } catch (error) {
    assert.ok(error instanceof Mistrust);
    return error.doubt;
  }
}

test("the record is believed as it is, cosigned or not, and after a handover", async () => {
  const plain = await readPoll(election().id, answerOf(election()));
  assert.equal(plain.checkpoint.cosigned, 3);
  assert.equal(plain.keeper.hasChanged, false);
  const fresh = election();
  fresh.cosigned = 0;
  assert.equal((await readPoll(fresh.id, answerOf(fresh))).checkpoint.cosigned, 0);
  const moved = election();
  moved.handOver();
  const poll = await readPoll(moved.id, answerOf(moved));
  assert.ok(poll.keeper.hasChanged && poll.keeper.origin === `next.example/${moved.id}`);
});

test("a handover that too few signed, or that is not shown, is not believed", async () => {
  const alone = election();
  alone.handOver([2]);
  assert.equal(await doubt(alone), "handover");
  const twice = election();
  twice.handOver([2, 2]);
  assert.equal(await doubt(twice), "handover");
  const moved = election();
  moved.handOver();
  assert.equal(await doubt(moved, (answer) => delete answer.handovers), "checkpoint");
});

test("what does not fit is named", async () => {
  const e = election();
  assert.equal(await doubt(e, (a) => void (a.confirms = [a.confirms[0]!, a.confirms[0]!])), "key", "one trustee twice is one");
  assert.equal(await doubt(e, (a) => void (a.confirms = [])), "key");
  assert.equal(await doubt(e, (a) => void (a.open = { ...a.confirms[0]! })), "open");
  assert.equal(await doubt(e, (a) => void (a.manifest.index = 1)), "proof");
  assert.equal(await doubt(e, (a) => void (a.open!.proof = [])), "proof");
  assert.equal(await doubt(e, (a) => void (a.checkpoint = a.checkpoint.replace("elections.example", "elsewhere.example"))), "checkpoint");
  assert.equal(await doubt(e, (a) => void (a.manifest.entry = a.manifest.entry.replace('"min_list":5', '"min_list": 5'))), "manifest");
  assert.equal(await doubt(e, (a) => void (a.manifest = undefined as never)), "manifest");
});

test("where a page stands", () => {
  const id = "ab".repeat(32);
  assert.deepEqual(placeOf(`/${id}/vote`, "https://vote.example"), { election: id, address: `https://vote.example/${id}/` });
  assert.deepEqual(placeOf(`/all/of/it/${id}/check`, "https://vote.example"), { election: id, address: `https://vote.example/all/of/it/${id}/` });
  assert.equal(placeOf("/booth/challenge.html", "https://vote.example").election, "");
});
