/** A node's value on a grid of two inputs. */
import { argumentsOf, type Graph, type Node, reachable } from '../graph.ts';
import { blocksOf } from '../order.ts';
import { emitBlocks } from './blocks.ts';
import { Code } from './code.ts';
import { Functions } from './functions.ts';
import { canRunWasm, instantiate } from './instance.ts';
import { BYTES, fillColumns, Layout } from './layout.ts';
import { ModuleBuilder } from './module.ts';
import { NodeEmitter } from './nodes.ts';
import { Pool } from './pool.ts';

const VECTOR = 2 * BYTES;
/** Vectors in a turn of the inner loop. */
const UNROLLED = 2;

/** The node to compute, and which inputs go along the axes. */
export interface GridSource {
  readonly graph: Graph;
  readonly output: Node;
  readonly columns: readonly Float64Array[];
  /** How many input slots there are. */
  readonly inputs: number;
  readonly across: number;
  readonly down: number;
}

export interface GridMemory {
  /** The values of the input across, in order; and of the input down. */
  readonly across: Float64Array;
  readonly down: Float64Array;
  /** All inputs; those along the axes are not read. */
  readonly inputs: Float64Array;
  /** Row after row, each `stride` numbers apart. */
  readonly values: Float64Array;
  readonly stride: number;
  run(): void;
}

/** Compiles a grid of a fixed size; undefined where the host has no WebAssembly. */
export function compileWasmGrid(source: GridSource, width: number, height: number): GridMemory | undefined {
  if (!canRunWasm()) return undefined;
  const { output, columns, inputs } = source;
  const nodes = reachable([output]);
  const module = new ModuleBuilder();
  const functions = new Functions(module, nodes, true);
  const layout = new Layout();
  const stride = Math.ceil(width / (2 * UNROLLED)) * 2 * UNROLLED;
  const parts = partition(source, nodes);
  const pool = new Pool(layout, [output], true);
  const places: Places = {
    across: layout.numbers(stride),
    down: layout.numbers(height),
    inputs: layout.numbers(inputs),
    // Not a page apart, which would share the cache's sets.
    kept: parts.kept.map(() => layout.numbers(stride + 8)),
    columns: layout.columns(columns, nodes),
    values: layout.numbers(stride * height),
  };
  const size = { rowBytes: stride * BYTES, height };
  module.function([], [], emit(source, parts, places, size, functions, layout, pool), 'run');
  const { memory, function: exported } = instantiate(module.bytes(layout.pages), functions.imports);
  fillColumns(memory, columns, places.columns);
  pool.fill(memory);
  return {
    across: new Float64Array(memory, places.across, width),
    down: new Float64Array(memory, places.down, height),
    inputs: new Float64Array(memory, places.inputs, inputs),
    values: new Float64Array(memory, places.values, stride * height),
    stride,
    run: exported('run') as () => void,
  };
}

interface Places {
  readonly across: number;
  readonly down: number;
  readonly inputs: number;
  readonly kept: readonly number[];
  readonly columns: readonly number[];
  readonly values: number;
}

/** Which nodes are computed once, once a column, once a row, and at every point. */
interface Parts {
  readonly once: readonly Node[];
  readonly perColumn: readonly Node[];
  /** Those of `perColumn` that points read: computed first, kept in an array. */
  readonly kept: readonly Node[];
  readonly perRow: readonly Node[];
  readonly perPoint: readonly Node[];
  /** There are sums over rows of data: all is computed at every point. */
  readonly overRows: boolean;
}

function partition({ output, across, down }: GridSource, nodes: readonly Node[]): Parts {
  const overRows = nodes.some((node) => node.kind === 'rowSum');
  const axes = new Map<Node, number>();
  const groups: [Node[], Node[], Node[], Node[]] = [[], [], [], []];
  for (const node of nodes) {
    let depends = node.kind === 'input' ? (node.slot === across ? 1 : node.slot === down ? 2 : 0) : 0;
    for (const argument of argumentsOf(node)) depends |= axes.get(argument)!;
    axes.set(node, depends);
    if (node.kind === 'call') groups[depends as 0 | 1 | 2 | 3].push(node);
  }
  const [once, perColumn, perRow, perPoint] = groups;
  const read = new Set([output, ...perPoint.flatMap(argumentsOf)]);
  return { once, perColumn, kept: perColumn.filter((node) => read.has(node)), perRow, perPoint, overRows };
}

function emit(
  { graph, output, inputs, across, down }: GridSource,
  parts: Parts,
  places: Places,
  { rowBytes, height }: { readonly rowBytes: number; readonly height: number },
  functions: Functions,
  layout: Layout,
  pool: Pool,
): Code {
  const code = new Code(0, true);
  const [column, row, target] = [code.local('i32'), code.local('i32'), code.local('i32')];
  const outer = new NodeEmitter(code, functions, layout);
  pool.bind(outer, code);
  for (let slot = 0; slot < inputs; slot++) {
    if (slot === across || slot === down) continue;
    const local = code.local();
    code
      .integer(0)
      .loadSplat(places.inputs + slot * BYTES)
      .set(local);
    outer.bind(graph.input(slot), local);
  }
  const compute = (emitter: NodeEmitter, nodes: readonly Node[]) => {
    emitter.announce(nodes);
    emitter.keep(nodes);
    emitter.compute(nodes);
  };
  const turn = (pointer: number, by: number, end: number) =>
    code.get(pointer).integer(by).i32('add').tee(pointer).integer(end).i32('less').branchIf(0);

  if (!parts.overRows) compute(outer, parts.once);
  if (parts.kept.length > 0 && !parts.overRows) {
    code.loop(() => {
      const emitter = new NodeEmitter(code, functions, layout, outer);
      emitter.bindMemory(graph.input(across), places.across, column);
      compute(emitter, parts.perColumn);
      parts.kept.forEach((node, i) => {
        code.get(column);
        emitter.put(node);
        code.store(places.kept[i]!);
      });
      turn(column, VECTOR, rowBytes);
    });
  }
  code.loop(() => {
    const y = code.local();
    code.get(row).loadSplat(places.down).set(y);
    const perRow = new NodeEmitter(code, functions, layout, outer);
    perRow.bind(graph.input(down), y);
    if (!parts.overRows) compute(perRow, parts.perRow);
    code.integer(0).set(column);
    code.loop(() => {
      for (let turned = 0; turned < UNROLLED; turned++) {
        const at = turned * VECTOR;
        const point = new NodeEmitter(code, functions, layout, perRow);
        point.bindMemory(graph.input(across), places.across + at, column);
        if (parts.overRows) emitBlocks(point, functions, layout, blocksOf([output]), places.columns, [output]);
        else {
          parts.kept.forEach((node, i) => {
            point.bindMemory(node, places.kept[i]! + at, column);
          });
          point.announce(parts.perPoint);
          point.keep([output]);
          point.compute(parts.perPoint);
        }
        code.get(target);
        point.put(output);
        code.store(places.values + at);
      }
      code
        .get(target)
        .integer(UNROLLED * VECTOR)
        .i32('add')
        .set(target);
      turn(column, UNROLLED * VECTOR, rowBytes);
    });
    turn(row, BYTES, height * BYTES);
  });
  return code;
}
