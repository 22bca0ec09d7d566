/**
 * A rule's step as arithmetic. The equations are the method's and the schedule's own nodes, made once more of symbols: of
 * g_x for the gradient, of η for the rate, of what is remembered. So they cannot say something else than what runs.
 */
import { symbol } from '../../calculus/notation.ts';
import { withDefaults } from '../../methods/choice.ts';
import { scheduleNamed } from '../../methods/index.ts';
import type { Rule } from '../../methods/rule.ts';
import type { Options, Problem, ScheduleChoice } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import type { RunPlan } from '../plan.ts';
import type { Equation, Part } from './explained-step.ts';
import { gradientPart, MOST_PARAMETERS, pointPart } from './point.ts';
import type { Replayed } from './replay.ts';
import { nodesOf, type Remembered, type RuleSymbols, ruleSymbols } from './rule-symbols.ts';
import { withoutValue } from './symbols.ts';
import { equationsOf, inOrder, type Update, uses } from './updates.ts';

type Named = Readonly<Record<string, Node>>;

/** The parts of a rule's step, in the order in which they are computed. */
export function ruleParts(problem: Problem, plan: RunPlan, rule: Rule, run: Replayed): Part[] {
  const options = withDefaults(rule, plan.method.options);
  const at = ruleSymbols(problem, rule, options, run);
  const symbols = at.gradient.map((node) => at.symbols.symbol(node));
  const [shared, advanced] = advance(rule, options, at);
  const coordinates = at.x.slice(0, MOST_PARAMETERS).map((_, i) => step(rule, options, at, advanced, i, run.after[i]!));
  const all: readonly Part[] = [
    pointPart('iterate', problem, run.before, run.value),
    gradientPart(problem, run.before, run.gradient, symbols),
    { part: 'rate', equations: scheduled(plan.schedule, at, run) },
    { part: 'shared', equations: shared },
    { part: 'state', equations: coordinates.flatMap(({ state }) => state) },
    { part: 'update', equations: coordinates.flatMap(({ update }) => update) },
    pointPart('next', problem, run.after, run.nextValue),
  ];
  return all.filter(({ equations }) => equations.length > 0);
}

/** The rate at this step, and what a schedule that watches the run remembers of it. */
function scheduled({ name, options: given }: ScheduleChoice, at: RuleSymbols, run: Replayed): Equation[] {
  const schedule = scheduleNamed(name);
  const options = withDefaults(schedule, given);
  const { symbols, t, value, initialRate: initial } = at;
  const first = run.program.parameters + run.program.stateColumns.length;
  const state = Object.keys(schedule.init?.(options) ?? {}).map((own, k): Remembered => {
    const slot = first + k;
    return { name: own, now: symbols.add(symbol(own), run.before[slot]!), after: run.after[slot]! };
  });
  const before = { initial, t, value, state: nodesOf(state) };
  const rate = schedule.rate(symbols.graph, before, options);
  const { tex, text } = symbols.symbol(at.rate);
  const forms = rate === initial ? [] : withoutValue(symbols.forms(rate), run.rate);
  const next = schedule.advance?.(symbols.graph, before, options) ?? {};
  return [
    { left: { tex, text }, relation: '=', forms, value: run.rate },
    ...equationsOf(symbols, inOrder(updatesOf(state, next))),
  ];
}

/** The equations of the common state, and its symbols with the values that the coordinates' steps use. */
function advance(rule: Rule, options: Options, at: RuleSymbols): readonly [Equation[], Named] {
  const { symbols, shared, state } = at;
  const names = state[0]?.map(({ name }) => name) ?? [];
  const together = {
    ...at,
    shared: nodesOf(shared),
    state: Object.fromEntries(names.map((name, k) => [name, state.map((own) => own[k]!.now)])),
  };
  const next = rule.advance?.(symbols.graph, together, options);
  if (!next) return [[], nodesOf(shared)];
  const equations = equationsOf(symbols, inOrder(updatesOf(shared, next)));
  return [
    equations,
    Object.fromEntries(shared.map(({ name, now, after }) => [name, symbols.add(symbols.symbol(now), after)])),
  ];
}

/** One coordinate's state and update. What is remembered of the new parameter comes after it. */
function step(rule: Rule, options: Options, at: RuleSymbols, shared: Named, i: number, after: number) {
  const { symbols, rate, initialRate, t } = at;
  const x = at.x[i]!;
  const own = at.state[i]!;
  const common = { rate, initialRate, t, shared };
  const here = { ...common, x, gradient: at.gradient[i]!, state: nodesOf(own) };
  const made = rule.step(symbols.graph, here, options);
  const moved: Update = { now: x, next: made.x, after };
  const states = inOrder(updatesOf(own, made.state));
  const before = states.filter((state) => !uses(state, moved));
  const equations = equationsOf(symbols, [...before, moved, ...states.filter((state) => uses(state, moved))]);
  return { state: equations.slice(0, before.length), update: equations.slice(before.length) };
}

/** What changes. */
function updatesOf(all: readonly Remembered[], next: Named): Update[] {
  return all.flatMap(({ name, now, after }) => {
    const node = next[name] ?? now;
    return node === now ? [] : [{ now, next: node, after }];
  });
}
