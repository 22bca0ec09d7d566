/**
 * The one loop of a run: evaluate, record, check, step. It is generated as JavaScript with everything in local
 * variables, or runs by interpreter where the host forbids generated code.
 */
import type { StopRules } from '../problem.ts';
import type { Backend } from '../program/evaluator.ts';
import { Interpreter } from '../program/interpreter.ts';
import { emitColumns, emitStatements, makeFunction } from '../program/javascript.ts';
import type { StepProgram } from './program.ts';
import type { Derived, Iterates } from './trace.ts';
import type { Rule } from './verdict.ts';

/** The rules in the order in which they are checked; a loop returns 1 + the index of the one that fired. */
export const RULE_ORDER = ['nonFinite', 'divergence', 'gradient', 'change', 'move', 'steps'] as const satisfies Rule[];

/** A rule that is off compares with a number that nothing is below or above. */
export type Limits = Required<StopRules>;

/** The limits of rules, absent ones turned off. */
export function limitsOf(stop: StopRules): Limits {
  return { gradient: -1, change: -1, move: -1, ...stop };
}

/**
 * Where a run is: parameters and state by input slot, then the step number, the value at the step before and the square
 * of the distance from it (NaN at the start), and the step with the best value so far and that value.
 */
export type Memory = Float64Array;

/** The step a run is at. */
export function stepOf(memory: Memory): number {
  return memory.at(-5)!;
}

/** The step with the best value so far. */
export function bestStepOf(memory: Memory): number {
  return memory.at(-2)!;
}

/**
 * Runs from row `from` until `to` or a rule fires. Row k of the run is row k of `kept` and row k − from of `derived`.
 * Returns 0, or 1 + the rule's index.
 */
export type Loop = (
  memory: Memory,
  kept: Iterates,
  derived: Derived,
  from: number,
  to: number,
  limits: Limits,
) => number;

/** The memory of a run that has not begun. */
export function initialMemory(program: StepProgram, start: readonly number[]): Memory {
  return Float64Array.of(...start, ...program.initialState, 0, Number.NaN, Number.NaN, 0, Number.POSITIVE_INFINITY);
}

/** Compiles the loop of a step. */
export function compileLoop(program: StepProgram, backend: Backend = 'automatic'): Loop {
  const generated = backend === 'automatic' ? generate(program) : undefined;
  return generated ?? interpret(program);
}

function generate(program: StepProgram): Loop | undefined {
  const { parameters, initialState, timeSlot, value, gradient, gradientNorm, rate } = program;
  const next = [...program.nextParameters, ...program.nextState];
  const outputs = [value, ...gradient, gradientNorm, rate, ...next];
  const name = (slot: number) => (slot === timeSlot ? 'k' : `i${slot}`);
  const { statements, expression } = emitStatements(outputs, name);
  const slots = parameters + initialState.length;
  const sign = program.climbs ? '-' : '';
  const each = (count: number, code: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => code(i)).join('');
  const distance = Array.from({ length: parameters }, (_, i) => `(n${i}-i${i})*(n${i}-i${i})`).join('+');
  return makeFunction<Loop>(
    `${emitColumns(outputs)}return function(m,T,D,from,to,L){
const F=T.value,N=D.gradientNorm,R=D.rate;${each(parameters, (i) => `const X${i}=T.parameters[${i}],G${i}=D.gradient[${i}];`)}
const least=L.gradient,still=L.change,near=L.move*L.move*Math.sign(L.move),far=L.divergence,last=L.steps;
${each(slots, (i) => `let i${i}=m[${i}];`)}
let k=m[${slots}],before=m[${slots + 1}],moved=m[${slots + 2}],bestAt=m[${slots + 3}],best=m[${slots + 4}],fired=0,row=from;
for(;row<to;){${statements}
const f=${expression(value)},n=${expression(gradientNorm)};
const at=row-from;F[row]=f;N[at]=n;R[at]=${expression(rate)};${each(parameters, (i) => `X${i}[row]=i${i};G${i}[at]=${expression(gradient[i]!)};`)}
row++;
if(${sign}f<best){best=${sign}f;bestAt=k}
if(!(Math.abs(f)<Infinity&&n<Infinity)){fired=1;break}
if(Math.abs(f)>far){fired=2;break}
if(n<least){fired=3;break}
if(Math.abs(f-before)<still){fired=4;break}
if(moved<near){fired=5;break}
if(k>=last){fired=6;break}
${each(slots, (i) => `const n${i}=${expression(next[i]!)};`)}
before=f;moved=${distance};
${each(slots, (i) => `i${i}=n${i};`)}k++;
}
${each(slots, (i) => `m[${i}]=i${i};`)}m[${slots}]=k;m[${slots + 1}]=before;m[${slots + 2}]=moved;m[${slots + 3}]=bestAt;m[${slots + 4}]=best;
return fired}`,
    program.columns,
  );
}

function interpret(program: StepProgram): Loop {
  const { parameters, initialState, value, gradient, gradientNorm, rate } = program;
  const next = [...program.nextParameters, ...program.nextState];
  const interpreter = new Interpreter([value, ...gradient, gradientNorm, rate, ...next], program.columns);
  const slots = parameters + initialState.length;
  return (memory, kept, derived, from, to, limits) => {
    for (let row = from; row < to; row++) {
      interpreter.run(memory);
      const f = interpreter.value(value);
      const norm = interpreter.value(gradientNorm);
      kept.value[row] = f;
      derived.gradientNorm[row - from] = norm;
      derived.rate[row - from] = interpreter.value(rate);
      for (let i = 0; i < parameters; i++) {
        kept.parameters[i]![row] = memory[i]!;
        derived.gradient[i]![row - from] = interpreter.value(gradient[i]!);
      }
      const [step, before, moved] = memory.subarray(slots) as unknown as [number, number, number];
      const near = limits.move * limits.move * Math.sign(limits.move);
      const merit = program.climbs ? -f : f;
      if (merit < memory[slots + 4]!) {
        memory[slots + 3] = step;
        memory[slots + 4] = merit;
      }
      if (!(Number.isFinite(f) && Number.isFinite(norm))) return 1;
      if (Math.abs(f) > limits.divergence) return 2;
      if (norm < limits.gradient) return 3;
      if (Math.abs(f - before) < limits.change) return 4;
      if (moved < near) return 5;
      if (step >= limits.steps) return 6;
      const values = next.map((node) => interpreter.value(node));
      let distance = 0;
      for (let i = 0; i < parameters; i++) distance += (values[i]! - memory[i]!) * (values[i]! - memory[i]!);
      memory.set(values);
      memory[slots] = step + 1;
      memory[slots + 1] = f;
      memory[slots + 2] = distance;
    }
    return 0;
  };
}
