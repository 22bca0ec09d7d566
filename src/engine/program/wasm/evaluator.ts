/** Outputs as one WebAssembly function over a memory of inputs, outputs and columns. */
import { type Node, reachable } from '../graph.ts';
import { blocksOf } from '../order.ts';
import type { Program } from '../program.ts';
import { emitBlocks } from './blocks.ts';
import { Code } from './code.ts';
import { Functions } from './functions.ts';
import { canRunWasm, instantiate } from './instance.ts';
import { BYTES, fillColumns, Layout } from './layout.ts';
import { ModuleBuilder } from './module.ts';
import { NodeEmitter } from './nodes.ts';

/** Compiles outputs; undefined where the host has no WebAssembly. */
export function compileWasm(
  outputs: readonly Node[],
  inputs: number,
  columns: readonly Float64Array[],
): Program | undefined {
  if (!canRunWasm()) return undefined;
  const nodes = reachable(outputs);
  const module = new ModuleBuilder();
  const functions = new Functions(module, nodes);
  const code = new Code(0);
  const layout = new Layout();
  const inputsAt = layout.numbers(inputs);
  const outputsAt = layout.numbers(outputs.length);
  const columnsAt = layout.columns(columns, nodes);
  const emitter = new NodeEmitter(code, functions, layout);
  for (const node of nodes) if (node.kind === 'input') emitter.bindMemory(node, inputsAt + node.slot * BYTES);
  emitBlocks(emitter, functions, layout, blocksOf(outputs), columnsAt, outputs);
  outputs.forEach((output, i) => {
    code.integer(0);
    emitter.put(output);
    code.store(outputsAt + i * BYTES);
  });
  module.function([], [], code, 'run');
  const { memory, function: exported } = instantiate(module.bytes(layout.pages), functions.imports);
  fillColumns(memory, columns, columnsAt);
  return {
    inputs: new Float64Array(memory, inputsAt, inputs),
    outputs: new Float64Array(memory, outputsAt, outputs.length),
    run: exported('run') as () => void,
  };
}
