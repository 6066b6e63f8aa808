// A whole record, checked in the order of §10.1. The first check that fails is reported; nothing
// after it is run.

import type { Act, Blob } from "./acts.js";
import { checkCosignatures, checkLogSignature } from "./checkpoint.js";
import { Failure, must } from "./checks.js";
import { OwedChecks } from "./crypto/batch.js";
import { fetchCheckpoint, type Log, MissingEntry, readBlob, readBlobIfThere, readLog } from "./log.js";
import { type Entry, readEntry } from "./note.js";
import { type Failed, makeReport, type Report } from "./report.js";
import { applyCeremonyAct, applyKeyCheck, applyKeyErased } from "./rules/ceremony.js";
import { applyMix, applyOpenSmall, applyShares } from "./rules/lists.js";
import { checkManifest } from "./rules/manifest.js";
import { checkOrder } from "./rules/order.js";
import { applyBallot, applyClock, applyExtend, applyOpen, applySuspend, isClose } from "./rules/poll.js";
import { applyFreeze, applyRegister, applyReplace } from "./rules/register.js";
import { applyCertify, applyReport, applyResult } from "./rules/result.js";
import { checkSignatures } from "./rules/signing.js";
import { applyAnnul, applyComplaint, applyHandover, applyRuling } from "./rules/standing.js";
import type { Source } from "./source.js";
import { State } from "./state.js";

export { type Report } from "./report.js";
export { type Source, Unreadable, WebSource } from "./source.js";

/** How far a verification has come: told now and then, for whoever waits. */
export type Progress = (done: number, of: number) => void;

/** Throws `Unreadable` where there is nothing to check. */
export async function verify(source: Source, progress: Progress = () => {}): Promise<Report> {
  const checkpoint = await fetchCheckpoint(source);
  let log: Log;
  try {
    log = await readLog(source, checkpoint);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const index = error instanceof MissingEntry ? error.entry : null;
    const figures = { entries: 0, files: 0, bytes: 0, cosigned: 0 };
    return makeReport(source.place, null, figures, { failure: error, index, entry: null });
  }
  return new Replay(source, log, progress).run();
}

class Replay {
  private state: State | null = null;
  private readonly owed = new OwedChecks();
  /** Entries of which something is owed, for whom to name. */
  private readonly read = new Map<number, Entry>();
  private readonly figures = { entries: 0, files: 0, bytes: 0, cosigned: 0 };

  constructor(
    private readonly source: Source,
    private readonly log: Log,
    private readonly progress: Progress,
  ) {}

  async run(): Promise<Report> {
    const failed = (await this.replayEntries()) ?? this.checkCheckpoint();
    return makeReport(this.source.place, this.state, this.figures, failed);
  }

  /** Step 2 */
  private async replayEntries(): Promise<Failed | null> {
    const { entries } = this.log;
    for (const [index, bytes] of entries.entries()) {
      const failed = await this.replayEntry(index, bytes);
      if (failed !== null) return failed;
      this.figures.entries = index + 1;
      if (index % 256 === 0) this.progress(index, entries.length);
    }
    return this.settle();
  }

  private async replayEntry(index: number, bytes: Uint8Array): Promise<Failed | null> {
    let entry: Entry | null = null;
    try {
      entry = readEntry(index, bytes); // A1, A2
      this.read.set(index, entry);
      const blobs = await this.readBlobs(entry.act); // L6
      must(this.state !== null || entry.act.kind === "manifest", "A6", "the first act is no manifest");
      checkSignatures(this.state, entry, this.owed); // A15 of a manifest's signers, A3, A4
      if (this.state !== null) checkOrder(this.state, entry); // A5 to A10
      // What is owed is settled now and then, and before anything is computed from a ballot.
      const failed = this.owed.full || this.isClose(entry.act) ? this.settle() : null;
      if (failed !== null) return failed;
      this.apply(entry, blobs);
      return null;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return this.settle() ?? { failure: error, index, entry }; // what is owed stands before this check
    }
  }

  private settle(): Failed | null {
    const failing = this.owed.settle();
    if (failing === null) {
      this.read.clear();
      return null;
    }
    return { failure: failing.failure, index: failing.entry, entry: this.read.get(failing.entry) ?? null };
  }

