// §9.5: who is excluded, safe groups, and an exclusion.

import { Fraction } from "../fraction.js";
import type { Bound } from "./options.js";
import type { Candidate, Parcel } from "./piles.js";
import { point } from "./point.js";
import { type Batch, type TransferState, totalVotes } from "./state.js";
import { extremes } from "./ties.js";

/** Whether surpluses are put off. */
export function defersSurpluses(state: TransferState): boolean {
  const { defer, bulk } = state.options;
  if (defer === "never") return false;
  const mayBeMany = bulk !== "never" && !state.places.areReserved;
  return safeGroup(state, defer, mayBeMany).length > 0;
}

export function chooseForExclusion(state: TransferState): Candidate[] {
  const { bulk } = state.options;
  if (bulk !== "never" && !state.places.areReserved) {
    const group = safeGroup(state, bulk, true);
    if (group.length > 1) return group;
  }
  const lowest = extremes(unguarded(state), (c) => c.votes, "lowest");
  return [state.ties.choose(lowest, "lowest")];
}

const unguarded = (state: TransferState): Candidate[] => state.continuing.filter((c) => !state.isGuarded(c));

/** The largest safe group, or the one of one candidate; empty if there is none. */
function safeGroup(state: TransferState, bound: Bound, mayBeMany: boolean): Candidate[] {
  const order = unguarded(state).sort((a, b) => a.votes.compare(b.votes) || a.number - b.number);
  const spare = state.continuing.length - state.vacancies;
  const surpluses = state.waitingSurpluses;
  for (let m = mayBeMany ? spare : Math.min(spare, 1); m >= 1; m--) {
    const group = order.slice(0, m);
    const next = order[m];
    if (next === undefined || !group.at(-1)!.votes.isBelow(next.votes)) continue;
    const difference = totalVotes(group).plus(surpluses).compare(next.votes);
    if (bound === "less" ? difference < 0 : difference <= 0) return group;
  }
  return [];
}

/** One stage, or with `batch-stages` the first of several. */
export function exclude(state: TransferState, chosen: readonly Candidate[]): void {
  state.exclude(chosen);
  if (state.options.restart) {
    state.sort();
    point(state, { endsStage: true, isSorting: true });
    return;
  }
  if (state.options.last === "without-transfer" && state.continuing.length === state.vacancies) {
    point(state, { endsStage: true, isSorting: false });
    return;
  }
  state.underWay = { excluded: chosen, batches: batchesOf(state, chosen) };
  do passOnBatch(state);
  while (!state.options.batchStages && state.underWay.batches.length > 0 && state.vacancies > 0);
}

/** The next batch, and its point. */
export function passOnBatch(state: TransferState): void {
  const batch = state.underWay.batches.shift()!;
  const transfer = state.piles.transfer();
  for (const { from, parcels } of batch) {
    for (const { value, bundles } of parcels) for (const bundle of bundles) transfer.pass(from.number, value, bundle);
    from.pile = from.pile.filter((parcel) => !parcels.includes(parcel));
    from.votes = from.votes.minus(Fraction.sum(parcels.map((parcel) => parcel.credit)));
  }
  transfer.finish();
  const endsStage = state.options.batchStages || state.underWay.batches.length === 0;
  point(state, { endsStage, isSorting: false });
}

function batchesOf(state: TransferState, excluded: readonly Candidate[]): Batch[] {
  const parcels = excluded.flatMap((from) => from.pile.map((parcel) => ({ from, parcel })));
  const byBatch = new Map<string, { from: Candidate; parcel: Parcel }[]>();
  const batchOf = batchName(state);
  for (const item of parcels.sort((a, b) => passedBefore(state, a.parcel, b.parcel))) {
    const name = batchOf(item.parcel);
    byBatch.set(name, [...(byBatch.get(name) ?? []), item]);
  }
  const batches = [...byBatch.values()].map((items) =>
    excluded.map((from) => ({ from, parcels: items.filter((item) => item.from === from).map((item) => item.parcel) })),
  );
  return batches.length > 0 ? batches : [[]];
}

/** Parcels with one name are passed on together. */
function batchName(state: TransferState): (parcel: Parcel) => string {
  switch (state.options.batches) {
    case "once":
      return () => "all";
    case "value":
      return ({ value }) => value.toString();
    case "original-value":
      return ({ date, value }) => (date === 0 ? "original" : value.toString());
    case "received":
      return ({ date }) => String(date);
  }
}

function passedBefore(state: TransferState, a: Parcel, b: Parcel): number {
  const byValue = b.value.compare(a.value);
  switch (state.options.batches) {
    case "once":
      return 0;
    case "value":
      return byValue;
    case "original-value":
      return Number(b.date === 0) - Number(a.date === 0) || byValue;
    case "received":
      return a.date - b.date;
  }
}
