/**
 * Stable forms of what people write out: each has the value of the written form up to rounding, and no intermediate
 * value that overflows or loses its digits; so do its derivatives. Blanchard, Higham & Higham, Accurately computing the
 * log-sum-exp and softmax functions (2021); Mächler, Accurately computing log(1 − exp(−|a|)) (2012).
 */
import type { Graph, Node } from './graph.ts';
import type { OperationName } from './operations.ts';

/** What is computed in place of a written form. */
export interface StableForm {
  readonly node: Node;
  /** For people; absent where only the last digits differ. */
  readonly note?: string;
}

type Call = Node & { kind: 'call' };

/** More terms of a sum of exponentials than this are not looked for. */
const MOST_TERMS = 10_000;

function isCall(node: Node, name: OperationName): node is Call {
  return node.kind === 'call' && node.operation === name;
}

function isNumber(node: Node | undefined, value: number): boolean {
  return node?.kind === 'constant' && node.value === value;
}

/** The stable form of an operation on these nodes; undefined where it is stable as it stands. */
export function stableForm(graph: Graph, name: OperationName, args: readonly Node[]): StableForm | undefined {
  const a = args[0]!;
  const b = args[1]!;
  switch (name) {
    case 'log':
      return logarithm(graph, a);
    case 'divide':
      return quotient(graph, a, b);
    case 'power':
      return power(graph, a, b);
    case 'sqrt':
      return root(graph, a);
    case 'add':
      if (isNumber(b, -1)) return lessOne(graph, a);
      if (isNumber(a, -1)) return lessOne(graph, b);
      if (isCall(a, 'negate') && isNumber(b, 1)) return oneLess(graph, a.args[0]!);
      return undefined;
    case 'subtract':
      if (isNumber(a, 1)) return oneLess(graph, b);
      return isNumber(b, 1) ? lessOne(graph, a) : undefined;
    default:
      return undefined;
  }
}

function plus(graph: Graph, node: Node, constant: number): Node {
  return constant === 0 ? node : graph.call('add', [node, graph.constant(constant)]);
}

/**
 * The logarithms of a sum's terms, where every term is an exponential or a positive constant, with positive constant
 * factors: e^a + 2e^b + 3 gives a, b + log 2 and log 3. Undefined for anything else.
 */
function exponents(graph: Graph, sum: Node): Node[] | undefined {
  const found: Node[] = [];
  const waiting: [node: Node, logFactor: number][] = [[sum, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.length + waiting.length > MOST_TERMS) return undefined;
    const [node, logFactor] = next;
    if (node.kind === 'constant' && node.value > 0) found.push(graph.constant(Math.log(node.value) + logFactor));
    else if (isCall(node, 'exp')) found.push(plus(graph, node.args[0]!, logFactor));
    else if (isCall(node, 'add')) {
      // Taken from the end of the list, so that the terms stay in their order.
      waiting.push([node.args[1]!, logFactor], [node.args[0]!, logFactor]);
    } else if (isCall(node, 'multiply') && positive(node.args[0]!)) {
      waiting.push([node.args[1]!, logFactor + Math.log(constantOf(node.args[0]!))]);
    } else if (isCall(node, 'divide') && positive(node.args[1]!)) {
      waiting.push([node.args[0]!, logFactor - Math.log(constantOf(node.args[1]!))]);
    } else return undefined;
  }
  return found;
}

function constantOf(node: Node): number {
  return node.kind === 'constant' ? node.value : Number.NaN;
}

function positive(node: Node): boolean {
  return constantOf(node) > 0;
}

/** log Σ e^zᵢ: as softplus where one of two terms is the constant 1. */
function logSum(graph: Graph, terms: readonly Node[]): Node {
  if (terms.length === 2) {
    const other = isNumber(terms[0], 0) ? terms[1] : isNumber(terms[1], 0) ? terms[0] : undefined;
    if (other) return graph.call('softplus', [other]);
  }
  return terms.reduce((left, right) => graph.call('logaddexp', [left, right]));
}

function logarithm(graph: Graph, of: Node): StableForm | undefined {
  if (of.kind !== 'call') return undefined;
  if (isCall(of, 'sigmoid')) {
    return {
      node: graph.negate(graph.call('softplus', [graph.negate(of.args[0]!)])),
      note: 'log(sigmoid(z)) is computed as -softplus(-z), which does not overflow.',
    };
  }
  if (isCall(of, 'cosh')) {
    return {
      node: graph.call('logcosh', of.args),
      note: 'log(cosh(z)) is computed as logcosh(z), which does not overflow.',
    };
  }
  const terms = exponents(graph, of);
  if (terms) {
    const node = logSum(graph, terms);
    if (terms.length === 1) return { node, note: 'log(exp(z)) is computed as z, which does not overflow.' };
    const note = isCall(node, 'softplus')
      ? 'log(1 + exp(z)) is computed as softplus(z), which does not overflow.'
      : 'The logarithm of a sum of exponentials is computed as logsumexp, which does not overflow.';
    return { node, note };
  }
  // 1 + x, rounded, has no digits left of a small x.
  const [a, b] = of.args as readonly [Node, Node];
  if (isCall(of, 'add') && isNumber(a, 1)) return { node: graph.call('log1p', [b]) };
  if (isCall(of, 'add') && isNumber(b, 1)) return { node: graph.call('log1p', [a]) };
  if (isCall(of, 'subtract') && isNumber(a, 1)) return { node: graph.call('log1p', [graph.negate(b)]) };
  return undefined;
}

