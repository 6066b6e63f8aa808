// The second device (§7.6): it takes a tracker over before the voter decides, and afterwards works out by
// itself what a tested ballot says. It does the encryption with the second verifier's code, not the
// booth's. The page may be served from anywhere: the links that it is shown say which election they are of.

import { Component, Fragment, h, render, type JSX } from "preact";
import { partsOf } from "../../verifier/src/crypto/encryption.js";
import { readKey as readVerifierKey } from "../../verifier/src/crypto/group.js";
import { chunks, fromBase64, hex, mustHex, utf8 } from "../../verifier/src/bytes.js";
import { placeOf, takeFragment } from "./address.js";
import { pointHex } from "./crypto/group.js";
import { identifier } from "./crypto/signature.js";
import { type Contest, radices } from "./election/manifest.js";
import { Mistrust, type Poll, readPoll } from "./election/poll.js";
import { askPoll, NoAnswer } from "./election/server.js";
import { fromDigits, type Vote } from "./election/vote.js";
import { nothing, place, PlainPage } from "./plain-page.js";
import { store, stored } from "./stored.js";
import { type MoreKey, say } from "./texts.js";
import { trackerWords } from "./words.js";
import { VoteWords } from "./ui/contest.js";
import { Action, Mistakes, Page, Tracker } from "./ui/parts.js";

/** What the booth reveals of a tested ballot. */
type Revealed = { seed: Uint8Array; credentials: Uint8Array[]; previous: Uint8Array | null; votes: { contest: number; digits: number[] }[] };

type Found = { tracker: string; poll: Poll; votes: { contest: Contest; vote: Vote }[]; taken: "same" | "other" | "none" };

function bytesOf(text: string | null): Uint8Array | null {
  const plain = (text ?? "").replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(plain + "=".repeat((4 - (plain.length % 4)) % 4));
}

function readRevealed(fragment: string): Revealed | null {
  const fields = new URLSearchParams(fragment);
  const [seed, by, previous] = [bytesOf(fields.get("seed")), bytesOf(fields.get("by")), bytesOf(fields.get("previous"))];
  const vote = fields.get("vote") ?? "";
  const isRight = seed?.length === 32 && (by?.length === 32 || by?.length === 64) && (previous?.length === 0 || previous?.length === 32);
  if (!isRight || !/^[0-9]+:[0-9.]+(,[0-9]+:[0-9.]+)*$/.test(vote)) return null;
  const votes = vote.split(",").map((item) => {
    const [contest, digits] = item.split(":") as [string, string];
    return { contest: Number(contest), digits: digits.split(".").map(Number) };
  });
  return { seed: seed!, credentials: chunks(by!, 32), previous: previous!.length === 0 ? null : previous!, votes };
}

// Trackers that this device took over, by election.
const session: string[] = [];
function taken(election: string): string[] {
  return [...session, ...(JSON.parse(stored(`taken ${election}`) ?? "[]") as string[])];
}
function take(election: string, tracker: string): void {
  const all = [tracker, ...taken(election).filter((other) => other !== tracker)].slice(0, 20);
  session.unshift(tracker);
  store(`taken ${election}`, JSON.stringify(all));
}

type State = { link: string; mistake: MoreKey | null; holding: string | null; found: Found | null; isBusy: boolean; isScanning: boolean };

class Challenge extends PlainPage<State> {
  override state = {
    ...nothing,
    link: "", mistake: null as MoreKey | null, holding: null as string | null, found: null as Found | null, isBusy: false, isScanning: false,
  };

  override begin(): void {
    const fragment = takeFragment();
    if (fragment !== "") void this.read(`${location.origin}${location.pathname}#${fragment}`);
    else if (place.election !== "") this.setState({ holding: taken(place.election)[0] ?? null });
  }

  /** A link from one of the booth's two squares. */
  private readonly read = async (link: string): Promise<void> => {
    this.setState({ mistake: null, isScanning: false });
    if (!URL.canParse(link)) return this.setState({ mistake: "challenge_no_link", link });
    const { origin, pathname, hash } = new URL(link);
    const where = placeOf(pathname, origin);
    if (where.election === "") return this.setState({ mistake: "challenge_no_link", link });
    if (place.election !== "" && place.election !== where.election) return this.setState({ mistake: "challenge_other_election", link });
    const tracker = /^#tracker=([0-9a-f]{64})$/.exec(hash)?.[1];
    if (tracker !== undefined) {
      take(where.election, tracker);
      return this.setState({ holding: tracker, found: null, link: "" });
    }
    const revealed = readRevealed(hash.slice(1));
    if (revealed === null) return this.setState({ mistake: "challenge_no_link", link });
    this.setState({ isBusy: true });
    try {
      this.setState({ found: await rebuild(where.address, where.election, revealed), link: "" });
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Mistrust || error instanceof RangeError)) throw error;
      this.setState({ mistake: error instanceof NoAnswer ? "challenge_offline" : error instanceof Mistrust ? "challenge_doubt" : "challenge_no_vote" });
    }
    this.setState({ isBusy: false });
  };

  override page(): JSX.Element {
    const { found, holding, mistake, isBusy, link, isScanning } = this.state;
    const submit = (event: Event): void => {
      event.preventDefault();
      void this.read(link.trim());
    };
    const title = found !== null ? say(`challenge_${found.taken}`) : holding !== null ? say("challenge_taken") : say("challenge");
    return (
      <Page kicker={say("challenge_kicker")} title={title} bar={<Action busy={isBusy} onClick={() => void this.read(link.trim())}>{say(isBusy ? "check_busy" : "challenge_do")}</Action>}>
        {mistake !== null && <Mistakes mistakes={[{ field: "link", words: say(mistake) }]} />}
        {found !== null ? <Says found={found} /> : holding !== null ? (
          <Fragment>
            <p class="standfirst">{say("challenge_taken_what")}</p>
            <Tracker tracker={holding} />
          </Fragment>
        ) : <p class="standfirst">{say("challenge_what")}</p>}
        <h2>{say(holding === null ? "challenge_first" : "challenge_next")}</h2>
        {"BarcodeDetector" in globalThis && (isScanning
          ? <Scanner onText={(text) => void this.read(text)} onEnd={() => this.setState({ isScanning: false })} />
          : <p><button type="button" class="other" onClick={() => this.setState({ isScanning: true })}>{say("challenge_scan")}</button></p>)}
        <form onSubmit={submit}>
          <p class="field">
            <label for="link">{say("challenge_link")}</label>
            <input id="link" value={link} spellcheck={false} autocomplete="off" aria-invalid={mistake !== null} onInput={(event) => this.setState({ link: event.currentTarget.value })} />
          </p>
        </form>
      </Page>
    );
  }
}

