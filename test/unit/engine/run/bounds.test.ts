import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { compileEvaluator } from '../../../../src/engine/program/evaluator.ts';
import { boundsOf } from '../../../../src/engine/run/bounds.ts';

/** A formula and the bounds it must be shown to keep. */
const CASES: readonly (readonly [text: string, low: number, high: number])[] = [
  ['x^2 + 3', 3, Infinity],
  ['(x - y)^4 + 2*abs(x) - 1', -1, Infinity],
  ['-(x^2)', -Infinity, 0],
  ['exp(-x^2)', 0, 1],
  ['1/(1 + x^2)', 0, 1],
  ['sin(x) + 2cos(y)', -3, 3],
  ['sigmoid(x) - tanh(y)', -1, 2],
  ['max(x^2, 1) + min(y^2, 0)', 1, Infinity],
  ['x^3', -Infinity, Infinity],
  ['x*y', -Infinity, Infinity],
  ['sqrt(1 + x^2)', 1, Infinity],
  ['x^2 - 2x', -Infinity, Infinity],
  ['a = [1, 2, 3]\nsum((m*a - 1)^2) + 2', 2, Infinity],
  ['a = [1, 2, 3]\nmean(a*sin(m))', -3, 3],
];

for (const [text, low, high] of CASES) {
  test(`${text.replaceAll('\n', '; ')} is between ${low} and ${high}`, () => {
    const { objective, columns, parameters } = readProblem(text);
    const data = columns.map((column) => column.values);
    const found = boundsOf(objective, data);
    assert.ok(Math.abs(found[0] - low) < 1e-12 || found[0] === low, `${found}`);
    assert.ok(Math.abs(found[1] - high) < 1e-12 || found[1] === high, `${found}`);
    const evaluate = compileEvaluator([objective], parameters.length, data);
    const result = new Float64Array(1);
    for (let k = 0; k < 300; k++) {
      evaluate(
        parameters.map((_, i) => Math.tan(k * (i + 1.7))),
        result,
      );
      assert.ok(!(result[0]! < found[0] - 1e-9 || result[0]! > found[1] + 1e-9), `${result[0]} in ${found}`);
    }
  });
}
