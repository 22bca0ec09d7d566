/** What happens to a request, in order: reading where it names a table, opened, then steps and ended for each run, then done; or failed. */
import type { Epochs } from '../engine/run/batches/epochs.ts';
import type { Parting } from '../engine/run/conventions.ts';
import type { Trace } from '../engine/run/trace.ts';
import type { Remedy, Verdict } from '../engine/run/verdict.ts';
import type { ReadingProgress } from './data.ts';
import type { Simplified } from './simplified.ts';
import type { StartsView } from './starts.ts';
import type { ErrorView, ProblemView, RunView } from './view.ts';

export type RunEvent =
  /** How far a table has been read that the problem names. */
  | { readonly type: 'reading'; readonly progress: ReadingProgress }
  | { readonly type: 'opened'; readonly problem: ProblemView; readonly runs: readonly RunView[] }
  /** Rows `first` … `first + n − 1` of a run. */
  | { readonly type: 'steps'; readonly runId: number; readonly first: number; readonly rows: Trace }
  /** Of a run in batches: the full objective at its epochs, from this one on. */
  | { readonly type: 'epochs'; readonly runId: number; readonly first: number; readonly epochs: Epochs }
  | { readonly type: 'ended'; readonly runId: number; readonly verdict: Verdict }
  /** Where the runs from many starts have ended so far. */
  | { readonly type: 'starts'; readonly starts: StartsView }
  /** The runs are one optimizer in several conventions: where every two part. */
  | { readonly type: 'compared'; readonly partings: readonly Parting[] }
  /** Every run has ended. */
  | { readonly type: 'done' }
  /** What would have made a run succeed: found after `done`, by trying. */
  | { readonly type: 'remedy'; readonly runId: number; readonly remedy: Remedy }
  /** A derivative of the problem that was opened last has a simplified form. */
  | ({ readonly type: 'simplified' } & Simplified)
  | { readonly type: 'failed'; readonly error: ErrorView };
