/** The rates of a schedule that does not watch the run, by step number, without the run. */
import { withDefaults } from '../methods/choice.ts';
import { scheduleNamed } from '../methods/index.ts';
import type { Problem, ScheduleChoice } from '../problem.ts';
import { reachable } from '../program/graph.ts';
import { Interpreter } from '../program/interpreter.ts';

export interface Course {
  /** How many operations a rate takes. */
  readonly cost: number;
  /** The rates depend on the initial one. */
  readonly usesInitial: boolean;
  /** The rate at step t. */
  rate(initial: number, t: number): number;
}

/** The course of a settled schedule; undefined for one that watches the run. */
export function courseOf(problem: Problem, { name, options }: ScheduleChoice): Course | undefined {
  const schedule = scheduleNamed(name);
  if (schedule.init) return undefined;
  const { graph, scheduleFormula: formula } = problem;
  const [initial, t] = [graph.input(0), graph.input(1)];
  const at = { initial, t, value: graph.constant(0), climbs: false, state: {}, formula };
  const node = schedule.rate(graph, at, withDefaults(schedule, options));
  const nodes = reachable([node]);
  const interpreter = new Interpreter(
    [node],
    problem.columns.map((column) => column.values),
  );
  return {
    cost: nodes.reduce((sum, { rows }) => sum + Math.max(1, rows), 0),
    usesInitial: nodes.includes(initial),
    rate(rate, step) {
      interpreter.run([rate, step]);
      return interpreter.value(node);
    },
  };
}
