/** The loop as WebAssembly: parameters and state in locals, rows recorded into its memory and copied out in chunks. */
import { type Node, reachable } from '../../program/graph.ts';
import { blocksOf } from '../../program/order.ts';
import { type Batched, emitBlocks } from '../../program/wasm/blocks.ts';
import { Code } from '../../program/wasm/code.ts';
import { Functions } from '../../program/wasm/functions.ts';
import { emitGather } from '../../program/wasm/gather.ts';
import { canRunWasm, instantiate } from '../../program/wasm/instance.ts';
import { BYTES, fillColumns, fillTable, Layout } from '../../program/wasm/layout.ts';
import { ModuleBuilder } from '../../program/wasm/module.ts';
import { NodeEmitter } from '../../program/wasm/nodes.ts';
import { Pool } from '../../program/wasm/pool.ts';
import { emitShuffle } from '../../program/wasm/shuffle.ts';
import { type BatchPlan, drawn, isEven } from '../batches/batch.ts';
import type { BatchLoop } from '../batches/gather.ts';
import { AFTER, FIRST_NODE_RULE, isOn, type Limits, type Loop, RULE_ORDER } from '../loop.ts';
import { outputsOf, type StepProgram } from '../program.ts';

/** Rows of a chunk: all columns of two parameters stay in the first-level cache. */
const ROWS = 512;
/** Columns do not lie a page apart: they would share the cache's sets. */
const APART = 8;

/** Compiles the loop; undefined where the host has no WebAssembly. */
export function compileWasmLoop(program: StepProgram, limits: Limits): Loop | undefined {
  return compile(program, limits)?.loop;
}

/** The same over batches: the rows of some of them are copied together before their steps are made. */
export function compileWasmBatches(program: StepProgram, limits: Limits, batch: BatchPlan): BatchLoop | undefined {
  return compile(program, limits, batch);
}

/** An i32 takes four bytes. */
const INTEGER = 4;
/** Rows that are copied together at a time: as many as stay in the cache. */
const GATHERED = 8192;

function compile(program: StepProgram, limits: Limits, batch?: BatchPlan): BatchLoop | undefined {
  if (!canRunWasm()) return undefined;
  const { parameters, stateColumns, timeSlot, columns } = program;
  const outputs = outputsOf(program);
  const nodes = reachable(outputs);
  const module = new ModuleBuilder();
  const functions = new Functions(module, nodes);
  const layout = new Layout();
  const length = timeSlot + Object.keys(AFTER).length;
  const memoryAt = layout.numbers(length);
  const recordAt = Array.from({ length: 3 + 2 * parameters + stateColumns.length }, () => layout.numbers(ROWS + APART));
  const table = batch && layout.table(columns, nodes);
  const taken = batch ? drawn(batch) : 0;
  const orderAt = layout.integers(taken);
  const generatorAt = layout.integers(4);
  // Steps of a chunk, and the rows of their batches.
  const most = batch ? Math.min(ROWS, Math.max(1, Math.floor(GATHERED / batch.size))) : ROWS;
  const gatheredAt = batch && table ? layout.numbers((Math.min(taken, most * batch.size) * table.stride) / BYTES) : 0;
  const columnsAt =
    table?.offsets.map((offset) => (offset < 0 ? offset : gatheredAt + offset)) ?? layout.columns(columns, nodes);
  const gathered = batch && table && { batch, stride: table.stride };
  const pool = new Pool(layout, bareOutputs(program), false);
  const places = { memoryAt, recordAt, columnsAt, pool, gathered };
  for (const whole of [true, false]) {
    const code = emitLoop(program, limits, functions, layout, places, whole);
    module.function(['i32', 'i32', 'i32'], ['i32'], code, whole ? 'whole' : 'bare');
  }
  if (table) {
    module.function(['i32'], [], emitShuffle(orderAt, generatorAt), 'shuffle');
    module.function(['i32', 'i32'], [], emitGather(orderAt, table, gatheredAt), 'gather');
  }
  const { memory: buffer, function: exported } = instantiate(module.bytes(layout.pages), functions.imports);
  if (table) fillTable(buffer, columns, table);
  else fillColumns(buffer, columns, columnsAt);
  pool.fill(buffer);
  const whole = exported('whole');
  const bare = exported('bare');
  const memory = new Float64Array(buffer, memoryAt, length);
  const recorded = recordAt.map((offset) => new Float64Array(buffer, offset, ROWS));
  const [value, norm, rate] = recorded as [Float64Array, Float64Array, Float64Array];
  const order = new Int32Array(buffer, orderAt, taken);
  const gather = table && exported('gather');
  /** Copies the rows of the next steps together. @returns their bytes. */
  const gatherAt = (row: number, steps: number): number => {
    if (!batch || !table || !gather) return 0;
    const first = (row % batch.perEpoch) * batch.size;
    const end = Math.min(taken, first + steps * batch.size);
    gather(first * INTEGER, end * INTEGER);
    return (end - first) * table.stride;
  };
  const loop: Loop = (state, kept, derived, from, to) => {
    const run = derived ? whole : bare;
    let fired = 0;
    for (let row = from; row < to && fired === 0; ) {
      memory.set(state);
      const step = memory[timeSlot]!;
      const rows = Math.min(most, to - row);
      // The row in this chunk at which the limit of steps is reached, or one beyond it.
      fired = run(rows, Math.min(ROWS, Math.max(0, limits.steps - step)), gatherAt(row, rows));
      state.set(memory);
      const made = fired === 0 ? rows : memory[timeSlot]! - step + 1;
      copy(kept.value, value, row, made);
      for (let i = 0; i < parameters; i++) copy(kept.parameters[i]!, recorded[3 + i]!, row, made);
      if (derived) {
        copy(derived.gradientNorm, norm, row - from, made);
        copy(derived.rate, rate, row - from, made);
        for (let i = 0; i < parameters; i++) {
          copy(derived.gradient[i]!, recorded[3 + parameters + i]!, row - from, made);
        }
        derived.state.forEach((column, i) => {
          copy(column, recorded[3 + 2 * parameters + i]!, row - from, made);
        });
      }
      row += made;
    }
    return fired;
  };
  const shuffle = table && exported('shuffle');
  const generator = new Int32Array(buffer, generatorAt, 4);
  return {
    loop,
    order,
    ...(shuffle && {
      shuffle: (_order: Int32Array, state: Int32Array) => {
        generator.set(state);
        if (taken > 1) shuffle(taken);
        state.set(generator);
      },
    }),
  };
}

