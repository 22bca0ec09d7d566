import {
  ANGLE_LIMIT,
  COS_COEFFICIENTS,
  HALF_PI_HIGH,
  HALF_PI_LOW,
  HALF_PI_MIDDLE,
  SIN_COEFFICIENTS,
  TWO_OVER_PI,
} from '../../elementary/sine.ts';
import type { Code } from '../code.ts';
import {
  type Building,
  keep,
  ONE_BITS,
  oneByOne,
  ordinarily,
  polynomial,
  product,
  rounded,
  SIGN_BIT,
  X,
} from './building.ts';

/** What sine.ts computes of a reduced angle, as locals. */
interface Angle {
  readonly r: number;
  readonly t: number;
  readonly z: number;
  readonly z2: number;
  readonly half: number;
}

/** Leaves sin(r + t). */
function sinNear(code: Code, { r, t, z, z2, half }: Angle): void {
  code.get(r).get(half).get(t).op('multiply').get(t).op('subtract');
  code.get(z).get(r).op('multiply');
  polynomial(code, SIN_COEFFICIENTS, [z, z2]);
  code.op('multiply', 'subtract', 'subtract');
}

/** Leaves cos(r + t). */
function cosNear(code: Code, { r, t, z, z2, half }: Angle): void {
  const head = keep(code.constant(1).get(half).op('subtract'));
  code.get(head).constant(1).get(head).op('subtract').get(half).op('subtract').get(z2);
  polynomial(code, COS_COEFFICIENTS, [z, z2]);
  code.op('multiply').get(r).get(t).op('multiply', 'subtract', 'add', 'add');
}

/** sin x, and with one quadrant more cos x. */
export function sine(building: Building, name: 'sin' | 'cos'): void {
  const { code, callee } = building;
  const ordinary = (): void => {
    const { shifted, n } = rounded(code, X, TWO_OVER_PI);
    const a = keep(code.get(X).get(n).constant(HALF_PI_HIGH).op('multiply', 'subtract'));
    const b = keep(code.get(n).constant(HALF_PI_MIDDLE).op('multiply'));
    const w = keep(code.get(n).constant(HALF_PI_LOW).op('multiply'));
    const sum = keep(code.get(a).get(b).op('subtract'));
    const r = keep(code.get(sum).get(w).op('subtract'));
    code.get(a).get(sum).op('subtract').get(b).op('subtract');
    const t = keep(code.get(sum).get(r).op('subtract').get(w).op('subtract', 'add'));
    const z = product(code, r, r);
    const z2 = product(code, z, z);
    const angle = { r, t, z, z2, half: keep(code.constant(0.5).get(z).op('multiply')) };
    const quadrant = code.local(code.wide ? 'v128' : 'i64');
    code.get(shifted).op('bits');
    if (name === 'cos') code.constantBits(1n).op('addBits');
    code.set(quadrant);
    // The lowest bit becomes the sign of ±1.
    const odd = (): Code =>
      code.get(quadrant).shift('shiftLeft', 63).constantBits(ONE_BITS).op('orBits', 'fromBits').constant(0).op('less');
    const value = code.local();
    if (code.wide) {
      cosNear(code, angle);
      sinNear(code, angle);
      odd().select().set(value);
    } else {
      odd().if(
        () => {
          cosNear(code, angle);
          code.set(value);
        },
        () => {
          sinNear(code, angle);
          code.set(value);
        },
      );
    }
    code.get(value).op('bits').get(quadrant).shift('shiftLeft', 62).constantBits(SIGN_BIT);
    code.op('andBits', 'xorBits', 'fromBits');
  };
  ordinarily(
    building,
    () => code.get(X).op('abs').constant(ANGLE_LIMIT).op('lessOrEqual'),
    ordinary,
    () => {
      if (code.wide) oneByOne(building, name);
      else code.get(X).call(callee(`host:${name}`, false));
    },
  );
}
