import { number } from '../choice.ts';
import { average, decayed, descend, EPSILON, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';

/**
 * s ← αs + (1 − α)g², x ← x − ηg/(√s + ε). Tieleman & Hinton (2012), lecture 6.5; defaults, centering (Graves 2013)
 * and momentum as in PyTorch's `RMSprop`.
 */
export const rmsprop: Rule = {
  kind: 'rule',
  name: 'rmsprop',
  title: 'RMSProp',
  group: 'adaptive',
  description: 'Each coordinate’s gradient is divided by a moving root mean square of itself.',
  serves: 'Gradients whose size changes along the way.',
  tex: String.raw`s \leftarrow \alpha s + (1 - \alpha) g^2, \quad x \leftarrow x - \frac{\eta\, g}{\sqrt{s} + \varepsilon}`,
  aliases: ['rms_prop', 'rms'],
  options: [
    {
      name: 'alpha',
      title: 'smoothing α',
      default: 0.99,
      min: 0,
      max: 1,
      open: true,
      aliases: ['α', 'rho', 'ρ', 'beta', 'β', 'beta2', 'smoothing'],
    },
    EPSILON,
    { name: 'momentum', title: 'momentum μ', default: 0, min: 0, max: 1, open: true, aliases: ['mu', 'μ'] },
    { name: 'centered', title: 'centered', default: false },
    WEIGHT_DECAY,
  ],
  scaleFree: true,
  init: (options) => ({
    state: { s: 0, ...(options.centered && { mean: 0 }), ...(number(options, 'momentum') !== 0 && { v: 0 }) },
  }),
  step(g, at, options) {
    const alpha = number(options, 'alpha');
    const mu = number(options, 'momentum');
    const gradient = decayed(g, at, options);
    const s = average(g, alpha, at.state.s!, g.multiply(gradient, gradient));
    const mean = options.centered ? average(g, alpha, at.state.mean!, gradient) : undefined;
    const variance = mean ? g.subtract(s, g.multiply(mean, mean)) : s;
    const direction = g.divide(gradient, g.add(g.call('sqrt', [variance]), g.constant(number(options, 'eps'))));
    const v = mu === 0 ? direction : g.add(scale(g, mu, at.state.v!), direction);
    return { x: descend(g, at, v), state: { s, ...(mean && { mean }), ...(mu !== 0 && { v }) } };
  },
};
