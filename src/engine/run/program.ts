/**
 * One step of a run as a graph: from parameters, state and step number to the value, the gradient, its norm, the rate,
 * and the next parameters and state. Built once; every backend runs it.
 */
import { gradientOf } from '../calculus/gradient.ts';
import { withDefaults } from '../methods/choice.ts';
import { methodNamed, scheduleNamed } from '../methods/index.ts';
import type { MethodChoice, Problem, ScheduleChoice } from '../problem.ts';
import { shorten, shortenStep } from '../program/balance.ts';
import type { Graph, Node } from '../program/graph.ts';

/** A step, as nodes. Input slots: the parameters, then the state, then the step number. */
export interface StepProgram {
  readonly graph: Graph;
  readonly columns: readonly Float64Array[];
  /** How many parameters. */
  readonly parameters: number;
  /** The state at the start, by position. */
  readonly initialState: readonly number[];
  /** The input slot of the step number. */
  readonly timeSlot: number;
  /** The objective is maximized. */
  readonly climbs: boolean;
  /** The objective as written, and its partial derivatives. */
  readonly value: Node;
  readonly gradient: readonly Node[];
  readonly gradientNorm: Node;
  /** The square of the gradient's norm, before its root. */
  readonly squaredNorm: Node;
  readonly rate: Node;
  readonly nextParameters: readonly Node[];
  readonly nextState: readonly Node[];
}

/** All that a step computes. */
export function outputsOf({ value, gradient, gradientNorm, rate, nextParameters, nextState }: StepProgram): Node[] {
  return [value, ...gradient, gradientNorm, rate, ...nextParameters, ...nextState];
}

/** The step of a method on a problem, with the rate at step 0 already settled: for one run, whose steps wait for each other. */
export function stepProgram(
  problem: Problem,
  method: MethodChoice,
  schedule: ScheduleChoice,
  initialRate: number,
): StepProgram {
  return build(problem, method, schedule, initialRate, shortenStep);
}

/** The same for many runs side by side, where the number of operations counts. */
export function manyStepsProgram(
  problem: Problem,
  method: MethodChoice,
  schedule: ScheduleChoice,
  initialRate: number,
): StepProgram {
  return build(problem, method, schedule, initialRate, (graph, next) => shorten(graph, next, true));
}

function build(
  problem: Problem,
  method: MethodChoice,
  schedule: ScheduleChoice,
  initialRate: number,
  arrange: (graph: Graph, next: readonly Node[]) => Node[],
): StepProgram {
  const { graph, objective } = problem;
  const parameters = problem.parameters.length;
  const rule = methodNamed(method.name);
  const options = withDefaults(rule, method.options);
  const { state: initial, shared: initialShared = {} } = rule.init(options);
  const stateNames = Object.keys(initial);
  const sharedNames = Object.keys(initialShared);

  // Slots: x₀ … xₙ₋₁, then each state for every parameter, then what is common, then t.
  const stateSlot = (name: number, i: number) => parameters + name * parameters + i;
  const sharedSlot = (name: number) => parameters + stateNames.length * parameters + name;
  const timeSlot = sharedSlot(sharedNames.length);

  const gradient = shorten(graph, gradientOf(graph, objective, parameters));
  const squares = gradient.map((partial) => graph.multiply(partial, partial));
  const squaredNorm = squares.reduce((a, b) => graph.add(a, b));
  const gradientNorm = graph.call('sqrt', [squaredNorm]);
  const t = graph.input(timeSlot);
  const scheduleRule = scheduleNamed(schedule.name);
  const rate = scheduleRule.rate(graph, graph.constant(initialRate), t, withDefaults(scheduleRule, schedule.options));

  const sharedNow = Object.fromEntries(sharedNames.map((name, i) => [name, graph.input(sharedSlot(i))]));
  const sharedNext = rule.advance?.(graph, sharedNow, options) ?? sharedNow;
  const updates = gradient.map((partial, i) =>
    rule.step(
      graph,
      {
        x: graph.input(i),
        gradient: problem.sense === 'maximize' ? graph.negate(partial) : partial,
        rate,
        t,
        state: Object.fromEntries(stateNames.map((name, s) => [name, graph.input(stateSlot(s, i))])),
        shared: sharedNext,
      },
      options,
    ),
  );
  const next = arrange(graph, [
    ...updates.map((update) => update.x),
    ...stateNames.flatMap((name) => updates.map((update) => update.state[name]!)),
    ...sharedNames.map((name) => sharedNext[name]!),
  ]);
  return {
    graph,
    columns: problem.columns.map((column) => column.values),
    parameters,
    initialState: [
      ...stateNames.flatMap((name) => new Array<number>(parameters).fill(initial[name]!)),
      ...sharedNames.map((name) => initialShared[name]!),
    ],
    timeSlot,
    climbs: problem.sense === 'maximize',
    value: objective,
    gradient,
    gradientNorm,
    squaredNorm,
    rate,
    nextParameters: next.slice(0, parameters),
    nextState: next.slice(parameters),
  };
}
