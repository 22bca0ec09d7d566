/** A learning-rate schedule: the rate at step t from the initial rate η₀, written in nodes of the graph. */
import type { Options } from '../problem.ts';
import type { Graph, Node } from '../program/graph.ts';
import type { Choice, OptionSpec } from './choice.ts';

/** What a schedule may use at step t. */
export interface ScheduleAt {
  /** η₀. */
  readonly initial: Node;
  /** The step number, from 0. */
  readonly t: Node;
  /** What is being minimized, at this iterate. */
  readonly value: Node;
  /** The objective is maximized: `value` is its negative. */
  readonly climbs: boolean;
  /** The schedule's own state, by name, for one that watches the run. */
  readonly state: Readonly<Record<string, Node>>;
  /** What a formula of t means, with the names of the text. @throws {ProblemError} */
  readonly formula: (formula: string, t: Node, initial: Node) => Node;
}

/** What a text said in a framework's words, in ours; or what is wrong with it, as a sentence. */
export type Translated = { readonly options: Options; readonly rate?: number } | { readonly fault: string };

/** A framework's form of a schedule: a name that brings defaults, or has options of its own. */
export interface ScheduleForm {
  readonly names: readonly string[];
  /** What the framework takes where the text does not say it. */
  readonly defaults?: Options;
  /** Options that only this form has, or that mean something else in it. */
  readonly own?: readonly OptionSpec[];
  /** Says what was given, own options among it, in the schedule's own options. */
  translate?(given: Options): Translated;
}

export interface Schedule extends Choice {
  readonly forms?: readonly ScheduleForm[];
  /** Option names by which a text gives η₀, beside those that every schedule has. */
  readonly rateNames?: readonly string[];
  /** What is wrong with options that are right one by one, as a sentence. */
  fault?(options: Options): string | undefined;
  /** The step number at which its course ends; absent, or undefined, where it has no end. */
  length?(options: Options): number | undefined;
  /** The state before the first step, for one that watches the run. */
  init?(options: Options, initialRate: number): Readonly<Record<string, number>>;
  rate(g: Graph, at: ScheduleAt, options: Options): Node;
  /** The state after step t. */
  advance?(g: Graph, at: ScheduleAt, options: Options): Readonly<Record<string, Node>>;
}
