// The voting journey: one state, one question a page. Secrets live here, in memory, and nowhere else.

import { Component, h, render, type JSX } from "preact";
import { hex, mustHex } from "./crypto/bytes.js";
import { fileAt, placeOf, takeFragment } from "./address.js";
import { credentialOf, type Credential, readCode } from "./crypto/code.js";
import { type Draft, makeBallot, reveal, sign } from "./election/ballot.js";
import { forget, keep, kept, type Kept } from "./election/kept.js";
import { type Contest, radices } from "./election/manifest.js";
import { paperOrder } from "./election/order.js";
import { type Doubt, Mistrust, type Poll, readPoll } from "./election/poll.js";
import { checkRecorded, makeReceipt, type Recorded } from "./election/receipt.js";
import { askPoll, askVoter, look, NoAnswer, type Outcome, post, type Voter } from "./election/server.js";
import { blankVote, digits, emptyVote, saysNothing, type Vote } from "./election/vote.js";
import { moment, preferredLanguage, rememberLanguage, say, speak } from "./texts.js";
import { scriptAt } from "./trusted.js";
import { BoothFoot } from "./ui/foot.js";
import { type Casting, CastingPage, ReceiptPage } from "./ui/casting.js";
import { ContestPage } from "./ui/contest.js";
import { IdentifyPage, PaperPage, ReviewPage, SealedPage, TestPage } from "./ui/journey.js";
import { Action, atTop, type Mistake, Page, Shell } from "./ui/parts.js";

const place = placeOf(location.pathname, location.origin);

type Step =
  | { at: "identify" | "paper" | "review" | "sealed" | "tested" | "casting" | "receipt" }
  | { at: "contest"; index: number; isReview: boolean };

/** Why there is no election to show: a key of the catalogue. */
type Trouble = "offline" | "unknown_election" | `doubt_${Doubt}`;

type State = {
  /** The words that are shown; null before there are any. */
  language: string | null;
  poll: Poll | null;
  trouble: Trouble | null;
  step: Step;
  codes: string[];
  isFromLink: boolean;
  mistakes: Mistake[];
  isBusy: boolean;
  voter: Voter | null;
  votes: Vote[];
  pasts: Vote[][];
  /** In which order each contest's candidates are shown. */
  orders: number[][];
  tracker: string;
  testLink: string;
  casting: Casting | null;
  kept: Kept | null;
  cosigned: number;
  replacedBy: string | null;
  said: string;
};

class Booth extends Component<object, State> {
  override state: State = {
    language: null, poll: null, trouble: null, step: { at: "identify" },
    codes: takeFragment().split("."), isFromLink: false, mistakes: [], isBusy: false, voter: null,
    votes: [], pasts: [], orders: [], tracker: "", testLink: "", casting: null, kept: kept(place.election), cosigned: 0, replacedBy: null, said: "",
  };

  private trail: Step[] = [];
  private credentials: Credential[] = [];
  private draft: Draft | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private focus: string | undefined;

  override componentDidMount(): void {
    addEventListener("popstate", () => this.stepBack());
    addEventListener("online", () => this.state.casting?.state.kind === "unknown" && this.askAgain());
    void this.speak(preferredLanguage()).then(() => this.load());
  }

  override componentDidUpdate(_: object, before: State): void {
    const { language, step, mistakes, trouble, poll, casting } = this.state;
    if (language === null) return;
    const isNew = before.step !== step || before.trouble !== trouble || before.poll !== poll || before.casting?.state.kind !== casting?.state.kind;
    if (isNew || before.language !== language) atTop(`${document.querySelector("h1")?.textContent ?? ""} – ${poll?.manifest.title ?? say("booth")}`, isNew);
    if (before.mistakes !== mistakes && mistakes.length > 0) document.getElementById("mistakes")?.focus();
    if (this.focus !== undefined) document.getElementById(this.focus)?.focus();
    this.focus = undefined;
  }

  private async speak(language: string): Promise<void> {
    await speak(language, [""]);
    this.setState({ language });
  }

