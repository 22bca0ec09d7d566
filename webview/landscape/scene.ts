/** What is drawn over the landscape: the paths of the runs, their ends, the start, and the step that is marked. */
import type { Trace } from '../../src/engine/run/trace.ts';
import type { Relief, ReliefChoice } from '../../src/protocol/landscape.ts';
import type { ProblemView, RunState } from '../../src/protocol/view.ts';
import { at, columns, type Pick, rowsOf } from '../rows.ts';
import { type Model, selectedRun } from '../state.ts';
import { type Box, fitted, type Interval, MARGIN, sampled } from './box.ts';
import { type Place, pathIn } from './path.ts';

/** More paths than this cannot be told apart. */
export const MOST_RUNS = 24;

/** The parameters along the axes, by index; the second is undefined where the objective is drawn against one. */
export interface Plane {
  readonly across: number;
  readonly down: number | undefined;
}

export interface Path {
  readonly label: string;
  /** The run's place among the runs. */
  readonly look: number;
  readonly points: readonly Place[];
  readonly end: Place | undefined;
  /** It is over, and ended neither with a number that is none nor far away. */
  readonly settled: boolean;
}

export interface Scene {
  readonly paths: readonly Path[];
  readonly start: Place;
  readonly mark: Place | undefined;
}

/** The axes that were chosen, where the problem has them. */
export function planeOf({ parameters }: ProblemView, [across, down]: readonly [number, number]): Plane {
  const many = parameters.length;
  if (many < 2) return { across: 0, down: undefined };
  return across < many && down < many && across !== down ? { across, down } : { across: 0, down: 1 };
}

/** The names of the parameters along the axes. */
export function namesOf({ parameters }: ProblemView, { across, down }: Plane): readonly string[] {
  const name = (index: number) => parameters[index]?.name ?? '';
  return down === undefined ? [name(across)] : [name(across), name(down)];
}

function picksOf({ across, down }: Plane): readonly [Pick, Pick] {
  return [columns.parameter(across), down === undefined ? columns.value : columns.parameter(down)];
}

function isSettled({ verdict }: RunState): boolean {
  return verdict !== undefined && !['diverged', 'unbounded', 'undefined'].includes(verdict.status);
}

/** The box of `over`, and where it says nothing the one that holds the start and the paths. */
export function boxOf({ state }: Model, problem: ProblemView, plane: Plane): Box {
  const runs = state.runs.slice(0, MOST_RUNS);
  const margin = plane.down === undefined ? MARGIN.curve : MARGIN.map;
  const interval = (index: number): Interval => {
    const pick = columns.parameter(index);
    const tracks = runs.map((run) => ({ values: sampled(rowsOf(run.slices), pick), settled: isSettled(run) }));
    const over = problem.parameters[index]?.over;
    return over && over[0] < over[1] ? over : fitted(problem.settings.start[index] ?? 0, tracks, margin);
  };
  return { x: interval(plane.across), y: plane.down === undefined ? [0, 1] : interval(plane.down) };
}

/** Paths that were drawn last, by the slices that they are of: a cursor that moves changes none of them. */
const drawn = new WeakMap<
  readonly Trace[],
  { readonly plane: Plane; readonly box: Box; readonly points: readonly Place[] }
>();

function pointsOf({ slices }: RunState, plane: Plane, box: Box): readonly Place[] {
  const known = drawn.get(slices);
  const same = (a: Interval, b: Interval) => a[0] === b[0] && a[1] === b[1];
  const { across, down } = plane;
  if (known && known.plane.across === across && known.plane.down === down) {
    if (same(known.box.x, box.x) && same(known.box.y, box.y)) return known.points;
  }
  const points = pathIn(rowsOf(slices), ...picksOf(plane), box);
  drawn.set(slices, { plane, box, points });
  return points;
}

/** The scene of a model. @param dragged where the start is being dragged. */
export function sceneOf(model: Model, problem: ProblemView, plane: Plane, box: Box, dragged?: Place): Scene {
  const [x, y] = picksOf(plane);
  const { runs } = model.state;
  const paths = runs.slice(0, MOST_RUNS).map((run, look): Path => {
    const rows = rowsOf(run.slices);
    const last = rows.length - 1;
    const points = pointsOf(run, plane, box);
    const end = last > 0 ? finite({ x: at(rows, last, x), y: at(rows, last, y) }) : undefined;
    return { label: run.run.label, look, points, end, settled: !run.verdict || isSettled(run) };
  });
  const shown = selectedRun(model);
  const rows = shown && rowsOf(shown.slices);
  const { row } = model.choices;
  const first = runs.find((run) => rowsOf(run.slices).length > 0);
  const begin = first && rowsOf(first.slices);
  const { start } = problem.settings;
  const height = begin ? at(begin, 0, y) : Number.NaN;
  return {
    paths,
    start: dragged ?? { x: start[plane.across] ?? 0, y: plane.down === undefined ? height : (start[plane.down] ?? 0) },
    mark: rows && row >= 0 && row < rows.length ? finite({ x: at(rows, row, x), y: at(rows, row, y) }) : undefined,
  };
}

function finite(place: Place): Place | undefined {
  return Number.isFinite(place.x) && Number.isFinite(place.y) ? place : undefined;
}

/** The values that a line of the objective is shown between: without the far ends of poles. */
export function heightOf({ values }: Relief): Interval {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return [0, 1];
  const share = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!;
  const usual = share(0.95) - share(0.05);
  const low = Math.max(sorted[0]!, share(0.05) - 2 * usual);
  const high = Math.min(sorted.at(-1)!, share(0.95) + 2 * usual);
  const room = 0.06 * (high - low) || Math.max(1, Math.abs(low));
  return [low - room, high + room];
}

/** A line's values as points. */
export function curveOf({ values, width }: Relief, { x: [low, high] }: ReliefChoice): Place[] {
  return Array.from(values, (y, i) => ({
    x: low + (i / (width - 1)) * (high - low),
    y: Number.isFinite(y) ? y : Number.NaN,
  }));
}
