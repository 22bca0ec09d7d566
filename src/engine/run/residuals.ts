/** The residuals of a sum of squares and their Jacobian, compiled. */
import { gradientOf } from '../calculus/gradient.ts';
import { rowGradientOf } from '../calculus/row-gradient.ts';
import type { SumOfSquares } from '../calculus/sum-of-squares.ts';
import type { Residuals } from '../methods/search.ts';
import { compileProgram } from '../program/evaluator.ts';
import type { Graph, Node } from '../program/graph.ts';
import type { Program } from '../program/program.ts';
import { compileRows } from '../program/rows.ts';

/** Residuals that are computed together: they stand one after the other. */
interface Group {
  readonly count: number;
  /** The residuals. */
  readonly values: () => Program;
  /** Both, as one program, and how its outputs are laid out. */
  readonly jacobian: () => Program;
  spread(outputs: Float64Array, first: number, residuals: Float64Array, jacobian: Float64Array): void;
}

/**
 * Compiles a sum of squares, each part when it is first asked for.
 *
 * @param counts what is counted up.
 */
export function compileResiduals(
  graph: Graph,
  sum: SumOfSquares,
  parameters: number,
  columns: readonly Float64Array[],
  counts: { residuals: number; jacobians: number },
): Residuals {
  const rows = [...new Set(sum.residuals.map((node) => node.rows))].sort((a, b) => a - b);
  const groups = rows.map((count) => {
    const nodes = sum.residuals.filter((node) => node.rows === count);
    return count === 0
      ? numbers(graph, nodes, parameters, columns)
      : overRows(graph, nodes, count, parameters, columns);
  });
  return {
    count: groups.reduce((total, group) => total + group.count, 0),
    scale: sum.scale,
    offset: sum.offset,
    values(x, residuals) {
      counts.residuals++;
      let first = 0;
      for (const group of groups) {
        residuals.set(outputsAt(group.values(), x), first);
        first += group.count;
      }
    },
    jacobian(x, residuals, jacobian) {
      counts.jacobians++;
      let first = 0;
      for (const group of groups) {
        group.spread(outputsAt(group.jacobian(), x), first, residuals, jacobian);
        first += group.count;
      }
    },
  };
}

function outputsAt(program: Program, x: Float64Array): Float64Array {
  program.inputs.set(x);
  program.run();
  return program.outputs;
}

/** Residuals that are one number each. Most depend on few parameters: derivatives that are 0 are left out. */
function numbers(graph: Graph, nodes: readonly Node[], parameters: number, columns: readonly Float64Array[]): Group {
  const count = nodes.length;
  const made = once(() => {
    const entries = nodes
      .flatMap((node) => gradientOf(graph, node, parameters))
      .map((partial, place) => ({ partial, place }))
      .filter(({ partial }) => !(partial.kind === 'constant' && partial.value === 0));
    return {
      program: compileProgram([...nodes, ...entries.map(({ partial }) => partial)], parameters, columns),
      places: Int32Array.from(entries, ({ place }) => place),
    };
  });
  return {
    count,
    values: once(() => compileProgram(nodes, parameters, columns)),
    jacobian: () => made().program,
    spread(outputs, first, residuals, jacobian) {
      const { places } = made();
      for (let i = 0; i < count; i++) residuals[first + i] = outputs[i]!;
      jacobian.fill(0, first * parameters, (first + count) * parameters);
      for (let k = 0; k < places.length; k++) jacobian[first * parameters + places[k]!] = outputs[count + k]!;
    },
  };
}

/** Residuals over the same rows. */
function overRows(
  graph: Graph,
  nodes: readonly Node[],
  rows: number,
  parameters: number,
  columns: readonly Float64Array[],
): Group {
  const width = 1 + parameters;
  return {
    count: rows * nodes.length,
    values: once(() => compileRows(nodes, rows, parameters, columns)),
    jacobian: once(() =>
      compileRows(
        nodes.flatMap((node) => [node, ...rowGradientOf(graph, node, parameters)]),
        rows,
        parameters,
        columns,
      ),
    ),
    spread(outputs, first, residuals, jacobian) {
      for (let i = 0; i < rows * nodes.length; i++) {
        residuals[first + i] = outputs[i * width]!;
        for (let j = 0; j < parameters; j++) jacobian[(first + i) * parameters + j] = outputs[i * width + 1 + j]!;
      }
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