  private readonly load = async (): Promise<void> => {
    this.setState({ trouble: null });
    try {
      const answer = await askPoll(place.address);
      if (answer === "unknown") return this.setState({ trouble: "unknown_election" });
      const poll = await readPoll(place.election, answer);
      const codes = poll.manifest.registrars.map((_, i) => this.state.codes[i] ?? "");
      this.setState({ poll, codes, isFromLink: codes.every((code) => code !== "") });
      void this.keepOffline();
      if (this.state.kept !== null && this.state.kept.recorded === null) this.resume();
    } catch (error) {
      if (error instanceof Mistrust) this.setState({ trouble: `doubt_${error.doubt}` });
      else if (error instanceof NoAnswer) this.setState({ trouble: "offline" });
      else throw error;
    }
  };

  /** Whatever was loaded stays usable without a network. */
  private async keepOffline(): Promise<void> {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(scriptAt("offline.js"), { scope: place.address }).catch(() => undefined);
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage([location.href, `${place.address}poll`, fileAt(`${this.state.language}.json`)]);
  }

  // Steps, in step with the browser's own way back.

  private readonly go = (step: Step): void => {
    this.trail.push(this.state.step);
    history.pushState(null, "");
    this.setState({ step, mistakes: [], said: "" });
  };

  private stepBack(): void {
    const { at } = this.state.step;
    if (at === "casting" || at === "receipt" || at === "tested") return history.pushState(null, ""); // there is no way back
    const step = this.trail.pop();
    if (at === "sealed") this.discard();
    if (step !== undefined) this.setState({ step, mistakes: [], said: "" });
  }

  private readonly back = (): void => history.back();

  /** From here the browser's way back leads nowhere. */
  private goFinal(step: Step): void {
    if (this.trail.length === 0) history.pushState(null, "");
    this.trail = [{ at: "identify" }];
    this.setState({ step, mistakes: [], said: "" });
  }

  private discard(): void {
    this.draft?.seed.fill(0);
    this.draft = null;
  }

  // Who votes.

  private readonly start = async (): Promise<void> => {
    const { poll, codes } = this.state;
    const read = await Promise.all(codes.map(readCode));
    const mistakes = read.flatMap((code, i): Mistake[] =>
      code instanceof Uint8Array ? [] : [{ field: `code-${i + 1}`, words: say(`code_${code.kind}`, code.kind === "symbol" ? { symbol: code.symbol, place: code.place } : { n: code.kind === "length" ? code.symbols : 0 }) }]);
    if (mistakes.length > 0) return this.setState({ mistakes, isFromLink: false });
    this.setState({ isBusy: true, mistakes: [] });
    const found = await this.identify(poll!, read as Uint8Array[]);
    this.setState({ isBusy: false });
    if (typeof found === "string") {
      const field = `code-${found === "code_second" ? 2 : 1}`;
      return this.setState({ mistakes: [{ field, words: say(found) }], isFromLink: this.state.isFromLink && found === "offline_code" });
    }
    const mine = poll!.manifest.classes[found.class - 1]!.contests;
    const contests = mine.map(({ contest }) => poll!.manifest.contests[contest - 1]!);
    const keys = this.credentials.map(({ key }) => key);
    const orders = await Promise.all(contests.map((contest, i) => paperOrder(contest, mine[i]!.contest, keys)));
    const isSame = this.state.votes.length === contests.length && this.state.voter?.credentials.join() === found.credentials.join();
    if (!isSame) this.setState({ votes: contests.map(emptyVote), pasts: contests.map(() => []) });
    this.setState({ voter: found, orders, codes: codes.map(() => ""), isFromLink: false });
    this.go({ at: "paper" });
  };

  /** The row whose credentials these codes give; two codes are tried in either order. */
  private async identify(poll: Poll, codes: readonly Uint8Array[]): Promise<Voter | "code_unknown" | "code_replaced" | "code_second" | "offline_code"> {
    try {
      for (const order of codes.length === 2 ? [codes, [...codes].reverse()] : [codes]) {
        const credentials = await Promise.all(order.map((code, i) => credentialOf(code, mustHex(poll.election), i + 1)));
        const voter = await askVoter(place.address, hex(credentials[0]!.key));
        if (voter === "unknown") continue;
        if (voter === "replaced") return "code_replaced";
        if (voter.credentials.join() !== credentials.map(({ key }) => hex(key)).join()) return "code_second";
        codes.forEach((code) => code.fill(0));
        this.credentials = credentials;
        return voter;
      }
      return "code_unknown";
    } catch (error) {
      if (error instanceof NoAnswer) return "offline_code";
      throw error;
    }
  }

  // The votes.

