/** Runs that fail, and what is offered: applied, it makes the run succeed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem, remedyOf, withSettings } from '../../../../../src/engine/index.ts';
import type { Problem } from '../../../../../src/engine/problem.ts';
import { writeSettings } from '../../../../../src/engine/read/write.ts';
import { Curvature } from '../../../../../src/engine/run/curvature.ts';
import { beginDescent } from '../../../../../src/engine/run/descent.ts';
import { plansOf } from '../../../../../src/engine/run/plan.ts';
import { findRemedy } from '../../../../../src/engine/run/remedies/find.ts';
import type { Verdict } from '../../../../../src/engine/run/verdict.ts';

const ROSENBROCK = '(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1\n';
const LINE = 'a = [1, 2, 3, 4]\nb = [3, 5, 7, 9]\nmean((m*a + c - b)^2)\nstart m = 0, c = 0\n';

/** A text, how it fails, and a value that is known of the minimum it must come to. */
const FAILING: readonly (readonly [text: string, status: string, value: number])[] = [
  ['x^2\nstart x = 1\nrate 1.1', 'diverged', 0],
  ['x^2\nstart x = 1\nrate 1e300', 'diverged', 0],
  ['x^2 + 10y^2\nstart 3, 4\nrate 0.2', 'diverged', 0],
  ['x^2 + 100y^2\nstart 3, 4\nrate 0.0101', 'diverged', 0],
  ['x^2 + 1e4*y^2\nstart 3, 4\nrate 1', 'diverged', 0],
  ['x^2 + 1e6*y^2\nstart 3, 4\nrate 0.5', 'diverged', 0],
  ['x^2 + y^2 + 1.9x*y\nstart 3, 4\nrate 0.6', 'diverged', 0],
  ['maximize 3 - x^2 - 5y^2\nstart 1, 1\nrate 0.5', 'diverged', 3],
  [`${LINE}rate 1`, 'diverged', 0],
  ['x^4\nstart x = 3\nrate 0.1', 'diverged', 0],
  ['exp(x^2)\nstart x = 3\nrate 0.1', 'diverged', 1],
  ['exp(x) + exp(-x)\nstart x = 5\nrate 1', 'diverged', 2],
  ['sin(x) + x^2/20\nstart x = 4\nrate 30', 'diverged', 0.007913],
  [`${ROSENBROCK}rate 0.01`, 'diverged', 0],
  [`${ROSENBROCK}method heavyball\nrate 0.01`, 'diverged', 0],
  [`${ROSENBROCK}method momentum\nrate 0.1`, 'diverged', 0],
  [`${ROSENBROCK}method nesterov\nrate 0.02`, 'diverged', 0],
  ['x^2\nstart x = 1\nmethod heavyball momentum=0.99\nrate 3', 'diverged', 0],
  ['x^2 + 20y^2\nstart 1, 1\nmethod nesterov\nrate 0.1', 'diverged', 0],
  ['x^2 + 20y^2\nstart 1, 1\nmethod gd rate=0.1', 'diverged', 0],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.5\nstop steps=40', 'oscillating', 0],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.5\nstop change<1e-9', 'oscillating', 0],
  ['x^2\nstart x = 1\nrate 1', 'oscillating', 0],
  [`${ROSENBROCK}rate 0.005`, 'oscillating', 0],
  ['abs(x - 2)\nstart x = 0.33\nrate 0.1\nstop steps=100', 'oscillating', 0],
  ['abs(x) + 3abs(y)\nstart 1.234, 2\nrate 0.1\nstop steps=500', 'oscillating', 0],
  ['abs(x) + abs(y - 1)\nstart x = 0, y = 5\nrate 0.01', 'oscillating', 0],
  ['hypot(x, y)\nstart x = 3, y = 1\nmethod rmsprop\nrate 0.5\nstop steps=3000', 'limit', 0],
  ['max(x, y, -x - y)\nstart x = -2, y = 5\nrate 1\nstop change<1e-6', 'oscillating', 0],
  ['cosh(x) + y^2\nstart x = 3, y = 5\nrate 1e-6\nschedule exponential factor=0.9', 'limit', 1],
  ['max(x, -2x)\nstart 3\nrate 0.3\nstop steps=200', 'oscillating', 0],
  ['(w - 1)^2 + 4*abs(w) + (b + 1)^2\nstart 5, 5\nrate 0.3\nstop steps=300', 'oscillating', 1],
  ['abs(x - 1) + x^2/10\nstart 4\nrate 0.2\nstop steps=400', 'limit', 0.1],
  [`${ROSENBROCK}rate 0.0025\nstop steps=5000`, 'limit', 0],
  [`${ROSENBROCK}rate 1e-5\nstop steps=1000`, 'limit', 0],
  [`${ROSENBROCK}rate 0.001\nstop steps=200`, 'limit', 0],
  [`${ROSENBROCK}method adam\nrate 5\nstop steps=2000`, 'limit', 0],
  [`${ROSENBROCK}method rmsprop\nrate 0.5\nstop steps=5000`, 'limit', 0],
  ['x^2\nstart x = 1\nmethod heavyball momentum=0.9999\nrate 0.1\nstop steps=3000', 'limit', 0],
  ['x^2 + y^2\nstart 3, 4\nrate 1e-6\nstop steps=1000', 'limit', 0],
  ['x^2 + y^2\nstart 3, 4\nmethod adagrad\nrate 0.01\nstop steps=500', 'limit', 0],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.1\nschedule exponential factor=0.5', 'limit', 0],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.01\nstop evaluations=20, gradient<1e-6', 'limit', 0],
  ['x^2\nstart x = 1\nrate 1\nstop patience=5, gradient<1e-6', 'oscillating', 0],
  ['exp(x) - x\nstart x = 8\nrate 0.1\nstop steps=300', 'limit', 1],
  ['(sigmoid(w) - 0.3)^2\nstart w = 25\nrate 0.5\nstop steps=2000', 'limit', 0],
  ['(tanh(3w) - 0.5)^2\nstart w = 4\nrate 0.5\nstop steps=1000', 'limit', 0],
  ['(sigmoid(w) - 0.3)^2\nstart w = -30\nrate 1', 'converged', 0],
  ['maximize exp(-x^2)\nstart x = 6\nrate 0.1', 'converged', 1],
  ['-exp(-(x - 2)^2)\nstart x = 8\nrate 0.1', 'converged', -1],
  ['1e-8*(x - 5)^2\nstart x = 1', 'converged', 0],
  ['x^2 + y^2\nstart 3, 4\nrate 1e-3\nstop change<1e-2', 'converged', 0],
  ['x^4 - x^2 + y^2\nstart 0, 1\nrate 0.1', 'converged', -0.25],
  ['(x^2 - 1)^2 + y^2\nstart x = 0, y = 0\nrate 0.05', 'converged', 0],
  ['maximize x^2*exp(-x^2)\nstart x = 0\nrate 0.1', 'converged', Math.exp(-1)],
  ['cos(x)\nstart x = 0\nrate 0.1', 'converged', -1],
  ['x^3 - 3x\nstart x = 0.5\nrate 2', 'unbounded', -2],
  ['x - log(x)\nstart x = 0.5\nrate 5', 'undefined', 1],
  ['x*log(x)\nstart x = 1\nrate 2', 'undefined', -Math.exp(-1)],
];

