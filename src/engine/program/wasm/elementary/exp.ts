import { EXP_COEFFICIENTS, EXP_LEAST, EXP_LIMIT, EXP_MOST, LOG2_E } from '../../elementary/exp.ts';
import { LN2_HIGH, LN2_LOW, ROUNDING } from '../../elementary/numbers.ts';
import type { Code } from '../code.ts';
import { type Building, keep, ONE_BITS, oneByOne, ordinarily, polynomial, product, rounded, X } from './building.ts';

function sizeBelow(code: Code, limit: number): void {
  code.get(X).op('abs').constant(limit).op('less');
}

/** Leaves e^(x − n·log 2), or with a local 2^n that scaled less 1, as two numbers whose sum it is; x and n are locals, too. */
export function exponential(code: Code, x: number, n: number, scale?: number): void {
  const high = keep(code.get(x).get(n).constant(LN2_HIGH).op('multiply', 'subtract'));
  const low = keep(code.get(n).constant(LN2_LOW).op('multiply'));
  const r = keep(code.get(high).get(low).op('subtract'));
  const r2 = product(code, r, r);
  const r4 = product(code, r2, r2);
  const whole = keep(scale === undefined ? code.constant(1) : code.get(scale).constant(1).op('subtract'));
  const part = scale === undefined ? high : product(code, scale, high);
  const sum = keep(code.get(whole).get(part).op('add'));
  code.get(sum).get(whole).get(sum).op('subtract').get(part).op('add');
  if (scale !== undefined) code.get(scale);
  code.get(r2);
  polynomial(code, EXP_COEFFICIENTS, [r, r2, r4]);
  code.op('multiply').get(low).op('subtract');
  if (scale !== undefined) code.op('multiply');
  code.op('add');
}

/** Leaves 2^n from the sum that rounded n. */
export function powerOfTwo(code: Code, shifted: number): void {
  code.get(shifted).op('bits').shift('shiftLeft', 52).constantBits(ONE_BITS).op('addBits', 'fromBits');
}

export function exp(building: Building): void {
  const { code } = building;
  ordinarily(
    building,
    () => sizeBelow(code, EXP_LIMIT),
    () => {
      const { shifted, n } = rounded(code, X, LOG2_E);
      exponential(code, X, n);
      code.op('add', 'bits').get(shifted).op('bits').shift('shiftLeft', 52).op('addBits', 'fromBits');
    },
    () => {
      if (code.wide) return oneByOne(building, 'exp');
      const within = keep(code.get(X).constant(EXP_LEAST).op('max').constant(EXP_MOST).op('min'));
      const { n } = rounded(code, within, LOG2_E);
      const half = keep(code.get(n).constant(0.5).op('multiply', 'floor'));
      exponential(code, within, n);
      powerOfTwo(code.op('add'), keep(code.get(half).constant(ROUNDING).op('add')));
      powerOfTwo(code.op('multiply'), keep(code.get(n).get(half).op('subtract').constant(ROUNDING).op('add')));
      code.op('multiply');
    },
  );
}

export function expm1(building: Building): void {
  const { code, callee } = building;
  ordinarily(
    building,
    () => sizeBelow(code, EXP_LIMIT),
    () => {
      const { shifted, n } = rounded(code, X, LOG2_E);
      powerOfTwo(code, shifted);
      exponential(code, X, n, keep(code));
      code.op('add');
      code.get(X).copySign();
    },
    () => {
      if (code.wide) return oneByOne(building, 'expm1');
      code.constant(-1).get(X).call(callee('exp', false)).get(X).constant(0).op('less').select();
    },
  );
}
