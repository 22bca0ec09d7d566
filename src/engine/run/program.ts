/**
 * One step of a run as a graph: from parameters, state and step number to the value, the gradient, its norm, the rate,
 * and the next parameters and state. Built once; every backend runs it.
 */
import { nameTex } from '../calculus/notation.ts';
import { withDefaults } from '../methods/choice.ts';
import { methodNamed, scheduleNamed } from '../methods/index.ts';
import type { Rule } from '../methods/rule.ts';
import type { Schedule } from '../methods/schedule.ts';
import type { MethodChoice, Options, Problem, ScheduleChoice } from '../problem.ts';
import { shorten, shortenStep } from '../program/balance.ts';
import type { Graph, Node } from '../program/graph.ts';
import { substitute } from '../program/replace.ts';
import { plainSlopes, splitSlopes } from './slopes.ts';
import { Slots } from './slots.ts';
import { type NodeRule, nodeRules, remembered } from './stopping.ts';

/** A column of the trace that a method has beside those of every run: a velocity, a moment, a step length. */
export interface StateColumn {
  /** Unique within the run: `v_x`. */
  readonly name: string;
  readonly tex: string;
  /** In words, where the name says too little. */
  readonly title?: string;
  /** Of which parameter, by index; absent where it is common to all. */
  readonly parameter?: number;
}

/** A step, as nodes. Input slots: the parameters, then the state, then the step number. */
export interface StepProgram {
  readonly graph: Graph;
  readonly columns: readonly Float64Array[];
  /** How many parameters. */
  readonly parameters: number;
  /** The state at the start, by position. */
  readonly initialState: readonly number[];
  /** What of the state the trace shows: the method's, which stands before that of schedule and rules. */
  readonly stateColumns: readonly StateColumn[];
  /** The input slot of the step number. */
  readonly timeSlot: number;
  /** Evaluations of value and gradient that a step takes: 2 for a rule that looks ahead. */
  readonly evaluations: number;
  /** The objective is maximized. */
  readonly climbs: boolean;
  /** The objective as written, and its partial derivatives. */
  readonly value: Node;
  readonly gradient: readonly Node[];
  readonly gradientNorm: Node;
  /** The square of the gradient's norm, before its root. */
  readonly squaredNorm: Node;
  readonly rate: Node;
  /** Stopping rules that are nodes. */
  readonly rules: readonly NodeRule[];
  readonly nextParameters: readonly Node[];
  readonly nextState: readonly Node[];
}

/** All that a step computes. */
export function outputsOf(program: StepProgram): Node[] {
  const { value, gradient, gradientNorm, rate, rules, nextParameters, nextState } = program;
  return [value, ...gradient, gradientNorm, rate, ...rules.map((rule) => rule.fires), ...nextParameters, ...nextState];
}

/** The step of a method on a problem, with the rate at step 0 already settled: for one run, whose steps wait for each other. */
export function stepProgram(
  problem: Problem,
  method: MethodChoice,
  schedule: ScheduleChoice,
  initialRate: number,
): StepProgram {
  return build(problem, method, named(schedule), initialRate, shortenStep);
}

/** The same for many runs side by side, where the number of operations counts. */
export function manyStepsProgram(
  problem: Problem,
  method: MethodChoice,
  schedule: ScheduleChoice,
  initialRate: number,
): StepProgram {
  // No rule stops one of many: they would only be computed.
  const unlimited = { ...problem, settings: { ...problem.settings, stop: { steps: 0, divergence: 0 } } };
  return build(unlimited, method, named(schedule), initialRate, (graph, next) => shorten(graph, next, true));
}

/** A step whose rate is no part of it. */
export interface FreeRateProgram {
  readonly program: StepProgram;
  /** The state at the start of a run with a rate, in the place of the program's. */
  readonly initialState: (rate: number) => readonly number[];
}

/** The step of a method with a constant rate that is remembered, not compiled in: for runs at many rates. */
export function freeRateProgram(problem: Problem, method: MethodChoice): FreeRateProgram {
  const program = build(problem, method, { schedule: FREE_RATE, options: {} }, 1, shortenStep);
  const rule = ruleNamed(method.name);
  const options = withDefaults(rule, method.options);
  const own = program.stateColumns.length;
  return {
    program,
    initialState: (rate) => {
      const { state, shared = {} } = rule.init(options, rate);
      const each = Object.values(state).flatMap((first) => problem.parameters.map(() => first));
      return [...each, ...Object.values(shared), rate, ...program.initialState.slice(own + 1)];
    },
  };
}

type Watching = Pick<Schedule, 'init' | 'rate' | 'advance'>;

/** The rate that its state holds. */
const FREE_RATE: Watching = {
  init: (_, rate) => ({ rate }),
  rate: (_, { state }) => state.rate!,
  advance: (_, { state }) => state,
};

interface Scheduled {
  readonly schedule: Watching;
  readonly options: Options;
}

