import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Equation, StepView } from '../../../src/protocol/step.ts';
import { notesOn, numberTex, piecesOf, stepSummary, stepText } from '../../../webview/step-text.ts';

const update: Equation = {
  left: { tex: 'x', text: 'x' },
  relation: '←',
  forms: [
    { tex: 'x - \\eta', text: 'x - η' },
    {
      tex: '1 - 0.33333',
      text: '1 - 0.33333',
      full: { tex: '1 - 0.3333333333333333', text: '1 - 0.3333333333333333' },
    },
  ],
  value: 0.6666666666666667,
};
const point = (value: number): Equation => ({ left: { tex: 'x', text: 'x' }, relation: '=', forms: [], value });
const step: StepView = {
  runId: 1,
  row: 4,
  kind: 'search',
  title: 'Newton',
  tex: '',
  parts: [
    { part: 'iterate', equations: [point(1)] },
    { part: 'update', equations: [update] },
    { part: 'next', equations: [point(0.6666666666666667)] },
  ],
  trials: [{ length: 1, value: 1e-9, accepted: true }],
  remarks: [],
};

test('an equation has rounded numbers to see and all digits as titles', () => {
  assert.deepEqual(
    piecesOf(update).map(({ text, title }) => [text, title]),
    [
      ['x', undefined],
      ['← x - η', undefined],
      ['= 1 - 0.33333', '1 - 0.3333333333333333'],
      ['= 0.66667', '0.6666666666666667'],
    ],
  );
});

test('a step is copied with all digits, as text and as TeX', () => {
  assert.deepEqual(stepText(step, 'text').split('\n').slice(0, 7), [
    'Newton, step 4',
    '',
    'At step 4',
    '  x = 1',
    '',
    'Update',
    '  x ← x - η = 1 - 0.3333333333333333 = 0.6666666666666667',
  ]);
  assert.match(stepText(step, 'text'), /\n {2}Trial 1: length 1, value 1e-9, accepted$/);
  assert.match(stepText(step, 'tex'), /\nx \\leftarrow x - \\eta = 1 - 0\.3333333333333333 = 0\.6666666666666667\n/);
});

test('what the step did is said in a sentence', () => {
  assert.equal(stepSummary(step), 'Newton, step 4 to 5: x from 1 to 0.66667.');
});

test('where the run rounds otherwise than the formula, both numbers are said', () => {
  assert.deepEqual(notesOn(update), []);
  assert.deepEqual(notesOn({ ...update, asWritten: 0.6666666666666666 }), [
    'As written it rounds to 0.6666666666666666, in the run’s order to 0.6666666666666667.',
  ]);
});

test('numbers are typeset with powers of ten', () => {
  assert.deepEqual(['1.5', '1e-8', '2.5e10', '∞', 'NaN'].map(numberTex), [
    '1.5',
    '10^{-8}',
    '2.5 \\cdot 10^{10}',
    '\\infty',
    '\\mathrm{NaN}',
  ]);
});
