/**
 * The stopping rules that a loop does not know by itself, as nodes beside the step: what each looks at, and what it
 * remembers.
 */
import type { StopRules } from '../problem.ts';
import type { Graph, Node } from '../program/graph.ts';
import type { Slot } from './slots.ts';
import type { Rule } from './verdict.ts';

/** A rule that ends the run at a row where its node is not 0. */
export interface NodeRule {
  readonly rule: Rule;
  readonly fires: Node;
}

/** What rules look at, at one iterate. */
interface Seen {
  /** What is being minimized. */
  readonly value: Node;
  readonly gradient: readonly Node[];
  readonly t: Node;
}

/** How many numbers the rules remember from step to step. */
export function remembered(stop: StopRules): number {
  return (stop.relativeChange === undefined ? 0 : 1) + (stop.patience === undefined ? 0 : 2);
}

/**
 * The rules of a run that are nodes.
 *
 * @param climbs the objective is maximized: its target lies above. @param remember takes room for a number, with its
 *   first value.
 */
export function nodeRules(
  graph: Graph,
  stop: StopRules,
  climbs: boolean,
  { value, gradient, t }: Seen,
  remember: (initial: number) => Slot,
): NodeRule[] {
  const rules: NodeRule[] = [];
  if (stop.gradientMax !== undefined) {
    const sizes = gradient.map((partial) => graph.call('abs', [partial]));
    const largest = sizes.reduce((a, b) => graph.call('max', [a, b]));
    rules.push({ rule: 'gradientMax', fires: graph.call('less', [largest, graph.constant(stop.gradientMax)]) });
  }
  if (stop.relativeChange !== undefined) {
    // NaN before the first step: it compares with nothing.
    const before = remember(Number.NaN);
    before.next(value);
    const size = graph.call('max', [graph.call('abs', [value]), graph.call('abs', [before.now])]);
    const change = graph.call('abs', [graph.subtract(value, before.now)]);
    const limit = graph.multiply(graph.constant(stop.relativeChange), size);
    rules.push({ rule: 'relativeChange', fires: graph.call('lessOrEqual', [change, limit]) });
  }
  if (stop.target !== undefined) {
    const target = graph.constant(climbs ? -stop.target : stop.target);
    rules.push({ rule: 'target', fires: graph.call('lessOrEqual', [value, target]) });
  }
  if (stop.patience !== undefined) {
    const best = remember(Number.POSITIVE_INFINITY);
    const since = remember(0);
    const bar = graph.subtract(best.now, graph.constant(stop.improvement ?? 0));
    const improved = graph.call('less', [value, bar]);
    const latest = graph.select(improved, t, since.now);
    best.next(graph.select(improved, value, best.now));
    since.next(latest);
    const waited = graph.subtract(t, latest);
    rules.push({ rule: 'patience', fires: graph.call('greaterOrEqual', [waited, graph.constant(stop.patience)]) });
  }
  return rules;
}