/** Runs for which there is nothing to set: with a sentence that says so, or without. */
const HOPELESS: readonly (readonly [text: string, sentence: RegExp | undefined])[] = [
  ['x^2 - y^2\nstart 1, 0\nrate 0.1', /off this saddle the objective falls beyond every limit, so there is no minimum/],
  ['-x^2\nstart x = 1\nrate 1', /falls beyond every limit/],
  ['maximize x^2\nstart x = 1\nrate 1', /rises beyond every limit, so there is no maximum/],
  ['sqrt(x)\nstart x = 1\nrate 0.5', undefined],
];

/** Runs that are as they should be. */
const SOUND: readonly string[] = [
  'x^2\nstart x = 1\nrate 0.1',
  '(x + y - 1)^2\nstart 3, 4\nrate 0.1',
  'x^4\nstart x = 1\nrate 0.1',
  'maximize 3 - x^2\nstart x = 1\nrate 0.1',
  'x^2\nstart x = 1\nrate 0.1\nstop target<0.5',
];

function run(problem: Problem, index = 0): { verdict: Verdict; remedy: ReturnType<typeof findRemedy> } {
  const plans = plansOf(problem);
  const curvature = new Curvature(problem);
  const plan = plans[index]!;
  const descent = beginDescent(problem, plan, curvature);
  while (!descent.done) descent.advance(4096);
  const verdict = descent.verdict();
  const { rate } = descent;
  const failed = { problem, plan, plans, curvature, verdict, ...(rate !== undefined && { rate }) };
  // On a machine that is busy with all other tests a trial may take long: how long is not what is tested.
  return { verdict, remedy: findRemedy(failed, { milliseconds: 60_000, longest: 20_000 }) };
}

