/** The columns of a trace table, and the room that their numbers take. */
import type { ProblemView, RunView } from '../../src/protocol/view.ts';
import { atPoint, full, short } from '../numbers.ts';
import { objectiveName } from '../reading.ts';
import { at, columns as of, type Pick as PickColumn, type Rows } from '../rows.ts';

/** More parameters than this have no columns of their own; the export has all. */
export const MOST_PARAMETERS = 100;

export interface Column {
  /** The heading: `∂x`. */
  readonly title: string;
  /** The heading in TeX. */
  readonly tex?: string;
  /** The heading in words. */
  readonly about: string;
  /** Absent for the step itself. */
  readonly pick?: PickColumn;
  /** What is not a number here is of no step. */
  readonly ofStep?: true;
}

/** The columns for a run of a problem, the step first, the method's own last. @param batched values are a batch's estimates. */
export function columnsOf(problem: ProblemView, run: Pick<RunView, 'columns' | 'searches'>, batched = false): Column[] {
  const shown = problem.parameters.slice(0, MOST_PARAMETERS);
  const name = objectiveName(problem.reading.text);
  const texName = objectiveName(problem.reading.tex);
  // A search finds a step length at each step, and at the last row it makes none.
  const ofStep = run.searches && { ofStep: true as const };
  return [
    { title: 'step', about: 'Step' },
    ...shown.map((parameter, index) => ({
      title: parameter.name,
      tex: parameter.tex,
      about: `Parameter ${parameter.name}`,
      pick: of.parameter(index),
    })),
    batched
      ? { title: 'batch loss', about: 'Objective, estimated by the batch of this step', pick: of.value }
      : { title: name, tex: texName, about: 'Objective', pick: of.value },
    ...shown.map((parameter, index) => ({
      title: `∂${parameter.name}`,
      tex: `\\partial ${parameter.tex}`,
      about: `Partial derivative by ${parameter.name}`,
      pick: of.derivative(index),
    })),
    {
      title: `‖∇${name}‖`,
      tex: `\\lVert\\nabla ${texName}\\rVert`,
      about: 'Norm of the gradient',
      pick: of.gradientNorm,
    },
    { title: 'rate', about: run.searches ? 'Step length' : 'Learning rate', pick: of.rate, ...ofStep },
    ...run.columns.flatMap(({ name: title, tex, title: words, parameter }, index) =>
      parameter !== undefined && parameter >= MOST_PARAMETERS
        ? []
        : { title, tex, about: words ?? `State ${title}`, pick: of.state(index), ...ofStep },
    ),
  ];
}

/** A cell's number. */
export function cellValue(column: Column, rows: Rows, row: number): number {
  return column.pick ? at(rows, row, column.pick) : row;
}

/** A row in full precision, its cells between tabs. */
export function rowText(columns: readonly Column[], rows: Rows, row: number): string {
  return columns.map((column) => fullText(column, cellValue(column, rows, row))).join('\t');
}

/** A cell in full precision; empty where there was no step. */
export function fullText(column: Column, value: number): string {
  return column.ofStep && Number.isNaN(value) ? '' : full(value);
}

/** A cell as shown: the text up to the decimal point and from it on. */
export function cellText(column: Column, value: number): readonly [whole: string, rest: string] {
  if (column.ofStep && Number.isNaN(value)) return ['–', ''];
  return column.pick ? atPoint(short(value)) : [String(value), ''];
}

/** How many characters a column needs before and from the decimal point. */
export class Widths {
  private whole: number[] = [];
  private rest: number[] = [];

  /** Forgets every width. */
  reset(): void {
    this.whole = [];
    this.rest = [];
  }

  /** Makes room for a cell; true when the column had to grow. Columns never shrink, so that nothing moves about. */
  fit(column: number, [whole, rest]: readonly [string, string]): boolean {
    const [before, after] = this.of(column);
    if (whole.length <= before && rest.length <= after) return false;
    this.whole[column] = Math.max(before, whole.length);
    this.rest[column] = Math.max(after, rest.length);
    return true;
  }

  of(column: number): readonly [whole: number, rest: number] {
    return [this.whole[column] ?? 1, this.rest[column] ?? 0];
  }
}
