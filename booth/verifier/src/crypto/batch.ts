// Checks put off and done many at a time (§4.6, §10.1). What fails is found again one by one, in the
// order in which it was put off, so that the first that fails is the one reported.

import { Failure } from "../checks.js";
import { Point, sum } from "./group.js";
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
  const total = new Map<Point, bigint>(); // a point that stands in several equations is multiplied once
  const add = (point: Point, scalar: bigint) => total.set(point, (total.get(point) ?? 0n) + scalar);
  for (const equation of equations) {
    const weight = equations.length === 1 ? 1n : randomWeight();
    add(Point.BASE, weight * equation.base);
    equation.points.forEach((point, i) => add(point, weight * equation.scalars[i]!));
  }
  return sum([...total.keys()], [...total.values()]).is0();
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
