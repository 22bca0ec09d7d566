/** Every method's step as arithmetic: its values are the run's, and the arithmetic as it is written comes to them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { METHODS, SCHEDULES } from '../../../../src/engine/methods/index.ts';
import type { Problem } from '../../../../src/engine/problem.ts';
import { beginDescent } from '../../../../src/engine/run/descent.ts';
import { type Equation, type ExplainedStep, explainStep } from '../../../../src/engine/run/explain-step.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';
import type { Trace } from '../../../../src/engine/run/trace.ts';

const BOWL = 'minimize (x - 1)^2 + 3*(y + x)^2 + 0.1*x*y\nstart (3, -2)\n';
const STEPS = 'stop steps=20';

function ran(text: string): {
  readonly problem: Problem;
  readonly trace: Trace;
  readonly explain: (row: number) => ExplainedStep;
  readonly columns: readonly string[];
} {
  const problem = readProblem(text, { languageId: 'downhill' });
  const [plan] = plansOf(problem);
  const descent = beginDescent(problem, plan!);
  while (!descent.done) descent.advance(1000);
  return {
    problem,
    trace: descent.trace(),
    columns: descent.stateColumns.map(({ name }) => name),
    explain: (row) => explainStep(problem, plan!, row),
  };
}

const part = (step: ExplainedStep, name: string): readonly Equation[] =>
  step.parts.find((one) => one.part === name)?.equations ?? [];
const written = ({ left, relation, forms }: Equation) =>
  [left.text, relation, ...forms.map((form) => form.text)].join(' ');

/** The distance of two numbers in units of the last place of a third. */
function ulps(a: number, b: number, size: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  return Math.abs(a - b) / 2 ** (Math.floor(Math.log2(Math.max(Math.abs(a), Math.abs(b), Math.abs(size)))) - 52);
}

