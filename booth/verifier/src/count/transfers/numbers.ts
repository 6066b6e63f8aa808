// §9.5, Numbers and Quota: votes and values in whole units, or as fractions.

import { Fraction, powerOfTen } from "../fraction.js";
import type { TransferOptions } from "./options.js";

const UNIT = Fraction.of(1n);

export class Numbers {
  /** A value of 1: 10ᵈ units, or the fraction 1. */
  readonly one: Fraction;
  private readonly inUnits: boolean;

  constructor(
    private readonly options: TransferOptions,
    private readonly seats: number,
  ) {
    const { decimals, roundAt } = options;
    this.inUnits = decimals !== "exact" && roundAt !== "sum";
    this.one = this.inUnits ? powerOfTen(decimals as number) : UNIT;
  }

  /** "Rounded": to whole units, where there are units. */
  rounded(x: Fraction): Fraction {
    return this.inUnits ? x.rounded(UNIT, this.options.rounding) : x;
  }

  /** Of so many papers of that value. */
  worth(papers: bigint, value: Fraction): Fraction {
    const { decimals, roundAt, rounding } = this.options;
    const exact = value.times(Fraction.of(papers));
    if (decimals === "exact" || roundAt !== "sum") return exact;
    return exact.rounded(UNIT.over(powerOfTen(decimals)), rounding);
  }

  /** p·S/w, in one step or by a fraction that is rounded first. */
  weighted(p: Fraction, S: Fraction, w: Fraction): Fraction {
    if (!this.inUnits || this.options.roundAt !== "fraction") return this.rounded(p.times(S).over(w));
    const f = this.rounded(S.times(this.one).over(w));
    return this.rounded(p.times(f).over(this.one));
  }

  /** Reckoned on so many votes. */
  quota(V: Fraction): Fraction {
    const { quota, quotaDecimals, quotaRounding } = this.options;
    const exact = V.over(Fraction.of(quota === "droop" ? this.seats + 1 : this.seats));
    if (quotaDecimals === "exact" && !this.inUnits) return exact;
    const step = quotaDecimals === "exact" ? UNIT : this.one.over(powerOfTen(quotaDecimals));
    if (quotaRounding !== "above") return exact.rounded(step, quotaRounding);
    return exact.rounded(step, "down").plus(step);
  }

  /** Votes, from units. */
  inVotes(votes: Fraction): Fraction {
    return votes.over(this.one);
  }
}
