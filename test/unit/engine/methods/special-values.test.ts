/** Slopes of 0, huge ones, and none at all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METHODS } from '../../../../src/engine/methods/index.ts';
import { run } from './run.ts';

const rules = METHODS.filter((method) => method.kind === 'rule');
for (const method of rules) {
  const kink = method.splits ? ' + 0.1*abs(x - 1)' : '';
  const forms = Object.keys(method.conventions ?? { '': undefined });
  for (const form of forms) {
    const chosen = `method ${method.name}${form === '' ? '' : ` convention=${form}`}`;
    test(`${chosen} stays where the slope is 0`, async () => {
      // optax' Yogi begins with an average of 1e-6 that is no slope's.
      if (form === 'optax' && method.name === 'yogi') return;
      const text = [`minimize (x - 1)^2 + 0*y${kink}`, 'start 1, 5', `${chosen}`, 'rate 0.1', 'stop steps=20'];
      const decay = method.options.some((option) => option.name === 'weight_decay') ? ' weight_decay=0' : '';
      const { verdict } = await run(...text.with(2, chosen + decay));
      assert.deepEqual(verdict.point, [1, 5], verdict.sentence);
    });

    test(`${chosen} says what becomes of a huge slope`, async () => {
      const { trace, verdict } = await run(
        `minimize 1e160*x^2${kink}`,
        'start 1e20',
        chosen,
        'rate 1e-3',
        'stop steps=50, divergence>1e300',
      );
      // The squares overflow: a method ends, or stays where it can no longer tell; it never passes over a NaN.
      const bad = trace.value.findIndex((value) => !Number.isFinite(value));
      assert.ok(bad < 0 || bad === trace.value.length - 1, verdict.sentence);
      assert.ok(['diverged', 'limit', 'undefined', 'oscillating', 'converged', 'stalled'].includes(verdict.status));
    });

    test(`${chosen} ends where there is no value`, async () => {
      const { verdict } = await run(
        `minimize log(x) + log(y)${kink}`,
        'start 0.5, 0.5',
        chosen,
        'rate 1.5',
        'stop steps=100000',
      );
      if (verdict.rule === 'nonFinite') assert.ok(['undefined', 'unbounded', 'diverged'].includes(verdict.status));
      assert.ok(verdict.sentence.length > 20);
    });
  }
}
