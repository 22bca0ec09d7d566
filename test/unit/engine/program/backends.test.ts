import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { BACKENDS, compileEvaluator } from '../../../../src/engine/program/evaluator.ts';
import { Graph, type Node } from '../../../../src/engine/program/graph.ts';
import { OPERATIONS, type OperationName, operation } from '../../../../src/engine/program/operations.ts';

const COLUMN = Float64Array.of(-1.5, 0.25, 2, 3);
const NAMES = Object.keys(OPERATIONS) as OperationName[];

/** A random graph of two inputs and one column, grown from a list of numbers. */
function grow(graph: Graph, choices: readonly number[]): Node {
  const nodes: Node[] = [graph.input(0), graph.input(1), graph.constant(2), graph.column(0, COLUMN.length)];
  for (const choice of choices) {
    const name = NAMES[choice % NAMES.length]!;
    const args = Array.from({ length: operation(name).arity }, (_, i) => nodes[(choice * (i + 7)) % nodes.length]!);
    const node = graph.call(name, args);
    nodes.push(choice % 11 === 0 && node.rows > 0 ? graph.rowSum(node) : node);
  }
  const last = nodes.at(-1)!;
  return last.rows > 0 ? graph.rowSum(last) : last;
}

test('WebAssembly, JavaScript and the interpreter give the same digits', () => {
  const point = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 25 }), point, point, (choices, x, y) => {
      const graph = new Graph();
      const output = grow(graph, choices);
      const outputs = [output, ...gradientOf(graph, output, 2)];
      const [a, ...others] = BACKENDS.map((backend) => {
        const result = new Float64Array(outputs.length);
        compileEvaluator(outputs, 2, [COLUMN], backend)([x, y], result);
        return [...result];
      });
      for (const b of others) assert.deepEqual(a, b);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('equal subexpressions are one node', () => {
  const graph = new Graph();
  const [x, y] = [graph.input(0), graph.input(1)];
  assert.equal(graph.add(x, y), graph.add(x, y));
  assert.equal(graph.multiply(x, graph.constant(3)), graph.multiply(graph.constant(3), x));
  assert.equal(graph.negate(graph.negate(x)), x);
  assert.equal(graph.subtract(x, x), graph.constant(0));
});

test('no text of the user’s becomes code', () => {
  // Names never reach the emitter: a node knows slots and operations only.
  const graph = new Graph();
  const node = graph.call('sin', [graph.input(0)]);
  assert.deepEqual(Object.keys(node).sort(), ['args', 'id', 'kind', 'operation', 'rows']);
});