  private get contests(): { number: number; contest: Contest }[] {
    const { poll, voter } = this.state;
    const mine = poll!.manifest.classes[voter!.class - 1]!.contests;
    return mine.map(({ contest: number }) => ({ number, contest: poll!.manifest.contests[number - 1]! }));
  }

  private setVote(index: number, vote: Vote, said: string, focus?: string): void {
    const { votes, pasts } = this.state;
    this.focus = focus;
    if (vote === votes[index]) return this.setState({ said });
    this.setState({
      votes: votes.map((old, i) => (i === index ? vote : old)),
      pasts: pasts.map((past, i) => (i === index ? [...past, votes[index]!] : past)),
      said,
      mistakes: [],
    });
  }

  private readonly undo = (index: number): void => {
    const { votes, pasts } = this.state;
    const past = pasts[index]!;
    this.setState({
      votes: votes.map((old, i) => (i === index ? (past.at(-1) ?? old) : old)),
      pasts: pasts.map((old, i) => (i === index ? past.slice(0, -1) : old)),
      said: say("said_undo"),
    });
  };

  private goOn(index: number, isReview: boolean): void {
    const isLast = index + 1 === this.contests.length;
    this.go(isReview || isLast ? { at: "review" } : { at: "contest", index: index + 1, isReview: false });
  }

  private readonly next = (index: number, isReview: boolean): void => {
    const { contest } = this.contests[index]!;
    const vote = this.state.votes[index]!;
    const wrong = contest.kind !== "score" ? [] : vote.scores.flatMap((score, i) => (score <= contest.max_score! ? [] : [i + 1]));
    if (wrong.length > 0) {
      const words = (c: number): string => say("score_wrong", { name: contest.candidates[c - 1]!.name, max: contest.max_score! });
      return this.setState({ mistakes: wrong.map((c) => ({ field: `box-${c}`, words: words(c) })) });
    }
    if (saysNothing(vote) && !vote.isBlank) return this.setState({ mistakes: [{ field: "box-1", words: say("nothing_chosen") }] });
    this.goOn(index, isReview);
  };

  // Encrypted, and then cast or tested.

  private readonly encrypt = async (): Promise<void> => {
    this.setState({ isBusy: true });
    await rest();
    this.discard();
    const { poll, voter, votes } = this.state;
    const choices = this.contests.map(({ number, contest }, i) => ({ contest: number, radices: radices(contest), digits: digits(contest, votes[i]!) }));
    this.draft = await makeBallot(poll!, this.credentials, voter!.head, choices, rest);
    this.setState({ isBusy: false, tracker: this.draft.tracker });
    this.go({ at: "sealed" });
  };

  private readonly test = (): void => {
    if (this.draft === null) return;
    this.setState({ testLink: `${place.address}challenge#${reveal(this.draft)}` });
    this.draft = null;
    this.go({ at: "tested" });
  };

  private readonly cast = async (): Promise<void> => {
    const draft = this.draft;
    this.draft = null;
    if (draft === null) return; // pressed twice
    const { tracker } = draft;
    const entry = await sign(draft, this.credentials);
    const isKept = keep(place.election, { tracker, entry, recorded: null }); // before anything is sent
    this.goFinal({ at: "casting" });
    this.setState({ casting: { tracker, entry, isKept, state: { kind: "sending" } } });
    void this.send({ tracker, entry, isKept });
  };

  private resume(): void {
    const { tracker, entry } = this.state.kept!;
    this.goFinal({ at: "casting" });
    this.setState({ casting: { tracker, entry, isKept: true, state: { kind: "asking" } } });
    void this.look({ tracker, entry, isKept: true });
  }

  private readonly sendAgain = (): void => void (this.state.casting && this.send(this.state.casting));
  private readonly askAgain = (): void => void (this.state.casting && this.look(this.state.casting));

  private async send(casting: Omit<Casting, "state">): Promise<void> {
    clearTimeout(this.timer);
    this.setState({ casting: { ...casting, state: { kind: "sending" } } });
    const outcome = await post(place.address, this.state.poll!, casting.entry);
    // Another ballot of this voter is there: this very one may have come before it.
    const earlier = outcome.kind === "previous" ? await look(place.address, this.state.poll!, casting.tracker, casting.entry) : null;
    this.settle(casting, earlier?.kind === "recorded" ? earlier : outcome);
  }

  private async look(casting: Omit<Casting, "state">): Promise<void> {
    clearTimeout(this.timer);
    this.setState({ casting: { ...casting, state: { kind: "asking" } } });
    this.settle(casting, await look(place.address, this.state.poll!, casting.tracker, casting.entry));
  }

