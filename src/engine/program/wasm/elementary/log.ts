import { LEAST_NORMAL, LOG_COEFFICIENTS, SIGNIFICAND_BITS, SUBNORMAL_SCALE } from '../../elementary/log.ts';
import { LN2_HIGH, LN2_LOW } from '../../elementary/numbers.ts';
import type { Code } from '../code.ts';
import { type Building, keep, oneByOne, ordinarily, polynomial, product, WHOLE_BITS, X } from './building.ts';

/** Leaves `shiftedLog` of log.ts; locals of the number, and where there are such the offset and the correction. */
function shiftedLog(code: Code, x: number, offset?: number, correction?: number): void {
  const lower = BigInt(SIGNIFICAND_BITS) << 32n;
  const bits = code.local(code.wide ? 'v128' : 'i64');
  // 1024 more than the exponent, so that it is not negative.
  code
    .get(x)
    .op('bits')
    .constantBits((1024n << 52n) - lower)
    .op('addBits')
    .set(bits);
  code.get(bits).constantBits(0xfffffffffffffn).op('andBits').constantBits(lower).op('addBits', 'fromBits');
  const f = keep(code.constant(1).op('subtract'));
  code.get(bits).shift('shiftRight', 52).constantBits(WHOLE_BITS).op('orBits', 'fromBits');
  code.constant(2 ** 52 + 1024).op('subtract');
  const k = keep(offset === undefined ? code : code.get(offset).op('add'));
  const s = keep(code.get(f).constant(2).get(f).op('add', 'divide'));
  const z = product(code, s, s);
  const z2 = product(code, z, z);
  const z4 = product(code, z2, z2);
  const half = keep(code.constant(0.5).get(f).op('multiply').get(f).op('multiply'));
  code.get(k).constant(LN2_HIGH).op('multiply').get(half);
  code.get(s).get(half).get(z);
  polynomial(code, LOG_COEFFICIENTS, [z, z2, z4]);
  code.op('multiply', 'add', 'multiply');
  code.get(k).constant(LN2_LOW).op('multiply');
  if (correction !== undefined) code.get(correction).op('add');
  code.op('add', 'subtract').get(f).op('subtract', 'subtract');
}

/** Leaves x where it is one of two values, −∞ at the third, else NaN: the logarithms' special values. */
function specialLog(code: Code, self: number, alsoSelf: number, pole: number): void {
  code.get(X).constant(Number.NEGATIVE_INFINITY).constant(Number.NaN).get(X).constant(pole).op('equal').select();
  code.get(X).constant(self).op('equal').get(X).constant(alsoSelf).op('equal').or().select();
}

/** Leaves whether x lies between the bounds. */
function within(code: Code, bound: 'greater' | 'greaterOrEqual', least: number): void {
  code.get(X).constant(least).op(bound).get(X).constant(Number.POSITIVE_INFINITY).op('less').and();
}

export function log(building: Building): void {
  const { code } = building;
  ordinarily(
    building,
    () => within(code, 'greaterOrEqual', LEAST_NORMAL),
    () => shiftedLog(code, X),
    () => {
      if (code.wide) return oneByOne(building, 'log');
      const result = code.local();
      within(code, 'greater', 0);
      code.if(
        () => {
          const larger = keep(code.get(X).constant(SUBNORMAL_SCALE).op('multiply'));
          shiftedLog(code, larger, keep(code.constant(-54)));
          code.set(result);
        },
        () => {
          specialLog(code, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0);
          code.set(result);
        },
      );
      code.get(result);
    },
  );
}

export function log1p(building: Building): void {
  const { code } = building;
  ordinarily(
    building,
    () => within(code, 'greater', -1),
    () => {
      const u = keep(code.constant(1).get(X).op('add'));
      const back = keep(code.get(u).constant(1).op('subtract'));
      code.constant(1).get(u).get(back).op('subtract', 'subtract').get(X).get(back).op('subtract', 'add');
      shiftedLog(code, u, undefined, keep(code.get(u).op('divide')));
      code.get(X).copySign();
    },
    () => (code.wide ? oneByOne(building, 'log1p') : specialLog(code, 0, Number.POSITIVE_INFINITY, -1)),
  );
}
