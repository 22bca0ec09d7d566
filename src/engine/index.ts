/**
 * Downhill's engine: reads a formula, differentiates it, runs descent on it. Pure: no editor, no DOM, no files.
 *
 * ```ts
 * const problem = readProblem('minimize (1 - x)^2 + 100*(y - x^2)^2\nstart x = -1.2, y = 1');
 * const run = await minimize(problem);
 * run.verdict.sentence; run.trace.value;
 * ```
 */
export { compileObjective, type Objective } from './objective.ts';
export {
  type HeldOut,
  type Note,
  type Problem,
  ProblemError,
  type Range,
  type RowSplit,
  type Scaling,
  type Settings,
  type SettingsPatch,
} from './problem.ts';
export { type DataReference, dataNamed, type Tables } from './read/data.ts';
export { type ReadOptions, readProblem } from './read/problem.ts';
export { foresee } from './run/foresee.ts';
export { type MinimizeOptions, minimize, type Progress, type Run } from './run/minimize.ts';
export { remedyOf } from './run/remedies/of-run.ts';
export type { Trace } from './run/trace.ts';
export type {
  Behaviour,
  Conditioning,
  Contraction,
  Decrease,
  HeldOutValues,
  Margin,
  MetKink,
  PointKind,
  Remedy,
  Rule,
  Status,
  Verdict,
} from './run/verdict.ts';
export { withSettings } from './settings.ts';