function named({ name, options }: ScheduleChoice): Scheduled {
  const schedule = scheduleNamed(name);
  return { schedule, options: withDefaults(schedule, options) };
}

/** The rule of a choice. @throws {RangeError} for a search, which has no formula for its step. */
export function ruleNamed(name: string): Rule {
  const method = methodNamed(name);
  if (method.kind !== 'rule') throw new RangeError(`${method.title} has no formula for its step.`);
  return method;
}

function build(
  problem: Problem,
  method: MethodChoice,
  { schedule: scheduleRule, options: scheduleOptions }: Scheduled,
  initialRate: number,
  arrange: (graph: Graph, next: readonly Node[]) => Node[],
): StepProgram {
  const { graph, objective } = problem;
  const parameters = problem.parameters.length;
  const climbs = problem.sense === 'maximize';
  const rule = ruleNamed(method.name);
  const options = withDefaults(rule, method.options);
  const { state: initial, shared: initialShared = {} } = rule.init(options, initialRate);
  const stateNames = Object.keys(initial);
  const watched = scheduleRule.init?.(scheduleOptions, initialRate) ?? {};
  const { stop } = problem.settings;

  const own = stateNames.length * parameters + Object.keys(initialShared).length;
  const slots = new Slots(graph, parameters, own + Object.keys(watched).length + remembered(stop));
  const state = Object.fromEntries(
    stateNames.map((name) => [name, Array.from({ length: parameters }, () => slots.take(initial[name]!))]),
  );
  const shared = slots.takeAll(initialShared);
  const stateColumns = columnsOf(problem.parameters, rule, stateNames, Object.keys(initialShared));
  const scheduled = slots.takeAll(watched);
  const t = slots.time;
  const x = Array.from({ length: parameters }, (_, i) => graph.input(i));
  const value = climbs ? graph.negate(objective) : objective;
  const { downhill, smooth, kinks } = rule.splits ? splitSlopes(problem, value, x) : plainSlopes(problem, climbs);
  const gradient = climbs ? downhill.map((partial) => graph.negate(partial)) : downhill;
  const squares = gradient.map((partial) => graph.multiply(partial, partial));
  const squaredNorm = squares.reduce((a, b) => graph.add(a, b));
  const gradientNorm = graph.call('sqrt', [squaredNorm]);

  const formula = problem.scheduleFormula;
  const firstRate = scheduleRule === FREE_RATE ? scheduled.now.rate! : graph.constant(initialRate);
  const at = { initial: firstRate, t, value, climbs, state: scheduled.now, formula };
  const rate = scheduleRule.rate(graph, at, scheduleOptions);
  scheduled.next(scheduleRule.advance?.(graph, at, scheduleOptions) ?? {});

  const states = Object.fromEntries(stateNames.map((name) => [name, state[name]!.map((slot) => slot.now)]));
  const common = { rate, initialRate: firstRate, t };
  const together = { ...common, climbs, value, x, gradient: downhill, squaredNorm, state: states, shared: shared.now };
  const point = rule.lookAhead?.(graph, together, options);
  const slopes = point && substitute(graph, smooth, point);
  const advanced = rule.advance?.(graph, together, options) ?? shared.now;
  shared.next(advanced);
  const updates = smooth.map((partial, i) => {
    const mine = Object.fromEntries(stateNames.map((name) => [name, states[name]![i]!]));
    const ahead = point && slopes && { x: point[i]!, gradient: slopes[i]! };
    const kink = kinks?.[i];
    const here = { ...common, x: x[i]!, gradient: partial, state: mine, shared: advanced };
    return rule.step(graph, { ...here, ...(ahead && { ahead }), ...(kink && { kink }) }, options);
  });
  for (const name of stateNames) {
    state[name]!.forEach((slot, i) => {
      slot.next(updates[i]!.state[name]!);
    });
  }
  const rules = nodeRules(graph, stop, climbs, { value, gradient, t }, (first) => slots.take(first));
  const next = arrange(graph, [...updates.map((update) => update.x), ...slots.next]);
  return {
    graph,
    columns: problem.columns.map((column) => column.values),
    parameters,
    initialState: slots.initial,
    stateColumns,
    timeSlot: slots.timeSlot,
    evaluations: point ? 2 : 1,
    climbs,
    value: objective,
    gradient,
    gradientNorm,
    squaredNorm,
    rate,
    rules,
    nextParameters: next.slice(0, parameters),
    nextState: next.slice(parameters),
  };
}

function columnsOf(
  parameters: readonly string[],
  rule: Rule,
  stateNames: readonly string[],
  sharedNames: readonly string[],
): StateColumn[] {
  const symbol = (name: string) => rule.symbols?.[name] ?? name;
  return [
    ...stateNames.flatMap((name) =>
      parameters.map((parameter, i) => ({
        name: `${name}_${parameter}`,
        tex: `{${symbol(name)}}_{${nameTex(parameter)}}`,
        parameter: i,
      })),
    ),
    ...sharedNames.map((name) => ({ name, tex: symbol(name) })),
  ];
}
