import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { METHODS } from '../../../../src/engine/methods/index.ts';
import type { RateReport } from '../../../../src/engine/run/rate-finder/report.ts';
import { findRates, findRatesAtOnce } from '../../../../src/engine/run/rate-finder.ts';

const find = (text: string) => findRatesAtOnce(readProblem(text));

function outcomes({ tried }: RateReport, from: number, to: number): string[] {
  return [...new Set(tried.filter(({ rate }) => rate >= from && rate <= to).map(({ outcome }) => outcome))];
}

/** Quadratics with the largest eigenvalue of their Hessians. */
const QUADRATICS: readonly [text: string, largest: number][] = [
  ['(x - 1)^2\nstart x = 4', 2],
  ['x^2 + 50*y^2\nstart x = 3, y = 0.001', 100],
  ['x^2 + 2*y^2\nstart x = 3, y = 4', 4],
  ['x^2 + x*y + y^2\nstart x = 1, y = 0', 3],
  ['1e6*a^2 + 1e-3*b^2\nstart a = 1, b = 1', 2e6],
  ['1e-8*x^2\nstart x = 5', 2e-8],
  ['maximize 5 - 3*x^2\nstart x = 2', 6],
  ['x = [1, 2, 3]\ny = [2, 4, 7]\nminimize mean((w*x - y)^2)\nstart w = 0', (2 * 14) / 3],
];

for (const [text, largest] of QUADRATICS) {
  test(`${JSON.stringify(text)}: the largest safe rate is just below 2/λ`, () => {
    const report = find(text);
    assert.ok(Math.abs(report.bound! * largest - 2) < 1e-9);
    const share = report.safe! / report.bound!;
    assert.ok(share > 0.99 && share <= 1, `${share}`);
    assert.deepEqual(outcomes(report, 0, report.safe!), ['descends']);
    assert.deepEqual(outcomes(report, report.bound! * 1.01, Infinity), ['diverges']);
    assert.ok(report.sentence.startsWith('The largest safe rate is '));
    // The curve is dense enough for a picture, and ascends.
    assert.ok(report.tried.length >= 50);
    assert.ok(report.tried.every(({ rate }, i) => i === 0 || rate > report.tried[i - 1]!.rate));
  });
}

test('of heavy ball the safe rate is 2(1 + β)/λ, which no bound names', () => {
  // Polyak (1964): |1 + β − ηλ| < 1 + β.
  for (const beta of [0.5, 0.9]) {
    const { safe, bound, method } = find(`x^2 + 2*y^2\nstart x = 3, y = 4\nmethod heavyball momentum=${beta}`);
    assert.equal(bound, undefined);
    assert.equal(method, 'Heavy ball');
    const share = safe! / ((2 * (1 + beta)) / 4);
    assert.ok(share > 0.98 && share <= 1.005, `${share}`);
  }
});

test('values are those of the steps that are named, and the fastest rate is that of the best of them', () => {
  const { tried, steps, first, fastest, safe } = find('(x - 1)^2\nstart x = 4');
  assert.equal(first, 9);
  for (const { rate, value, outcome } of tried) {
    // x − 1 is multiplied by 1 − 2η at every step.
    const exact = 9 * (1 - 2 * rate) ** (2 * steps);
    if (outcome === 'descends')
      assert.ok(Math.abs(value - exact) <= 1e-9 * exact + 1e-25, `${rate}: ${value}, ${exact}`);
  }
  assert.ok(fastest! <= safe! && Math.abs(1 - 2 * fastest!) < 0.7);
});

test('a valley in which steps swing without growing is no safe place', () => {
  const report = find('(1 - x)^2 + 100*(y - x^2)^2\nstart x = -1.2, y = 1');
  // At the minimum 2/λ is 0.002.
  assert.ok(report.safe! > 0.001 && report.safe! < 0.004, `${report.safe}`);
  assert.match(report.sentence, /and oscillates at/);
});

test('about a kink a constant rate swings, which is said', () => {
  const report = find('abs(x)\nstart x = 3');
  assert.ok(report.remarks.some((remark) => remark.startsWith('The formula has a kink.')));
  assert.ok(report.safe! * report.longSteps <= 3.1);
});

test('where nothing moves, or nothing ends, no rate is named', () => {
  const resting = find('(x - 1)^4\nstart x = 1');
  assert.match(resting.sentence, /No rate moves from the start/);
  assert.equal(resting.safe, undefined);
  const endless = find('-x^2\nstart x = 1');
  assert.match(endless.sentence, /falls beyond every limit/);
  assert.equal(endless.safe, undefined);
});

test('where every rate is safe the sweep goes on, and says so', () => {
  const report = find('sqrt(1 + x^2)\nstart x = 1e-3\nmethod adagrad');
  assert.ok(report.tried.at(-1)!.rate / report.tried[0]!.rate >= 0.99e8);
  assert.ok(report.sentence.length > 0);
});

test('the first method is the one', () => {
  assert.equal(find('(x - 1)^2\nstart x = 4\nmethod heavyball momentum=0.5 rate=0.125, gd').method, 'Heavy ball');
});

test('it goes on in steps that can be given up, and says how far it is', () => {
  const steps = findRates(readProblem('(x - 1)^2\nstart x = 4'));
  const seen: number[] = [];
  for (let next = steps.next(); !next.done; next = steps.next()) {
    seen.push(next.value.done / next.value.of);
    assert.ok(next.value.done <= next.value.of);
  }
  assert.ok(seen.length >= 50);
  assert.ok(seen.every((share, i) => i === 0 || share >= seen[i - 1]! - 0.05));
  assert.ok(seen.at(-1)! > 0.8);
});

test('all of a report survives the way between threads', () => {
  const report = find('(x - 1)^2\nstart x = 4');
  assert.deepEqual(structuredClone(report), report);
});

for (const method of METHODS.filter(({ kind }) => kind === 'rule')) {
  test(`${method.title}: a value of the sweep is that of a run at its rate`, async () => {
    const text = `(1 - x)^2 + 3*(y - x^2)^2 + 0.1*abs(y)\nstart x = -1.2, y = 1\nmethod ${method.name}`;
    const { tried, steps } = find(text);
    const some = tried.filter(({ outcome }, i) => outcome === 'descends' && i % 9 === 0);
    for (const { rate, value } of some) {
      const problem = readProblem(`${text}\nrate ${rate}\nstop steps=${steps}`);
      const { trace } = await minimize(problem);
      const last = trace.value[steps]!;
      assert.ok(Math.abs(value - last) <= 1e-7 * Math.abs(last) + 1e-12, `at ${rate}: ${value}, ${last}`);
    }
  });
}
