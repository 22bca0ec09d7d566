import type { CheckProgress, GradientReport, TrailPoint } from '../protocol/check.ts';
import type { DataWanted, FoundData } from '../protocol/data.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Relief, ReliefChoice } from '../protocol/landscape.ts';
import type { RateProgress, RateReport } from '../protocol/rates.ts';
import { applyEvent, initialState } from '../protocol/state.ts';
import type { ExplainedStep, StepChoice } from '../protocol/step.ts';
import type { Catalog, DerivationView, ErrorView, ProblemView } from '../protocol/view.ts';
import type { Edit, FromWorker, Source } from '../protocol/worker.ts';
import { Disposable } from './dispose.ts';
import { type Killed, Supervisor, type Timers } from './engine-worker/supervisor.ts';
import type { Spawn } from './engine-worker/worker.ts';
import { killedVerdict, NOWHERE } from './killed-verdict.ts';

/** What was asked for, or why it cannot be had. */
export type Answer<T> = { readonly value: T } | { readonly error: ErrorView };

export interface RunnerListener {
  /** An event of the newest run; events of runs that it replaced are not passed on. */
  onEvent(event: RunEvent): void;
  onCatalog(catalog: Catalog): void;
  /** Looks for a table that a problem names. */
  findData(wanted: DataWanted): Promise<FoundData>;
  /** For the log: the worker was ended. */
  onKilled(killed: Killed): void;
}

/** A run being superseded may be in the midst of reading, which does not look up: it gets a little longer than a stop. */
const SUPERSEDED_GRACE = 500;

/**
 * Runs one problem at a time; the newest wins. A run that replaces another starts when that one has ended, so that a
 * quick succession of changes costs one run at its end, not one each. When the worker is killed, the runs it was making
 * are given their verdicts here.
 */
export class Runner extends Disposable {
  readonly #listener: RunnerListener;
  readonly #supervisor: Supervisor;
  readonly #answers = new Map<number, (answer: Answer<never> | FromWorker) => void>();
  readonly #progress = new Map<number, (progress: CheckProgress | RateProgress) => void>();
  #lastId = 0;
  /** The request of the newest run. */
  #newest = 0;
  #running: { readonly requestId: number; state: typeof initialState } | undefined;
  #next: Source | undefined;

  constructor(spawn: Spawn, listener: RunnerListener, timers?: Timers) {
    super();
    this.#listener = listener;
    this.#supervisor = this.register(
      new Supervisor(
        spawn,
        { onMessage: (message) => this.#receive(message), onKilled: (killed) => this.#killed(killed) },
        timers,
      ),
    );
  }

  /** Runs a problem in place of the one that is running. */
  run(source: Source): void {
    if (this.#running) {
      if (!this.#next) this.#supervisor.stop(this.#running.requestId, SUPERSEDED_GRACE);
      this.#next = source;
    } else {
      this.#running = { requestId: ++this.#lastId, state: initialState };
      this.#newest = this.#lastId;
      this.#supervisor.post({ type: 'minimize', requestId: this.#lastId, source });
    }
  }

  /** Ends the run, keeping what was computed. */
  stop(): void {
    if (this.#next) {
      this.#next = undefined;
      this.#running = undefined;
      this.#listener.onEvent({ type: 'done' });
    } else if (this.#running) {
      this.#supervisor.stop(this.#running.requestId);
    }
  }

  /** Reads a problem without running it. */
  async read(source: Source): Promise<Answer<ProblemView>> {
    const answer = await this.#ask({ type: 'read', requestId: ++this.#lastId, source });
    return 'type' in answer && answer.type === 'read' ? { value: answer.problem } : failure(answer);
  }

  /** How the partial derivatives of a problem come about. */
  async explain(source: Source): Promise<Answer<readonly DerivationView[]>> {
    const answer = await this.#ask({ type: 'explain', requestId: ++this.#lastId, source });
    return 'type' in answer && answer.type === 'explained' ? { value: answer.derivations } : failure(answer);
  }

  /** One step of a run as arithmetic. */
  async explainStep(source: Source, choice: StepChoice): Promise<Answer<ExplainedStep>> {
    const answer = await this.#ask({ type: 'explainStep', requestId: ++this.#lastId, source, choice });
    return 'type' in answer && answer.type === 'stepExplained' ? { value: answer.step } : failure(answer);
  }

  /** The objective over a box. */
  async landscape(source: Source, choice: ReliefChoice): Promise<Answer<Relief>> {
    const answer = await this.#ask({ type: 'landscape', requestId: ++this.#lastId, source, choice });
    return 'type' in answer && answer.type === 'landscapeMade' ? { value: answer.relief } : failure(answer);
  }

  /** The edits that make the text say what the source's patch says. */
  async write(source: Source): Promise<Answer<readonly Edit[]>> {
    const answer = await this.#ask({ type: 'write', requestId: ++this.#lastId, source });
    return 'type' in answer && answer.type === 'written' ? { value: answer.edits } : failure(answer);
  }

  /**
   * Checks a problem's gradient.
   *
   * @param trail iterates of its last run. @param signal ends the check, which then has an error for an answer.
   */
  async check(
    source: Source,
    trail: readonly TrailPoint[],
    signal: AbortSignal,
    onProgress: (progress: CheckProgress) => void,
  ): Promise<Answer<GradientReport>> {
    const requestId = ++this.#lastId;
    this.#progress.set(requestId, onProgress);
    const stop = () => this.#supervisor.stop(requestId);
    signal.addEventListener('abort', stop);
    const answer = await this.#ask({ type: 'check', requestId, source, trail });
    signal.removeEventListener('abort', stop);
    this.#progress.delete(requestId);
    return 'type' in answer && answer.type === 'checked' ? { value: answer.report } : failure(answer);
  }

  /** Tries rates of many sizes. @param signal ends the sweep, which then has an error for an answer. */
  async findRates(
    source: Source,
    signal: AbortSignal,
    onProgress: (progress: RateProgress) => void,
  ): Promise<Answer<RateReport>> {
    const requestId = ++this.#lastId;
    this.#progress.set(requestId, onProgress);
    const stop = () => this.#supervisor.stop(requestId);
    signal.addEventListener('abort', stop);
    const answer = await this.#ask({ type: 'findRates', requestId, source });
    signal.removeEventListener('abort', stop);
    this.#progress.delete(requestId);
    return 'type' in answer && answer.type === 'foundRates' ? { value: answer.report } : failure(answer);
  }

  #ask(request: Parameters<Supervisor['post']>[0]): Promise<Answer<never> | FromWorker> {
    return new Promise((resolve) => {
      this.#answers.set(request.requestId, resolve);
      this.#supervisor.post(request);
    });
  }

