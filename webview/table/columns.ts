/** The columns of a trace table, and the room that their numbers take. */
import type { ProblemView } from '../../src/protocol/view.ts';
import { atPoint, full, short } from '../numbers.ts';
import { objectiveName } from '../reading.ts';
import { at, columns as of, type Pick, type Rows } from '../rows.ts';

/** More parameters than this have no columns of their own; the export has all. */
export const MOST_PARAMETERS = 100;

export interface Column {
  /** The heading: `∂x`. */
  readonly title: string;
  /** The heading in words. */
  readonly about: string;
  /** Absent for the step itself. */
  readonly pick?: Pick;
}

/** The columns for a problem, the step first. @param batched value and gradient are a batch's estimates. */
export function columnsOf(problem: ProblemView, batched = false): Column[] {
  const shown = problem.parameters.slice(0, MOST_PARAMETERS);
  return [
    { title: 'step', about: 'Step' },
    ...shown.map(({ name }, index) => ({ title: name, about: `Parameter ${name}`, pick: of.parameter(index) })),
    batched
      ? { title: 'batch loss', about: 'Objective, estimated by the batch of this step', pick: of.value }
      : { title: objectiveName(problem.reading.text), about: 'Objective', pick: of.value },
    ...shown.map(({ name }, index) => ({
      title: `∂${name}`,
      about: `Partial derivative by ${name}`,
      pick: of.derivative(index),
    })),
    { title: `‖∇${objectiveName(problem.reading.text)}‖`, about: 'Norm of the gradient', pick: of.gradientNorm },
    { title: 'rate', about: 'Learning rate', pick: of.rate },
  ];
}

/** A cell's number. */
export function cellValue(column: Column, rows: Rows, row: number): number {
  return column.pick ? at(rows, row, column.pick) : row;
}

/** A row in full precision, its cells between tabs. */
export function rowText(columns: readonly Column[], rows: Rows, row: number): string {
  return columns.map((column) => full(cellValue(column, rows, row))).join('\t');
}

/** A cell as shown: the text up to the decimal point and from it on. */
export function cellText(column: Column, value: number): readonly [whole: string, rest: string] {
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
