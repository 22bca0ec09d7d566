import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explain, MOST_DEPTH, MOST_STEPS, type Step } from '../../../../src/engine/calculus/explain.ts';
import { generalOf } from '../../../../src/engine/calculus/function-rule.ts';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { readProblem } from '../../../../src/engine/index.ts';
import type { Problem } from '../../../../src/engine/problem.ts';
import { Interpreter } from '../../../../src/engine/program/interpreter.ts';
import { OPERATIONS, type OperationName } from '../../../../src/engine/program/operations.ts';
import { problemView } from '../../../../src/worker/views.ts';
import { cases, near } from '../../cases.ts';
import { exampleTables } from '../../example-tables.ts';

interface Case {
  readonly expression: string;
  readonly parameters: string[];
  readonly at: number[];
}

function all(step: Step): Step[] {
  return [step, ...step.steps.flatMap(all)];
}

/** A step with its inner ones, as `rule: equation`, indented. */
function lines(step: Step, indent = ''): string[] {
  const equation = [step.of, ...step.forms].map(({ text }) => text).join(' = ');
  return [`${indent}${step.rule}: ${equation}`, ...step.steps.flatMap((inner) => lines(inner, `${indent}  `))];
}

/** Numbers in (−1, 1), the same in every run. Park & Miller (1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

function columnsOf({ columns }: Problem): Float64Array[] {
  return columns.map(({ values }) => values);
}

/** Every step's derivative against reverse accumulation from what the step differentiates; how many were compared. */
function compare(problem: Problem, points: readonly (readonly number[])[]): number {
  const { graph, parameters } = problem;
  const columns = columnsOf(problem);
  let compared = 0;
  for (const [slot, { root }] of explain(problem).entries()) {
    for (const { node, result, of } of all(root!)) {
      // A row's derivative is compared as the sum over the rows.
      const rows = node.rows;
      const output = rows > 0 ? graph.rowSum(node) : node;
      const mine = rows > 0 ? graph.rowSum(result, rows) : result;
      const expected = gradientOf(graph, output, parameters.length)[slot]!;
      const interpreter = new Interpreter([mine, expected], columns);
      for (const point of points) {
        interpreter.run(point);
        const [actual, wanted] = [interpreter.value(mine), interpreter.value(expected)];
        if (!Number.isFinite(wanted)) continue;
        near(actual, wanted, 1e-9, 1e-9, `${problem.text}: ${of.text}`);
        compared++;
      }
    }
  }
  return compared;
}

function around(point: readonly number[], random: () => number): number[][] {
  return [[...point], ...Array.from({ length: 5 }, () => point.map((x) => x * (1 + 0.05 * random())))];
}

const gradients = cases<Case[]>('gradients.json');

function problemOf({ expression, parameters, at }: Case): { problem: Problem; point: number[] } {
  const start = parameters.map((name, i) => `${name} = ${at[i]}`).join(', ');
  const problem = readProblem(`minimize ${expression}\nstart ${start}`);
  return { problem, point: problem.parameters.map((name) => at[parameters.indexOf(name)] ?? 1) };
}

test('every step of every case is what reverse accumulation gives, at seeded points', () => {
  const random = seeded(1);
  let compared = 0;
  for (const one of gradients) {
    const { problem, point } = problemOf(one);
    compared += compare(problem, around(point, random));
  }
  assert.ok(compared > 1500, `${compared} values`);
});

test('every step of the examples, too', async () => {
  const folder = new URL('../../../../media/examples/', import.meta.url);
  const random = seeded(2);
  const texts = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    if (file.endsWith('.downhill')) return [text];
    return [...text.matchAll(/```downhill\n(.*?)```/gs)].map((match) => match[1]!);
  });
  assert.ok(texts.length >= 8);
  for (const text of texts) {
    const problem = readProblem(text, { tables: await exampleTables(text) });
    assert.ok(compare(problem, around(problem.settings.start, random)) > 0, text);
  }
});

test('every form of every step reads back as the same value', () => {
  let read = 0;
  for (const one of gradients) {
    const { problem, point } = problemOf(one);
    for (const { root } of explain(problem)) {
      for (const { forms, result, of } of all(root!)) {
        const interpreter = new Interpreter([result], []);
        interpreter.run(point);
        for (const { text } of forms) {
          if (text.includes('…')) continue;
          const start = problem.parameters.map((name, i) => `${name} = ${point[i]}`);
          const used = start.filter((part) => new RegExp(`\\b${part[0]}\\b`).test(text));
          const shown = readProblem(`minimize ${text} + 0*unused\nstart ${[...used, 'unused = 1'].join(', ')}`);
          const again = new Interpreter([shown.objective], []);
          again.run(shown.parameters.map((name) => point[problem.parameters.indexOf(name)] ?? 1));
          near(again.value(shown.objective), interpreter.value(result), 1e-9, 1e-9, `${of.text} = ${text}`);
          read++;
        }
      }
    }
  }
  assert.ok(read > 400, `${read} forms`);
});

test('the last line is the gradient as the panel shows it', () => {
  for (const one of gradients) {
    const { problem } = problemOf(one);
    const shown = problemView(problem).gradient;
    explain(problem).forEach(({ root }, i) => {
      assert.deepEqual(root?.forms.at(-1), shown[i]);
    });
  }
});

