import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';
import { shorten } from '../../../../src/engine/program/balance.ts';
import { BACKENDS, compileEvaluator } from '../../../../src/engine/program/evaluator.ts';
import { Graph, type Node, reachable } from '../../../../src/engine/program/graph.ts';
import { beginDescent } from '../../../../src/engine/run/descent.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';
import { counts, graphs } from '../../../fuzz/kinds.ts';

test('all backends give the same digits, and derivatives agree with hyper-dual numbers', () => {
  for (let index = 0; index < 2000; index++) assert.equal(graphs(1, index), undefined);
  assert.ok(counts.graphs.numbers > 20_000, JSON.stringify(counts.graphs));
});

test('equal subexpressions are one node', () => {
  const graph = new Graph();
  const [x, y] = [graph.input(0), graph.input(1)];
  assert.equal(graph.add(x, y), graph.add(x, y));
  assert.equal(graph.multiply(x, graph.constant(3)), graph.multiply(graph.constant(3), x));
  assert.equal(graph.negate(graph.negate(x)), x);
  assert.equal(graph.subtract(x, x), graph.constant(0));
});

/** Runs something with a `Function` in place of the host's that keeps every source it is given. */
function sourcesOf(run: () => void): string[] {
  const sources: string[] = [];
  const original = globalThis.Function;
  globalThis.Function = new Proxy(original, {
    construct: (target, args: string[]) => {
      sources.push(...args);
      return new target(...args);
    },
  });
  try {
    run();
  } finally {
    globalThis.Function = original;
  }
  return sources;
}

test('no text of the user’s becomes code', () => {
  const text = [
    'secret_data = [1, 2, 4]',
    'helper(argument) = argument^2 + constructor',
    'minimize mean((alert1 * secret_data - helper(toString))^2) + exp(π_hidden)  # comment_word',
    'start alert1 = 1, toString = 2, constructor = 3, π_hidden = 0.1',
    'method adam rate=0.01',
    'stop steps=3',
  ].join('\n');
  const words = ['secret', 'helper', 'argument', 'constructor', 'alert1', 'toString', 'hidden', 'comment_word', 'π'];
  const sources = sourcesOf(() => {
    const problem = readProblem(text);
    const objective = compileObjective(problem, 'javascript');
    const point = problem.parameters.map(() => 0.5);
    assert.ok(Number.isFinite(objective.value(point)));
    objective.gradient(point);
    objective.hessian(point);
    const descent = beginDescent(problem, plansOf(problem)[0]!, undefined, 'javascript');
    descent.advance(10);
    assert.ok(descent.done);
    for (const size of [1, 2]) {
      const batched = readProblem(`${text}\nbatch ${size} seed=7`);
      beginDescent(batched, plansOf(batched)[0]!, undefined, 'javascript').advance(10);
    }
  });
  assert.ok(sources.length >= 8, 'code was generated');
  for (const source of sources) {
    for (const word of words) assert.ok(!source.includes(word), `${word} is in generated code`);
    // What is left is made of a closed list of words: ids, slots, numbers, and what the emitter says.
    const known =
      /^(?:P|S|use|strict|const|let|for|return|function|if|break|var|Math|Infinity|NaN|abs|max|min|sqrt|sign|floor|ceil|value|parameters|gradientNorm|gradient|rate|state|states|length|columns|change|move|divergence|steps|least|still|near|far|last|before|moved|bestAt|best|fired|row|from|to|at|order|exp|b|m|p|q|s|T|D|L|F|N|Q|R|k|f|n|r|x|y|e|[tcinXG]\d+)$/;
    for (const [word] of source.matchAll(/[A-Za-zπ_$][\wπ$]*/g)) assert.match(word, known);
  }
});

test('a hundred thousand nodes are differentiated, compiled and run without an end of the stack', () => {
  const graph = new Graph();
  const [x, y] = [graph.input(0), graph.input(1)];
  let deep: Node = x;
  for (let i = 0; i < 25_000; i++) {
    deep = graph.add(graph.multiply(graph.constant(0.5), deep), graph.multiply(y, graph.constant(1 / (i + 1))));
  }
  const outputs = [deep, ...shorten(graph, gradientOf(graph, deep, 2))];
  const results = BACKENDS.map((backend) => {
    const result = new Float64Array(3);
    compileEvaluator(outputs, 2, [], backend)([2, 3], result);
    return [...result];
  });
  assert.ok(reachable(outputs).length > 75_000);
  for (const result of results) assert.deepEqual(result, results[0]);
  assert.ok(results[0]!.every(Number.isFinite));
});