/** 1 + e^z in either order: z. */
function onePlusExp(node: Node): Node | undefined {
  if (!isCall(node, 'add')) return undefined;
  const [a, b] = node.args as readonly [Node, Node];
  if (isNumber(a, 1) && isCall(b, 'exp')) return b.args[0];
  return isNumber(b, 1) && isCall(a, 'exp') ? a.args[0] : undefined;
}

const SIGMOID = '1/(1 + exp(-z)) is computed as sigmoid(z), which does not overflow.';
const SHARE = 'The share of an exponential in a sum of them is computed as a softmax, which does not overflow.';

function quotient(graph: Graph, over: Node, under: Node): StableForm | undefined {
  const found = tangent(graph, over, under) ?? share(graph, over, under) ?? density(graph, over, under);
  if (found) return found;
  // u/(1 + e^z) is u·σ(−z).
  const z = onePlusExp(under);
  return z && { node: graph.call('multiply', [over, graph.call('sigmoid', [graph.negate(z)])]), note: SIGMOID };
}

/** e^z/(e^z + e^a + …), as the sigmoid of z − log(e^a + …). */
function share(graph: Graph, over: Node, under: Node): StableForm | undefined {
  const terms = isCall(under, 'add') ? exponents(graph, under) : undefined;
  const above = terms && exponents(graph, over);
  if (!terms || above?.length !== 1 || above[0]!.kind === 'constant') return undefined;
  const [own] = above as [Node];
  const place = terms.indexOf(own);
  if (place < 0) return undefined;
  const others = terms.filter((_, i) => i !== place);
  const rest = logSum(graph, others);
  return {
    node: graph.call('sigmoid', [graph.call('subtract', [own, rest])]),
    note: others.length === 1 ? SIGMOID : SHARE,
  };
}

/** e^z/(1 + e^z)², the density of the logistic distribution. */
function density(graph: Graph, over: Node, under: Node): StableForm | undefined {
  if (!isCall(under, 'power') || !isNumber(under.args[1], 2) || !isCall(over, 'exp')) return undefined;
  const z = onePlusExp(under.args[0]!);
  if (!z || over.args[0] !== z) return undefined;
  const parts = [graph.call('sigmoid', [z]), graph.call('sigmoid', [graph.negate(z)])];
  return { node: graph.call('multiply', parts), note: SIGMOID };
}

/** (e^z − e^−z)/(e^z + e^−z). */
function tangent(graph: Graph, over: Node, under: Node): StableForm | undefined {
  if (!isCall(over, 'subtract') || !isCall(under, 'add')) return undefined;
  const [a, b] = over.args as readonly [Node, Node];
  if (under.args[0] !== a || under.args[1] !== b || !isCall(a, 'exp') || !isCall(b, 'exp')) return undefined;
  const z = a.args[0]!;
  if (graph.negate(z) !== b.args[0]) return undefined;
  return { node: graph.call('tanh', [z]), note: 'This is computed as tanh(z), which does not overflow.' };
}

function power(graph: Graph, base: Node, exponent: Node): StableForm | undefined {
  // E is the nearest double to e: what is meant is the exponential.
  if (isNumber(base, Math.E)) return { node: graph.call('exp', [exponent]) };
  if (exponent.kind !== 'constant') return undefined;
  if (exponent.value === 0.5) return root(graph, base);
  const z = exponent.value < 0 ? onePlusExp(base) : undefined;
  if (!z) return undefined;
  const sigmoid = graph.call('sigmoid', [graph.negate(z)]);
  return { node: graph.call('power', [sigmoid, graph.constant(-exponent.value)]), note: SIGMOID };
}

/** √(x²). */
function root(graph: Graph, of: Node): StableForm | undefined {
  const isSquare =
    (isCall(of, 'power') && isNumber(of.args[1], 2)) || (isCall(of, 'multiply') && of.args[0] === of.args[1]);
  if (!isSquare) return undefined;
  return {
    node: graph.call('abs', [(of as Call).args[0]!]),
    note: 'sqrt(x^2) is computed as abs(x), whose slope at 0 is taken as 0.',
  };
}

/** 1 − b. */
function oneLess(graph: Graph, b: Node): StableForm | undefined {
  if (isCall(b, 'sigmoid')) {
    return {
      node: graph.call('sigmoid', [graph.negate(b.args[0]!)]),
      note: '1 - sigmoid(z) is computed as sigmoid(-z), which keeps its digits.',
    };
  }
  if (isCall(b, 'erf')) return { node: graph.call('erfc', b.args) };
  return isCall(b, 'exp') ? { node: graph.negate(graph.call('expm1', b.args)) } : undefined;
}

/** a − 1. */
function lessOne(graph: Graph, a: Node): StableForm | undefined {
  const turned = isCall(a, 'sigmoid') || isCall(a, 'erf') ? oneLess(graph, a) : undefined;
  if (turned) return { ...turned, node: graph.negate(turned.node) };
  return isCall(a, 'exp') ? { node: graph.call('expm1', a.args) } : undefined;
}
