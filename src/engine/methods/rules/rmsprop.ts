import type { Options } from '../../problem.ts';
import { number, type OptionSpec } from '../choice.ts';
import {
  average,
  conventionOf,
  decayed,
  descend,
  EPSILON,
  EPSILON_IN_ROOT,
  KERAS_DECAY,
  quotient,
  type Rule,
  rootWithEpsilon,
  scale,
  WEIGHT_DECAY,
} from '../rule.ts';
import { nextPower, rest } from './moments.ts';
import { RATE_INSIDE } from './velocity.ts';

const ALPHA: OptionSpec = {
  name: 'alpha',
  title: 'smoothing α',
  default: 0.99,
  min: 0,
  max: 1,
  open: true,
  aliases: ['α', 'rho', 'ρ', 'beta', 'β', 'beta2', 'smoothing', 'decay'],
};

const conventions = {
  pytorch: { rate: 0.01 },
  keras: {
    rate: 1e-3,
    defaults: { alpha: 0.9, eps: 1e-7, eps_in_sqrt: true },
    differsWithMomentum: RATE_INSIDE,
    ...KERAS_DECAY,
  },
  optax: { defaults: { alpha: 0.9, eps_in_sqrt: true }, differsWithMomentum: RATE_INSIDE },
  paper: {
    rate: 1e-3,
    defaults: { alpha: 0.9, eps: 0 },
  },
};

/**
 * s ← αs + (1 − α)g², x ← x − ηg/(√s + ε). Tieleman & Hinton (2012), lecture 6.5; defaults, centering (Graves 2013)
 * and momentum as in PyTorch's `RMSprop`; Nesterov's momentum and bias correction as in optax' `rmsprop`.
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
    ALPHA,
    EPSILON,
    { name: 'momentum', title: 'momentum μ', default: 0, min: 0, max: 1, open: true, aliases: ['mu', 'μ'] },
    { name: 'nesterov', title: 'Nesterov’s momentum', default: false },
    { name: 'centered', title: 'centered', default: false },
    EPSILON_IN_ROOT,
    { name: 'bias_correction', title: 'corrected for the start', default: false },
    { name: 'initial_scale', title: 's at the start', default: 0, min: 0, aliases: ['initial'] },
    { ...WEIGHT_DECAY, aliases: ['l2'] },
    conventionOf(conventions),
  ],
  conventions,
  scaleFree: true,
  symbols: { power: String.raw`\alpha^t`, mean: String.raw`\bar g` },
  init: (options) => ({
    state: {
      s: number(options, 'initial_scale'),
      ...(options.centered && { mean: 0 }),
      ...(moves(options) && { v: 0 }),
    },
    ...(options.bias_correction && { shared: { power: 1 } }),
  }),
  advance: (g, { shared }, options) =>
    shared.power ? { power: nextPower(g, number(options, 'alpha'), shared.power) } : {},
  step(g, at, options) {
    const alpha = number(options, 'alpha');
    const here = decayed(g, at, options);
    const { gradient } = here;
    const correction = at.shared.power && rest(g, at.shared.power);
    const whole = (average: typeof gradient) => (correction ? g.divide(average, correction) : average);
    const s = average(g, alpha, at.state.s!, g.multiply(gradient, gradient));
    const mean = options.centered ? average(g, alpha, at.state.mean!, gradient) : undefined;
    const variance = mean ? g.subtract(whole(s), g.multiply(whole(mean), whole(mean))) : whole(s);
    const direction = quotient(g, gradient, rootWithEpsilon(g, variance, options), options);
    const state = { s, ...(mean && { mean }) };
    if (!moves(options)) return { x: descend(g, here, direction), state };
    const inside = options.convention === 'keras' || options.convention === 'optax';
    const fresh = inside ? g.multiply(at.rate, direction) : direction;
    const mu = number(options, 'momentum');
    const v = g.add(scale(g, mu, at.state.v!), fresh);
    const taken = options.nesterov ? g.add(fresh, scale(g, mu, v)) : v;
    return { x: inside ? g.subtract(here.x, taken) : descend(g, here, taken), state: { ...state, v } };
  },
};

function moves(options: Options): boolean {
  return number(options, 'momentum') !== 0;
}
