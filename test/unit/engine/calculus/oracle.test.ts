/**
 * The engine beside an oracle that shares no code with it: random formulas, read from the text that people would write,
 * compiled on every backend. More seeds: `ORACLE_SEEDS=1-50 node --test test/unit/engine/calculus/oracle.test.ts`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BACKENDS } from '../../../../src/engine/program/evaluator.ts';
import { OPERATIONS, type OperationName, operation } from '../../../../src/engine/program/operations.ts';
import { functionNames } from '../../../../src/engine/read/functions.ts';
import { centralDifference } from '../../../oracle/central-difference.ts';
import { disagreement, emptyFormulaTally, type FormulaTally } from '../../../oracle/compare.ts';
import { ONE_ARGUMENT, SEVERAL_ARGUMENTS } from '../../../oracle/functions.ts';
import { Generator } from '../../../oracle/generate.ts';
import { constant, NO_NOISE } from '../../../oracle/hyperdual.ts';
import { Random } from '../../../oracle/random.ts';
import { smallestDisagreement } from '../../../oracle/shrink.ts';
import { emptyTally, shareOfJudged } from '../../../oracle/tally.ts';
import type { Term } from '../../../oracle/term.ts';
import { cases, near } from '../../cases.ts';

/** `3`, `1-10` or `1,5,7` as numbers. */
function seeds(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from, to = from] = part.split('-').map(Number) as [number, number?];
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

const HOW = { points: 12, backends: BACKENDS };
const FORMULAS = 300;

for (const seed of seeds(process.env.ORACLE_SEEDS ?? '101-103')) {
  test(`value, gradient and Hessian agree with the oracle on every backend (seed ${seed})`, () => {
    const random = new Random(seed);
    const tally = emptyFormulaTally();
    for (let i = 0; i < FORMULAS; i++) {
      const { formula, parameters } = new Generator(random).formula();
      const found = disagreement(formula, parameters, random, HOW, tally);
      if (found !== undefined) {
        assert.fail(`${found}\nSmaller:\n${smallestDisagreement(formula, parameters, HOW) ?? '(not at other points)'}`);
      }
    }
    // Agreement means something only where most of it is looked at.
    assert.ok(tally.refused + tally.nowhere < FORMULAS / 8, JSON.stringify(tally));
    assert.ok(tally.numbers > FORMULAS * 50 && tally.uncertain < tally.numbers / 20, JSON.stringify(tally));
    assert.ok(shareOfJudged(tally) < 0.05, JSON.stringify(tally));
  });
}

test('the oracle sees a derivative that is wrong', () => {
  const formula = new Generator(new Random(1));
  const { curve, domain } = ONE_ARGUMENT.sin!;
  const table = ONE_ARGUMENT as Record<string, (typeof ONE_ARGUMENT)[string]>;
  try {
    table.sin = {
      domain,
      curve: (x) => {
        const [value, first, second] = curve(x);
        return [value, first, second * (1 + 1e-8)];
      },
    };
    const random = new Random(1);
    const found = Array.from({ length: 300 }, () => {
      const { formula: made, parameters } = formula.formula();
      return disagreement(made, parameters, random, HOW);
    }).filter((sentence) => sentence !== undefined);
    assert.ok(found.length > 0);
    for (const sentence of found) assert.match(sentence, /sin/);
  } finally {
    table.sin = { curve, domain };
  }
});

test('the oracle’s special functions are right to the last places', () => {
  const table = cases<Record<string, (number | null)[][]>>('special-functions.json');
  const of: Record<string, (...args: number[]) => number> = {
    gamma: (x) => ONE_ARGUMENT.gamma!.curve(x)[0],
    lgamma: (x) => ONE_ARGUMENT.lgamma!.curve(x)[0],
    polygamma: (n, x) => SEVERAL_ARGUMENTS.polygamma!.evaluate([constant(n!), constant(x!)], NO_NOISE).a,
  };
  for (const [name, evaluate] of Object.entries(of)) {
    for (const row of table[name]!) {
      const [expected, args] = [row.at(-1), row.slice(0, -1) as number[]];
      // Beyond the oracle's numbers.
      if (expected === null || args.at(-1)! < -900 || args.at(-1)! > 1e15) continue;
      near(evaluate(...args), expected!, 1e-15, 0, `${name}(${args})`);
    }
  }
  // Whole, so that a floor of it is decided.
  for (let n = 1; n <= 19; n++) {
    const factorial = Array.from({ length: n - 1 }, (_, i) => i + 1).reduce((a, b) => a * b, 1);
    assert.equal(of.gamma!(n), factorial);
  }
  // By mpmath at 40 digits; 1 − erf has lost these digits.
  const [gelu] = ONE_ARGUMENT.gelu!.curve(-1.8815467690995793);
  near(gelu, -0.056350048580226235, 5e-16, 0, 'gelu');
});

