/** The messages between the host and the worker that owns the engine. */

import type { SettingsPatch } from '../engine/problem.ts';
import type { Tables } from '../engine/read/data.ts';
import type { TextEdit } from '../engine/read/write.ts';
import type { Ended } from '../engine/run/verdict.ts';
import type { CheckProgress, GradientReport, TrailPoint } from './check.ts';
import type { DataWanted, FoundData, ReadingProgress, TextPlace } from './data.ts';
import type { RunEvent } from './events.ts';
import type { Relief, ReliefChoice } from './landscape.ts';
import type { RateProgress, RateReport } from './rates.ts';
import type { ExplainedStep, StepChoice } from './step.ts';
import type { Catalog, DerivationView, ErrorView, ProblemView } from './view.ts';

/** A text to read, and what the panel has set over it. */
export interface Source {
  readonly text: string;
  readonly languageId: string;
  readonly patch?: SettingsPatch;
  /** Where the text stands: tables are looked for beside its document, and in it. */
  readonly place?: TextPlace;
  /** The tables that the text names, where they are known. */
  readonly tables?: Tables;
}

/** A replacement of `text[start, end)`. */
export type Edit = TextEdit;

export type ToWorker =
  /** Read, and explain the partial derivatives. */
  | { readonly type: 'explain'; readonly requestId: number; readonly source: Source }
  /** Read, and explain one step of a run; of several such requests the newest is answered. */
  | { readonly type: 'explainStep'; readonly requestId: number; readonly source: Source; readonly choice: StepChoice }
  /** The objective over a box; of several such requests the newest is answered. */
  | { readonly type: 'landscape'; readonly requestId: number; readonly source: Source; readonly choice: ReliefChoice }
  /** Compare the gradient with others at the start, at these iterates of the last run and at random points. */
  | {
      readonly type: 'check';
      readonly requestId: number;
      readonly source: Source;
      readonly trail: readonly TrailPoint[];
    }
  /** Try rates of many sizes, and find the largest safe one. */
  | { readonly type: 'findRates'; readonly requestId: number; readonly source: Source }
  /** Read, then run every run of the problem. */
  | { readonly type: 'minimize'; readonly requestId: number; readonly source: Source }
  /** What was found of the table that a request wants. */
  | { readonly type: 'data'; readonly requestId: number; readonly found: FoundData }
  /** End the request's current run and drop its others. */
  | { readonly type: 'stop'; readonly requestId: number }
  /** A share of the many starts of a problem, for a worker that helps the one which was asked. */
  | {
      readonly type: 'runStarts';
      readonly requestId: number;
      readonly source: Source;
      readonly rate?: number;
      readonly from: number;
      readonly to: number;
    }
  /** Read only. */
  | { readonly type: 'read'; readonly requestId: number; readonly source: Source }
  /** The edits that make the text say what the patch says. */
  | { readonly type: 'write'; readonly requestId: number; readonly source: Source };

export type FromWorker =
  | {
      readonly type: 'startsRun';
      readonly requestId: number;
      readonly from: number;
      readonly ended: readonly Ended[];
    }
  | { readonly type: 'explained'; readonly requestId: number; readonly derivations: readonly DerivationView[] }
  | { readonly type: 'stepExplained'; readonly requestId: number; readonly step: ExplainedStep }
  | { readonly type: 'landscapeMade'; readonly requestId: number; readonly relief: Relief }
  /** How far a check has come. */
  | { readonly type: 'checking'; readonly requestId: number; readonly progress: CheckProgress }
  | { readonly type: 'checked'; readonly requestId: number; readonly report: GradientReport }
  /** How far a sweep of rates has come. */
  | { readonly type: 'findingRates'; readonly requestId: number; readonly progress: RateProgress }
  | { readonly type: 'foundRates'; readonly requestId: number; readonly report: RateReport }
  | { readonly type: 'ready'; readonly catalog: Catalog }
  /** A table is being read for a request that does not run: a sign of life. */
  | { readonly type: 'reading'; readonly requestId: number; readonly progress: ReadingProgress }
  /** The request needs a table: the host answers with `data`. */
  | { readonly type: 'wanted'; readonly requestId: number; readonly wanted: DataWanted }
  | { readonly type: 'event'; readonly requestId: number; readonly event: RunEvent }
  | { readonly type: 'read'; readonly requestId: number; readonly problem: ProblemView }
  | { readonly type: 'written'; readonly requestId: number; readonly edits: readonly Edit[] }
  | { readonly type: 'failed'; readonly requestId: number; readonly error: ErrorView };
