import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { kinkSentence, kinksOf } from '../../../../src/engine/run/kinks.ts';

/** A formula, and the kinks it is said to have. */
const KINKS: readonly [formula: string, sentences: readonly string[]][] = [
  ['abs(x - 2)', ['abs(x - 2) has a kink at x = 2; its slope there is taken as 0.']],
  ['|3 - x/2| + y^2', ['|3 - x/2| has a kink at x = 6; its slope there is taken as 0.']],
  ['max(x, y)', ['max(x, y) has a kink where x - y = 0; the slope of the argument written first is taken there.']],
  ['floor(x)', ['floor(x) jumps wherever x is a whole number; its slope is taken as 0.']],
  ['round(x)', ['round(x) jumps halfway between two whole numbers of x; its slope is taken as 0.']],
  ['mod(x, 2)', ['mod(x, 2) jumps wherever 0.5*x is a whole number; its slope leaves the jumps out.']],
  ['sign(2x)', ['sign(2x) jumps at x = 0; its slope is taken as 0.']],
  ['heaviside(x - 1)', ['heaviside(x - 1) jumps at x = 1; its slope is taken as 0.']],
  ['(x > 1)*x', ['x > 1 jumps at x = 1; its slope is taken as 0.']],
  [
    'x > 1 ? x : 1',
    ['The formula changes its case at x = 1 (x > 1); the slope of the case that holds there is taken.'],
  ],
  ['hinge(x)', ['hinge(x) has a kink at x = 1; its slope there is taken as 0.']],
  ['leakyrelu(x)', ['leakyrelu(x) has a kink at x = 0; its slope from below is taken there.']],
  ['selu(x)', ['selu(x) has a kink at x = 0; its slope from below is taken there.']],
  ['sqrt((x - 1)^2)', ['sqrt((x - 1)^2) has a kink at x = 1; its slope there is taken as 0.']],
  // No kink: what is smooth, what is raised to a power above 1, what does not move.
  ['elu(x) + softplus(x) + huber(x) + smoothstep(x) + gelu(x)', []],
  ['squaredhinge(x) + abs(x)^3 + max(0, x)^2 + relu(x)*relu(x)', []],
  ['x^2 + abs(-3)', []],
  ['(x == 1) + x', []],
];

for (const [formula, sentences] of KINKS) {
  test(`the kinks of ${formula}`, () => {
    const problem = readProblem(`minimize ${formula}\nstart ${/\by\b/.test(formula) ? 'x = 0.3, y = 0.2' : 'x = 0.3'}`);
    assert.deepEqual(
      kinksOf(problem).map((kink) => kinkSentence(kink, problem)),
      sentences,
    );
    for (const { at } of kinksOf(problem)) assert.ok(at && at.end <= problem.text.length);
  });
}

async function met(text: string) {
  const { verdict } = await minimize(readProblem(text));
  return { kinks: verdict.kinks ?? [], remarks: verdict.remarks.join(' '), verdict };
}

test('the verdict counts how often the path crossed, and from which step on', async () => {
  // 0.33, 0.43, …, 1.93, 2.03, 1.93, …: beyond 2 first at step 17, then back and forth until step 100.
  const { kinks, remarks } = await met('abs(x - 2)\nstart x = 0.33\nrate 0.1\nstop steps=100');
  assert.equal(kinks.length, 1);
  const { kind, source, where, first, count, looked, extremum } = kinks[0]!;
  assert.deepEqual([kind, source, where, first, count, looked], ['kink', 'abs(x - 2)', 'at x = 2', 17, 84, 100]);
  assert.deepEqual(extremum, { kind: 'minimum', slopes: [-1, 1] });
  assert.match(remarks, /kink at x = 2 \(abs\(x - 2\)\)\. The path met it 84 times, first at step 17; a constant rate/);
});

test('a run that comes to rest on a kink says that it is a minimum', async () => {
  const { kinks, remarks } = await met('abs(x)\nstart x = 3\nrate 1');
  assert.equal(kinks[0]!.first, 3);
  assert.match(remarks, /met it once, at step 3\. By the slopes on its two sides, −1 and 1, the kink is a minimum/);
  assert.equal((await met('maximize -abs(x)\nstart x = 3\nrate 1')).kinks[0]!.extremum?.kind, 'maximum');
});

test('a start on a kink is step 0; a kink beside the path is not met', async () => {
  assert.equal((await met('abs(x) + (x - 3)^2\nstart x = 0\nrate 0.1')).kinks[0]!.first, 0);
  assert.deepEqual((await met('abs(x + 5) + x^2\nstart x = 3\nrate 0.1')).kinks, []);
});