  private settle(casting: Omit<Casting, "state">, state: Outcome | { kind: "absent" }): void {
    this.setState({ casting: { ...casting, state } });
    if (state.kind === "recorded") return this.recorded(casting, state.recorded, state.cosigned);
    const wait = Math.min(30_000, 2_000 * 1.7 ** this.attempts++) * (0.75 + Math.random() / 2);
    if (state.kind === "busy") this.timer = setTimeout(this.sendAgain, Math.max(wait, 1_000 * state.seconds));
    if (state.kind === "unknown") this.timer = setTimeout(this.askAgain, wait);
  }

  private recorded({ tracker, entry }: { tracker: string; entry: string }, recorded: Recorded, cosigned: number): void {
    const ballot = { tracker, entry, recorded };
    keep(place.election, ballot);
    for (const { seed } of this.credentials) seed.fill(0);
    this.credentials = [];
    this.attempts = 0;
    this.goFinal({ at: "receipt" });
    this.setState({ kept: ballot, cosigned, votes: [], pasts: [], voter: null, casting: null });
    void this.watch();
  }

  /** Asks now and then whether the witnesses have seen the record with this ballot in it. */
  private async watch(times = 0): Promise<void> {
    const { kept: ballot, poll, step } = this.state;
    if (ballot === null || step.at !== "receipt" || times > 20) return;
    const found = await look(place.address, poll!, ballot.tracker, ballot.entry);
    if (found.kind === "recorded") {
      const { recorded, cosigned, replacedBy } = found;
      const now = { ...ballot, recorded };
      keep(place.election, now);
      this.setState({ kept: now, cosigned, replacedBy });
      if (cosigned >= poll!.manifest.witnesses_needed) return;
    }
    setTimeout(() => void this.watch(times + 1), 1_000 * Math.min(30, 3 + 2 * times));
  }

  /** A ballot of an earlier visit: its receipt is checked anew. */
  private readonly showKept = async (): Promise<void> => {
    const { entry, recorded } = this.state.kept!;
    const checked = recorded && (await checkRecorded(this.state.poll!, entry, recorded).catch(() => null));
    if (checked === null) return this.resume();
    this.goFinal({ at: "receipt" });
    this.setState({ cosigned: checked.cosigned, replacedBy: null });
    void this.watch();
  };

  private readonly forget = (): void => {
    forget(place.election);
    this.setState({ kept: null, casting: null });
    this.trail = [];
    this.setState({ step: { at: "identify" } });
  };

  /** The voter goes on from another ballot of theirs; without the code in memory it is asked for again. */
  private readonly replace = (head: string | null): void => {
    forget(place.election);
    const { voter } = this.state;
    this.trail = [{ at: "identify" }];
    this.setState({ casting: null, kept: null, voter: voter && { ...voter, head }, step: { at: voter === null ? "identify" : "review" } });
  };

  private readonly leave = (): void => {
    if (this.state.casting?.state.kind === "closed" || this.state.casting?.state.kind === "refused" || this.state.casting?.state.kind === "previous") forget(place.election);
    location.href = "./";
  };

  private readonly save = (): void => {
    const { kept: ballot, poll } = this.state;
    const receipt = makeReceipt(poll!, place.address, ballot!.entry, ballot!.recorded!);
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(receipt, null, 2)}\n`], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `receipt-${ballot!.tracker.slice(0, 8)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };

  // What is shown.

  private readonly setLanguage = (language: string): void => {
    rememberLanguage(language);
    void this.speak(language);
  };

  override render(): JSX.Element | null {
    const { language, poll, trouble, said } = this.state;
    if (language === null) return null;
    const foot = poll === null ? null : <BoothFoot named={poll.manifest.booth} />;
    return (
      <Shell organisation={poll?.manifest.organisation ?? say("booth")} onLanguage={this.setLanguage} foot={foot}>
        <p class="unseen" role="status">{said}</p>
        {trouble !== null ? this.troublePage(trouble) : poll === null ? <Page title={say("loading")} /> : this.page(poll)}
      </Shell>
    );
  }

