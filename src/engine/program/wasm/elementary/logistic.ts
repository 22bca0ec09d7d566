import { SOFTPLUS_COEFFICIENTS } from '../../elementary/logistic.ts';
import { type Building, keep, polynomial, product, X } from './building.ts';

/** Leaves e^−|x|. */
function decayed({ code, callee }: Building): void {
  code.get(X).op('abs', 'negate').call(callee('exp', code.wide));
}

export function sigmoid(building: Building): void {
  const { code } = building;
  decayed(building);
  const e = keep(code);
  const whole = keep(code.get(e).constant(1).get(X).constant(0).op('less').select());
  code.get(whole).get(whole).get(e).constant(1).get(e).op('add', 'divide', 'multiply', 'subtract');
}

export function softplus(building: Building): void {
  const { code } = building;
  decayed(building);
  const e = keep(code);
  const s = keep(code.get(e).constant(2).get(e).op('add', 'divide'));
  const z = product(code, s, s);
  const z2 = product(code, z, z);
  const z4 = product(code, z2, z2);
  const half = keep(code.constant(0.5).get(e).op('multiply').get(e).op('multiply'));
  code.get(X).constant(0).op('max').get(e).get(half).get(s).get(half).get(z);
  polynomial(code, SOFTPLUS_COEFFICIENTS, [z, z2, z4]);
  code.op('multiply', 'add', 'multiply', 'subtract', 'subtract', 'add');
}
