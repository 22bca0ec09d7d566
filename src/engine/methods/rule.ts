/** A method whose update is a formula: named state and a rule for one coordinate, written in nodes of the graph. */
import type { AbsoluteTerm } from '../calculus/absolute-terms.ts';
import type { Options } from '../problem.ts';
import type { Graph, Node } from '../program/graph.ts';
import type { About } from './about.ts';
import { number, type OptionSpec } from './choice.ts';
import type { Conventions } from './convention.ts';

/** What is common to all coordinates at step t → t + 1. */
interface Common {
  /** The learning rate at this step. */
  readonly rate: Node;
  /** The learning rate at step 0. */
  readonly initialRate: Node;
  /** The step number: 0 for the first update. */
  readonly t: Node;
  /** State common to all parameters, by name: not yet advanced in `advance`, advanced to t + 1 in `step`. */
  readonly shared: Readonly<Record<string, Node>>;
}

/** A coordinate of a point, and the partial derivative of what is being minimized there. */
export interface Place {
  readonly x: Node;
  readonly gradient: Node;
}

/** What an update may use, for one parameter. The gradient of a rule that splits is that of the smooth part. */
export interface At extends Common, Place {
  /** The same where `lookAhead` looks. */
  readonly ahead?: Place;
  /** This parameter's term weight·|x − center|, for a rule that splits. */
  readonly kink?: AbsoluteTerm;
  /** This parameter's state, by name. */
  readonly state: Readonly<Record<string, Node>>;
}

/** What the advance of the common state may use: all coordinates at once. */
export interface Together extends Common {
  /** What is minimized is the negative of the objective as written. */
  readonly climbs: boolean;
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
  /**
   * Where its automatic rate is another: the number that it is made for; gradient descent's rate at most, since its first
   * steps do grow with the gradient; or the whole of gradient descent's first step, since its steps get shorter.
   */
  readonly automatic?: number | 'descent at most' | 'whole step';
  /** It minimizes terms λ|x − c| exactly, apart from the smooth rest of the objective. */
  readonly splits?: true;
  /** How its state is written in TeX, where not by its name. */
  readonly symbols?: Readonly<Record<string, string>>;
  init(options: Options, rate: number): Initial;
  /** A second point where the gradient is wanted, which counts as an evaluation. */
  lookAhead?(g: Graph, together: Together, options: Options): readonly Node[] | undefined;
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
export function penalized(g: Graph, { x, gradient }: Place, options: Options): Node {
  return g.add(gradient, scale(g, number(options, 'weight_decay'), x));
}

/** With weight decay in place: in the gradient, or in Keras' form as ηλx taken off the parameter. */
export function decayed(g: Graph, at: At, options: Options): At {
  if (options.convention === 'keras') return decoupled(g, at, number(options, 'weight_decay'));
  return { ...at, gradient: penalized(g, at, options) };
}

/** What Keras' form of weight decay says in a comparison. */
export const KERAS_DECAY = {
  differsWithDecay:
    'weight decay is taken off the parameter itself, x ← x − ηλx; PyTorch adds λx to the gradient, which goes through all of the method.',
};

/** With the parameter shrunk by ηλx. Loshchilov & Hutter (2019), in the frameworks' form. */
export function decoupled(g: Graph, at: At, lambda: number): At {
  return { ...at, x: g.subtract(at.x, scale(g, lambda, g.multiply(at.rate, at.x))) };
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

/** ε within the root, √(s + ε), or beside it, √s + ε. */
export const EPSILON_IN_ROOT: OptionSpec = { name: 'eps_in_sqrt', title: 'ε within the root', default: false };

/** √s + ε, or √(s + ε) where options say so. */
export function rootWithEpsilon(g: Graph, s: Node, options: Options): Node {
  const epsilon = g.constant(number(options, 'eps'));
  return options.eps_in_sqrt ? g.call('sqrt', [g.add(s, epsilon)]) : g.add(g.call('sqrt', [s]), epsilon);
}

/** above/below; without ε it is 0 where below is, as it is while every slope was 0: such a coordinate rests. */
export function quotient(g: Graph, above: Node, below: Node, options: Options): Node {
  const ratio = g.divide(above, below);
  const zero = g.constant(0);
  return number(options, 'eps') > 0 ? ratio : g.select(g.call('equal', [below, zero]), zero, ratio);
}

/** The option that chooses a form. */
export function conventionOf(conventions: Conventions): OptionSpec {
  const choices = Object.keys(conventions);
  return { name: 'convention', title: 'convention', default: choices[0]!, choices, aliases: ['form'] };
}
