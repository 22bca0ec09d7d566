/** Where the path of a run met the kinks of its objective. */
import { gradientOf } from '../calculus/gradient.ts';
import type { Problem } from '../problem.ts';
import { compileEvaluator } from '../program/evaluator.ts';
import { type Graph, type Node, reachable } from '../program/graph.ts';
import { type Kink, kinksOf, sourceOf, whereOf } from './kinks.ts';
import type { Iterates } from './trace.ts';
import type { MetKink } from './verdict.ts';

/** Rows times kinks that are looked at: some hundredths of a second. */
const MOST_WORK = 1e6;

/** More kinks than this are not told apart from smooth joints. */
const MOST_TOLD = 20;

/** A meeting in progress: how often, and between which rows first and last. */
interface Meeting extends Followed {
  readonly index: number;
  first: number;
  last: number;
  count: number;
}

/**
 * The kinks that a path met, the most often met first: where the quantity that switches is 0 or changed its sign between
 * two iterates. Of a kink in every row of data, where it changes how many rows lie on either side; cases of rows are left
 * out. @param trace all rows of the run.
 */
export function kinksMet(problem: Problem, trace: Iterates): MetKink[] {
  const kinks = kinksOf(problem).flatMap((kink) => followed(kink, problem.graph));
  if (kinks.length === 0) return [];
  const evaluate = quantitiesOf(problem, kinks);
  const rows = Math.min(trace.value.length, rowsWithin(kinks));
  const meetings = follow(kinks, rows, trace, evaluate);
  meetings.sort((a, b) => b.count - a.count);
  const sides = new Sides(problem, trace, evaluate);
  return meetings.flatMap((meeting, i): MetKink[] => {
    const { kink, first, last, count } = meeting;
    const told = i < MOST_TOLD ? sides.kindOf(meeting) : kink.kind;
    if (told === 'smooth') return [];
    const minimum = i < MOST_TOLD && rows === trace.value.length && sides.endsIn(meeting);
    return [
      {
        kind: told === 'case' ? 'kink' : told,
        source: sourceOf(kink, problem),
        where: whereOf(kink, problem),
        first,
        last,
        count,
        looked: rows - 1,
        ...(kink.at && { at: kink.at }),
        ...(minimum && { extremum: minimum }),
      },
    ];
  });
}

/** A kink with the number that is followed along the path. */
interface Followed {
  readonly kink: Kink;
  readonly quantity: Node;
  readonly levels: boolean;
}

/** A kink in every row is followed as one: the sum of the rows' signs is a whole number that changes with them. */
function followed(kink: Kink, graph: Graph): Followed[] {
  const { node, kind, quantity, levels } = kink;
  if (node.rows === 0) return [{ kink, quantity, levels }];
  if (kind === 'case') return [];
  const inRow = levels ? quantity : graph.call('sign', [quantity]);
  return [{ kink, quantity: graph.rowSum(inRow, node.rows), levels: true }];
}

type Quantities = (point: readonly number[]) => Float64Array;

function quantitiesOf(problem: Problem, kinks: readonly Followed[]): Quantities {
  const evaluate = compileEvaluator(
    kinks.map(({ quantity }) => quantity),
    problem.parameters.length,
    problem.columns.map((column) => column.values),
  );
  const result = new Float64Array(kinks.length);
  return (point) => {
    evaluate(point, result);
    return result;
  };
}

function rowsWithin(kinks: readonly Followed[]): number {
  const data = reachable(kinks.map(({ quantity }) => quantity)).reduce((sum, node) => sum + node.rows, 0);
  return Math.max(2, Math.floor(MOST_WORK / (kinks.length + data)));
}

function follow(kinks: readonly Followed[], rows: number, trace: Iterates, evaluate: Quantities): Meeting[] {
  const meetings = new Map<number, Meeting>();
  const before = new Float64Array(kinks.length);
  const point = trace.parameters.map(() => 0);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < point.length; i++) point[i] = trace.parameters[i]![row]!;
    const now = evaluate(point);
    for (let index = 0; index < kinks.length; index++) {
      const value = now[index]!;
      const previous = before[index]!;
      before[index] = value;
      const met = kinks[index]!.levels
        ? row > 0 && value !== previous
        : value === 0
          ? row === 0 || previous !== 0
          : row > 0 && value * previous < 0;
      if (!met || Number.isNaN(value)) continue;
      const meeting = meetings.get(index);
      if (meeting) {
        meeting.last = row;
        meeting.count++;
      } else meetings.set(index, { ...kinks[index]!, index, first: row, last: row, count: 1 });
    }
  }
  return [...meetings.values()];
}

