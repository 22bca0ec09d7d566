import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { Curvature } from '../../../../src/engine/run/curvature.ts';
import { automaticRate } from '../../../../src/engine/run/rate.ts';
import { near } from '../../cases.ts';

function rateOf(text: string) {
  const problem = readProblem(text);
  return automaticRate(problem, problem.settings.methods[0]!, new Curvature(problem));
}

/** Σ i(xᵢ − 1)², whose largest curvature is 2n. */
function quadratic(parameters: number): string {
  return Array.from({ length: parameters }, (_, i) => `${i + 1}*(x${i} - 1)^2`).join(' + ');
}

test('a quadratic’s rate is 1/λ of its largest curvature', () => {
  const { rate, note } = rateOf(`${quadratic(10)}\nstart ${new Array(10).fill(0).join(', ')}`);
  near(rate, 1 / 20, 1e-12, 0, 'rate');
  assert.match(note, /at the start, 20$/);
});

test('with many parameters the curvature is estimated', () => {
  near(rateOf(quadratic(80)).rate, 1 / 160, 0.05, 0, 'rate');
});

test('a valley that gets steeper on the way lowers the rate', () => {
  const { rate, note } = rateOf('(1 - x)^2 + 100*(y - x^2)^2\nstart 0.5, 0.5');
  assert.ok(rate > 1 / 1500 && rate < 1 / 800, String(rate));
  assert.match(note, /a pilot run met/);
});

test('without curvature a step is of length 0.1', () => {
  near(rateOf('3x + 4y').rate * 5, 0.1, 1e-12, 0, 'step');
});

test('a step that would climb is halved', () => {
  const { note } = rateOf('sqrt(1 + x^2)\nstart x = 20');
  assert.match(note, /halved/);
});

test('for a method whose step does not grow with the gradient it is a tenth of the first step’s length', () => {
  near(rateOf('x^2\nstart x = 3\nmethod adam').rate, 0.3, 1e-12, 0, 'rate');
});

test('a method that is made for a rate has that', () => {
  for (const method of ['adadelta', 'polyakstep']) {
    const { rate, note } = rateOf(`x^2\nstart x = 3\nmethod ${method}`);
    assert.equal(rate, 1);
    assert.match(note, /finds the length of its steps itself$/);
  }
});

test('subgradient steps get shorter: the first is a whole one of gradient descent', () => {
  near(rateOf('x^2\nstart x = 3\nmethod subgradient').rate, 3, 1e-12, 0, 'with curvature');
  near(rateOf('abs(x)\nstart x = 3\nmethod subgradient').rate, 0.1, 1e-12, 0, 'without');
});

test('RAdam’s first steps grow with the gradient: its rate is gradient descent’s at most', () => {
  near(rateOf('500x^2\nstart x = 3\nmethod radam').rate, 0.001, 1e-12, 0, 'steep');
  near(rateOf('0.005x^2\nstart x = 3\nmethod radam').rate, 0.3, 1e-12, 0, 'flat');
});

test('curvature too extreme for the eigenvalues to be found is no reason to fail', () => {
  const { rate } = rateOf('max(w, 3/(4*relu(y))) + (x*x)/relu(y) + 1e300*z^2\nstart w = 1, y = 1e-150, x = 1, z = 1');
  assert.ok(rate > 0 && Number.isFinite(rate), String(rate));
});
