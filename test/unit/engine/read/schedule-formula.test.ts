import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, ProblemError, readProblem, withSettings } from '../../../../src/engine/index.ts';
import { writeSettings } from '../../../../src/engine/read/write.ts';
import { near } from '../../cases.ts';

/** A schedule of a text that may define more, and what its rate is at step t. */
const FORMULAS: readonly [text: string, rate: (t: number) => number][] = [
  ['schedule 0.1/(1 + 0.01*t)', (t) => 0.1 / (1 + 0.01 * t)],
  ['k = 0.01\nschedule 0.1/(1 + k*t)', (t) => 0.1 / (1 + 0.01 * t)],
  ['rate 0.2\nschedule rate*0.9^t', (t) => 0.2 * 0.9 ** t],
  ['lr = 0.3\nschedule lr/(1 + t)', (t) => 0.3 / (1 + t)],
  ['eta0 = 0.3\nschedule eta0/sqrt(1 + t)', (t) => 0.3 / Math.sqrt(1 + t)],
  ['rate 0.2\nschedule η₀ exp(-t/100)', (t) => 0.2 * Math.exp(-t / 100)],
  ['rate 0.2\nschedule exp(-t/100)*rate', (t) => 0.2 * Math.exp(-t / 100)],
  ['schedule max(0.01, 0.1*0.9^step)', (t) => Math.max(0.01, 0.1 * 0.9 ** t)],
  ['schedule t < 10 ? 0.1 : 0.01', (t) => (t < 10 ? 0.1 : 0.01)],
  ['decay(s) = 1/(1 + s)\nschedule 0.5*decay(epoch)', (t) => 0.5 / (1 + t)],
  ['d = [1, 2, 6]\nschedule 0.1/(mean(d) + t)', (t) => 0.1 / (3 + t)],
  ['schedule cos(t/100)*0.1 + 0.01', (t) => Math.cos(t / 100) * 0.1 + 0.01],
  ['schedule 0.05', () => 0.05],
  ['schedule = 0.1/(1 + t)', (t) => 0.1 / (1 + t)],
  ['schedule step*0.001 + 0.01', (t) => t * 0.001 + 0.01],
  ['schedule 0.1*(1 - t/\n 100)', (t) => 0.1 * (1 - t / 100)],
  ['rate 0.4\nschedule rate/(1 + t) warmup=2 warmup_start=0.5', (t) => (t < 2 ? 0.2 + 0.1 * t : 0.4 / (t - 1))],
  ['schedule 0.4/(1 + t), warmup=2, warmup_start=0.5', (t) => (t < 2 ? 0.2 + 0.1 * t : 0.4 / (t - 1))],
];

for (const [text, rate] of FORMULAS) {
  test(`${JSON.stringify(text)} is its formula at every step`, async () => {
    const whole = `minimize 1e-3*(w - 1)^2\nstart w = 3\n${text}\nstop steps=40`;
    const problem = readProblem(whole);
    assert.deepEqual(
      problem.notes.filter(({ text: note }) => /not used|not part/.test(note)),
      [],
    );
    const { trace } = await minimize(problem);
    trace.rate.forEach((actual, t) => {
      near(actual, rate(t), 1e-12, 0, `${text} at ${t}`);
    });
    // Set in a panel, it means the same.
    const { schedule } = problem.settings;
    const again = await minimize(withSettings(problem, { schedule }));
    assert.deepEqual(again.trace.rate, trace.rate);
  });
}

