/**
 * The messages between the host and the panel. The panel says ready, gets a snapshot, then events. They cross as JSON:
 * both sides send and read them through `wire.ts`.
 */

import type { SettingsPatch } from '../engine/problem.ts';
import type { Parting } from '../engine/run/conventions.ts';
import type { CheckProgress, GradientReport } from './check.ts';
import type { ReadingProgress } from './data.ts';
import type { RunEvent } from './events.ts';
import type { LandscapeView, ReliefChoice } from './landscape.ts';
import type { RateProgress, RateReport } from './rates.ts';
import type { StartsView } from './starts.ts';
import type { StepView } from './step.ts';
import type { Catalog, DerivationView, ErrorView, ProblemView, RunState } from './view.ts';

/** The whole of what the panel shows. */
export interface PanelState {
  readonly catalog?: Catalog;
  /** The document's name, for the heading. */
  readonly document?: string;
  readonly problem?: ProblemView;
  readonly runs: readonly RunState[];
  readonly running: boolean;
  /** While a table is read that the problem names. */
  readonly reading?: ReadingProgress | undefined;
  /** The text has changed since it was read: what is shown is of the old text. */
  readonly stale: boolean;
  /** Settings in the panel differ from those in the text. */
  readonly unwritten: boolean;
  readonly error?: ErrorView;
  /** How the partial derivatives come about, once that was asked for: of the first parameters when there are many. */
  readonly derivations?: readonly DerivationView[] | undefined;
  /** The section that a person asked for: the panel shows it once for each id. */
  readonly attention?: { readonly section: 'derivation' | 'step'; readonly id: number };
  /** The step that was explained last. */
  readonly step?: StepView | undefined;
  /** The part of the objective that the panel asked for last. */
  readonly landscape?: LandscapeView | undefined;
  /** Where the conventions that were compared part; absent where none were. */
  readonly partings?: readonly Parting[];
  /** The last check of the problem's gradient. */
  readonly check?: GradientReport | undefined;
  /** Where the runs from many starts ended, of a problem that asks for them. */
  readonly starts?: StartsView;
  /** While the gradient is checked; of no points while the check waits for the run's end. */
  readonly checking?: CheckProgress | undefined;
  /** The last sweep of rates; it goes when it holds no more. */
  readonly rates?: RateReport | undefined;
  /** While rates are tried; none of none while that waits for the run's end. */
  readonly findingRates?: RateProgress | undefined;
}

export type ToPanel =
  | { readonly type: 'snapshot'; readonly state: PanelState }
  | { readonly type: 'event'; readonly event: RunEvent }
  /** Bring a view into sight and give it the focus, by its `data-view`. */
  | { readonly type: 'attend'; readonly view: string }
  /** Parts of the state that are not of a run. */
  | {
      readonly type: 'state';
      readonly state: Partial<
        Pick<
          PanelState,
          | 'catalog'
          | 'document'
          | 'running'
          | 'stale'
          | 'unwritten'
          | 'derivations'
          | 'attention'
          | 'step'
          | 'landscape'
          | 'check'
          | 'checking'
          | 'rates'
          | 'findingRates'
        >
      >;
    };

export type FromPanel =
  /** Explain the partial derivatives. */
  | { readonly type: 'explain' }
  | { readonly type: 'ready' }
  /** The row that is marked, of the run that is looked at, both by index; -1 for none. */
  | { readonly type: 'cursor'; readonly run: number; readonly row: number }
  /** Explain the step from a row; `attend` when the explanation is to be brought into sight. */
  | { readonly type: 'explainStep'; readonly runId: number; readonly row: number; readonly attend: boolean }
  /** Compute the objective over a box; the answer has the same id. */
  | { readonly type: 'landscape'; readonly id: number; readonly choice: ReliefChoice }
  /** Settings changed in the panel: run again with them. */
  | { readonly type: 'change'; readonly patch: SettingsPatch }
  | { readonly type: 'run' }
  /** Check the gradient. */
  | { readonly type: 'check' }
  /** Find the largest safe learning rate. */
  | { readonly type: 'findRates' }
  | { readonly type: 'stop' }
  /** Write the panel's settings into the document. */
  | { readonly type: 'write' }
  | { readonly type: 'compareRates' }
  | { readonly type: 'compareConventions' }
  | { readonly type: 'export'; readonly format: 'csv' | 'json' }
  /** Show the text that a note or an error is about. */
  | { readonly type: 'reveal'; readonly start: number; readonly end: number }
  /** Put the suggestion of the current error into the document, and run again. */
  | { readonly type: 'fix' }
  | { readonly type: 'copy'; readonly text: string };
