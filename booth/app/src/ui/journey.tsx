// The pages before and after the contests: identify, what there is to vote on, review, encrypted, test.

import type { JSX } from "preact";
import type { Kept } from "../election/kept.js";
import type { Poll } from "../election/poll.js";
import type { Vote } from "../election/vote.js";
import { mostPicked } from "../election/vote.js";
import { moment, say } from "../texts.js";
import { trackerWords } from "../words.js";
import { VoteWords } from "./contest.js";
import { Action, Fold, Fragment, h, type Mistake, Mistakes, Other, Page, Qr, Tracker } from "./parts.js";

/** When the poll closes, and what stands in its way. */
export function When({ poll }: { poll: Poll }): JSX.Element {
  const { closes, now, suspended_until, interrupted } = poll.standing;
  return (
    <Fragment>
      <p class="when">{say("closes", { when: moment(closes) })}{poll.manifest.closes_when_all_voted && ` ${say("closes_all")}`}</p>
      {suspended_until !== null && suspended_until > now && <p class="notice">{say("suspended", { when: moment(suspended_until) })}</p>}
      {interrupted && <p class="notice">{say("interrupted")}</p>}
      {poll.keeper.hasChanged && <p class="notice">{say("handed_over", { origin: poll.keeper.origin.split("/")[0]! })}</p>}
    </Fragment>
  );
}

export type IdentifyProps = {
  poll: Poll;
  codes: readonly string[];
  isFromLink: boolean;
  mistakes: readonly Mistake[];
  isBusy: boolean;
  kept: Kept | null;
  onCode: (index: number, typed: string) => void;
  onType: () => void;
  onStart: () => void;
  onKept: () => void;
};

export function IdentifyPage(props: IdentifyProps): JSX.Element {
  const { poll, codes, isFromLink, mistakes } = props;
  const wrong = new Set(mistakes.map((mistake) => mistake.field));
  const submit = (event: Event): void => {
    event.preventDefault();
    props.onStart();
  };
  const bar = (
    <Fragment>
      <Action onClick={props.onStart} busy={props.isBusy}>{say(props.isBusy ? "looking" : "start")}</Action>
      {isFromLink && <Other onClick={props.onType}>{say("type_code")}</Other>}
    </Fragment>
  );
  return (
    <Page kicker={poll.manifest.title} title={say(isFromLink ? "code_from_link" : "code_title", { n: codes.length })} bar={bar}>
      <Mistakes mistakes={mistakes} />
      {props.kept !== null && (
        <div class="notice">
          <p>{say(props.kept.recorded === null ? "kept_unknown" : "kept_receipt", { words: trackerWords(props.kept.tracker) })}</p>
          <p><Other onClick={props.onKept}>{say(props.kept.recorded === null ? "kept_ask" : "kept_show")}</Other></p>
        </div>
      )}
      {isFromLink ? <p class="standfirst">{say("code_from_link_what")}</p> : (
        <form onSubmit={submit} noValidate>
          <p id="code-hint">{say("code_hint")}</p>
          {codes.map((code, i) => (
            <p class="field">
              <label for={`code-${i + 1}`}>{codes.length === 1 ? say("code") : say("code_of", { number: i + 1 })}</label>
              {wrong.has(`code-${i + 1}`) && <span class="wrong" id={`wrong-${i + 1}`}>{mistakes.find((m) => m.field === `code-${i + 1}`)!.words}</span>}
              <input id={`code-${i + 1}`} value={code} autocomplete="off" autocapitalize="characters" spellcheck={false}
                aria-describedby={`code-hint${wrong.has(`code-${i + 1}`) ? ` wrong-${i + 1}` : ""}`} aria-invalid={wrong.has(`code-${i + 1}`)}
                onInput={(event) => props.onCode(i, event.currentTarget.value)} />
            </p>
          ))}
          <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true">{say("start")}</button>
        </form>
      )}
      <When poll={poll} />
      <p class="believe">{say("believe_code")}</p>
    </Page>
  );
}

