/**
 * The partial derivatives of each elementary operation. mathjs supplies them where it is right; the table here
 * supplies those it throws on or gets wrong. Where a function has a kink, the subgradient is stated.
 */
import type { Graph, Node } from '../program/graph.ts';
import { type OperationName, operation } from '../program/operations.ts';
import { derivative } from './mathjs.ts';
import type { Tree } from './tree.ts';

/** A partial derivative as a node, from the operation's arguments and its own value. */
type Rule = (graph: Graph, args: readonly Node[], self: Node) => Node;

/** Builds expressions of nodes and numbers. */
function call(graph: Graph, name: OperationName, ...args: (Node | number)[]): Node {
  return graph.call(
    name,
    args.map((arg) => (typeof arg === 'number' ? graph.constant(arg) : arg)),
  );
}

const zero: Rule = (graph) => graph.constant(0);

/** 2/√π, the slope of erf at 0. */
const ERF_SLOPE = 2 / Math.sqrt(Math.PI);

/**
 * Rules of our own, one an argument. Elementary ones are in Abramowitz & Stegun (1964), §4.1–4.6, §6.3–6.4 (gamma),
 * §7.1.19 (erf), §10.1.20 (spherical Bessel functions). Kinks: 0 at abs, relu and sign; at a tie of max or min the first
 * argument's branch, at 0 of leakyrelu and elu the branch below, as a generalized gradient of Clarke (1975).
 */
