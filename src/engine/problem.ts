/**
 * What a text says is to be minimized, and with which settings: the engine's central value.
 */
import type { DataRows } from './data/rows.ts';
import type { Graph, Node } from './program/graph.ts';

/** A half-open range of UTF-16 offsets into the text that was read. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * What a user can mend: a sentence in plain words, where in their text it applies, and, where it can be known,
 * the text to put in place of that range.
 */
export class ProblemError extends Error implements Range {
  override readonly name = 'ProblemError';
  readonly start: number;
  readonly end: number;
  readonly suggestion?: string;

  constructor(message: string, range: Range, suggestion?: string) {
    super(message);
    this.start = range.start;
    this.end = range.end;
    if (suggestion !== undefined) this.suggestion = suggestion;
  }
}

/** A learning rate, or `auto`: chosen from the curvature at the start. */
export type Rate = number | 'auto';

/** A number, a flag, a word or formula, or a list such as milestones. */
export type OptionValue = number | boolean | string | readonly number[];

/** Values of a method's or schedule's options, by their canonical names. */
export type Options = Readonly<Record<string, OptionValue>>;

/** A method by its canonical name (see methods/), its options, and a rate of its own where the text gave one. */
export interface MethodChoice {
  readonly name: string;
  readonly options: Options;
  readonly rate?: Rate;
}

/** A learning-rate schedule by its canonical name, its options, and an initial rate of its own where the text gave one. */
export interface ScheduleChoice {
  readonly name: string;
  readonly options: Options;
  readonly rate?: Rate;
}

/** When a run ends. A rule that is absent is not applied; `steps` and `divergence` always are. */
export interface StopRules {
  /** The largest number of steps. */
  readonly steps: number;
  /** Stop when the 2-norm of the gradient is below this. */
  readonly gradient?: number;
  /** Stop when the largest absolute partial derivative is below this. */
  readonly gradientMax?: number;
  /** Stop when the value changed by less than this in one step. */
  readonly change?: number;
  /** Stop when the value changed by at most this share of the larger of the two. */
  readonly relativeChange?: number;
  /** Stop when the parameters moved by less than this (2-norm) in one step. */
  readonly move?: number;
  /** Stop when the value is at most this; when maximizing, at least this. */
  readonly target?: number;
  /** Stop after so many steps without an improvement of the best value. */
  readonly patience?: number;
  /** For patience: an improvement is one by more than this. */
  readonly improvement?: number;
  /** Of a run in batches: the largest number of passes over the rows. */
  readonly epochs?: number;
  /** The largest number of evaluations of value and gradient. */
  readonly evaluations?: number;
  /** The longest time, in seconds. */
  readonly time?: number;
  /** Stop when the objective is this many times as large as at the start, where it counts as 1 at least. */
  readonly divergence: number;
}

/** Many starts in the box of `over`, beside the one that is watched. */
export interface Starts {
  /** How many; of a grid at most so many. 0 is none. */
  readonly count: number;
  /** Independent, on a grid, or one in each of `count` layers of every axis. */
  readonly layout: 'random' | 'grid' | 'latin';
  readonly seed: number;
}

/** How many rows of the data a step uses. */
export type BatchSize = number | 'all';

/** Which rows a batch has: an epoch's rows in random order, in the order of the data, or drawn anew for each step. */
export type BatchOrder = 'shuffle' | 'sequential' | 'replacement';

/** Steps that use some rows of the data each. */
export interface Batch {
  /** More than one: they are compared. */
  readonly sizes: readonly BatchSize[];
  readonly order: BatchOrder;
  readonly seed: number;
}

/** Everything a person can set, in the text and in the panel alike. */
export interface Settings {
  /** More than one: they are compared. */
  readonly methods: readonly MethodChoice[];
  /** More than one: they are compared. */
  readonly rates: readonly Rate[];
  readonly schedule: ScheduleChoice;
  /** One number a parameter, in the order of `Problem.parameters`. */
  readonly start: readonly number[];
  readonly stop: StopRules;
  readonly starts?: Starts;
  /** Absent: every step uses all rows. */
  readonly batch?: Batch;
}

/** Settings that take the place of what the text says or what was chosen. */
export type SettingsPatch = { readonly [K in Exclude<keyof Settings, 'stop'>]?: Settings[K] } & {
  readonly stop?: { readonly [K in keyof StopRules]?: StopRules[K] | undefined };
};