/** A text in which ‹…› marks where the error is; what its sentence says; what it suggests. */
const ERRORS: readonly [text: string, message: RegExp, suggestion?: string][] = [
  ['x^2\nschedule 0.1/(1 + ‹x›)', /x is a parameter of the objective/],
  ['x^2\nschedule 0.1/(1 + ‹k›*t)', /k is not defined.*step number t/, 't'],
  ['x^2\nschedule 0.1/(1 + ‹decy›*t)\ndecay = 0.1', /decy is not defined/, 'decay'],
  ['k = 2*x\nx^2\nschedule 0.1/(1 + ‹k›*t)', /k depends on a parameter/],
  ['x^2\nschedule ‹0.1/t›', /t is 0.*0.1 divided by 0/],
  ['x^2\nschedule 0.1 + ‹log(t)›', /t is 0.*log of 0/],
  ['x^2\nschedule ‹-0.1›', /negative one would climb/],
  ['x^2\nschedule ‹0*t›', /with 0 nothing would move/],
  ['x^2\nschedule 0.1/‹(›1 + t', /no closing/],
  ['x^2\nschedule 0.1 ‹*›', /missing after/],
  ['x^2\nschedule 0.1*‹foo›(t, 2)', /foo/],
  ['d = [1, 2]\nx^2\nschedule ‹0.1/(t + d)›', /one for each row/],
  ['x^2\nschedule 0.1*t ‹wormup›=3', /no option wormup/, 'warmup'],
  ['x^2\nschedule ‹cosin›', /no schedule cosin/, 'cosine'],
  ['x^2\nschedule ‹MultiStpLR› milestones=(3, 4)', /no schedule/, 'MultiStepLR'],
  ['x^2\nschedule ‹Foo›(a=3)', /no schedule Foo/],
  ['x^2\nschedule ‹lambda epoch: 0.95^epoch›', /the formula itself/, 'rate*(0.95^epoch)'],
  ['x^2\nschedule ‹,›', /name is missing/],
  ['x^2\nmethod ‹,›', /name is missing/],
  ['x^2\nschedule cosine ‹200›', /name=value, such as steps=200/],
  ['x^2\nschedule ‹multistep milestones=(1, 2, 3) factor=(0.1, 0.2)›', /3 milestones and 2 factors/],
  ['x^2\nschedule ‹PiecewiseConstantDecay boundaries=(1, 2) values=(1, 2)›', /2 boundaries part 3 values; here are 2/],
  ['x^2\nschedule ‹PiecewiseConstantDecay boundaries=(1) values=(1)›', /1 boundary parts 2 values; here is 1/],
  ['x^2\nschedule ‹warmup=10›', /name is missing .* as in constant warmup=10/, 'constant warmup=10'],
  ['x^2\nschedule 0.1/(1 + ‹k›*t)', /k is not defined/],
  ['x^2\nschedule onecycle ‹anneal_strategy=cubic›', /one of cos, linear/],
  ['x^2\nschedule cosine, ‹step›', /One schedule/],
  ['x^2\nschedule cosine ‹warmup=2.5›', /whole number/],
  ['x^2\nschedule CyclicLR base_lr=‹0›', /above 0/, 'auto'],
];

for (const [marked, message, suggestion] of ERRORS) {
  test(`${JSON.stringify(marked)} is refused in its place`, () => {
    const text = marked.replace('‹', '').replace('›', '');
    const place = { start: marked.indexOf('‹'), end: marked.indexOf('›') - 1 };
    try {
      readProblem(text);
    } catch (error) {
      assert.ok(error instanceof ProblemError, String(error));
      assert.match(error.message, message);
      const { start, end } = error;
      assert.deepEqual({ start, end }, place, `${error.message}: it is at ‹${text.slice(start, end)}›`);
      if (suggestion !== undefined) assert.equal(error.suggestion, suggestion);
      return;
    }
    assert.fail('It was read.');
  });
}

test('a formula of the panel is read with the names of the text, its errors stand at the objective', async () => {
  const problem = readProblem('k = 0.5\nx^2 + k\nstart x = 3\nstop steps=3');
  const set = (formula: string) => withSettings(problem, { schedule: { name: 'formula', options: { formula } } });
  const { trace } = await minimize(set('0.1/(1 + k*t)'));
  trace.rate.forEach((rate, t) => {
    near(rate, 0.1 / (1 + 0.5 * t), 1e-12, 0, `at ${t}`);
  });
  for (const formula of ['0.1/x', '0.1/(', 'foo(t)']) {
    assert.throws(() => set(formula), { name: 'ProblemError', ...problem.range });
  }
  assert.deepEqual(set('e^(-t)').notes, problem.notes);
});

const WRITTEN: readonly [
  schedule: string,
  options: Record<string, string | number | number[] | boolean>,
  rate?: number,
][] = [
  ['schedule 0.1/(1 + t)', { formula: '0.1/(1 + t)' }],
  ['schedule rate*0.9^t warmup=20', { formula: 'rate*0.9^t', warmup: 20 }],
  ['schedule multistep milestones=(30, 80) factor=(0.1)', { milestones: [30, 80], factor: [0.1] }],
  ['schedule onecycle anneal=linear three_phase=true rate=0.4', { anneal: 'linear', three_phase: true }, 0.4],
];

for (const [line, options, rate] of WRITTEN) {
  test(`${line} is written as it is read`, () => {
    const name = 'formula' in options ? 'formula' : line.split(' ')[1]!;
    const schedule = { name, options, ...(rate !== undefined && { rate }) };
    const [edit] = writeSettings(readProblem('x^2'), { schedule });
    assert.equal(edit!.text, `\n${line}`);
    assert.deepEqual(readProblem(`x^2${edit!.text}`).settings.schedule, schedule);
  });
}

test('a common rate takes the place of the schedule’s own, in the panel and in the text', () => {
  const text = 'x^2\nschedule OneCycleLR max_lr=0.4';
  const patched = withSettings(readProblem(text), { rates: [0.2] });
  assert.deepEqual([patched.settings.rates, patched.settings.schedule.rate], [[0.2], undefined]);
  const edits = writeSettings(readProblem(text), { rates: [0.2] });
  const written = edits
    .toReversed()
    .reduce((all, { start, end, text: by }) => all.slice(0, start) + by + all.slice(end), text);
  assert.equal(written, 'x^2\nschedule onecycle\nrate 0.2');
});
