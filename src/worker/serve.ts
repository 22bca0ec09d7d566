/** Answers the host's requests with the engine, in time slices, so that a stop is heard while a run goes on. */
import { explain } from '../engine/calculus/explain.ts';
import { ReadingStopped } from '../engine/data/source.ts';
import { readProblem, withSettings } from '../engine/index.ts';
import type { Problem } from '../engine/problem.ts';
import { writeSettings } from '../engine/read/write.ts';
import { Curvature } from '../engine/run/curvature.ts';
import { beginDescent, type Descent } from '../engine/run/descent.ts';
import { advanceSlice, FIRST_SLICE } from '../engine/run/minimize.ts';
import { pause } from '../engine/run/pause.ts';
import { plansOf } from '../engine/run/plan.ts';
import { emptyDerived, mapDerived, mapIterates, type Trace } from '../engine/run/trace.ts';
import type { ReadingProgress } from '../protocol/data.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { FromWorker, Source, ToWorker } from '../protocol/worker.ts';
import { Checks } from './check.ts';
import { runStarts } from './starts.ts';
import { type OpenFile, TableLoader } from './tables.ts';
import { catalog, derivationView, errorView, problemView, runViews } from './views.ts';

/** Sends a message; the buffers may be transferred. */
export type Post = (message: FromWorker, transfer: ArrayBuffer[]) => void;

function patched(problem: Problem, { patch }: Source): Problem {
  return patch ? withSettings(problem, patch) : problem;
}

/** A host that draws and a person who waits need no more often. Milliseconds. */
const TELL_EVERY = 100;

/**
 * Says that it is ready, and returns the handler of the host's messages.
 *
 * @param openFile opens a file of the disk, where there is one.
 */
export function serve(post: Post, openFile?: OpenFile): (message: ToWorker) => void {
  /** The request whose runs may go on; another request's runs end. */
  let current: number | undefined;
  let nextRunId = 1;
  const checks = new Checks();
  const loader = new TableLoader((requestId, wanted) => post({ type: 'wanted', requestId, wanted }, []), openFile);

  /**
   * The problem as its text says, without what was set over it.
   *
   * @param tell hears how far the reading of a table is, not too often.
   */
  async function readText(
    requestId: number,
    source: Source,
    tell: (progress: ReadingProgress) => void = (progress) => post({ type: 'reading', requestId, progress }, []),
  ): Promise<Problem> {
    let told = 0;
    const tables = await loader.load(requestId, source, (progress) => {
      const now = performance.now();
      if (now - told < TELL_EVERY) return;
      told = now;
      tell(progress);
    });
    return readProblem(source.text, { languageId: source.languageId, tables });
  }

  async function read(requestId: number, source: Source): Promise<Problem> {
    return patched(await readText(requestId, source), source);
  }

  const emit = (requestId: number, event: RunEvent, transfer: ArrayBuffer[] = []) =>
    post({ type: 'event', requestId, event }, transfer);

  async function run(requestId: number, runId: number, descent: Descent): Promise<void> {
    let rows = FIRST_SLICE;
    while (!descent.done) {
      const first = descent.rows;
      const derived = emptyDerived(descent.problem.parameters.length, descent.stateColumns.length, rows);
      rows = advanceSlice(descent, rows, derived);
      if (!descent.done) await pause();
      if (current !== requestId) descent.stop();
      const made = descent.rows - first;
      const slice: Trace = {
        ...mapIterates(descent.view(first), (column) => column.slice()),
        ...mapDerived(derived, (column) => (column.length === made ? column : column.slice(0, made))),
      };
      const { parameters, gradient, value, gradientNorm, rate, state } = slice;
      const buffers = [...parameters, ...gradient, value, gradientNorm, rate, ...state];
      emit(
        requestId,
        { type: 'steps', runId, first, rows: slice },
        buffers.map((column) => column.buffer as ArrayBuffer),
      );
    }
    emit(requestId, { type: 'ended', runId, verdict: descent.verdict() });
  }

  async function minimize(requestId: number, source: Source): Promise<void> {
    if (current !== undefined) loader.stop(current);
    current = requestId;
    try {
      const problem = patched(
        await readText(requestId, source, (progress) => emit(requestId, { type: 'reading', progress })),
        source,
      );
      // Stopped, or replaced, just when the table was there.
      if (current !== requestId) throw new ReadingStopped();
      const curvature = new Curvature(problem);
      const descents = plansOf(problem).map((plan) => beginDescent(problem, plan, curvature));
      const runs = runViews(problem, descents, nextRunId);
      nextRunId += runs.length;
      emit(requestId, { type: 'opened', problem: problemView(problem), runs });
      for (const [i, descent] of descents.entries()) {
        if (current === requestId) await run(requestId, runs[i]!.runId, descent);
      }
      await runStarts(
        problem,
        plansOf(problem)[0]!,
        curvature,
        () => current === requestId,
        (starts) => emit(requestId, { type: 'starts', starts }),
      );
      emit(requestId, { type: 'done' });
    } catch (error) {
      emit(requestId, { type: 'failed', error: errorView(error, source.text.length) });
    }
  }

  async function check({ requestId, source, trail }: Extract<ToWorker, { type: 'check' }>): Promise<void> {
    try {
      const report = await checks.run(
        requestId,
        () => read(requestId, source),
        trail,
        (message) => post(message, []),
      );
      if (report) post({ type: 'checked', requestId, report }, []);
      else post({ type: 'failed', requestId, error: { message: 'The check was stopped.', start: 0, end: 0 } }, []);
    } catch (error) {
      post({ type: 'failed', requestId, error: errorView(error, source.text.length) }, []);
    }
  }

  async function answer(requestId: number, source: Source, reply: (text: Problem) => FromWorker): Promise<void> {
    try {
      post(reply(await readText(requestId, source)), []);
    } catch (error) {
      post({ type: 'failed', requestId, error: errorView(error, source.text.length) }, []);
    }
  }

  post({ type: 'ready', catalog: catalog() }, []);
  return (message) => {
    const { requestId } = message;
    switch (message.type) {
      case 'minimize':
        void minimize(requestId, message.source);
        return;
      case 'data':
        loader.found(requestId, message.found);
        return;
      case 'stop':
        if (current === requestId) current = undefined;
        checks.stop(requestId);
        loader.stop(requestId);
        return;
      case 'check':
        void check(message);
        return;
      case 'read':
        void answer(requestId, message.source, (text) => ({
          type: 'read',
          requestId,
          problem: problemView(patched(text, message.source)),
        }));
        return;
      case 'explain':
        void answer(requestId, message.source, (text) => ({
          type: 'explained',
          requestId,
          derivations: explain(patched(text, message.source)).map(derivationView),
        }));
        return;
      case 'write':
        void answer(requestId, message.source, (text) => ({
          type: 'written',
          requestId,
          edits: writeSettings(text, message.source.patch ?? {}),
        }));
    }
  };
}
