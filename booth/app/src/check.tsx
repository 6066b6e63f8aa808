// Whether a ballot is in the record, and what its receipt proves: by file, by tracker, or by the link of
// the receipt's square.

import { Fragment, h, render, type JSX } from "preact";
import { takeFragment } from "./address.js";
import { kept } from "./election/kept.js";
import { Mistrust, type Poll, readPoll } from "./election/poll.js";
import { checkRecorded, makeReceipt, type Receipt, type Recorded } from "./election/receipt.js";
import { ask, askPoll } from "./election/server.js";
import { nothing, place, PlainPage } from "./plain-page.js";
import { type MoreKey, say } from "./texts.js";
import { trackerWords } from "./words.js";
import { Action, Mistakes, Other, Page, Tracker } from "./ui/parts.js";

type Verdict = {
  tracker: string;
  tone: "good" | "look" | "failed";
  title: MoreKey;
  lines: { key: MoreKey; values?: Record<string, string | number> }[];
};

type State = { poll: Poll | null; typed: string; mistake: MoreKey | null; verdict: Verdict | null; isBusy: boolean };

const trackerIn = (typed: string): string | null => /(?:^|[#=])([0-9a-f]{64})$/.exec(typed.toLowerCase().replace(/\s/g, ""))?.[1] ?? null;

class Check extends PlainPage<State> {
  override state = {
    ...nothing,
    poll: null as Poll | null, typed: takeFragment(), mistake: null as MoreKey | null, verdict: null as Verdict | null, isBusy: false,
  };

  override begin(): void {
    void this.load().then(() => (this.state.typed !== "" && this.state.poll !== null ? this.byTracker() : undefined));
  }

  private async load(): Promise<void> {
    try {
      const answer = await askPoll(place.address);
      const poll = answer === "unknown" ? null : await readPoll(place.election, answer);
      if (poll === null) return this.setState({ mistake: "check_no_election" });
      this.setState({ poll, organisation: poll.manifest.organisation, booth: poll.manifest.booth, mistake: null });
    } catch (error) {
      this.setState({ mistake: error instanceof Mistrust ? "check_doubt" : "check_offline" });
    }
  }

  private readonly byTracker = async (): Promise<void> => {
    const tracker = trackerIn(this.state.typed);
    if (tracker === null) return this.setState({ mistake: "check_no_tracker", verdict: null });
    await this.check(tracker, null);
  };

  private readonly byFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    let receipt: Receipt;
    try {
      receipt = JSON.parse(await file.text()) as Receipt;
      if (receipt.hustings !== "receipt/v1" || typeof receipt.entry !== "string") throw new Error("another file");
    } catch {
      return this.setState({ mistake: "check_no_receipt", verdict: null });
    }
    if (receipt.election !== place.election) return this.setState({ mistake: "check_other_election", verdict: null });
    await this.check(receipt.act, receipt);
  };

  /** The receipt by itself first, then what the server says now. */
  private async check(tracker: string, receipt: Receipt | null): Promise<void> {
    this.setState({ isBusy: true, mistake: null });
    if (this.state.poll === null) await this.load();
    const { poll } = this.state;
    const verdict = poll === null ? null : await this.judge(poll, tracker, receipt);
    this.setState({ isBusy: false, verdict, typed: tracker });
    if (verdict !== null) document.querySelector("h1")?.focus();
  }

  private async judge(poll: Poll, tracker: string, receipt: Receipt | null): Promise<Verdict> {
    const lines: Verdict["lines"] = [];
    if (receipt !== null) {
      try {
        await checkRecorded(poll, receipt.entry, receipt);
        lines.push({ key: "check_holds", values: { n: receipt.index } });
      } catch {
        return { tracker, tone: "failed", title: "check_false", lines: [{ key: "check_false_what" }] };
      }
    }
    const answer = await ask(`${place.address}acts/${tracker}`).catch(() => null);
    if (answer === null || (answer.status !== 200 && answer.status !== 404)) {
      return { tracker, tone: receipt === null ? "look" : "good", title: receipt === null ? "check_offline" : "check_alone", lines };
    }
    if (answer.status === 404) {
      return receipt === null
        ? { tracker, tone: "look", title: "check_absent", lines: [{ key: "check_absent_what" }] }
        : { tracker, tone: "failed", title: "check_gone", lines: [...lines, { key: "check_gone_what" }] };
    }
    const found = answer.body as unknown as Recorded & { entry: string };
    try {
      const { cosigned } = await checkRecorded(poll, found.entry, { ...found, act: tracker });
      const isMoved = receipt !== null && (receipt.index !== found.index || receipt.entry !== found.entry);
      if (isMoved) return { tracker, tone: "failed", title: "check_gone", lines: [...lines, { key: "check_gone_what" }] };
      lines.push({ key: "check_there", values: { n: found.index, cosigned, all: poll.manifest.witnesses.length } });
    } catch {
      return { tracker, tone: "failed", title: "check_unproved", lines: [...lines, { key: "check_unproved_what" }] };
    }
    const replaced = found.ballot?.replaced_by ?? null;
    if (replaced !== null) return { tracker, tone: "look", title: "check_replaced", lines: [...lines, { key: "check_replaced_what", values: { words: trackerWords(replaced) } }] };
    if (found.ballot?.counts === true) return { tracker, tone: "good", title: "check_counts", lines };
    return { tracker, tone: "good", title: "check_recorded", lines: [...lines, { key: "check_last" }] };
  }

  private readonly byKept = (): void => {
    const ballot = kept(place.election);
    const { poll } = this.state;
    if (ballot?.recorded != null && poll !== null) void this.check(ballot.tracker, makeReceipt(poll, place.address, ballot.entry, ballot.recorded));
  };

  override page(): JSX.Element {
    const { typed, mistake, verdict, isBusy, poll } = this.state;
    const submit = (event: Event): void => {
      event.preventDefault();
      void this.byTracker();
    };
    const hasKept = kept(place.election)?.recorded != null;
    return (
      <Page kicker={poll?.manifest.title ?? say("check")} title={verdict === null ? say("check") : say(verdict.title)}
        bar={<Action busy={isBusy} onClick={() => void this.byTracker()}>{say(isBusy ? "check_busy" : "check_do")}</Action>}>
        {mistake !== null && <Mistakes mistakes={[{ field: "tracker", words: say(mistake) }]} />}
        {verdict !== null && (
          <Fragment>
            <div class={verdict.tone === "good" ? "believe" : verdict.tone === "look" ? "notice" : "notice failed"} role="status">
              {verdict.lines.map(({ key, values }) => <p>{say(key, values)}</p>)}
              {verdict.lines.length === 0 && <p>{say("check_ask_again")}</p>}
            </div>
            <p class="kicker">{say("tracker")}</p>
            <Tracker tracker={verdict.tracker} />
            <h2>{say("check_another")}</h2>
          </Fragment>
        )}
        {verdict === null && <p class="standfirst">{say("check_what")}</p>}
        {hasKept && verdict === null && <p><Other onClick={this.byKept}>{say("check_kept")}</Other></p>}
        <form onSubmit={submit}>
          <p class="field">
            <label for="tracker">{say("check_tracker")}</label>
            <span class="note" id="tracker-hint">{say("check_tracker_hint")}</span>
            <input id="tracker" value={typed} spellcheck={false} autocomplete="off" aria-describedby="tracker-hint" aria-invalid={mistake === "check_no_tracker"}
              onInput={(event) => this.setState({ typed: event.currentTarget.value })} />
          </p>
        </form>
        <p class="field">
          <label for="file">{say("check_file")}</label>
          <input id="file" type="file" accept=".json,application/json" onChange={(event) => void this.byFile(event.currentTarget.files?.[0])} />
        </p>
      </Page>
    );
  }
}

render(<Check />, document.getElementById("app")!);
