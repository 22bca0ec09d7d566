/** The parser and the rules put together here build the same trees as a whole instance of mathjs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { create, derivativeDependencies, parseDependencies } from 'mathjs/number';
import { derivative, parse } from '../../../../src/engine/calculus/mathjs.ts';

const whole = create({ parseDependencies: parseDependencies!, derivativeDependencies: derivativeDependencies! }, {});

const FIELDS = ['value', 'name', 'content', 'op', 'fn', 'args', 'implicit', 'isPercentage', 'condition', 'trueExpr'];
FIELDS.push('falseExpr', 'conditionals', 'params', 'dimensions', 'object', 'index');
const REFUSED = /^(?:Array|Assignment|Block|FunctionAssignment|Object|Range)Node$/;

/** A tree's types and fields. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const node = value as Record<string, unknown>;
  if (REFUSED.test(String(node.type))) return { type: node.type };
  // An accessor's name is worked out for printing.
  const looked = node.type === 'AccessorNode' ? ['object', 'index'] : FIELDS;
  const fields = looked.filter((field) => field in node).map((field) => [field, plain(node[field])]);
  return { type: node.type, ...Object.fromEntries(fields) };
}

function outcome(run: () => unknown): unknown {
  try {
    return plain(run());
  } catch (error) {
    return { refused: (error as Error).message, char: (error as { char?: number }).char };
  }
}

test('text is parsed as mathjs parses it', () => {
  const token = fc.constantFrom(
    ...['v0', 'v1', 'v22', '1', '2.5', '1e-3', '.5', '+', '-', '*', '/', '^', '(', ')', ',', '!', '<', '<=', '==', '?'],
    ...[':', 'and', 'or', 'not', 'mod', 'sin', '[', ']', '%', 'to', 'in', '.', '=', ';', '{', '}', 'NaN', 'true', '"'],
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
      const text = tokens.join(' ');
      assert.deepEqual(
        outcome(() => parse(text)),
        outcome(() => whole.parse!(text)),
        text,
      );
    }),
    { numRuns: 5000, seed: 1 },
  );
});

test('formulas that people write are parsed as mathjs parses them', () => {
  for (const text of [
    '(1 - v0)^2 + 100*(v1 - v0^2)^2',
    '2 v0 (v1 + 1) / 3 v2',
    '-v0^-2^0.5 + +v1',
    'v0 < v1 <= 2 ? sin(v0) : max(v0, v1, 3)',
    'v0[1] + v1[2, 3]',
    'v0 ? v1 : v2 ? 1 : 2',
    '5! - v0!',
    '-2 v0^2',
    '1/2 v0',
  ]) {
    assert.deepEqual(plain(parse(text)), plain(whole.parse!(text)), text);
  }
});

test('derivatives are those of mathjs', () => {
  const names = ['sqrt', 'cbrt', 'exp', 'log', 'log10', 'sin', 'cos', 'tan', 'sec', 'csc', 'cot', 'asin', 'acos'];
  names.push('atan', 'asec', 'acsc', 'acot', 'sinh', 'cosh', 'tanh', 'sech', 'csch', 'coth', 'asinh', 'acosh', 'atanh');
  names.push('abs', 'erf', 'nothing');
  const texts = [...names.map((name) => `${name}(u^2 * v)`), 'u + v', '-u', 'u * v * u', 'u / v', 'v / u', 'u ^ v'];
  texts.push('v ^ u', '3', 'u ^ 2', 'u ^ 1', '1 ^ u', 'log(u, 3)', 'log(u, v)', 'nthRoot(u, 3)', 'u mod 2', '(u)');
  for (const text of texts) {
    assert.deepEqual(
      outcome(() => derivative(text, 'u')),
      outcome(() => whole.derivative!(whole.parse!(text), 'u', { simplify: false })),
      text,
    );
  }
});