const OWN: Partial<Record<OperationName, readonly (Rule | undefined)[]>> = {
  power: [
    undefined,
    // u^v·log(u), whose limit at u = 0 is 0 for positive v; log alone is −∞ there.
    (g, [u], self) => call(g, 'select', call(g, 'equal', u!, 0), 0, call(g, 'multiply', self, call(g, 'log', u!))),
  ],
  divide: [
    (g, [, v]) => call(g, 'divide', 1, v!),
    // −(u/v)/v shares the quotient, and does not overflow where v² does.
    (g, [, v], self) => call(g, 'negate', call(g, 'divide', self, v!)),
  ],
  cbrt: [(g, _, self) => call(g, 'divide', 1, call(g, 'multiply', 3, call(g, 'power', self, 2)))],
  nthRoot: [
    // root / (n·u): real for negative u, where u^(1/n − 1) is not.
    (g, [u, n], self) => call(g, 'divide', self, call(g, 'multiply', n!, u!)),
    (g, [u, n], self) =>
      call(g, 'negate', call(g, 'divide', call(g, 'multiply', self, call(g, 'log', u!)), call(g, 'power', n!, 2))),
  ],
  expm1: [(g, [u]) => call(g, 'exp', u!)],
  log2: [(g, [u]) => call(g, 'divide', 1 / Math.LN2, u!)],
  log1p: [(g, [u]) => call(g, 'divide', 1, call(g, 'add', 1, u!))],
  // Of sec, csc, cot and sech, csch, coth by their own values, which neither overflow nor cancel: §4.3.108–110, §4.5.73–75.
  sec: [(g, [u], self) => call(g, 'multiply', self, call(g, 'tan', u!))],
  csc: [(g, [u], self) => call(g, 'negate', call(g, 'multiply', self, call(g, 'cot', u!)))],
  cot: [(g, _, self) => call(g, 'negate', call(g, 'add', 1, call(g, 'power', self, 2)))],
  sech: [(g, [u], self) => call(g, 'negate', call(g, 'multiply', self, call(g, 'tanh', u!)))],
  csch: [(g, [u], self) => call(g, 'negate', call(g, 'multiply', self, call(g, 'coth', u!)))],
  coth: [(g, [u]) => call(g, 'negate', call(g, 'power', call(g, 'csch', u!), 2))],
  acot: [(g, [u]) => call(g, 'divide', -1, call(g, 'add', 1, call(g, 'power', u!, 2)))],
  asec: [(g, [u]) => inverseSecant(g, u!, 1)],
  acsc: [(g, [u]) => inverseSecant(g, u!, -1)],
  acoth: [(g, [u]) => call(g, 'divide', 1, call(g, 'subtract', 1, call(g, 'power', u!, 2)))],
  asech: [
    (g, [u]) =>
      call(g, 'divide', -1, call(g, 'multiply', u!, root(g, call(g, 'subtract', 1, call(g, 'power', u!, 2))))),
  ],
  acsch: [
    (g, [u]) =>
      call(
        g,
        'divide',
        -1,
        call(g, 'multiply', call(g, 'abs', u!), root(g, call(g, 'add', 1, call(g, 'power', u!, 2)))),
      ),
  ],
  tan: [(g, _, self) => call(g, 'add', 1, call(g, 'power', self, 2))],
  atan2: [
    (g, [y, x]) => call(g, 'divide', x!, sumOfSquares(g, y!, x!)),
    (g, [y, x]) => call(g, 'negate', call(g, 'divide', y!, sumOfSquares(g, y!, x!))),
  ],
  hypot: [
    (g, [u], self) => call(g, 'select', call(g, 'equal', self, 0), 0, call(g, 'divide', u!, self)),
    (g, [, v], self) => call(g, 'select', call(g, 'equal', self, 0), 0, call(g, 'divide', v!, self)),
  ],
  abs: [(g, [u]) => call(g, 'sign', u!)],
  sign: [zero],
  floor: [zero],
  ceil: [zero],
  trunc: [zero],
  round: [zero],
  mod: [(g) => g.constant(1), (g, [u, v]) => call(g, 'negate', call(g, 'floor', call(g, 'divide', u!, v!)))],
  max: [(g, [u, v]) => call(g, 'greaterOrEqual', u!, v!), (g, [u, v]) => call(g, 'less', u!, v!)],
  min: [(g, [u, v]) => call(g, 'lessOrEqual', u!, v!), (g, [u, v]) => call(g, 'greater', u!, v!)],
  relu: [(g, [u]) => call(g, 'greater', u!, 0)],
  // σ(u)·σ(−u): 1 − σ(u) has no digits left for large u.
  sigmoid: [(g, [u], self) => call(g, 'multiply', self, call(g, 'sigmoid', call(g, 'negate', u!)))],
  softplus: [(g, [u]) => call(g, 'sigmoid', u!)],
  logaddexp: [
    (g, [u, v]) => call(g, 'sigmoid', call(g, 'subtract', u!, v!)),
    (g, [u, v]) => call(g, 'sigmoid', call(g, 'subtract', v!, u!)),
  ],
  logcosh: [(g, [u]) => call(g, 'tanh', u!)],
  erf: [(g, [u]) => bell(g, u!, ERF_SLOPE)],
  erfc: [(g, [u]) => bell(g, u!, -ERF_SLOPE)],
  gamma: [(g, [u], self) => call(g, 'multiply', self, call(g, 'polygamma', 0, u!))],
  lgamma: [(g, [u]) => call(g, 'polygamma', 0, u!)],
  polygamma: [zero, (g, [n, u]) => call(g, 'polygamma', call(g, 'add', n!, 1), u!)],
  sphericalBessel: [zero, (g, [n, u]) => besselSlope(g, n!, u!)],
  leakyrelu: [
    (g, [u, slope]) => call(g, 'select', call(g, 'greater', u!, 0), 1, slope!),
    (g, [u]) => call(g, 'min', u!, 0),
  ],
  // The exponential is taken of min(u, 0): of a large u it would overflow where it is not used.
  elu: [
    (g, [u, alpha]) =>
      call(
        g,
        'select',
        call(g, 'greater', u!, 0),
        1,
        call(g, 'multiply', alpha!, call(g, 'exp', call(g, 'min', u!, 0))),
      ),
    (g, [u]) => call(g, 'expm1', call(g, 'min', u!, 0)),
  ],
  smoothstep: [
    (g, [u]) => {
      const inside = call(g, 'max', call(g, 'min', u!, 1), 0);
      return call(g, 'multiply', 6, call(g, 'multiply', inside, call(g, 'subtract', 1, inside)));
    },
  ],
  heaviside: [zero, (g, [u]) => call(g, 'equal', u!, 0)],
  huber: [
    // Huber (1964): the residual, cut at ±δ; the slope of the value for a negative δ too.
    (g, [r, delta]) =>
      call(
        g,
        'select',
        call(g, 'lessOrEqual', call(g, 'abs', r!), delta!),
        r!,
        call(g, 'multiply', delta!, call(g, 'sign', r!)),
      ),
    (g, [r, delta]) => call(g, 'max', 0, call(g, 'subtract', call(g, 'abs', r!), delta!)),
  ],
  less: [zero, zero],
  lessOrEqual: [zero, zero],
  greater: [zero, zero],
  greaterOrEqual: [zero, zero],
  equal: [zero, zero],
  unequal: [zero, zero],
  and: [zero, zero],
  or: [zero, zero],
  xor: [zero, zero],
  not: [zero],
  select: [zero, (g, [c]) => call(g, 'unequal', c!, 0), (g, [c]) => call(g, 'equal', c!, 0)],
};

