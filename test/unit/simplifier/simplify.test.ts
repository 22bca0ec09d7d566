import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { gradientOf } from '../../../src/engine/calculus/gradient.ts';
import { show } from '../../../src/engine/calculus/show.ts';
import { compileObjective, readProblem } from '../../../src/engine/index.ts';
import { Graph } from '../../../src/engine/program/graph.ts';
import { agree } from '../../../src/simplifier/agree.ts';
import { fromMathjs, sizesOf, spell } from '../../../src/simplifier/formula.ts';
import { simplify } from '../../../src/simplifier/mathjs.ts';
import { simplified } from '../../../src/simplifier/simplify.ts';

function plainly(text: string): string[] {
  const { graph, objective, parameters, columns } = readProblem(text);
  const names = { parameters, columns: columns.map((column) => column.name) };
  return gradientOf(graph, objective, parameters.length).map((node) => show(node, names)!.text);
}

test('a form that mathjs finds is shorter than the plain one and says the same', () => {
  const text = 'sqrt(x^2 + y^2)*exp(-x^2 - y^2)';
  const plain = plainly(text);
  const found = [...simplified(readProblem(text))].filter(({ by }) => by.length === 1);
  assert.deepEqual(
    found.map(({ by }) => by[0]),
    [0, 1],
  );
  for (const { by, formula } of found) {
    assert.ok(formula.text.length < plain[by[0]!]!.length);
    const again = compileObjective(readProblem(`f(x, y) = ${formula.text}`));
    const whole = compileObjective(readProblem(text));
    for (const point of [
      [0.3, -0.7],
      [-1.5, 0.2],
      [2, 1],
    ]) {
      const expected = whole.gradient(point)[by[0]!]!;
      assert.ok(Math.abs(again.value(point) - expected) <= 1e-12 * Math.abs(expected), formula.text);
    }
  }
});

test('names never mean anything to mathjs', () => {
  const graph = new Graph();
  const [x, column] = [graph.input(0), graph.column(0, 3)];
  const mean = graph.rowSum(graph.multiply(column, x));
  const opaque = graph.call('atan2', [x, mean]);
  const { text, atoms } = spell(graph.add(graph.multiply(opaque, graph.call('exp', [x])), graph.constant(-2)));
  assert.equal(text, '((v0 * exp(v1)) + (-2))');
  assert.deepEqual(atoms, [opaque, x]);
});

test('what mathjs makes comes back as nodes of the same graph, and anything else is refused', () => {
  const graph = new Graph();
  const [x, y] = [graph.input(0), graph.input(1)];
  assert.equal(fromMathjs(graph, simplify('v0 * v0 + 0 * v1'), [x, y]), graph.power(x, graph.constant(2)));
  assert.equal(fromMathjs(graph, simplify('v5'), [x, y]), undefined);
  assert.equal(fromMathjs(graph, simplify('pi * v0'), [x, y]), undefined);
  assert.equal(fromMathjs(graph, simplify('gamma(v0)'), [x, y]), undefined);
});

test('forms agree only where they do: at positive numbers alone is not enough', () => {
  const graph = new Graph();
  const x = graph.input(0);
  const root = graph.call('sqrt', [graph.multiply(x, x)]);
  assert.equal(agree(root, x, 1, []), false);
  assert.equal(agree(root, graph.call('abs', [x]), 1, []), true);
  assert.equal(agree(graph.divide(x, root), graph.constant(1), 1, []), false);
  // log(x²) is real where 2·log(x) is not.
  const [log, two] = [graph.call('log', [x]), graph.constant(2)];
  assert.equal(agree(graph.call('log', [graph.multiply(x, x)]), graph.multiply(two, log), 1, []), false);
  assert.equal(agree(graph.multiply(two, log), graph.call('log', [graph.multiply(x, x)]), 1, []), true);
});

test('what cancellation loses is not held against a form; what is found nowhere cannot be compared', () => {
  const graph = new Graph();
  const x = graph.input(0);
  const large = graph.constant(1e9);
  assert.equal(agree(graph.subtract(graph.add(x, large), large), x, 1, []), true);
  assert.equal(agree(graph.subtract(graph.add(x, graph.constant(1)), graph.constant(1.0001)), x, 1, []), false);
  const nowhere = graph.call('sqrt', [graph.subtract(graph.constant(-1), graph.multiply(x, x))]);
  assert.equal(agree(nowhere, nowhere, 1, []), false);
});

test('the derivative of (x²)^0.5, which mathjs takes for 1, stays as it is', () => {
  const forms = [...simplified(readProblem('(x^2)^0.5'))].map(({ formula }) => formula.text);
  for (const text of forms) assert.notEqual(text, '1');
});

test('long formulas are not asked for, however much they share', () => {
  const graph = new Graph();
  let node = graph.input(0);
  for (let i = 0; i < 2000; i++) node = graph.add(graph.call('sin', [node]), node);
  assert.equal(sizesOf([node]).get(node), Number.POSITIVE_INFINITY);
  const sum = Array.from({ length: 25 }, (_, i) => `(x${i + 1} - 1)^2`).join(' + ');
  const partials = [...simplified(readProblem(`sqrt(${sum})*exp(${sum})`))];
  assert.deepEqual(partials, []);
});

test('a formula at which mathjs hangs hangs nobody but its worker', async () => {
  const address = (path: string) => JSON.stringify(new URL(`../../../src/${path}`, import.meta.url).href);
  const worker = new Worker(
    `import { parentPort } from 'node:worker_threads';
     import { readProblem } from ${address('engine/index.ts')};
     import { simplified } from ${address('simplifier/simplify.ts')};
     parentPort.postMessage('begun');
     for (const one of simplified(readProblem('(1/(x*(y-1)))^(1/(y-1))'))) parentPort.postMessage(one);
     parentPort.postMessage('done');`,
    { eval: true },
  );
  const messages: unknown[] = [];
  worker.on('message', (message) => messages.push(message));
  await new Promise((resolve) => worker.once('message', resolve));
  await worker.terminate();
  assert.deepEqual(messages, ['begun']);
});
