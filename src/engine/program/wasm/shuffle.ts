/** The shuffle of src/engine/run/batches/order.ts as instructions: the same permutation for the same generator. */
import { Code } from './code.ts';

const INTEGER = 4;

/**
 * `(count) →`: shuffles `count` integers, 2 at least.
 *
 * @param orderAt where they are. @param generatorAt where the four numbers of xoshiro128** are, which it moves on.
 */
export function emitShuffle(orderAt: number, generatorAt: number): Code {
  const code = new Code(1);
  const count = 0;
  const [a, b, c, d] = [0, 1, 2, 3].map(() => code.local('i32')) as [number, number, number, number];
  const [bits, t, low, threshold, here, there, kept] = Array.from({ length: 7 }, () => code.local('i32')) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const product = code.local('i64');
  const state = [a, b, c, d];
  const exclusiveOr = (target: number, other: number) => code.get(target).get(other).i32('xor').set(target);
  /** The next bits times `count`, as 64 bits, and the lower half of that. */
  const draw = () => {
    code.get(b).integer(5).i32('multiply').integer(7).i32('rotate').integer(9).i32('multiply').set(bits);
    code.get(b).integer(9).i32('shiftLeft').set(t);
    exclusiveOr(c, a);
    exclusiveOr(d, b);
    exclusiveOr(b, c);
    exclusiveOr(a, d);
    exclusiveOr(c, t);
    code.get(d).integer(11).i32('rotate').set(d);
    code.get(bits).widen().get(count).widen().multiplyLong().set(product);
    code.get(product).wrap().set(low);
  };
  state.forEach((local, i) => {
    code
      .integer(0)
      .loadInteger(generatorAt + i * INTEGER)
      .set(local);
  });
  code.get(count).integer(INTEGER).i32('multiply').integer(INTEGER).i32('subtract').set(here);
  code.loop(() => {
    draw();
    code.get(low).get(count).i32('lessUnsigned');
    code.if(() => {
      code.integer(0).get(count).i32('subtract').get(count).i32('remainder').set(threshold);
      code.loop(() => {
        code.get(low).get(threshold).i32('lessUnsigned');
        code.if(() => {
          draw();
          code.branch(1);
        });
      });
    });
    code.get(product).shift('shiftRight', 32).wrap().integer(INTEGER).i32('multiply').set(there);
    code.get(here).loadInteger(orderAt).set(kept);
    code.get(here).get(there).loadInteger(orderAt).storeInteger(orderAt);
    code.get(there).get(kept).storeInteger(orderAt);
    code.get(here).integer(INTEGER).i32('subtract').set(here);
    code.get(count).integer(1).i32('subtract').tee(count).integer(1).i32('greater').branchIf(0);
  });
  state.forEach((local, i) => {
    code
      .integer(0)
      .get(local)
      .storeInteger(generatorAt + i * INTEGER);
  });
  return code;
}
