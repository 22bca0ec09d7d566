/** A verdict in one sentence. */
import { gradientOf } from '../../calculus/gradient.ts';
import type { Problem } from '../../problem.ts';
import { Interpreter } from '../../program/interpreter.ts';
import { notReal } from '../../read/not-real.ts';
import { brief, grouped, pointText } from '../numerals.ts';
import { cycleWords, type Oscillation } from '../oscillation.ts';
import type { Iterates } from '../trace.ts';
import { type Facts, plural } from './facts.ts';
import { limitOf, othersOf, reasonOf } from './reasons.ts';

/** The verdict for people: which rule, after how many steps, where, how far the others were. */
export function sentenceOf(
  problem: Problem,
  trace: Iterates,
  facts: Facts,
  oscillation: Oscillation | undefined,
): string {
  const { steps, value } = facts;
  const after = `after ${plural(steps, 'step')}`;
  const at = `at ${pointText(problem.parameters, facts.point)}, where ${problem.name ?? 'f'} = ${brief(value)}`;
  const others = othersOf(facts);
  switch (facts.status) {
    case 'converged':
      return `Converged ${after}${missedOf(problem, facts)} ${at}: ${reasonOf(facts)}.${others}`;
    case 'stalled':
      return `Stalled ${after} ${at}: ${reasonOf(facts)}.${others}`;
    case 'stopped':
      return `Stopped by you ${after} ${at}.${others}`;
    case 'limit':
      return `Not converged: the limit of ${limitOf(facts)} was reached ${at}.${others}`;
    case 'oscillating':
      return oscillating(problem, facts, oscillation!, at, others);
    case 'diverged':
      return `Diverged: the value went from ${brief(trace.value[0]!)} to ${Number.isNaN(value) ? 'no number at all' : brief(value)} in ${plural(steps, 'step')}, ${at}.`;
    case 'unbounded': {
      const way = problem.sense === 'maximize' ? 'rises' : 'falls';
      return `The objective seems to have no ${problem.sense === 'maximize' ? 'maximum' : 'minimum'} this way: it ${way} beyond every limit, to ${brief(value)} ${after}.`;
    }
    case 'undefined': {
      const { exists, reason } = causeOf(problem, facts.point);
      const what = exists ? 'Reached a point where the gradient does not exist' : 'Left the objective’s domain';
      return `${what} ${after}, at ${pointText(problem.parameters, facts.point)}${reason}`;
    }
  }
}

/** What a run came to rest at that was not looked for. */
function missedOf({ sense }: Problem, { curvature }: Facts): string {
  const wanted = sense === 'maximize' ? 'maximum' : 'minimum';
  const kind = curvature?.kind;
  if (kind === 'saddle') return ` to a saddle point, not to a ${wanted},`;
  return (kind === 'maximum' || kind === 'minimum') && kind !== wanted ? ` to a ${kind}, not to a ${wanted},` : '';
}

function oscillating(
  { parameters }: Problem,
  facts: Facts,
  oscillation: Oscillation,
  at: string,
  others: string,
): string {
  const { since, settled } = oscillation;
  const steps = plural(facts.steps, 'step');
  const ended =
    facts.rule === 'steps'
      ? `the limit of ${steps} ended it`
      : `the rule on the ${facts.margins.find((margin) => margin.fired)?.name ?? facts.rule} ended it after ${steps}`;
  return `Oscillates${settled ? ' for ever' : ''}: since step ${grouped(since)}, ${cycleWords(oscillation, parameters)}; ${ended} ${at}.${others}`;
}

/** Whether the objective has a value at a point where something is not a number, and what that is. */
function causeOf(problem: Problem, point: readonly number[]): { readonly exists: boolean; readonly reason: string } {
  const gradient = gradientOf(problem.graph, problem.objective, problem.parameters.length);
  const interpreter = new Interpreter(
    [problem.objective, ...gradient],
    problem.columns.map((column) => column.values),
  );
  interpreter.run(point);
  const failure = interpreter.firstFailure();
  return {
    exists: Number.isFinite(interpreter.value(problem.objective)),
    reason: failure?.node.kind === 'call' ? `: ${notReal(failure.node.operation, failure.args)}` : '.',
  };
}