  #answer(requestId: number, answer: Answer<never> | FromWorker): void {
    this.#answers.get(requestId)?.(answer);
    this.#answers.delete(requestId);
  }

  #receive(message: FromWorker): void {
    if (message.type === 'ready') this.#listener.onCatalog(message.catalog);
    else if (message.type === 'wanted') void this.#find(message.requestId, message.wanted);
    else if (message.type === 'checking' || message.type === 'findingRates') {
      this.#progress.get(message.requestId)?.(message.progress);
    } else if (message.type === 'reading') return;
    else if (message.type === 'event' && message.event.type === 'remedy') {
      this.#remedied(message.requestId, message.event);
    } else if (message.requestId !== this.#running?.requestId) this.#answer(message.requestId, message);
    else if (message.type === 'event') this.#happened(message.event);
    else if (message.type === 'failed') this.#happened(message);
  }

  async #find(requestId: number, wanted: DataWanted): Promise<void> {
    let found: FoundData;
    try {
      found = await this.#listener.findData(wanted);
    } catch (error) {
      found = { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
    }
    // Only bytes that are alone in their buffer can be moved.
    const bytes = found.kind === 'bytes' ? found.bytes : undefined;
    const alone = bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
    this.#supervisor.reply({ type: 'data', requestId, found }, alone ? [bytes.buffer] : []);
  }

  #happened(event: RunEvent): void {
    const running = this.#running;
    if (!running) return;
    const over = event.type === 'done' || event.type === 'failed';
    if (over) this.#running = undefined;
    if (!this.#next) {
      running.state = applyEvent(running.state, event);
      this.#listener.onEvent(event);
    } else if (over) {
      const next = this.#next;
      this.#next = undefined;
      this.run(next);
    }
  }

  /** A remedy comes after its run is over; once another run was asked for, it is of no use. */
  #remedied(requestId: number, event: RunEvent): void {
    if (requestId === this.#newest && !this.#running) this.#listener.onEvent(event);
  }

  #killed(killed: Killed): void {
    this.#listener.onKilled(killed);
    const { request } = killed;
    if (request.requestId !== this.#running?.requestId) {
      this.#answer(request.requestId, { error: errorOf(killed) });
      return;
    }
    const { problem, runs } = this.#running.state;
    const why = killed.reason === 'stop' ? undefined : explanation(killed);
    const ended = runs.flatMap((run): RunEvent[] => {
      const verdict = problem && !run.verdict ? killedVerdict(problem, run, why) : undefined;
      return verdict ? [{ type: 'ended', runId: run.run.runId, verdict }] : [];
    });
    for (const event of ended) this.#happened(event);
    const anything = ended.length > 0 || runs.some((run) => run.verdict);
    this.#happened(anything ? { type: 'done' } : { type: 'failed', error: errorOf(killed) });
  }
}

/** What the killing of a worker means to the person who waits. A text that hangs is to blame; a crash has no place. */
function errorOf(killed: Killed): ErrorView {
  const whole = { start: 0, end: killed.request.source.text.length };
  return { message: explanation(killed), ...(killed.reason === 'silence' ? whole : NOWHERE) };
}

function explanation(killed: Killed): string {
  switch (killed.reason) {
    case 'stop':
      return 'Stopped by you before the first step.';
    case 'silence':
      return 'The engine gave no sign of life for 5 seconds and was started again. A shorter formula may be read faster.';
    case 'crash':
      return `The engine ended unexpectedly and was started again (${killed.detail ?? 'no reason was given'}).`;
  }
}

function failure(answer: Answer<never> | FromWorker): { readonly error: ErrorView } {
  if ('error' in answer) return { error: answer.error };
  return { error: { message: 'The engine gave an unexpected answer.', ...NOWHERE } };
}
