import { conventionOf, decayed, descend, type Rule, WEIGHT_DECAY } from '../rule.ts';

const conventions = { paper: { rate: 1e-3 } };

/** x ← x − η sign(∇f(x)). Bernstein et al. (2018), algorithm 1: `signSGD`. */
export const signDescent: Rule = {
  kind: 'rule',
  name: 'sign',
  title: 'Sign descent',
  group: 'adaptive',
  description: 'Every coordinate moves by the rate, against its slope.',
  serves: 'Slopes of any scale. At a constant rate it ends in a cycle as wide as the rate.',
  tex: String.raw`x \leftarrow x - \eta \operatorname{sign}(\nabla f(x))`,
  aliases: ['sign_descent', 'signsgd', 'signgd', 'sign_sgd'],
  options: [WEIGHT_DECAY, conventionOf(conventions)],
  conventions,
  scaleFree: true,
  init: () => ({ state: {} }),
  step(g, at, options) {
    const here = decayed(g, at, options);
    return { x: descend(g, here, g.call('sign', [here.gradient])), state: {} };
  },
};
