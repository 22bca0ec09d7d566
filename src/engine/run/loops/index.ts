/** The loop of a step by the fastest means the host allows. */
import { operationsCalled } from '../../program/calls.ts';
import { BACKENDS, type Backend } from '../../program/evaluator.ts';
import { reachable } from '../../program/graph.ts';
import { isElementary } from '../../program/wasm/elementary.ts';
import type { BatchPlan } from '../batches/batch.ts';
import { type BatchLoop, gatherOf } from '../batches/gather.ts';
import type { Limits, Loop } from '../loop.ts';
import { outputsOf, type StepProgram } from '../program.ts';
import { interpretLoop } from './interpreter.ts';
import { generateLoop } from './javascript.ts';
import { compileWasmBatches, compileWasmLoop } from './wasm.ts';

const COMPILERS = { wasm: compileWasmLoop, javascript: generateLoop, interpreter: interpretLoop };

/** Compiles the loop of a step. A way that the host does not allow gives way to the next, in the end the interpreter. */
export function compileLoop(program: StepProgram, limits: Limits, backend: Backend = 'automatic'): Loop {
  for (const name of backend === 'automatic' ? preferred(program) : [backend]) {
    const loop = COMPILERS[name](program, limits);
    if (loop) return loop;
  }
  return interpretLoop(program, limits);
}

/** Compiles the loop of a step that uses a batch of the rows. It is run within one epoch at a time. */
export function compileBatchLoop(
  program: StepProgram,
  limits: Limits,
  batch: BatchPlan,
  backend: Backend = 'automatic',
): BatchLoop {
  for (const name of backend === 'automatic' ? preferred(program) : [backend]) {
    const loop = BATCH_COMPILERS[name](program, limits, batch);
    if (loop) return loop;
  }
  return interpreted(program, limits, batch);
}

function interpreted(program: StepProgram, limits: Limits, batch: BatchPlan): BatchLoop {
  const gather = gatherOf(batch);
  return { loop: interpretLoop(program, limits, gather), order: gather.order };
}

function generated(program: StepProgram, limits: Limits, batch: BatchPlan): BatchLoop | undefined {
  const gather = gatherOf(batch);
  const loop = generateLoop(program, limits, gather);
  return loop && { loop, order: gather.order };
}

const BATCH_COMPILERS = { wasm: compileWasmBatches, javascript: generated, interpreter: interpreted };

/** A call of the host from WebAssembly costs more than the rest of it saves. */
function preferred(program: StepProgram): readonly (typeof BACKENDS)[number][] {
  const calls = [...operationsCalled(reachable(outputsOf(program)))];
  return calls.every((name) => isElementary(name)) ? BACKENDS : ['javascript', 'wasm'];
}
