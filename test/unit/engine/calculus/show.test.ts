import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { show } from '../../../../src/engine/calculus/show.ts';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';
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
