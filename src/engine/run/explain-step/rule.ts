/**
 * A rule's step as arithmetic. The equations are the method's and the schedule's own nodes, made once more of symbols: of
 * g_x for the gradient, of η for the rate, of what is remembered. So they cannot say something else than what runs.
 */
import { withDefaults } from '../../methods/choice.ts';
import type { At, Rule, Together } from '../../methods/rule.ts';
import type { Options, Problem } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import type { RunPlan } from '../plan.ts';
import type { Equation, Part } from './explained-step.ts';
import { lookAhead } from './look-ahead.ts';
import { gradientPart, MOST_PARAMETERS, pointPart } from './point.ts';
import { rateEquations } from './rate.ts';
import type { Replayed } from './replay.ts';
import { nodesOf, type RuleSymbols, ruleSymbols } from './rule-symbols.ts';
import { StepSlopes } from './slopes.ts';
import { equationsOf, inOrder, type Update, updatesOf, uses } from './updates.ts';

type Named = Readonly<Record<string, Node>>;

/** The parts of a rule's step, in the order in which they are computed. */
export function ruleParts(problem: Problem, plan: RunPlan, rule: Rule, run: Replayed): Part[] {
  const options = withDefaults(rule, plan.method.options);
  const slopes = new StepSlopes(problem, rule);
  const smooth = slopes.splits ? slopes.at(run.before.slice(0, run.program.parameters)) : undefined;
  const at = ruleSymbols(problem, rule, options, run, smooth);
  const together = togetherOf(at);
  const named = smooth ? undefined : at.gradient.map((node) => at.symbols.symbol(node));
  const gradient = gradientPart(problem, run.before, run.gradient, named);
  const own = smooth ? slopes.equations(run.before, smooth) : [];
  const [ahead, places] = lookAhead(rule, options, at, together, slopes);
  const [shared, advanced] = advance(rule, options, at, together);
  const coordinates = at.x.slice(0, MOST_PARAMETERS).map((_, i) => {
    const [place, kink] = [places?.[i], slopes.kinks?.[i]];
    return step(
      rule,
      options,
      at,
      { shared: advanced, ...(place && { ahead: place }), ...(kink && { kink }) },
      i,
      run.after[i]!,
    );
  });
  const all: readonly Part[] = [
    pointPart('iterate', problem, run.before, run.value),
    { part: 'gradient', equations: smooth ? [...subgradient(gradient.equations), ...own] : gradient.equations },
    { part: 'rate', equations: rateEquations(problem, plan.schedule, at, run) },
    { part: 'ahead', equations: ahead },
    { part: 'shared', equations: shared },
    { part: 'state', equations: coordinates.flatMap(({ state }) => state) },
    { part: 'update', equations: coordinates.flatMap(({ update }) => update) },
    pointPart('next', problem, run.after, run.nextValue),
  ];
  return all.filter(({ equations }) => equations.length > 0);
}

/** Where a rule splits terms off, the gradient that the trace has is the shortest there is at a kink. */
function subgradient(equations: readonly Equation[]): Equation[] {
  return equations.map((equation) => ({ ...equation, note: 'the shortest subgradient' }));
}

/** All coordinates at once. */
function togetherOf(at: RuleSymbols): Together {
  const names = at.state[0]?.map(({ name }) => name) ?? [];
  return {
    ...at,
    shared: nodesOf(at.shared),
    state: Object.fromEntries(names.map((name, k) => [name, at.state.map((own) => own[k]!.now)])),
  };
}

/** The equations of the common state, and its symbols with the values that the coordinates' steps use. */
function advance(
  rule: Rule,
  options: Options,
  { symbols, shared }: RuleSymbols,
  together: Together,
): readonly [Equation[], Named] {
  const next = rule.advance?.(symbols.graph, together, options);
  if (!next) return [[], together.shared];
  const equations = equationsOf(symbols, inOrder(updatesOf(shared, next)));
  return [
    equations,
    Object.fromEntries(shared.map(({ name, now, after }) => [name, symbols.add(symbols.symbol(now), after)])),
  ];
}

/** One coordinate's state and update. What is remembered of the new parameter comes after it. */
function step(
  rule: Rule,
  options: Options,
  at: RuleSymbols,
  given: Pick<At, 'shared' | 'ahead' | 'kink'>,
  i: number,
  after: number,
) {
  const { symbols, rate, initialRate, t } = at;
  const x = at.x[i]!;
  const own = at.state[i]!;
  const here = { ...given, rate, initialRate, t, x, gradient: at.slopes[i]!, state: nodesOf(own) };
  const made = rule.step(symbols.graph, here, options);
  const moved: Update = { now: x, next: made.x, after };
  const states = inOrder(updatesOf(own, made.state));
  const before = states.filter((state) => !uses(state, moved));
  const equations = equationsOf(symbols, [...before, moved, ...states.filter((state) => uses(state, moved))]);
  return { state: equations.slice(0, before.length), update: equations.slice(before.length) };
}
