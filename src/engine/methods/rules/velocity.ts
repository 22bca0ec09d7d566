/** What heavy ball and Nesterov's momentum have in common. */
import type { Options } from '../../problem.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { number, type OptionSpec } from '../choice.ts';
import { type At, scale } from '../rule.ts';

export const MOMENTUM: OptionSpec = {
  name: 'momentum',
  title: 'momentum μ',
  default: 0.9,
  min: 0,
  max: 1,
  open: true,
  aliases: ['beta', 'mu', 'μ', 'β', 'gamma'],
};

/** PyTorch's: the first gradient is taken whole. */
export const DAMPENING: OptionSpec = { name: 'dampening', title: 'dampening', default: 0, min: 0, max: 1 };

/** Why a velocity that holds the rate goes elsewhere than one that does not. */
export const RATE_INSIDE =
  'the rate is within the velocity, v ← μv − ηg, so that a change of rate takes 1/(1 − μ) steps to be felt; PyTorch multiplies the whole velocity by the rate of the moment.';

/** (1 − dampening)g, the first time g: what PyTorch's `SGD` adds to the velocity. */
export function dampened(g: Graph, at: At, gradient: Node, options: Options): Node {
  const fresh = 1 - number(options, 'dampening');
  const first = g.call('equal', [at.t, g.constant(0)]);
  const weight = fresh === 1 ? g.constant(1) : g.select(first, g.constant(1), g.constant(fresh));
  return g.multiply(weight, gradient);
}

/** μv + direction. */
export function faded(g: Graph, at: At, direction: Node, options: Options): Node {
  return g.add(scale(g, number(options, 'momentum'), at.state.v!), direction);
}
