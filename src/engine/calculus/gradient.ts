/**
 * Derivatives by reverse accumulation over the shared graph: a gradient costs a small multiple of the objective,
 * however many parameters there are. Linnainmaa (1970); Griewank & Walther, Evaluating Derivatives (2008), ch. 3.
 */
import { argumentsOf, type Graph, isQuotientOfSame, type Node, NodeSet, reachable } from '../program/graph.ts';
import { COMPARISONS } from '../program/operations.ts';
import { mergedSum } from './merged-sums.ts';
import { partial } from './rules.ts';

/**
 * The nodes among `nodes` (topologically ordered) whose value depends on the inputs asked for. That u/u does not is more
 * than a matter of speed: as the exponent of a negative base it would be multiplied by a logarithm that is no number.
 */
function dependent(nodes: readonly Node[], isSought: (slot: number) => boolean): NodeSet {
  const found = new NodeSet(nodes.at(-1)?.id ?? -1);
  const dependsOnFound = (node: Node) => found.has(node);
  for (const node of nodes) {
    if (isQuotientOfSame(node)) continue;
    if (node.kind === 'input' ? isSought(node.slot) : argumentsOf(node).some(dependsOnFound)) found.add(node);
  }
  return found;
}

/** What was differentiated already: reading, showing and running ask for the same gradient. */
const gradients = new WeakMap<Node, readonly Node[]>();

/**
 * The derivative of an output by a node. Where the node is in a branch that is not taken the derivative is 0, however
 * infinite or undefined the slopes within the branch are (√x at −1): so slopes are multiplied under the condition.
 */
interface Adjoint {
  readonly node: Node;
  /** The derivative is `node` where this is not 0, else 0. */
  readonly when?: Node;
  /** `node` is 0 by itself where the condition does not hold. */
  readonly masked?: boolean;
}

function maskedNode(graph: Graph, { node, when, masked }: Adjoint): Node {
  return when === undefined || masked ? node : graph.select(when, node, graph.constant(0));
}

function both(graph: Graph, a: Node | undefined, b: Node | undefined): Node | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return graph.call('and', [a, b]);
}

function scaled(graph: Graph, { node, when }: Adjoint, factor: Node): Adjoint {
  const product = graph.multiply(node, factor);
  return when === undefined ? { node: product } : { node: product, when };
}

/**
 * The partial derivatives of a scalar node by the inputs 0 … parameters − 1, as nodes of the same graph.
 */
export function gradientOf(graph: Graph, output: Node, parameters: number): Node[] {
  const known = gradients.get(output);
  if (known?.length === parameters) return [...known];
  const made = differentiate(graph, output, parameters);
  gradients.set(output, made);
  return [...made];
}

function differentiate(graph: Graph, output: Node, parameters: number): readonly Node[] {
  const order = reachable([output]);
  const active = dependent(order, (slot) => slot < parameters);
  const adjoints = new Map<Node, Adjoint>([[output, { node: graph.constant(1) }]]);
  for (const node of order.toReversed()) {
    // Rows are handled within the sum over them.
    if (node.rows > 0 || !active.has(node)) continue;
    const adjoint = adjoints.get(node);
    if (!adjoint) continue;
    if (node.kind === 'call') propagate(graph, node, adjoint, active, adjoints);
    else if (node.kind === 'rowSum') sumOverRows(graph, node.body, adjoint, active, adjoints);
  }
  return Array.from({ length: parameters }, (_, slot) => {
    const adjoint = adjoints.get(graph.input(slot));
    return adjoint ? maskedNode(graph, adjoint) : graph.constant(0);
  });
}

function accumulate(graph: Graph, adjoints: Map<Node, Adjoint>, node: Node, contribution: Adjoint): void {
  // A 0 from outside every branch (of a floor, of a condition) would undo the condition on the rest.
  if (contribution.node.kind === 'constant' && contribution.node.value === 0) return;
  const sofar = adjoints.get(node);
  adjoints.set(node, sofar ? sumOf(graph, sofar, contribution) : contribution);
}

function sumOf(graph: Graph, a: Adjoint, b: Adjoint): Adjoint {
  if (a.when === b.when && !a.masked && !b.masked) {
    const node = graph.add(a.node, b.node);
    return a.when === undefined ? { node } : { node, when: a.when };
  }
  const node = graph.add(maskedNode(graph, a), maskedNode(graph, b));
  if (a.when === undefined || b.when === undefined) return { node };
  return { node, when: a.when === b.when ? a.when : graph.call('or', [a.when, b.when]), masked: true };
}

function propagate(
  graph: Graph,
  node: Node & { kind: 'call' },
  adjoint: Adjoint,
  active: NodeSet,
  adjoints: Map<Node, Adjoint>,
): void {
  node.args.forEach((arg, i) => {
    if (!active.has(arg)) return;
    const slope = partial(graph, node, i);
    // A slope that is a condition picks a branch.
    const isCondition = slope.kind === 'call' && COMPARISONS.has(slope.operation);
    const when = isCondition ? both(graph, adjoint.when, slope) : undefined;
    accumulate(graph, adjoints, arg, when ? { node: adjoint.node, when } : scaled(graph, adjoint, slope));
  });
}

/**
 * ∂/∂u Σ body = Σ ∂body/∂u for every number u that the rows use: the body's own reverse pass, whose results are summed
 * and scaled by the sum's adjoint.
 */
function sumOverRows(graph: Graph, body: Node, adjoint: Adjoint, active: NodeSet, adjoints: Map<Node, Adjoint>): void {
  const inRow = new Map<Node, Adjoint>([[body, { node: graph.constant(1) }]]);
  for (const node of reachable([body]).toReversed()) {
    const own = inRow.get(node);
    if (!own || !active.has(node)) continue;
    if (node.rows > 0 && node.kind === 'call') propagate(graph, node, own, active, inRow);
    else if (node.rows === 0) {
      const { node: total, when } = scaled(graph, adjoint, graph.rowSum(maskedNode(graph, own), body.rows));
      const somewhere = both(graph, when, own.when && inAnyRow(graph, own.when));
      accumulate(graph, adjoints, node, somewhere ? { node: total, when: somewhere } : { node: total });
    }
  }
}

function inAnyRow(graph: Graph, when: Node): Node {
  return when.rows === 0 ? when : graph.call('unequal', [graph.rowSum(when), graph.constant(0)]);
}

/** The Hessian's rows of a scalar node, as nodes: the gradient of each partial derivative. */
export function hessianOf(graph: Graph, gradient: readonly Node[]): Node[][] {
  return gradient.map((partialDerivative) => gradientOf(graph, partialDerivative, gradient.length));
}

/**
 * The product of the Hessian of a scalar node with a direction, as nodes: the gradient of ∇f·v, which costs a small
 * multiple of the gradient and needs no Hessian. Pearlmutter, Neural Computation 6 (1994) 147–160.
 *
 * @param gradient the partial derivatives by the inputs 0 … n − 1.
 * @param direction the direction's nodes, one a parameter, which depend on none of those inputs.
 */
export function hessianVectorProduct(graph: Graph, gradient: readonly Node[], direction: readonly Node[]): Node[] {
  const along = mergedSum(graph, gradient, direction);
  return gradientOf(graph, along, gradient.length);
}