/** Everything that a step says is what the trace has. */
function check(text: string, rows: readonly number[]): void {
  const { problem, trace, columns, explain } = ran(text);
  for (const row of rows) {
    const step = explain(row);
    const at = (message: string) => `${text.replaceAll('\n', '; ')}, row ${row}: ${message}`;
    problem.parameters.forEach((name, i) => {
      const column = trace.parameters[i]!;
      const update = part(step, 'update').find(({ left }) => left.text === name);
      const next = column[row + 1]!;
      assert.equal(part(step, 'iterate')[i]?.value, column[row], at(`${name} before`));
      assert.equal(part(step, 'next')[i]?.value, next, at(`${name} after`));
      assert.equal(update?.value, next, at(`${name} updated`));
      assert.ok(update.forms.length > 0, at(`${name} has a formula`));
      assert.ok(ulps(update.asWritten ?? next, next, column[row]!) <= 4, at(`${update.asWritten} is not ${next}`));
    });
    const gradient = part(step, 'gradient');
    const first = gradient.filter(({ left }) => /(∂f|df)\//.test(left.text));
    assert.deepEqual(
      first.map(({ value }) => value),
      trace.gradient.map((column) => column[row]),
      at('gradient'),
    );
    assert.equal(part(step, 'rate')[0]?.value, trace.rate[row], at('rate'));
    for (const { left, value, asWritten = value } of [...part(step, 'shared'), ...part(step, 'state')]) {
      const column = trace.state[columns.indexOf(left.text)];
      assert.ok(column, at(`${left.text} is a column`));
      assert.equal(value, column[row + 1], at(left.text));
      assert.ok(ulps(asWritten, value, column[row]!) <= 4, at(`${left.text}: ${asWritten} is not ${value}`));
    }
    assert.equal(part(step, 'next').at(-1)?.value, trace.value[row + 1], at('value after'));
  }
}

const CLIMB = 'maximize -(x - 1)^2 - 2*y^2';

for (const method of METHODS) {
  if (method.kind !== 'rule') continue;
  const forms = Object.keys(method.conventions ?? {}).map((name) => `${method.name} convention=${name}`);
  test(`${method.title}: the numbers are the run’s`, () => {
    for (const form of [method.name, ...forms]) {
      const kink = method.splits ? ' + 0.3*abs(x)' : '';
      check(`${BOWL.replace('\n', `${kink}\n`)}method ${form}\nrate 0.02\n${STEPS}`, [0, 1, 7]);
      const peak = method.splits ? ' - 0.2*abs(y - 1)' : '';
      check(`${CLIMB}${peak}\nstart (3, -2)\nmethod ${form}\n${STEPS}`, [0, 1, 7]);
    }
  });
}

for (const method of METHODS) {
  if (method.kind !== 'search') continue;
  test(`${method.title}: what was tried, how far it went, where it came to`, () => {
    const { problem, trace, columns, explain } = ran(
      `minimize (x - 1)^2 + (3*y + x)^2 + (x*y)^2\nstart (3, -2)\nmethod ${method.name}\n${STEPS}`,
    );
    for (const row of [0, 1]) {
      if (row + 1 >= trace.value.length) continue;
      const step = explain(row);
      problem.parameters.forEach((name, i) => {
        assert.equal(part(step, 'iterate')[i]?.value, trace.parameters[i]![row], name);
        assert.equal(part(step, 'next')[i]?.value, trace.parameters[i]![row + 1], name);
        assert.equal(part(step, 'gradient')[i]?.value, trace.gradient[i]![row], name);
      });
      const searched = part(step, 'search');
      assert.equal(searched.at(-1)?.value, trace.rate[row]);
      columns.forEach((name, k) => {
        const own = searched.find(({ left }) => left.text === name)?.value ?? step.trials?.length;
        assert.equal(own, trace.state[k]![row], name);
      });
    }
  });
}

test('a point ahead, and a part that is minimized exactly', () => {
  for (const method of ['proximal accelerated=true', 'proximal']) {
    check(
      `minimize (x - 1)^2 + (y - 2*x)^2 + 0.3*abs(x)\nstart (3, -2)\nmethod ${method}\nrate 0.02\n${STEPS}`,
      [0, 1, 7],
    );
  }
  const { explain } = ran(
    `minimize (x - 1)^2 + 0.3*abs(x)\nstart x = 3\nmethod proximal accelerated=true\nrate 0.02\n${STEPS}`,
  );
  const step = explain(3);
  assert.match(written(part(step, 'gradient')[1]!), /^g_x = ∂s\/∂x = 2\*\(x - 1\) /);
  assert.match(written(part(step, 'ahead')[0]!), /^x_ahead = x \+ inertia\*\(x - before_x\)/);
});

for (const schedule of SCHEDULES) {
  test(`${schedule.title}: the rate is the run’s`, () => {
    for (const more of ['', ' warmup=3', ' warmup=10']) {
      check(`${BOWL}method gd\nrate 0.02\nschedule ${schedule.name}${more}\n${STEPS}`, [0, 1, 7]);
    }
  });
}

test('a schedule that is a formula, one that falls, one that watches the run', () => {
  for (const schedule of ['0.1/(1 + 0.5*t)', 'step every=3', 'plateau patience=0 factor=0.5']) {
    check(`${BOWL}method adam\nrate 0.3\nschedule ${schedule}\n${STEPS}`, [0, 1, 7, 12]);
  }
  const { explain } = ran(`${BOWL}method gd\nrate 0.02\nschedule 0.1/(1 + 0.5*t)\n${STEPS}`);
  assert.equal(written(part(explain(7), 'rate')[0]!), 'η = 0.1/(1 + 0.5*t) 0.1/(1 + 0.5*7)');
});

test('weight decay, dampening, AMSGrad, centering: what is set is in the formula', () => {
  for (const method of [
    'gd weight_decay=0.1',
    'heavyball dampening=0.5',
    'adam amsgrad=true weight_decay=0.01',
    'rmsprop centered=true momentum=0.5',
    'adagrad lr_decay=0.1',
  ]) {
    check(`${BOWL}method ${method}\nrate 0.02\n${STEPS}`, [0, 1, 7]);
  }
  const { explain } = ran(`${BOWL}method gd weight_decay=0.1\nrate 0.02\n${STEPS}`);
  assert.equal(written(part(explain(0), 'update')[0]!), 'x ← x - η*(g_x + 0.1*x) 3 - 0.02*(9.8 + 0.1*3)');
});

test('gradient → state → update, with the numbers in them', () => {
  const { explain } = ran('minimize x^2\nstart x = 3\nmethod momentum\nrate 0.1\nstop steps=20');
  const step = explain(0);
  assert.deepEqual(
    step.parts.map(({ part: name }) => name),
    ['iterate', 'gradient', 'rate', 'state', 'update', 'next'],
  );
  assert.equal(written(part(step, 'gradient')[0]!), 'g_x = df/dx = 2*x 2*3');
  assert.equal(written(part(step, 'state')[0]!), 'v_x ← 0.9*v_x + 0.1*g_x 0.9*0 + 0.1*6');
  // 1 − 0.9 is not 0.1: all digits are there to be copied.
  assert.equal(part(step, 'state')[0]?.forms[1]?.full?.text, '0.9*0 + 0.09999999999999998*6');
  assert.equal(written(part(step, 'update')[0]!), 'x ← x - η*v_x 3 - 0.1*0.6');
});

test('where a formula is maximized, the method sees the negative', () => {
  const { explain } = ran('maximize -x^2\nstart x = 3\nmethod gd\nrate 0.1\nstop steps=20');
  assert.deepEqual(part(explain(0), 'gradient').map(written), ['df/dx = -2*x -2*3', 'g_x = -df/dx']);
  assert.equal(part(explain(0), 'update')[0]?.value, 2.4);
});

test('a condition that chooses is shown by what it chose', () => {
  const { explain } = ran('minimize x^2\nstart x = 3\nmethod heavyball dampening=0.5\nrate 0.1\nstop steps=20');
  assert.match(written(part(explain(0), 'state')[0]!), / 0\.9\*0 \+ 6$/);
  assert.match(written(part(explain(3), 'state')[0]!), / 0\.9\*[\d.]+ \+ 0\.5\*[\d.]+$/);
});

test('of conditions within conditions what holds is shown, a rounding to single precision by its name', () => {
  const { explain } = ran(
    'minimize x^2\nstart x = 3\nmethod nadam\nrate 0.1\nschedule plateau patience=0\nstop steps=20',
  );
  const bad = part(explain(4), 'rate').find(({ left }) => left.text === 'bad');
  assert.equal(bad && written(bad), 'bad ←');
  assert.equal(bad?.note, 'the case that holds here');
  const product = part(explain(4), 'shared').find(({ left }) => left.text === 'product');
  assert.match(product ? written(product) : '', /^product ← single\(product\*single\(mu\)\) /);
});

test('of many parameters the first are shown', () => {
  const names = Array.from({ length: 9 }, (_, i) => `x${i + 1}`);
  const { explain } = ran(`minimize ${names.map((name) => `${name}^2`).join(' + ')}\nmethod adam\n${STEPS}`);
  const step = explain(2);
  assert.equal(part(step, 'update').length, 6);
  assert.deepEqual(step.remarks, ['The first 6 of 9 parameters are shown.']);
});

test('a step that the run does not make is refused', () => {
  const { trace, explain } = ran(`${BOWL}method gd\nrate 0.02\n${STEPS}`);
  assert.equal(trace.value.length, 21);
  explain(19);
  assert.throws(() => explain(20), RangeError);
  assert.throws(() => explain(500), RangeError);
});

test('a step far into a long run has the digits of the run', () => {
  const text = 'minimize (1 - x)^2 + 100*(y - x^2)^2\nstart (-1.2, 1)\nmethod adam\nrate 1e-4\nstop steps=30000';
  check(text, [4095, 4096, 29_999]);
});

test('data: the columns keep their names, the parameters have their numbers', () => {
  const { explain } = ran(
    't = [1, 2, 3]\nu = [2, 4, 7]\nminimize mean((a*t + b - u)^2)\nstart (0, 0)\nmethod gd\nrate 0.01\nstop steps=9',
  );
  assert.match(written(part(explain(0), 'gradient')[0]!), /t/);
});