function root(graph: Graph, u: Node): Node {
  return call(graph, 'sqrt', u);
}

/** ±1 / (|u|·√(u² − 1)). */
function inverseSecant(graph: Graph, u: Node, sign: 1 | -1): Node {
  const under = root(graph, call(graph, 'subtract', call(graph, 'power', u, 2), 1));
  return call(graph, 'divide', sign, call(graph, 'multiply', call(graph, 'abs', u), under));
}

/** factor·e^(−u²). */
function bell(graph: Graph, u: Node, factor: number): Node {
  return call(graph, 'multiply', factor, call(graph, 'exp', call(graph, 'negate', call(graph, 'power', u, 2))));
}

/** jₙ′ = (n·jₙ₋₁ − (n + 1)·jₙ₊₁) / (2n + 1), §10.1.20; of j₀ it is −j₁. */
function besselSlope(graph: Graph, order: Node, u: Node): Node {
  const n = order.kind === 'constant' ? order.value : Number.NaN;
  const above = call(graph, 'multiply', -(n + 1) / (2 * n + 1), call(graph, 'sphericalBessel', n + 1, u));
  if (n === 0) return above;
  return call(graph, 'add', call(graph, 'multiply', n / (2 * n + 1), call(graph, 'sphericalBessel', n - 1, u)), above);
}

function sumOfSquares(graph: Graph, u: Node, v: Node): Node {
  return call(graph, 'add', call(graph, 'power', u, 2), call(graph, 'power', v, 2));
}

/** How mathjs writes an operation of u and v, where that is not `name(u)`. */
const TEMPLATES: Partial<Record<OperationName, string>> = {
  add: 'u + v',
  subtract: 'u - v',
  multiply: 'u * v',
  power: 'u ^ v',
  negate: '-u',
};

const MATHJS_OPERATIONS: Readonly<Record<string, OperationName>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
};

/** A rule of mathjs's as a function on nodes: its derivative of the template, with the arguments put in. */
function fromMathjs(name: OperationName, argument: number): Rule {
  const build = (node: Tree): Rule => {
    switch (node.type) {
      case 'ParenthesisNode':
        return build(node.content);
      case 'ConstantNode':
        return constant(Number(node.value));
      case 'SymbolNode': {
        const at = node.name === 'u' ? 0 : 1;
        return (_, args) => args[at]!;
      }
      case 'OperatorNode': {
        const operator = node.isUnary() ? 'negate' : MATHJS_OPERATIONS[node.op]!;
        const numbers = node.args.flatMap((arg) => (arg.type === 'ConstantNode' ? [Number(arg.value)] : []));
        // What comes of numbers alone (the 1 + 0 of a sum) is computed once, and a factor of 1 is left out.
        if (numbers.length === node.args.length) return constant(operation(operator).evaluate(...numbers));
        const [first, second] = node.args as [Tree, Tree];
        if (operator === 'multiply' && isOne(first)) return build(second);
        if (operator === 'multiply' && isOne(second)) return build(first);
        return applied(operator, node.args.map(build));
      }
      case 'FunctionNode':
        return applied(node.name as OperationName, node.args.map(build));
      default:
        throw new TypeError(`mathjs's rule of ${name} has a ${node.type}.`);
    }
  };
  return build(derivative(TEMPLATES[name] ?? `${name}(u)`, argument === 0 ? 'u' : 'v'));
}

function isOne(tree: Tree): boolean {
  return tree.type === 'ConstantNode' && Number(tree.value) === 1;
}

function constant(value: number): Rule {
  return (graph) => graph.constant(value);
}

/** An operation on what other rules give. */
function applied(name: OperationName, parts: readonly Rule[]): Rule {
  return (graph, args, self) =>
    graph.call(
      name,
      parts.map((part) => part(graph, args, self)),
    );
}

const rules = new Map<string, Rule>();

/**
 * The partial derivative of a call by one of its arguments, as a node.
 *
 * @param self the call itself, whose value the derivative may share (e^u, tanh).
 */
export function partial(graph: Graph, self: Node & { kind: 'call' }, argument: number): Node {
  const key = `${self.operation}/${argument}`;
  let rule = rules.get(key);
  if (!rule) {
    rule = OWN[self.operation]?.[argument] ?? fromMathjs(self.operation, argument);
    rules.set(key, rule);
  }
  return rule(graph, self.args, self);
}
