// §9.5: the rules whose votes are transferred by stages are one procedure, and differ in these options.

import type { Contest } from "../../acts.js";
import type { Rounding } from "../fraction.js";
import { oneOf, type Option, type Options, readOptions } from "../options.js";

export const TRANSFER_RULES = [
  "scottish-stv",
  "ers97",
  "northern-ireland",
  "seanad",
  "australian-senate",
  "wright",
  "wigm",
  "exclusive-gregory",
  "av",
] as const;
type TransferRules = (typeof TRANSFER_RULES)[number];

/** The first table of §9.5, option by option; the columns are the rules. */
const AT_FIRST = `
decimals         5              2               2               3            0               exact          5              2              0
rounding         down           down            down            down         down            -              down           down           down
round-at         value          value           value           value        sum             -              value          value          value
quota            droop          droop           droop           droop        droop           droop          droop          droop          droop
quota-base       valid          until-elected   valid           valid        valid           valid          valid          valid          continuing
quota-decimals   0              2               0               3            0               0              0              0              0
quota-rounding   above          up              above           above        above           above          above          above          above
elect            reaching       reaching        reaching        reaching     reaching        reaching       reaching       reaching       reaching
surplus-papers   all            last            last            last         all             all            all            last           all
surplus-weight   weighted       unweighted      unweighted      unweighted   unweighted      weighted       weighted       unweighted     weighted
surplus-share    all            transferable    transferable    transferable all             all            all            transferable   all
surplus-order    size           size            size            size         election        size           size           size           size
defer            never          not-more        less            less         never           never          never          never          never
bulk             never          not-more        less            less         never           never          never          never          never
batches          once           value           original-value  received     value           once           once           value          once
batch-stages     no             no              no              no           yes             no             no             no             no
restart          no             no              no              no           no              yes            no             no             no
last             after-transfer without-transfer without-transfer without-transfer after-surpluses after-transfer after-transfer after-transfer after-transfer
lead             none           active          majority        majority     last-two        none           none           none           none
ties             backwards      forwards        forwards        preferences  backwards       backwards      backwards      backwards      forwards
`;

const DIGITS = [...Array(10).keys()].map(String);
const WAYS = ["backwards", "forwards", "preferences"] as const;
const TIES = ["lot", ...WAYS, ...WAYS.flatMap((a) => WAYS.filter((b) => b !== a).map((b) => `${a},${b}`))];

/** The second table. */
const VALUES: Record<string, string[]> = {
  decimals: [...DIGITS, "exact"],
  rounding: ["down", "nearest", "up"],
  "round-at": ["value", "fraction", "sum"],
  quota: ["droop", "hare", "hagenbach-bischoff"],
  "quota-base": ["valid", "until-elected", "active", "continuing"],
  "quota-decimals": [...DIGITS, "exact"],
  "quota-rounding": ["above", "up", "down"],
  elect: ["reaching", "exceeding"],
  "surplus-papers": ["all", "last"],
  "surplus-weight": ["weighted", "unweighted"],
  "surplus-share": ["all", "transferable"],
  "surplus-order": ["size", "election"],
  defer: ["never", "less", "not-more"],
  bulk: ["never", "less", "not-more"],
  batches: ["once", "value", "original-value", "received"],
  "batch-stages": ["no", "yes"],
  restart: ["no", "yes"],
  last: ["after-transfer", "without-transfer", "after-surpluses"],
  lead: ["none", "majority", "active", "last-two"],
  ties: TIES,
};

/** `hagenbach-bischoff` is `droop` with these. */
const HAGENBACH_BISCHOFF = { "quota-decimals": "exact", "quota-rounding": "down", elect: "exceeding" };
/** `decimals` comes with these where the rules have `exact`. */
const WITH_DECIMALS = { rounding: "down", "round-at": "value" };

export type Bound = "never" | "less" | "not-more";
export type Way = (typeof WAYS)[number];

