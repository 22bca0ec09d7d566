/**
 * What the panel shows of a problem and its runs: plain data that survives structuredClone. The worker makes it,
 * the host keeps it, the panel draws it.
 */
import type {
  BatchOrder,
  MethodChoice,
  Note,
  OptionValue,
  Origin,
  ProblemTable,
  ScheduleChoice,
  Settings,
} from '../engine/problem.ts';
import type { Epochs } from '../engine/run/batches/epochs.ts';
import type { StateColumn } from '../engine/run/program.ts';
import type { Trace } from '../engine/run/trace.ts';
import type { Remedy, Verdict } from '../engine/run/verdict.ts';

/** A formula in the two forms people need: to look at and to copy. */
export interface Formula {
  readonly tex: string;
  readonly text: string;
  /** It was made shorter by mathjs's rules, and agrees with the plain form. */
  readonly simplified?: true;
}

/** An option of a method or schedule, with what a control for it needs. */
export interface OptionInfo {
  readonly name: string;
  readonly title: string;
  readonly default: OptionValue;
  readonly min?: number;
  readonly max?: number;
  /** `min` itself is not allowed. */
  readonly above?: boolean;
  /** `max` itself is not allowed. */
  readonly open?: boolean;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** The words there are, where the option is one of some. */
  readonly choices?: readonly string[];
  /** It means something only where the option of this name is not 0. */
  readonly needs?: string;
}

/** A method or a schedule that can be chosen. */
export interface ChoiceInfo {
  readonly name: string;
  readonly title: string;
  /** One line on what it does. */
  readonly description: string;
  /** One line on when it serves. */
  readonly serves?: string;
  /** The group in which it is offered; those of one group stand together. */
  readonly group?: string;
  /** The update rule, typeset. */
  readonly tex: string;
  readonly options: readonly OptionInfo[];
  /** The conventions in which its steps may differ; absent where it has one form. */
  readonly conventions?: readonly string[];
}

/** What there is to choose from. */
export interface Catalog {
  readonly methods: readonly ChoiceInfo[];
  readonly schedules: readonly ChoiceInfo[];
}

/** One application of one rule of differentiation, with the inner ones that it needs. */
export interface DerivationStep {
  /** The rule's name. */
  readonly rule: string;
  /** The rule in general: (u + v)′ = u′ + v′. */
  readonly general: Formula;
  /** What is differentiated, with d/dx before it. */
  readonly of: Formula;
  /** What that is equal to: as the rule gives it, then with like terms collected. */
  readonly forms: readonly Formula[];
  /** Such as the slope that is taken at a kink. */
  readonly note?: string;
  /** The same derivative is taken apart in another place of the derivation. */
  readonly repeats?: 'above' | 'below';
  /** How many inner steps are left out because the derivation is long. */
  readonly omitted: number;
  readonly steps: readonly DerivationStep[];
}

/** How a partial derivative comes about. */
export interface DerivationView {
  /** The parameter's name. */
  readonly parameter: string;
  /** Its last form is the derivative as it is shown. Absent where there is a remark on why. */
  readonly root?: DerivationStep;
  readonly remark?: string;
}

/** The table that a problem names. */
export interface TableView extends ProblemTable {
  /** A few of the rows that are used, of the columns that are used, by name. */
  readonly excerpt: Readonly<Record<string, readonly (number | string)[]>>;
}

/** A parameter, with the interval that the text gives it with `over`. */
export interface ParameterView {
  readonly name: string;
  readonly tex: string;
  readonly over?: readonly [low: number, high: number];
}

/** A problem as it was read. */
export interface ProblemView {
  readonly sense: 'minimize' | 'maximize';
  /** The left-hand side and the formula as read: `f(x, y) = …`. */
  readonly reading: Formula;
  readonly parameters: readonly ParameterView[];
  /** One a parameter: the partial derivative. */
  readonly gradient: readonly Formula[];
  /** The second derivatives, of problems with few parameters: row i begins at the diagonal, as they are symmetric. */
  readonly hessian?: readonly (readonly Formula[])[];
  /** Where the formula has no derivative, and which slope is taken there: a sentence each. */
  readonly kinks: readonly string[];
  readonly columns: readonly { readonly name: string; readonly rows: number }[];
  readonly table?: TableView;
  readonly notes: readonly Note[];
  readonly settings: Settings;
  readonly origins: { readonly [K in keyof Settings]: Origin };
}

/** One run of a problem: several when methods or rates are compared. */
export interface RunView {
  readonly runId: number;
  /** Short, unique within the request: `Adam, rate 0.1`. */
  readonly label: string;
  readonly method: MethodChoice;
  readonly schedule: ScheduleChoice;
  /** The rate at step 0, resolved; absent for a search that finds its step lengths itself. */
  readonly rate?: number;
  /** The method's own columns of the trace. */
  readonly columns: readonly StateColumn[];
  /** It is of a search: its rate and its own columns at a row are of the step that follows, and the last row has none. */
  readonly searches?: true;
  /** How an automatic rate came about; absent when the rate was given. */
  readonly rateNote?: string;
  /** The largest number of steps. */
  readonly steps: number;
  /** The rows of data that a step uses; absent where there are none. */
  readonly batch?: BatchView;
}

/** The rows of data that the steps of a run use. */
export interface BatchView {
  readonly rows: number;
  readonly size: number;
  /** Steps of an epoch. */
  readonly perEpoch: number;
  readonly order: BatchOrder;
}

/** An error at a place in the user's text. */
export interface ErrorView {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly suggestion?: string;
}

/** A run with what is known of it so far. */
export interface RunState {
  readonly run: RunView;
  /** Rows 0 … n − 1, in slices as they came. */
  readonly slices: readonly Trace[];
  /** Of a run in batches: the full objective at its epochs so far. */
  readonly epochs?: Epochs;
  readonly verdict?: Verdict;
  /** What would have made it succeed. */
  readonly remedy?: Remedy;
}
