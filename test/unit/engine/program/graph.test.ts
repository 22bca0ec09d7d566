import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { Graph, type Node, reachable } from '../../../../src/engine/program/graph.ts';

/** x₀, then again and again sin of a number times what there is: two nodes a step. */
function chain(graph: Graph, steps: number): Node {
  let node = graph.input(0);
  for (let i = 0; i < steps; i++) node = graph.call('sin', [graph.multiply(graph.constant(1 + i), node)]);
  return node;
}

test('equal expressions are one node, whatever made them', () => {
  const graph = new Graph();
  const [x, y] = [graph.input(0), graph.input(1)];
  const build = () => [
    graph.constant(0.1),
    graph.constant(-0),
    graph.constant(Number.NaN),
    graph.column(0, 5),
    graph.rowSum(graph.multiply(graph.column(0, 5), x)),
    graph.call('sin', [x]),
    graph.call('atan2', [x, y]),
    graph.call('atan2', [y, x]),
    graph.select(graph.call('less', [x, y]), x, y),
    graph.select(graph.call('less', [x, y]), y, x),
  ];
  const [first, second] = [build(), build()];
  first.forEach((node, i) => {
    assert.equal(node, second[i]);
  });
  assert.equal(new Set(first).size, first.length);
  assert.notEqual(graph.constant(0), graph.constant(-0));
});

test('ids are a topological order, and reachable keeps it', () => {
  const graph = new Graph();
  const node = chain(graph, 100);
  const order = reachable([node, graph.input(0)]);
  assert.equal(new Set(order).size, order.length);
  order.forEach((part, i) => {
    if (i > 0) assert.ok(part.id > order[i - 1]!.id);
    if (part.kind === 'call') for (const arg of part.args) assert.ok(arg.id < part.id && order.includes(arg));
  });
});

test('a hundred thousand nodes, one upon the other, do not overflow the stack', () => {
  const graph = new Graph();
  const node = chain(graph, 50_000);
  assert.ok(reachable([node]).length > 100_000);
  const [partial] = gradientOf(graph, node, 1);
  assert.ok(reachable([partial!]).length > 200_000);
});

test('a gradient has a few nodes for each of the objective’s, however many parameters there are', () => {
  const perNode = (parameters: number) => {
    const graph = new Graph();
    let sum = graph.constant(0);
    for (let i = 0; i < parameters; i++) {
      const next = graph.input((i + 1) % parameters);
      sum = graph.add(sum, graph.power(graph.subtract(next, graph.call('sin', [graph.input(i)])), graph.constant(2)));
    }
    const before = reachable([sum]).length;
    return reachable([sum, ...gradientOf(graph, sum, parameters)]).length / before;
  };
  assert.ok(perNode(2000) < 3);
  assert.ok(Math.abs(perNode(2000) - perNode(200)) < 0.1);
});