  private troublePage(trouble: Trouble): JSX.Element {
    const isDoubt = trouble.startsWith("doubt");
    return (
      <Page title={say(isDoubt ? "doubt" : (trouble as "offline"))} bar={<Action onClick={() => void this.load()}>{say("try_again")}</Action>}>
        <div class={isDoubt ? "notice failed" : "notice"} role="alert">
          <p>{say(isDoubt ? (trouble as "doubt_key") : `${trouble as "offline"}_what`)}</p>
          {isDoubt && <p>{say("doubt_do")}</p>}
        </div>
      </Page>
    );
  }

  private page(poll: Poll): JSX.Element {
    const { state, contests } = { state: this.state, contests: this.state.voter === null ? [] : this.contests };
    const { step } = state;
    switch (step.at) {
      case "identify": {
        if (poll.opening === null || poll.standing.phase !== "open") return this.shutPage(poll);
        return <IdentifyPage poll={poll} codes={state.codes} isFromLink={state.isFromLink} mistakes={state.mistakes} isBusy={state.isBusy} kept={state.kept}
          onCode={(index, typed) => this.setState({ codes: state.codes.map((old, i) => (i === index ? typed : old)) })}
          onType={() => this.setState({ isFromLink: false, codes: state.codes.map(() => "") })} onStart={() => void this.start()} onKept={() => void this.showKept()} />;
      }
      case "paper":
        return <PaperPage poll={poll} memberClass={state.voter!.class} head={state.voter!.head} onStart={() => this.go({ at: "contest", index: 0, isReview: false })} back={this.back} />;
      case "contest": {
        const { index, isReview } = step;
        const { number, contest } = contests[index]!;
        const following = isReview ? undefined : contests[index + 1];
        return <ContestPage kicker={say("question", { n: index + 1, of: contests.length })} contest={contest} number={number}
          order={state.orders[index]!} vote={state.votes[index]!} canUndo={state.pasts[index]!.length > 0} mistakes={state.mistakes}
          next={following === undefined ? say("to_review") : say("to_next")} back={this.back} onNext={() => this.next(index, isReview)} onUndo={() => this.undo(index)}
          onVote={(vote, words, focus) => this.setVote(index, vote, words, focus)} onClear={() => this.setVote(index, emptyVote(contest), say("said_clear"))}
          onBlank={() => { this.setVote(index, blankVote(contest), ""); this.goOn(index, isReview); }} />;
      }
      case "review":
        return <ReviewPage poll={poll} contests={contests} votes={state.votes} isBusy={state.isBusy} onEncrypt={() => void this.encrypt()} back={this.back}
          onChange={(index) => this.go({ at: "contest", index, isReview: true })} />;
      case "sealed":
        return <SealedPage poll={poll} tracker={state.tracker} link={`${place.address}challenge#tracker=${state.tracker}`} onCast={() => void this.cast()} onTest={this.test} back={this.back} />;
      case "tested":
        return <TestPage poll={poll} tracker={state.tracker} link={state.testLink} contests={contests} votes={state.votes}
          onAgain={() => { this.trail = [{ at: "identify" }, { at: "paper" }]; this.setState({ step: { at: "review" }, testLink: "" }); }} />;
      case "casting":
        return <CastingPage poll={poll} casting={state.casting!} onSend={this.sendAgain} onAsk={this.askAgain} onReplace={this.replace} onLeave={this.leave} />;
      case "receipt": {
        const { entry, recorded, tracker } = state.kept!;
        return <ReceiptPage poll={poll} receipt={makeReceipt(poll, place.address, entry, recorded!)} link={`${place.address}check#${tracker}`} cosigned={state.cosigned}
          replacedBy={state.replacedBy} onSave={this.save} onAgain={() => { this.trail = []; this.setState({ step: { at: "identify" } }); }} onForget={this.forget} />;
      }
    }
  }

  /** Nobody can vote now. */
  private shutPage(poll: Poll): JSX.Element {
    const isEarly = poll.opening === null;
    const words = isEarly ? say("not_open", { when: moment(poll.standing.opens) }) : say("closed_what", { when: moment(poll.standing.closes) });
    const bar = <Action onClick={() => { location.href = isEarly ? "./" : this.state.kept === null ? "./result" : "./check"; }}>{say(isEarly ? "leave" : this.state.kept === null ? "see_result" : "check_receipt")}</Action>;
    return <Page kicker={poll.manifest.title} title={say(isEarly ? "early" : "closed")} bar={bar}><p class="standfirst">{words}</p></Page>;
  }
}

/** Lets the page draw and answer between two pieces of work. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

render(<Booth />, document.getElementById("app")!);
