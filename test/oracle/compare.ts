/** Whether the engine and the oracle agree on a formula: value, gradient and Hessian, at many points. */
import { compileObjective, type Objective, ProblemError, readProblem } from '../../src/engine/index.ts';
import type { Backend } from '../../src/engine/program/evaluator.ts';
import { constant, type Hyperdual, lastPlaces, NO_NOISE, type Noise, type Order } from './hyperdual.ts';
import { type Margins, orderOfJump, watched } from './margins.ts';
import type { Random } from './random.ts';
import { emptyTally, type Tally } from './tally.ts';
import { Evaluation, type Formula } from './term.ts';
import { Writer } from './write.ts';

/** What was compared, and what could not be. */
export interface FormulaTally extends Tally {
  formulas: number;
  /** Formulas with a constant part that is no real number, which the engine rightly refuses. */
  refused: number;
  /** Formulas that are nowhere a real number. */
  nowhere: number;
}

export function emptyFormulaTally(): FormulaTally {
  return { ...emptyTally(), formulas: 0, refused: 0, nowhere: 0 };
}

/** Relative agreement that is asked for, and absolute near zero. */
const RELATIVE = 1e-10;
const ABSOLUTE = 1e-12;
/** How much more than in the oracle's disturbed evaluations rounding may do in the engine, which computes otherwise. */
const ALLOWANCE = 100;
/** Beyond this or its reciprocal an intermediate result may overflow or vanish in one and not in the other. */
const LARGEST = 1e40;
const EVALUATIONS = 4;

/** The numbers of one point: value, gradient, rows of the Hessian's lower triangle. */
type Numbers = number[];

function evaluate(formula: Formula, names: readonly string[], point: readonly number[], noise: Noise): Numbers {
  const numbers: Numbers = [];
  const second: Numbers = [];
  names.forEach((_, i) => {
    for (let j = 0; j <= i; j++) {
      const inputs = new Map<string, Hyperdual>(
        names.map((name, k) => [name, { a: point[k]! * noise(), b: k === i ? 1 : 0, c: k === j ? 1 : 0, d: 0 }]),
      );
      const { a, b, d } = new Evaluation(formula, inputs, noise).objective();
      if (i === 0) numbers.push(a);
      if (j === 0) numbers.push(b);
      second.push(d);
    }
  });
  return [...numbers, ...second];
}

/** What the oracle has to say of a point. */
interface Expected {
  readonly numbers: Numbers;
  /** How far rounding moves each number. */
  readonly spread: Numbers;
  /** Derivatives of this order and higher ones may lie on either side of a jump. */
  readonly smooth: Order | 3;
}

function oracle(formula: Formula, names: readonly string[], point: readonly number[], random: Random): Expected {
  const met = (noise: Noise) => {
    const margins: Margins[number][] = [];
    return { numbers: evaluate(formula, names, point, watched(noise, margins)), margins };
  };
  const { numbers, margins } = met(NO_NOISE);
  const noise = lastPlaces(random);
  const others = Array.from({ length: EVALUATIONS }, () => met(noise));
  const spread = numbers.map((value, i) =>
    others.reduce((most, other) => {
      const moved = Math.abs(other.numbers[i]! - value);
      return Math.max(most, Number.isFinite(moved) ? moved : Number.POSITIVE_INFINITY);
    }, 0),
  );
  const disturbed = others.map((other) => other.margins);
  return { numbers, spread, smooth: orderOfJump(margins, disturbed, ALLOWANCE) };
}

function engine(objective: Objective, names: readonly string[], point: readonly number[]): Numbers {
  // A parameter that the engine found to cancel is none of its own; its derivatives are 0.
  const slot = names.map((name) => objective.parameters.indexOf(name));
  const x = objective.parameters.map((name) => point[names.indexOf(name)]!);
  const gradient = objective.gradient(x);
  const hessian = objective.hessian(x);
  const second = slot.flatMap((i, row) => slot.slice(0, row + 1).map((j) => hessian[i]?.[j] ?? 0));
  return [objective.value(x), ...slot.map((i) => gradient[i] ?? 0), ...second];
}

/** What a number of `engine` and `oracle` is called. */
function label(index: number, names: readonly string[]): string {
  if (index === 0) return 'value';
  if (index <= names.length) return `∂/∂${names[index - 1]}`;
  let left = index - names.length - 1;
  let row = 0;
  while (left > row) left -= ++row;
  return `∂²/∂${names[row]}∂${names[left]}`;
}

function inputsAt(names: readonly string[], point: readonly number[]): Map<string, Hyperdual> {
  return new Map(names.map((name, i) => [name, constant(point[i]!)]));
}

/** What a formula meets on the way to its value, in branches that are not taken too. */
interface Way {
  /** Some part is no finite number. */
  unreal: boolean;
  /** Some part is infinite, or so large or small that its square may be infinite or 0 in one evaluation only. */
  extreme: boolean;
  /** Some function has no finite slope there. */
  singular: boolean;
}

function wayAt(formula: Formula, names: readonly string[], point: readonly number[]): Way {
  const way: Way = { unreal: false, extreme: false, singular: false };
  const evaluation = new Evaluation(formula, inputsAt(names, point), NO_NOISE, false, ({ a }) => {
    if (!Number.isFinite(a)) way.unreal = true;
    const size = Math.abs(a);
    if (size > LARGEST || (size < 1 / LARGEST && size > 0)) way.extreme = true;
  });
  evaluation.objective();
  way.singular = evaluation.singular;
  return way;
}

