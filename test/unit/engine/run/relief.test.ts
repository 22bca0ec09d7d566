import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { type ReliefChoice, reliefs, sizeOf } from '../../../../src/engine/run/relief.ts';

function finish<T>(steps: Generator<void, T>): { readonly value: T; readonly slices: number } {
  for (let slices = 0; ; slices++) {
    const { done, value } = steps.next();
    if (done) return { value, slices };
  }
}

const close = (value: number, wanted: number) =>
  assert.ok(Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)), `${value} is not ${wanted}`);

test('a map has the value in the middle of every cell, the lowest row first', () => {
  const problem = readProblem('(1 - x)^2 + 100*(y - x^2)^2 + z');
  const choice: ReliefChoice = { across: 1, down: 0, x: [-1, 1], y: [0, 3], width: 4, height: 3, fixed: [9, 9, 7] };
  const { width, height, values } = finish(reliefs(problem)(choice)).value;
  assert.deepEqual([width, height, values.length], [4, 3, 12]);
  const at = (y: number, x: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2 + 7;
  close(values[0]!, at(-0.75, 0.5));
  close(values[3]!, at(0.75, 0.5));
  close(values[4]!, at(-0.75, 1.5));
  close(values[11]!, at(0.75, 2.5));
});

test('a line has a value at both ends', () => {
  const choice: ReliefChoice = { across: 0, x: [1, 3], width: 5, height: 1, fixed: [0, 5] };
  const { values } = finish(reliefs(readProblem('x^2 + y'))(choice)).value;
  assert.deepEqual([...values], [6, 7.25, 9, 11.25, 14]);
});

test('what is not a number stays what it is', () => {
  const choice: ReliefChoice = { across: 0, x: [-1, 1], width: 3, height: 1, fixed: [0] };
  const { values } = finish(reliefs(readProblem('x*log(x)\nstart 1'))(choice)).value;
  assert.ok(Number.isNaN(values[0]!));
  assert.equal(values[2], 0);
});

test('with many rows of data it is made in many slices, and of fewer cells', () => {
  const rows = Array.from({ length: 3000 }, (_, i) => i / 3000);
  const problem = readProblem(`u = [${rows.join(', ')}]\nminimize mean((a*u + b - u)^2)`);
  const choice: ReliefChoice = { across: 0, down: 1, x: [-1, 2], y: [-1, 1], width: 100, height: 75, fixed: [0, 0] };
  const { value, slices } = finish(reliefs(problem)(choice));
  assert.ok(slices > 20, String(slices));
  assert.equal(value.values.length, value.width * value.height);
  assert.ok(value.width < 100 && value.width > 80);
  // The last band overlaps the one before where the height is no multiple of it.
  const a = -1 + (0.5 / value.width) * 3;
  const b = 1 - (0.5 / value.height) * 2;
  const wanted = rows.reduce((sum, u) => sum + (a * u + b - u) ** 2, 0) / rows.length;
  close(value.values[(value.height - 1) * value.width]!, wanted);
});

test('a map never has less than a few hundred cells', () => {
  const choice: ReliefChoice = { across: 0, down: 1, x: [0, 1], y: [0, 1], width: 128, height: 96, fixed: [] };
  assert.deepEqual(sizeOf(choice, 1), [128, 96]);
  const [width, height] = sizeOf(choice, 1e9);
  assert.ok(width * height > 400 && width * height < 600);
});
