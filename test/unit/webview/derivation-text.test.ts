import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../src/engine/index.ts';
import { derivationsOf } from '../../../src/worker/explanation.ts';
import { derivationText, remarksOn } from '../../../webview/derivation-text.ts';

const derivations = (text: string) => derivationsOf(readProblem(text));

test('text has a line a step, indented as deep as it lies', () => {
  assert.equal(
    derivationText(derivations('(1 - x)^2 + y'), 'text'),
    [
      '∂/∂x ((1 - x)^2 + y) = -2*(1 - x) + 0 = -2*(1 - x)    [Sum rule: (u + v)′ = u′ + v′]',
      '  ∂/∂x (1 - x)^2 = 2*(1 - x)*(-1) = -2*(1 - x)    [Power rule with the chain rule: (uⁿ)′ = n·uⁿ⁻¹·u′]',
      '    ∂/∂x (1 - x) = 0 - 1 = -1    [Difference rule: (u − v)′ = u′ − v′]',
      '',
      '∂/∂y ((1 - x)^2 + y) = 0 + 1 = 1    [Sum rule: (u + v)′ = u′ + v′]',
      '  ∂/∂y (1 - x)^2 = 0    [Constant: does not depend on y: c′ = 0]',
    ].join('\n'),
  );
});

test('TeX names the rule, whatever the parameter is called', () => {
  const tex = derivationText(derivations('sin(w_1)^2 + w_2^2'), 'tex');
  assert.match(tex, /\\text\{Chain rule with sin\}|\\text\{Derivative of sin\}/);
  assert.match(tex, /does not depend on w\\_1/);
});

test('what is repeated, left out or to be known is said', () => {
  const [root] = derivations('abs(x)');
  assert.deepEqual(remarksOn(root!.root!), ['At u = 0, where |u| has its kink, the slope 0 is taken.']);
  const step = { ...root!.root!, repeats: 'above', omitted: 2 } as const;
  assert.deepEqual(remarksOn(step).slice(1), [
    'Its steps are shown above.',
    '2 inner steps are left out: there are too many.',
  ]);
});

test('a formula that is too large has its remark', () => {
  assert.equal(derivationText([{ parameter: 'x', remark: 'Too large.' }], 'text'), 'Too large.');
});