export type TransferOptions = {
  decimals: number | "exact";
  rounding: Rounding;
  roundAt: "value" | "fraction" | "sum";
  quota: "droop" | "hare";
  quotaBase: "valid" | "until-elected" | "active" | "continuing";
  quotaDecimals: number | "exact";
  quotaRounding: "above" | "up" | "down";
  elect: "reaching" | "exceeding";
  surplusPapers: "all" | "last";
  surplusWeight: "weighted" | "unweighted";
  surplusShare: "all" | "transferable";
  surplusOrder: "size" | "election";
  defer: Bound;
  bulk: Bound;
  batches: "once" | "value" | "original-value" | "received";
  batchStages: boolean;
  restart: boolean;
  last: "after-transfer" | "without-transfer" | "after-surpluses";
  lead: "none" | "majority" | "active" | "last-two";
  ties: Way[];
};

function tableOf(rules: TransferRules): Option[] {
  const column = TRANSFER_RULES.indexOf(rules) + 1;
  const rows = AT_FIRST.trim().split("\n").map((row) => row.split(/ +/));
  return rows.map((row) => {
    const [name, atFirst] = [row[0]!, row[column]!];
    const isSettable = rules !== "av" || name === "bulk" || name === "ties";
    return {
      name,
      allows: isSettable ? oneOf(...VALUES[name]!) : () => false,
      atFirst: atFirst === "-" ? null : atFirst,
    };
  });
}

/** The options of a contest as they are in the end, or why there is no such combination. */
export function transferOptions(contest: Contest): TransferOptions | string {
  const found = readOptions(contest, tableOf(contest.rules as TransferRules));
  if (typeof found === "string") return found;
  complete(found);
  const options = typed(found.values);
  return excluded(options, found.named) ?? options;
}

function complete({ values, named }: Options): void {
  const bring = (others: Record<string, string>): void => {
    for (const [name, value] of Object.entries(others)) if (!named.has(name)) values.set(name, value);
  };
  if (values.get("quota") === "hagenbach-bischoff") {
    values.set("quota", "droop");
    bring(HAGENBACH_BISCHOFF);
  }
  const hasNoRounding = !values.has("rounding") || !values.has("round-at");
  if (hasNoRounding && values.get("decimals") !== "exact") bring(WITH_DECIMALS);
}

/** The values are those of the second table: `readOptions` has seen to that. */
function typed(values: ReadonlyMap<string, string>): TransferOptions {
  const of = <K extends keyof TransferOptions>(name: string): TransferOptions[K] => values.get(name) as TransferOptions[K];
  const digits = (name: string): number | "exact" => (values.get(name) === "exact" ? "exact" : Number(values.get(name)));
  const ties = values.get("ties")!;
  return {
    decimals: digits("decimals"),
    rounding: of<"rounding">("rounding"),
    roundAt: of<"roundAt">("round-at"),
    quota: of<"quota">("quota"),
    quotaBase: of<"quotaBase">("quota-base"),
    quotaDecimals: digits("quota-decimals"),
    quotaRounding: of<"quotaRounding">("quota-rounding"),
    elect: of<"elect">("elect"),
    surplusPapers: of<"surplusPapers">("surplus-papers"),
    surplusWeight: of<"surplusWeight">("surplus-weight"),
    surplusShare: of<"surplusShare">("surplus-share"),
    surplusOrder: of<"surplusOrder">("surplus-order"),
    defer: of<"defer">("defer"),
    bulk: of<"bulk">("bulk"),
    batches: of<"batches">("batches"),
    batchStages: values.get("batch-stages") === "yes",
    restart: values.get("restart") === "yes",
    last: of<"last">("last"),
    lead: of<"lead">("lead"),
    ties: ties === "lot" ? [] : (ties.split(",") as Way[]),
  };
}

function excluded(o: TransferOptions, named: ReadonlySet<string>): string | null {
  const isExact = o.decimals === "exact";
  if (isExact && (named.has("rounding") || named.has("round-at"))) return "exact votes are not rounded";
  if (!isExact && o.surplusWeight === "unweighted" && o.roundAt === "fraction") return "an unweighted surplus has no fraction to round";
  const isExactQuota = o.quotaDecimals === "exact" && (isExact || o.roundAt === "sum");
  if (named.has("quota-rounding") && isExactQuota) return "an exact quota is not rounded";
  if (typeof o.quotaDecimals === "number" && typeof o.decimals === "number" && o.quotaDecimals > o.decimals) {
    return "the quota has more decimals than votes";
  }
  if (o.batchStages && o.batches === "once") return "there is one batch, which is no stage of its own";
  if (o.restart && (named.has("batches") || named.has("batch-stages"))) return "a count that begins anew has no batches";
  return null;
}
