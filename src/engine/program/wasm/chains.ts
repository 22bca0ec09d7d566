/** Many descents of one step program at once: two in a vector, several vectors interleaved. */
import { argumentsOf, type Graph, type Node, reachable } from '../graph.ts';
import { blocksOf } from '../order.ts';
import { emitBlocks } from './blocks.ts';
import { Code } from './code.ts';
import { Functions } from './functions.ts';
import { type Fused, fusedSums } from './fused.ts';
import { canRunWasm, instantiate, isValid } from './instance.ts';
import { BYTES, fillColumns, Layout } from './layout.ts';
import { ModuleBuilder } from './module.ts';
import { NodeEmitter } from './nodes.ts';
import { Pool } from './pool.ts';

/** Vectors that go on side by side: while one waits for a product, the others are computed. */
const GROUPS = 8;
/** Chains that are computed together. */
export const BUNDLE = 2 * GROUPS;

/** What a step makes of the inputs before it. */
export interface Recurrence {
  readonly graph: Graph;
  readonly columns: readonly Float64Array[];
  /** By input slot: where a chain begins, if all begin there alike. */
  readonly initial: readonly (number | undefined)[];
  /** The input slot of the step number, after all others. */
  readonly timeSlot: number;
  /** The next value of every input but the step number. */
  readonly next: readonly Node[];
}

/** Chains in memory. */
export interface Chains {
  /** By input slot: where each chain begins and, after `run`, ends. Those that begin alike are not here. */
  readonly values: readonly (Float64Array | undefined)[];
  /** Makes this many steps of each of the first `count` chains, a multiple of `BUNDLE`. */
  run(count: number, steps: number): void;
}

/**
 * Compiles chains; undefined where the host has no WebAssembly.
 *
 * @param capacity the most chains, a multiple of `BUNDLE`. @param fuse round a product and a sum once where the
 *   processor can: faster, and the last digits depend on the processor. @param accepts whether the host knows every
 *   instruction of a module.
 */
export function compileChains(
  recurrence: Recurrence,
  capacity: number,
  fuse: boolean,
  accepts: (module: Uint8Array<ArrayBuffer>) => boolean = isValid,
): Chains | undefined {
  if (!canRunWasm()) return undefined;
  const { columns, initial, next } = recurrence;
  const nodes = reachable(next);
  const module = new ModuleBuilder();
  const functions = new Functions(module, nodes, true);
  const layout = new Layout();
  const valuesAt = initial.map((value) => (value === undefined ? layout.numbers(capacity) : undefined));
  const columnsAt = layout.columns(columns, nodes);
  const pool = new Pool(layout, next, true);
  module.function(['i32', 'i32'], [], emit(recurrence, functions, layout, valuesAt, columnsAt, pool, fuse), 'run');
  const bytes = module.bytes(layout.pages);
  // Relaxed instructions are younger than the others (V8 11.4): an older host computes products and sums apart.
  if (!accepts(bytes)) return fuse ? compileChains(recurrence, capacity, false, accepts) : undefined;
  const { memory, function: exported } = instantiate(bytes, functions.imports);
  fillColumns(memory, columns, columnsAt);
  pool.fill(memory);
  return {
    values: valuesAt.map((offset) => (offset === undefined ? undefined : new Float64Array(memory, offset, capacity))),
    run: exported('run') as unknown as Chains['run'],
  };
}

/** `(count, steps)`. */
function emit(
  { graph, initial, timeSlot, next }: Recurrence,
  functions: Functions,
  layout: Layout,
  valuesAt: readonly (number | undefined)[],
  columnsAt: readonly number[],
  pool: Pool,
  fuse: boolean,
): Code {
  const code = new Code(2, true);
  const [count, steps] = [0, 1];
  const pointer = code.local('i32');
  const left = code.local('i32');
  const time = code.local();
  // What depends on the step number alone is the same for all.
  const common = new NodeEmitter(code, functions, layout);
  common.bind(graph.input(timeSlot), time);
  pool.bind(common, code);
  const { shared, own, overRows } = parted(next, timeSlot);
  const { fused, rest } = fuse ? fusedSums(own, next) : { fused: new Map<Node, Fused>(), rest: own };
  const groups = Array.from({ length: GROUPS }, () => {
    const emitter = new NodeEmitter(code, functions, layout, common);
    emitter.fuse(fused);
    const inputs = initial.map((_, slot) => {
      const local = code.local();
      emitter.bind(graph.input(slot), local);
      return local;
    });
    return { emitter, inputs };
  });
  code.get(count).integer(BYTES).i32('multiply').set(count);
  code.loop(() => {
    groups.forEach(({ inputs }, group) => {
      inputs.forEach((local, slot) => {
        const offset = valuesAt[slot];
        if (offset === undefined) code.constant(initial[slot]!).set(local);
        else
          code
            .get(pointer)
            .load(offset + group * 2 * BYTES)
            .set(local);
      });
    });
    code.constant(0).set(time).get(steps).set(left);
    code.block(() =>
      code.loop(() => {
        code.get(left).i32('not').branchIf(1);
        if (overRows) {
          for (const { emitter } of groups) emitBlocks(emitter, functions, layout, blocksOf(next), columnsAt, next);
        } else {
          common.announce(shared);
          common.keep(shared);
          common.compute(shared);
          for (const { emitter } of groups) {
            emitter.announce(rest);
            for (const { factors, term } of fused.values()) emitter.keep([...factors, term]);
            emitter.keep(next);
          }
          // One vector after the other: the processor looks ahead far enough, and fewer values wait in registers.
          for (const { emitter } of groups) emitter.compute(rest);
        }
        for (const { emitter, inputs } of groups) {
          for (const node of next) emitter.put(node);
          for (const local of inputs.toReversed()) code.set(local);
        }
        code.get(time).constant(1).op('add').set(time);
        code.get(left).integer(1).i32('subtract').set(left).branch(0);
      }),
    );
    groups.forEach(({ inputs }, group) => {
      inputs.forEach((local, slot) => {
        const offset = valuesAt[slot];
        if (offset !== undefined)
          code
            .get(pointer)
            .get(local)
            .store(offset + group * 2 * BYTES);
      });
    });
    code
      .get(pointer)
      .integer(BUNDLE * BYTES)
      .i32('add')
      .tee(pointer)
      .get(count)
      .i32('less')
      .branchIf(0);
  });
  return code;
}

/** The nodes that depend on the step number and constants alone, and the others. */
function parted(next: readonly Node[], timeSlot: number) {
  const nodes = reachable(next);
  const isShared = new Map<Node, boolean>();
  for (const node of nodes) {
    const own = node.kind === 'input' ? node.slot === timeSlot : node.kind !== 'column';
    isShared.set(node, own && argumentsOf(node).every((argument) => isShared.get(argument)!));
  }
  const calls = nodes.filter((node) => node.kind === 'call');
  return {
    shared: calls.filter((node) => isShared.get(node)!),
    own: calls.filter((node) => !isShared.get(node)!),
    overRows: nodes.some((node) => node.kind === 'rowSum'),
  };
}
