/** The loop of a step by the fastest means the host allows. */
import { operationsCalled } from '../../program/calls.ts';
import { BACKENDS, type Backend } from '../../program/evaluator.ts';
import { reachable } from '../../program/graph.ts';
import { isElementary } from '../../program/wasm/elementary.ts';
import type { Limits, Loop } from '../loop.ts';
import { outputsOf, type StepProgram } from '../program.ts';
import { interpretLoop } from './interpreter.ts';
import { generateLoop } from './javascript.ts';
import { compileWasmLoop } from './wasm.ts';

const COMPILERS = { wasm: compileWasmLoop, javascript: generateLoop, interpreter: interpretLoop };

/** Compiles the loop of a step. A way that the host does not allow gives way to the next, in the end the interpreter. */
export function compileLoop(program: StepProgram, limits: Limits, backend: Backend = 'automatic'): Loop {
  for (const name of backend === 'automatic' ? preferred(program) : [backend]) {
    const loop = COMPILERS[name](program, limits);
    if (loop) return loop;
  }
  return interpretLoop(program, limits);
}

/** A call of the host from WebAssembly costs more than the rest of it saves. */
function preferred(program: StepProgram): readonly (typeof BACKENDS)[number][] {
  const calls = [...operationsCalled(reachable(outputsOf(program)))];
  return calls.every((name) => isElementary(name)) ? BACKENDS : ['javascript', 'wasm'];
}
