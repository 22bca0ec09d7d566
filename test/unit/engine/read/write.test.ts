import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem, type SettingsPatch, withSettings } from '../../../../src/engine/index.ts';
import { writeSettings } from '../../../../src/engine/read/write.ts';

function written(text: string, patch: SettingsPatch): string {
  const edits = writeSettings(readProblem(text), patch);
  return edits.toReversed().reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);
}

const CASES: readonly [name: string, text: string, patch: SettingsPatch, expected: string][] = [
  [
    'a statement is replaced where it stands',
    'x^2\nrate 0.1 # slow\nstart x = 3',
    { rates: [0.2] },
    'x^2\nrate 0.2 # slow\nstart x = 3',
  ],
  [
    'an assignment keeps its name',
    'f(x) = x^2\nlr = 0.1\nx0 = 5',
    { rates: [0.3], start: [4] },
    'f(x) = x^2\nlr = 0.3\nx0 = 4',
  ],
  [
    'the indent and line ends are kept',
    '  x^2\r\n  rate 0.1\r\n',
    { start: [2] },
    '  x^2\r\n  rate 0.1\r\n  start x = 2\r\n',
  ],
  [
    'methods and their options',
    'x^2\nmethod adam',
    {
      methods: [
        { name: 'adam', options: { beta1: 0.8 } },
        { name: 'gd', options: {} },
      ],
    },
    'x^2\nmethod adam beta1=0.8, gd',
  ],
  ['a rate inside a method gives way', 'x^2\nmethod adam rate=0.1', { rates: [0.2] }, 'x^2\nmethod adam\nrate 0.2'],
  [
    'stopping rules by assignment become a statement',
    'x^2\nepochs = 10\ntol = 1e-3',
    { stop: { steps: 20, gradient: undefined } },
    'x^2\nstop steps=20',
  ],
  ['nothing changes, nothing is written', 'x^2\nrate 0.1', { rates: [0.1] }, 'x^2\nrate 0.1'],
];

for (const [name, text, patch, expected] of CASES) {
  test(name, () => {
    const result = written(text, patch);
    assert.equal(result, expected);
    // What is written reads back as what was set.
    assert.deepEqual(readProblem(result).settings, withSettings(readProblem(text), patch).settings);
  });
}
