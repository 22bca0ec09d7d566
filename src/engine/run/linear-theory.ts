/** What a method with a constant rate does on a quadratic: its contraction by eigenvalue, and the rates that are stable. */
import { withDefaults } from '../methods/choice.ts';
import { methodNamed } from '../methods/index.ts';
import type { MethodChoice } from '../problem.ts';

/** A method on a quadratic, one eigendirection at a time. */
export interface LinearTheory {
  /** The spectral radius of one step along an eigendirection of curvature λ at rate η. */
  factor(rate: number, lambda: number): number;
  /** Stable for rates between 0 and this on curvatures between 0 and λ. */
  limit(lambda: number): number;
  /** Added to every curvature by weight decay. */
  readonly decay: number;
}

/**
 * The theory of gradient descent and its momentum forms; undefined for other methods. A step on f = λx²/2 is a linear
 * map of (x, x before): x₊ = (trace)·x − (determinant)·x₋, whose spectral radius is the contraction. Gradient descent:
 * |1 − ηλ| (Nesterov 2004, theorem 2.1.14). Heavy ball: trace 1 + μ − ηλ, determinant μ (Polyak 1964, section 3).
 * Nesterov: trace (1 + μ)(1 − ηλ), determinant μ(1 − ηλ) (Lessard, Recht & Packard 2016, proposition 1). Quasi-hyperbolic:
 * trace 1 + β − ηλ(1 − νβ), determinant β(1 − ηλ(1 − ν)). The limits are where an eigenvalue of the map reaches −1.
 */
export function linearTheory({ name, options: given }: MethodChoice): LinearTheory | undefined {
  const options = withDefaults(methodNamed(name), given);
  const decay = Number(options.weight_decay ?? 0);
  const option = (key: string) => Number(options[key] ?? 0);
  // Keras' decay is no part of the velocity: what remembers is then another map.
  if (options.convention === 'keras' && decay !== 0 && name !== 'gd') return undefined;
  switch (name) {
    case 'gd':
      return { decay, factor: (rate, lambda) => Math.abs(1 - rate * lambda), limit: (lambda) => 2 / lambda };
    case 'heavyball':
      return ball(option('momentum'), 1 - option('dampening'), decay);
    case 'momentum':
      return ball(option('beta'), 1 - option('beta'), decay);
    case 'nesterov': {
      const mu = option('momentum');
      return {
        decay,
        factor: (rate, lambda) => radius((1 + mu) * (1 - rate * lambda), mu * (1 - rate * lambda)),
        limit: (lambda) => (2 + 2 * mu) / (1 + 2 * mu) / lambda,
      };
    }
    case 'qhm': {
      const [beta, nu] = [option('beta'), option('nu')];
      return {
        decay,
        factor: (rate, lambda) =>
          radius(1 + beta - rate * lambda * (1 - nu * beta), beta * (1 - rate * lambda * (1 - nu))),
        limit: (lambda) => (2 * (1 + beta)) / (1 + beta - 2 * nu * beta) / lambda,
      };
    }
    default:
      return undefined;
  }
}

/** The heavy ball whose gradients enter its velocity with a weight. */
function ball(mu: number, weight: number, decay: number): LinearTheory {
  return {
    decay,
    factor: (rate, lambda) => radius(1 + mu - rate * weight * lambda, mu),
    limit: (lambda) => (2 * (1 + mu)) / weight / lambda,
  };
}

/** The largest root of z² − trace·z + determinant, in absolute value. */
function radius(trace: number, determinant: number): number {
  const discriminant = trace * trace - 4 * determinant;
  if (discriminant < 0) return Math.sqrt(determinant);
  return (Math.abs(trace) + Math.sqrt(discriminant)) / 2;
}
