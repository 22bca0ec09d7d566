import type { Graph, Node } from '../../program/graph.ts';
import { descend, type Rule } from '../rule.ts';

/**
 * x ← soft(x − η∇s(x), ηλ) for f(x) = s(x) + Σ λᵢ|xᵢ − cᵢ|, where soft moves towards c by ηλ and stops there. ISTA, Daubechies,
 * Defrise & De Mol (2004); accelerated: FISTA, Beck & Teboulle (2009), eq. (4.1) to (4.3), which takes ∇s at
 * y = x + (θ₋₁ − 1)/θ (x − x₋₁).
 */
export const proximalGradient: Rule = {
  kind: 'rule',
  name: 'proximal',
  title: 'Proximal gradient',
  group: 'kinks',
  description: 'Gradient steps on the smooth part; terms λ|w| are minimized exactly, so parameters become 0 and stay.',
  serves:
    'A smooth objective plus terms such as 0.1*abs(w), as in the lasso. The gradient shown is the shortest subgradient.',
  tex: String.raw`x \leftarrow \operatorname{soft}(x - \eta \nabla s(x),\, \eta \lambda), \quad \operatorname{soft}(u, \tau) = \operatorname{sign}(u) \max(|u| - \tau, 0)`,
  aliases: ['proximal_gradient', 'ista', 'fista', 'soft_thresholding', 'forward_backward'],
  implied: { fista: { accelerated: true } },
  options: [{ name: 'accelerated', title: 'accelerated (FISTA)', default: false }],
  scaleFree: false,
  splits: true,
  symbols: { before: 'x_{-1}', theta: String.raw`\theta`, inertia: String.raw`\gamma` },
  init: (options) => (options.accelerated ? { state: { before: 0 }, shared: { theta: 1, inertia: 0 } } : { state: {} }),
  lookAhead: (g, { x, state, shared }, options) =>
    options.accelerated
      ? x.map((each, i) => g.add(each, g.multiply(shared.inertia!, g.subtract(each, state.before![i]!))))
      : undefined,
  advance(g, { shared }, options) {
    if (!options.accelerated) return {};
    const { theta } = shared as { readonly theta: Node };
    const squares = g.add(g.constant(1), g.multiply(g.constant(4), g.multiply(theta, theta)));
    const next = g.multiply(g.constant(0.5), g.add(g.constant(1), g.call('sqrt', [squares])));
    return { theta: next, inertia: g.divide(g.subtract(theta, g.constant(1)), next) };
  },
  step(g, at, options) {
    const { x, gradient } = at.ahead ?? at;
    const moved = descend(g, { ...at, x }, gradient);
    const state = options.accelerated ? { before: at.x } : {};
    if (!at.kink) return { x: moved, state };
    const threshold = g.multiply(at.rate, g.constant(at.kink.weight));
    return { x: soft(g, moved, threshold, g.constant(at.kink.center)), state };
  },
};

/** u moved towards c by τ, to c itself where it is nearer. */
function soft(g: Graph, u: Node, threshold: Node, center: Node): Node {
  const offset = g.subtract(u, center);
  const near = g.call('lessOrEqual', [g.call('abs', [offset]), threshold]);
  // Chosen, not computed: the result is c to the last digit.
  return g.select(near, center, g.subtract(u, g.multiply(threshold, g.call('sign', [offset]))));
}