/** Looks at both sides of the place where a path met a kink. */
class Sides {
  readonly #problem: Problem;
  readonly #trace: Iterates;
  readonly #quantities: Quantities;
  readonly #evaluate: (point: readonly number[]) => number[];

  constructor(problem: Problem, trace: Iterates, quantities: Quantities) {
    this.#problem = problem;
    this.#trace = trace;
    this.#quantities = quantities;
    const n = problem.parameters.length;
    let compiled: ReturnType<typeof compileEvaluator> | undefined;
    const result = new Float64Array(n + 1);
    this.#evaluate = (point) => {
      compiled ??= compileEvaluator(
        [problem.objective, ...gradientOf(problem.graph, problem.objective, n)],
        n,
        problem.columns.map((column) => column.values),
      );
      compiled(point, result);
      return [...result];
    };
  }

  /** What a case comes to at its joint; `smooth` where neither the value nor the slope jumps. */
  kindOf(meeting: Meeting): Kink['kind'] | 'smooth' {
    const { kink, first } = meeting;
    if (kink.kind === 'jump' || kink.node.rows > 0) return kink.kind;
    const [below, near, far, beyond] = this.#around(this.#place(meeting, first));
    const all = [below!, near!, far!, beyond!];
    if (!all.flat().every(Number.isFinite)) return kink.kind;
    const [jump, left, right] = [distance(near!, far!), distance(below!, near!), distance(far!, beyond!)];
    const size = Math.max(...all.flatMap(([, ...slopes]) => slopes.map(Math.abs)));
    // Across a smooth joint a slope changes about as much as beside it; a value by the slope times the way.
    const valueJumps =
      Math.abs(far![0]! - near![0]!) >
      10 * (Math.abs(near![0]! - below![0]!) + Math.abs(beyond![0]! - far![0]!)) + 1e-9 * Math.abs(near![0]!);
    if (valueJumps) return 'jump';
    return jump > 4 * Math.max(left, right) + 1e-9 * size ? 'kink' : 'smooth';
  }

  /** Of one parameter: whether a run's last steps are at the kink, and the value rises, or falls, on both sides. */
  endsIn(meeting: Meeting): MetKink['extremum'] | undefined {
    const { kink, index, last } = meeting;
    const rows = this.#trace.value.length;
    if (this.#problem.parameters.length !== 1 || kink.kind === 'jump' || kink.node.rows > 0) return undefined;
    if (last < rows - 2 && !this.#restsOn(index)) return undefined;
    const [, near, far] = this.#around(this.#place(meeting, last));
    const slopes = [near![1]!, far![1]!] as const;
    if (slopes[0] < 0 && slopes[1] > 0) return { kind: 'minimum', slopes };
    return slopes[0] > 0 && slopes[1] < 0 ? { kind: 'maximum', slopes } : undefined;
  }

  #restsOn(index: number): boolean {
    return this.#quantities(this.#row(this.#trace.value.length - 1))[index] === 0;
  }

  #row(row: number): number[] {
    return this.#trace.parameters.map((column) => column[row]!);
  }

  /** The point between rows `row − 1` and `row` where the quantity is 0, by bisection. */
  #place({ levels, index }: Meeting, row: number): number[] {
    const end = this.#row(row);
    if (levels || row === 0 || this.#quantities(end)[index] === 0) return end;
    const start = this.#row(row - 1);
    const at = (t: number) => start.map((x, i) => x + t * (end[i]! - x));
    const sign = Math.sign(this.#quantities(start)[index]!);
    let [low, high] = [0, 1];
    for (let k = 0; k < 60; k++) {
      const middle = (low + high) / 2;
      if (Math.sign(this.#quantities(at(middle))[index]!) === sign) low = middle;
      else high = middle;
    }
    return at(high);
  }

  /** Value and slopes at four points across a place, evenly spaced, in a direction without a pattern of its own. */
  #around(place: readonly number[]): number[][] {
    const step = 1e-5 * (1 + Math.hypot(...place));
    const direction = place.map((_, i) => (place.length === 1 ? 1 : Math.sin(1 + 7 * i)));
    return [-3, -1, 1, 3].map((k) => this.#evaluate(place.map((x, i) => x + k * step * direction[i]!)));
  }
}

/** The largest difference of two slopes. */
function distance(a: readonly number[], b: readonly number[]): number {
  let most = 0;
  for (let i = 1; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}
