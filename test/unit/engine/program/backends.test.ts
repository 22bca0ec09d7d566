import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../../src/engine/program/graph.ts';
import { counts, graphs } from '../../../fuzz/kinds.ts';

test('all backends give the same digits, and derivatives agree with hyper-dual numbers', () => {
  for (let index = 0; index < 2000; index++) assert.equal(graphs(1, index), undefined);
  assert.ok(counts.graphs.derivatives > 20_000, JSON.stringify(counts.graphs));
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
