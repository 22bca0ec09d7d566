/** What the panel is told of a gradient check: the engine's own report, and how far it has come. */

export type { TrailPoint } from '../engine/calculus/check/points.ts';
export type { CheckedPoint, GradientReport, PartialCheck, Taylor } from '../engine/calculus/check/report.ts';
export type { CheckProgress } from '../engine/calculus/check.ts';
