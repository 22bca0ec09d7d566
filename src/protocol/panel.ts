/**
 * The messages between the host and the panel. The panel says ready, gets a snapshot, then events. They cross as JSON:
 * both sides send and read them through `wire.ts`.
 */

import type { SettingsPatch } from '../engine/problem.ts';
import type { CheckProgress, GradientReport } from './check.ts';
import type { ReadingProgress } from './data.ts';
import type { RunEvent } from './events.ts';
import type { StartsView } from './starts.ts';
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
  readonly attention?: { readonly section: 'derivation'; readonly id: number };
  /** The last check of the problem's gradient. */
  readonly check?: GradientReport | undefined;
  /** Where the runs from many starts ended, of a problem that asks for them. */
  readonly starts?: StartsView;
  /** While the gradient is checked; of no points while the check waits for the run's end. */
  readonly checking?: CheckProgress | undefined;
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
          | 'check'
          | 'checking'
        >
      >;
    };

export type FromPanel =
  /** Explain the partial derivatives. */
  | { readonly type: 'explain' }
  | { readonly type: 'ready' }
  /** Settings changed in the panel: run again with them. */
  | { readonly type: 'change'; readonly patch: SettingsPatch }
  | { readonly type: 'run' }
  /** Check the gradient. */
  | { readonly type: 'check' }
  | { readonly type: 'stop' }
  /** Write the panel's settings into the document. */
  | { readonly type: 'write' }
  | { readonly type: 'compareRates' }
  | { readonly type: 'export'; readonly format: 'csv' | 'json' }
  /** Show the text that a note or an error is about. */
  | { readonly type: 'reveal'; readonly start: number; readonly end: number }
  /** Put the suggestion of the current error into the document, and run again. */
  | { readonly type: 'fix' }
  | { readonly type: 'copy'; readonly text: string };
