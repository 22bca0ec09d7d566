/** The pieces of a function that is put together from several: on which one a point is, and where another begins. */
import { argumentsOf, type Node, reachable } from '../../program/graph.ts';
import { Interpreter } from '../../program/interpreter.ts';
import { COMPARISONS, type OperationName, operation } from '../../program/operations.ts';
import { along } from './points.ts';

type Call = Node & { kind: 'call' };

/** A number that changes where an operation goes over to another piece, from its arguments and its value. */
type Piece = (args: readonly number[], value: number) => number;

const ofValue: Piece = (_, value) => value;
const ofSign: Piece = ([u]) => Math.sign(u!);
const ofOrder: Piece = ([u, v]) => Math.sign(u! - v!);

/** The operations that are put together from pieces. Where they meet there is a kink or a jump. */
export const PIECES: { readonly [Name in OperationName]?: Piece } = {
  abs: ofSign,
  sign: ofSign,
  relu: ofSign,
  leakyrelu: ofSign,
  elu: ofSign,
  heaviside: ofSign,
  floor: ofValue,
  ceil: ofValue,
  trunc: ofValue,
  round: ofValue,
  mod: ([u, v]) => Math.floor(u! / v!),
  max: ofOrder,
  min: ofOrder,
  hypot: (_, value) => Math.sign(value),
  select: ([condition]) => (condition !== 0 ? 1 : 0),
  ...Object.fromEntries([...COMPARISONS].map((name) => [name, ofValue])),
};

/** The pieces of all switching operations at a point, one number a row of each. */
export type Signature = readonly number[];

/** Where two points are on different pieces. */
export interface Crossing {
  readonly operation: OperationName;
  /** The last point before the border and the first behind it, as near to each other as numbers are. */
  readonly before: readonly number[];
  readonly behind: readonly number[];
}

/** Enough to halve any distance down to that of neighbouring numbers. */
const HALVINGS = 70;

export class Branches {
  readonly #interpreter: Interpreter;
  readonly #switches: readonly Call[];
  /** By place in a signature. */
  readonly #owners: Call[] = [];

  constructor(objective: Node, columns: readonly Float64Array[]) {
    this.#switches = reachable([objective]).filter(
      (node): node is Call => node.kind === 'call' && PIECES[node.operation] !== undefined,
    );
    // Those that are kinks themselves are named before the comparisons that they depend on.
    this.#switches = this.#switches.toSorted((a, b) => Number(isKinked(b)) - Number(isKinked(a)));
    for (const node of this.#switches) {
      for (let row = 0; row < Math.max(1, node.rows); row++) this.#owners.push(node);
    }
    this.#interpreter = new Interpreter([objective], columns);
  }

  /** Whether the function has pieces at all. */
  get any(): boolean {
    return this.#switches.length > 0;
  }

  at(point: readonly number[]): Signature {
    this.#interpreter.run(point);
    return this.#switches.flatMap((node) => {
      const piece = PIECES[node.operation]!;
      const args = argumentsOf(node).map((arg) => this.#interpreter.rows(arg));
      return Array.from(this.#interpreter.rows(node), (value, row) =>
        piece(
          args.map((values) => (values.length === 1 ? values[0]! : values[row]!)),
          value,
        ),
      );
    });
  }

  /** The first place at which two signatures differ. */
  difference(a: Signature, b: Signature): number | undefined {
    const place = a.findIndex((piece, k) => !Object.is(piece, b[k]) && piece !== b[k]);
    return place < 0 ? undefined : place;
  }

  /** Where the way from one point straight to another leaves the piece that it begins on. */
  crossing(from: readonly number[], to: readonly number[]): Crossing | undefined {
    if (!this.any) return undefined;
    const here = this.at(from);
    const place = this.difference(here, this.at(to));
    if (place === undefined) return undefined;
    const direction = to.map((x, i) => x - from[i]!);
    let [low, high] = [0, 1];
    for (let k = 0; k < HALVINGS; k++) {
      const middle = (low + high) / 2;
      if (this.difference(here, this.at(along(from, direction, middle))) === undefined) low = middle;
      else high = middle;
    }
    const owner = this.difference(here, this.at(along(from, direction, high))) ?? place;
    return {
      operation: this.#owners[owner]!.operation,
      before: along(from, direction, low),
      behind: along(from, direction, high),
    };
  }
}

function isKinked({ operation: name }: Call): boolean {
  return operation(name).kinked !== undefined;
}
