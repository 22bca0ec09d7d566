/** An epoch of stochastic gradient descent over a million rows of a line, its shuffle included. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
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

const ROWS = 1_000_000;

/** mean((w·x + b − y)²) over rows as the peers': more than a text can hold. */
export function million(size: number): Problem {
  const random = mersenne(1);
  const x = Float64Array.from({ length: ROWS }, () => 2 * uniformFloat64(random) - 1);
  const y = x.map((value) => 2 * value + 0.5 + 0.2 * (uniformFloat64(random) - 0.5));
  const few = readProblem('x = [1, 2]\ny = [1, 2]\nminimize mean((w*x + b - y)^2)\nstart w = 0, b = 0');
  const graph = new Graph();
  const columns = [graph.column(0, ROWS), graph.column(1, ROWS)] as const;
  const rest = graph.subtract(graph.add(graph.multiply(graph.input(0), columns[0]), graph.input(1)), columns[1]);
  const objective = graph.divide(graph.rowSum(graph.power(rest, graph.constant(2))), graph.constant(ROWS));
  return {
    ...few,
    graph,
    objective,
    columns: [
      { name: 'x', values: x },
      { name: 'y', values: y },
    ],
    settings: { ...few.settings, batch: { sizes: [size], order: 'shuffle', seed: 1 } },
  };
}

/** The order of an epoch alone. */
export function shuffle(): Round {
  const problem = million(1);
  const batch = batchOf(problem, 1)!;
  const program = stepProgram(problem, plansOf(problem)[0]!.method, plansOf(problem)[0]!.schedule, 1);
  const { order, shuffle: fast } = compileBatchLoop(program, limitsOf({ steps: 1, divergence: 1 }), batch);
  const next = ordersOf(batch, fast);
  next(order);
  return () => seconds(() => next(order));
}

/** The shuffle and the steps of an epoch, each recorded with its value; not the full objective. */
export function epoch(size: number, rate: number): Round {
  const problem = million(size);
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
  return () => seconds(() => run(initialMemory(program, [0, 0]), kept, undefined, 0, batch.perEpoch));
}

function seconds(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}
