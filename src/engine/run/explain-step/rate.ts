/** The learning rate of a step, by the schedule's own nodes. */
import { symbol } from '../../calculus/notation.ts';
import { withDefaults } from '../../methods/choice.ts';
import { scheduleNamed } from '../../methods/index.ts';
import type { Problem, ScheduleChoice } from '../../problem.ts';
import type { Equation } from './explained-step.ts';
import type { Replayed } from './replay.ts';
import { nodesOf, type Remembered, type RuleSymbols } from './rule-symbols.ts';
import { equationsOf, inOrder, updatesOf } from './updates.ts';

/** The rate at this step, and what a schedule that watches the run remembers of it. */
export function rateEquations(
  problem: Problem,
  { name, options: given }: ScheduleChoice,
  at: RuleSymbols,
  run: Replayed,
): Equation[] {
  const schedule = scheduleNamed(name);
  const options = withDefaults(schedule, given);
  const { symbols, t, value, climbs, initialRate: initial } = at;
  const formula = problem.scheduleFormula;
  const first = run.program.parameters + run.program.stateColumns.length;
  const state = Object.keys(schedule.init?.(options, run.initialRate) ?? {}).map((own, k): Remembered => {
    const slot = first + k;
    return { name: own, now: symbols.add(symbol(own), run.before[slot]!), after: run.after[slot]! };
  });
  const before = { initial, t, value, climbs, formula, state: nodesOf(state) };
  const rate = schedule.rate(symbols.graph, before, options);
  const { tex, text } = symbols.symbol(at.rate);
  const made = rate === initial ? { forms: [] } : symbols.middle(rate, run.rate);
  const next = schedule.advance?.(symbols.graph, before, options) ?? {};
  return [
    { left: { tex, text }, relation: '=', ...made, value: run.rate },
    ...equationsOf(symbols, inOrder(updatesOf(state, next))),
  ];
}
