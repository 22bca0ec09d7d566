/**
 * What a method is: named state and an update rule for one coordinate, written in nodes of the graph. One rule then
 * serves every backend: it compiles into the run's loop together with the gradient, and an interpreter can run it.
 */
import type { Options } from '../problem.ts';
import type { Graph, Node } from '../program/graph.ts';

/** An option of a method or schedule. */
export interface OptionSpec {
  readonly name: string;
  /** In words, for a control. */
  readonly title: string;
  readonly default: number | boolean;
  /** The least allowed value. */
  readonly min?: number;
  /** The greatest allowed value. */
  readonly max?: number;
  /** `min` or `max` itself is not allowed. */
  readonly open?: boolean;
  readonly aliases?: readonly string[];
}

/** What methods and schedules have in common: how they are named and chosen. */
export interface Choice {
  /** The canonical name, as written in a text. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The update rule or formula in TeX. */
  readonly tex: string;
  readonly aliases: readonly string[];
  readonly options: readonly OptionSpec[];
}

/** What an update rule may use, for one parameter at step t → t + 1. */
export interface At {
  /** The parameter. */
  readonly x: Node;
  /** The partial derivative of what is being minimized, at x. */
  readonly gradient: Node;
  /** The learning rate at this step. */
  readonly rate: Node;
  /** The step number: 0 for the first update. */
  readonly t: Node;
  /** This parameter's state, by name. */
  readonly state: Readonly<Record<string, Node>>;
  /** State common to all parameters, by name, already advanced to t + 1. */
  readonly shared: Readonly<Record<string, Node>>;
}

/** The initial state: numbers for each parameter, and common to all. */
export interface Initial {
  readonly state: Readonly<Record<string, number>>;
  readonly shared?: Readonly<Record<string, number>>;
}

/** A first-order method that treats each coordinate alike. */
export interface Method extends Choice {
  /** The step's length does not grow with the gradient's, so a safe rate cannot come from curvature alone. */
  readonly scaleFree: boolean;
  init(options: Options): Initial;
  /** Advances the common state, before the coordinates are updated. */
  advance?(g: Graph, shared: Readonly<Record<string, Node>>, options: Options): Readonly<Record<string, Node>>;
  /** The new parameter and its new state. */
  step(g: Graph, at: At, options: Options): { readonly x: Node; readonly state: Readonly<Record<string, Node>> };
}

/** A learning-rate schedule: the rate at step t from the initial rate. */
export interface Schedule extends Choice {
  rate(g: Graph, initial: Node, t: Node, options: Options): Node;
}

/** The numeric value of an option. */
export function number(options: Options, name: string): number {
  return Number(options[name]);
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
