import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem, withSettings } from '../../../../src/engine/index.ts';
import type { Problem } from '../../../../src/engine/problem.ts';

function notes(problem: Problem): string[] {
  return problem.notes.filter(({ about }) => about === 'schedule').map(({ text }) => text);
}

const NOTES: readonly [lines: string, notes: readonly string[]][] = [
  [
    'schedule cosine steps=200\nstop steps=100',
    ['The schedule takes 200 steps; the run ends after 100 at the latest.'],
  ],
  [
    'schedule cosine steps=90 warmup=20\nstop steps=100',
    ['The schedule takes 110 steps; the run ends after 100 at the latest.'],
  ],
  ['schedule cosine warmup=20\nstop steps=100', []],
  [
    'schedule constant warmup=2000\nstop steps=100',
    ['The warm-up takes 2,000 steps; the run ends after 100 at the latest.'],
  ],
  ['schedule cosine\nstop steps=100', []],
  [
    'schedule multistep milestones=(30, 80)\nstop steps=50',
    ['The schedule takes 80 steps; the run ends after 50 at the latest.'],
  ],
  ['schedule exponential factor=0.9', []],
  ['schedule plateau\nstop steps=5', []],
  ['schedule PolynomialLR total_iters=60\nstop steps=100', ['At step 60 the rate is 0: such a step moves nothing.']],
  ['schedule 0.1*(1 - t/60)\nstop steps=60', []],
  ['schedule 0.1*(0.995 - t/60)\nstop steps=80', ['At step 60 the rate is −5e-4: with a negative rate a step climbs.']],
  ['schedule 0.1/(7 - t)\nstop steps=80', ['At step 7 the rate is infinity: the run cannot go on from there.']],
  ['schedule sqrt(7.5 - t)\nstop steps=80', ['At step 8 the rate is not a number: the run cannot go on from there.']],
  ['rate 0.1\nschedule rate - 0.01*t\nstop steps=80', ['At step 10 the rate is 0: such a step moves nothing.']],
  ['schedule rate - 0.01*t\nstop steps=80', []],
  ['rate 0.3\nschedule 0.1/(1 + t)', ['The rate 0.3 is not used: the schedule’s formula does not contain rate.']],
  ['schedule 0.1 - t/1000000\nstop steps=1000000', ['At step 100,000 the rate is 0: such a step moves nothing.']],
];

for (const [lines, expected] of NOTES) {
  test(`${JSON.stringify(lines)}: said before the run`, () => {
    const text = `x^2\nstart x = 1\n${lines}`;
    const problem = readProblem(text);
    assert.deepEqual(notes(problem), expected);
    for (const { range } of problem.notes) {
      if (range) assert.match(text.slice(range.start, range.end), /^schedule/);
    }
  });
}

test('a note goes with the schedule, and comes with the panel’s', () => {
  const problem = readProblem('x^2\nstart x = 1\nschedule cosine steps=200\nstop steps=100');
  assert.equal(notes(problem).length, 1);
  assert.deepEqual(notes(withSettings(problem, { stop: { steps: 300 } })), [
    'At step 200 the rate is 0: such a step moves nothing.',
  ]);
  assert.deepEqual(notes(withSettings(problem, { schedule: { name: 'constant', options: {} } })), []);
  const panel = withSettings(problem, { schedule: { name: 'step', options: { every: 150 } } });
  assert.deepEqual(panel.notes, [
    { text: 'The schedule takes 150 steps; the run ends after 100 at the latest.', about: 'schedule' },
  ]);
});

test('what only the run could know is in its verdict', async () => {
  const said = async (schedule: string) => {
    const problem = readProblem(`minimize 50*x^2\nstart x = 1\nschedule ${schedule}\nstop steps=20`);
    assert.deepEqual(notes(problem), []);
    return (await minimize(problem)).verdict.remarks.filter((remark) => remark.startsWith('At step'));
  };
  // The automatic rate is 1/100.
  assert.deepEqual(await said('rate - 0.002*t'), ['At step 5 the rate was 0: such a step moves nothing.']);
  assert.deepEqual(await said('rate - 0.0001*t'), []);
});