test('a derivation goes as students write it, without the obvious', () => {
  const [x] = explain(readProblem('(1 - x)^2 + 100*(y - x^2)^2'));
  assert.deepEqual(lines(x!.root!), [
    'Sum rule: ∂/∂x ((1 - x)^2 + 100*(y - x^2)^2) = -2*(1 - x) + (-400*x*(y - x^2)) = -400*x*(y - x^2) - 2*(1 - x)',
    '  Power rule with the chain rule: ∂/∂x (1 - x)^2 = 2*(1 - x)*(-1) = -2*(1 - x)',
    '    Difference rule: ∂/∂x (1 - x) = 0 - 1 = -1',
    '  Constant multiple rule: ∂/∂x (100*(y - x^2)^2) = 100*(-4*x*(y - x^2)) = -400*x*(y - x^2)',
    '    Power rule with the chain rule: ∂/∂x (y - x^2)^2 = 2*(y - x^2)*(-2*x) = -4*x*(y - x^2)',
    '      Difference rule: ∂/∂x (y - x^2) = 0 - 2*x = -2*x',
    '        Power rule: ∂/∂x x^2 = 2*x',
  ]);
});

test('each rule is called by its name', () => {
  const rules = (text: string) => explain(readProblem(text)).flatMap(({ root }) => all(root!).map(({ rule }) => rule));
  assert.deepEqual(rules('x'), ['Derivative of the parameter itself']);
  assert.deepEqual(rules('x*sin(x)'), ['Product rule', 'Derivative of sin']);
  assert.deepEqual(rules('sin(x)/(1 + x)'), ['Quotient rule', 'Derivative of sin', 'Sum rule']);
  assert.deepEqual(rules('exp(-3x)'), ['Chain rule with exp', 'Constant multiple rule']);
  assert.deepEqual(rules('2^x'), ['Exponential rule']);
  assert.deepEqual(rules('1/x'), ['Reciprocal rule']);
  assert.deepEqual(rules('x > 0 ? x^2 : 3x'), ['Case by case', 'Power rule', 'Constant multiple rule']);
  assert.deepEqual(rules('u = [1, 2, 4]\nminimize mean((w*u)^2)').slice(0, 1), ['Mean over the rows']);
  assert.ok(rules('x^2 + y^2').includes('Constant: does not depend on x'));
});

test('a kink is told with the slope that is taken there', () => {
  const notes = (text: string) => all(explain(readProblem(text))[0]!.root!).flatMap(({ note }) => note ?? []);
  for (const text of ['abs(x)', 'relu(x)', 'max(x, 3)', 'sign(x)', 'hypot(x, 2)', 'x > 0 ? x : 2']) {
    assert.equal(notes(text).length, 1, text);
    assert.match(notes(text)[0]!, /slope/, text);
  }
});

test('the general form of every function is that of the rule that is computed', () => {
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    const { text, tex } = generalOf(name);
    assert.match(text, /′ = /, name);
    assert.ok(tex.length > 0 && !tex.includes('undefined'), name);
  }
  assert.equal(generalOf('sin').text, '(sin(u))′ = cos(u)*u′');
  assert.equal(generalOf('abs').text, '(abs(u))′ = sign(u)*u′');
  assert.equal(generalOf('max').text, '(max(u, v))′ = (u >= v)*u′ + (u < v)*v′');
  assert.equal(generalOf('floor').text, '(floor(u))′ = 0');
});

test('what was taken apart once is referred to', () => {
  const [derivation] = explain(readProblem('sin(x^2) + sin(x^2)^3'));
  const found = all(derivation!.root!).filter(({ repeats }) => repeats !== undefined);
  assert.deepEqual(
    found.map(({ repeats, steps, of }) => [repeats, steps.length, of.text]),
    [['above', 0, 'd/dx sin(x^2)']],
  );
});

test('a formula whose tree would be astronomical has few steps', () => {
  const doublings = Array.from({ length: 60 }, (_, i) => `a${i + 1} = sin(a${i}) * cos(a${i})`);
  const [derivation] = explain(
    readProblem(['a0 = x', ...doublings, 'minimize a60'].join('\n').replace('a0 = x\n', '').replaceAll('a0', 'x')),
  );
  const steps = all(derivation!.root!);
  assert.ok(steps.length <= MOST_STEPS, `${steps.length}`);
});

test('a derivation that is cut says where', () => {
  const wide = explain(readProblem(`minimize ${Array.from({ length: 400 }, (_, i) => `sin(${i + 2}*x)`).join(' + ')}`));
  const deep = explain(readProblem(`minimize ${'sin('.repeat(100)}x${')'.repeat(100)}`));
  const sizes = [wide, deep].map(([derivation]) => all(derivation!.root!));
  assert.ok(sizes[0]!.length <= MOST_STEPS && sizes[0]![0]!.omitted > 0);
  assert.equal(sizes[1]!.length, MOST_DEPTH);
  assert.equal(sizes[1]!.at(-1)!.omitted, 1);
});

test('huge formulas are explained in part or not at all, and neither hang nor overflow', () => {
  const [long] = explain(readProblem('minimize sum(sin(x*i)^2, i, 1, 10000)\nstart x = 1'));
  assert.ok(long!.root === undefined ? long!.remark : long!.root.omitted > 0);
  const chain = Array.from({ length: 400 }, (_, i) => `a${i + 1} = sin(${i === 0 ? 'x' : `a${i}`} + 1)`);
  const [deep] = explain(readProblem([...chain, 'minimize a400'].join('\n')));
  assert.ok(deep!.root ? all(deep!.root).length === MOST_DEPTH : deep!.remark);
  const many = explain(readProblem(`minimize ${Array.from({ length: 500 }, (_, i) => `sin(p_${i})*q^2`).join(' + ')}`));
  assert.ok(many.length > 10 && many.length < 501, `${many.length}`);
  const product = explain(readProblem('minimize prod(x + i/2000, i, 1, 2000)'));
  assert.ok(product.length === 1);
});
