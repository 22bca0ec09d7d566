/** Problems over generated data, and plain loops in TypeScript that descend on them, for the runs in batches. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { Problem } from '../../../../../src/engine/problem.ts';
import type { Backend } from '../../../../../src/engine/program/evaluator.ts';
import { readProblem } from '../../../../../src/engine/read/problem.ts';
import { beginDescent, type Descent } from '../../../../../src/engine/run/descent.ts';
import { plansOf } from '../../../../../src/engine/run/plan.ts';

export interface Data {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Rows of a line with noise; or of classes, 1 above it and 0 below. */
export function generated(rows: number, kind: 'line' | 'classes', seed = 1): Data {
  const random = mersenne(seed);
  const x = Array.from({ length: rows }, () => 4 * uniformFloat64(random) - 2);
  const noise = x.map(() => uniformFloat64(random) - 0.5);
  const y = x.map((value, k) => {
    const line = 1.5 * value - 0.5 + noise[k]!;
    return kind === 'line' ? line : Number(line > 0);
  });
  return { x, y };
}

export const LINE = 'mean((w*x + b - y)^2)';
export const LOGISTIC = 'mean(log(1 + exp(w*x + b)) - y*(w*x + b)) + 0.01*w^2';

/** A problem over the columns x and y. */
export function problem({ x, y }: Data, objective: string, ...lines: readonly string[]): Problem {
  const columns = `x = [${x.join(', ')}]\ny = [${y.join(', ')}]`;
  return readProblem([columns, `minimize ${objective}`, 'start w = 0.2, b = -0.1', ...lines].join('\n'));
}

/** Any run of a problem, at its end. @param slice rows at a time. */
export function run(of: Problem, backend: Backend = 'automatic', which = 0, slice = 1000): Descent {
  const descent = beginDescent(of, plansOf(of)[which]!, undefined, backend);
  while (!descent.done) descent.advance(slice);
  return descent;
}

/** The derivative of a row's loss by its prediction w·x + b. */
export type Slope = (prediction: number, target: number) => number;

/** Plain stochastic gradient descent over an order of the rows, epoch by epoch: the parameters after every step. */
export function plainDescent(
  { x, y }: Data,
  orders: readonly (readonly number[])[],
  size: number,
  rate: number,
  slope: Slope,
  decay = 0,
): { readonly w: number[]; readonly b: number[] } {
  let [w, b] = [0.2, -0.1];
  const path = { w: [w], b: [b] };
  for (const order of orders) {
    for (let from = 0; from < order.length; from += size) {
      const batch = order.slice(from, from + size);
      const slopes = batch.map((row) => slope(w * x[row]! + b, y[row]!));
      const byW = batch.reduce((sum, row, i) => sum + slopes[i]! * x[row]!, 0) / batch.length;
      const byB = slopes.reduce((sum, value) => sum + value, 0) / batch.length;
      [w, b] = [w - rate * (byW + decay * w), b - rate * byB];
      path.w.push(w);
      path.b.push(b);
    }
  }
  return path;
}
