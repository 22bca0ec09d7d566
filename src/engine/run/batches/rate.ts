/** The automatic learning rate of a run in batches. */
import { gradientOf, hessianOf } from '../../calculus/gradient.ts';
import { methodNamed } from '../../methods/index.ts';
import type { MethodChoice, Problem } from '../../problem.ts';
import { Interpreter } from '../../program/interpreter.ts';
import { type Curvature, spectralRadius } from '../curvature.ts';
import { symmetricEigenvalues } from '../eigenvalues.ts';
import { brief } from '../numerals.ts';
import { type AutomaticRate, automaticRate } from '../rate.ts';
import type { BatchPlan } from './batch.ts';
import { batchAt, gatherOf } from './gather.ts';
import { ordersOf } from './order.ts';

/** So many batches, and rows in them, are looked at. */
const MOST_BATCHES = 1000;
const MOST_ROWS = 20_000;
/** Of more parameters the Hessian is not built. */
const MOST_PARAMETERS = 60;

/**
 * As for all rows, but no more than 1/λ for the largest curvature λ of a batch at the start: a single batch's curvature
 * may be many times that of all rows, and a step of more than 2/λ leads away from what the batch has in common with the
 * others (Gower et al. 2019, "SGD: general analysis and improved rates": between the curvature of all rows and the
 * largest of one row, by the batch's size).
 */
export function batchRate(
  problem: Problem,
  method: MethodChoice,
  batch: BatchPlan,
  curvature: Curvature,
): AutomaticRate {
  const whole = automaticRate(problem, method, curvature);
  const rule = methodNamed(method.name);
  const byCurvature = rule.kind === 'rule' && typeof rule.automatic !== 'number' && !rule.scaleFree;
  if (!byCurvature) return whole;
  const { largest, looked } = largestCurvature(problem, batch);
  if (!(largest * whole.rate > 1)) return whole;
  const of = looked === batch.perEpoch ? 'of a batch' : `of ${looked} batches`;
  return {
    rate: 1 / largest,
    note: `one over the largest curvature ${of} at the start, ${brief(largest)}, where all rows allow ${brief(whole.rate)}`,
  };
}

/** The largest absolute eigenvalue that the Hessian of a batch's estimate has at the start, of the first epoch's batches. */
function largestCurvature(problem: Problem, batch: BatchPlan): { readonly largest: number; readonly looked: number } {
  const { graph, objective, parameters, columns, settings } = problem;
  const n = parameters.length;
  const looked = Math.min(batch.perEpoch, MOST_BATCHES, Math.floor(MOST_ROWS / batch.size));
  if (n > MOST_PARAMETERS) return { largest: 0, looked: 0 };
  const hessian = hessianOf(graph, gradientOf(graph, objective, n)).flat();
  const interpreter = new Interpreter(
    hessian,
    columns.map((column) => column.values),
    batch.size,
  );
  const gather = gatherOf(batch);
  ordersOf(batch)(gather.order);
  let largest = 0;
  for (let step = 0; step < looked; step++) {
    interpreter.runBatch(settings.start, batchAt(gather, step), batch.rows);
    const values = Float64Array.from(hessian, (node) => interpreter.value(node));
    if (values.every(Number.isFinite))
      largest = Math.max(largest, spectralRadius(symmetricEigenvalues(n, values) ?? []));
  }
  return { largest, looked };
}
