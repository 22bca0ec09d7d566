/** The quantities that stopping rules compare, by name. */
import type { StopRules } from '../problem.ts';
import { divergenceLimit } from './loop.ts';
import type { Margin, Rule } from './verdict.ts';

/** The rules that compare a quantity with a threshold. */
type Compared = Exclude<keyof StopRules, 'improvement'>;

/** In words, in the order in which people read them. */
const NAMES: Readonly<Record<Compared, string>> = {
  gradient: 'gradient norm',
  gradientMax: 'largest partial derivative',
  change: 'change of the value',
  relativeChange: 'relative change of the value',
  move: 'move of the parameters',
  target: 'value',
  patience: 'steps without an improvement',
  steps: 'steps',
  epochs: 'epochs',
  evaluations: 'evaluations',
  time: 'time',
  divergence: 'size of the value',
};

/** How to find a quantity at a run's last row; one that is absent is not known. */
export type Quantities = { readonly [K in Compared]?: () => number };

/** The margins of the rules that are on. @param atStart the objective's value there. @param fired what ended the run. */
export function marginsFrom(stop: StopRules, atStart: number, quantities: Quantities, fired: Rule): Margin[] {
  return (Object.keys(NAMES) as Compared[]).flatMap((rule) => {
    if (stop[rule] === undefined) return [];
    const threshold = rule === 'divergence' ? divergenceLimit(stop, atStart) : stop[rule];
    const last = quantities[rule]?.() ?? Number.NaN;
    return [{ rule, name: NAMES[rule], threshold, last, fired: rule === fired }];
  });
}

/** The share of the larger of two values by which they differ; 0 where both are 0. */
export function relativeChange(now: number, before: number): number {
  return now === before ? 0 : Math.abs(now - before) / Math.max(Math.abs(now), Math.abs(before));
}