/** The whole text of the act, made again from what was revealed (§7.3 to §7.5), and its tracker. */
async function rebuild(address: string, election: string, { seed, credentials, previous, votes }: Revealed): Promise<Found> {
  const answer = await askPoll(address);
  if (answer === "unknown") throw new Mistrust("manifest");
  const poll = await readPoll(election, answer);
  const { opening, manifest } = poll;
  const numbers = votes.map(({ contest }) => contest).join();
  const isClass = manifest.classes.some((c) => c.contests.map(({ contest }) => contest).join() === numbers);
  if (opening === null || !isClass || credentials.length !== manifest.registrars.length) throw new RangeError("no ballot of this election");
  const contests = votes.map(({ contest }) => manifest.contests[contest - 1]!);
  const choices = votes.map(({ contest, digits }, i) => ({ contest, radices: radices(contests[i]!), digits }));
  const jointKey = readVerifierKey(mustHex(pointHex(opening.jointKey)))!;
  const parts = partsOf(seed, { ctx: opening.ctx, credentials, previous }, jointKey, choices);
  if (parts === null) throw new RangeError("no vote");
  const fields = { election, open: opening.id, credentials: credentials.map(hex), previous: previous && hex(previous), parts };
  const tracker = await identifier(utf8(`hustings/v1 ballot\n${JSON.stringify(fields)}\n`));
  const known = taken(election);
  return {
    tracker, poll, taken: known.includes(tracker) ? "same" : known.length > 0 ? "other" : "none",
    votes: votes.map(({ digits }, i) => ({ contest: contests[i]!, vote: fromDigits(contests[i]!, digits) })),
  };
}

function Says({ found }: { found: Found }): JSX.Element {
  const { manifest, checkpoint } = found.poll;
  const tone = { same: "believe", other: "notice failed", none: "notice" }[found.taken];
  const isWitnessed = checkpoint.cosigned >= manifest.witnesses_needed;
  return (
    <Fragment>
      <div class={tone} role="status"><p>{say(`challenge_${found.taken}_what`)}</p></div>
      <Tracker tracker={found.tracker} />
      {found.taken === "other" && <p>{say("challenge_was", { words: trackerWords(taken(found.poll.election)[0]!) })}</p>}
      <h2>{say("challenge_says")}</h2>
      {found.votes.map(({ contest, vote }) => <section class="reviewed"><h3>{contest.title}</h3><VoteWords contest={contest} vote={vote} /></section>)}
      <p>{say("challenge_compare")}</p>
      <p class={isWitnessed ? "note" : "notice"}>{say("challenge_record", { name: `${manifest.organisation}, ${manifest.title}`, n: checkpoint.cosigned, all: manifest.witnesses.length })}</p>
    </Fragment>
  );
}

// BarcodeDetector is not in every browser's types yet.
type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
declare const BarcodeDetector: new (options: { formats: string[] }) => Detector;

/** The camera, looking for a square. */
class Scanner extends Component<{ onText: (text: string) => void; onEnd: () => void }, { isRefused: boolean }> {
  override state = { isRefused: false };
  private video: HTMLVideoElement | null = null;
  private stream: MediaStream | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  override componentDidMount(): void {
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then((stream) => this.watch(stream), () => this.setState({ isRefused: true }));
  }

  private async watch(stream: MediaStream): Promise<void> {
    this.stream = stream;
    if (this.video === null) return this.stop();
    this.video.srcObject = stream;
    await this.video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    this.timer = setInterval(() => {
      if (this.video !== null) detector.detect(this.video).then(([code]) => code && this.props.onText(code.rawValue), () => undefined);
    }, 250);
  }

  private stop(): void {
    clearInterval(this.timer);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
  }

  override componentWillUnmount(): void {
    this.stop();
  }

  override render(): JSX.Element {
    const { onEnd } = this.props;
    if (this.state.isRefused) return <p class="notice">{say("challenge_no_camera")}</p>;
    return (
      <div class="scanner">
        <video ref={(video) => void (this.video = video)} muted playsInline aria-label={say("challenge_scan")} />
        <p><button type="button" class="other" onClick={onEnd}>{say("challenge_scan_end")}</button></p>
      </div>
    );
  }
}

render(<Challenge />, document.getElementById("app")!);
