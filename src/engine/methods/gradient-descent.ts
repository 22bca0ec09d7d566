import { decayed, descend, type Method, WEIGHT_DECAY } from './method.ts';

/** x ← x − η∇f(x). Cauchy (1847). PyTorch's `SGD` without momentum. */
export const gradientDescent: Method = {
  name: 'gd',
  title: 'Gradient descent',
  description: 'A step against the gradient, as long as the rate times its norm.',
  tex: String.raw`x \leftarrow x - \eta \nabla f(x)`,
  aliases: ['gradient', 'gradient_descent', 'descent', 'steepest', 'vanilla', 'batch', 'sgd'],
  options: [WEIGHT_DECAY],
  scaleFree: false,
  init: () => ({ state: {} }),
  step: (g, at, options) => ({ x: descend(g, at, decayed(g, at, options)), state: {} }),
};
