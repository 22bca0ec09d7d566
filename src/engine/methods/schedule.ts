/** A learning-rate schedule: the rate at step t from the initial rate η₀, written in nodes of the graph. */
import type { Options } from '../problem.ts';
import type { Graph, Node } from '../program/graph.ts';
import type { Choice } from './choice.ts';

/** What a schedule may use at step t. */
export interface ScheduleAt {
  /** η₀. */
  readonly initial: Node;
  /** The step number, from 0. */
  readonly t: Node;
  /** What is being minimized, at this iterate. */
  readonly value: Node;
  /** The schedule's own state, by name, for one that watches the run. */
  readonly state: Readonly<Record<string, Node>>;
}

export interface Schedule extends Choice {
  /** The state before the first step, for one that watches the run. */
  init?(options: Options): Readonly<Record<string, number>>;
  rate(g: Graph, at: ScheduleAt, options: Options): Node;
  /** The state after step t. */
  advance?(g: Graph, at: ScheduleAt, options: Options): Readonly<Record<string, Node>>;
}
