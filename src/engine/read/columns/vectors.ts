/** Vectors: columns under one name, and the weights that go with them. */
import { ProblemError, type Range } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import type { FormulaReader } from '../formula.ts';
import type { Syntax } from '../syntax.ts';
import type { ColumnPlan } from './plan.ts';

export class Vectors {
  readonly #plan: ColumnPlan;
  /** The columns' names, by the name of the features. */
  readonly #columns = new Map<string, readonly string[]>();
  readonly #nodes = new Map<string, readonly Node[]>();

  constructor(plan: ColumnPlan) {
    this.#plan = plan;
  }

  settle(features: string, columns: readonly string[]): void {
    this.#columns.set(features, columns);
  }

  has(name: string): boolean {
    return this.#plan.features.has(name) || this.#plan.weights.has(name);
  }

  isFeatures(name: string): boolean {
    return this.#plan.features.has(name);
  }

  /** Whether a formula has taken its components. */
  isUsed(name: string): boolean {
    return this.#nodes.has(name);
  }

  /** The columns' names of features. */
  columns(features: string): readonly string[] {
    return this.#columns.get(features) ?? [];
  }

  /** The names of the weights of a vector: `w_age`; undefined for what is none. */
  weights(name: string): string[] | undefined {
    const features = this.#plan.weights.get(name);
    return features === undefined ? undefined : this.columns(features).map((column) => `${name}_${column}`);
  }

  /** All weights of all vectors. */
  allWeights(): string[] {
    return [...this.#plan.weights.keys()].flatMap((name) => this.weights(name)!);
  }

  /** A vector's place among those of the same features, and how many there are: the units of a layer. */
  unit(name: string): { readonly index: number; readonly count: number } {
    const features = this.#plan.weights.get(name);
    const units = [...this.#plan.weights].filter(([, of]) => of === features).map(([unit]) => unit);
    return { index: units.indexOf(name), count: units.length };
  }

  /** The nodes of a vector; undefined for what is none. @throws {ProblemError} for a feature that is no column of data. */
  components(name: string, reader: FormulaReader, at: Range): readonly Node[] | undefined {
    const known = this.#nodes.get(name);
    if (known) return known;
    const nodes = this.isFeatures(name) ? this.#features(name, reader) : this.#parameters(name, reader, at);
    if (nodes) this.#nodes.set(name, nodes);
    return nodes;
  }

  /** @throws {ProblemError} for a vector that stands where a number is wanted. */
  refuse(name: string, at: Range): void {
    const features = this.#plan.features.get(name);
    if (features) {
      throw new ProblemError(`${name} stands for ${this.columns(name).length} columns: write dot(w, ${name}).`, at);
    }
    const weights = this.weights(name);
    if (!weights) return;
    throw new ProblemError(
      `${name} is a vector of ${weights.length} weights: it stands in dot, sum, mean or norm, and its numbers are ${weights[0]} and so on.`,
      at,
    );
  }

  #features(name: string, reader: FormulaReader): Node[] {
    const { list, columns } = this.#plan.features.get(name)!;
    const places = new Map(columns === 'all' ? [] : columns.map((column) => [column.name, column.at]));
    return this.columns(name).map((column) => {
      const at = places.get(column) ?? list;
      const tree: Syntax = { kind: 'name', name: column, start: at.start, end: at.end, from: 0, to: 0 };
      const node = reader.read(tree);
      if (node.rows === 0) throw new ProblemError(`${column} is no column of data, and so no feature.`, at);
      return node;
    });
  }

  #parameters(name: string, reader: FormulaReader, at: Range): Node[] | undefined {
    return this.weights(name)?.map((weight) => {
      const { scope } = reader;
      if (scope.isDefined(weight) || scope.isTableColumn(weight)) {
        throw new ProblemError(`${weight} would be a weight of ${name}, and is the name of something else.`, at);
      }
      const node = scope.parameter(weight);
      scope.place(node, at);
      return node;
    });
  }
}