/** Where a setting came from: written in the text, chosen by Downhill, or set in the panel. */
export type Origin = 'text' | 'chosen' | 'panel';

/** A decision that was made while reading, for people to check: `e` as Euler's number, a start that was chosen. */
export interface Note {
  readonly text: string;
  readonly range?: Range;
  /** It is about the schedule in force, and goes with it. */
  readonly about?: 'schedule';
}

/** Where a problem's columns are from, when it names a table. */
export interface ProblemTable {
  /** As the text writes it. */
  readonly written: string;
  /** As people know it: a file's name, a heading. */
  readonly name: string;
  /** Every column's name. */
  readonly names: readonly string[];
  /** The names of the columns that the objective uses. */
  readonly used: readonly string[];
  /** The table's rows, with those that were left out. */
  readonly rows: number;
  /** The rows that are used. */
  readonly usedRows: number;
}

/** A data column: one number a row. */
export interface Column {
  readonly name: string;
  readonly values: Float64Array;
}

/** How a column is scaled: mean 0 and variance 1 (dividing by n), from 0 to 1, or mean 0. */
export type ScalingKind = 'standardize' | 'minmax' | 'center';

/** A column's name means (x − shift)/scale, of the column x as it was read. */
export interface Scaling {
  readonly name: string;
  readonly kind: ScalingKind;
  readonly shift: number;
  readonly scale: number;
}

/** Rows that the objective is not minimized over, and the objective over them. */
export interface HeldOut {
  readonly part: 'validation' | 'test';
  /** Their indices among the rows that are used, ascending. */
  readonly rows: Int32Array;
  /** Of the same parameters; scales and means of the data are those of the training rows. In a graph of its own. */
  readonly objective: Node;
  readonly columns: readonly Column[];
}

/** The rows in parts. */
export interface RowSplit {
  readonly seed: number;
  /** The rows that the objective is minimized over, as indices among the rows that are used, ascending. */
  readonly training: Int32Array;
  readonly heldOut: readonly HeldOut[];
}

/** A problem that can be run: a real-valued objective of named parameters, and the settings in force. */
export interface Problem {
  readonly text: string;
  readonly languageId: string;
  readonly sense: 'minimize' | 'maximize';
  /** The name the text gave the objective (`J` in `J(θ) = …`), if any. */
  readonly name?: string;
  /** Where the objective's formula stands. */
  readonly range: Range;
  /** Where the whole statement of the objective stands. */
  readonly statement: Range;
  readonly parameters: readonly string[];
  readonly columns: readonly Column[];
  readonly table?: ProblemTable;
  /** The rows of that table that are used, with all columns that are held. */
  readonly rows?: DataRows;
  /** What `standardize`, `minmax` and `center` made of columns that the objective uses. */
  readonly scalings?: readonly Scaling[];
  readonly split?: RowSplit;
  readonly graph: Graph;
  /** The objective as written; `maximize` descends on its negative. */
  readonly objective: Node;
  /** How the formula was read, with its left-hand side: TeX, and text that reads back as the same. */
  readonly reading: { readonly tex: string; readonly text: string };
  /** Where in the text a node first stands, for errors at run time. */
  readonly places: ReadonlyMap<Node, Range>;
  /** What a schedule's formula means, for these nodes of t and η₀. @throws {ProblemError} */
  readonly scheduleFormula: (formula: string, t: Node, initial: Node) => Node;
  /** The box of `over`, by parameter name. */
  readonly over: ReadonlyMap<string, readonly [number, number]>;
  readonly settings: Settings;
  readonly origins: { readonly [K in keyof Settings]: Origin };
  readonly notes: readonly Note[];
  /** Where each setting is written in the text, for writing changes back. */
  readonly written: readonly WrittenSetting[];
}

/** A setting's place in the text. */
export interface WrittenSetting {
  readonly setting: keyof Settings;
  /** The parameter, for a start that stands in a line of its own (`x = 3`, `x0 = 3`). */
  readonly parameter?: number;
  /** Which stopping rule, for `steps = 100`, `tol = 1e-6`. */
  readonly rule?: keyof StopRules;
  /** The whole statement. */
  readonly range: Range;
  /** Only the value, in an assignment. */
  readonly value?: Range;
}
