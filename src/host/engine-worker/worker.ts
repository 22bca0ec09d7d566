import type { FromWorker, ToWorker } from '../../protocol/worker.ts';

/** The worker that owns the engine, whatever the platform. */
export interface EngineWorker {
  post(message: ToWorker): void;
  terminate(): void;
}

/** What a worker tells its owner. */
export interface WorkerListener {
  onMessage(message: FromWorker): void;
  /** The worker is gone; `reason` is what the platform said. */
  onCrash(reason: string): void;
}

/** Starts a worker. It may still be loading when this returns: what is posted meanwhile is delivered when it is up. */
export type Spawn = (listener: WorkerListener) => EngineWorker;
