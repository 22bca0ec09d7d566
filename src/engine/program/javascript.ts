/**
 * The graph as JavaScript. Only operation names, node ids and numbers become code: no text of the user's does.
 */
import { argumentsOf, type Node, reachable } from './graph.ts';
import { operation, RUNTIME } from './operations.ts';

function literal(value: number): string {
  if (Object.is(value, -0)) return '(-0)';
  return value < 0 ? `(${value})` : String(value);
}

/**
 * Straight-line statements that compute `outputs`, with a loop for each layer of sums over rows, and the expression
 * that stands for any node computed.
 *
 * @param inputName the JavaScript variable that holds an input slot.
 */
export function emitStatements(
  outputs: readonly Node[],
  inputName: (slot: number) => string,
): { readonly statements: string; readonly expression: (node: Node) => string } {
  const nodes = reachable(outputs);
  const expression = (node: Node): string => {
    if (node.kind === 'constant') return literal(node.value);
    if (node.kind === 'input') return inputName(node.slot);
    return `t${node.id}`;
  };
  const assign = (node: Node): string => {
    if (node.kind === 'column') return `const t${node.id}=c${node.column}[r];`;
    if (node.kind !== 'call') return '';
    return `const t${node.id}=${operation(node.operation).emit(...node.args.map(expression))};`;
  };

  // A sum over rows can run once all numbers its body needs are there: one layer later than the latest of them.
  const layer = new Map<Node, number>();
  for (const node of nodes) {
    const needed = argumentsOf(node).reduce((most, arg) => Math.max(most, layer.get(arg)!), 0);
    layer.set(node, node.kind === 'rowSum' ? needed + 1 : needed);
  }
  const layers = nodes.reduce((most, node) => Math.max(most, layer.get(node)!), 0);

  const parts: string[] = [];
  for (let current = 0; current <= layers; current++) {
    const sums = nodes.filter((node) => node.kind === 'rowSum' && layer.get(node) === current);
    for (const rows of new Set(sums.map((sum) => (sum.kind === 'rowSum' ? sum.body.rows : 0)))) {
      const here = sums.filter((sum) => sum.kind === 'rowSum' && sum.body.rows === rows);
      const bodies = here.map((sum) => argumentsOf(sum)[0]!);
      parts.push(...here.map((sum) => `let t${sum.id}=0;`));
      parts.push(`for(let r=0;r<${rows};r++){`);
      parts.push(...rowNodes(bodies).map(assign));
      parts.push(...here.map((sum, i) => `t${sum.id}+=${expression(bodies[i]!)};`), '}');
    }
    parts.push(...nodes.filter((node) => node.rows === 0 && layer.get(node) === current).map(assign));
  }
  return { statements: parts.join(''), expression };
}

/** The nodes over rows that bodies are computed from; numbers and finished sums are left outside the loop. */
function rowNodes(bodies: readonly Node[]): Node[] {
  return reachable(bodies).filter((node) => node.rows > 0);
}

/** The columns that outputs read, as `const c0=…;` statements over an array named `columns`. */
export function emitColumns(outputs: readonly Node[]): string {
  return reachable(outputs)
    .map((node) => (node.kind === 'column' ? `const c${node.column}=columns[${node.column}];` : ''))
    .join('');
}

/** Functions without data by their source: made again, one would have to become fast again. */
const made = new Map<string, unknown>();
/** As many as the problems and settings a person goes back and forth between. */
const MOST_KEPT = 64;

/**
 * A function from generated source, or undefined where the host forbids making one. The source is a function body that
 * returns the function; that function keeps no state of its own.
 */
export function makeFunction<T>(body: string, columns: readonly Float64Array[]): T | undefined {
  const kept = columns.length === 0 ? made.get(body) : undefined;
  if (kept !== undefined) return kept as T;
  try {
    const make = new Function('P', 'S', 'columns', `"use strict";${body}`) as (...world: unknown[]) => T;
    const result = make(RUNTIME.P, RUNTIME.S, columns);
    if (columns.length === 0) {
      if (made.size >= MOST_KEPT) made.delete(made.keys().next().value!);
      made.set(body, result);
    }
    return result;
  } catch (error) {
    // EvalError is how a content security policy refuses; anything else would be a defect of the emitter.
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
