/**
 * The graph as JavaScript. Only operation names, node ids and numbers become code: no text of the user's does.
 */
import { type Node, reachable } from './graph.ts';
import { operation, RUNTIME } from './operations.ts';
import { type Block, blocksOf } from './order.ts';
import { isProductNode, powerSteps } from './powers.ts';
import type { Program } from './program.ts';

function literal(value: number): string {
  if (Object.is(value, -0)) return '(-0)';
  return value < 0 ? `(${value})` : String(value);
}

/** Statements that compute nodes, and the expression that stands for any node computed. */
export interface Emitted {
  readonly statements: string;
  readonly expression: (node: Node) => string;
  /** The statement that computes a node from its arguments, within a loop over rows where it has rows. */
  readonly assign: (node: Node) => string;
}

/**
 * Straight-line statements that compute `outputs`, with a loop for each layer of sums over rows.
 *
 * @param inputName the JavaScript variable that holds an input slot.
 * @param batch loops run over the rows `order[p]` … `order[q − 1]`; their sums are multiplied with `s` where batches
 *   are not `even`, and there is no loop where they are `single` rows.
 */
export function emitStatements(
  outputs: readonly Node[],
  inputName: (slot: number) => string,
  batch?: { readonly single: boolean; readonly even: boolean },
): Emitted {
  const expression = (node: Node): string => {
    if (node.kind === 'constant') return literal(node.value);
    if (node.kind === 'input') return inputName(node.slot);
    return `t${node.id}`;
  };
  const assign = (node: Node): string => {
    if (node.kind === 'column') return `const t${node.id}=c${node.column}[r];`;
    if (node.kind !== 'call') return '';
    if (isProductNode(node)) return assignProduct(node, expression);
    return `const t${node.id}=${operation(node.operation).emit(...node.args.map(expression))};`;
  };
  const emit = (block: Block): string => {
    const nodes = block.nodes.map(assign).join('');
    if (block.kind === 'numbers') return nodes;
    const before = block.sums.map((sum) => `let t${sum.id}=0;`).join('');
    const added = block.sums.map((sum) => `t${sum.id}+=${expression(sum.body)};`).join('');
    if (!batch) return `${before}for(let r=0;r<${block.rows};r++){${nodes}${added}}`;
    if (batch.single) {
      const bodies = block.sums.map((sum) => `t${sum.id}=${expression(sum.body)};`).join('');
      return `${before}{const r=order[p];${nodes}${bodies}}`;
    }
    const scaled = batch.even ? '' : block.sums.map((sum) => `t${sum.id}*=s;`).join('');
    return `${before}for(let b=p;b<q;b++){const r=order[b];${nodes}${added}}${scaled}`;
  };
  return { statements: blocksOf(outputs).map(emit).join(''), expression, assign };
}

/** A power by the multiplications of `powerSteps`, or a root. */
function assignProduct(node: Node & { kind: 'call' }, expression: (node: Node) => string): string {
  const [x, exponent] = node.args as readonly [Node, Node & { kind: 'constant' }];
  const base = expression(x);
  const name = `t${node.id}`;
  if (exponent.value === 0.5) return `const ${name}=Math.sqrt(${base});`;
  if (exponent.value === 1.5) return `const ${name}=${base}*Math.sqrt(${base});`;
  if (exponent.value === -0.5) return `const ${name}=1/Math.sqrt(${base});`;
  const steps = [...powerSteps(Math.abs(exponent.value))];
  const products = steps.map((step, i) => (i === 0 ? `${name}*=${base};` : `${name}*=${step === 's' ? name : base};`));
  return `let ${name}=${base};${products.join('')}${exponent.value < 0 ? `${name}=1/${name};` : ''}`;
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

/** Compiles outputs; undefined where the host forbids making functions. */
export function compileJavaScript(
  outputs: readonly Node[],
  inputs: number,
  columns: readonly Float64Array[],
): Program | undefined {
  const { statements, expression } = emitStatements(outputs, (slot) => `i${slot}`);
  const used = reachable(outputs).flatMap((node) => (node.kind === 'input' ? [node.slot] : []));
  const read = used.map((slot) => `const i${slot}=x[${slot}];`).join('');
  const write = outputs.map((output, i) => `y[${i}]=${expression(output)};`).join('');
  const run = makeFunction<(x: Float64Array, y: Float64Array) => void>(
    `${emitColumns(outputs)}return function(x,y){${read}${statements}${write}}`,
    columns,
  );
  if (!run) return undefined;
  const program = { inputs: new Float64Array(inputs), outputs: new Float64Array(outputs.length) };
  return { ...program, run: () => run(program.inputs, program.outputs) };
}
