import type { FromWorker, ToWorker } from '../../protocol/worker.ts';
import { Disposable } from '../dispose.ts';
import type { EngineWorker, Spawn } from './worker.ts';

export type Request = Exclude<ToWorker, { readonly type: 'stop' | 'data' }>;

/** What a worker asked for in the midst of a request. */
type Reply = Extract<ToWorker, { readonly type: 'data' }>;

/** A request that ended with its worker. */
export interface Killed {
  readonly request: Request;
  /** `stop`: asked to stop and did not; `silence`: gave no sign of life; `crash`: the worker ended by itself. */
  readonly reason: 'stop' | 'silence' | 'crash';
  /** What the platform said of a crash. */
  readonly detail?: string;
}

export interface SupervisorListener {
  onMessage(message: FromWorker): void;
  onKilled(killed: Killed): void;
}

/** Time, in milliseconds; tests bring their own. */
export interface Timers {
  set(callback: () => void, delay: number): unknown;
  clear(timer: unknown): void;
}

export const realTimers: Timers = {
  set: (callback, delay) => setTimeout(callback, delay),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** A worker that has not answered a stop by then is ended, so that stopping takes less than 100 ms in all. */
const STOP_GRACE = 80;
/** A worker that is busy and says nothing for this long hangs. */
const SILENCE = 5_000;
/** The same before its first message, when a slow machine may still be loading it. */
const FIRST_SILENCE = 30_000;

/**
 * Keeps one worker for all requests: started at the first, kept warm, and replaced when it hangs or crashes. The
 * request to blame is the one that was asked to stop, else the oldest; it is reported as killed and the others go to
 * the new worker.
 */
export class Supervisor extends Disposable {
  readonly #spawn: Spawn;
  readonly #listener: SupervisorListener;
  readonly #timers: Timers;
  /** Requests without a final answer, oldest first. */
  readonly #pending = new Map<number, Request>();
  readonly #stops = new Map<number, unknown>();
  #worker: EngineWorker | undefined;
  #heard = false;
  #watch: unknown;
  /** The requests for which the worker waits for a reply: it is silent meanwhile, and does not hang. */
  readonly #asking = new Set<number>();

  constructor(spawn: Spawn, listener: SupervisorListener, timers: Timers = realTimers) {
    super();
    this.#spawn = spawn;
    this.#listener = listener;
    this.#timers = timers;
  }

  /** Sends a request; starts the worker when there is none. Request ids are never used twice. */
  post(request: Request): void {
    if (this.disposed) return;
    this.#pending.set(request.requestId, request);
    this.#start().post(request);
    if (this.#watch === undefined) this.#watchSilence();
  }

  /** Asks a request to stop, and ends the worker if it has not within `grace` milliseconds. */
  stop(requestId: number, grace: number = STOP_GRACE): void {
    if (!this.#pending.has(requestId)) return;
    this.#worker?.post({ type: 'stop', requestId });
    this.#timers.clear(this.#stops.get(requestId));
    this.#stops.set(
      requestId,
      this.#timers.set(() => this.#kill('stop', requestId), grace),
    );
  }

  /** Gives the worker what it asked for. */
  reply(message: Reply, transfer: readonly ArrayBuffer[]): void {
    if (!this.#asking.delete(message.requestId)) return;
    this.#worker?.post(message, transfer);
    this.#watchSilence();
  }

  override dispose(): void {
    this.#pending.clear();
    this.#drop();
    super.dispose();
  }

  #start(): EngineWorker {
    if (this.#worker) return this.#worker;
    const worker = this.#spawn({
      onMessage: (message) => {
        if (worker === this.#worker) this.#receive(message);
      },
      onCrash: (detail) => {
        if (worker === this.#worker) this.#kill('crash', this.#oldest(), detail);
      },
    });
    this.#worker = worker;
    this.#heard = false;
    return worker;
  }

  #receive(message: FromWorker): void {
    this.#heard = true;
    if (message.type === 'wanted') this.#asking.add(message.requestId);
    if (message.type !== 'ready' && isFinal(message)) {
      this.#pending.delete(message.requestId);
      this.#asking.delete(message.requestId);
      this.#clearStop(message.requestId);
    } else if (message.type === 'event' && message.event.type === 'ended') {
      this.#clearStop(message.requestId);
    }
    this.#watchSilence();
    this.#listener.onMessage(message);
  }

  #watchSilence(): void {
    this.#timers.clear(this.#watch);
    this.#watch =
      this.#pending.size === 0 || this.#asking.size > 0
        ? undefined
        : this.#timers.set(() => this.#kill('silence', this.#oldest()), this.#heard ? SILENCE : FIRST_SILENCE);
  }

  #kill(reason: Killed['reason'], requestId: number | undefined, detail?: string): void {
    const blamed = this.#stops.size > 0 ? [...this.#stops.keys()] : requestId === undefined ? [] : [requestId];
    const ended = blamed.flatMap((id) => this.#pending.get(id) ?? []);
    for (const request of ended) this.#pending.delete(request.requestId);
    this.#drop();
    // A worker that crashes by itself is not started again before it is needed: it might crash for ever.
    if (this.#pending.size > 0 || reason !== 'crash') this.#start();
    for (const other of this.#pending.values()) this.#worker?.post(other);
    this.#watchSilence();
    for (const request of ended) {
      this.#listener.onKilled({ request, reason, ...(detail === undefined ? {} : { detail }) });
    }
  }

  #drop(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#asking.clear();
    worker?.terminate();
    this.#timers.clear(this.#watch);
    this.#watch = undefined;
    for (const timer of this.#stops.values()) this.#timers.clear(timer);
    this.#stops.clear();
  }

  #clearStop(requestId: number): void {
    this.#timers.clear(this.#stops.get(requestId));
    this.#stops.delete(requestId);
  }

  #oldest(): number | undefined {
    return this.#pending.keys().next().value;
  }
}

/** Whether a message is the last of its request. */
function isFinal(message: Exclude<FromWorker, { type: 'ready' }>): boolean {
  if (message.type === 'checking' || message.type === 'reading' || message.type === 'wanted') return false;
  return message.type !== 'event' || message.event.type === 'done' || message.event.type === 'failed';
}
