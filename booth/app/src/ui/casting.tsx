// From "Cast it" to the receipt: every answer that can come, in plain words.

import type { JSX } from "preact";
import type { Poll } from "../election/poll.js";
import type { Outcome } from "../election/server.js";
import type { Receipt } from "../election/receipt.js";
import { moment } from "../texts.js";
import { trackerWords } from "../words.js";
import { Action, Fragment, type Frame, h, Other, Page, Qr, Tracker } from "./parts.js";

export type Casting = { tracker: string; entry: string; isKept: boolean; state: Outcome | { kind: "sending" | "asking" | "absent" } };

export type CastingProps = {
  frame: Frame;
  poll: Poll;
  casting: Casting;
  onSend: () => void;
  onAsk: () => void;
  /** Replace the ballot that is there by a new one. */
  onReplace: (head: string | null) => void;
  onLeave: () => void;
};

export function CastingPage(props: CastingProps): JSX.Element {
  const { frame, poll, casting } = props;
  const { say, language } = frame;
  const { state, tracker } = casting;
  const again = <Action onClick={props.onSend}>{say("send_again")}</Action>;
  const leave = <Other onClick={props.onLeave}>{say("leave")}</Other>;
  const page = (title: string, body: JSX.Element, bar: JSX.Element, tone = ""): JSX.Element => (
    <Page frame={frame} kicker={poll.manifest.title} title={title} bar={bar}>
      <div class={`notice ${tone}`} role="status">{body}</div>
      <p class="kicker">{say("tracker")}</p>
      <Tracker say={say} tracker={tracker} />
      {!casting.isKept && <p class="notice">{say("not_kept")}</p>}
    </Page>
  );
  switch (state.kind) {
    case "sending":
    case "asking":
      return page(say(state.kind), <p>{say("sending_what")}</p>, <Action busy onClick={() => {}}>{say(state.kind)}</Action>);
    case "unknown":
      return page(say("unknown"), <Fragment><p>{say("unknown_what")}</p><p>{say(casting.isKept ? "unknown_safe" : "unknown_open")}</p></Fragment>,
        <Action onClick={props.onAsk}>{say("ask_now")}</Action>);
    case "absent":
      return page(say("absent"), <p>{say("absent_what")}</p>, <Fragment>{again}{leave}</Fragment>);
    case "busy":
      return page(say("busy"), <p>{say("busy_what")}</p>, <Action onClick={props.onSend}>{say("try_now")}</Action>);
    case "previous":
      return page(say("previous"), <Fragment>
        <p>{state.head === null ? say("previous_none") : say("previous_what", { words: trackerWords(state.head) })}</p>
        <p>{say("previous_choose")}</p>
      </Fragment>, <Fragment><Action onClick={() => props.onReplace(state.head)}>{say("previous_replace")}</Action>{leave}</Fragment>);
    case "suspended": {
      const until = poll.standing.suspended_until;
      return page(say("not_taken"), <p>{until === null ? say("suspended_now") : say("suspended", { when: moment(language, until) })} {say("kept_here")}</p>, <Fragment>{again}{leave}</Fragment>);
    }
    case "not-open":
      return page(say("not_taken"), <p>{say("not_open", { when: moment(language, poll.standing.opens) })} {say("kept_here")}</p>, <Fragment>{again}{leave}</Fragment>);
    case "interrupted":
      return page(say("not_taken"), <p>{say("interrupted")} {say("kept_here")}</p>, <Fragment>{again}{leave}</Fragment>);
    case "closed":
      return page(say("closed_late"), <p>{say("closed_late_what")}</p>, <Action onClick={props.onLeave}>{say("leave")}</Action>, "failed");
    case "refused":
      return page(say("refused"), <Fragment><p>{say("refused_what", { check: state.check })}</p>{state.words !== "" && <blockquote>{state.words}</blockquote>}<p>{say("refused_do")}</p></Fragment>,
        <Action onClick={props.onLeave}>{say("leave")}</Action>, "failed");
    default:
      return page(say("false_receipt"), <p>{say("false_receipt_what")}</p>, <Action onClick={props.onAsk}>{say("ask_now")}</Action>, "failed");
  }
}

export type ReceiptProps = {
  frame: Frame;
  poll: Poll;
  receipt: Receipt;
  link: string;
  cosigned: number;
  replacedBy: string | null;
  onSave: () => void;
  onAgain: () => void;
  onForget: () => void;
};

export function ReceiptPage(props: ReceiptProps): JSX.Element {
  const { frame, poll, receipt, cosigned } = props;
  const { say } = frame;
  const { witnesses, witnesses_needed } = poll.manifest;
  const isWitnessed = cosigned >= witnesses_needed;
  const bar = <Fragment><Action onClick={props.onSave}>{say("save")}</Action><Other onClick={() => print()}>{say("print")}</Other></Fragment>;
  return (
    <Page frame={frame} kicker={poll.manifest.title} title={say("recorded")} bar={bar}>
      <p class="standfirst">{say("recorded_what", { n: receipt.index })}</p>
      <div class="ticket">
        <div>
          <p class="kicker">{say("tracker")}</p>
          <Tracker say={say} tracker={receipt.act} />
          <p class="printed long">{receipt.act}</p>
        </div>
        <Qr text={props.link} label={say("qr_receipt")} />
      </div>
      <p class="believe" role="status">{say(isWitnessed ? "witnessed" : "not_witnessed", { n: cosigned, all: witnesses.length })}</p>
      {props.replacedBy !== null && <p class="notice">{say("replaced_by", { words: trackerWords(props.replacedBy) })}</p>}
      <h2>{say("proves")}</h2>
      <ul>{(["proves_1", "proves_2", "proves_3"] as const).map((key) => <li>{say(key)}</li>)}</ul>
      <h2>{say("proves_not")}</h2>
      <ul>{(["proves_not_1", "proves_not_2"] as const).map((key) => <li>{say(key)}</li>)}</ul>
      <p class="printed">{poll.manifest.organisation} · {poll.manifest.title}</p>
      <p class="printed long">{say("printed_election", { election: poll.election })}</p>
      <p class="printed long">{props.link}</p>
      <p class="tools">
        <Other onClick={props.onAgain}>{say("again")}</Other>
        <Other onClick={props.onForget}>{say("forget")}</Other>
      </p>
      <p class="note">{say("forget_what")}</p>
    </Page>
  );
}
