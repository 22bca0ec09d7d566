/**
 * The operations that are instructions of WebAssembly, in the order in which `operations.ts` computes them, so that
 * their digits are the same. Every other operation is a call.
 */
import type { OperationName } from '../operations.ts';
import type { Code, Instruction } from './code.ts';

/** Puts an argument on the stack; it may be asked more than once. */
export type Put = () => void;

/** Puts an operation's value on the stack. */
type Emit = (code: Code, ...args: readonly Put[]) => void;

type Simple = Exclude<Instruction, 'shiftLeft' | 'shiftRightSigned' | 'shiftRight'>;

function instruction(name: Simple): Emit {
  return (code, ...args) => {
    for (const arg of args) arg();
    code.op(name);
  };
}

function comparison(name: Simple): Emit {
  return (code, a, b) => {
    a!();
    b!();
    code.op(name).truth();
  };
}

/** Whether a number is not 0: NaN counts as true, as in JavaScript's `!== 0`. */
function holds(code: Code, condition: Put): void {
  condition();
  code.constant(0).op('unequal');
}

export const INSTRUCTIONS: Partial<Record<OperationName, Emit>> = {
  add: instruction('add'),
  subtract: instruction('subtract'),
  multiply: instruction('multiply'),
  divide: instruction('divide'),
  negate: instruction('negate'),
  sqrt: instruction('sqrt'),
  abs: instruction('abs'),
  floor: instruction('floor'),
  ceil: instruction('ceil'),
  max: instruction('max'),
  min: instruction('min'),
  relu: (code, x) => {
    code.constant(0);
    x!();
    code.op('max');
  },
  /** ±0 and NaN are their own signs. */
  sign: (code, x) => {
    code.constant(1).constant(-1);
    x!();
    x!();
    code.constant(0).op('less').select();
    x!();
    code.constant(0).op('greater').select();
  },
  round: (code, x) => {
    code.constant(0.5);
    x!();
    code.op('subtract', 'floor', 'negate');
    x!();
    code.constant(0.5).op('add', 'floor');
    x!();
    code.constant(0).op('less').select();
  },
  mod: (code, x, y) => {
    x!();
    x!();
    y!();
    x!();
    y!();
    code.op('divide', 'floor', 'multiply', 'subtract');
    y!();
    code.constant(0).op('equal').select();
  },
  huber: (code, r, delta) => {
    code.constant(0.5);
    r!();
    code.op('multiply');
    r!();
    code.op('multiply');
    delta!();
    r!();
    code.op('abs').constant(0.5);
    delta!();
    code.op('multiply', 'subtract', 'multiply');
    r!();
    code.op('abs');
    delta!();
    code.op('lessOrEqual').select();
  },
  less: comparison('less'),
  lessOrEqual: comparison('lessOrEqual'),
  greater: comparison('greater'),
  greaterOrEqual: comparison('greaterOrEqual'),
  equal: comparison('equal'),
  unequal: comparison('unequal'),
  and: (code, a, b) => {
    holds(code, a!);
    holds(code, b!);
    code.and().truth();
  },
  or: (code, a, b) => {
    holds(code, a!);
    holds(code, b!);
    code.or().truth();
  },
  not: (code, a) => {
    a!();
    code.constant(0).op('equal').truth();
  },
  select: (code, condition, yes, no) => {
    yes!();
    no!();
    holds(code, condition!);
    code.select();
  },
};