  private isClose(act: Act): boolean {
    return this.state !== null && act.kind === "clock" && isClose(this.state, act.fields.time);
  }

  private apply(entry: Entry, blobs: readonly Uint8Array[]): void {
    const { act } = entry;
    if (act.kind === "manifest") {
      checkManifest(act.fields);
      this.state = new State(act.fields, entry.identifier, this.log.tree, this.owed);
      this.state.changedBy(entry.index);
    } else {
      applyAct(this.state!, entry, act, blobs);
    }
    this.state!.identifiers.add(entry.identifier);
    this.state!.figures.signatures += entry.signatures.length;
  }

  private async readBlobs(act: Act): Promise<Uint8Array[]> {
    for (const [blob, what] of removableBlobs(act)) await readBlobIfThere(this.source, blob, what);
    const blobs: Uint8Array[] = [];
    for (const [blob, what] of namedBlobs(act)) {
      const bytes = await readBlob(this.source, blob, what);
      blobs.push(bytes);
      this.figures.files++;
      this.figures.bytes += bytes.length;
    }
    return blobs;
  }

  /** Step 3 */
  private checkCheckpoint(): Failed | null {
    const { checkpoint } = this.log;
    const state = this.state!;
    try {
      checkLogSignature(checkpoint, state.origin, state.server); // L2
      this.figures.cosigned = checkCosignatures(checkpoint, state.manifest); // L3
      return null;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { failure: error, index: null, entry: null };
    }
  }
}

function namedBlobs(act: Act): [Blob, string][] {
  switch (act.kind) {
    case "register":
      return [[act.fields.rows, "register"]];
    case "mix":
      return [
        [act.fields.output, "mix's output"],
        [act.fields.proof, "mix's proof"],
      ];
    case "shares":
      return [[act.fields.shares, "shares"]];
    case "result":
      return act.fields.profiles.map(({ profile }) => [profile, "profile"]);
    default:
      return [];
  }
}

/** §2.4: people's own texts, which may have been removed. */
function removableBlobs(act: Act): [Blob, string][] {
  switch (act.kind) {
    case "manifest": {
      const statements = act.fields.contests.flatMap((c) => c.candidates.map((candidate) => candidate.statement));
      return statements.filter((s) => s !== null).map((s) => [s, "candidate's statement"]);
    }
    case "complaint":
      return [[act.fields.text, "complaint's text"]];
    default:
      return [];
  }
}

/** The checks of an act's kind, in the order in which §3 gives them, and what the act changes. */
function applyAct(state: State, entry: Entry, act: Exclude<Act, { kind: "manifest" }>, blobs: readonly Uint8Array[]): void {
  const [first, second] = blobs as [Uint8Array, Uint8Array];
  switch (act.kind) {
    case "clock":
      return applyClock(state, entry, act.fields);
    case "register":
      return applyRegister(state, entry, act.fields, first);
    case "freeze":
      return applyFreeze(state, entry, act.fields);
    case "replace":
      return applyReplace(state, entry, act.fields);
    case "key-check":
      return applyKeyCheck(state, act.fields);
    case "key-erased":
      return applyKeyErased(state, act.fields);
    case "open":
      return applyOpen(state, entry, act.fields);
    case "ballot":
      return applyBallot(state, entry, act.fields);
    case "suspend":
      return applySuspend(state, entry, act.fields);
    case "extend":
      return applyExtend(state, entry, act.fields);
    case "mix":
      return applyMix(state, entry, act.fields, first, second);
    case "open-small":
      return applyOpenSmall(state, act.fields);
    case "shares":
      return applyShares(state, entry, act.fields, first);
    case "result":
      return applyResult(state, entry, act.fields, blobs);
    case "certify":
      return applyCertify(state, act.fields);
    case "report":
      return applyReport(state, act.fields);
    case "complaint":
      return applyComplaint(state, entry, act.fields);
    case "ruling":
      return applyRuling(state, act.fields);
    case "annul":
      return applyAnnul(state, act.fields);
    case "handover":
      return applyHandover(state, entry, act.fields);
    default:
      return applyCeremonyAct(state, entry, act);
  }
}
