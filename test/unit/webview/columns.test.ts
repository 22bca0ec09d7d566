import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectiveName } from '../../../webview/reading.ts';
import { rowsOf } from '../../../webview/rows.ts';
import { cellText, cellValue, columnsOf, fullText, rowText, Widths } from '../../../webview/table/columns.ts';
import { descend, rosenbrock, sliced } from '../../panel/states.ts';

const plain = { columns: [] };

test('columns: step, parameters, value, partial derivatives, norm, rate', () => {
  const titles = columnsOf(rosenbrock, plain).map(({ title }) => title);
  assert.deepEqual(titles, ['step', 'x', 'y', 'f', '∂x', '∂y', '‖∇f‖', 'rate']);
});

test('the method’s own columns come last, those of the first parameters only', () => {
  const own = [
    { name: 'v_x', tex: '{v}_{x}', parameter: 0 },
    { name: 'v_z', tex: '{v}_{z}', parameter: 100 },
    { name: 'power', tex: '\\beta^t' },
  ];
  const made = columnsOf(rosenbrock, { columns: own }).slice(8);
  assert.deepEqual(
    made.map(({ title, tex }) => [title, tex]),
    [
      ['v_x', '{v}_{x}'],
      ['power', '\\beta^t'],
    ],
  );
  const slice = { ...descend(0.001, 0), state: [[1], [2], [3]].map((column) => Float64Array.from(column)) };
  assert.equal(cellValue(made[1]!, rowsOf([slice]), 0), 3);
});

test('what a search has no number for is a dash to see, and nothing to copy', () => {
  const own = { columns: [{ name: 'trials', tex: '' }], searches: true } as const;
  const [trials] = columnsOf(rosenbrock, own).slice(-1);
  assert.deepEqual(cellText(trials!, Number.NaN), ['–', '']);
  assert.equal(fullText(trials!, Number.NaN), '');
  const [value] = columnsOf(rosenbrock, own).slice(3);
  assert.equal(fullText(value!, Number.NaN), 'NaN');
});

test('a row is copied in full precision', () => {
  const trace = descend(0.001, 50);
  const cells = rowText(columnsOf(rosenbrock, plain), rowsOf(sliced(trace, 7)), 33)
    .split('\t')
    .map(Number);
  const at = (column: Float64Array | undefined) => column?.[33];
  assert.deepEqual(cells, [
    33,
    at(trace.parameters[0]),
    at(trace.parameters[1]),
    at(trace.value),
    at(trace.gradient[0]),
    at(trace.gradient[1]),
    at(trace.gradientNorm),
    0.001,
  ]);
});

test('steps are never rounded', () => {
  const [step] = columnsOf(rosenbrock, plain);
  assert.deepEqual(cellText(step!, 9_999_999), ['9999999', '']);
});

test('columns grow and do not shrink', () => {
  const widths = new Widths();
  assert.equal(widths.fit(2, ['-215', '.6']), true);
  assert.equal(widths.fit(2, ['1', '.25']), true);
  assert.equal(widths.fit(2, ['1', '.2']), false);
  assert.deepEqual(widths.of(2), [4, 3]);
});

test('the name of the objective is read from either form', () => {
  assert.equal(objectiveName('J(θ) = θ^2'), 'J');
  assert.equal(objectiveName('f\\left(x, y\\right) = x'), 'f');
  assert.equal(objectiveName('f(x, y)=(1 - x)^2'), 'f');
  assert.equal(objectiveName('(1 - x)^2'), 'f');
});
