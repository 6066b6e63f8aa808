// What every page is made of: masthead, question, the bar with what happens next, foot.

import { type ComponentChildren, Fragment, h, type JSX } from "preact";
import { generate } from "lean-qr/nano";
import { language, LANGUAGES, say } from "../texts.js";
import { trackerWords } from "../words.js";

export { Fragment, h };
export type Content = ComponentChildren;

/** Around every page: whose election it is, the other languages, the foot. */
export function Shell(props: { organisation: string; onLanguage: (language: string) => void; foot?: Content; children?: Content }): JSX.Element {
  const others = Object.entries(LANGUAGES).filter(([tag]) => tag !== language);
  return (
    <div class="page">
      <header class="masthead">
        <p class="organisation">{props.organisation}</p>
        <div class="languages">
          {others.map(([tag, name]) => <button type="button" class="quiet" lang={tag} onClick={() => props.onLanguage(tag)}>{name}</button>)}
        </div>
      </header>
      {props.children}
      <footer class="foot">{props.foot}</footer>
    </div>
  );
}

/** A page: one question, in one column. `bar` is always at the same place. */
export function Page(props: { kicker?: Content; title: string; back?: () => void; bar?: Content; children?: Content }): JSX.Element {
  return (
    <main id="main">
      <div class="head">
        {props.back && <p class="back"><button type="button" class="quiet" onClick={props.back}>{say("back")}</button></p>}
        <p class="kicker">{props.kicker}</p>
        <h1 tabIndex={-1}>{props.title}</h1>
      </div>
      <div class="body">{props.children}</div>
      {props.bar && <div class="bar">{props.bar}</div>}
    </main>
  );
}

export type Mistake = { field: string; words: string };

/** What is wrong, where, and how to mend it; takes the focus when it appears. */
export function Mistakes({ mistakes }: { mistakes: readonly Mistake[] }): JSX.Element | null {
  if (mistakes.length === 0) return null;
  return (
    <div class="notice failed" role="alert" tabIndex={-1} id="mistakes">
      <h2>{say("mistakes")}</h2>
      <ul>{mistakes.map(({ field, words }) => <li><a href={`#${field}`} onClick={(event) => focusOn(event, field)}>{words}</a></li>)}</ul>
    </div>
  );
}

function focusOn(event: Event, field: string): void {
  event.preventDefault(); // the address keeps no trace
  document.getElementById(field)?.focus();
}

export function Action({ onClick, children, busy }: { onClick: () => void; children: Content; busy?: boolean }): JSX.Element {
  return <button type="button" class="action" disabled={busy ?? false} onClick={onClick}>{children}</button>;
}

export function Other({ onClick, children }: { onClick: () => void; children: Content }): JSX.Element {
  return <button type="button" class="other" onClick={onClick}>{children}</button>;
}

export function Fold({ title, children }: { title: string; children: Content }): JSX.Element {
  return <details class="fold"><summary>{title}</summary>{children}</details>;
}

/** The tracker as a pattern for the eye, in full when it is opened. */
export function Tracker({ tracker }: { tracker: string }): JSX.Element {
  return (
    <Fragment>
      <p class="tracker" lang="en">{trackerWords(tracker)}</p>
      <Fold title={say("tracker_full")}><p class="long"><code>{tracker.match(/.{8}/g)!.join(" ")}</code></p></Fold>
    </Fragment>
  );
}

const QUIET = 4;

/** A code for a camera, drawn as one path. */
export function Qr({ text, label }: { text: string; label: string }): JSX.Element {
  const code = generate(text);
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  const size = code.size + 2 * QUIET;
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** After a page has changed: the headline takes the focus, so that a screen reader reads it. */
export function atTop(title: string, isNew: boolean): void {
  document.title = title;
  if (!isNew) return;
  scrollTo(0, 0);
  document.querySelector("h1")?.focus({ preventScroll: true });
}
