// §9.5, The course: votes transferred by stages.

import type { Count, Question } from "../question.js";
import { chooseForExclusion, defersSurpluses, exclude, passOnBatch } from "./exclusion.js";
import { transferOptions } from "./options.js";
import { point } from "./point.js";
import { TransferState } from "./state.js";
import { nextSurplus, transferSurplus } from "./surplus.js";

export function countByTransfers(question: Question): Count {
  const options = transferOptions(question.contest);
  if (typeof options === "string") throw new Error(options);
  const state = new TransferState(question, options);
  stage(state, () => {
    state.sort();
    point(state, { endsStage: true, isSorting: true });
  });
  while (!state.isOver) stage(state, () => furtherStage(state));
  return { elected: state.elected.map((c) => c.number), stages: state.stages };
}

function stage(state: TransferState, happens: () => void): void {
  state.beginStage();
  happens();
  state.endStage();
}

function furtherStage(state: TransferState): void {
  if (state.underWay.batches.length > 0) return passOnBatch(state);
  const doomed = state.continuing.filter((c) => state.isDoomed(c)); // §9.6
  if (doomed.length > 0) return exclude(state, doomed);
  if (state.waiting.length > 0 && !defersSurpluses(state)) {
    transferSurplus(state, nextSurplus(state));
    return point(state, { endsStage: true, isSorting: false });
  }
  exclude(state, chooseForExclusion(state));
}