test('at poles and infinities the engine and the oracle have the same numbers', () => {
  const same = (a: number, b: number) => Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-13 * Math.abs(b);
  const points = [0, 1, -1, 2, -2, 0.5, 6, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    const { arity, evaluate } = operation(name);
    const one = ONE_ARGUMENT[name];
    const several = SEVERAL_ARGUMENTS[name];
    const known = arity === 1 ? one : several && several.least <= arity && arity <= several.most && several;
    // e^∞ less a shift of ∞ is no number to the oracle, which has no other definition.
    if (!known || name === 'logaddexp') continue;
    const ofOracle = (args: readonly number[]): number => {
      return arity === 1 ? one!.curve(args[0]!)[0] : several!.evaluate(args.map(constant), NO_NOISE).a;
    };
    const firsts = name === 'polygamma' || name === 'sphericalBessel' ? [0, 1, 2] : points;
    const lists = Array.from({ length: arity }, (_, i) => (i === 0 ? firsts : points)).reduce<number[][]>(
      (before, next) => before.flatMap((list) => next.map((value) => [...list, value])),
      [[]],
    );
    for (const args of lists) {
      // The oracle stops far below; NaN to the power 0 is 1 in IEEE 754.
      if ((name === 'lgamma' && args[0]! < -1000) || (name === 'nthRoot' && Number.isNaN(args[0]))) continue;
      const [ours, expected] = [evaluate(...args), ofOracle(args)];
      assert.ok(same(ours, expected), `${name}(${args}): ${ours}, by the oracle ${expected}`);
    }
  }
});

/** A value and slope at a point, as the comparison sees them. */
function tallyOf(objective: Term): FormulaTally {
  const tally = emptyFormulaTally();
  const formula = { definitions: [], columns: new Map(), objective };
  const found = disagreement(formula, ['x'], new Random(1), { points: 1, backends: ['interpreter'] }, tally);
  assert.equal(found, undefined);
  return tally;
}

test('only what rounding may put on either side of a jump is left out', () => {
  const x: Term = { kind: 'name', name: 'x' };
  const call = (name: string, ...args: Term[]): Term => ({ kind: 'call', name, args });
  const number = (value: number): Term => ({ kind: 'number', value });
  const plus = (left: Term, right: Term): Term => ({ kind: 'operator', operator: '+', args: [left, right] });
  const over = (left: Term, right: Term): Term => ({ kind: 'operator', operator: '/', args: [left, right] });
  const minus = (left: Term, right: Term): Term => ({ kind: 'operator', operator: '-', args: [left, right] });
  // x·x/x may round beside x.
  const beside = minus(over({ kind: 'operator', operator: '*', args: [x, x] }, x), x);
  const all = emptyTally().skipped;
  const counts = (term: Term) => {
    const { numbers, skipped } = tallyOf(plus(term, x));
    return { numbers, skipped };
  };
  assert.deepEqual(counts(call('floor', x)), { numbers: 3, skipped: all });
  assert.deepEqual(counts(call('floor', number(3))), { numbers: 3, skipped: all });
  assert.deepEqual(counts(call('floor', beside)), { numbers: 0, skipped: { ...all, jump: 3 } });
  assert.deepEqual(counts(call('abs', beside)), { numbers: 1, skipped: { ...all, jump: 2 } });
  assert.deepEqual(counts(call('squaredhinge', plus(beside, number(1)))), { numbers: 2, skipped: { ...all, jump: 1 } });
  const same: Term = { kind: 'comparison', operators: ['=='], args: [x, x] };
  assert.deepEqual(counts({ kind: 'choice', args: [same, x, number(0)] }), { numbers: 3, skipped: all });
});

test('the oracle’s own derivatives agree with central differences', () => {
  const random = new Random(1);
  const check = (what: string, f: (x: number) => number, derivative: number, x: number) => {
    const { value, error } = centralDifference(f, x);
    if (!Number.isFinite(value) || !Number.isFinite(derivative)) return 0;
    assert.ok(
      Math.abs(value - derivative) <= error + 1e-6 * Math.abs(derivative),
      `${what} at ${x}: ${derivative}, ${value}`,
    );
    return 1;
  };
  for (const [name, { curve }] of Object.entries(ONE_ARGUMENT)) {
    let checked = 0;
    for (let i = 0; i < 60; i++) {
      const x = random.between(-3, 3);
      const [, first, second] = curve(x);
      checked += check(`${name}′`, (t) => curve(t)[0], first, x);
      check(`${name}″`, (t) => curve(t)[1], second, x);
    }
    assert.ok(checked > 10, name);
  }
  for (const [name, { least, most, domains, evaluate }] of Object.entries(SEVERAL_ARGUMENTS)) {
    for (let i = 0; i < 60; i++) {
      const count = least + random.integer(most - least + 1);
      const whole = (k: number) => domains[Math.min(k, domains.length - 1)] === 'whole';
      const point = Array.from({ length: count }, (_, k) => (whole(k) ? 3 : random.between(-3, 3)));
      if (name === 'mod') point[1] = random.between(0.5, 3);
      const free = point.map((_, k) => k).filter((k) => !whole(k));
      if (free.length === 0) continue;
      const [varied, other] = [random.pick(free), random.pick(free)];
      const at = (t: number) =>
        evaluate(
          point.map((value, k) => ({
            ...constant(k === varied ? t : value),
            b: k === varied ? 1 : 0,
            c: k === other ? 1 : 0,
          })),
          NO_NOISE,
        );
      const { b, d } = at(point[varied]!);
      check(`∂${varied} ${name}(${point})`, (t) => at(t).a, b, point[varied]!);
      check(`∂${varied}∂${other} ${name}(${point})`, (t) => at(t).c, d, point[varied]!);
    }
  }
});

test('every function of the language has its oracle', () => {
  // Of these the generator knows the forms: conditions, and sums and counts over rows. dot is a sum of products.
  const forms = ['count', 'piecewise', 'dot'];
  const missing = functionNames().filter(
    (name) => !Object.hasOwn(ONE_ARGUMENT, name) && !Object.hasOwn(SEVERAL_ARGUMENTS, name) && !forms.includes(name),
  );
  assert.deepEqual(missing, []);
});