export function PaperPage(props: { poll: Poll; memberClass: number; head: string | null; onStart: () => void; back: () => void }): JSX.Element {
  const { poll } = props;
  const mine = poll.manifest.classes[props.memberClass - 1]!;
  return (
    <Page kicker={poll.manifest.title} title={say("paper_title", { n: mine.contests.length })} back={props.back}
      bar={<Action onClick={props.onStart}>{say("paper_start")}</Action>}>
      <p class="standfirst">{say("you_are", { name: mine.name })}</p>
      {props.head !== null && <p class="notice">{say("voted_before", { words: trackerWords(props.head) })}</p>}
      <ol class="contests">
        {mine.contests.map(({ contest: number, weight }) => {
          const contest = poll.manifest.contests[number - 1]!;
          return (
            <li>
              <span class="name">{contest.title}</span>
              <span class="affiliation">
                {say(`how_${contest.kind}`, { n: mostPicked(contest), max: contest.max_score ?? 0 })} {say("candidates", { n: contest.candidates.length })} {say("seats", { n: contest.seats })}
                {weight > 1 && ` ${say("weight", { n: weight })}`}
              </span>
            </li>
          );
        })}
      </ol>
      <When poll={poll} />
      <p class="believe">{say("believe_secret", { n: poll.manifest.threshold, all: poll.manifest.trustees.length })}</p>
      <Fold title={say("not_promised")}>
        <ul>{(["not_who", "not_device", "not_forever", "not_rare"] as const).map((key) => <li>{say(key)}</li>)}</ul>
      </Fold>
    </Page>
  );
}

export type ReviewProps = {
  poll: Poll;
  contests: readonly { number: number }[];
  votes: readonly Vote[];
  isBusy: boolean;
  onChange: (index: number) => void;
  onEncrypt: () => void;
  back: () => void;
};

export function ReviewPage(props: ReviewProps): JSX.Element {
  const { poll, votes } = props;
  return (
    <Page kicker={poll.manifest.title} title={say("review", { n: votes.length })} back={props.back}
      bar={<Action onClick={props.onEncrypt} busy={props.isBusy}>{say(props.isBusy ? "encrypting" : "encrypt")}</Action>}>
      {props.contests.map(({ number }, i) => {
        const contest = poll.manifest.contests[number - 1]!;
        return (
          <section class="reviewed">
            <h2>{contest.title}</h2>
            <VoteWords contest={contest} vote={votes[i]!} />
            <Other onClick={() => props.onChange(i)}>{say("change")}<span class="unseen"> {contest.title}</span></Other>
          </section>
        );
      })}
      <p class="believe">{say("believe_encrypt")}</p>
    </Page>
  );
}

export function SealedPage(props: { poll: Poll; tracker: string; link: string; onCast: () => void; onTest: () => void; back: () => void }): JSX.Element {
  const { tracker } = props;
  const bar = <Fragment><Action onClick={props.onCast}>{say("cast")}</Action><Other onClick={props.onTest}>{say("test")}</Other></Fragment>;
  return (
    <Page kicker={props.poll.manifest.title} title={say("sealed")} back={props.back} bar={bar}>
      <p class="standfirst">{say("sealed_what")}</p>
      <div class="ticket">
        <div><p class="kicker">{say("tracker")}</p><Tracker tracker={tracker} /></div>
        <Qr text={props.link} label={say("qr_tracker")} />
      </div>
      <p>{say("sealed_cast")}</p>
      <Fold title={say("how_test")}>
        <ol>{(["test_1", "test_2", "test_3", "test_4"] as const).map((key) => <li>{say(key)}</li>)}</ol>
        <p class="note">{say("test_link")} <code class="long">{props.link}</code></p>
      </Fold>
    </Page>
  );
}

export function TestPage(props: { poll: Poll; tracker: string; link: string; contests: readonly { number: number }[]; votes: readonly Vote[]; onAgain: () => void }): JSX.Element {
  const { poll, link } = props;
  return (
    <Page kicker={poll.manifest.title} title={say("tested")} bar={<Action onClick={props.onAgain}>{say("tested_back")}</Action>}>
      <p class="standfirst">{say("tested_what")}</p>
      <div class="ticket">
        <div><p class="kicker">{say("tracker")}</p><Tracker tracker={props.tracker} /></div>
        {link.length <= 2_300 ? <Qr text={link} label={say("qr_test")} /> : <p class="note">{say("qr_too_long")}</p>}
      </div>
      <Fold title={say("tested_link")}><p class="long"><code>{link}</code></p></Fold>
      <h2>{say("tested_should")}</h2>
      {props.contests.map(({ number }, i) => {
        const contest = poll.manifest.contests[number - 1]!;
        return <section class="reviewed"><h3>{contest.title}</h3><VoteWords contest={contest} vote={props.votes[i]!} /></section>;
      })}
      <p>{say("tested_never")}</p>
    </Page>
  );
}
