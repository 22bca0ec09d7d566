import type { Problem } from '../problem.ts';
import { Interpreter } from '../program/interpreter.ts';

/** The objective as written, at one point. */
export function valueAt({ objective, columns }: Problem, point: readonly number[]): number {
  const interpreter = new Interpreter(
    [objective],
    columns.map((column) => column.values),
  );
  interpreter.run(point);
  return interpreter.value(objective);
}
