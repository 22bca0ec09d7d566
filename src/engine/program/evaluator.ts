/** Computes nodes at a point by the fastest means the host allows. */
import { type Node, reachable } from './graph.ts';
import { interpret } from './interpreter.ts';
import { compileJavaScript } from './javascript.ts';
import type { Program } from './program.ts';
import { compileWasm } from './wasm/evaluator.ts';

/** Fills `result` with the outputs' values for these inputs. */
export type Evaluator = (inputs: ArrayLike<number>, result: Float64Array) => void;

/** The ways to run a graph. All give the same digits; the last runs on every host. */
export const BACKENDS = ['wasm', 'javascript', 'interpreter'] as const;

/** How a graph is run. `automatic` takes the fastest way that the host allows. */
export type Backend = 'automatic' | (typeof BACKENDS)[number];

/**
 * Beyond this many nodes WebAssembly is the faster: what it saves is more than a call into it costs, and a JavaScript
 * function longer than 60 KiB of bytecode is not optimized by V8 at all.
 */
const LARGE = 300;

const COMPILERS = { wasm: compileWasm, javascript: compileJavaScript, interpreter: interpret };

/**
 * Compiles outputs into one program.
 *
 * @param inputs how many input slots there are.
 * @param backend a way that the host does not allow gives way to the interpreter.
 */
export function compileProgram(
  outputs: readonly Node[],
  inputs: number,
  columns: readonly Float64Array[],
  backend: Backend = 'automatic',
): Program {
  for (const name of backend === 'automatic' ? preferred(outputs) : [backend]) {
    const program = COMPILERS[name](outputs, inputs, columns);
    if (program) return program;
  }
  return interpret(outputs, inputs, columns);
}

function preferred(outputs: readonly Node[]): readonly (typeof BACKENDS)[number][] {
  return reachable(outputs).length > LARGE ? ['wasm', 'javascript'] : ['javascript', 'wasm'];
}

/**
 * As many evaluations are interpreted before a graph is compiled, which takes longer than they do: a start is looked at
 * once. Not over data, where a row costs an interpreter as much as a whole graph costs it else.
 */
const INTERPRETED = 3;

/** As `compileProgram`, for callers with arrays of their own. */
export function compileEvaluator(
  outputs: readonly Node[],
  inputs: number,
  columns: readonly Float64Array[],
  backend: Backend = 'automatic',
): Evaluator {
  const waits = backend === 'automatic' && columns.length === 0;
  let program = waits ? interpret(outputs, inputs, columns) : compileProgram(outputs, inputs, columns, backend);
  let left = waits ? INTERPRETED : Number.POSITIVE_INFINITY;
  return (values, result) => {
    if (left-- === 0) program = compileProgram(outputs, inputs, columns, backend);
    for (let i = 0; i < inputs; i++) program.inputs[i] = values[i]!;
    program.run();
    result.set(program.outputs);
  };
}
