/** What Adam and its kin have in common: averages of the gradient and its square, corrected for their start at zero. */
import type { Options } from '../../problem.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { number, type OptionSpec } from '../choice.ts';
import { type At, average, quotient, scale, type Together } from '../rule.ts';

/** Powers of β below this no longer change 1 − βᵗ, and would become slow denormal numbers. */
const LEAST_POWER = 1e-20;

/** An option for a β below 1. */
export function betaOption(index: 1 | 2 | 3, value: number): OptionSpec {
  const title = `β${'₀₁₂₃'[index]}`;
  const aliases = [`b${index}`, `β_${index}`, `beta_${index}`, title];
  return { name: `beta${index}`, title, default: value, min: 0, max: 1, open: true, aliases };
}

export const BETAS: readonly OptionSpec[] = [betaOption(1, 0.9), betaOption(2, 0.999)];

export const BETAS_TUPLE = { betas: ['beta1', 'beta2'] } as const;

/** optax's second ε, within the root. */
export const EPSILON_ROOT: OptionSpec = { name: 'eps_root', title: 'ε within the root', default: 0, min: 0 };

export const AMSGRAD: OptionSpec = { name: 'amsgrad', title: 'AMSGrad', default: false };

export const POWER_SYMBOLS = { power1: String.raw`\beta_1^t`, power2: String.raw`\beta_2^t` } as const;

/** What Keras does otherwise than PyTorch in Adam and AdamW. */
export const EPSILON_HAT =
  'ε is added to the root of v before v is corrected (the ε̂ of Kingma & Ba, section 2), so that the same ε counts for more in the first steps; PyTorch adds it to the corrected root.';

/** uⁿ⁺¹ from uⁿ. */
export function nextPower(g: Graph, base: number, power: Node): Node {
  return g.call('max', [g.constant(LEAST_POWER), scale(g, base, power)]);
}

/** β₁ᵗ and β₂ᵗ. */
export function nextPowers(g: Graph, { shared }: Pick<Together, 'shared'>, options: Options) {
  return {
    power1: nextPower(g, number(options, 'beta1'), shared.power1!),
    power2: nextPower(g, number(options, 'beta2'), shared.power2!),
  };
}

/** 1 − u. */
export function rest(g: Graph, u: Node): Node {
  return g.subtract(g.constant(1), u);
}

/** m and v at this step. */
export function moments(g: Graph, { gradient, state }: At, options: Options): { readonly m: Node; readonly v: Node } {
  return {
    m: average(g, number(options, 'beta1'), state.m!, gradient),
    v: average(g, number(options, 'beta2'), state.v!, g.multiply(gradient, gradient)),
  };
}

/** v/(1 − β₂ᵗ). */
export function corrected(g: Graph, v: Node, at: At): Node {
  // The correction does not wait for v.
  return g.multiply(v, g.divide(g.constant(1), rest(g, at.shared.power2!)));
}

/** √(v̂ + ε_root) + ε for a v̂ that is corrected already. */
export function denominator(g: Graph, v: Node, options: Options): Node {
  const inside = g.add(v, g.constant(number(options, 'eps_root')));
  return g.add(g.call('sqrt', [inside]), g.constant(number(options, 'eps')));
}

/** x − η m̂/(√v̂ + ε), of an average m that is not corrected yet. Kingma & Ba (2015), algorithm 1. */
export function adamStep(g: Graph, at: At, m: Node, v: Node, options: Options): Node {
  const length = g.divide(at.rate, rest(g, at.shared.power1!));
  return g.subtract(at.x, quotient(g, g.multiply(length, m), denominator(g, corrected(g, v, at), options), options));
}

/** x − η √(1 − β₂ᵗ)/(1 − β₁ᵗ) m/(√v + ε̂). Kingma & Ba (2015), end of section 2; Keras. */
export function hatStep(g: Graph, at: At, m: Node, v: Node, options: Options): Node {
  const correction = g.divide(g.call('sqrt', [rest(g, at.shared.power2!)]), rest(g, at.shared.power1!));
  const length = g.multiply(at.rate, correction);
  return g.subtract(at.x, quotient(g, g.multiply(length, m), denominator(g, v, options), options));
}
