// What a verifier says (§10.2): for people, and as data.

import { type Check, type Failure, meaning, title } from "./checks.js";
import type { Entry } from "./note.js";
import { PHASES, type State } from "./state.js";

/** The check that failed, where, and the entry if it could be read. */
export type Failed = { failure: Failure; index: number | null; entry: Entry | null };

export type Figures = { entries: number; files: number; bytes: number; cosigned: number };

/** `not_yet`: no check failed, and there was nothing of this family to check. */
export type Standing = "holds" | "fails" | "not_reached" | "not_yet";
export type Family = { family: string; title: string; standing: Standing; figures: string };

export type Report = {
  place: string;
  holds: boolean;
  election: string | null;
  organisation: string | null;
  title: string | null;
  phase: string | null;
  annulled: string | null;
  entries: number;
  families: Family[];
  failure: {
    check: Check;
    title: string;
    meaning: string;
    entry: number | null;
    signer: string | null;
    detail: string;
  } | null;
  /** Only of a record that holds. */
  elected: { contest: string; elected: string[] }[];
};

const FAMILIES: readonly [string, string][] = [
  ["L", "Log and witnesses"],
  ["A", "Acts, order and time"],
  ["R", "Register"],
  ["K", "Keys"],
  ["B", "Ballots"],
  ["M", "Mixes"],
  ["D", "Decryption"],
  ["C", "Count"],
  ["Z", "Certification"],
];

export function makeReport(place: string, state: State | null, figures: Figures, failed: Failed | null): Report {
  return {
    place,
    holds: failed === null,
    election: state?.election ?? null,
    organisation: state?.manifest.organisation ?? null,
    title: state?.manifest.title ?? null,
    phase: state === null ? null : PHASES[state.phase],
    annulled: state?.annulled ?? null,
    entries: figures.entries,
    families: FAMILIES.map(([family, name]) => ({
      family,
      title: name,
      ...standing(family, state, figures, failed),
    })),
    failure: failed === null ? null : describe(failed),
    elected: failed === null && state !== null ? electedOf(state) : [],
  };
}

function describe({ failure, index, entry }: Failed): Report["failure"] {
  return {
    check: failure.check,
    title: title(failure.check),
    meaning: meaning(failure.check),
    entry: index,
    signer: failure.signer ?? (entry === null ? null : signerOf(entry)),
    detail: failure.detail,
  };
}

/** §10.2: who signed the entry, in words. */
export function signerOf({ act, signatures }: Entry): string {
  const short = (key: string): string => key.slice(0, 8);
  switch (act.kind) {
    case "ballot":
      return `credential ${act.fields.credentials.map(short).join(" and ")}`;
    case "result":
      return `publisher ${short(act.fields.by)}`;
    case "complaint":
      return `complainant ${short(act.fields.by)}`;
    default:
      return signatures.map((line) => line.name).join(", ");
  }
}

function electedOf({ manifest, result }: State): Report["elected"] {
  if (result === null) return [];
  return manifest.contests.map((contest, i) => ({
    contest: contest.title,
    elected: result.elected[i]!.map((candidate) => contest.candidates[candidate - 1]!.name),
  }));
}

function standing(
  family: string,
  state: State | null,
  figures: Figures,
  failed: Failed | null,
): { standing: Standing; figures: string } {
  if (failed !== null && failed.failure.check.startsWith(family)) return { standing: "fails", figures: "see below" };
  const found = state === null ? null : figuresOf(family, state, figures);
  if (failed === null) {
    return found === null ? { standing: "not_yet", figures: "nothing to check yet" } : { standing: "holds", figures: found };
  }
  return { standing: "not_reached", figures: found === null ? "not reached" : `up to there: ${found}` };
}

const count = (n: number): string => n.toLocaleString("en-GB");
const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** How much of a family was checked; null for nothing. */
function figuresOf(family: string, s: State, f: Figures): string | null {
  const { manifest: m, figures } = s;
  switch (family) {
    case "L":
      return `${counted(f.entries, "entry", "entries")} and ${counted(f.files, "file")}, cosigned by ${f.cosigned} of ${counted(m.witnesses.length, "witness", "witnesses")}`;
    case "A":
      return `${counted(figures.signatures, "signature")}, ${counted(s.clocks.length, "clock entry", "clock entries")}`;
    case "R":
      return s.register === null
        ? null
        : `${counted(s.register.rows.length, "member")}, ${counted(figures.replaced, "credential")} replaced`;
    case "K":
      return s.ceremony === null || s.phase === "ceremony" || s.phase === "stalled"
        ? null
        : `key made by ${counted(s.ceremony.members.length, "trustee")}, any ${m.threshold} can open; ${counted(figures.keyChecks, "key check")}`;
    case "B":
      return s.poll === null
        ? null
        : `${counted(s.poll.ballots, "ballot")}, ${count(figures.recast)} replaced, ${count(s.poll.ballots - figures.recast)} count`;
    case "M":
      return figures.mixes === 0
        ? null
        : `${counted(figures.mixes, "mix", "mixes")}, ${counted(figures.shuffled, "encrypted part")} shuffled`;
    case "D":
      return figures.shares === 0
        ? null
        : `${counted(figures.shares, "decryption share")}, ${counted(s.openableLists.length, "list")}`;
    case "C":
      return s.result === null
        ? null
        : `${counted(s.result.valid, "valid vote")} counted, ${count(s.result.elected.flat().length)} elected`;
    default:
      return s.result === null ? null : certification(s);
  }
}

function certification({ certified, manifest, report }: State): string {
  const trustees = `${certified.size} of ${counted(manifest.trustees.length, "trustee")} certify (${manifest.threshold} needed)`;
  if (report === null) return `${trustees}; the scrutineer has not reported`;
  return `${trustees}; the scrutineer ${report.agrees ? "agrees" : `refuses: ${report.reason}`}`;
}

const MARKS: Record<Standing, string> = { holds: "✓", fails: "✗", not_reached: "–", not_yet: "–" };

/** The report for people. */
export function inWords(report: Report): string {
  const lines: string[] = [];
  if (report.title !== null) lines.push(report.title, report.organisation ?? "");
  lines.push(report.place, "");
  for (const { family, title: name, standing: s, figures } of report.families) {
    lines.push(`  ${MARKS[s]} ${family} ${name.padEnd(22)} ${figures}`);
  }
  lines.push("", ...(report.failure === null ? whatHolds(report) : whatFails(report.failure)));
  return lines.join("\n");
}

function whatHolds(report: Report): string[] {
  const lines = report.elected.map(({ contest, elected }) => `${contest}: ${elected.join(", ") || "nobody"} elected.`);
  if (report.annulled !== null) lines.push(`The election was annulled: ${report.annulled}`);
  if (report.phase !== "certified") lines.push(`The election is ${report.phase}.`);
  return [...lines, "Every check holds."];
}

function whatFails(failure: NonNullable<Report["failure"]>): string[] {
  const where = failure.entry === null ? "the log as a whole" : `entry ${failure.entry}`;
  const signer = failure.signer === null ? "" : `, signed by ${failure.signer}`;
  return [
    `${failure.check} fails at ${where}${signer}`,
    `  The check:  ${failure.title}.`,
    `  Found:      ${failure.detail}.`,
    `  It means:   ${failure.meaning}`,
    "",
    "This record does not hold. Do not rely on its result.",
  ];
}
