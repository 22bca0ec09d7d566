import { number, type OptionSpec } from '../choice.ts';
import {
  average,
  conventionOf,
  decayed,
  descend,
  EPSILON,
  KERAS_DECAY,
  type Rule,
  rootWithEpsilon,
  WEIGHT_DECAY,
} from '../rule.ts';

const RHO: OptionSpec = {
  name: 'rho',
  title: 'smoothing ρ',
  default: 0.9,
  min: 0,
  max: 1,
  open: true,
  aliases: ['ρ', 'smoothing'],
};

const conventions = {
  pytorch: { rate: 1 },
  keras: {
    rate: 1e-3,
    defaults: { rho: 0.95, eps: 1e-7 },
    ...KERAS_DECAY,
  },
  optax: {},
  paper: { rate: 1, defaults: { rho: 0.95 } },
};

/**
 * s ← ρs + (1 − ρ)g², Δ = g√(d + ε)/√(s + ε), d ← ρd + (1 − ρ)Δ², x ← x − ηΔ. Zeiler (2012), algorithm 1, which has no
 * rate: η = 1; PyTorch's `Adadelta`.
 */
export const adadelta: Rule = {
  kind: 'rule',
  name: 'adadelta',
  title: 'Adadelta',
  group: 'adaptive',
  description: 'Steps as long as the steps so far, per coordinate: no rate has to be chosen.',
  serves: 'Where no rate is known; it starts with steps as small as √ε.',
  tex: String.raw`s \leftarrow \rho s + (1 - \rho) g^2, \quad \Delta = \frac{\sqrt{d + \varepsilon}}{\sqrt{s + \varepsilon}}\, g, \quad d \leftarrow \rho d + (1 - \rho) \Delta^2, \quad x \leftarrow x - \eta \Delta`,
  aliases: ['ada_delta'],
  options: [RHO, { ...EPSILON, default: 1e-6 }, WEIGHT_DECAY, conventionOf(conventions)],
  conventions,
  scaleFree: true,
  automatic: 1,
  init: () => ({ state: { s: 0, d: 0 } }),
  step(g, at, options) {
    const rho = number(options, 'rho');
    const within = { ...options, eps_in_sqrt: true };
    const here = decayed(g, at, options);
    const s = average(g, rho, at.state.s!, g.multiply(here.gradient, here.gradient));
    const ratio = g.divide(rootWithEpsilon(g, at.state.d!, within), rootWithEpsilon(g, s, within));
    const change = g.multiply(ratio, here.gradient);
    const d = average(g, rho, at.state.d!, g.multiply(change, change));
    return { x: descend(g, here, change), state: { s, d } };
  },
};
