import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { cases, near } from '../../cases.ts';

interface Case {
  readonly objective: string;
  readonly expression: string;
  readonly parameters: string[];
  readonly start: number[];
  readonly optimizer: string;
  readonly options: Record<string, number | boolean | number[]>;
  readonly trace: number[][];
}

const HERE = new Set(['SGD', 'Adagrad', 'RMSprop', 'Adam']);

function optionText(value: number | boolean | number[]): string {
  return Array.isArray(value) ? `(${value.join(', ')})` : String(value);
}

test('methods make PyTorch’s steps, by PyTorch’s names', async () => {
  const found = cases<Case[]>('optimizer-traces.json').filter((one) => HERE.has(one.optimizer));
  assert.ok(found.length >= 30);
  for (const { objective, expression, parameters, start, optimizer, options, trace } of found) {
    const settings = Object.entries(options).map(([name, value]) => `${name}=${optionText(value)}`);
    const method = `${optimizer} ${settings.join(' ')}`;
    const problem = readProblem(
      [
        `minimize ${expression}`,
        `start ${parameters.map((name, i) => `${name} = ${start[i]}`).join(', ')}`,
        `method ${method}`,
        `stop steps=${trace.length}`,
      ].join('\n'),
    );
    const run = await minimize(problem);
    trace.forEach((point, k) => {
      point.forEach((expected, i) => {
        near(run.trace.parameters[i]![k + 1]!, expected, 1e-9, 1e-12, `${objective}, ${method}, step ${k + 1}`);
      });
    });
  }
});

interface ScheduleCase {
  readonly schedule: string;
  readonly options: Record<string, number>;
  readonly initial_rate: number;
  readonly rates: number[];
}

test('schedules give PyTorch’s rates, by PyTorch’s names', async () => {
  const here = new Set(['StepLR', 'ExponentialLR', 'CosineAnnealingLR']);
  const found = cases<ScheduleCase[]>('schedules.json').filter((one) => here.has(one.schedule));
  assert.equal(found.length, 3);
  for (const { schedule, options, initial_rate, rates } of found) {
    const settings = Object.entries(options).map(([name, value]) => `${name}=${value}`);
    const problem = readProblem(
      `minimize x^2\nstart x = 3\nrate ${initial_rate}\nschedule ${schedule} ${settings.join(' ')}\nstop steps=99`,
    );
    const run = await minimize(problem);
    rates.forEach((rate, k) => {
      near(run.trace.rate[k]!, rate, 1e-9, 1e-15, `${schedule} at ${k}`);
    });
  }
});
