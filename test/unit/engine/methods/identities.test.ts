/** Methods that become one another at some values of their options: each names its own limit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { near } from '../../cases.ts';
import { path } from './run.ts';

const valley = ['minimize (1 - x)^2 + 10*(y - x^2)^2', 'start -0.8, 0.6', 'stop steps=60'] as const;

const SAME: readonly (readonly [a: string, b: string])[] = [
  ['heavyball momentum=0 rate=0.01', 'gd rate=0.01'],
  ['nesterov momentum=0 rate=0.01', 'gd rate=0.01'],
  ['momentum beta=0.9 rate=0.1', 'heavyball momentum=0.9 rate=0.01'],
  ['heavyball momentum=0.9 rate=0.01', 'heavyball momentum=0.9 rate=0.01 convention=keras'],
  ['nesterov momentum=0.9 rate=0.01', 'nesterov momentum=0.9 rate=0.01 convention=keras'],
  ['qhm nu=0 rate=0.01', 'gd rate=0.01'],
  ['qhm nu=1 beta=0.9 rate=0.01', 'momentum beta=0.9 rate=0.01'],
  // Ma & Yarats (2019), section 4.2: Nesterov's momentum is ν = β, at 1/(1 − β) times the rate.
  ['qhm nu=0.9 beta=0.9 rate=0.1', 'nesterov momentum=0.9 rate=0.01'],
  ['qhadam nu1=1 nu2=1 rate=0.01', 'adam rate=0.01'],
  ['adam amsgrad=true rate=0.05 beta2=0.8', 'amsgrad rate=0.05 beta2=0.8'],
  ['adam rate=0.05', 'adam rate=0.05 convention=optax'],
  ['adam rate=0.05', 'adam rate=0.05 convention=paper'],
  ['adamw rate=0.05 weight_decay=0', 'adam rate=0.05'],
  ['adam rate=0.05 weight_decay=0.1 convention=keras', 'adamw rate=0.05 weight_decay=0.1 convention=keras'],
  ['rmsprop alpha=0 eps=0 rate=0.01', 'sign rate=0.01'],
  ['lion beta1=0.9 beta2=0.9 rate=0.01', 'signum beta=0.9 rate=0.01'],
  ['adagrad rate=0.1 convention=keras', 'adagrad rate=0.1 eps=1e-7 eps_in_sqrt=true initial_accumulator_value=0.1'],
];

for (const [a, b] of SAME) {
  test(`${a} makes the steps of ${b}`, async () => {
    const [left, right] = await Promise.all([path(...valley, `method ${a}`), path(...valley, `method ${b}`)]);
    assert.equal(left.length, 61);
    left.forEach((point, k) => {
      point.forEach((value, i) => {
        near(value, right[k]![i]!, 1e-9, 1e-12, `step ${k}`);
      });
    });
  });
}

const APART: readonly (readonly [a: string, b: string])[] = [
  ['heavyball', 'heavyball convention=keras'],
  ['nesterov', 'nesterov convention=keras'],
  ['heavyball convention=optax', 'heavyball convention=paper'],
];

for (const [a, b] of APART) {
  test(`where the rate changes, ${a} and ${b} part`, async () => {
    const falling = [...valley, 'rate 0.01', 'schedule step every=20 factor=0.1'];
    const [left, right] = await Promise.all([path(...falling, `method ${a}`), path(...falling, `method ${b}`)]);
    near(left[20]![0]!, right[20]![0]!, 1e-12, 0, 'before the change');
    assert.ok(Math.abs(left[30]![0]! - right[30]![0]!) > 1e-4);
  });
}
