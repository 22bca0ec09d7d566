/** Outputs as one WebAssembly function over a memory of inputs, outputs and columns. */
import { type Node, reachable } from '../graph.ts';
import { blocksOf } from '../order.ts';
import type { Program } from '../program.ts';
import { emitBlocks } from './blocks.ts';
import { Code } from './code.ts';
import { Functions } from './functions.ts';
import { canRunWasm, instantiate } from './instance.ts';
import { ModuleBuilder } from './module.ts';
import { NodeEmitter, type Spill } from './nodes.ts';

const BYTES = 8;
const PAGE = 65_536;

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
  const used = new Set(nodes.flatMap((node) => (node.kind === 'column' ? [node.column] : [])));
  let end = (inputs + outputs.length) * BYTES;
  const offsets = columns.map((column, i) => {
    const offset = end;
    if (used.has(i)) end += column.length * BYTES;
    return offset;
  });
  const spill: Spill = { start: end, end };
  const emitter = new NodeEmitter(code, functions, spill);
  for (const node of nodes) if (node.kind === 'input') emitter.bindMemory(node, node.slot * BYTES);
  emitBlocks(emitter, functions, spill, blocksOf(outputs), offsets, outputs);
  outputs.forEach((output, i) => {
    code.integer(0);
    emitter.put(output);
    code.store((inputs + i) * BYTES);
  });
  module.function([], [], code, 'run');
  const { memory, function: exported } = instantiate(
    module.bytes(Math.max(1, Math.ceil(spill.end / PAGE))),
    functions.imports,
  );
  columns.forEach((column, i) => {
    if (used.has(i)) new Float64Array(memory, offsets[i], column.length).set(column);
  });
  return {
    inputs: new Float64Array(memory, 0, inputs),
    outputs: new Float64Array(memory, inputs * BYTES, outputs.length),
    run: exported('run') as () => void,
  };
}
