// From "Cast it" to the receipt: every answer that can come, in plain words.

import type { JSX } from "preact";
import type { Poll } from "../election/poll.js";
import type { Outcome } from "../election/server.js";
import type { Receipt } from "../election/receipt.js";
import { moment, say, type VoteKey } from "../texts.js";
import { trackerWords } from "../words.js";
import { Action, type Content, Fragment, h, Other, Page, Qr, Tracker } from "./parts.js";

export type Casting = { tracker: string; entry: string; isKept: boolean; state: Outcome | { kind: "sending" | "asking" | "absent" } };

export type CastingProps = {
  poll: Poll;
  casting: Casting;
  onSend: () => void;
  onAsk: () => void;
  /** Replace the ballot that is there by a new one. */
  onReplace: (head: string | null) => void;
  onLeave: () => void;
};

export function CastingPage(props: CastingProps): JSX.Element {
  const { poll, casting: { state, tracker, isKept } } = props;
  const { kind } = state;
  const { opens, suspended_until } = poll.standing;
  const when = moment(kind === "not-open" ? opens : (suspended_until ?? poll.standing.now));
  const words: Record<typeof kind, Content[]> = {
    sending: [say("sending_what")],
    asking: [say("sending_what")],
    unknown: [say("unknown_what"), say(isKept ? "unknown_safe" : "unknown_open")],
    absent: [say("absent_what")],
    busy: [say("busy_what")],
    previous: [state.kind === "previous" && state.head !== null ? say("previous_what", { words: trackerWords(state.head) }) : say("previous_none"), say("previous_choose")],
    suspended: [say(suspended_until === null ? "suspended_now" : "suspended", { when }), say("kept_here")],
    "not-open": [say("not_open", { when }), say("kept_here")],
    interrupted: [say("interrupted"), say("kept_here")],
    closed: [say("closed_late_what")],
    refused: [say("refused_what", { check: state.kind === "refused" ? state.check : "" }), <q>{state.kind === "refused" && state.words}</q>, say("refused_do")],
    "false-receipt": [say("false_receipt_what")],
    recorded: [],
  };
  const isWaiting = kind === "sending" || kind === "asking";
  const [action, onAction]: [VoteKey, () => void] =
    isWaiting ? ["title_asking", props.onAsk]
    : kind === "unknown" || kind === "false-receipt" ? ["ask_now", props.onAsk]
    : kind === "busy" ? ["try_now", props.onSend]
    : state.kind === "previous" ? ["previous_replace", () => props.onReplace(state.head)]
    : kind === "closed" || kind === "refused" ? ["leave", props.onLeave]
    : ["send_again", props.onSend];
  const mayLeave = action === "send_again" || action === "previous_replace";
  const bar = <Fragment><Action busy={isWaiting} onClick={onAction}>{say(action)}</Action>{mayLeave && <Other onClick={props.onLeave}>{say("leave")}</Other>}</Fragment>;
  return (
    <Page kicker={poll.manifest.title} title={kind === "recorded" ? "" : say(`title_${kind}`)} bar={bar}>
      <div class={/closed|refused|false/.test(kind) ? "notice failed" : "notice"} role="status">{words[kind].map((line) => <p>{line}</p>)}</div>
      <p class="kicker">{say("tracker")}</p>
      <Tracker tracker={tracker} />
      {!isKept && <p class="notice">{say("not_kept")}</p>}
    </Page>
  );
}

export type ReceiptProps = {
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
  const { poll, receipt, cosigned } = props;
  const { witnesses, witnesses_needed } = poll.manifest;
  const isWitnessed = cosigned >= witnesses_needed;
  const bar = <Fragment><Action onClick={props.onSave}>{say("save")}</Action><Other onClick={() => print()}>{say("print")}</Other></Fragment>;
  return (
    <Page kicker={poll.manifest.title} title={say("recorded")} bar={bar}>
      <p class="standfirst">{say("recorded_what", { n: receipt.index })}</p>
      <div class="ticket">
        <div>
          <p class="kicker">{say("tracker")}</p>
          <Tracker tracker={receipt.act} />
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
