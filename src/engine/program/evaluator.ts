/** Computes nodes at a point by the fastest means the host allows. */
import type { Node } from './graph.ts';
import { Interpreter } from './interpreter.ts';
import { emitColumns, emitStatements, makeFunction } from './javascript.ts';

/** Fills `result` with the outputs' values for these inputs. */
export type Evaluator = (inputs: ArrayLike<number>, result: Float64Array) => void;

/** How a graph is run. `automatic` generates code where the host allows it. */
export type Backend = 'automatic' | 'interpreter';

/**
 * Compiles outputs into one function.
 *
 * @param inputs how many input slots there are.
 */
export function compileEvaluator(
  outputs: readonly Node[],
  inputs: number,
  columns: readonly Float64Array[],
  backend: Backend = 'automatic',
): Evaluator {
  if (backend === 'automatic') {
    const { statements, expression } = emitStatements(outputs, (slot) => `i${slot}`);
    const read = Array.from({ length: inputs }, (_, slot) => `const i${slot}=x[${slot}];`).join('');
    const write = outputs.map((output, i) => `y[${i}]=${expression(output)};`).join('');
    const compiled = makeFunction<Evaluator>(
      `${emitColumns(outputs)}return function(x,y){${read}${statements}${write}}`,
      columns,
    );
    if (compiled) return compiled;
  }
  const interpreter = new Interpreter(outputs, columns);
  return (values, result) => {
    interpreter.run(values);
    outputs.forEach((output, i) => {
      result[i] = interpreter.value(output);
    });
  };
}
