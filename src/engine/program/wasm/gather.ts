/** Rows of a table copied together, in the order in which they are taken. */
import { Code } from './code.ts';
import { BYTES, type Table } from './layout.ts';

const INTEGER = 4;

/**
 * `(first, end) →`: copies the rows that the bytes `first` … `end − 1` of the order name, at least one. A loop that does
 * nothing else has more of its reads under way at once than one that computes besides.
 */
export function emitGather(orderAt: number, { begin, stride }: Table, targetAt: number): Code {
  const code = new Code(2);
  const [here, end] = [0, 1];
  const from = code.local('i32');
  const to = code.local('i32');
  code.integer(0).set(to);
  code.loop(() => {
    code.get(here).loadInteger(orderAt).integer(stride).i32('multiply').set(from);
    for (let at = 0; at < stride; ) {
      const type = stride - at >= 2 * BYTES ? 'v128' : 'f64';
      code
        .get(to)
        .get(from)
        .load(begin + at, type)
        .store(targetAt + at, type);
      at += type === 'v128' ? 2 * BYTES : BYTES;
    }
    code.get(to).integer(stride).i32('add').set(to);
    code.get(here).integer(INTEGER).i32('add').tee(here).get(end).i32('less').branchIf(0);
  });
  return code;
}
