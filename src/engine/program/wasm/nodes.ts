/** Nodes as instructions: where each value is kept, and for how long. */
import { argumentsOf, type Node } from '../graph.ts';
import { isProductNode, powerSteps } from '../powers.ts';
import type { Code } from './code.ts';
import type { Functions } from './functions.ts';
import type { Fused } from './fused.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Layout } from './layout.ts';

/** Where a value is: in a local, or at an address, from the start of memory or from what a local points to. */
type Place =
  | { readonly kind: 'local'; readonly index: number }
  | { readonly kind: 'memory'; readonly offset: number; readonly pointer?: number };

/**
 * Locals beyond this many are kept in memory: engines allow 50,000, and what does not fit the processor's registers is
 * in memory anyway.
 */
const MOST_LOCALS = 2000;

/** Columns in memory: a local with the current row's place in bytes, and where each column begins. */
export interface Rows {
  readonly pointer: number;
  readonly offsets: readonly number[];
}

/** Computes nodes into locals, and gives a local to another node once nothing needs the first any more. */
export class NodeEmitter {
  readonly code: Code;
  readonly #functions: Functions;
  readonly #layout: Layout;
  readonly #outer: NodeEmitter | undefined;
  readonly #rows: Rows | undefined;
  readonly #places = new Map<Node, Place>();
  /** How many nodes still to be computed, or outputs, read a node. */
  readonly #readers = new Map<Node, number>();
  /** Products that are part of a sum: computed with it, rounded once where the processor can. */
  #fused: ReadonlyMap<Node, Fused> = new Map();
  readonly #free: number[] = [];
  #locals = 0;

  /**
   * @param outer what computes the nodes that this one does not: those that do not change in an inner loop.
   * @param rows where the current row of each column is, in a loop over rows.
   */
  constructor(code: Code, functions: Functions, layout: Layout, outer?: NodeEmitter, rows?: Rows) {
    this.code = code;
    this.#functions = functions;
    this.#layout = layout;
    this.#outer = outer;
    this.#rows = rows;
  }

  /** Says that a value is in a local, which stays its own. */
  bind(node: Node, local: number): void {
    this.#places.set(node, { kind: 'local', index: local });
    this.keep([node]);
  }

  /** Says that a value is in memory. @param pointer a local that its address is counted from. */
  bindMemory(node: Node, offset: number, pointer?: number): void {
    this.#places.set(node, { kind: 'memory', offset, ...(pointer !== undefined && { pointer }) });
    this.keep([node]);
  }

  /** Values that are read after everything is computed. */
  keep(nodes: readonly Node[]): void {
    for (const node of nodes) this.#readers.set(node, (this.#readers.get(node) ?? 0) + 1);
  }

  /** Announces nodes that `compute` will be called with: what they read is kept until then. */
  announce(nodes: readonly Node[]): void {
    for (const node of nodes) this.keep(argumentsOf(node));
  }

  /**
   * Lets products be computed together with the sum that alone reads them. Where the processor rounds such a pair once,
   * digits differ from those of one that rounds twice: for pictures only.
   */
  fuse(fused: ReadonlyMap<Node, Fused>): void {
    this.#fused = fused;
  }

  /** Puts a value on the stack. */
  put(node: Node): void {
    const place = this.#places.get(node);
    if (place) this.#get(place);
    else if (this.#outer?.has(node)) this.#outer.put(node);
    else if (node.kind === 'constant') this.code.constant(node.value);
    else if (node.kind === 'column' && this.#rows)
      this.code.get(this.#rows.pointer).loadSplat(this.#rows.offsets[node.column]!);
    else throw new RangeError(`Node ${node.id} (${node.kind}) is read before it is computed.`);
  }

  /** Computes announced nodes one after the other. */
  compute(nodes: readonly Node[]): void {
    for (const node of nodes) if (node.kind === 'call') this.#assign(node, () => this.#call(node));
  }

  /** Whether this emitter, or the one around it, has a place for a node. */
  has(node: Node): boolean {
    return this.#places.has(node) || (this.#outer?.has(node) ?? false);
  }

  #assign(node: Node & { readonly kind: 'call' }, value: () => void): void {
    const index = this.#newLocal();
    if (index === undefined) this.code.integer(0);
    value();
    for (const argument of argumentsOf(node)) this.#release(argument);
    if (index !== undefined) {
      this.code.set(index);
      this.#places.set(node, { kind: 'local', index });
    } else {
      const offset = this.#layout.numbers(this.code.wide ? 2 : 1);
      this.code.store(offset);
      this.#places.set(node, { kind: 'memory', offset });
    }
  }

  #newLocal(): number | undefined {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    return this.#locals++ < MOST_LOCALS ? this.code.local() : undefined;
  }

  #release(node: Node): void {
    const readers = this.#readers.get(node);
    if (readers === undefined) return;
    this.#readers.set(node, readers - 1);
    const place = this.#places.get(node);
    if (readers === 1 && place?.kind === 'local') this.#free.push(place.index);
  }

  #get(place: Place): void {
    if (place.kind === 'local') this.code.get(place.index);
    else if (place.pointer !== undefined) this.code.get(place.pointer).load(place.offset);
    else this.code.integer(0).load(place.offset);
  }

  #call(node: Node & { readonly kind: 'call' }): void {
    if (isProductNode(node)) {
      this.#product(node);
      return;
    }
    const fused = this.#fused.get(node);
    if (fused) {
      for (const part of [...fused.factors, fused.term]) this.put(part);
      if (fused.negated) this.code.relaxedFusedNegated();
      else this.code.relaxedFused();
      return;
    }
    const puts = node.args.map((arg) => () => this.put(arg));
    const emit = INSTRUCTIONS[node.operation];
    if (emit) {
      emit(this.code, ...puts);
      return;
    }
    const { index, direct } = this.#functions.of(node.operation, this.code.wide);
    if (direct) {
      for (const put of puts) put();
      this.code.call(index);
    } else this.#oneByOne(index, puts);
  }

  /** A host's function takes one number at a time. */
  #oneByOne(index: number, puts: readonly (() => void)[]): void {
    for (const place of [0, 1] as const) {
      for (const put of puts) {
        put();
        this.code.extract(place);
      }
      this.code.call(index);
      if (place === 0) this.code.splat();
      else this.code.replace(1);
    }
  }

  #product(node: Node & { readonly kind: 'call' }): void {
    const [base, exponent] = node.args as readonly [Node, Node & { readonly kind: 'constant' }];
    if (!Number.isInteger(exponent.value)) {
      if (exponent.value === 1.5) this.put(base);
      if (exponent.value === -0.5) this.code.constant(1);
      this.put(base);
      this.code.op('sqrt');
      if (exponent.value === 1.5) this.code.op('multiply');
      if (exponent.value === -0.5) this.code.op('divide');
      return;
    }
    const negative = exponent.value < 0;
    if (negative) this.code.constant(1);
    this.put(base);
    const power = this.#newLocal() ?? this.code.local();
    [...powerSteps(Math.abs(exponent.value))].forEach((step, i) => {
      if (step === 's' && i > 0) this.code.tee(power).get(power);
      else this.put(base);
      this.code.op('multiply');
    });
    this.#free.push(power);
    if (negative) this.code.op('divide');
  }
}
