import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { cases, near } from '../../cases.ts';

interface Case {
  readonly framework?: string;
  readonly expression: string;
  readonly parameters: string[];
  readonly start: number[];
  readonly optimizer: string;
  readonly options: Record<string, number | boolean | number[]>;
  readonly trace: number[][];
}

function optionText(value: number | boolean | number[]): string {
  return Array.isArray(value) ? `(${value.join(', ')})` : String(value);
}

/** The method as a framework's user writes it; what is maximized is said in the problem's first line. */
function methodText({ optimizer, options }: Case, convention?: string): string {
  const settings = Object.entries(options)
    .filter(([name]) => name !== 'maximize')
    .map(([name, value]) => `${name}=${optionText(value)}`);
  return [optimizer, ...settings, ...(convention ? [`convention=${convention}`] : [])].join(' ');
}

async function compare(one: Case, method: string): Promise<void> {
  const { expression, parameters, start, options, trace } = one;
  const text = [
    `${options.maximize ? 'maximize' : 'minimize'} ${expression}`,
    `start ${parameters.map((name, i) => `${name} = ${start[i]}`).join(', ')}`,
    `method ${method}`,
    `stop steps=${trace.length}`,
  ].join('\n');
  const run = await minimize(readProblem(text));
  trace.forEach((point, k) => {
    point.forEach((expected, i) => {
      near(run.trace.parameters[i]![k + 1]!, expected, 1e-9, 1e-12, `${expression}, ${method}, step ${k + 1}`);
    });
  });
}

const SHARED = cases<Case[]>('optimizer-traces.json');

for (const optimizer of new Set(SHARED.map((one) => one.optimizer))) {
  test(`${optimizer} makes PyTorch’s steps, by PyTorch’s names`, async () => {
    for (const one of SHARED) if (one.optimizer === optimizer) await compare(one, methodText(one));
  });
}

const OTHERS = cases<Case[]>('optimizers.json');

for (const name of new Set(OTHERS.map((one) => `${one.framework} ${one.optimizer}`))) {
  test(`the steps of ${name}, by its names`, async () => {
    for (const one of OTHERS) {
      if (`${one.framework} ${one.optimizer}` === name) await compare(one, methodText(one, one.framework));
    }
  });
}

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
