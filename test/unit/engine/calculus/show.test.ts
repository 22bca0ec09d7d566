import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { show } from '../../../../src/engine/calculus/show.ts';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';
import { Graph, type Node } from '../../../../src/engine/program/graph.ts';
import { cases, near } from '../../cases.ts';

function partials(text: string): string[] {
  const { graph, objective, parameters, columns } = readProblem(text);
  const names = { parameters, columns: columns.map((column) => column.name) };
  return gradientOf(graph, objective, parameters.length).map((node) => show(node, names)!.text);
}

test('partials are written as people write them', () => {
  assert.deepEqual(partials('θ² + 4θ + 5'), ['2*θ + 4']);
  assert.deepEqual(partials('(1 - x)^2 + 100*(y - x^2)^2'), ['-400*x*(y - x^2) - 2*(1 - x)', '200*(y - x^2)']);
  assert.deepEqual(partials('x*x*x'), ['3*x^2']);
  assert.deepEqual(partials('exp(x)/y'), ['exp(x)/y', '-exp(x)/y^2']);
  assert.deepEqual(partials('x = [1, 2, 3]\nminimize mean((w*x - 1)^2)'), ['2*mean(x*(w*x - 1))']);
});

test('a shown partial has the value of the one that runs', () => {
  for (const { expression, parameters, at } of cases<{ expression: string; parameters: string[]; at: number[] }[]>(
    'gradients.json',
  )) {
    const start = parameters.map((name, i) => `${name} = ${at[i]}`).join(', ');
    const objective = compileObjective(readProblem(`minimize ${expression}\nstart ${start}`));
    const gradient = objective.gradient(objective.parameters.map((name) => at[parameters.indexOf(name)] ?? 1));
    partials(`minimize ${expression}\nstart ${start}`).forEach((text, i) => {
      // The pair of an unused parameter keeps a constant partial readable.
      const shown = compileObjective(
        readProblem(`minimize ${text} + 0*unused\nstart ${startFor(text, parameters, at)}`),
      );
      const value = shown.value(shown.parameters.map((name) => at[parameters.indexOf(name)] ?? 1));
      near(value, gradient[i]!, 1e-10, 1e-12, `${expression} → ${text}`);
    });
  }
});

function startFor(text: string, parameters: readonly string[], at: readonly number[]): string {
  const used = parameters.flatMap((name, i) => (new RegExp(`\\b${name}\\b`).test(text) ? [`${name} = ${at[i]}`] : []));
  return [...used, 'unused = 1'].join(', ');
}

test('a formula too long to read is not shown', () => {
  const { graph, objective, parameters } = readProblem(`f(x) = ${'sin('.repeat(40)}x${' + x*x)'.repeat(40)}`);
  const [partial] = gradientOf(graph, objective, 1);
  assert.equal(show(partial!, { parameters, columns: [] }), undefined);
});

/** Shows a product of this many parameters; how often a name was looked up and what kind a node is. */
function visits(factors: number) {
  const graph = new Graph();
  const counts = { names: 0, nodes: 0 };
  const counted = (node: Node): Node =>
    new Proxy(node, {
      get(target, key) {
        if (key === 'kind') counts.nodes++;
        const value = target[key as keyof Node] as unknown;
        return key === 'args' ? seen(value as readonly Node[]) : value;
      },
    });
  const known = new Map<Node, Node>();
  const seen = (args: readonly Node[]) => args.map((arg) => known.get(arg) ?? known.set(arg, counted(arg)).get(arg)!);
  const inputs = Array.from({ length: factors }, (_, slot) => graph.input(slot));
  const product = inputs.reduce((a, b) => graph.multiply(a, b));
  const parameters = new Proxy(
    inputs.map((_, i) => `abc_${i}`),
    {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) counts.names++;
        return Reflect.get(target, key);
      },
    },
  );
  const shown = show(counted(product), { parameters, columns: [] });
  return { ...counts, shown };
}

test('a product is written out with one look at each factor, and given up where it is too long', () => {
  const [short, longer] = [visits(50), visits(100)];
  assert.deepEqual([short.names, longer.names], [50, 100]);
  assert.ok(short.shown && longer.shown);
  assert.ok(longer.nodes <= 2.1 * short.nodes, `${short.nodes}, ${longer.nodes}`);
  const [long, longest] = [visits(4_000), visits(40_000)];
  assert.equal(long.shown ?? longest.shown, undefined);
  // What is joined is looked at again with every factor: so many are joined, however many there are.
  assert.equal(long.names, longest.names);
  assert.ok(longest.names < 1000, String(longest.names));
  assert.ok(longest.nodes <= 10.5 * long.nodes, `${long.nodes}, ${longest.nodes}`);
});
