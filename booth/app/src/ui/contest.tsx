// One contest: the ballot paper, and for a ranking the order so far.

import { Component, type JSX, type TargetedEvent, type TargetedPointerEvent } from "preact";
import type { Candidate, Contest } from "../election/manifest.js";
import { giveScore, mostPicked, move, saysNothing, startFrom, toggle, type Vote } from "../election/vote.js";
import { say } from "../texts.js";
import { Action, Fold, Fragment, h, type Mistake, Mistakes, Other, Page } from "./parts.js";

export type ContestProps = {
  kicker: string;
  contest: Contest;
  number: number;
  order: readonly number[];
  vote: Vote;
  canUndo: boolean;
  mistakes: readonly Mistake[];
  next: string;
  /** `said` is read out; `focus` is what has the focus afterwards. */
  onVote: (vote: Vote, said: string, focus?: string) => void;
  onUndo: () => void;
  onClear: () => void;
  onBlank: () => void;
  onNext: () => void;
  back: () => void;
};

export function ContestPage(props: ContestProps): JSX.Element {
  const { contest, vote, canUndo } = props;
  const bar = (
    <Fragment>
      {contest.kind === "ranking" && <SoFar {...props} />}
      <Action onClick={props.onNext}>{props.next}</Action>
      <Other onClick={props.onBlank}>{say("leave_blank")}</Other>
    </Fragment>
  );
  return (
    <Page kicker={props.kicker} title={contest.title} back={props.back} bar={bar}>
      <Mistakes mistakes={props.mistakes} />
      <p class="standfirst">{say(`how_${contest.kind}`, { n: mostPicked(contest), max: contest.max_score ?? 0 })} {say("seats", { n: contest.seats })}</p>
      {vote.isBlank && <p class="notice">{say("is_blank")}</p>}
      {contest.kind === "ranking" && contest.slates.length > 0 && <Slates {...props} />}
      <div class={contest.kind === "ranking" ? "both" : ""}>
        <section class="sheet" aria-label={say("paper")}>
          <Paper {...props} />
          <p class="tools">
            <button type="button" class="other" disabled={!canUndo} onClick={props.onUndo}>{say("undo")}</button>
            <button type="button" class="other" disabled={saysNothing(vote)} onClick={props.onClear}>{say("clear")}</button>
          </p>
        </section>
        {contest.kind === "ranking" && <Ranking {...props} />}
      </div>
    </Page>
  );
}

const candidateOf = (contest: Contest, number: number): Candidate => contest.candidates[number - 1]!;

function SoFar({ contest, vote }: ContestProps): JSX.Element {
  const names = vote.picked.map((c, i) => `${i + 1}\u00a0${candidateOf(contest, c).name}`);
  return <p class="so-far" tabIndex={0} role="group" aria-label={say("your_ranking")}>{names.length === 0 ? say("ranking_empty") : names.join(" · ")}</p>;
}

function Who({ candidate, contest, number, id }: { candidate: Candidate; contest: number; number: number; id: string }): JSX.Element {
  return (
    <span class="who" id={id}>
      <span class="name">{candidate.name}</span>
      {candidate.affiliation !== null && <span class="affiliation">{candidate.affiliation}</span>}
      {candidate.statement !== null && candidate.statement !== undefined && (
        <a class="statement" href={`candidates/${contest}/${number}`} target="_blank" rel="noopener noreferrer">
          {say("statement")}<span class="unseen"> {candidate.name}</span>
        </a>
      )}
    </span>
  );
}

function Paper(props: ContestProps): JSX.Element {
  const { contest, order } = props;
  const rows = order.map((candidate) => {
    const id = `who-${candidate}`;
    return (
      <li key={candidate} role={contest.kind === "choice" ? "none" : "listitem"} class={props.vote.picked.includes(candidate) ? "row marked" : "row"}>
        <Control {...props} candidate={candidate} id={id} />
        <Who candidate={candidateOf(contest, candidate)} contest={props.number} number={candidate} id={id} />
      </li>
    );
  });
  return <ul class="ballot" role={contest.kind === "choice" ? "radiogroup" : "list"} aria-label={contest.title}>{rows}</ul>;
}

/** The box beside a name. The whole row answers to a tap (its box is stretched over it by the style sheet). */
function Control(props: ContestProps & { candidate: number; id: string }): JSX.Element {
  const { contest, vote, candidate, id, onVote } = props;
  const { name } = candidateOf(contest, candidate);
  const box = `box-${candidate}`;
  const rank = vote.picked.indexOf(candidate) + 1;
  if (contest.kind === "score") {
    const change = (event: TargetedEvent<HTMLInputElement>): void => {
      const typed = event.currentTarget.value.trim();
      const score = /^[0-9]{1,7}$/.test(typed) ? Number(typed) : typed === "" ? 0 : Number.NaN;
      onVote(giveScore(vote, candidate, score), "");
    };
    const score = vote.scores[candidate - 1]!;
    return (
      <input class="score" id={box} inputMode="numeric" autocomplete="off" aria-labelledby={id} placeholder="0"
        aria-invalid={!(score <= contest.max_score!)} value={score === 0 || Number.isNaN(score) ? undefined : score} onChange={change} />
    );
  }
  const tap = (): void => {
    const after = toggle(contest, vote, candidate);
    const place = after.picked.indexOf(candidate) + 1;
    if (after === vote) return onVote(vote, say("ranks_full", { n: mostPicked(contest) }));
    onVote(after, contest.kind !== "ranking" ? "" : place > 0 ? say("said_rank", { name, place }) : say("said_gone", { name }));
  };
  if (contest.kind === "ranking") {
    return (
      <button type="button" class="box" id={box} aria-pressed={rank > 0} aria-labelledby={`${id} ${box}`} onClick={tap}>
        <span aria-hidden="true">{rank > 0 ? rank : ""}</span>
        <span class="unseen">{rank > 0 ? say("rank_is", { place: rank }) : say("rank_none")}</span>
      </button>
    );
  }
  const type = contest.kind === "choice" ? "radio" : "checkbox";
  return <input class="box" type={type} name="vote" id={box} aria-labelledby={id} checked={rank > 0} onChange={tap} />;
}

