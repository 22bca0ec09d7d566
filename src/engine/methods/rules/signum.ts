import { number } from '../choice.ts';
import { average, conventionOf, decayed, descend, type Rule, WEIGHT_DECAY } from '../rule.ts';

const conventions = { paper: { rate: 1e-3 } };

/** m ← βm + (1 − β)∇f(x), x ← x − η sign(m). Bernstein et al. (2018), algorithm 2. */
export const signum: Rule = {
  kind: 'rule',
  name: 'signum',
  title: 'Signum',
  group: 'adaptive',
  description: 'Sign descent along an averaged gradient.',
  serves: 'Noisy slopes of any scale. At a constant rate it ends in a cycle wider than the rate.',
  tex: String.raw`m \leftarrow \beta m + (1 - \beta) \nabla f(x), \quad x \leftarrow x - \eta \operatorname{sign}(m)`,
  aliases: ['sign_momentum'],
  options: [
    { name: 'beta', title: 'β', default: 0.9, min: 0, max: 1, open: true, aliases: ['momentum', 'mu', 'β'] },
    WEIGHT_DECAY,
    conventionOf(conventions),
  ],
  conventions,
  scaleFree: true,
  init: () => ({ state: { m: 0 } }),
  step(g, at, options) {
    const here = decayed(g, at, options);
    const m = average(g, number(options, 'beta'), at.state.m!, here.gradient);
    return { x: descend(g, here, g.call('sign', [m])), state: { m } };
  },
};
