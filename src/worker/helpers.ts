/** Workers that help the one which was asked, where the platform can start them from within it. */
import type { FromWorker, ToWorker } from '../protocol/worker.ts';

/** A worker of the same script. */
export interface Helper {
  post(message: ToWorker): void;
  terminate(): void;
}

/** Starts one. @param lost it is gone: what it was given is not done. */
export type SpawnHelper = (listen: (message: FromWorker) => void, lost: () => void) => Helper;

/** How many helpers are worth starting: the host's own thread and this one need a processor each. */
export function helpersHere(): number {
  const { navigator } = globalThis as { readonly navigator?: { readonly hardwareConcurrency?: number } };
  return Math.min(7, Math.max(0, (navigator?.hardwareConcurrency ?? 1) - 1));
}
