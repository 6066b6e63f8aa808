// What a booth needs of a manifest (§3.1). The election's identifier is the hash of its text, so nothing
// of it is checked here again; fields that older manifests lack are filled in.

export type Candidate = { name: string; affiliation: string | null; statement: unknown };
export type Slate = { name: string; candidates: number[] };
export type Contest = {
  title: string;
  kind: "choice" | "ranking" | "approval" | "score";
  candidates: Candidate[];
  slates: Slate[];
  rotated: boolean;
  seats: number;
  ranks: number | null;
  max_score: number | null;
};
export type MemberClass = { name: string; contests: { contest: number; weight: number }[] };
export type Witness = { name: string; key: string };
export type Manifest = {
  organisation: string;
  title: string;
  origin: string;
  contests: Contest[];
  classes: MemberClass[];
  organiser: string;
  registrars: string[];
  scrutineer: string;
  trustees: string[];
  threshold: number;
  server: string;
  witnesses: Witness[];
  witnesses_needed: number;
  opens: number;
  closes: number;
  closes_when_all_voted: boolean;
  booth: string | null;
};

export function readManifest(fields: Record<string, unknown>): Manifest {
  const manifest = fields as Manifest;
  const contests = manifest.contests.map((contest) => ({ ...contest, slates: contest.slates ?? [], rotated: contest.rotated ?? false }));
  return { ...manifest, contests };
}

/** §9.1 */
export function radices(contest: Contest): number[] {
  const C = contest.candidates.length;
  const digits = { choice: 1, ranking: contest.ranks ?? 0, approval: C, score: C }[contest.kind];
  const radix = { choice: C + 1, ranking: C + 1, approval: 2, score: (contest.max_score ?? 0) + 1 }[contest.kind];
  return Array<number>(digits).fill(radix);
}
