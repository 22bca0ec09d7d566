/** What a method promises on smooth functions at its automatic rate, where that is not a gradient below 1e-6. */
import type { Options } from '../../../../src/engine/problem.ts';

export interface Promised {
  /** Options with which the minimum is its aim. */
  readonly options?: Options;
  /** A rate that falls: at a constant one it ends in a cycle about as wide as the rate. */
  readonly falling?: true;
  /** How near its best iterate comes to the minimum in `steps`, where its gradient need not become small. */
  readonly within?: number;
  readonly steps?: number;
  /** Functions on which nothing is promised, and why. */
  readonly except?: Readonly<Record<string, string>>;
}

const FALLING: Promised = { falling: true };

/** By name; a method that is absent promises a gradient below 1e-6 at a constant rate. */
export const PROMISES: Readonly<Record<string, Promised>> = {
  bb: {
    except: { Rosenbrock: 'convergence is proved for quadratics: Raydan (1993), Dai & Liao (2002); here it cycles' },
  },
  adagrad: { except: { Rosenbrock: 'its steps shrink as 1/√t, so the valley takes longer than a test may' } },
  adadelta: FALLING,
  rmsprop: FALLING,
  nadam: FALLING,
  adan: FALLING,
  qhadam: FALLING,
  lion: FALLING,
  sign: FALLING,
  signum: FALLING,
  // With decay it ends beside the minimum, as its test says.
  adamw: { options: { weight_decay: 0 } },
  // Its steps end at the least step, 1e-6, and in a valley turned from the axes every turn shortens them.
  rprop: { within: 1e-3, steps: 20_000 },
  // Steps as long as the rate over √t, whatever the slope.
  subgradient: { within: 1e-3, steps: 200_000 },
};
