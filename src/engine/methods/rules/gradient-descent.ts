import { decayed, descend, type Rule, WEIGHT_DECAY } from '../rule.ts';

/** x ← x − η∇f(x). Cauchy (1847). PyTorch's `SGD` without momentum. */
export const gradientDescent: Rule = {
  kind: 'rule',
  name: 'gd',
  title: 'Gradient descent',
  group: 'descent',
  description: 'A step against the gradient, as long as the rate times its norm.',
  serves: 'Smooth objectives of modest condition number, and everything one wants to understand.',
  tex: String.raw`x \leftarrow x - \eta \nabla f(x)`,
  aliases: ['gradient', 'gradient_descent', 'descent', 'steepest', 'vanilla', 'batch', 'sgd'],
  options: [WEIGHT_DECAY],
  scaleFree: false,
  init: () => ({ state: {} }),
  step: (g, at, options) => ({ x: descend(g, at, decayed(g, at, options)), state: {} }),
};