function Slates({ contest, vote, onVote }: ContestProps): JSX.Element {
  return (
    <Fold title={say("slates")}>
      <p>{say("slates_what")}</p>
      {contest.slates.map((slate) => (
        <div class="slate">
          <h2>{slate.name}</h2>
          <ol>{slate.candidates.map((c) => <li>{candidateOf(contest, c).name}</li>)}</ol>
          <button type="button" class="other" onClick={() => onVote(startFrom(contest, vote, slate.candidates), say("said_slate", { name: slate.name }))}>
            {say("slate_start")}<span class="unseen"> {slate.name}</span>
          </button>
        </div>
      ))}
    </Fold>
  );
}

/** The order so far: up, down, out, and to be dragged. */
class Ranking extends Component<ContestProps> {
  private dragged: number | null = null;

  private shift(from: number, to: number): void {
    const { contest, vote, onVote } = this.props;
    const candidate = vote.picked[from]!;
    const { name } = candidateOf(contest, candidate);
    const direction = to === 0 ? "down" : to === vote.picked.length - 1 ? "up" : to < from ? "up" : "down";
    onVote(move(vote, from, to), say("said_rank", { name, place: to + 1 }), `${direction}-${candidate}`);
  }

  private readonly drag = (event: TargetedPointerEvent<HTMLElement>): void => {
    if (this.dragged === null) return;
    const rows = [...event.currentTarget.closest("ol")!.children].map((row) => row.getBoundingClientRect());
    const below = rows.findIndex((row) => event.clientY < row.bottom);
    const to = below < 0 ? rows.length - 1 : below;
    const { vote, onVote } = this.props;
    if (to === this.dragged) return;
    const from = this.dragged;
    this.dragged = to;
    onVote(move(vote, from, to), "");
  };

  private readonly lift = (event: TargetedPointerEvent<HTMLElement>, index: number): void => {
    event.preventDefault();
    this.dragged = index;
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  override render(): JSX.Element {
    const { contest, vote, onVote } = this.props;
    const last = vote.picked.length - 1;
    const drop = (): void => void (this.dragged = null);
    return (
      <section class="chosen" aria-label={say("your_ranking")}>
        <h2>{say("your_ranking")}</h2>
        {last < 0 && <p class="note">{say("ranking_empty")}</p>}
        <ol class="ranking">
          {vote.picked.map((candidate, i) => {
            const { name } = candidateOf(contest, candidate);
            const remove = (): void => onVote(toggle(contest, vote, candidate), say("said_gone", { name }), `box-${candidate}`);
            return (
              <li key={candidate}>
                <span class="grip" aria-hidden="true" onPointerDown={(event) => this.lift(event, i)} onPointerMove={this.drag} onPointerUp={drop} onPointerCancel={drop} />
                <span class="rank">{i + 1}</span>
                <span class="name">{name}</span>
                <span class="moves">
                  <button type="button" id={`up-${candidate}`} disabled={i === 0} aria-label={say("move_up", { name })} onClick={() => this.shift(i, i - 1)}>↑</button>
                  <button type="button" id={`down-${candidate}`} disabled={i === last} aria-label={say("move_down", { name })} onClick={() => this.shift(i, i + 1)}>↓</button>
                  <button type="button" aria-label={say("remove", { name })} onClick={remove}>×</button>
                </span>
              </li>
            );
          })}
        </ol>
      </section>
    );
  }
}

/** What a vote says, in words, for the review and for whoever tests the booth. */
export function VoteWords({ contest, vote }: { contest: Contest; vote: Vote }): JSX.Element {
  if (saysNothing(vote)) return <p class="said">{say("blank")}</p>;
  const name = (c: number): JSX.Element => {
    const { name: words, affiliation } = candidateOf(contest, c);
    return <Fragment><span class="name">{words}</span>{affiliation !== null && <span class="affiliation">{affiliation}</span>}</Fragment>;
  };
  if (contest.kind === "score") {
    const scored = vote.scores.map((score, i) => ({ score, candidate: i + 1 }));
    return <ul class="said">{scored.map(({ score, candidate }) => <li>{name(candidate)} <b class="points">{score}</b></li>)}</ul>;
  }
  if (contest.kind === "ranking") return <ol class="said">{vote.picked.map((c) => <li>{name(c)}</li>)}</ol>;
  return <ul class="said">{vote.picked.map((c) => <li>{name(c)}</li>)}</ul>;
}
