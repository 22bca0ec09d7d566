/** What batches minimize: the objective with its sums over rows estimated. */
import type { Problem } from '../../problem.ts';
import { argumentsOf, type Node, reachable } from '../../program/graph.ts';
import type { BatchPlan } from './batch.ts';

/**
 * The problem whose sums over the rows of a batch stand for those over all: each N/k times as large, so that a mean is
 * the batch's mean and what stands outside the sums is as it was. A loop makes up for a last batch of fewer rows.
 */
export function estimated(problem: Problem, { rows, size }: Pick<BatchPlan, 'rows' | 'size'>): Problem {
  const { graph, objective } = problem;
  const made = new Map<Node, Node>();
  const factor = graph.constant(rows / size);
  for (const node of reachable([objective])) {
    // Sums do not contain each other: what is within one stays.
    if (node.rows > 0 || node.kind === 'rowSum') {
      made.set(node, node.kind === 'rowSum' ? graph.multiply(factor, node) : node);
      continue;
    }
    const args = argumentsOf(node).map((argument) => made.get(argument)!);
    const same = args.every((argument, i) => argument === argumentsOf(node)[i]);
    made.set(node, same || node.kind !== 'call' ? node : graph.call(node.operation, args));
  }
  return { ...problem, objective: made.get(objective)! };
}
