/** Classic test functions with known minima. */
import { BADLY_SCALED } from './functions/badly-scaled.ts';
import { CONVEX } from './functions/convex.ts';
import type { TestFunction } from './functions/function.ts';
import { KINKED } from './functions/kinked.ts';
import { MULTIMODAL } from './functions/multimodal.ts';
import { SINGULAR } from './functions/singular.ts';
import { VALLEYS } from './functions/valleys.ts';
import { WAVES } from './functions/waves.ts';

export type { Kind, TestFunction } from './functions/function.ts';

/** All of them. */
export const TABLE: readonly TestFunction[] = [
  ...CONVEX,
  ...VALLEYS,
  ...MULTIMODAL,
  ...WAVES,
  ...SINGULAR,
  ...BADLY_SCALED,
  ...KINKED,
];

/** The function of that name. @throws {RangeError} where there is none. */
export function functionNamed(name: string): TestFunction {
  const found = TABLE.find((one) => one.name === name);
  if (!found) throw new RangeError(`There is no test function ${name}.`);
  return found;
}

/** What every method is asked to find, at its automatic rate. */
const FOR_EVERY_METHOD = ['parabola', 'bowl', 'Booth', 'Matyas', 'Himmelblau', 'Rosenbrock', 'Zakharov', 'log-cosh'];

/** Functions that every method minimizes, each with a start from which descent reaches the minimum named here. */
export const FUNCTIONS = FOR_EVERY_METHOD.map((each) => {
  const { name, formula, starts, minima, value } = functionNamed(each);
  return { name, formula, start: starts[0]!, minimum: minima[0]!, value };
});