test('cases are told by what jumps at their joint', async () => {
  const run = (formula: string) => met(`${formula}\nstart x = 3\nrate 0.1\nstop steps=30`);
  assert.deepEqual((await run('x > 1 ? x^2 : 2x - 1')).kinks, []);
  assert.deepEqual((await run('abs(x) > 1 ? 2*abs(x) - 1 : x^2')).kinks, []);
  assert.equal((await run('x > 1 ? x^2 : 3x - 2')).kinks[0]!.kind, 'kink');
  assert.equal((await run('x > 1 ? x^2 : x - 5')).kinks[0]!.kind, 'jump');
});

test('jumps at whole numbers are counted', async () => {
  const { kinks, remarks } = await met('floor(x) + x\nstart x = 2.5\nrate 0.4\nstop steps=5');
  // 2.5, 2.1, 1.7, 1.3, 0.9, 0.5
  assert.deepEqual([kinks[0]!.first, kinks[0]!.count], [2, 2]);
  assert.match(remarks, /The value of the formula jumps wherever x is a whole number \(floor\(x\)\)/);
});

test('kinks in rows of data are followed as one, those of a number beside data alone', async () => {
  const { kinks } = await met('X = [1, 2, 4]\nmean(abs(w*X - 2)) + abs(w)\nstart w = 3\nrate 0.1\nstop steps=60');
  assert.deepEqual(
    kinks.map(({ source }) => source),
    ['abs(w*X - 2)'],
  );
  assert.match(kinks[0]!.where, /^in every row where/);
});

test('kinks in the same place are one remark, and many are counted', async () => {
  const { kinks, remarks } = await met('abs(x - y) + max(x, y)\nstart 1, -2\nrate 0.1\nstop steps=99');
  assert.equal(kinks.length, 2);
  assert.equal(remarks.match(/has a kink/g)?.length, 1);
  const many = await met(
    'abs(x-1) + abs(x-2) + abs(x-3) + abs(x-4) + abs(x-5) + 9x\nstart 6.05\nrate 0.01\nstop steps=99',
  );
  assert.match(many.remarks, /It met \d more places? of this kind/);
});

test('a very long run is looked at in part, and says so', async () => {
  const { kinks, remarks } = await met('abs(x) + abs(y)\nstart 0.05, 0.05\nrate 0.1\nstop steps=600000');
  assert.equal(kinks[0]!.looked, 499_999);
  assert.match(remarks, /times within the first 499,999 steps, first at step 1/);
});

/** Runs that leave the domain: what the verdict must name. */
const LEAVING: readonly [text: string, sentence: RegExp][] = [
  ['x + 1e-9*x^0.5\nstart x = 1\nrate 0.6', /at x = −0\.2: -0\.2\d* to the power (?:0\.5|-0\.5) is not a real number/],
  ['x + 1e-9*x^1.5\nstart x = 1\nrate 0.6', /at x = −0\.2.*: -0\.2\d* to the power (?:1\.5|0\.5) is not a real number/],
  ['x + 1e-9*(x-3)^(1/3)\nstart x = 4\nrate 0.6', /at x = 2\.8: -0\.2\d* to the power 0\.333\d* is not a real number/],
  ['x + 1e-9*log(x)\nstart x = 1\nrate 0.6', /at x = −0\.2: log of -0\.2\d* is not a real number/],
  ['x + 1e-9*sqrt(x)\nstart x = 1\nrate 0.6', /at x = −0\.2: sqrt of -0\.2\d* is not a real number/],
  ['x + y + 1e-9*(x*y)^0.5\nstart 1, 2\nrate 0.9\nstop steps=9', /at x = −0\.8, y = 0\.2: /],
];

for (const [text, sentence] of LEAVING) {
  test(`${text.split('\n')[0]} leaves the domain with the values and the operation`, async () => {
    const { verdict } = await minimize(readProblem(text));
    assert.equal(verdict.status, 'undefined');
    assert.match(verdict.sentence, sentence);
  });
}

test('a large formula with many kinks is gone through once', () => {
  const problem = readProblem(
    `minimize abs(${'x + '.repeat(3000)}y) + ${Array.from({ length: 1000 }, (_, i) => `abs(x - ${i})`).join(' + ')}\nstart 1, 2`,
  );
  const kinks = kinksOf(problem);
  assert.equal(kinks.length, 1001);
  for (const kink of kinks) assert.match(kinkSentence(kink, problem), / has a kink (?:at x = |where )/);
});
