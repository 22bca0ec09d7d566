import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { withDefaults } from '../../../../src/engine/methods/choice.ts';
import { scheduleNamed } from '../../../../src/engine/methods/index.ts';
import type { ScheduleChoice } from '../../../../src/engine/problem.ts';
import { Graph } from '../../../../src/engine/program/graph.ts';
import { Interpreter } from '../../../../src/engine/program/interpreter.ts';
import { cases, near } from '../../cases.ts';

type Value = number | boolean | string | number[];

interface Case {
  readonly framework?: string;
  readonly schedule: string;
  readonly options: Readonly<Record<string, Value>>;
  readonly initial_rate: number;
  readonly rates: number[];
  readonly losses?: number[];
}

const CASES = [...cases<Case[]>('schedules.json'), ...cases<Case[]>('schedules-of-more-kinds.json')];

function settings(options: Case['options']): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? `(${value.join(', ')})` : value}`)
    .join(' ');
}

/** The rates of a run: row k's is the one with which step k + 1 is made. */
async function rates(schedule: string, count: number, rate = 0.1, objective = '1e-3*x^2'): Promise<number[]> {
  const text = `minimize ${objective}\nstart x = 3\nrate ${rate}\nschedule ${schedule}\nstop steps=${count - 1}`;
  return [...(await minimize(readProblem(text))).trace.rate];
}

function same(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, what);
  expected.forEach((rate, k) => {
    near(actual[k]!, rate, 1e-9, 1e-14, `${what}, step ${k}`);
  });
}

/** The rates of a schedule that sees these values, one a step. */
function seeing(choice: ScheduleChoice, initial: number, values: readonly number[], climbs = false): number[] {
  const schedule = scheduleNamed(choice.name);
  const options = withDefaults(schedule, choice.options);
  const g = new Graph();
  const first = schedule.init!(options, initial);
  const names = Object.keys(first);
  const state = Object.fromEntries(names.map((name, i) => [name, g.input(i + 2)]));
  const formula = () => g.constant(0);
  const at = { initial: g.constant(initial), t: g.input(0), value: g.input(1), climbs, state, formula };
  const next = schedule.advance!(g, at, options);
  const rate = schedule.rate(g, at, options);
  const interpreter = new Interpreter([rate, ...names.map((name) => next[name]!)], []);
  let now = names.map((name) => first[name]!);
  return values.map((value, t) => {
    interpreter.run([t, value, ...now]);
    now = names.map((name) => interpreter.value(next[name]!));
    return interpreter.value(rate);
  });
}

test('schedules give the rates of PyTorch and Keras, by their names', async (t) => {
  const found = CASES.filter(({ losses, schedule }) => !losses && schedule !== 'SequentialLR');
  assert.ok(found.length >= 40);
  for (const { schedule, options, initial_rate, rates: expected } of found) {
    await t.test(`${schedule} ${settings(options)}`, async () => {
      same(await rates(`${schedule} ${settings(options)}`, expected.length, initial_rate), expected, schedule);
      const called = `${schedule}(optimizer, ${settings(options).replaceAll(/ (?=\w+=)/g, ', ')})`;
      same(await rates(called, expected.length, initial_rate), expected, called);
    });
  }
});

test('reduce on plateau gives PyTorch’s rates for the values it saw', async (t) => {
  const found = CASES.filter(({ losses }) => losses);
  assert.ok(found.length >= 6);
  for (const { schedule, options, initial_rate, rates: expected, losses } of found) {
    await t.test(settings(options), () => {
      const problem = readProblem(`x^2\nschedule ${schedule} ${settings(options)}`);
      same(seeing(problem.settings.schedule, initial_rate, losses!), expected, schedule);
      // The same values, maximized: what is minimized is their negative.
      const written = String(options.mode ?? 'min');
      const choice = { ...problem.settings.schedule, options: { ...problem.settings.schedule.options, mode: written } };
      same(
        seeing(
          choice,
          initial_rate,
          losses!.map((loss) => -loss),
          true,
        ),
        expected,
        `${schedule}, maximized`,
      );
    });
  }
});

test('reduce on plateau watches the values of its own run', async () => {
  const text = 'minimize |x|\nstart x = 1.05\nrate 0.2\nschedule plateau factor=0.5 patience=2\nstop steps=60';
  const { trace } = await minimize(readProblem(text));
  same([...trace.rate], plateau([...trace.value], 0.2, 0.5, 2), 'plateau');
  assert.ok(trace.rate.at(-1)! < 0.01);
});

test('maximizing, a plateau is where the value does not rise', async () => {
  const text =
    'maximize 5 - |x|\nstart x = 1.05\nrate 0.2\nschedule plateau factor=0.5 patience=2 threshold=0\nstop steps=60';
  const { trace } = await minimize(readProblem(text));
  const falls = [...trace.value].map((value) => -value);
  same([...trace.rate], plateau(falls, 0.2, 0.5, 2, 0), 'plateau');
});

/** PyTorch's rule for values above 0, with threshold_mode rel; for any with a threshold of 0. */
function plateau(values: readonly number[], initial: number, factor: number, patience: number, threshold = 1e-4) {
  let [rate, best, bad] = [initial, Number.POSITIVE_INFINITY, 0];
  return values.map((value) => {
    const now = rate;
    if (value < best * (1 - threshold)) [best, bad] = [value, 0];
    else bad++;
    if (bad > patience) [rate, bad] = [rate * factor, 0];
    return now;
  });
}

test('a warm-up before a schedule is PyTorch’s SequentialLR of LinearLR and that', async () => {
  const [first] = CASES.filter(({ schedule }) => schedule === 'SequentialLR');
  same(await rates('CosineAnnealingLR T_max=50 warmup=10 warmup_start=0.1', 60), first!.rates, 'cosine');
  const plain = await rates('exponential factor=0.9', 30);
  const warm = await rates('exponential factor=0.9 warmup=5 warmup_start=0.5', 35);
  same(warm.slice(5), plain, 'exponential after its warm-up');
  same(warm.slice(0, 5), [0.05, 0.06, 0.07, 0.08, 0.09], 'its warm-up');
  same(await rates('constant warmup=4 warmup_start=0', 6), [0, 0.025, 0.05, 0.075, 0.1, 0.1], 'constant');
});

test('every schedule can be warmed up to', async () => {
  const names = [
    'constant',
    'step',
    'multistep',
    'exponential',
    'inverse',
    'polynomial',
    'linear',
    'cosine',
    'restarts',
  ];
  for (const name of [...names, 'cyclic', 'onecycle', 'plateau', 'held', '0.1/(1 + t)']) {
    const plain = await rates(name, 21);
    const warm = await rates(`${name} warmup=10`, 31);
    same(warm.slice(10, 31), plain, name);
    near(warm[0]!, 0.01, 1e-12, 0, name);
  }
});

test('a plateau is watched after the warm-up only', () => {
  const choice = { name: 'plateau', options: { patience: 0, factor: 0.5, warmup: 3, warmup_start: 1 } };
  same(seeing(choice, 0.1, [1, 1, 1, 1, 1, 1]), [0.1, 0.1, 0.1, 0.1, 0.1, 0.05], 'plateau');
});

test('optax’s names and options', async () => {
  same(
    await rates(
      'exponential_decay init_value=0.2 transition_steps=2 decay_rate=0.25 transition_begin=1 end_value=0.06',
      6,
    ),
    [0.2, 0.2, 0.1, 0.06, 0.06, 0.06],
    'exponential_decay',
  );
  same(
    await rates('exponential_decay(init_value=0.2, transition_steps=2, decay_rate=0.25, staircase=True)', 5),
    [0.2, 0.2, 0.05, 0.05, 0.0125],
    'staircase',
  );
  same(
    await rates('polynomial_schedule init_value=1 end_value=0.2 power=2 transition_steps=4', 6),
    [1, 0.65, 0.4, 0.25, 0.2, 0.2],
    'polynomial',
  );
  same(
    await rates('linear_schedule init_value=0.1 end_value=0.5 transition_steps=4 transition_begin=2', 8),
    [0.1, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5],
    'linear',
  );
  same(
    await rates('cosine_decay_schedule init_value=1 decay_steps=4 alpha=0.2 exponent=2', 6),
    [1, 0.2 + 0.8 * ((1 + Math.SQRT1_2) / 2) ** 2, 0.4, 0.2 + 0.8 * ((1 - Math.SQRT1_2) / 2) ** 2, 0.2, 0.2],
    'cosine',
  );
  same(
    await rates('piecewise_constant_schedule(init_value=1, boundaries_and_scales={2: 0.5, 4: 0.1})', 6),
    [1, 1, 0.5, 0.5, 0.05, 0.05],
    'piecewise',
  );
  same(
    await rates(
      'warmup_cosine_decay_schedule init_value=0.1 peak_value=0.5 warmup_steps=4 decay_steps=8 end_value=0.1',
      10,
    ),
    [0.1, 0.2, 0.3, 0.4, 0.5, 0.3 + 0.2 * Math.SQRT1_2, 0.3, 0.3 - 0.2 * Math.SQRT1_2, 0.1, 0.1],
    'warm-up and cosine',
  );
  same(await rates('constant_schedule value=0.3', 3), [0.3, 0.3, 0.3], 'constant');
  // Interpolated by cosines between 0: peak/div, ⌊pct·n⌋: peak, n: peak/(div·final).
  same(
    await rates(
      'cosine_onecycle_schedule transition_steps=8 peak_value=1 pct_start=0.25 div_factor=4 final_div_factor=25',
      10,
    ),
    [0.25, 0.625, ...[0, 1, 2, 3, 4, 5, 6].map((k) => 0.01 + 0.99 * 0.5 * (1 + Math.cos((Math.PI * k) / 6))), 0.01],
    'one cycle',
  );
});

test('Keras’s names and options that the cases leave out', async () => {
  same(
    await rates('PiecewiseConstantDecay(boundaries=[2, 4], values=[1, 0.5, 0.1])', 7),
    [1, 1, 1, 0.5, 0.5, 0.1, 0.1],
    'values hold up to their boundary',
  );
  same(
    await rates('keras.optimizers.schedules.InverseTimeDecay(initial_learning_rate=1, decay_steps=2, decay_rate=1)', 3),
    [1, 1 / 1.5, 0.5],
    'inverse',
  );
  same(await rates('PolynomialDecay decay_steps=2', 4), [0.1, 0.05005, 1e-4, 1e-4], 'the last rate is 1e-4');
  const kept = readProblem('x^2\nschedule ReduceLROnPlateau monitor=loss min_delta=0.5 patience=0').settings.schedule;
  same(seeing(kept, 0.1, [2, 1.6, 1.4, 1.0]), [0.1, 0.1, 0.01, 0.01], 'min_delta is a difference');
});

test('our own forms', async () => {
  same(await rates('multistep milestones=(2, 4) factor=0.1', 6), [0.1, 0.1, 0.01, 0.01, 0.001, 0.001], 'multistep');
  same(await rates('triangular max=0.3 up=2', 6), [0.1, 0.2, 0.3, 0.2, 0.1, 0.2], 'triangular');
  same(await rates('triangular2 max=0.3 up=1', 5), [0.1, 0.3, 0.1, 0.2, 0.1], 'triangular2');
  same(await rates('exp_range max=0.3 up=1 gamma=0.5', 4), [0.1, 0.2, 0.1, 0.125], 'exp_range');
  same(await rates('step(every=2, factor=0.5)', 4), [0.1, 0.1, 0.05, 0.05], 'step');
  same(await rates('inverse decay=1 power=0.5', 4), [0.1, 0.1 / Math.SQRT2, 0.1 / Math.sqrt(3), 0.05], 'inverse');
  same(await rates('linear from=1 to=0.5 steps=2', 4), [0.1, 0.075, 0.05, 0.05], 'linear');
  same(
    await rates('cosine', 11),
    Array.from({ length: 11 }, (_, k) => 0.05 * (1 + Math.cos((Math.PI * k) / 10))),
    'cosine spans the run',
  );
});

test('the rate of a schedule counts before the common one', async () => {
  assert.equal((await rates('OneCycleLR max_lr=0.4 total_steps=10 pct_start=0.5', 10, 7))[4], 0.4);
  const problem = readProblem('x^2\nrate 7\nschedule CyclicLR base_lr=0.01 max_lr=0.1');
  assert.equal(problem.notes.at(-1)!.text, 'The rate 7 is not used: the schedule has its own, 0.01.');
});
