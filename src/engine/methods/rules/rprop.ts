import { number } from '../choice.ts';
import { conventionOf, type Rule } from '../rule.ts';

const conventions = {
  pytorch: { rate: 0.01 },
  paper: {
    rate: 0.1,
    differs: 'where a slope turned, the coordinate’s last step is taken back; PyTorch leaves it where it is.',
  },
};

/**
 * Resilient backpropagation: each coordinate has a step Δ of its own, which grows by η⁺ while the slope keeps its sign and
 * shrinks by η⁻ where it turned; there the coordinate rests for one step, or takes its last step back. Riedmiller & Braun
 * (1993), eq. (4) to (7), takes it back; Igel & Hüsken (2000), iRprop⁻, rests, as PyTorch's `Rprop`. The rate is the first
 * Δ: a schedule changes nothing.
 */
export const rprop: Rule = {
  kind: 'rule',
  name: 'rprop',
  title: 'Rprop',
  group: 'adaptive',
  description: 'Only the slope’s sign counts: steps grow until it turns.',
  serves: 'Exact gradients of any scale; noise misleads it.',
  tex: String.raw`\Delta \leftarrow \begin{cases} \min(\eta^+ \Delta, \Delta_{\max}) & g\, g_{-1} > 0 \\ \max(\eta^- \Delta, \Delta_{\min}) & g\, g_{-1} < 0 \\ \Delta & \text{else} \end{cases}, \quad x \leftarrow x - \Delta \operatorname{sign}(g)`,
  aliases: ['resilient', 'irprop', 'rprop_minus'],
  options: [
    {
      name: 'etaminus',
      title: 'η⁻',
      default: 0.5,
      min: 0,
      max: 1,
      above: true,
      open: true,
      aliases: ['eta_minus', 'η⁻'],
    },
    { name: 'etaplus', title: 'η⁺', default: 1.2, min: 1, above: true, aliases: ['eta_plus', 'η⁺'] },
    { name: 'step_min', title: 'least step', default: 1e-6, min: 0, aliases: ['min_step_size', 'minimum'] },
    {
      name: 'step_max',
      title: 'greatest step',
      default: 50,
      min: 0,
      above: true,
      aliases: ['max_step_size', 'maximum'],
    },
    conventionOf(conventions),
  ],
  conventions,
  tuples: { etas: ['etaminus', 'etaplus'], step_sizes: ['step_min', 'step_max'] },
  scaleFree: true,
  symbols: { step: String.raw`\Delta`, before: 'g_{-1}' },
  init: (options, rate) => ({ state: { step: rate, before: 0, ...(options.convention === 'paper' && { move: 0 }) } }),
  step(g, at, options) {
    const zero = g.constant(0);
    const agreement = g.multiply(at.gradient, at.state.before!);
    const turned = g.call('less', [agreement, zero]);
    const factor = g.select(
      g.call('greater', [agreement, zero]),
      g.constant(number(options, 'etaplus')),
      g.select(turned, g.constant(number(options, 'etaminus')), g.constant(1)),
    );
    const most = g.constant(number(options, 'step_max'));
    const least = g.constant(number(options, 'step_min'));
    const step = g.call('min', [most, g.call('max', [least, g.multiply(at.state.step!, factor)])]);
    const taken = g.select(turned, zero, at.gradient);
    const move = g.multiply(step, g.call('sign', [taken]));
    const state = { step, before: taken };
    if (!at.state.move) return { x: g.subtract(at.x, move), state };
    const withBack = g.select(turned, g.negate(at.state.move), move);
    return { x: g.subtract(at.x, withBack), state: { ...state, move: withBack } };
  },
};
