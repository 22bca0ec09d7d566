/** Whether two formulas have the same value, by trying: mathjs is not always right. */
import { compileEvaluator } from '../engine/program/evaluator.ts';
import { argumentsOf, type Node, reachable } from '../engine/program/graph.ts';

/** At so many points, at which the first formula is finite, both are compared. */
const POINTS = 20;
/** So many are tried to find them. */
const MOST_TRIED = 400;
/** Relative to the value. */
const TOLERANCE = 1e-9;
/** In units of rounding of the largest number that was added or subtracted on the way: what cancellation may cost. */
const ROUNDINGS = 64;

/** Numbers from 0 to 1 that are the same every time. Lehmer's generator with Park & Miller's multiplier (1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Formulas with this share of their points in the positive numbers find enough where logarithms and roots are real. */
function points(inputs: number): () => number[] {
  const random = seeded(20_240_917);
  let tried = 0;
  return () => {
    const positive = tried++ % 2 === 0;
    const reach = [0.5, 3, 20][tried % 3]!;
    return Array.from({ length: inputs }, () => reach * (positive ? random() : 2 * random() - 1));
  };
}

/**
 * Whether a formula may stand for another: both are of the same value, up to rounding, at 20 points at which the first is
 * finite. Where so many are not found they may not.
 */
export function agree(plain: Node, other: Node, inputs: number, columns: readonly Float64Array[]): boolean {
  const added = reachable([plain, other]).flatMap((node) =>
    node.kind === 'call' && node.rows === 0 && (node.operation === 'add' || node.operation === 'subtract')
      ? argumentsOf(node)
      : [],
  );
  const outputs = [plain, other, ...added];
  const evaluate = compileEvaluator(outputs, inputs, columns, 'interpreter');
  const values = new Float64Array(outputs.length);
  const next = points(inputs);
  let compared = 0;
  for (let tried = 0; tried < MOST_TRIED && compared < POINTS; tried++) {
    evaluate(next(), values);
    const [a, b] = [values[0]!, values[1]!];
    if (!Number.isFinite(a)) continue;
    let largest = 0;
    for (const value of values.subarray(2)) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
    const allowed = TOLERANCE * Math.max(Math.abs(a), Math.abs(b)) + ROUNDINGS * Number.EPSILON * largest;
    // A difference that is not a number is not within any bound.
    if (!(Math.abs(a - b) <= allowed)) return false;
    compared++;
  }
  return compared === POINTS;
}
