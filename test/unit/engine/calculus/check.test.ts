import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GradientReport } from '../../../../src/engine/calculus/check/report.ts';
import { checkGradient, checkSteps } from '../../../../src/engine/calculus/check.ts';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { cases } from '../../cases.ts';

const check = (text: string) => checkGradient(readProblem(text));
const start = (report: GradientReport) => report.points[0]!;

test('a right gradient agrees at the start, along the run and at random points, with slope 2', async () => {
  const problem = readProblem('(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1\nrate 0.001');
  const { trace } = await minimize(problem);
  const trail = Array.from(trace.value, (_, step) => ({
    step,
    point: trace.parameters.map((column) => column[step]!),
  }));
  const report = checkGradient(problem, { trail: trail.slice(1) });
  assert.equal(report.outcome, 'agree');
  assert.match(
    report.sentence,
    /^The three gradients agree at all 21 points, to [1-9](\.\d)?e-1\d or better \(symbolic and dual numbers .*\); the Taylor remainder falls with slope 2\.00/,
  );
  const labels = report.points.map(({ label }) => label);
  assert.deepEqual(
    [labels[0], labels[10], labels[11]],
    ['start', `step ${trace.value.length - 1} of the last run`, 'random point 1'],
  );
  for (const { taylor } of report.points) assert.ok(Math.abs(taylor.slope - 2) < 0.1, String(taylor.slope));
  assert.deepEqual(checkGradient(problem, { trail: trail.slice(1) }), report, 'the same seed, the same report');
});

test('a wrong symbolic gradient is found out, with slope 1, also where only one partial is wrong by a millionth', () => {
  for (const factor of [-1, 1.5, 1 + 1e-6]) {
    const problem = readProblem('exp(x)*sin(y) + x^4\nstart 0.5, 1');
    const { graph, objective } = problem;
    const [byX, byY] = gradientOf(graph, objective, 2) as [never, never];
    const wrong = [byX, graph.multiply(graph.constant(factor), byY)];
    const report = checkGradient(problem, { gradient: wrong });
    assert.equal(report.outcome, 'defect');
    assert.match(
      report.sentence,
      /^The gradients agree at 0 of 11 points only\. At the start \(x = 0\.5, y = 1\) the derivative by y is /,
    );
    assert.match(report.sentence, /slope (1\.\d\d|0\.99)\. Nothing in the formula explains this: it is a defect/);
    for (const { taylor, cause } of report.points) {
      assert.equal(cause?.kind, 'defect');
      if (factor !== 1 + 1e-6) assert.ok(Math.abs(taylor.slope - 1) < 0.1, String(taylor.slope));
    }
  }
});

test('every formula whose gradient SymPy has given agrees, but where it has a kink', () => {
  const texts = cases<{ expression: string; parameters: string[]; at: number[] }[]>('gradients.json').map(
    ({ expression, parameters, at }) =>
      `minimize ${expression}\nstart ${parameters.map((name, i) => `${name} = ${at[i]}`).join(', ')}`,
  );
  for (const text of texts) assert.notEqual(check(text).outcome, 'defect', `${text}: ${check(text).sentence}`);
});

test('of a linear function the remainder is rounding only', () => {
  const report = check('3*x + 2*y - 1');
  assert.match(report.sentence, /agree at all 11 points.*; exact: the Taylor remainder is rounding only\.$/);
});

const causes: readonly (readonly [text: string, kind: string, sentence: RegExp])[] = [
  ['abs(x) + y^2\nstart 0, 1', 'kink', /^abs has a kink at x = 0, where/],
  ['x^2 + relu(y - 2)\nstart 1, 2', 'kink', /^relu has a kink at y = 2, where/],
  ['max(x, 2*y)\nstart 2, 1', 'kink', /^max has a kink at /],
  ['hypot(x, y)\nstart 0, 0', 'kink', /^hypot has a kink at x = 0, y = 0, where/],
  ['x > 1 ? x^2 : 3 - 2x\nstart 1', 'kink', /^the choice between two formulas has a kink at x = 1, where/],
  ['x > 1 ? x^2 : 2x + 3\nstart 1', 'jump', /^the choice between two formulas jumps at x = 1, by 4 in f$/],
  ['floor(x) + x^2\nstart 1', 'jump', /^floor jumps at x = 1, by 1 in f$/],
  ['x^2*(x > 1)\nstart 1', 'jump', /^a comparison jumps at x = 1, by 1 in f$/],
  ['t = [1, 2, 4]\nminimize sum(abs(w*t - 4))\nstart w = 2', 'kink', /^abs has a kink at w = 2, where/],
  [
    '1e16 + x^2\nstart 3',
    'cancellation',
    /^f = 1e16 is known to .* takes 10 of the 10 digits of the difference quotient by x;/,
  ],
  [
    'sqrt(x^2 + 1e-20)\nstart 1e-12',
    'roughness',
    /^the Taylor remainder falls with slope .* only, although the three gradients agree/,
  ],
];
for (const [text, kind, sentence] of causes) {
  test(`what does not agree is told apart: ${text.replaceAll('\n', '; ')}`, () => {
    const report = check(text);
    assert.equal(report.outcome, 'explained', report.sentence);
    const { cause, label } = start(report);
    assert.deepEqual([label, cause?.kind], ['start', kind], cause?.sentence);
    assert.match(cause!.sentence, sentence);
    assert.ok(report.sentence.includes(cause!.sentence));
  });
}

test('a kink beside the point, not at it, does not count', () => {
  const report = check('abs(x - 1) + y^2\nstart 1.0000001, 1');
  assert.equal(start(report).cause, undefined);
});

test('outside the domain the reason is named', () => {
  const problem = readProblem('log(x)\nstart 1\nover x in [1, 2]');
  const report = checkGradient(problem, { trail: [{ step: 7, point: [-3] }] });
  assert.match(
    report.sentence,
    /^They agree at 11 of 12 points, .*\. At step 7 of the last run \(x = −3\) they do not: the objective is not a number there: log of -3 is not a real number\.$/,
  );
});

test('random points are in the box, and those outside the domain are replaced and counted', () => {
  const inBox = checkGradient(readProblem('x^2\nstart 50\nover x in [3, 4]'));
  for (const { point } of inBox.points.slice(1)) assert.ok(point[0]! >= 3 && point[0]! <= 4);
  const report = check('log(x) + x\nstart 0.5');
  assert.ok(report.points.every(({ value }) => Number.isFinite(value)));
  assert.match(report.remarks.join(' '), /seed 1\..*drawn anew, because the objective is not a number there/);
});

test('a long formula is looked at in fewer points, and says so', () => {
  const terms = Array.from({ length: 400 }, (_, i) => `(x${i} - ${i % 7})^2*exp(-x${(i + 1) % 400}^2)`);
  const report = check(`minimize ${terms.join(' + ')}`);
  assert.equal(report.outcome, 'agree', report.sentence);
  assert.ok(report.points.length < 11);
  assert.match(report.remarks.join(' '), /because the formula is long/);
});

test('a check tells how far it is before each point', () => {
  const steps = checkSteps(readProblem('x^2'));
  const told: string[] = [];
  for (const { done, of } of steps) told.push(`${done}/${of}`);
  assert.deepEqual(
    told,
    Array.from({ length: 11 }, (_, k) => `${k}/11`),
  );
});

test('a report survives the way to the panel', () => {
  const report = check('abs(x)\nstart 0');
  assert.deepEqual(structuredClone(report), report);
});
