import type { Options } from '../../problem.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { number, type OptionSpec } from '../choice.ts';
import { type At, decayed, descend, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';

const MOMENTUM: OptionSpec = {
  name: 'momentum',
  title: 'momentum μ',
  default: 0.9,
  min: 0,
  max: 1,
  open: true,
  aliases: ['beta', 'mu', 'μ', 'β', 'gamma'],
};

/** v ← μv + (1 − dampening)g, the first time v ← g: PyTorch's `SGD`. */
function velocity(g: Graph, at: At, gradient: Node, options: Options): Node {
  const fresh = 1 - number(options, 'dampening');
  const first = g.call('equal', [at.t, g.constant(0)]);
  const weight = fresh === 1 ? g.constant(1) : g.select(first, g.constant(1), g.constant(fresh));
  return g.add(scale(g, number(options, 'momentum'), at.state.v!), g.multiply(weight, gradient));
}

/**
 * v ← μv + ∇f(x), x ← x − ηv, with v = 0 at first. Polyak (1964) eq. (9), with the rate outside the velocity as in
 * PyTorch's `SGD(momentum=…)`, whose dampening and weight decay it takes.
 */
export const heavyBall: Rule = {
  kind: 'rule',
  name: 'heavyball',
  title: 'Heavy ball',
  group: 'momentum',
  description: 'PyTorch’s momentum: gradients add up in a velocity that fades by μ each step.',
  serves: 'Long narrow valleys, at a rate that is safe for gradient descent.',
  tex: String.raw`v \leftarrow \mu v + \nabla f(x), \quad x \leftarrow x - \eta v`,
  aliases: ['heavy_ball', 'polyak', 'classical_momentum', 'pytorch_momentum'],
  options: [MOMENTUM, { name: 'dampening', title: 'dampening', default: 0, min: 0, max: 1 }, WEIGHT_DECAY],
  scaleFree: false,
  init: () => ({ state: { v: 0 } }),
  step(g, at, options) {
    const v = velocity(g, at, decayed(g, at, options), options);
    return { x: descend(g, at, v), state: { v } };
  },
};

/**
 * v ← μv + ∇f(x), x ← x − η(∇f(x) + μv): Nesterov (1983) in the variables of Sutskever et al. (2013), with the
 * gradient at the iterate that is shown; PyTorch's `SGD(nesterov=True)`.
 */
export const nesterov: Rule = {
  kind: 'rule',
  name: 'nesterov',
  title: 'Nesterov momentum',
  group: 'momentum',
  description: 'The heavy ball with a look ahead along the velocity.',
  serves: 'Smooth convex objectives: the fastest rate that first-order information allows.',
  tex: String.raw`v \leftarrow \mu v + \nabla f(x), \quad x \leftarrow x - \eta\,(\nabla f(x) + \mu v)`,
  aliases: ['nag', 'nesterov_momentum', 'accelerated'],
  options: [MOMENTUM, WEIGHT_DECAY],
  scaleFree: false,
  init: () => ({ state: { v: 0 } }),
  step(g, at, options) {
    const gradient = decayed(g, at, options);
    const v = velocity(g, at, gradient, { ...options, dampening: 0 });
    return { x: descend(g, at, g.add(gradient, scale(g, number(options, 'momentum'), v))), state: { v } };
  },
};
