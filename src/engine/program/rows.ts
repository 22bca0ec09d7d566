/** Nodes over rows, computed for every row: what a sum over rows would add up. */
import { argumentsOf, type Node, reachable } from './graph.ts';
import { Interpreter } from './interpreter.ts';
import { emitColumns, emitStatements, makeFunction } from './javascript.ts';
import type { Program } from './program.ts';

/**
 * Compiles nodes over the rows of data; a node that is one number has it in every row.
 *
 * @param rows how many rows each node has that has any.
 * @param inputs how many input slots there are.
 * @returns a program whose outputs are rows × nodes, row after row.
 */
export function compileRows(
  nodes: readonly Node[],
  rows: number,
  inputs: number,
  columns: readonly Float64Array[],
): Program {
  return compileJavaScript(nodes, rows, inputs, columns) ?? interpret(nodes, rows, inputs, columns);
}

function compileJavaScript(
  nodes: readonly Node[],
  rows: number,
  inputs: number,
  columns: readonly Float64Array[],
): Program | undefined {
  const inRows = rowNodes(nodes);
  // Numbers that rows need are computed once, before the loop.
  const numbers = [...nodes, ...inRows.flatMap(argumentsOf)].filter((node) => node.rows === 0);
  const { statements, expression, assign } = emitStatements([...new Set(numbers)], (slot) => `x[${slot}]`);
  const body = inRows.map(assign).join('');
  const writes = nodes.map((node) => `y[k++]=${expression(node)};`).join('');
  const run = makeFunction<(x: Float64Array, y: Float64Array) => void>(
    `${emitColumns(nodes)}return function(x,y){${statements}let k=0;for(let r=0;r<${rows};r++){${body}${writes}}}`,
    columns,
  );
  if (!run) return undefined;
  const program = { inputs: new Float64Array(inputs), outputs: new Float64Array(rows * nodes.length) };
  return { ...program, run: () => run(program.inputs, program.outputs) };
}

/** The nodes over rows that are computed in the same rows as `nodes`, not within a sum over others. */
function rowNodes(nodes: readonly Node[]): Node[] {
  const needed = new Set(nodes.filter((node) => node.rows > 0));
  const order = reachable(nodes);
  for (const node of order.toReversed()) {
    if (node.rows > 0 && needed.has(node))
      for (const argument of argumentsOf(node)) if (argument.rows > 0) needed.add(argument);
  }
  return order.filter((node) => needed.has(node));
}

function interpret(nodes: readonly Node[], rows: number, inputs: number, columns: readonly Float64Array[]): Program {
  const interpreter = new Interpreter(nodes, columns);
  const program = { inputs: new Float64Array(inputs), outputs: new Float64Array(rows * nodes.length) };
  return {
    ...program,
    run: () => {
      interpreter.run(program.inputs);
      nodes.forEach((node, j) => {
        const values = interpreter.rows(node);
        for (let r = 0; r < rows; r++) program.outputs[r * nodes.length + j] = values[node.rows === 0 ? 0 : r]!;
      });
    },
  };
}
