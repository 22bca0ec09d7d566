/** A method whose update is a formula: named state and a rule for one coordinate, written in nodes of the graph. */
import type { Options } from '../problem.ts';
import type { Graph, Node } from '../program/graph.ts';
import type { About } from './about.ts';
import { number, type OptionSpec } from './choice.ts';

/** What is common to all coordinates at step t → t + 1. */
interface Common {
  /** The learning rate at this step. */
  readonly rate: Node;
  /** The step number: 0 for the first update. */
  readonly t: Node;
  /** State common to all parameters, by name: not yet advanced in `advance`, advanced to t + 1 in `step`. */
  readonly shared: Readonly<Record<string, Node>>;
}

/** What an update may use, for one parameter. */
export interface At extends Common {
  /** The parameter. */
  readonly x: Node;
  /** The partial derivative of what is being minimized, at x. */
  readonly gradient: Node;
  /** This parameter's state, by name. */
  readonly state: Readonly<Record<string, Node>>;
}

/** What the advance of the common state may use: all coordinates at once. */
export interface Together extends Common {
  /** What is being minimized, at this iterate. */
  readonly value: Node;
  readonly x: readonly Node[];
  readonly gradient: readonly Node[];
  readonly squaredNorm: Node;
  /** Each state, one node a parameter. */
  readonly state: Readonly<Record<string, readonly Node[]>>;
}

/** The initial state: numbers for each parameter, and common to all. */
export interface Initial {
  readonly state: Readonly<Record<string, number>>;
  readonly shared?: Readonly<Record<string, number>>;
}

/** A first-order method that treats each coordinate alike. */
export interface Rule extends About {
  readonly kind: 'rule';
  /** The step's length does not grow with the gradient's, so a safe rate cannot come from curvature alone. */
  readonly scaleFree: boolean;
  /** How its state is written in TeX, where not by its name. */
  readonly symbols?: Readonly<Record<string, string>>;
  init(options: Options, rate: number): Initial;
  /** Advances the common state, before the coordinates are updated. */
  advance?(g: Graph, together: Together, options: Options): Readonly<Record<string, Node>>;
  /** The new parameter and its new state. */
  step(g: Graph, at: At, options: Options): { readonly x: Node; readonly state: Readonly<Record<string, Node>> };
}

/** a·b for a number a. */
export function scale(g: Graph, factor: number, node: Node): Node {
  return g.multiply(g.constant(factor), node);
}

/** βu + (1 − β)v: the exponential moving average. */
export function average(g: Graph, beta: number, u: Node, v: Node): Node {
  return g.add(scale(g, beta, u), scale(g, 1 - beta, v));
}

/** The gradient with weight decay as an added λx (L2 regularization). */
export function decayed(g: Graph, at: At, options: Options): Node {
  return g.add(at.gradient, scale(g, number(options, 'weight_decay'), at.x));
}

/** x − rate·direction. */
export function descend(g: Graph, at: At, direction: Node): Node {
  return g.subtract(at.x, g.multiply(at.rate, direction));
}

export const WEIGHT_DECAY: OptionSpec = {
  name: 'weight_decay',
  title: 'weight decay λ',
  default: 0,
  min: 0,
  aliases: ['decay', 'l2'],
};

export const EPSILON: OptionSpec = {
  name: 'eps',
  title: 'ε',
  default: 1e-8,
  min: 0,
  aliases: ['epsilon', 'ε'],
};
