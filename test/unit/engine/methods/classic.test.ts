/**
 * Every method on every classic function, at its automatic rate: what its theory promises there. Of all: no value below
 * the known minimum, none that is not finite, and none at last above the start's.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, type ProblemError, type Run, readProblem } from '../../../../src/engine/index.ts';
import { METHODS } from '../../../../src/engine/methods/index.ts';
import type { Method } from '../../../../src/engine/methods/method.ts';
import { type Kind, TABLE, type TestFunction } from './functions.ts';
import { PROMISES } from './promises.ts';

const STEPS = 20_000;

/** The share of the start's height over the minimum that is left in so many steps, by kind; absent: nothing is promised. */
const RULES: Partial<Record<Kind, number>> = { convex: 1e-4, valley: 0.2, singular: 0.1 };
const SEARCHES: Partial<Record<Kind, number>> = { convex: 1e-10, valley: 1e-8, singular: 1e-6, badlyScaled: 1e-6 };

/** Kinds of which a method promises nothing, and why. */
const EXCEPT: Readonly<Record<string, Partial<Record<Kind, string>>>> = {
  steepest: { badlyScaled: 'its error falls by ((κ − 1)/(κ + 1))² a step: Akaike (1959)' },
  bb: Object.fromEntries(
    (['convex', 'valley', 'singular', 'badlyScaled'] as const).map((kind) => [
      kind,
      'it converges on quadratics: Raydan (1993); elsewhere it may leave, without a safeguard',
    ]),
  ),
};
/** Its minimum is that of its box: along x = y it falls for ever. */
const UNBOUNDED = ['McCormick'];

/** The run, or undefined where the method refuses the formula before it runs. */
async function run(method: Method, { formula, starts, value }: TestFunction): Promise<Run | undefined> {
  const promised = PROMISES[method.name] ?? {};
  const known = method.options.some((option) => option.name === 'f_star') ? { f_star: value } : {};
  const options = Object.entries({ ...promised.options, ...known }).map(([key, given]) => `${key}=${given}`);
  const falling = promised.falling ? 'schedule exponential factor=0.9995' : '';
  try {
    return await minimize(
      readProblem(
        `minimize ${formula}\nstart ${starts[0]!.join(', ')}\nmethod ${method.name} ${options.join(' ')}\n${falling}\nstop gradient<1e-9, steps=${STEPS}`,
      ),
    );
  } catch (error) {
    assert.match((error as ProblemError).message, / needs a sum of /);
    return undefined;
  }
}

for (const method of METHODS) {
  test(`${method.title} keeps what it promises on ${TABLE.length} classic functions`, async () => {
    const broken: string[] = [];
    for (const each of TABLE) {
      const made = await run(method, each);
      if (!made) continue;
      const { trace, verdict } = made;
      const height = trace.value[0]! - each.value;
      const left = verdict.best.value - each.value;
      const size = 1e-9 * (1 + Math.abs(each.value));
      const say = `${each.name} (${each.kind}): ${left.toExponential(1)} of ${height.toExponential(1)} left, ${verdict.status} by ${verdict.rule} after ${verdict.steps}`;
      const nothing = EXCEPT[method.name]?.[each.kind] !== undefined;
      const below = left < -size && !UNBOUNDED.includes(each.name);
      if (below || left > height) broken.push(`never: ${say}`);
      if (!Number.isFinite(verdict.value) && !nothing) broken.push(`not finite: ${say}`);
      const share = (method.kind === 'search' ? SEARCHES : RULES)[each.kind];
      if (share !== undefined && !nothing && left > share * height + size) broken.push(`promised ${share}: ${say}`);
    }
    assert.deepEqual(broken, []);
  });
}
