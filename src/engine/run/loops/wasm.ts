/** The loop as WebAssembly: parameters and state in locals, rows recorded into its memory and copied out in chunks. */
import { reachable } from '../../program/graph.ts';
import { blocksOf } from '../../program/order.ts';
import { emitBlocks } from '../../program/wasm/blocks.ts';
import { Code } from '../../program/wasm/code.ts';
import { Functions } from '../../program/wasm/functions.ts';
import { canRunWasm, instantiate } from '../../program/wasm/instance.ts';
import { BYTES, fillColumns, Layout } from '../../program/wasm/layout.ts';
import { ModuleBuilder } from '../../program/wasm/module.ts';
import { NodeEmitter } from '../../program/wasm/nodes.ts';
import { AFTER, isOn, type Limits, type Loop } from '../loop.ts';
import { outputsOf, type StepProgram } from '../program.ts';

/** Rows of a chunk: all columns of two parameters stay in the first-level cache. */
const ROWS = 512;

/** Compiles the loop; undefined where the host has no WebAssembly. */
export function compileWasmLoop(program: StepProgram, limits: Limits): Loop | undefined {
  if (!canRunWasm()) return undefined;
  const { parameters, timeSlot, columns } = program;
  const outputs = outputsOf(program);
  const nodes = reachable(outputs);
  const module = new ModuleBuilder();
  const functions = new Functions(module, nodes);
  const layout = new Layout();
  const length = timeSlot + Object.keys(AFTER).length;
  const memoryAt = layout.numbers(length);
  const recordAt = Array.from({ length: 3 + 2 * parameters }, () => layout.numbers(ROWS));
  const columnsAt = layout.columns(columns, nodes);
  const code = emitLoop(program, limits, functions, layout, { memoryAt, recordAt, columnsAt });
  module.function(['i32', 'i32'], ['i32'], code, 'run');
  const { memory: buffer, function: exported } = instantiate(module.bytes(layout.pages), functions.imports);
  fillColumns(buffer, columns, columnsAt);
  const run = exported('run');
  const memory = new Float64Array(buffer, memoryAt, length);
  const recorded = recordAt.map((offset) => new Float64Array(buffer, offset, ROWS));
  const [value, norm, rate] = recorded as [Float64Array, Float64Array, Float64Array];
  return (state, kept, derived, from, to) => {
    let fired = 0;
    for (let row = from; row < to && fired === 0; ) {
      memory.set(state);
      const step = memory[timeSlot]!;
      const rows = Math.min(ROWS, to - row);
      // The row in this chunk at which the limit of steps is reached, or one beyond it.
      fired = run(rows, Math.min(ROWS, Math.max(0, limits.steps - step)));
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
      }
      row += made;
    }
    return fired;
  };
}

function copy(target: Float64Array, source: Float64Array, at: number, count: number): void {
  if (count === ROWS) target.set(source, at);
  else target.set(source.subarray(0, count), at);
}

interface Places {
  readonly memoryAt: number;
  /** Value, norm, rate, parameters, partial derivatives. */
  readonly recordAt: readonly number[];
  readonly columnsAt: readonly number[];
}

/** `(rows, last) → fired`: at most `rows` rows; the limit of steps is at row `last`. */
function emitLoop(
  program: StepProgram,
  limits: Limits,
  functions: Functions,
  layout: Layout,
  { memoryAt, recordAt, columnsAt }: Places,
): Code {
  const { graph, parameters, timeSlot, value, gradient, gradientNorm, rate } = program;
  const next = [...program.nextParameters, ...program.nextState];
  const outputs = outputsOf(program);
  const code = new Code(2);
  const [rows, last] = [0, 1];
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
  const f = code.local();
  const record = (offset: number, put: () => void) => {
    code.get(pointer);
    put();
    code.store(offset);
  };
  const end = (rule: number, outwards: number) => code.integer(rule).set(fired).branch(outwards);

  all.forEach((local, i) => {
    code
      .integer(0)
      .load(memoryAt + i * BYTES)
      .set(local);
  });
  for (const count of [rows, last]) code.get(count).integer(BYTES).i32('multiply').set(count);
  code.block(() =>
    code.loop(() => {
      emitBlocks(emitter, functions, layout, blocksOf(outputs), columnsAt, outputs);
      emitter.put(value);
      code.set(f);
      emitter.put(gradientNorm);
      code.set(norm);
      [value, gradientNorm, rate].forEach((node, i) => {
        record(recordAt[i]!, () => emitter.put(node));
      });
      for (let i = 0; i < parameters; i++) {
        record(recordAt[3 + i]!, () => code.get(inputs[i]!));
        record(recordAt[3 + parameters + i]!, () => emitter.put(gradient[i]!));
      }
      const merit = () => (program.climbs ? code.get(f).op('negate') : code.get(f));
      merit();
      code.get(best).op('less');
      code.if(() => {
        merit();
        code.set(best).get(step).set(bestStep);
      });
      // One branch for all that is not finite or too large: NaN compares with nothing.
      code.get(f).op('abs').constant(Math.min(limits.divergence, Number.MAX_VALUE)).op('lessOrEqual');
      code.get(norm).constant(Number.POSITIVE_INFINITY).op('less').and().not();
      code.if(() => {
        code.get(f).op('abs').constant(Number.POSITIVE_INFINITY).op('less');
        code.get(norm).constant(Number.POSITIVE_INFINITY).op('less').and();
        code.if(() => end(2, 3));
        end(1, 2);
      });
      if (isOn(limits, 'gradient')) {
        code.get(norm).constant(limits.gradient).op('less');
        code.if(() => end(3, 2));
      }
      if (isOn(limits, 'change')) {
        code.get(f).get(before).op('subtract', 'abs').constant(limits.change).op('less');
        code.if(() => end(4, 2));
      }
      if (isOn(limits, 'move')) {
        code
          .get(moved)
          .constant(limits.move * limits.move)
          .op('less');
        code.if(() => end(5, 2));
      }
      code.get(pointer).get(last).i32('greaterOrEqual');
      code.if(() => end(6, 2));
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
      code.get(pointer).integer(BYTES).i32('add').tee(pointer).get(rows).i32('less').branchIf(0);
    }),
  );
  all.forEach((local, i) => {
    code
      .integer(0)
      .get(local)
      .store(memoryAt + i * BYTES);
  });
  return code.get(fired);
}
