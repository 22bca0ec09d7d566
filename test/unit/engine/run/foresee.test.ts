import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { foresee } from '../../../../src/engine/run/foresee.ts';

/** A text and what must be said before its run; nothing where that is empty. */
const CASES: readonly (readonly [text: string, notes: readonly RegExp[]])[] = [
  ['x^2', []],
  ['x^2\nstop gradient<1e-6, patience=5, improvement=1e-3, evaluations=50, steps=100', []],
  ['x^2\nstop gradient<0', [/gradient<0 can never fire: a norm is not below 0/]],
  ['x^2\nstop gradient_max<0, change<0, move<0', [/gradient_max<0/, /change<0/, /move<0/]],
  ['x^2\nstop relative_change<0', []],
  ['x^2\nstop relative_change<2', [/ends every run at its first step/]],
  ['x^2\nstop patience=100, steps=100', []],
  ['x^2\nstop patience=101, steps=100', [/patience=101 can never fire: the run has at most 100 steps/]],
  ['x^2\nstop improvement=0.1', [/no effect without patience/]],
  ['x^2\nstop evaluations=100, steps=100', []],
  ['x^2\nstop evaluations=101, steps=100', [/evaluations=101 can never fire/]],
  ['x^2 + y^2\nstop target<-1', [/target −1 can never be reached: the objective is nowhere below 0/]],
  ['x^2 + y^2\nstop target<0.1', []],
  ['x^2 - y\nstop target<-1', []],
  ['maximize exp(-x^2)\nstop target>2', [/nowhere above 1/]],
  ['maximize exp(-x^2)\nstop target>0.9', []],
  [
    'abs(x - 1) + x^2\nmethod newton',
    [/^Newton.* uses second derivatives: abs\(x - 1\) has a kink at x = 1, where there are none/],
  ],
  ['x^4\nmethod newton', []],
  ['abs(x - 1) + x^2\nmethod lbfgs', []],
  ['x^4\nmethod gd, lbfgs\nschedule cosine', [/schedule has no effect on L-BFGS/]],
  ['abs(x)', [/slope is constant between kinks \(abs\(x\) has a kink at x = 0\)/]],
  ['abs(x)\nstop move<1e-9', []],
  ['abs(x) + x^2', []],
  ['max(x, -2x)', [/slope is constant between kinks/]],
];

for (const [text, expected] of CASES) {
  test(`${text.replaceAll('\n', '; ')}: ${expected.length === 0 ? 'nothing to say' : 'said before the run'}`, () => {
    const notes = foresee(readProblem(text));
    assert.equal(notes.length, expected.length, notes.map((note) => note.text).join('\n'));
    expected.forEach((pattern, i) => {
      assert.match(notes[i]!.text, pattern);
    });
  });
}

test('a note is about the line that says it', () => {
  const text = 'x^2\nstop gradient<0';
  const [note] = foresee(readProblem(text));
  assert.equal(text.slice(note!.range!.start, note!.range!.end), 'stop gradient<0');
});