function copy(target: Float64Array, source: Float64Array, at: number, count: number): void {
  if (count === ROWS) target.set(source, at);
  else target.set(source.subarray(0, count), at);
}

function bareOutputs({ value, squaredNorm, rules, nextParameters, nextState }: StepProgram): Node[] {
  return [value, squaredNorm, ...rules.map((rule) => rule.fires), ...nextParameters, ...nextState];
}

interface Places {
  readonly memoryAt: number;
  /** Value, norm, rate, parameters, partial derivatives, the method's state. */
  readonly recordAt: readonly number[];
  readonly columnsAt: readonly number[];
  /** The constants of a bare loop. */
  readonly pool: Pool;
  /** Of a loop over batches, whose rows lie together. */
  readonly gathered: { readonly batch: BatchPlan; readonly stride: number } | undefined;
}

/** Beyond this the sum of a value and a squared norm may be about to overflow. */
const LARGE = 1e300;

/**
 * `(rows, last, bytes) → fired`: at most `rows` rows; the limit of steps is at row `last`; the rows of their batches
 * take so many bytes.
 *
 * @param whole records all columns; else only parameters and value, and takes no root of the gradient's squared norm but
 *   where a rule may fire.
 */
function emitLoop(
  program: StepProgram,
  limits: Limits,
  functions: Functions,
  layout: Layout,
  { memoryAt, recordAt, columnsAt, pool, gathered }: Places,
  whole: boolean,
): Code {
  const { graph, parameters, timeSlot, value, gradient, gradientNorm, squaredNorm, rate, rules } = program;
  const next = [...program.nextParameters, ...program.nextState];
  const outputs = whole ? [...outputsOf(program), squaredNorm] : bareOutputs(program);
  const code = new Code(3);
  const [rows, last, bytes] = [0, 1, 2];
  const pointer = code.local('i32');
  const fired = code.local('i32');
  const inputs = Array.from({ length: timeSlot }, () => code.local());
  const after = Object.keys(AFTER).map(() => code.local());
  const { step, before, moved, bestStep, best, norm } = Object.fromEntries(
    Object.entries(AFTER).map(([name, i]) => [name, after[i]!]),
  ) as Record<keyof typeof AFTER, number>;
  const all = [...inputs, ...after];
  const emitter = new NodeEmitter(code, functions, layout);
  inputs.forEach((local, slot) => {
    emitter.bind(graph.input(slot), local);
  });
  emitter.bind(graph.input(timeSlot), step);
  // Without its columns the loop waits for the decoding of instructions, of which a number in the code takes two.
  if (!whole) pool.bind(emitter, code);
  const batched = gathered && batchedOf(code, gathered.batch, gathered.stride);
  const f = code.local();
  const squared = code.local();
  const record = (column: number, put: () => void) => {
    code.get(pointer);
    put();
    code.store(recordAt[column]!);
  };
  /** Ends the loop by a rule, from within this many blocks. */
  const endBy = (number: number, outwards: number) => code.integer(number).set(fired).branch(outwards);
  const end = (rule: (typeof RULE_ORDER)[number], outwards: number) => endBy(1 + RULE_ORDER.indexOf(rule), outwards);

  all.forEach((local, i) => {
    code
      .integer(0)
      .load(memoryAt + i * BYTES)
      .set(local);
  });
  for (const count of [rows, last]) code.get(count).integer(BYTES).i32('multiply').set(count);
  code.block(() =>
    code.loop(() => {
      if (batched && gathered) emitExtent(code, gathered.batch, batched, bytes);
      emitBlocks(emitter, functions, layout, blocksOf(outputs), columnsAt, outputs, batched);
      emitter.put(value);
      code.set(f);
      emitter.put(squaredNorm);
      code.set(squared);
      record(0, () => code.get(f));
      for (let i = 0; i < parameters; i++) record(3 + i, () => code.get(inputs[i]!));
      if (whole) {
        record(1, () => emitter.put(gradientNorm));
        record(2, () => emitter.put(rate));
        for (let i = 0; i < parameters; i++) record(3 + parameters + i, () => emitter.put(gradient[i]!));
        program.stateColumns.forEach((_, i) => {
          record(3 + 2 * parameters + i, () => code.get(inputs[parameters + i]!));
        });
      }
      const merit = () => (program.climbs ? code.get(f).op('negate') : code.get(f));
      merit();
      code.get(best).op('less');
      code.if(() => {
        merit();
        code.set(best).get(step).set(bestStep);
      });
      // One comparison for all that may be too large or not a number: NaN compares with nothing.
      const large = Math.min(limits.divergence, LARGE);
      code.get(f).op('abs').get(squared).op('add').constant(large).op('lessOrEqual').not();
      code.if(() => {
        code.get(f).op('abs').constant(Number.POSITIVE_INFINITY).op('less');
        code.get(squared).constant(Number.POSITIVE_INFINITY).op('less').and().not();
        code.if(() => end('nonFinite', 3));
        code.get(f).op('abs').constant(limits.divergence).op('greater');
        code.if(() => end('divergence', 3));
      });
      if (isOn(limits, 'gradient')) {
        // The root is taken only where its comparison could hold; rounding is less than the margin.
        const possible = limits.gradient ** 2 * (1 + 1e-15);
        const exact = () => code.get(squared).op('sqrt').constant(limits.gradient).op('less');
        if (possible > Number.MIN_VALUE / Number.EPSILON) {
          code.get(squared).constant(possible).op('less');
          code.if(() => {
            exact();
            code.if(() => end('gradient', 3));
          });
        } else {
          exact();
          code.if(() => end('gradient', 2));
        }
      }
      if (isOn(limits, 'change')) {
        code.get(f).get(before).op('subtract', 'abs').constant(limits.change).op('less');
        code.if(() => end('change', 2));
      }
      if (isOn(limits, 'move')) {
        code
          .get(moved)
          .constant(limits.move * limits.move)
          .op('less');
        code.if(() => end('move', 2));
      }
      rules.forEach((rule, i) => {
        emitter.put(rule.fires);
        code.constant(0.5).op('greater');
        code.if(() => endBy(FIRST_NODE_RULE + i, 2));
      });
      code.get(pointer).get(last).i32('greaterOrEqual');
      code.if(() => end('steps', 2));
      code.get(f).set(before);
      if (isOn(limits, 'move')) {
        const distance = code.local();
        program.nextParameters.forEach((node, i) => {
          emitter.put(node);
          code.get(inputs[i]!).op('subtract').tee(distance).get(distance).op('multiply');
          if (i > 0) code.op('add');
        });
        code.set(moved);
      }
      for (const node of next) emitter.put(node);
      for (const local of inputs.toReversed()) code.set(local);
      code.get(step).constant(1).op('add').set(step);
      if (batched) code.get(batched.end).set(batched.first);
      code.get(pointer).integer(BYTES).i32('add').tee(pointer).get(rows).i32('less').branchIf(0);
    }),
  );
  code.get(squared).op('sqrt').set(norm);
  all.forEach((local, i) => {
    code
      .integer(0)
      .get(local)
      .store(memoryAt + i * BYTES);
  });
  return code.get(fired);
}

/** Room for where a batch is. */
function batchedOf(code: Code, batch: BatchPlan, stride: number): Batched {
  const scale = isEven(batch) ? undefined : code.local();
  return { first: code.local('i32'), end: code.local('i32'), scale, stride, single: batch.size === 1 };
}

/** Where the batch that begins at `first` ends; of a last one with fewer rows, what makes up for them. */
function emitExtent(code: Code, batch: BatchPlan, { first, end, scale, stride }: Batched, bytes: number): void {
  const whole = batch.size * stride;
  code.get(first).integer(whole).i32('add').set(end);
  if (scale === undefined) return;
  code.get(end).get(bytes).i32('greater');
  code.if(() => code.get(bytes).set(end));
  code.constant(whole).get(end).get(first).i32('subtract').fromInteger().op('divide').set(scale);
}
