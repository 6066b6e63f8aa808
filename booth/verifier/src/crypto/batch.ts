// Checks put off and done many at a time (§4.6, §10.1). What fails is found again one by one, in the
// order in which it was put off, so that the first that fails is the one reported.

import { Failure } from "../checks.js";
import { ORDER, Point, sum } from "./group.js";
import { randomWeight } from "./random.js";
import { type SignatureEquation, signaturesHold } from "./signature.js";

/** base·G + Σ scalarᵢ·pointᵢ = 0, in ristretto255. */
export type GroupEquation = { base: bigint; points: Point[]; scalars: bigint[] };

type Owed = { entry: number; failure: Failure } & (
  | { kind: "signature"; equation: SignatureEquation }
  | { kind: "group"; equation: GroupEquation }
);

/** Whether all hold; each under a weight of its own. */
export function groupEquationsHold(equations: readonly GroupEquation[]): boolean {
  let base = 0n;
  const points: Point[] = [];
  const scalars: bigint[] = [];
  for (const equation of equations) {
    const weight = equations.length === 1 ? 1n : randomWeight();
    base += weight * equation.base;
    points.push(...equation.points);
    scalars.push(...equation.scalars.map((scalar) => (weight * scalar) % ORDER));
  }
  return sum([...points, Point.BASE], [...scalars, base]).is0();
}

const MOST = 512;

export class OwedChecks {
  private owed: Owed[] = [];

  /** `failure` is what is reported should the equation not hold. */
  oweSignature(entry: number, equation: SignatureEquation, failure: Failure): void {
    this.owed.push({ entry, failure, kind: "signature", equation });
  }

  oweGroup(entry: number, equation: GroupEquation, failure: Failure): void {
    this.owed.push({ entry, failure, kind: "group", equation });
  }

  get full(): boolean {
    return this.owed.length >= MOST;
  }

  /** The first that fails, if any; afterwards nothing is owed. */
  settle(): { entry: number; failure: Failure } | null {
    const owed = this.owed;
    this.owed = [];
    return firstFailing(owed);
  }
}

function allHold(owed: readonly Owed[]): boolean {
  const signatures = owed.flatMap((o) => (o.kind === "signature" ? [o.equation] : []));
  const groups = owed.flatMap((o) => (o.kind === "group" ? [o.equation] : []));
  return signaturesHold(signatures) && (groups.length === 0 || groupEquationsHold(groups));
}

function firstFailing(owed: readonly Owed[]): Owed | null {
  if (owed.length === 0 || allHold(owed)) return null;
  if (owed.length === 1) return owed[0]!;
  const half = owed.length >> 1;
  return firstFailing(owed.slice(0, half)) ?? firstFailing(owed.slice(half));
}
