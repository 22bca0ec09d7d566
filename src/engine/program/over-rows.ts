/** The same formula over other rows. */
import { argumentsOf, Graph, type Node, reachable } from './graph.ts';
import { Interpreter } from './interpreter.ts';

/**
 * A formula over rows of another number, in a graph of its own. What is a number of the data alone, such as a column's mean,
 * stays what it is over the formula's own rows; but for what comes from `open` columns alone, which tells their number.
 *
 * @param columns the formula's own data, by column index.
 * @param rows the number of the other rows.
 */
export function overRows(
  output: Node,
  columns: readonly Float64Array[],
  open: ReadonlySet<number>,
  rows: number,
): Node {
  const graph = new Graph();
  const copies = new Map<Node, Node>();
  const facts = new Map<Node, { readonly varies: boolean; readonly isData: boolean }>();
  const order = reachable([output]);
  for (const node of order) {
    const parts = argumentsOf(node).map((part) => facts.get(part)!);
    facts.set(node, {
      varies: node.kind === 'input' || parts.some(({ varies }) => varies),
      isData: (node.kind === 'column' && !open.has(node.column)) || parts.some(({ isData }) => isData),
    });
  }
  const fixed = order.filter((node) => node.rows === 0 && facts.get(node)!.isData && !facts.get(node)!.varies);
  const interpreter = new Interpreter(fixed, columns);
  interpreter.run([]);
  for (const node of fixed) copies.set(node, graph.constant(interpreter.value(node)));
  for (const node of order) if (!copies.has(node)) copies.set(node, copyOf(node));
  return copies.get(output)!;

  function copyOf(node: Node): Node {
    switch (node.kind) {
      case 'constant':
        return graph.constant(node.value);
      case 'input':
        return graph.input(node.slot);
      case 'column':
        return graph.column(node.column, rows);
      case 'rowSum':
        return graph.rowSum(copies.get(node.body)!, rows);
      case 'call':
        return graph.exactly(
          node.operation,
          node.args.map((arg) => copies.get(arg)!),
        );
    }
  }
}
