// §9.5, A surplus.

import { Fraction, lesser } from "../fraction.js";
import { type Candidate, papersIn, type Parcel } from "./piles.js";
import type { TransferState } from "./state.js";
import { extremes } from "./ties.js";

/** Whose surplus is transferred first of those that wait. */
export function nextSurplus(state: TransferState): Candidate {
  const waiting = state.waiting;
  // the elected stand in the order of their election
  const among = state.options.surplusOrder === "size" ? waiting : waiting.filter((c) => c.electedAt === waiting[0]!.electedAt);
  return state.ties.choose(extremes(among, (c) => c.votes, "highest"), "highest");
}

export function transferSurplus(state: TransferState, from: Candidate): void {
  const moving = movingParcels(state, from);
  const valueOf = newValue(state, from, moving);
  const transfer = state.piles.transfer();
  for (const { value, bundles } of moving) {
    const reduced = valueOf(value);
    for (const bundle of bundles) transfer.pass(from.number, reduced, bundle);
  }
  from.pile = [];
  from.votes = state.quota;
  from.isSurplusTransferred = true;
  transfer.finish();
}

function movingParcels(state: TransferState, from: Candidate): Parcel[] {
  if (state.options.surplusPapers === "all") return from.pile;
  const latest = Math.max(...from.pile.map((parcel) => parcel.date));
  return from.pile.filter((parcel) => parcel.date === latest);
}

/** What a paper of each value moves at. */
function newValue(state: TransferState, from: Candidate, moving: readonly Parcel[]): (value: Fraction) => Fraction {
  const { surplusPapers, surplusShare, surplusWeight } = state.options;
  const S = state.surplus(from);
  const isWhole = surplusPapers === "all" && surplusShare === "all";
  const sharing = moving.map(({ value, bundles }) => {
    const papers = surplusShare === "all" ? bundles : bundles.filter((b) => state.piles.nextPlace(b) >= 0);
    return { value, papers: papersIn(papers) };
  });
  const n = sharing.reduce((sum, { papers }) => sum + papers, 0n);
  const values = Fraction.sum(sharing.map(({ value, papers }) => value.times(Fraction.of(papers))));
  const w = isWhole ? from.votes : values;
  if (n === 0n || w.compare(S) <= 0) return (p) => p;
  if (surplusWeight === "weighted") return (p) => state.numbers.weighted(p, S, w);
  const each = state.numbers.rounded(S.over(Fraction.of(n)));
  return (p) => (isWhole ? each : lesser(each, p));
}
