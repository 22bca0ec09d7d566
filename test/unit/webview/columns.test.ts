import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectiveName } from '../../../webview/reading.ts';
import { rowsOf } from '../../../webview/rows.ts';
import { cellText, columnsOf, rowText, Widths } from '../../../webview/table/columns.ts';
import { descend, rosenbrock, sliced } from '../../panel/states.ts';

test('columns: step, parameters, value, partial derivatives, norm, rate', () => {
  const titles = columnsOf(rosenbrock).map(({ title }) => title);
  assert.deepEqual(titles, ['step', 'x', 'y', 'f', '∂x', '∂y', '‖∇f‖', 'rate']);
});

test('a row is copied in full precision', () => {
  const trace = descend(0.001, 50);
  const cells = rowText(columnsOf(rosenbrock), rowsOf(sliced(trace, 7)), 33)
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
  const [step] = columnsOf(rosenbrock);
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
