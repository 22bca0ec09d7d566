import type { Graph, Node } from '../../program/graph.ts';
import { descend, type Rule } from '../rule.ts';

/**
 * x ← x − α∇f(x) with α from the last step s = x − x₋₁ and what it changed, y = ∇f(x) − ∇f(x₋₁): α = s·s/s·y (BB1) or
 * s·y/y·y (BB2). Barzilai & Borwein (1988), eq. (5) and (6). The first step has the rate as its α. Where s·y is not above 0,
 * as beyond an inflection, α is the geometric mean of the two, ‖s‖/‖y‖: Dai, Al-Baali & Yang (2015). A schedule
 * scales every step.
 */
export const barzilaiBorwein: Rule = {
  kind: 'rule',
  name: 'bb',
  title: 'Barzilai–Borwein',
  group: 'descent',
  description: 'Gradient descent whose rate is one over the curvature along the last step.',
  serves: 'Quadratics and what is nearly one: far faster than a constant rate, though not every step descends.',
  tex: String.raw`x \leftarrow x - \alpha \nabla f(x), \quad \alpha = \frac{s \cdot s}{s \cdot y} \text{ or } \frac{s \cdot y}{y \cdot y}, \quad s = x - x_{-1},\ y = \nabla f(x) - \nabla f(x_{-1})`,
  aliases: ['barzilai_borwein', 'barzilai', 'spectral'],
  options: [{ name: 'variant', title: 'variant', default: 'bb1', choices: ['bb1', 'bb2'], aliases: ['form'] }],
  scaleFree: false,
  symbols: { before: 'x_{-1}', slope: String.raw`\partial_{-1}`, alpha: String.raw`\alpha` },
  init: (_, rate) => ({ state: { before: 0, slope: 0 }, shared: { alpha: rate } }),
  advance(g, { x, gradient, state, shared, t }, options) {
    const s = x.map((each, i) => g.subtract(each, state.before![i]!));
    const y = gradient.map((each, i) => g.subtract(each, state.slope![i]!));
    const curvature = inner(g, s, y);
    const alpha = options.variant === 'bb2' ? g.divide(curvature, inner(g, y, y)) : g.divide(inner(g, s, s), curvature);
    const later = g.call('greater', [t, g.constant(0)]);
    const convex = g.call('greater', [curvature, g.constant(0)]);
    return { alpha: g.select(g.call('and', [later, convex]), alpha, shared.alpha!) };
  },
  step(g, at) {
    const rate = g.multiply(g.divide(at.rate, at.initialRate), at.shared.alpha!);
    return { x: descend(g, { ...at, rate }, at.gradient), state: { before: at.x, slope: at.gradient } };
  },
};

function inner(g: Graph, a: readonly Node[], b: readonly Node[]): Node {
  return a.map((each, i) => g.multiply(each, b[i]!)).reduce((sum, product) => g.add(sum, product));
}
