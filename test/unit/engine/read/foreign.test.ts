import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, minimize, ProblemError, readProblem } from '../../../../src/engine/index.ts';
import { problemView } from '../../../../src/worker/views.ts';

/** Names of properties that every object has, and words of JavaScript. */
const NAMES = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  '__defineGetter__',
  '__lookupSetter__',
  'arguments',
  'eval',
  'globalThis',
  'undefined',
  'this',
];

for (const name of NAMES) {
  test(`${name} is a plain name`, async () => {
    const problem = readProblem(`(${name} - 1)^2 + x^2\nstart ${name} = 3, x = 1\nrate 0.1`);
    assert.deepEqual(problem.parameters, [name, 'x']);
    assert.equal(compileObjective(problem).value([3, 1]), 5);
    const { verdict } = await minimize(problem);
    assert.equal(verdict.status, 'converged');
    assert.doesNotMatch(JSON.stringify([problemView(problem), verdict]), /native code|\[object/);

    const value = (text: string, ...point: number[]) => compileObjective(readProblem(text)).value(point);
    assert.equal(value(`${name} = 2\nminimize ${name}*x^2`, 3), 18);
    assert.equal(value(`${name}(t) = t^2\nminimize ${name}(x)`, 3), 9);
    assert.equal(value(`f(${name}) = ${name}^2\nminimize f(x)`, 3), 9);
    assert.equal(value(`${name} = [1, 2]\nminimize mean(w*${name})`, 2), 3);
    assert.equal(value(`sum(${name}*x, ${name}, 1, 3)`, 1), 6);
    assert.equal(value(`${name}[1]^2 + ${name}[2]`, 3, 1), 10);
    assert.deepEqual(readProblem(`x^2 + ${name}\nover ${name} in [1, 2]`).over.get(name), [1, 2]);
  });

  test(`${name} is no function, method, option, rule or parameter that was not defined`, () => {
    for (const text of [
      `${name}(x, y)`,
      `x^2\nmethod ${name}`,
      `x^2\nmethod adam ${name}=1`,
      `x^2\nschedule ${name}`,
      `x^2\nschedule step ${name}=1`,
      `x^2\nstop ${name}<1`,
      `x^2\nstart ${name}=1`,
      `x^2\nover ${name} in [1, 2]`,
      `x^2\nrate ${name}`,
      `x.${name}`,
      `x[${name}]`,
      `x["${name}"]`,
    ]) {
      assert.throws(
        () => readProblem(text),
        (error: unknown) => error instanceof ProblemError && !/native code|\[object/.test(error.message),
        text,
      );
    }
  });
}

/** What no formula is: a text with ‹…› around what is refused, and what its sentence says. */
const FOREIGN: readonly [marked: string, message: RegExp][] = [
  ['‹import›("fs")', /no function import/],
  ['‹"text"› + x', /compared with a column/],
  ['x + ‹{›a: 1}', /Braces/],
  ['[1, 2‹;› 3, 4]*x', /;/],
  ['‹[›x, y]', /list or matrix/],
  ['x‹.›y', /\. is not read/],
  ['a = b ‹=› 3\nx*a', /= does not belong/],
  ['‹f(x)›(y)', /./],
  ['‹x[1][2]›', /index/],
  ['constructor‹.›constructor("return 1")()', /\. is not read/],
  ['x; process‹.›exit()', /\. is not read/],
  ['‹random›() + x', /no function random/],
  ['‹config›(x, y)', /no function config/],
];

for (const [marked, message] of FOREIGN) {
  test(`${marked.replaceAll('\n', '; ')} is refused`, () => {
    const start = marked.indexOf('‹');
    const end = marked.indexOf('›') - 1;
    const text = marked.replaceAll(/[‹›]/g, '');
    assert.throws(
      () => readProblem(text),
      (error: unknown) => {
        assert.ok(error instanceof ProblemError, String(error));
        assert.match(error.message, message);
        assert.equal(text.slice(error.start, error.end), text.slice(start, end));
        return true;
      },
    );
  });
}

test('a million characters are refused with a sentence', () => {
  for (const text of [
    'x + '.repeat(250_000),
    'x'.repeat(1_000_000),
    '('.repeat(1_000_000),
    'a = 1\n'.repeat(170_000),
  ]) {
    assert.throws(() => readProblem(text), /characters long; a problem has at most/);
  }
});

test('nesting of every kind is read or refused', () => {
  for (const text of [
    `${'abs('.repeat(120)}x${')'.repeat(120)}`,
    `${'max(x, '.repeat(120)}0${')'.repeat(120)}`,
    `${'1/(1 + exp(-'.repeat(70)}x${'))'.repeat(70)}`,
    `${'log(1 + exp('.repeat(70)}x${'))'.repeat(70)}`,
    `log(${'exp(x) + '.repeat(2000)}1)`,
    `log(${Array.from({ length: 2000 }, (_, i) => `exp(${i}*x)`).join(' + ')})`,
    `x${' xor x'.repeat(2000)}`,
    `${'gamma('.repeat(149)}x${')'.repeat(149)}`,
  ]) {
    try {
      readProblem(text);
    } catch (error) {
      assert.ok(error instanceof ProblemError, `${text.slice(0, 40)}: ${error}`);
    }
  }
});

test('no word of a text reaches generated code', async () => {
  const made: string[] = [];
  const original = globalThis.Function;
  globalThis.Function = new Proxy(original, {
    construct(target, args) {
      made.push(args.join(' '));
      return Reflect.construct(target, args) as object;
    },
  });
  try {
    const text =
      'secret = 2\nsecretly(t) = t^2 + gamma(t + 3) + abs(t)\ncolumn_of_secrets = [1, 2]\nminimize secretly(secret_x) + mean(secret_x*column_of_secrets)*secret\nstart secret_x = 2';
    await minimize(readProblem(text));
  } finally {
    globalThis.Function = original;
  }
  assert.ok(made.length > 0);
  for (const source of made) assert.doesNotMatch(source, /secret/);
});
