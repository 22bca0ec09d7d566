import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dual } from '../../../../src/engine/calculus/dual.ts';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { SLOPES } from '../../../../src/engine/calculus/slopes.ts';
import { compileObjective, type Problem, readProblem } from '../../../../src/engine/index.ts';
import { compileEvaluator } from '../../../../src/engine/program/evaluator.ts';
import { Graph, type Node } from '../../../../src/engine/program/graph.ts';
import { OPERATIONS, type OperationName, operation } from '../../../../src/engine/program/operations.ts';
import { cases, near } from '../../cases.ts';

const NAMES = Object.keys(OPERATIONS) as OperationName[];

/** Arguments in the domain of every operation that takes them, away from kinks; acosh alone wants more than 1. */
const POINTS: readonly (readonly number[])[] = [
  [0.37, 0.81, 0.53],
  [0.92, 0.44, 1.7],
  [-0.61, 0.29, -0.4],
  [1.83, 2.6, 0.7],
];

/** Operations whose first argument is a whole number that does not move. */
const OF_ORDER: ReadonlySet<OperationName> = new Set(['polygamma', 'sphericalBessel']);

function evaluate(nodes: readonly Node[], point: readonly number[]): number[] {
  const result = new Float64Array(nodes.length);
  compileEvaluator(nodes, point.length, [])(point, result);
  return [...result];
}

test('every operation has slopes', () => {
  assert.deepEqual(Object.keys(SLOPES).sort(), [...NAMES].sort());
});

for (const name of NAMES) {
  test(`${name}: the slopes are those of the symbolic rules, also differentiated again`, () => {
    const graph = new Graph();
    const { arity } = operation(name);
    const output = graph.call(
      name,
      Array.from({ length: arity }, (_, slot) =>
        slot === 0 && OF_ORDER.has(name) ? graph.constant(2) : graph.input(slot),
      ),
    );
    const gradient = gradientOf(graph, output, arity);
    let compared = 0;
    for (const point of POINTS) {
      if (!evaluate([output], point).every(Number.isFinite)) continue;
      const dual = new Dual(output, []);
      dual.moveTo(point);
      const symbolic = evaluate(gradient, point);
      for (let i = 0; i < arity; i++) {
        // A root of a negative number has no derivative by its degree, and a power none by its exponent.
        if (!Number.isFinite(symbolic[i]!) || (i === 0 && OF_ORDER.has(name))) continue;
        near(dual.partial(i), symbolic[i]!, 1e-13, 1e-15, `∂${i} ${name} at ${point}`);
        compared++;
        const again = new Dual(gradient[i]!, []);
        again.moveTo(point);
        evaluate(gradientOf(graph, gradient[i]!, arity), point).forEach((second, j) => {
          if (Number.isFinite(second)) near(again.partial(j), second, 1e-12, 1e-14, `∂${j}∂${i} ${name} at ${point}`);
        });
      }
    }
    assert.ok(compared > 0);
  });
}

const columnsOf = ({ columns }: Problem) => columns.map((column) => column.values);

test('dual numbers give the gradients that SymPy gives at 40 digits', () => {
  for (const { expression, parameters, at, gradient } of cases<
    { expression: string; parameters: string[]; at: number[]; gradient: number[] }[]
  >('gradients.json')) {
    const start = parameters.map((name, i) => `${name} = ${at[i]}`).join(', ');
    const problem = readProblem(`minimize ${expression}\nstart ${start}`);
    const order = problem.parameters.map((name) => parameters.indexOf(name));
    const dual = new Dual(problem.objective, columnsOf(problem));
    dual
      .gradient(
        order.map((i) => at[i] ?? 1),
        order.length,
      )
      .forEach((partial, i) => {
        near(partial, gradient[order[i]!] ?? 0, 1e-10, 1e-12, `∂${problem.parameters[i]} ${expression}`);
      });
  }
});

test('dual numbers pass through sums over rows, nested ones, and derived columns', () => {
  const text = [
    'x = [1, 2, 4, 6, 8]',
    'y = [4, 5, 7, 9, 11]',
    'z = (x - mean(x)) / sqrt(mean((x - mean(x))^2))',
    'minimize mean((w*z + b - y)^2) + 0.1*sum(abs(w*x - 3)) + mean(x*exp(-w*mean(x*w)))',
    'start w = 0.3, b = 0.2',
  ].join('\n');
  const problem = readProblem(text);
  const dual = new Dual(problem.objective, columnsOf(problem));
  const symbolic = compileObjective(problem).gradient([0.3, 0.2]);
  dual.gradient([0.3, 0.2], 2).forEach((partial, i) => {
    near(partial, symbolic[i]!, 1e-13, 0, `∂${i}`);
  });
});

test('of what an input has no part in the derivative is 0, and a magnitude has no signs', () => {
  const problem = readProblem('minimize x^2*y - 3*x\nstart x = 2, y = 3');
  const dual = new Dual(problem.objective, []);
  assert.equal(dual.moveTo([2, 3]), 6);
  assert.deepEqual([dual.partial(0), dual.magnitude(0), dual.partial(7)], [9, 15, 0]);
});

test('a branch that is not taken does not count, not even an infinite slope of it', () => {
  const problem = readProblem('minimize x > 0 ? sqrt(x) : x^2\nstart x = 1');
  assert.deepEqual(new Dual(problem.objective, []).gradient([0], 1), [0]);
});
