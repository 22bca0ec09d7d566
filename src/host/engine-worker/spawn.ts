import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { Spawn, WorkerName } from './worker.ts';

/** Whether a worker can read files of the disk itself. */
export const READS_DISK = true;

/** Starts worker threads in the Node extension host. `spawn.web.ts` takes its place in the web bundle. */
export function spawnFrom<To, From>(extension: vscode.Uri, name: WorkerName): Spawn<To, From> {
  return (listener) => {
    const worker = new Worker(vscode.Uri.joinPath(extension, 'dist', `${name}.cjs`).fsPath);
    worker.on('message', (message: From) => listener.onMessage(message));
    worker.on('error', (error) => listener.onCrash(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => listener.onCrash(`exit code ${code}`));
    return {
      post: (message, transfer) => worker.postMessage(message, transfer),
      terminate: () => void worker.terminate(),
    };
  };
}
