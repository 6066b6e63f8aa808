// §9.7: the rules with keep values are one procedure with these parameters. Votes are whole units, 10ᵈ a vote.

export const KEEP_VALUE_RULES = ["meek", "meek-1987", "meek-nz", "warren"] as const;
export type KeepValueRules = (typeof KEEP_VALUE_RULES)[number];

export type Votes = { v: bigint; q: bigint };

export type Parameters = {
  decimals: number;
  /** 10ᵈ */
  one: bigint;
  /** Of a paper's w units, at a keep value of k. */
  keeps: (w: bigint, k: bigint) => bigint;
  /** u */
  addedToQuota: bigint;
  isEnough: (votes: Votes) => boolean;
  isClose: (S: bigint, elected: readonly Votes[]) => boolean;
  newKeepValue: (k: bigint, votes: Votes) => bigint;
  elects: "at once" | "when settled";
  changesThroughout: boolean;
  hasSureLosers: boolean;
  takesVotelessTogether: boolean;
  ties: "within the surplus" | "latest" | "earliest";
  /** Numbers instead of lots. */
  drawsNumbers: boolean;
};

const quotientUp = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;
const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

const nine = 10n ** 9n;

const MEEK: Parameters = {
  decimals: 9,
  one: nine,
  keeps: (w, k) => quotientUp(w * k, nine),
  addedToQuota: 1n,
  isEnough: ({ v, q }) => v >= q,
  isClose: (S) => S * 1_000_000n < nine,
  newKeepValue: (k, { v, q }) => quotientUp(quotientUp(k * q, nine) * nine, v),
  elects: "at once",
  changesThroughout: false,
  hasSureLosers: false,
  takesVotelessTogether: false,
  ties: "within the surplus",
  drawsNumbers: false,
};

const five = 10n ** 5n;

export const PARAMETERS: Record<KeepValueRules, Parameters> = {
  meek: MEEK,
  "meek-1987": {
    ...MEEK,
    decimals: 5,
    one: five,
    keeps: (w, k) => quotientUp(w * k, five),
    addedToQuota: 0n,
    isEnough: ({ v, q }) => v > q,
    isClose: (_, elected) => elected.every(({ v, q }) => distance(v, q) * 100_000n <= q),
    newKeepValue: (k, { v, q }) => quotientUp(k * q, v),
    elects: "when settled",
    ties: "latest",
  },
  "meek-nz": {
    ...MEEK,
    isClose: (S) => S * 10_000n < nine,
    changesThroughout: true,
    hasSureLosers: true,
    takesVotelessTogether: true,
    ties: "earliest",
    drawsNumbers: true,
  },
  warren: { ...MEEK, keeps: (w, k) => (w < k ? w : k) },
};
