/** How the events of a request add up to what is shown. The host and the panel use the same reduction. */
import type { Epochs } from '../engine/run/batches/epochs.ts';
import type { RunEvent } from './events.ts';
import type { PanelState } from './panel.ts';
import { ratesStillHold } from './rates.ts';
import { withSimplified } from './simplified.ts';
import type { RunState } from './view.ts';

/** Before anything was run. */
export const initialState: PanelState = { runs: [], running: false, stale: false, unwritten: false };

/**
 * The state after an event of the current request. What an earlier request computed stays until this one is opened, and
 * what a run computed stays when the request fails. An event of a run that was not opened changes nothing.
 */
export function applyEvent(state: PanelState, event: RunEvent): PanelState {
  switch (event.type) {
    case 'reading':
      return { ...state, reading: event.progress };
    case 'opened': {
      const { error: _e, check: _c, starts: _s, partings: _p, step: _t, reading: _r, rates, ...others } = state;
      const rest = rates && ratesStillHold(state.problem, event.problem) ? { ...others, rates } : others;
      return { ...rest, problem: event.problem, runs: event.runs.map((run) => ({ run, slices: [] })), running: true };
    }
    case 'steps':
      return withRun(state, event.runId, (run) => ({ ...run, slices: [...run.slices, event.rows] }));
    case 'epochs':
      return withRun(state, event.runId, (run) => ({ ...run, epochs: joined(run.epochs, event) }));
    case 'ended':
      return withRun(state, event.runId, (run) => ({ ...run, verdict: event.verdict }));
    case 'starts':
      return { ...state, starts: event.starts };
    case 'remedy':
      return withRun(state, event.runId, (run) => ({ ...run, remedy: event.remedy }));
    case 'compared':
      return { ...state, partings: event.partings };
    case 'done':
      return { ...withoutReading(state), running: false };
    case 'simplified':
      return state.problem ? { ...state, problem: withSimplified(state.problem, event) } : state;
    case 'failed':
      return { ...withoutReading(state), running: false, error: event.error };
  }
}

/** The number of rows of a run that have come so far. */
export function rowCount(run: RunState): number {
  return run.slices.reduce((rows, slice) => rows + slice.value.length, 0);
}

function withoutReading({ reading: _reading, ...rest }: PanelState): PanelState {
  return rest;
}

function withRun(state: PanelState, runId: number, change: (run: RunState) => RunState): PanelState {
  return { ...state, runs: state.runs.map((run) => (run.run.runId === runId ? change(run) : run)) };
}

/** The epochs so far and those of an event, which may overlap where a snapshot overtook it. */
function joined(
  known: Epochs | undefined,
  { first, epochs }: { readonly first: number; readonly epochs: Epochs },
): Epochs {
  const join = (before: Float64Array, after: Float64Array) => {
    const all = new Float64Array(first + after.length);
    all.set(before.subarray(0, first));
    all.set(after, first);
    return all;
  };
  const none = new Float64Array();
  const { epoch = none, step = none, value = none, gradientNorm = none } = known ?? {};
  if (epoch.length > first + epochs.epoch.length) return known ?? epochs;
  return {
    epoch: join(epoch, epochs.epoch),
    step: join(step, epochs.step),
    value: join(value, epochs.value),
    gradientNorm: join(gradientNorm, epochs.gradientNorm),
  };
}
