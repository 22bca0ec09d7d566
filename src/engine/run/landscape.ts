/** A problem's objective as searches ask for it: what is minimized, compiled, and counted. */
import { gradientOf, hessianOf, hessianVectorProduct } from '../calculus/gradient.ts';
import { sumOfSquares } from '../calculus/sum-of-squares.ts';
import type { Landscape, Residuals } from '../methods/search.ts';
import type { Problem } from '../problem.ts';
import { shorten } from '../program/balance.ts';
import { compileProgram } from '../program/evaluator.ts';
import type { Graph, Node } from '../program/graph.ts';
import type { Program } from '../program/program.ts';
import { compileResiduals } from './residuals.ts';

/** How often each was computed. */
export interface Counts {
  /** Values with gradients. */
  evaluations: number;
  hessians: number;
  products: number;
  /** Residuals without their Jacobian. */
  residuals: number;
  jacobians: number;
}

/** A landscape that says what it was asked. */
export interface CountedLandscape extends Landscape {
  readonly counts: Readonly<Counts>;
}

/** The landscape of a problem. Hessian, products and residuals are compiled when they are first asked for. */
export function landscapeOf(problem: Problem): CountedLandscape {
  return new ProblemLandscape(problem);
}

class ProblemLandscape implements CountedLandscape {
  readonly parameters: number;
  readonly counts: Counts = { evaluations: 0, hessians: 0, products: 0, residuals: 0, jacobians: 0 };
  readonly #graph: Graph;
  readonly #columns: readonly Float64Array[];
  /** The value, negated where it is maximized. */
  readonly #objective: Node;
  readonly #partials: readonly Node[];
  readonly #value: Program;
  #hessian: Program | undefined;
  #product: Program | undefined;
  #residuals: { readonly found: Residuals | undefined } | undefined;

  constructor({ graph, objective, parameters, columns, sense }: Problem) {
    this.parameters = parameters.length;
    this.#graph = graph;
    this.#columns = columns.map((column) => column.values);
    const minimized = (node: Node) => (sense === 'maximize' ? graph.negate(node) : node);
    this.#objective = minimized(objective);
    this.#partials = gradientOf(graph, objective, this.parameters).map(minimized);
    // The gradient in the form in which a run computes it, so that the numbers are the same to the last digit.
    const gradient = shorten(graph, gradientOf(graph, objective, this.parameters)).map(minimized);
    this.#value = this.#compile([this.#objective, ...gradient], this.parameters);
  }

  evaluate(x: Float64Array, gradient: Float64Array): number {
    this.counts.evaluations++;
    const { inputs, outputs } = this.#value;
    for (let i = 0; i < x.length; i++) inputs[i] = x[i]!;
    this.#value.run();
    for (let i = 0; i < x.length; i++) gradient[i] = outputs[i + 1]!;
    return outputs[0]!;
  }

  hessian(x: Float64Array, into: Float64Array): void {
    this.counts.hessians++;
    this.#hessian ??= this.#compile(hessianOf(this.#graph, this.#partials).flat(), this.parameters);
    this.#hessian.inputs.set(x);
    this.#hessian.run();
    into.set(this.#hessian.outputs);
  }

  product(x: Float64Array, direction: Float64Array, into: Float64Array): void {
    this.counts.products++;
    const n = this.parameters;
    this.#product ??= this.#compile(
      hessianVectorProduct(
        this.#graph,
        this.#partials,
        Array.from({ length: n }, (_, i) => this.#graph.input(n + i)),
      ),
      2 * n,
    );
    this.#product.inputs.set(x);
    this.#product.inputs.set(direction, n);
    this.#product.run();
    into.set(this.#product.outputs);
  }

  get residuals(): Residuals | undefined {
    this.#residuals ??= { found: this.#findResiduals() };
    return this.#residuals.found;
  }

  #findResiduals(): Residuals | undefined {
    const sum = sumOfSquares(this.#graph, this.#objective, this.#columns);
    return sum && compileResiduals(this.#graph, sum, this.parameters, this.#columns, this.counts);
  }

  #compile(outputs: readonly Node[], inputs: number): Program {
    return compileProgram(outputs, inputs, this.#columns);
  }
}
