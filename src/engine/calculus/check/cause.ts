/** Why gradients do not agree at a point: a kink, a jump, the domain, cancellation, a rough function — or a defect. */
import { Interpreter } from '../../program/interpreter.ts';
import type { OperationName } from '../../program/operations.ts';
import { notReal } from '../../read/not-real.ts';
import { brief, pointText } from '../../run/numerals.ts';
import type { Crossing } from './branches.ts';
import { finerDifferences } from './differences.ts';
import { BLIND, canTell, LEAST_SLOPE, sameAsCentral, sameAsDual, sizeOf } from './judge.ts';
import type { Found, Instruments, Measured } from './measure.ts';
import { along } from './points.ts';
import type { Cause } from './report.ts';

/** Beyond this many deviating parameters the others are not looked at: the reason is the same. */
const MOST_LOOKED_AT = 8;
/** The decimal digits of a central difference at its best. */
const DIGITS = Math.floor((-2 / 3) * Math.log10(Number.EPSILON));

/**
 * The reason, or undefined where everything agrees.
 *
 * @param usual the size of each compared derivative, by `found`.
 */
export function causeOf(instruments: Instruments, measured: Measured, usual: readonly number[]): Cause | undefined {
  const { found, taylor } = measured;
  const outside = notFinite(instruments, measured);
  if (outside) return outside;
  const rough = taylor.slope < LEAST_SLOPE;
  const deviating = found
    .filter((partial, i) => !sameAsDual(partial) || !sameAsCentral(partial) || !canTell(partial, usual[i]!))
    .slice(0, MOST_LOOKED_AT);
  if (!rough && deviating.length === 0) return undefined;
  const [first] = deviating;
  const byDual = deviating.find((partial) => !sameAsDual(partial));
  const crossing = crossingAt(instruments, measured, deviating, rough);
  if (crossing && (!byDual || isBorder(instruments, measured, crossing))) return pieces(instruments, crossing);
  if (byDual) return defect(instruments, measured, byDual);
  if (first) {
    const { central } = first;
    if (!Number.isFinite(central.value)) return neighbourOutside(instruments, measured, first);
    const size = sizeOf(first, usual[found.indexOf(first)]!);
    if (!sameAsCentral(first) && rough && !settles(instruments, measured, first, size)) {
      return defect(instruments, measured, first);
    }
    if (sameAsCentral(first) && central.rounding >= central.truncation) {
      return cancellation(instruments, measured, first, size);
    }
    return {
      kind: 'roughness',
      sentence: `f changes by ${name(instruments, first)} on a finer scale than the step ${brief(central.step)} of its difference quotient`,
    };
  }
  return {
    kind: 'roughness',
    sentence: `the Taylor remainder falls with slope ${taylor.slope.toFixed(2)} only, although the three gradients agree: f bends on a finer scale than the steps there, or has no second derivative`,
  };
}

/** Whether differences over smaller steps come to the symbolic derivative. */
function settles({ f }: Instruments, { point, error }: Measured, found: Found, size: number): boolean {
  return finerDifferences(f, point, found.parameter, error, found.central, BLIND * size).some((central) =>
    sameAsCentral({ ...found, central }),
  );
}

function name({ problem }: Instruments, { parameter }: Found): string {
  return problem.parameters[parameter]!;
}

/** The value or a derivative is not a finite number at the point itself. */
function notFinite(instruments: Instruments, { point, value, found }: Measured): Cause | undefined {
  if (!Number.isFinite(value)) {
    return { kind: 'domain', sentence: `the objective is not a number there${failureAt(instruments, point)}` };
  }
  const missing = found.find(({ symbolic }) => !Number.isFinite(symbolic));
  if (!missing) return undefined;
  const { operation: failed, args } = failure(instruments, point, true) ?? {};
  const why = failed && args ? `: ${notReal(failed, args).replace(/\.$/, '')}` : '';
  return {
    kind: 'domain',
    sentence: `the derivative by ${name(instruments, missing)} is not a finite number there${why}`,
  };
}

function failure(
  { problem, gradient }: Instruments,
  point: readonly number[],
  withGradient = false,
): { readonly operation: OperationName; readonly args: readonly number[] } | undefined {
  const interpreter = new Interpreter(
    withGradient ? [problem.objective, ...gradient] : [problem.objective],
    problem.columns.map((column) => column.values),
  );
  interpreter.run(point);
  const found = interpreter.firstFailure();
  return found?.node.kind === 'call' ? { operation: found.node.operation, args: found.args } : undefined;
}

