import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionText, parseOption } from '../../../webview/options.ts';
import type { Parsed } from '../../../webview/settings.ts';

const refused = (parsed: Parsed<unknown>) => 'problem' in parsed && /\.$/u.test(parsed.problem);

test('numbers keep their bounds, closed and open', () => {
  const beta = { name: 'beta1', title: 'β₁', default: 0.9, min: 0, max: 1 };
  assert.deepEqual(parseOption(beta, '0.5'), { value: 0.5 });
  assert.deepEqual(parseOption(beta, '1'), { value: 1 });
  for (const text of ['1.5', '-0.1', 'x']) assert.ok(refused(parseOption(beta, text)), text);
  const open = { ...beta, open: true, above: true };
  for (const text of ['0', '1']) assert.ok(refused(parseOption(open, text)), text);
  assert.deepEqual(parseOption(open, '1'), { problem: 'β₁ is above 0 and less than 1.' });
  assert.deepEqual(parseOption({ name: 'n', title: 'Period', default: 10, min: 1 }, '0'), {
    problem: 'Period is at least 1.',
  });
});

test('whole numbers only, where an option says so', () => {
  const memory = { name: 'memory', title: 'memory', default: 10, whole: true };
  assert.deepEqual(parseOption(memory, '1e2'), { value: 100 });
  assert.ok(refused(parseOption(memory, '2.5')));
});

test('words are those there are; other texts are free', () => {
  const rule = { name: 'rule', title: 'rule', default: 'wolfe', choices: ['wolfe', 'armijo'] };
  assert.deepEqual(parseOption(rule, 'armijo'), { value: 'armijo' });
  assert.deepEqual(parseOption(rule, 'goldstein'), { problem: 'rule is one of wolfe, armijo.' });
  assert.deepEqual(parseOption({ name: 'f', title: 'formula', default: '' }, ' 0.1/t '), { value: '0.1/t' });
});

test('lists have commas, with or without brackets, each number within the bounds', () => {
  const at = { name: 'at', title: 'milestones', default: [30, 80], min: 1, whole: true };
  assert.deepEqual(parseOption(at, '30, 80'), { value: [30, 80] });
  assert.deepEqual(parseOption(at, '(1,2, 3)'), { value: [1, 2, 3] });
  assert.deepEqual(parseOption(at, ''), { value: [] });
  assert.deepEqual(parseOption(at, '3, 0'), { problem: 'milestones is at least 1.' });
  assert.deepEqual(parseOption(at, '3, soon'), { problem: 'milestones is a list of numbers, such as 30, 80.' });
});

test('a value is entered as it is shown', () => {
  const at = { name: 'at', title: 'milestones', default: [30, 80] };
  assert.deepEqual(parseOption(at, optionText([1e-9, 5])), { value: [1e-9, 5] });
  assert.equal(optionText('0.1/t'), '0.1/t');
});
