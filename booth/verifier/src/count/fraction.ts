// Exact numbers of a count (§9.4): fractions in lowest terms.

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

export type Rounding = "down" | "nearest" | "up";

export class Fraction {
  /** In lowest terms, the denominator positive. */
  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  static readonly ZERO = new Fraction(0n, 1n);

  static of(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
    const [n, d] = [BigInt(numerator), BigInt(denominator)];
    if (d === 1n) return new Fraction(n, 1n);
    if (d === 0n) throw new RangeError("a fraction of nothing");
    const common = gcd(n, d) * (d < 0n ? -1n : 1n);
    return new Fraction(n / common, d / common);
  }

  static sum(terms: readonly Fraction[]): Fraction {
    return terms.reduce((total, term) => total.plus(term), Fraction.ZERO);
  }

  plus(other: Fraction): Fraction {
    if (this.denominator === other.denominator && this.denominator === 1n) {
      return new Fraction(this.numerator + other.numerator, 1n);
    }
    const numerator = this.numerator * other.denominator + other.numerator * this.denominator;
    return Fraction.of(numerator, this.denominator * other.denominator);
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.numerator, other.denominator));
  }

  times(other: Fraction): Fraction {
    return Fraction.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  over(other: Fraction): Fraction {
    return Fraction.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /** Below 0, 0 or above 0, as this is less than, equal to or greater than the other. */
  compare(other: Fraction): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Fraction): boolean {
    return this.compare(other) === 0;
  }

  isBelow(other: Fraction): boolean {
    return this.compare(other) < 0;
  }

  isAbove(other: Fraction): boolean {
    return this.compare(other) > 0;
  }

  get isZero(): boolean {
    return this.numerator === 0n;
  }

  floor(): bigint {
    const quotient = this.numerator / this.denominator;
    return this.numerator % this.denominator < 0n ? quotient - 1n : quotient;
  }

  ceiling(): bigint {
    return -new Fraction(-this.numerator, this.denominator).floor();
  }

  /** To a multiple of the step; `nearest` rounds a half upwards. */
  rounded(step: Fraction, rounding: Rounding): Fraction {
    const steps = this.over(step);
    if (rounding === "down") return step.times(Fraction.of(steps.floor()));
    if (rounding === "up") return step.times(Fraction.of(steps.ceiling()));
    return step.times(Fraction.of(steps.plus(Fraction.of(1n, 2n)).floor()));
  }

  /** One spelling a number, as a key. */
  toString(): string {
    return `${this.numerator}/${this.denominator}`;
  }
}

export const powerOfTen = (exponent: number): Fraction => Fraction.of(10n ** BigInt(exponent));

export const lesser = (a: Fraction, b: Fraction): Fraction => (b.isBelow(a) ? b : a);
