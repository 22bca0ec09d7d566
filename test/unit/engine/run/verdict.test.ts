import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { BACKENDS } from '../../../../src/engine/program/evaluator.ts';
import { beginDescent } from '../../../../src/engine/run/descent.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';

/** A text, the status and rule it must come to, and what its sentence must say. */
const VERDICTS: readonly [text: string, status: string, rule: string, sentence: RegExp][] = [
  ['x^2\nstart x = 1\nrate 0.1', 'converged', 'gradient', /gradient norm .* is below 1e-6/],
  ['x^2\nstart x = 1\nrate 0.1\nstop change<1e-3', 'converged', 'change', /value changed by .* less than 0.001/],
  ['x^2\nstart x = 1\nrate 0.1\nstop move<1e-3', 'converged', 'move', /moved by less than 0.001/],
  ['x^2\nstart x = 1\nrate 0.1\nstop steps=5', 'limit', 'steps', /limit of 5 steps/],
  ['x^2\nstart x = 1\nrate 0.1\nstop steps=0', 'limit', 'steps', /limit of 0 steps/],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.5\nstop steps=40', 'oscillating', 'steps', /y jumps between 4 and −4/],
  [
    'x^2 + 2y^2\nstart 3, 4\nrate 0.5\nstop change<1e-9',
    'oscillating',
    'change',
    /y jumps between 4 and −4; the rule on the change of the value ended it after 2 steps/,
  ],
  [
    'x^2 + y^2 + sin(3x)\nstart 2, 2\nrate 0.3\nstop steps=500',
    'oscillating',
    'steps',
    /x goes round 3 points between/,
  ],
  ['x^2\nstart x = 1\nrate 1.1', 'diverged', 'divergence', /value went from 1 to/],
  ['x^2\nstart x = 1\nrate 1.1\nstop steps=100', 'diverged', 'steps', /value went from 1 to/],
  ['x^2\nstart x = 1\nrate 1e300', 'diverged', 'nonFinite', /Diverged/],
  ['-x^2\nstart x = 1\nrate 1', 'unbounded', 'divergence', /no minimum this way/],
  ['x + x^3\nstart x = -1\nrate 0.5', 'unbounded', 'divergence', /no minimum this way/],
  ['log(x)\nstart x = 1\nrate 0.6', 'undefined', 'nonFinite', /Left the objective’s domain/],
];

for (const [text, status, rule, sentence] of VERDICTS) {
  test(`${text.replaceAll('\n', '; ')}: ${status} by ${rule}`, async () => {
    const { verdict } = await minimize(readProblem(text));
    assert.equal(verdict.status, status, verdict.sentence);
    assert.equal(verdict.rule, rule);
    assert.match(verdict.sentence, sentence);
    const fired = verdict.margins.filter((margin) => margin.fired).map((margin) => margin.rule);
    assert.deepEqual(fired, rule === 'nonFinite' ? [] : [rule]);
  });
}

test('a row belongs to one iterate', async () => {
  const { trace } = await minimize(
    readProblem('x^4 + y^2\nstart 1, 2\nrate 0.01\nschedule exponential factor=0.9\nstop steps=20'),
  );
  for (let k = 0; k <= 20; k++) {
    const [x, y] = [trace.parameters[0]![k]!, trace.parameters[1]![k]!];
    assert.equal(trace.value[k], x * x * (x * x) + y * y);
    assert.equal(trace.gradient[1]![k], 2 * y);
    assert.ok(Math.abs(trace.rate[k]! - 0.01 * 0.9 ** k) < 1e-15);
    if (k > 0) assert.equal(y, trace.parameters[1]![k - 1]! - trace.rate[k - 1]! * trace.gradient[1]![k - 1]!);
  }
});

test('a signal ends a run and keeps what was computed', async () => {
  const signal = { aborted: false };
  const run = await minimize(readProblem('x^2\nstart x = 1\nrate 1e-9\nstop steps=10000000'), {
    signal,
    onProgress: ({ step }) => {
      if (step > 500) signal.aborted = true;
    },
  });
  assert.equal(run.verdict.status, 'stopped');
  assert.ok(run.verdict.steps > 500 && run.verdict.steps < 10_000_000);
  assert.equal(run.trace.value.length, run.verdict.steps + 1);
});

