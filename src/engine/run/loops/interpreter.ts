/** The loop by interpreter, for hosts that forbid generated code. */
import { Interpreter } from '../../program/interpreter.ts';
import { batchAt, type Gather } from '../batches/gather.ts';
import { AFTER, FIRST_NODE_RULE, isOn, type Limits, type Loop } from '../loop.ts';
import { outputsOf, type StepProgram } from '../program.ts';

/** A loop that runs on every host. @param gather the rows of batches, where a step does not use all. */
export function interpretLoop(program: StepProgram, limits: Limits, gather?: Gather): Loop {
  const { parameters, initialState, value, gradient, gradientNorm, rate, rules } = program;
  const next = [...program.nextParameters, ...program.nextState];
  const interpreter = new Interpreter(outputsOf(program), program.columns, gather?.size);
  const slots = parameters + initialState.length;
  const near = limits.move * limits.move * Math.sign(limits.move);
  return (memory, kept, derived, from, to) => {
    const after = memory.subarray(slots);
    for (let row = from; row < to; row++) {
      if (gather) interpreter.runBatch(memory, batchAt(gather, row), gather.size);
      else interpreter.run(memory);
      const f = interpreter.value(value);
      const norm = interpreter.value(gradientNorm);
      kept.value[row] = f;
      for (let i = 0; i < parameters; i++) kept.parameters[i]![row] = memory[i]!;
      if (derived) {
        derived.gradientNorm[row - from] = norm;
        derived.rate[row - from] = interpreter.value(rate);
        for (let i = 0; i < parameters; i++) derived.gradient[i]![row - from] = interpreter.value(gradient[i]!);
        derived.state.forEach((column, i) => {
          column[row - from] = memory[parameters + i]!;
        });
      }
      const step = after[AFTER.step]!;
      const merit = program.climbs ? -f : f;
      after[AFTER.norm] = norm;
      if (merit < after[AFTER.best]!) {
        after[AFTER.bestStep] = step;
        after[AFTER.best] = merit;
      }
      if (!(Number.isFinite(f) && Number.isFinite(norm))) return 1;
      if (Math.abs(f) > limits.divergence) return 2;
      if (norm < limits.gradient) return 3;
      if (Math.abs(f - after[AFTER.before]!) < limits.change) return 4;
      if (after[AFTER.moved]! < near) return 5;
      const fired = rules.findIndex((rule) => interpreter.value(rule.fires) !== 0);
      if (fired >= 0) return FIRST_NODE_RULE + fired;
      if (step >= limits.steps) return 6;
      const values = next.map((node) => interpreter.value(node));
      let distance = isOn(limits, 'move') ? 0 : Number.NaN;
      for (let i = 0; i < parameters; i++) distance += (values[i]! - memory[i]!) * (values[i]! - memory[i]!);
      memory.set(values);
      after[AFTER.step] = step + 1;
      after[AFTER.before] = f;
      after[AFTER.moved] = distance;
    }
    return 0;
  };
}
