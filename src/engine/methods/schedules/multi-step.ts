import type { Options } from '../../problem.ts';
import { numbers } from '../choice.ts';
import type { Schedule, Translated } from '../schedule.ts';
import { GAMMA } from './factor.ts';

/**
 * η₀ times a factor at each milestone that t has reached: PyTorch's `MultiStepLR`; with a factor a milestone optax's
 * `piecewise_constant_schedule` and Keras's `PiecewiseConstantDecay`, whose values hold up to and with their boundary.
 */
export const multiStep: Schedule = {
  name: 'multistep',
  title: 'Multi-step',
  description: 'Multiplied by a factor at each of some steps.',
  tex: String.raw`\eta_t = \eta_0 \prod_{m_i \le t} \gamma_i`,
  aliases: ['multi_step', 'milestones', 'piecewise', 'piecewise_constant'],
  forms: [
    { names: ['MultiStepLR'], defaults: { factor: [0.1] } },
    {
      names: ['PiecewiseConstantDecay'],
      own: [
        { name: 'boundaries', title: 'boundaries', default: [], min: 0 },
        { name: 'values', title: 'values', default: [], min: 0, above: true },
      ],
      translate: piecewise,
    },
    {
      names: ['piecewise_constant_schedule'],
      own: [{ name: 'boundaries_and_scales', title: 'boundaries and scales', default: [], min: 0 }],
      translate({ boundaries_and_scales: pairs = [], ...options }) {
        const flat = typeof pairs === 'object' ? pairs : [];
        const milestones = flat.filter((_, i) => i % 2 === 0);
        if (milestones.length === 0) return { options: { ...options, milestones: [], factor: [1] } };
        return { options: { ...options, milestones, factor: flat.filter((_, i) => i % 2 === 1) } };
      },
    },
  ],
  options: [
    { name: 'milestones', title: 'at steps', default: [30, 80], min: 0, aliases: ['boundaries', 'at'] },
    { name: 'factor', title: 'factors γ', default: [0.1], ...GAMMA, max: Number.MAX_VALUE },
  ],
  fault(options) {
    const [milestones, factors] = [numbers(options, 'milestones').length, numbers(options, 'factor').length];
    if (factors === 1 || factors === milestones) return undefined;
    return `There are ${milestones} milestones and ${factors} factors: one factor is for all, or there is one for each.`;
  },
  length: (options) => Math.max(0, ...numbers(options, 'milestones')),
  rate(g, { initial, t }, options) {
    let product = 1;
    let factor = g.constant(product);
    for (const [milestone, gamma] of steps(options)) {
      product *= gamma;
      factor = g.select(g.call('greaterOrEqual', [t, g.constant(milestone)]), g.constant(product), factor);
    }
    return g.multiply(factor, initial);
  },
};

/** Milestones in order, each with its factor. */
function steps(options: Options): (readonly [number, number])[] {
  const factors = numbers(options, 'factor');
  return numbers(options, 'milestones')
    .map((milestone, i) => [milestone, factors[i] ?? factors[0] ?? 1] as const)
    .sort(([a], [b]) => a - b);
}

function piecewise(given: Options): Translated {
  const { boundaries: _, values: __, ...options } = given;
  const boundaries = numbers(given, 'boundaries');
  const values = numbers(given, 'values');
  if (values.length !== boundaries.length + 1) {
    const parted = boundaries.length === 1 ? '1 boundary parts' : `${boundaries.length} boundaries part`;
    const given = values.length === 1 ? 'here is 1' : `here are ${values.length}`;
    return { fault: `${parted} ${boundaries.length + 1} values; ${given}.` };
  }
  const milestones = boundaries.map((boundary) => Math.floor(boundary) + 1);
  const factor = boundaries.map((_boundary, i) => values[i + 1]! / values[i]!);
  return { options: { ...options, milestones, factor: factor.length > 0 ? factor : [1] }, rate: values[0]! };
}
