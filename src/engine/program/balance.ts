/**
 * Shorter chains of sums and products. A descent waits for its longest chain: each step begins with what the last one
 * ended with. Sums and products of several terms are put together so that what is ready first is combined first
 * (tree-height reduction: Kuck, Muraoka & Chen 1972). Values change by rounding only.
 */
import { argumentsOf, type Graph, type Node, reachable } from './graph.ts';

type Call = Node & { readonly kind: 'call' };

/** A term of a sum. */
interface Term {
  readonly negative: boolean;
  readonly node: Node;
}

/** How long a division or a root takes, in additions. Fog, Instruction tables (2022), Zen and Skylake. */
const SLOW: Readonly<Partial<Record<string, number>>> = { divide: 4, sqrt: 5 };

/** How many operations in a row a node waits for, from inputs on. */
export class Depths {
  readonly #depths = new Map<Node, number>();

  of(node: Node): number {
    const known = this.#depths.get(node);
    if (known !== undefined) return known;
    // What a balancer makes, it makes of nodes whose depths it has asked for: rarely is there more to walk.
    const fresh = argumentsOf(node).every((argument) => this.#depths.has(argument)) ? [node] : reachable([node]);
    for (const part of fresh) if (!this.#depths.has(part)) this.#depths.set(part, this.#made(part));
    return this.#depths.get(node)!;
  }

  #made(node: Node): number {
    if (node.kind === 'constant') return -1;
    let deepest = -1;
    for (const argument of argumentsOf(node)) deepest = Math.max(deepest, this.#depths.get(argument)!);
    return node.kind === 'call' ? deepest + (SLOW[node.operation] ?? 1) : deepest + 1;
  }
}

function isSum(node: Node | undefined): node is Call {
  return node?.kind === 'call' && /^(?:add|subtract|negate)$/.test(node.operation);
}

function isProduct(node: Node): node is Call {
  return node.kind === 'call' && node.operation === 'multiply';
}

/**
 * Outputs with shorter chains.
 *
 * @param distribute also multiply a sum by a number term by term: more operations, a shorter chain.
 */
export function shorten(graph: Graph, outputs: readonly Node[], distribute = false): Node[] {
  return new Balancer(graph, outputs, distribute).outputs();
}

/**
 * What a step ends with, in chains as short as pay: the outputs that the next step waits for longest have a number
 * multiplied into their sums, unless the operations this adds would take longer than the wait they save.
 */
export function shortenStep(graph: Graph, outputs: readonly Node[]): Node[] {
  const plain = shorten(graph, outputs);
  const multipliedOut = shorten(graph, outputs, true);
  const depths = new Depths();
  const longest = Math.max(...plain.map((node) => depths.of(node)));
  const chosen = plain.map((node, i) =>
    depths.of(node) === longest && depths.of(multipliedOut[i]!) < longest ? multipliedOut[i]! : node,
  );
  const operations = reachable(chosen).filter((node) => node.kind === 'call').length;
  return operations <= PARALLEL * longest ? chosen : plain;
}

/** Operations that a processor completes in the time that one takes: two or more at a time, over three or four cycles. */
const PARALLEL = 8;

class Balancer {
  readonly #graph: Graph;
  readonly #outputs: readonly Node[];
  readonly #distribute: boolean;
  readonly #order: readonly Node[];
  readonly #uses = new Map<Node, number>();
  readonly #made = new Map<Node, Node>();
  readonly #depths = new Depths();

  constructor(graph: Graph, outputs: readonly Node[], distribute: boolean) {
    this.#graph = graph;
    this.#outputs = outputs;
    this.#distribute = distribute;
    this.#order = reachable(outputs);
    for (const node of [...outputs, ...this.#order.flatMap(argumentsOf)]) {
      this.#uses.set(node, (this.#uses.get(node) ?? 0) + 1);
    }
  }

  outputs(): Node[] {
    // A sum or product that only another one reads is part of that one.
    const parts = new Set<Node>();
    for (const node of this.#order) {
      const same = isSum(node) ? isSum : isProduct(node) ? isProduct : undefined;
      if (!same) continue;
      for (const argument of argumentsOf(node)) {
        if (same(argument) && this.#uses.get(argument) === 1) parts.add(argument);
      }
    }
    for (const node of this.#order) {
      // In this order a depth follows from those before it.
      this.#depths.of(node);
      if (!parts.has(node)) this.#made.set(node, this.#make(node));
    }
    return this.#outputs.map((output) => this.#made.get(output)!);
  }

  #make(node: Node): Node {
    // Sums over rows are left as they are: their bodies are not what a step waits for.
    if (node.kind !== 'call' || node.rows > 0) return node;
    const call: Call = node;
    if (isSum(call)) return this.#sum(this.#terms(call, this.#distribute));
    if (isProduct(call)) return this.#product(this.#factors(call));
    return this.#rebuilt(node);
  }

  #rebuilt(node: Call): Node {
    const args = node.args.map((argument) => this.#made.get(argument)!);
    return args.every((argument, i) => argument === node.args[i]) ? node : this.#graph.exactly(node.operation, args);
  }

  #terms(root: Call, distribute: boolean): Term[] {
    const terms: Term[] = [];
    const waiting: Term[] = [{ negative: false, node: root }];
    for (let term = waiting.pop(); term; term = waiting.pop()) {
      const { node, negative } = term;
      if (isSum(node) && (node === root || this.#uses.get(node) === 1)) {
        const [a, b] = node.args as readonly [Node, Node?];
        if (node.operation === 'negate') waiting.push({ negative: !negative, node: a });
        else {
          waiting.push({ negative: node.operation === 'subtract' ? !negative : negative, node: b! });
          waiting.push({ negative, node: a });
        }
      } else {
        const several = distribute ? this.#multipliedOut(term) : undefined;
        terms.push(...(several ?? [{ negative, node: this.#made.get(node)! }]));
      }
    }
    return terms;
  }

  /** c·(a + b) as c·a + c·b for a number c: of sums within a and b none is multiplied out, since that would cancel. */
  #multipliedOut({ node, negative }: Term): Term[] | undefined {
    if (!isProduct(node) || this.#uses.get(node) !== 1) return undefined;
    const [factor, sum] = node.args as readonly [Node, Node];
    if (factor.kind !== 'constant' || !isSum(sum)) return undefined;
    return this.#terms(sum, false).map((term) => ({
      negative: term.negative !== negative,
      node: this.#product([factor, ...(isProduct(term.node) ? this.#factorsOf(term.node) : [term.node])]),
    }));
  }

  #rawFactors(root: Call): Node[] {
    const factors: Node[] = [];
    const waiting: Node[] = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (isProduct(node) && (node === root || this.#uses.get(node) === 1)) waiting.push(...node.args);
      else factors.push(node);
    }
    return factors;
  }

  #factors(root: Call): Node[] {
    return this.#rawFactors(root).map((factor) => this.#made.get(factor)!);
  }

  /** The factors of a product that was made here. */
  #factorsOf(product: Call): Node[] {
    return product.args.flatMap((argument) => (isProduct(argument) ? this.#factorsOf(argument) : [argument]));
  }

  /** Numbers that are known are one number, unless it would overflow or vanish. */
  #product(factors: readonly Node[]): Node {
    let constant = 1;
    const others: Node[] = [];
    for (const factor of factors) {
      const product = factor.kind === 'constant' ? constant * factor.value : Number.NaN;
      if (Number.isFinite(product) && product !== 0) constant = product;
      else others.push(factor);
    }
    const all = constant === 1 && others.length > 0 ? others : [this.#graph.constant(constant), ...others];
    const join = (a: Term, b: Term): Term => ({
      negative: false,
      node: this.#graph.exactly('multiply', [a.node, b.node]),
    });
    return this.#combine(
      all.map((node) => ({ negative: false, node })),
      join,
    ).node;
  }

  #sum(terms: readonly Term[]): Node {
    const graph = this.#graph;
    const { negative, node } = this.#combine(terms, (a, b) => {
      if (a.negative === b.negative) return { negative: a.negative, node: graph.exactly('add', [a.node, b.node]) };
      const [from, taken] = a.negative ? [b.node, a.node] : [a.node, b.node];
      return { negative: false, node: graph.exactly('subtract', [from, taken]) };
    });
    return negative ? graph.exactly('negate', [node]) : node;
  }

  /** Joins terms two by two, those that are ready first before the others. */
  #combine(terms: readonly Term[], join: (a: Term, b: Term) => Term): Term {
    const ready = new Map<number, Term[]>();
    let left = 0;
    const add = (term: Term) => {
      const depth = this.#depths.of(term.node);
      const same = ready.get(depth);
      if (same) same.push(term);
      else ready.set(depth, [term]);
      left++;
    };
    for (const term of terms) add(term);
    const take = (): Term => {
      const depth = Math.min(...ready.keys());
      const same = ready.get(depth)!;
      const term = same.shift()!;
      if (same.length === 0) ready.delete(depth);
      left--;
      return term;
    };
    while (left > 1) add(join(take(), take()));
    return take();
  }
}