/** A point of numbers of everyday size, now and then of several sizes. */
export function randomPoint(count: number, random: Random): number[] {
  const wide = random.chance(0.15);
  return Array.from({ length: count }, () =>
    wide ? (random.chance(0.5) ? 1 : -1) * 10 ** random.between(-4, 2) : random.between(-3, 3),
  );
}

/** How a comparison is made. */
export interface Comparing {
  readonly points: number;
  readonly backends: readonly Backend[];
  /** Write the formula in one plain hand instead of a random one. */
  readonly plain?: boolean;
}

/**
 * Compares the engine with the oracle on a formula.
 *
 * @param names its parameters.
 * @returns what disagrees and the text that shows it, or undefined.
 */
export function disagreement(
  formula: Formula,
  names: readonly string[],
  random: Random,
  { points, backends, plain = false }: Comparing,
  tally: FormulaTally = emptyFormulaTally(),
): string | undefined {
  tally.formulas++;
  const known = Array.from({ length: points }, () => {
    const point = randomPoint(names.length, random);
    return { point, way: wayAt(formula, names, point), ...oracle(formula, names, point, random) };
  });
  const real = known.filter(({ numbers, way }) => numbers.every(Number.isFinite) && !way.singular && !way.extreme);
  if (real.length === 0) {
    tally.nowhere++;
    return undefined;
  }
  const start = new Map(names.map((name, i) => [name, real[0]!.point[i]!]));
  const text = new Writer(random, plain).problem(formula, start);
  let objectives: Objective[];
  try {
    const problem = readProblem(text);
    objectives = backends.map((backend) => compileObjective(problem, backend));
  } catch (error) {
    if (!(error instanceof ProblemError)) return `${text}\nreading throws ${error}`;
    // p − p has no rows left to sum over.
    const rowless = error.message.includes('runs over the rows of data');
    // A constant part that is no real number is refused, wherever it stands, and is none at any point.
    if (rowless || known.every(({ way }) => way.unreal)) {
      tally.refused++;
      return undefined;
    }
    return `${text}\nis refused: ${error.message} (${error.start}–${error.end})`;
  }
  for (const { point, way, ...expected } of known) {
    const { numbers } = expected;
    if (way.extreme) {
      tally.skipped[way.unreal ? 'unreal' : 'size'] += objectives.length * numbers.length;
      continue;
    }
    for (const [i, objective] of objectives.entries()) {
      const ours = engine(objective, names, point);
      // 0 times an infinite slope is no number for the engine; for the oracle it is 0, which need not be right.
      const besideInfinity = Number.isFinite(numbers[0]) && !ours.every(Number.isFinite) && way.singular;
      if (besideInfinity || (way.unreal && agreesAsAlgebra(ours[0]!, formula, names, point))) {
        tally.skipped.singular += numbers.length;
        continue;
      }
      const found = differs(ours, expected, names.length, tally);
      if (found === undefined) continue;
      const at = names.map((name, k) => `${name} = ${point[k]}`).join(', ');
      return `${text}\nat ${at}\n${label(found.index, names)} (${backends[i]}): ${found.sentence}`;
    }
  }
  return undefined;
}

interface Difference {
  readonly index: number;
  readonly sentence: string;
}

/** Whether a value is that of algebra, for which 0·√x is 0 for every x: both readings are right. */
function agreesAsAlgebra(value: number, formula: Formula, names: readonly string[], point: readonly number[]): boolean {
  const plain = new Evaluation(formula, inputsAt(names, point)).objective().a;
  const algebra = new Evaluation(formula, inputsAt(names, point), NO_NOISE, true).objective().a;
  return !Object.is(algebra, plain) && Math.abs(value - algebra) <= Math.max(ABSOLUTE, 1e-6 * Math.abs(algebra));
}

function differs(
  ours: Numbers,
  { numbers, spread, smooth }: Expected,
  parameters: number,
  tally: Tally,
): Difference | undefined {
  if (!Number.isFinite(numbers[0])) {
    tally.numbers++;
    if (smooth === 0 || !Number.isFinite(ours[0]) || Math.abs(numbers[0]!) === Number.POSITIVE_INFINITY)
      return undefined;
    return { index: 0, sentence: `${ours[0]} where it is no real number` };
  }
  for (const [index, value] of numbers.entries()) {
    const order = index === 0 ? 0 : index <= parameters ? 1 : 2;
    const allowed = Math.max(RELATIVE * Math.abs(value), ABSOLUTE, ALLOWANCE * spread[index]!);
    const size = Math.max(1, Math.abs(value));
    const reason =
      order >= smooth ? 'jump' : !(Math.abs(value) <= LARGEST) ? 'size' : !(allowed <= 1e-3 * size) ? 'rounding' : '';
    if (reason !== '') {
      tally.skipped[reason]++;
      continue;
    }
    tally.numbers++;
    if (!(allowed <= 1e-6 * size)) tally.uncertain++;
    const off = Math.abs(ours[index]! - value);
    if (off <= allowed) continue;
    return { index, sentence: `${ours[index]} is not ${value} (off by ${off}, allowed ${allowed})` };
  }
  return undefined;
}
