/** An epoch of stochastic gradient descent over a million rows of a line, its shuffle included. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../src/engine/problem.ts';
import { Graph } from '../../src/engine/program/graph.ts';
import { readProblem } from '../../src/engine/read/problem.ts';
import { batchOf } from '../../src/engine/run/batches/batch.ts';
import { estimated } from '../../src/engine/run/batches/estimate.ts';
import { ordersOf } from '../../src/engine/run/batches/order.ts';
import { passes } from '../../src/engine/run/batches/passes.ts';
import { initialMemory, limitsOf } from '../../src/engine/run/loop.ts';
import { compileBatchLoop } from '../../src/engine/run/loops/index.ts';
import { plansOf } from '../../src/engine/run/plan.ts';
import { stepProgram } from '../../src/engine/run/program.ts';
import { emptyIterates } from '../../src/engine/run/trace.ts';
import type { Round } from './workloads.ts';

/** mean((w·x + b − y)²) over the peers' rows: more than a text can hold. @param folder where the peers' data is. */
export function million(folder: string, lines: string): Problem {
  const column = (name: string) => new Float64Array(new Uint8Array(readFileSync(join(folder, name))).buffer);
  const values = [column('lin_x.f64'), column('lin_y.f64')] as const;
  const few = readProblem(`x = [1, 2]\ny = [1, 2]\nminimize mean((w*x + b - y)^2)\nstart w = 0, b = 0\n${lines}`);
  const graph = new Graph();
  const rows = values[0].length;
  const [x, y] = [graph.column(0, rows), graph.column(1, rows)];
  const rest = graph.subtract(graph.add(graph.multiply(graph.input(0), x), graph.input(1)), y);
  const total = graph.rowSum(graph.power(rest, graph.constant(2)));
  const objective = graph.divide(total, graph.constant(rows));
  return { ...few, graph, objective, columns: few.columns.map(({ name }, i) => ({ name, values: values[i]! })) };
}

/** The order of an epoch alone. */
export function shuffle(folder: string): Round {
  const problem = sized(million(folder, 'batch 1'), 1);
  const batch = batchOf(problem, 1)!;
  const program = stepProgram(problem, plansOf(problem)[0]!.method, plansOf(problem)[0]!.schedule, 1);
  const { order, shuffle: fast } = compileBatchLoop(program, limitsOf({ steps: 1, divergence: 1 }), batch);
  const next = ordersOf(batch, fast);
  next(order);
  return () => seconds(() => next(order));
}

/** The shuffle and the steps of an epoch, each recorded with its value; not the full objective. */
export function epoch(folder: string, size: number, rate: number): Round {
  const problem = sized(million(folder, 'batch 1'), size);
  const plan = plansOf(problem)[0]!;
  const batch = plan.batch!;
  const limits = { steps: 10_000_000, divergence: 1e100 };
  const program = stepProgram(
    { ...estimated(problem, batch), settings: { ...problem.settings, stop: limits } },
    plan.method,
    plan.schedule,
    rate,
  );
  const run = passes(batch, compileBatchLoop(program, limitsOf(limits), batch));
  const kept = emptyIterates(2, batch.perEpoch);
  const memory = initialMemory(program, [0, 0]);
  return () => seconds(() => run(memory, kept, undefined, 0, batch.perEpoch));
}

function sized(problem: Problem, size: number): Problem {
  return { ...problem, settings: { ...problem.settings, batch: { sizes: [size], order: 'shuffle', seed: 1 } } };
}

function seconds(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}
