/** Operators by the names that mathjs gives them, and what is elementary but takes a varying number of arguments. */
import { ProblemError } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import type { OperationName } from '../../program/operations.ts';
import { ANY, all, folded, formula, maker, type Read } from './call.ts';
import { componentsOf } from './vectors.ts';

function plain(name: OperationName, arity: 1 | 2): Read {
  return formula(arity, arity, (make, [a, b]) => (b ? make(name, a, b) : make(name, a)));
}

/** log(x), and log(x, base). */
const log = formula(1, 2, (make, [x, base]) => {
  const natural = make('log', x);
  return base ? make('divide', natural, make('log', base)) : natural;
});

function raised(exponent: number): Read {
  return formula(1, 1, (make, [x]) => make('power', x, exponent));
}

/** √(a² + b² + …). */
const norm: Read = (reader, tree, locals) => {
  const make = maker(reader, tree);
  const vector = tree.args.length === 1 ? componentsOf(reader, tree.args[0]!, locals) : undefined;
  const squares = (vector ?? all(reader, tree, locals, 1, ANY)).map((part) => make('power', part, 2));
  return make(
    'sqrt',
    squares.reduce((a, b) => make('add', a, b)),
  );
};

const hypot = formula(1, ANY, (make, [first, ...rest]) =>
  rest.length === 0 ? make('abs', first) : rest.reduce<Node>((left, right) => make('hypot', left, right!), first),
);

/** Of x alone, or to a number of decimals: floor(10ⁿx)/10ⁿ. */
function toDecimals(name: 'round' | 'floor' | 'ceil' | 'trunc'): Read {
  return formula(1, 2, (make, [x, decimals]) => {
    if (!decimals) return make(name, x);
    const scale = make('power', 10, decimals);
    return make('divide', make(name, make('multiply', scale, x)), scale);
  });
}

/** The n-th root; the square root when n is not given. */
const nthRoot = formula(1, 2, (make, [x, n]) => (n ? make('nthRoot', x, n) : make('sqrt', x)));

/** min(max(x, low), high). */
const clamp = formula(3, 3, (make, [x, low, high]) => make('min', make('max', x, low!), high!));

/** piecewise(condition, value, condition, value, …, otherwise). */
const piecewise: Read = (reader, tree, locals) => {
  const args = all(reader, tree, locals, 3, ANY);
  if (args.length % 2 === 0) {
    throw new ProblemError('piecewise takes conditions and values in pairs, and one last value for the rest.', tree);
  }
  let result = args.at(-1)!;
  for (let i = args.length - 3; i >= 0; i -= 2)
    result = reader.operation('select', [args[i]!, args[i + 1]!, result], tree);
  return result;
};

export const OPERATORS_BY_NAME = {
  log,
  norm,
  hypot,
  nthRoot,
  clamp,
  piecewise,
  max: folded('max'),
  min: folded('min'),
  square: raised(2),
  cube: raised(3),
  exp2: formula(1, 1, (make, [x]) => make('power', 2, x)),
  round: toDecimals('round'),
  floor: toDecimals('floor'),
  ceil: toDecimals('ceil'),
  trunc: toDecimals('trunc'),
  add: folded('add'),
  subtract: plain('subtract', 2),
  multiply: folded('multiply'),
  divide: plain('divide', 2),
  unaryMinus: plain('negate', 1),
  unaryPlus: formula(1, 1, (_, [x]) => x),
  and: folded('and'),
  or: folded('or'),
  xor: plain('xor', 2),
  smaller: plain('less', 2),
  smallerEq: plain('lessOrEqual', 2),
  larger: plain('greater', 2),
  largerEq: plain('greaterOrEqual', 2),
  equal: plain('equal', 2),
  unequal: plain('unequal', 2),
} satisfies Record<string, Read>;