function verdictWith(problem: Problem, index = 0): Verdict {
  const descent = beginDescent(problem, plansOf(problem)[index]!);
  while (!descent.done) descent.advance(4096);
  return descent.verdict();
}

for (const [text, status, value] of FAILING) {
  test(`the remedy for ${text.replaceAll('\n', '; ')} makes it converge`, async () => {
    const problem = readProblem(text);
    const { verdict, remedy } = run(problem);
    assert.equal(verdict.status, status, verdict.sentence);
    const found = await remedy;
    assert.ok(found?.apply, found?.sentence ?? 'No remedy was found.');
    const { label, patch } = found.apply;
    const mended = verdictWith(withSettings(problem, patch));
    assert.equal(mended.status, 'converged', `${label}: ${mended.sentence}`);
    assert.ok(Math.abs(mended.value - value) < 1e-4 * (1 + Math.abs(value)), `${label}: ${mended.sentence}`);
    assert.ok(found.sentence.includes(`after ${mended.steps.toLocaleString('en')} step`), found.sentence);
    assert.ok(found.sentence.includes(label));
    // Written into the text it is the same run.
    const written = writeSettings(problem, patch).reduceRight(
      (all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end),
      text,
    );
    assert.equal(verdictWith(readProblem(written)).steps, mended.steps, written);
  });
}

for (const [text, sentence] of HOPELESS) {
  test(`nothing to set mends ${text.replaceAll('\n', '; ')}`, async () => {
    const found = await run(readProblem(text)).remedy;
    assert.equal(found?.apply, undefined);
    if (sentence) assert.match(found?.sentence ?? '', sentence);
    else assert.equal(found, undefined);
  });
}

for (const text of SOUND) {
  test(`no remedy is offered for ${text.replaceAll('\n', '; ')}`, async () => {
    assert.equal(await run(readProblem(text)).remedy, undefined);
  });
}

test('of several runs only the failing one is changed', async () => {
  const problem = readProblem('x^2 + y^2\nstart 3, 4\nrate 0.1, 2');
  const found = await run(problem, 1).remedy;
  const mended = withSettings(problem, found!.apply!.patch);
  assert.equal(plansOf(mended).length, 2);
  assert.equal(verdictWith(mended, 0).steps, verdictWith(problem, 0).steps);
  assert.equal(verdictWith(mended, 1).status, 'converged');
});

test('scripts ask for the remedy of a run', async () => {
  const problem = readProblem('x^2\nstart x = 1\nrate 1.1');
  const found = await remedyOf(problem, await minimize(problem));
  assert.deepEqual(found?.apply, { label: 'rate 0.5', patch: { rates: [0.5] } });
});

test('a search for a remedy ends when it is cancelled', async () => {
  const problem = readProblem('-x^2\nstart x = 1\nrate 1');
  const plans = plansOf(problem);
  const curvature = new Curvature(problem);
  const verdict = verdictWith(problem);
  const failed = { problem, plan: plans[0]!, plans, curvature, verdict, rate: 1 };
  assert.equal(await findRemedy(failed, { cancelled: () => true }), undefined);
});

test('kinks that are terms λ|w| are minimized exactly; others need a falling rate', async () => {
  const split = await run(readProblem('(w - 1)^2 + 4*abs(w)\nstart 5\nrate 0.3\nstop steps=300')).remedy;
  assert.match(split?.apply?.label ?? '', /^Proximal gradient, automatic rate/);
  const other = await run(readProblem('abs(x + y) + (x - y)^2\nstart 1.23, 2\nrate 0.1\nstop steps=300')).remedy;
  assert.match(other?.apply?.label ?? '', /exponential schedule/);
});
