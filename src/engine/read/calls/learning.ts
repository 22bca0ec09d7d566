/** Activations and losses of machine learning, by the names that papers and frameworks give them. */

import type { Node } from '../../program/graph.ts';
import { ANY, all, type Call, folded, formula, type Make, maker, type Read } from './call.ts';

/** λ and α with which activations keep mean 0 and variance 1. Klambauer, Unterthiner, Mayr & Hochreiter (2017), eq. 14. */
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** ½·erfc(−x/√2), which keeps its digits in the lower tail. Abramowitz & Stegun (1964), 26.2.29. */
function normalDistribution(make: Make, x: Node): Node {
  return make('multiply', 0.5, make('erfc', make('multiply', -Math.SQRT1_2, x)));
}

function standardized(make: Make, x: Node, mean: Node | undefined, deviation: Node | undefined): Node {
  const centred = mean ? make('subtract', x, mean) : x;
  return deviation ? make('divide', centred, deviation) : centred;
}

/** The density of the normal distribution; mean 0 and deviation 1 unless given. */
const normpdf = formula(1, 3, (make, [x, mean, deviation]) => {
  const z = standardized(make, x, mean, deviation);
  const density = make(
    'multiply',
    1 / Math.sqrt(2 * Math.PI),
    make('exp', make('multiply', -0.5, make('power', z, 2))),
  );
  return deviation ? make('divide', density, deviation) : density;
});

const normcdf = formula(1, 3, (make, [x, mean, deviation]) =>
  normalDistribution(make, standardized(make, x, mean, deviation)),
);

/** The hinge of a margin m, max(0, 1 − m). */
function hinge(make: Make, margin: Node): Node {
  return make('relu', make('subtract', 1, margin));
}

/** The share of the first among all, e^z / (e^z + e^a + …), as the sigmoid of z − log(e^a + …). */
const softmax = formula(2, ANY, (make, [z, ...others]) =>
  make(
    'sigmoid',
    make(
      'subtract',
      z,
      (others as Node[]).reduce((a, b) => make('logaddexp', a, b)),
    ),
  ),
);

/** Huber's loss, δ = 1 unless given. */
const huber = formula(1, 2, (make, [r, delta]) => make('huber', r, delta ?? 1));

/** δ²(√(1 + (r/δ)²) − 1), written without the difference. Charbonnier et al. (1997); δ = 1 unless given. */
const pseudohuber = formula(1, 2, (make, [r, delta]) => {
  const ratio = delta ? make('divide', r, delta) : r;
  const under = make('sqrt', make('add', 1, make('power', ratio, 2)));
  return make('divide', make('power', r, 2), make('add', 1, under));
});

/** τ·r of positive residuals, (τ − 1)·r of negative ones. Koenker & Bassett (1978); τ = ½ unless given. */
const pinball = formula(1, 2, (make, [r, level]) => {
  const quantile = level ?? make('add', 0.5, 0);
  return make('max', make('multiply', quantile, r), make('multiply', make('subtract', quantile, 1), r));
});

/** smoothstep(x) between 0 and 1, or smoothstep(a, b, x) between a and b. */
const smoothstep: Read = (reader, tree, locals) => {
  const make = maker(reader, tree);
  if (tree.args.length <= 1) return make('smoothstep', all(reader, tree, locals, 1)[0]!);
  const [a, b, x] = all(reader, tree, locals, 3) as [Node, Node, Node];
  return make('smoothstep', make('divide', make('subtract', x, a), make('subtract', b, a)));
};

/** step(x), or step(edge, x): 1 from 0, or from the edge, on. */
const step: Read = (reader, tree, locals) => {
  const make = maker(reader, tree);
  const [first, second] = all(reader, tree, locals, 1, 2) as [Node, Node | undefined];
  reader.scope.note('step is read as 0 below its edge and 1 from it on.', tree);
  return make('heaviside', second ? make('subtract', second, first) : first, 1);
};

const heaviside: Read = (reader, tree, locals) => {
  const [x, atZero] = all(reader, tree, locals, 1, 2) as [Node, Node | undefined];
  if (!atZero) reader.scope.note('heaviside is read as ½ at 0.', tree);
  return maker(reader, tree)('heaviside', x, atZero ?? 0.5);
};

/** x above 0, α(e^x − 1) below. */
function exponentialUnit(make: Make, x: Node, alpha: Node | number): Node {
  return make('elu', x, alpha);
}

export const LEARNING = {
  softmax,
  huber,
  pseudohuber,
  pinball,
  smoothstep,
  step,
  heaviside,
  normpdf,
  normcdf,
  logsumexp: folded('logaddexp', 1),
  hinge: formula(1, 1, (make, [m]) => hinge(make, m)),
  squaredhinge: formula(1, 1, (make, [m]) => make('power', hinge(make, m), 2)),
  leakyrelu: formula(1, 2, (make, [x, slope]) => make('leakyrelu', x, slope ?? 0.01)),
  elu: formula(1, 2, (make, [x, alpha]) => exponentialUnit(make, x, alpha ?? 1)),
  selu: formula(1, 1, (make, [x]) => make('multiply', SELU_SCALE, exponentialUnit(make, x, SELU_ALPHA))),
  relu6: formula(1, 1, (make, [x]) => make('min', make('relu', x), 6)),
  /** Hendrycks & Gimpel (2016). */
  gelu: formula(1, 1, (make, [x]) => make('multiply', x, normalDistribution(make, x))),
  /** Elfwing, Uchibe & Doya (2018); with a factor, Ramachandran, Zoph & Le (2017). */
  silu: formula(1, 2, (make, [x, beta]) => make('multiply', x, make('sigmoid', beta ? make('multiply', beta, x) : x))),
  /** Misra (2019). */
  mish: formula(1, 1, (make, [x]) => make('multiply', x, make('tanh', make('softplus', x)))),
  softsign: formula(1, 1, (make, [x]) => make('divide', x, make('add', 1, make('abs', x)))),
  logsigmoid: formula(1, 1, (make, [x]) => make('negate', make('softplus', make('negate', x)))),
  /** log(p/(1 − p)). */
  logit: formula(1, 1, (make, [p]) => make('subtract', make('log', p), make('log1p', make('negate', p)))),
} satisfies Record<string, Read>;

export type { Call };
