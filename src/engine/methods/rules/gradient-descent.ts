import { conventionOf, decayed, descend, type Rule, WEIGHT_DECAY } from '../rule.ts';

/** Without momentum the frameworks' SGD is one formula: they differ in the rate they begin with. */
const conventions = { pytorch: { rate: 1e-3 }, keras: { rate: 0.01 }, optax: {}, paper: {} };

/** x ← x − η∇f(x). Cauchy (1847). PyTorch's `SGD` without momentum. */
export const gradientDescent: Rule = {
  kind: 'rule',
  name: 'gd',
  title: 'Gradient descent',
  group: 'descent',
  description: 'A step against the gradient, as long as the rate times its norm.',
  serves: 'Smooth objectives of modest condition number, and everything one wants to understand.',
  tex: String.raw`x \leftarrow x - \eta \nabla f(x)`,
  aliases: ['gradient', 'gradient_descent', 'descent', 'vanilla', 'batch', 'sgd'],
  options: [WEIGHT_DECAY, conventionOf(conventions)],
  conventions,
  scaleFree: false,
  init: () => ({ state: {} }),
  step(g, at, options) {
    const here = decayed(g, at, options);
    return { x: descend(g, here, here.gradient), state: {} };
  },
};
