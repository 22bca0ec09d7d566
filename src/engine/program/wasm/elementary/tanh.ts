import { LOG2_E } from '../../elementary/exp.ts';
import { TANH_LIMIT, TANH_SMALL } from '../../elementary/tanh.ts';
import { type Building, keep, rounded, X } from './building.ts';
import { exponential, powerOfTwo } from './exp.ts';

export function tanh({ code }: Building): void {
  const size = keep(code.get(X).op('abs').constant(TANH_LIMIT).op('min'));
  const twice = keep(code.constant(2).get(size).op('multiply'));
  const { shifted, n } = rounded(code, twice, LOG2_E);
  powerOfTwo(code, shifted);
  exponential(code, twice, n, keep(code));
  const second = keep(code);
  const first = keep(code);
  const t = keep(code.get(first).get(second).op('add'));
  const quotient = keep(code.get(t).get(t).constant(2).op('add', 'divide'));
  code.constant(0.5).get(first).op('multiply').constant(0.5).get(second).op('multiply');
  code.constant(0.5).get(t).op('multiply').get(quotient).op('multiply', 'subtract', 'add');
  code.get(quotient).get(size).constant(TANH_SMALL).op('less').select();
  code.get(X).copySign();
}
