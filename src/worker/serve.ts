/** Answers the host's requests with the engine. */
import { ReadingStopped } from '../engine/data/source.ts';
import type { Problem } from '../engine/problem.ts';
import { dataNamed } from '../engine/read/data.ts';
import { readProblem } from '../engine/read/problem.ts';
import { withSettings } from '../engine/settings.ts';
import type { ReadingProgress } from '../protocol/data.ts';
import type { FromWorker, Source, ToWorker } from '../protocol/worker.ts';
import { Checks } from './check.ts';
import { StepExplanations } from './explain-step.ts';
import type { SpawnHelper } from './helpers.ts';
import { Landscapes } from './landscape.ts';
import { late } from './late.ts';
import { RateFinders } from './rates.ts';
import type { Runs } from './runs.ts';
import type { OpenFile, TableLoader } from './tables.ts';
import { catalog, errorView, problemView } from './views.ts';

/** Sends a message; the buffers may be transferred. */
export type Post = (message: FromWorker, transfer: ArrayBuffer[]) => void;

/** What the platform adds. */
export interface Platform {
  /** Starts a worker that helps this one. */
  readonly spawn?: SpawnHelper;
  /** Opens a file of the disk, where there is one. */
  readonly openFile?: OpenFile;
}

/** A message that is answered. */
type Request = Exclude<ToWorker, { type: 'stop' | 'data' }>;

/** A host that draws and a person who waits need no more often. Milliseconds. */
const TELL_EVERY = 100;

function patched(problem: Problem, { patch }: Source): Problem {
  return patch ? withSettings(problem, patch) : problem;
}

/** Says that it is ready, and returns the handler of the host's messages. */
export function serve(post: Post, { spawn, openFile }: Platform = {}): (message: ToWorker) => void {
  /** The request whose runs may go on; another request's runs end. */
  let current: number | undefined;
  let runs: Runs | undefined;
  const checks = new Checks();
  const finders = new RateFinders();
  const steps = new StepExplanations();
  const landscapes = new Landscapes();
  /** Made when a text first names a table. */
  let loader: TableLoader | undefined;

  /**
   * The problem as its text says, without what was set over it.
   *
   * @param tell hears how far the reading of a table is, not too often.
   */
  async function readText(
    { requestId, source }: Request,
    tell: (progress: ReadingProgress) => void = (progress) => post({ type: 'reading', requestId, progress }, []),
  ): Promise<Problem> {
    const { text, languageId, tables } = source;
    if (tables) return readProblem(text, { languageId, tables });
    if (!dataNamed(text)) return readProblem(text, { languageId });
    const { TableLoader } = await late.tables();
    loader ??= new TableLoader((id, wanted) => post({ type: 'wanted', requestId: id, wanted }, []), openFile);
    let told = 0;
    const loaded = await loader.load(requestId, source, (progress) => {
      const now = performance.now();
      if (now - told < TELL_EVERY) return;
      told = now;
      tell(progress);
    });
    return readProblem(text, { languageId, tables: loaded });
  }

  async function read(request: Request): Promise<Problem> {
    return patched(await readText(request), request.source);
  }

  async function minimize(request: Request): Promise<void> {
    const { requestId, source } = request;
    if (current !== undefined) loader?.stop(current);
    current = requestId;
    const tell = (progress: ReadingProgress) =>
      post({ type: 'event', requestId, event: { type: 'reading', progress } }, []);
    const problem = patched(await readText(request, tell), source);
    // Stopped, or replaced, just when the table was there.
    if (problem.table && current !== requestId) throw new ReadingStopped();
    const { Runs } = await late.runs();
    runs ??= new Runs(spawn);
    await runs.make(
      problem,
      source,
      () => current === requestId,
      (event, transfer = []) => post({ type: 'event', requestId, event }, transfer),
    );
  }

  async function answer(request: Request): Promise<FromWorker | undefined> {
    const { requestId } = request;
    switch (request.type) {
      case 'minimize':
        await minimize(request);
        return undefined;
      case 'runStarts': {
        const problem = await read(request);
        const { runShare } = await late.runs();
        return { type: 'startsRun', requestId, from: request.from, ended: runShare(problem, request) };
      }
      case 'check': {
        const report = await checks.run(
          requestId,
          () => read(request),
          request.trail,
          (message) => post(message, []),
        );
        return report ? { type: 'checked', requestId, report } : stopped(requestId, 'The check was stopped.');
      }
      case 'findRates': {
        const report = await finders.run(
          requestId,
          () => read(request),
          (message) => post(message, []),
        );
        return report ? { type: 'foundRates', requestId, report } : stopped(requestId, 'The rate finder was stopped.');
      }
      case 'explainStep': {
        const step = await steps.run(requestId, () => read(request), request.choice);
        return { type: 'stepExplained', requestId, step };
      }
      case 'landscape': {
        const relief = await landscapes.run(requestId, request.source, () => readText(request), request.choice);
        return { type: 'landscapeMade', requestId, relief };
      }
      case 'read':
        return { type: 'read', requestId, problem: problemView(await read(request)) };
      case 'explain': {
        const problem = await read(request);
        const { derivationsOf } = await late.explanation();
        return { type: 'explained', requestId, derivations: derivationsOf(problem) };
      }
      case 'write': {
        const problem = await readText(request);
        const { writeSettings } = await late.writing();
        return { type: 'written', requestId, edits: writeSettings(problem, request.source.patch ?? {}) };
      }
    }
  }

  function fail({ type, requestId, source }: Request, reason: unknown): void {
    const error = errorView(reason, source.text.length);
    if (type === 'minimize') post({ type: 'event', requestId, event: { type: 'failed', error } }, []);
    else post({ type: 'failed', requestId, error }, []);
  }

  function stop(requestId: number): void {
    if (current === requestId) current = undefined;
    checks.stop(requestId);
    finders.stop(requestId);
    steps.stop(requestId);
    landscapes.stop(requestId);
    loader?.stop(requestId);
  }

  post({ type: 'ready', catalog: catalog() }, []);
  return (message) => {
    if (message.type === 'stop') stop(message.requestId);
    else if (message.type === 'data') loader?.found(message.requestId, message.found);
    else {
      const reply = (made: FromWorker | undefined) => made && post(made, []);
      answer(message).then(reply, (reason: unknown) => fail(message, reason));
    }
  };
}

function stopped(requestId: number, message: string): FromWorker {
  return { type: 'failed', requestId, error: { message, start: 0, end: 0 } };
}
