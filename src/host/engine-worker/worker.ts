import type { FromWorker, ToWorker } from '../../protocol/worker.ts';

/** A worker, whatever the platform: the one that owns the engine unless other messages are named. */
export interface EngineWorker<To = ToWorker> {
  /** Sends a message; the buffers are moved, not copied. */
  post(message: To, transfer?: readonly ArrayBuffer[]): void;
  terminate(): void;
}

/** What a worker tells its owner. */
export interface WorkerListener<From = FromWorker> {
  onMessage(message: From): void;
  /** The worker is gone; `reason` is what the platform said. */
  onCrash(reason: string): void;
}

/** Starts a worker. It may still be loading when this returns: what is posted meanwhile is delivered when it is up. */
export type Spawn<To = ToWorker, From = FromWorker> = (listener: WorkerListener<From>) => EngineWorker<To>;

/** The workers there are, by the names of their scripts. */
export type WorkerName = 'worker' | 'simplifier';
