import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from '../../../../src/host/export/csv.ts';
import { toJson } from '../../../../src/host/export/json.ts';
import { problemView, rows, runState } from '../worker-stand-in.ts';

const one = [runState(1, rows([3, 4], [0.1 + 0.2, 1e-300]), rows([Number.NaN, 1]))];

test('comma-separated values have every row and every digit', () => {
  assert.equal(
    [...toCsv(problemView, one)].join(''),
    [
      'step,x,y,value,∂x,∂y,gradient norm,rate',
      '0,3,4,25,6,8,10,0.1',
      '1,0.30000000000000004,1e-300,0.09000000000000002,0.6000000000000001,2e-300,0.6000000000000001,0.1',
      '2,NaN,1,NaN,NaN,2,NaN,0.1',
      '',
    ].join('\n'),
  );
});

test('several runs are told apart by their labels', () => {
  const named = { ...runState(2, rows([1, 1])), run: { ...runState(2).run, label: 'Adam, "fast"' } };
  const lines = [...toCsv(problemView, [runState(1, rows([3, 4])), named])].join('').split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(',')[0]),
    ['run', 'run 1', '"Adam', ''],
  );
  assert.match(lines[2]!, /^"Adam, ""fast""",0,1,1,/);
});

const moving = {
  run: { ...runState(2).run, columns: [{ name: 'v_x', tex: '{v}_{x}', parameter: 0 }] },
  slices: [{ ...rows([3, 4]), state: [Float64Array.of(0.25)] }],
};

test('the method’s own columns have their names; runs that have none have empty cells', () => {
  const lines = [...toCsv(problemView, [runState(1, rows([3, 4])), moving])].join('').split('\n');
  assert.equal(lines[0]?.split(',').at(-1), 'v_x');
  assert.deepEqual(
    lines.slice(1, 3).map((line) => line.split(',').at(-1)),
    ['', '0.25'],
  );
  const exported = JSON.parse([...toJson(problemView, [moving])].join(''));
  assert.deepEqual(exported.runs[0].trace.state, { v_x: [0.25] });
});

test('JSON has the formula, the settings, the verdict and the columns of the trace', () => {
  const exported = JSON.parse([...toJson(problemView, one)].join('')) as Record<string, unknown>;
  assert.equal(exported.formula, 'f(x, y) = x^2 + y^2');
  assert.deepEqual(exported.gradient, { x: '2 * x', y: '2 * y' });
  assert.deepEqual(exported.settings, problemView.settings);
  const [run] = exported.runs as { label: string; trace: unknown }[];
  assert.equal(run?.label, 'run 1');
  assert.deepEqual(run?.trace, {
    parameters: { x: [3, 0.1 + 0.2, 'NaN'], y: [4, 1e-300, 1] },
    value: [25, 0.09000000000000002, 'NaN'],
    gradient: { x: [6, 0.6000000000000001, 'NaN'], y: [8, 2e-300, 2] },
    gradientNorm: [10, 0.6000000000000001, 'NaN'],
    rate: [0.1, 0.1, 0.1],
    state: {},
  });
});

test('a run without rows is exported as such', () => {
  const exported = JSON.parse([...toJson(problemView, [runState(1)])].join(''));
  assert.deepEqual(exported.runs[0].trace.value, []);
  assert.equal([...toCsv(problemView, [runState(1)])].join('').split('\n').length, 2);
});
