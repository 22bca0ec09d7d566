/** Makes the runs of a problem in time slices, so that a stop is heard while one goes on. */
import type { Problem } from '../engine/problem.ts';
import { mapEpochs } from '../engine/run/batches/epochs.ts';
import { compareConventions, partingsOf } from '../engine/run/conventions.ts';
import { Curvature } from '../engine/run/curvature.ts';
import { beginDescent, type Descent } from '../engine/run/descent.ts';
import { advanceSlice, FIRST_SLICE } from '../engine/run/minimize.ts';
import { pause } from '../engine/run/pause.ts';
import { plansOf } from '../engine/run/plan.ts';
import { StartRunner } from '../engine/run/start-runner.ts';
import { emptyDerived, mapDerived, mapIterates, type Trace } from '../engine/run/trace.ts';
import type { Ended, Verdict } from '../engine/run/verdict.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Source } from '../protocol/worker.ts';
import type { SpawnHelper } from './helpers.ts';
import { findRemedies, type Over } from './remedies.ts';
import { runViews } from './run-views.ts';
import { runStarts } from './starts.ts';
import { problemView } from './views.ts';

/** Sends an event; the buffers may be transferred. */
type Emit = (event: RunEvent, transfer?: ArrayBuffer[]) => void;

/** Runs of many starts: their share for a helper. */
export function runShare(
  problem: Problem,
  { from, to, rate }: { readonly from: number; readonly to: number; readonly rate?: number },
): Ended[] {
  const { starts } = problem.settings;
  if (!starts) return [];
  const runner = new StartRunner(problem, starts, plansOf(problem)[0]!, new Curvature(problem), rate);
  return Array.from({ length: to - from }, (_, i) => runner.run(from + i));
}

/** Numbers its runs. */
export class Runs {
  readonly #spawn: SpawnHelper | undefined;
  #nextId = 1;

  constructor(spawn: SpawnHelper | undefined) {
    this.#spawn = spawn;
  }

  /** Opens a problem's runs and makes them. @param wanted whether they may go on: where not, the run that is on ends. */
  async make(problem: Problem, source: Source, wanted: () => boolean, emit: Emit): Promise<void> {
    const curvature = new Curvature(problem);
    const plans = plansOf(problem);
    const descents = plans.map((plan) => beginDescent(problem, plan, curvature));
    const runs = runViews(problem, descents, this.#nextId);
    this.#nextId += runs.length;
    emit({ type: 'opened', problem: problemView(problem), runs });
    const over: Over[] = [];
    for (const [i, descent] of descents.entries()) {
      // A stop that came before the first run finds a run to end.
      if (i > 0 && !wanted()) break;
      const { runId } = runs[i]!;
      over.push({ runId, descent, verdict: await make(descent, runId, wanted, emit) });
    }
    if (compareConventions(plans)) {
      const traces = descents.map((descent) => descent.view());
      emit({ type: 'compared', partings: partingsOf(plans, traces, problem.parameters) });
    }
    // A helper would have to be given the table too.
    const spawn = problem.table ? undefined : this.#spawn;
    const request = { problem, plan: plans[0]!, curvature, source, spawn };
    await runStarts(request, wanted, (starts) => emit({ type: 'starts', starts }));
    emit({ type: 'done' });
    await findRemedies(
      over,
      plans,
      () => !wanted(),
      (runId, remedy) => emit({ type: 'remedy', runId, remedy }),
    );
  }
}

async function make(descent: Descent, runId: number, wanted: () => boolean, emit: Emit): Promise<Verdict> {
  let rows = FIRST_SLICE;
  let told = 0;
  while (!descent.done) {
    const first = descent.rows;
    const derived = emptyDerived(descent.problem.parameters.length, descent.stateColumns.length, rows);
    rows = advanceSlice(descent, rows, derived);
    if (!descent.done) await pause();
    if (!wanted()) descent.stop();
    const made = descent.rows - first;
    const slice: Trace = {
      ...mapIterates(descent.view(first), (column) => column.slice()),
      ...mapDerived(derived, (column) => (column.length === made ? column : column.slice(0, made))),
    };
    const { parameters, gradient, value, gradientNorm, rate, state } = slice;
    const buffers = [...parameters, ...gradient, value, gradientNorm, rate, ...state];
    emit(
      { type: 'steps', runId, first, rows: slice },
      buffers.map((column) => column.buffer as ArrayBuffer),
    );
    const epochs = descent.epochs?.(told);
    if (!epochs || epochs.value.length === 0) continue;
    emit({ type: 'epochs', runId, first: told, epochs: mapEpochs(epochs, (column) => column.slice()) });
    told += epochs.value.length;
  }
  const verdict = descent.verdict();
  emit({ type: 'ended', runId, verdict });
  return verdict;
}
