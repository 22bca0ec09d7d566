/** The distinct points at which many runs ended. */
import type { Curvature } from './curvature.ts';
import { kindOfPoint } from './curvature.ts';
import type { PointKind } from './verdict.ts';

/** Where a run that converged ended. */
export interface End {
  readonly point: readonly number[];
  readonly value: number;
  readonly gradientNorm: number;
}

/** Ends that are one point. */
export interface Group {
  /** The member with the smallest gradient. */
  readonly point: readonly number[];
  readonly value: number;
  /** The value at the point of rest may differ by so much: g²/(2λ). */
  readonly uncertainty: number;
  readonly kind: PointKind;
  readonly count: number;
}

/** How far two ends at a point may be apart, against what their gradients and the curvature allow. */
const SLACK = 4;
/** At a point without curvature nothing says how far: this share of its size. */
const LOOSE = 1e-2;
/** Rounding alone moves a point by this share of its size. */
const ROUNDING = 1e-6;

/** Puts ends together one by one. */
export class Groups {
  readonly #curvature: Curvature;
  readonly #groups: { best: End; count: number; least: number; kind: PointKind }[] = [];

  constructor(curvature: Curvature) {
    this.#curvature = curvature;
  }

  /** The number of the group that an end belongs to: a new one where it belongs to none. */
  add(end: End): number {
    const found = this.#groups.findIndex((group) => near(group.best, end, group.least));
    if (found < 0) {
      const eigenvalues = this.#curvature.eigenvalues(end.point) ?? [];
      const sizes = eigenvalues.map(Math.abs);
      const kind = eigenvalues.length > 0 ? kindOfPoint(eigenvalues) : 'degenerate';
      const least = kind === 'degenerate' ? 0 : Math.min(...sizes);
      return this.#groups.push({ best: end, count: 1, least, kind }) - 1;
    }
    const group = this.#groups[found]!;
    group.count++;
    if (end.gradientNorm < group.best.gradientNorm) group.best = end;
    return found;
  }

  /** The groups in the order of their numbers. */
  all(): Group[] {
    return this.#groups.map(({ best: { point, value, gradientNorm }, count, kind, least }) => {
      const uncertainty = least > 0 ? gradientNorm ** 2 / (2 * least) : gradientNorm * LOOSE;
      return { point, value, uncertainty: uncertainty + Number.EPSILON * Math.abs(value), kind, count };
    });
  }
}

/**
 * Whether two ends are one point: where the least curvature is λ, a gradient g is at most g/λ away from the point of
 * rest.
 */
function near(a: End, b: End, least: number): boolean {
  const size = 1 + Math.hypot(...a.point);
  const reach = least > 0 ? (SLACK * (a.gradientNorm + b.gradientNorm)) / least + ROUNDING * size : LOOSE * size;
  let squared = 0;
  for (let i = 0; i < a.point.length; i++) squared += (a.point[i]! - b.point[i]!) ** 2;
  return squared <= reach * reach;
}
