/** Columns as statements change them: scaled, one-hot, and their rows in parts. */

import { partsOf, pickRows } from '../../data/row-parts.ts';
import { ConstantColumn, scaled, scalingOf } from '../../data/scaling.ts';
import { type Column, type HeldOut, ProblemError, type Scaling } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import { Interpreter } from '../../program/interpreter.ts';
import { overRows } from '../../program/over-rows.ts';
import { brief } from '../../run/numerals.ts';
import type { ColumnPlan, PlannedScaling } from './plan.ts';

/** Rows that are held out, with their own values of each column. */
interface HeldRows {
  readonly part: HeldOut['part'];
  readonly rows: Int32Array;
  readonly columns: Column[];
}

/** A column's values over the training rows, and then over each held-out part; over all rows where nothing is split. */
export type Cut = readonly [Float64Array, ...Float64Array[]];

export class Prepared {
  readonly plan: ColumnPlan;
  /** What was scaled, in the order of first use. */
  readonly scalings: Scaling[] = [];
  /** By column; of features those of their columns. */
  readonly wanted = new Map<string, PlannedScaling>();
  readonly heldOut: HeldRows[] = [];
  /** Absent where nothing is split. */
  training: Int32Array | undefined;
  #rows: number | undefined;

  constructor(plan: ColumnPlan) {
    this.plan = plan;
  }

  /** A column's values in parts. @throws {ProblemError} for columns of different lengths, and parts without a row. */
  cut(values: Float64Array): Cut {
    const { split } = this.plan;
    if (!split) return [values];
    this.#rows ??= values.length;
    if (values.length !== this.#rows) {
      throw new ProblemError(
        `split needs columns of the same rows; here are ${this.#rows} and ${values.length}.`,
        split.at,
      );
    }
    if (!this.training) this.#deal(this.#rows);
    return [pickRows(values, this.training!), ...this.heldOut.map(({ rows }) => pickRows(values, rows))];
  }

  /** The same as the column's name means it. @throws {ProblemError} where all its values are the same. */
  scale(name: string, cut: Cut): Cut {
    const wanted = this.wanted.get(name);
    if (!wanted) return cut;
    const scaling = scalingAt(name, wanted, cut);
    if (!scaling) return cut;
    this.scalings.push(scaling);
    return cut.map((values) => scaled(scaling, values)) as unknown as Cut;
  }

  /** A node over rows of the data alone, over the rows of each held-out part. @param open see `overRows`. */
  over(node: Node, columns: readonly Column[], open: ReadonlySet<number>): Float64Array[] {
    return this.heldOut.map((part) => {
      const copy = overRows(node, valuesOf(columns), open, part.rows.length);
      const interpreter = new Interpreter([copy], valuesOf(part.columns));
      interpreter.run([]);
      return interpreter.rows(copy);
    });
  }

  #deal(rows: number): void {
    const split = this.plan.split!;
    const parts = partsOf(rows, split);
    for (const [part, dealt] of Object.entries(parts)) {
      if (dealt.length > 0 || split[part as keyof typeof parts] === 0) continue;
      throw new ProblemError(`Of ${rows} rows none is left for ${part} with these shares.`, split.at);
    }
    this.training = parts.training;
    for (const part of ['validation', 'test'] as const)
      if (parts[part].length > 0) this.heldOut.push({ part, rows: parts[part], columns: [] });
  }
}

function scalingAt(name: string, { kind, at }: PlannedScaling, [values, ...held]: Cut): Scaling | undefined {
  try {
    return scalingOf(name, kind, values);
  } catch (error) {
    if (!(error instanceof ConstantColumn)) throw error;
    const where = held.length > 0 ? ' in the training rows' : '';
    throw new ProblemError(`All values of ${name} are ${error.value}${where}: it has no scale, and tells nothing.`, at);
  }
}

/** What a scaling did, as a formula: `(age − 40.1)/12.3`. */
export function scalingText({ name, shift, scale }: Scaling): string {
  const moved = shift < 0 ? `${name} + ${brief(-shift)}` : `${name} − ${brief(shift)}`;
  return scale === 1 ? moved : `(${moved})/${brief(scale)}`;
}

function valuesOf(columns: readonly Column[]): Float64Array[] {
  return columns.map(({ values }) => values);
}
