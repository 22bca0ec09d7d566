/** What a rule's step is made of at one row, as symbols with their values. */
import type { Notation } from '../../calculus/notation.ts';
import * as notation from '../../calculus/notation.ts';
import type { Rule } from '../../methods/rule.ts';
import type { Options, Problem } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import { objectiveName } from './point.ts';
import type { Replayed } from './replay.ts';
import { Symbols } from './symbols.ts';

/** A number that is remembered: its symbol, and its value at the next row. */
export interface Remembered {
  readonly name: string;
  readonly now: Node;
  readonly after: number;
}

export interface RuleSymbols {
  readonly symbols: Symbols;
  /** What is minimized is the negative of the objective as written. */
  readonly climbs: boolean;
  readonly x: readonly Node[];
  /** Of what is minimized. */
  readonly gradient: readonly Node[];
  /** What the steps use: the same, or that of the smooth part. */
  readonly slopes: readonly Node[];
  /** `state[i]`: that of parameter i. */
  readonly state: readonly (readonly Remembered[])[];
  readonly shared: readonly Remembered[];
  readonly rate: Node;
  /** η₀. */
  readonly initialRate: Node;
  readonly t: Node;
  /** Of what is minimized. */
  readonly value: Node;
  readonly squaredNorm: Node;
}

/** The symbols of a rule's step. @param slopes of the part on which the rule takes gradient steps, at the point. */
export function ruleSymbols(
  problem: Problem,
  rule: Rule,
  options: Options,
  run: Replayed,
  slopes: readonly number[] | undefined,
): RuleSymbols {
  const { parameters } = problem;
  const { before, after, program } = run;
  const n = parameters.length;
  const columns = problem.columns.map(({ values }) => values);
  const symbols = new Symbols(problem.graph, columns, program.timeSlot + 1);
  const sign = program.climbs ? -1 : 1;
  const { state, shared = {} } = rule.init(options, run.initialRate);
  // The trace names what is remembered in the order of the slots.
  const remembered = program.stateColumns.map(({ name, tex }, k): Omit<Remembered, 'name'> => {
    const slot = n + k;
    return { now: symbols.add({ tex, text: name, precedence: 5 }, before[slot]!), after: after[slot]! };
  });
  const names = Object.keys(state);
  const objective = notation.symbol(objectiveName(problem));
  const x = parameters.map((name, i) => symbols.add(notation.symbol(name), before[i]!));
  // Of a rule that splits, g is the slope of the smooth part.
  const whole = (name: string) => (slopes ? ofObjective(name) : gradientSymbol(name));
  const gradient = parameters.map((name, i) => symbols.add(whole(name), sign * run.gradient[i]!));
  return {
    symbols,
    climbs: program.climbs,
    x,
    gradient,
    slopes: slopes ? parameters.map((name, i) => symbols.add(gradientSymbol(name), slopes[i]!)) : gradient,
    state: parameters.map((_, i) => names.map((name, k) => ({ name, ...remembered[k * n + i]! }))),
    shared: Object.keys(shared).map((name, k) => ({ name, ...remembered[names.length * n + k]! })),
    rate: symbols.add({ tex: '\\eta', text: 'η', precedence: 5 }, run.rate),
    initialRate: symbols.add({ tex: '\\eta_0', text: 'η_0', precedence: 5 }, run.initialRate),
    t: symbols.add(notation.symbol('t'), run.row),
    value: symbols.add(program.climbs ? notation.negative(objective) : objective, sign * run.value),
    squaredNorm: symbols.add(
      { tex: '{\\lVert g\\rVert}^{2}', text: '‖g‖^2', precedence: 4 },
      run.gradient.reduce((sum, partial) => sum + partial * partial, 0),
    ),
  };
}

function gradientSymbol(parameter: string): Notation {
  return { tex: `g_{${notation.nameTex(parameter)}}`, text: `g_${parameter}`, precedence: 5 };
}

function ofObjective(parameter: string): Notation {
  return { tex: `\\partial_{${notation.nameTex(parameter)}}`, text: `∂_${parameter}`, precedence: 5 };
}

/** Their nodes by name. */
export function nodesOf(all: readonly Remembered[]): Readonly<Record<string, Node>> {
  return Object.fromEntries(all.map(({ name, now }) => [name, now]));
}
