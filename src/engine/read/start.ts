/** Where a run starts: what the text says, or a point chosen and said to be chosen; either must be in the domain. */
import { gradientOf } from '../calculus/gradient.ts';
import { type Problem, ProblemError, type Range, type Settings } from '../problem.ts';
import { Interpreter } from '../program/interpreter.ts';
import { notReal } from './not-real.ts';

/** Values tried for parameters that have no start, in this order, until the objective has a slope there. */
const CANDIDATES = [1, 0.5, 2, -1, 0.1, 3, -0.5, 10, 0.01, 100];
/** A model's parameters start at zero by custom. */
const CANDIDATES_WITH_DATA = [0, 0.1, ...CANDIDATES];

/**
 * The problem with a start for every parameter.
 *
 * @param given the values the text gives, by parameter index.
 * @throws {ProblemError} when the objective is not a real number at the start, or no start can be found.
 */
export function settleStart(problem: Problem, given: ReadonlyMap<number, number> | undefined): Problem {
  const probe = new Probe(problem);
  if (given?.size === problem.parameters.length) {
    const start = problem.parameters.map((_, i) => given.get(i)!);
    probe.check(start);
    return withStart(problem, start);
  }
  const values = problem.columns.length > 0 ? CANDIDATES_WITH_DATA : CANDIDATES;
  let inDomain: number[] | undefined;
  for (const value of values) {
    const start = problem.parameters.map((name, i) => given?.get(i) ?? within(value, problem.over.get(name)));
    if (!probe.isReal(start)) continue;
    inDomain ??= start;
    if (probe.slope(start) > 0) return noted(problem, start, given);
  }
  if (inDomain) return noted(problem, inDomain, given);
  const first = problem.parameters.map((_, i) => given?.get(i) ?? values[0]!);
  throw probe.fault(first, ' No other start that was tried is in its domain; write start …');
}

/** A start that a panel or a script sets. @throws {ProblemError} when it is outside the domain. */
export function checkStart(problem: Problem, start: Settings['start']): void {
  new Probe(problem).check(start);
}

/** A candidate between −1 and 1 … as a place in the box of `over`, a quarter in from its lower end for 1. */
function within(value: number, box: readonly [number, number] | undefined): number {
  if (!box) return value;
  const [low, high] = box;
  const share = 0.25 * Math.abs(value);
  return share < 1 ? low + share * (high - low) : (low + high) / 2;
}

function withStart(problem: Problem, start: readonly number[]): Problem {
  return { ...problem, settings: { ...problem.settings, start } };
}

function noted(problem: Problem, start: readonly number[], given: ReadonlyMap<number, number> | undefined): Problem {
  const chosen = problem.parameters.flatMap((name, i) => (given?.has(i) ? [] : [`${name} = ${start[i]}`]));
  const shown = chosen.length > 6 ? `${chosen.slice(0, 6).join(', ')}, …` : chosen.join(', ');
  const note = {
    text: `No start is written for ${chosen.length === 1 ? 'this parameter' : 'these'}: chosen ${shown}.`,
  };
  return { ...withStart(problem, start), notes: [...problem.notes, note] };
}

/** The objective and its gradient, to look at single points. */
class Probe {
  readonly #problem: Problem;
  readonly #interpreter: Interpreter;
  readonly #gradient;

  constructor(problem: Problem) {
    this.#problem = problem;
    const { graph, objective, parameters, columns } = problem;
    this.#gradient = gradientOf(graph, objective, parameters.length);
    this.#interpreter = new Interpreter(
      [objective, ...this.#gradient],
      columns.map((column) => column.values),
    );
  }

  isReal(start: readonly number[]): boolean {
    this.#interpreter.run(start);
    return [this.#problem.objective, ...this.#gradient].every((node) => Number.isFinite(this.#interpreter.value(node)));
  }

  slope(start: readonly number[]): number {
    this.#interpreter.run(start);
    return Math.hypot(...this.#gradient.map((node) => this.#interpreter.value(node)));
  }

  check(start: readonly number[]): void {
    if (!this.isReal(start)) throw this.fault(start, '');
  }

  fault(start: readonly number[], more: string): ProblemError {
    const { parameters, objective, places, range, written } = this.#problem;
    const objectiveOnly = new Interpreter(
      [objective],
      this.#problem.columns.map((column) => column.values),
    );
    objectiveOnly.run(start);
    const point = parameters.map((name, i) => `${name} = ${start[i]}`).join(', ');
    const statement = written.find((setting) => setting.setting === 'start');
    const failure = objectiveOnly.firstFailure();
    if (Number.isFinite(objectiveOnly.value(objective))) {
      return new ProblemError(`At ${point} the objective has no finite gradient.${more}`, statement?.range ?? range);
    }
    const why = failure?.node.kind === 'call' ? `: ${notReal(failure.node.operation, failure.args)}` : '.';
    const place: Range | undefined = failure && places.get(failure.node);
    return new ProblemError(
      `At ${point} the objective is not a number${why}${more}`,
      statement?.range ?? place ?? range,
    );
  }
}
