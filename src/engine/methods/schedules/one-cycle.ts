import type { Options } from '../../problem.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { number } from '../choice.ts';
import type { Schedule, Translated } from '../schedule.ts';
import { halfCosine } from './cosine.ts';

/**
 * Up to the rate and far down, once. Smith & Topin (2018), "Super-Convergence"; PyTorch's `OneCycleLR`, whose max_lr is η₀
 * here: from η₀/div_factor at t = 0 to η₀ at t = pct_start·N − 1, then to η₀/(div_factor·final_div_factor) at t = N − 1,
 * with `three_phase` by way of η₀/div_factor at t = 2·pct_start·N − 2. Momentum is not cycled.
 */
export const oneCycle: Schedule = {
  name: 'onecycle',
  title: 'One cycle',
  description: 'Rises to the rate, then falls to nearly nothing, once over the whole run. Momentum is not cycled.',
  tex: String.raw`\tfrac{\eta_0}{d} \nearrow \eta_0 \searrow \tfrac{\eta_0}{d\, f}`,
  aliases: ['OneCycleLR', 'one_cycle', '1cycle', 'superconvergence'],
  rateNames: ['max_lr', 'peak_value', 'max'],
  forms: [
    {
      names: ['cosine_onecycle_schedule'],
      own: [{ name: 'transition_steps', title: 'steps', default: 1000, min: 1, whole: true }],
      translate: onecycle,
    },
  ],
  options: [
    { name: 'steps', title: 'steps N', default: 1000, min: 2, spans: true, aliases: ['total_steps'] },
    { name: 'pct_start', title: 'share of steps up', default: 0.3, min: 0, max: 1, aliases: ['up'] },
    { name: 'anneal', title: 'along', default: 'cos', choices: ['cos', 'linear'], aliases: ['anneal_strategy'] },
    { name: 'div_factor', title: 'first: rate / d', default: 25, min: 0, above: true, aliases: ['div'] },
    {
      name: 'final_div_factor',
      title: 'last: first / f',
      default: 10_000,
      min: 0,
      above: true,
      aliases: ['final_div'],
    },
    { name: 'three_phase', title: 'down in two phases', default: false },
  ],
  length: (options) => number(options, 'steps') - 1,
  rate(g, { initial, t }, options) {
    const last = number(options, 'steps') - 1;
    const top = number(options, 'pct_start') * number(options, 'steps') - 1;
    const first = g.divide(initial, g.constant(number(options, 'div_factor')));
    const least = g.divide(first, g.constant(number(options, 'final_div_factor')));
    const middle = number(options, 'pct_start') * number(options, 'steps') * 2 - 2;
    const phases: readonly Phase[] =
      options.three_phase === true
        ? [
            { from: 0, to: top, start: first, end: initial },
            { from: top, to: middle, start: initial, end: first },
            { from: middle, to: last, start: first, end: least },
          ]
        : [
            { from: 0, to: top, start: first, end: initial },
            { from: top, to: last, start: initial, end: least },
          ];
    return phases.reduceRight(
      (later, phase) =>
        phase.to <= phase.from
          ? later
          : g.select(
              g.call('lessOrEqual', [t, g.constant(phase.to)]),
              along(g, t, phase, options.anneal === 'linear'),
              later,
            ),
      least,
    );
  },
};

interface Phase {
  readonly from: number;
  readonly to: number;
  readonly start: Node;
  readonly end: Node;
}

function along(g: Graph, t: Node, { from, to, start, end }: Phase, straight: boolean): Node {
  const part = g.divide(g.subtract(t, g.constant(from)), g.constant(to - from));
  const left = straight ? g.subtract(g.constant(1), part) : halfCosine(g, part);
  return g.add(end, g.multiply(g.subtract(start, end), left));
}

/** optax has the top at ⌊pct_start·n⌋ and the end at n, where PyTorch has them one step earlier. */
function onecycle({ transition_steps: steps = 1000, ...options }: Options): Translated {
  const n = Number(steps);
  const top = Math.floor(Number(options.pct_start ?? 0.3) * n);
  return { options: { ...options, steps: n + 1, pct_start: (top + 1) / (n + 1) } };
}
