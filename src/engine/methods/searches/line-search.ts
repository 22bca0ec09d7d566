/** The line searches, and the options by which a method offers them. */
import type { Options } from '../../problem.ts';
import { number, type OptionSpec } from '../choice.ts';
import { armijo } from './armijo.ts';
import { exact } from './exact.ts';
import type { Line } from './line.ts';
import { strongWolfe } from './strong-wolfe.ts';

/** The constants of a line search. */
export interface Conditions {
  /** c₁: the share of the decrease that the slope promises which a step must bring. */
  readonly decrease: number;
  /** c₂: the share of the slope that may be left. */
  readonly curvature: number;
  /** By what a step is multiplied that does not descend enough. */
  readonly shrink: number;
}

/**
 * Finds a step length on a ray that descends.
 *
 * @param first the first trial.
 * @returns the length; undefined where no point that it tried is lower than the start.
 */
export type LineSearch = (line: Line, first: number, conditions: Conditions) => number | undefined;

const LINE_SEARCHES: Readonly<Record<string, LineSearch>> = { wolfe: strongWolfe, armijo, exact };

/** The options of a method that searches along lines. @param curvature c₂ unless given. */
export function lineSearchOptions(
  search: 'wolfe' | 'armijo' | 'exact',
  curvature: number,
  choices: readonly string[] = ['wolfe', 'armijo', 'exact'],
): readonly OptionSpec[] {
  return [
    {
      name: 'search',
      title: 'line search',
      default: search,
      choices,
      synonyms: { strong_wolfe: 'wolfe', backtracking: 'armijo' },
      aliases: ['line_search', 'line_search_fn'],
    },
    { name: 'c1', title: 'decrease c₁', default: 1e-4, min: 0, above: true, max: 0.5, open: true },
    { name: 'c2', title: 'slope left c₂', default: curvature, min: 0, above: true, max: 1, open: true },
    ...(choices.includes('armijo') ? [SHRINK] : []),
  ];
}

const SHRINK: OptionSpec = {
  name: 'shrink',
  title: 'shrink factor',
  default: 0.5,
  min: 0,
  above: true,
  max: 1,
  open: true,
  aliases: ['backtrack', 'decrease_factor', 'rho', 'tau'],
};

/** The line search that options ask for, with its constants. */
export function lineSearchOf(options: Options): (line: Line, first: number) => number | undefined {
  const search = LINE_SEARCHES[String(options.search)] ?? strongWolfe;
  const conditions = {
    decrease: number(options, 'c1'),
    curvature: number(options, 'c2'),
    shrink: number(options, 'shrink'),
  };
  return (line, first) => {
    // Not so where a gradient is no number.
    if (!(line.startSlope < 0 && first > 0)) return undefined;
    return search(line, Math.min(first, Number.MAX_VALUE), conditions);
  };
}