test('slices make no difference, and neither does the backend', () => {
  const problem = readProblem('(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1\nmethod adam\nrate 0.01\nstop steps=500');
  const plan = plansOf(problem)[0]!;
  const traces = BACKENDS.flatMap((backend) =>
    [1, 7, 1000].map((rows) => {
      const descent = beginDescent(problem, plan, undefined, backend);
      while (!descent.done) descent.advance(rows);
      return descent.trace();
    }),
  );
  for (const trace of traces) assert.deepEqual(trace, traces[0]);
});

test('a rate 1 % below 2/λ converges and 1 % above it diverges', async () => {
  const at = async (rate: number) =>
    (await minimize(readProblem(`2x^2 + y^2\nstart 1, 1\nrate ${rate}\nstop gradient<1e-6, steps=5000`))).verdict
      .status;
  assert.equal(await at(0.5 * 0.99), 'converged');
  assert.equal(await at(0.5 * 1.01), 'diverged');
});

test('the kind of point is claimed only where a Newton step agrees', async () => {
  const kind = async (text: string) => (await minimize(readProblem(text))).verdict.curvature?.kind;
  assert.equal(await kind('(x - 1)^2 + 2y^2\nstart 3, 4'), 'minimum');
  assert.equal(await kind('(1 - x)^2 + 100*(y - x^2)^2\nrate 0.001\nstart -1.2, 1\nstop steps=3000'), 'not stationary');
  assert.equal(await kind('x^2 + 1e5*y^2\nstart 3, 0\nrate 1e-6\nstop steps=100'), 'not stationary');
  assert.equal(await kind('1e-8*(x - 5)^2\nstart x = 1'), 'not stationary');
  assert.equal(await kind('exp(-x^2)\nstart x = 10'), 'not stationary');
  assert.equal(await kind('x^3\nstart x = 1'), 'not stationary');
});

test('a run that comes to rest at another kind of point than it should says so first', async () => {
  const sentence = async (text: string) => (await minimize(readProblem(text))).verdict.sentence;
  assert.match(
    await sentence('x^2 - y^2\nstart 1, 0\nrate 0.1'),
    /^Converged after \d+ steps to a saddle point, not to a minimum, at/,
  );
  assert.match(await sentence('cos(x)\nstart x = 0'), /^Converged after 0 steps to a maximum, not to a minimum, at/);
  assert.match(await sentence('maximize x^2\nstart x = 0'), /to a minimum, not to a maximum, at/);
  assert.doesNotMatch(await sentence('maximize 1 - x^2\nstart x = 2\nrate 0.1'), /not to/);
});

test('the rate is told against the safe range of where the run ended', async () => {
  const remarks = async (text: string) => (await minimize(readProblem(text))).verdict.remarks.join(' ');
  assert.match(
    await remarks('x^2 + 10y^2\nstart 3, 4\nrate 0.02'),
    /Rate 0.02 is inside the safe range \(0, 0.1\) here: the largest curvature is 20\./,
  );
  assert.doesNotMatch(await remarks('x^2\nstart 3\nmethod adam\nrate 0.1'), /safe range/);
  assert.doesNotMatch(await remarks('x^2\nstart 3\nrate 0.1\nschedule exponential factor=0.999'), /safe range/);
});

test('a very long run is judged in part, and says so', async () => {
  const { verdict } = await minimize(readProblem('x^2\nstart x = 1\nrate 1e-9\nstop steps=1200000'));
  assert.equal(verdict.steps, 1_200_000);
  assert.deepEqual(verdict.decrease, { rule: 'Armijo', violations: 0, looked: 500_000 });
  assert.deepEqual(verdict.contraction?.steps, [1_196_000, 1_200_000]);
});

test('the bound on the rate is told of gradient descent above it only; below it the kink is', async () => {
  const remarks = async (text: string) => (await minimize(readProblem(text))).verdict.remarks.join(' ');
  assert.match(
    await remarks('x^2 + 2y^2\nstart 3, 4\nrate 0.5\nstop steps=40'),
    /below 2\/4 = 0.5, and the rate was 0.5/,
  );
  assert.match(await remarks('abs(x - 2)\nstart x = 0.33\nrate 0.1\nstop steps=100'), /^The formula has a kink/);
  assert.doesNotMatch(await remarks('x^2\nstart x = 1\nmethod heavyball\nrate 5'), /gradient descent is stable/);
});
