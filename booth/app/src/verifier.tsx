// The second verifier in the browser: the whole record, every check, in a worker.

import { Fragment, h, render, type JSX } from "preact";
import type { Report } from "../../verifier/src/report.js";
import { takeFragment } from "./address.js";
import { nothing, place, PlainPage } from "./plain-page.js";
import { say } from "./texts.js";
import { scriptAt } from "./trusted.js";
import { Action, Page } from "./ui/parts.js";

/** What the worker says. */
export type Message = { kind: "progress"; done: number; of: number } | { kind: "report"; report: Report } | { kind: "unreadable"; why: string };

type State = { address: string; done: number; of: number; isBusy: boolean; report: Report | null; why: string };

const MARKS = { holds: "✓", fails: "✗", not_reached: "–", not_yet: "–" } as const;

class Verifier extends PlainPage<State> {
  override state = {
    ...nothing,
    address: place.election === "" ? takeFragment() : place.address, done: 0, of: 0, isBusy: false, report: null as Report | null, why: "",
  };

  private worker: Worker | null = null;

  override begin(): void {
    takeFragment();
  }

  private readonly verify = (): void => {
    this.worker?.terminate();
    this.setState({ isBusy: true, report: null, why: "", done: 0, of: 0 });
    this.worker = new Worker(scriptAt("verifier-worker.js"), { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
    this.worker.onerror = () => this.hear({ kind: "unreadable", why: "" });
    this.worker.postMessage(this.state.address.trim());
  };

  private hear(message: Message): void {
    if (message.kind === "progress") return this.setState({ done: message.done, of: message.of });
    this.worker?.terminate();
    const report = message.kind === "report" ? message.report : null;
    this.setState({ isBusy: false, report, why: message.kind === "unreadable" ? message.why : "" });
    if (report?.organisation != null) this.setState({ organisation: report.organisation });
    document.querySelector("h1")?.focus();
  }

  override page(): JSX.Element {
    const { address, isBusy, report, why, done, of } = this.state;
    const title = report === null ? say("verifier") : say(report.holds ? "verifier_holds" : "verifier_fails");
    const submit = (event: Event): void => {
      event.preventDefault();
      this.verify();
    };
    return (
      <Page kicker={report?.title ?? say("verifier_kicker")} title={title} bar={<Action busy={isBusy} onClick={this.verify}>{say(isBusy ? "verifier_busy" : "verifier_do")}</Action>}>
        {why !== "" && <div class="notice failed" role="alert"><p lang="en">{why}</p></div>}
        {report === null && <p class="standfirst">{say("verifier_what")}</p>}
        {isBusy && <p role="status"><label for="progress">{of === 0 ? say("verifier_fetching") : say("verifier_progress", { done, of })}</label><progress id="progress" max={of || 1} value={of === 0 ? undefined : done} /></p>}
        {report !== null && <Outcome report={report} />}
        <form onSubmit={submit}>
          <p class="field">
            <label for="address">{say("verifier_address")}</label>
            <input id="address" type="url" value={address} spellcheck={false} autocomplete="off" onInput={(event) => this.setState({ address: event.currentTarget.value })} />
          </p>
        </form>
        <p class="believe">{say("verifier_believe")}</p>
      </Page>
    );
  }
}

function Outcome({ report }: { report: Report }): JSX.Element {
  const { failure } = report;
  return (
    <Fragment>
      {report.elected.map(({ contest, elected }) => <p class="standfirst">{say("verifier_elected", { contest, names: elected.join(", ") || say("verifier_nobody") })}</p>)}
      {report.annulled !== null && <p class="notice failed">{say("verifier_annulled", { reason: report.annulled })}</p>}
      {failure !== null && (
        <div class="notice failed" lang="en">
          <h2>{say("verifier_failure", { check: failure.check })}{failure.entry === null ? "" : ` ${say("verifier_entry", { n: failure.entry })}`}</h2>
          <p>{failure.meaning}</p>
          <p>{failure.title}: {failure.detail}.{failure.signer === null ? "" : ` ${say("verifier_signer", { name: failure.signer })}`}</p>
        </div>
      )}
      <ul class="families" lang="en">
        {report.families.map(({ family, title, standing, figures }) => (
          <li class={`family ${standing}`}>
            <span class="rank">{family}</span>
            <span><b>{title}</b><span class="affiliation">{figures}</span></span>
            <span class="verdict">{MARKS[standing]} {say(`standing_${standing}`)}</span>
          </li>
        ))}
      </ul>
    </Fragment>
  );
}

render(<Verifier />, document.getElementById("app")!);