function failureAt(instruments: Instruments, point: readonly number[]): string {
  const found = failure(instruments, point);
  return found ? `: ${notReal(found.operation, found.args).replace(/\.$/, '')}` : '';
}

function neighbourOutside(instruments: Instruments, { point }: Measured, { parameter, central }: Found): Cause {
  const beside = [-2, -1, 1, 2]
    .map((side) => point.with(parameter, point[parameter]! + side * central.step))
    .find((other) => !Number.isFinite(instruments.f(other)));
  const variable = instruments.problem.parameters[parameter]!;
  const at = beside ? ` at ${variable} = ${beside[parameter]}${failureAt(instruments, beside)}` : '';
  return {
    kind: 'domain',
    sentence: `the point is at the border of the domain, and the difference by ${variable} would leave it${at}`,
  };
}

/** The nearest border of two pieces of f that a difference or the Taylor test steps over. */
function crossingAt(
  { branches }: Instruments,
  { point, taylor }: Measured,
  deviating: readonly Found[],
  rough: boolean,
): Crossing | undefined {
  for (const { parameter, central } of deviating) {
    for (const side of [1, -1]) {
      const crossing = branches.crossing(point, point.with(parameter, point[parameter]! + 2 * side * central.step));
      if (crossing) return crossing;
    }
  }
  if (!rough) return undefined;
  const step = taylor.steps[taylor.fitted.to - 1] ?? 0;
  return (
    branches.crossing(point, along(point, taylor.direction, step)) ??
    branches.crossing(point, along(point, taylor.direction, -step))
  );
}

/** Whether the point itself is where two pieces meet. */
function isBorder({ branches }: Instruments, { point }: Measured, { before, behind }: Crossing): boolean {
  const way = behind.map((x, i) => x - before[i]!);
  return branches.any && point.every((x, i) => Math.abs(x - before[i]!) <= 2 * Math.abs(way[i]!));
}

const PLAIN: Partial<Record<OperationName, string>> = {
  select: 'the choice between two formulas',
  less: 'a comparison',
  lessOrEqual: 'a comparison',
  greater: 'a comparison',
  greaterOrEqual: 'a comparison',
  equal: 'a comparison',
  unequal: 'a comparison',
};

function pieces({ problem, bounds, f }: Instruments, { operation: name, before, behind }: Crossing): Cause {
  const title = PLAIN[name] ?? name;
  const moving = problem.parameters.flatMap((_, i) => (before[i] === behind[i] ? [] : [i]));
  const shown = moving.length === 0 ? problem.parameters.map((_, i) => i) : moving;
  const at = pointText(
    shown.map((i) => problem.parameters[i]!),
    // Of two numbers that are neighbours the rounder one is meant.
    shown.map((i) => Number(((before[i]! + behind[i]!) / 2).toPrecision(12))).map((x) => (Math.abs(x) < 1e-15 ? 0 : x)),
  );
  bounds.moveTo(behind);
  const error = bounds.bound(problem.objective);
  bounds.moveTo(before);
  const jump = Math.abs(f(behind) - f(before));
  if (jump > 8 * (error + bounds.bound(problem.objective)) && jump > Number.EPSILON) {
    return { kind: 'jump', sentence: `${title} jumps at ${at}, by ${brief(jump)} in f` };
  }
  return { kind: 'kink', sentence: `${title} has a kink at ${at}, where there is no derivative` };
}

function cancellation(instruments: Instruments, measured: Measured, found: Found, size: number): Cause {
  const { rounding } = found.central;
  const left = Math.max(0, Math.floor(-Math.log10(rounding / size)));
  const lost = Math.max(1, Math.min(DIGITS, DIGITS - left));
  return {
    kind: 'cancellation',
    sentence: `f = ${brief(measured.value)} is known to ${brief(measured.error)} there, so that cancellation takes ${lost} of the ${DIGITS} digits of the difference quotient by ${name(instruments, found)}; the symbolic derivative and the one by dual numbers agree`,
  };
}

function defect(instruments: Instruments, { taylor }: Measured, found: Found): Cause {
  const { symbolic, dual, central } = found;
  const slope = Number.isNaN(taylor.slope)
    ? ''
    : `, and the Taylor remainder falls with slope ${taylor.slope.toFixed(2)}`;
  return {
    kind: 'defect',
    sentence: `the derivative by ${name(instruments, found)} is ${brief(symbolic)} by the symbolic rules, ${brief(dual)} by dual numbers and ${brief(central.value)} by differences${slope}`,
  };
}
