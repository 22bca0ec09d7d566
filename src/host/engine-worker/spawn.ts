import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { FromWorker } from '../../protocol/worker.ts';
import type { Spawn } from './worker.ts';

/** Starts the engine's worker thread in the Node extension host. `spawn.web.ts` takes its place in the web bundle. */
export function spawnFrom(extension: vscode.Uri): Spawn {
  return (listener) => {
    const worker = new Worker(vscode.Uri.joinPath(extension, 'dist', 'worker.cjs').fsPath);
    worker.on('message', (message: FromWorker) => listener.onMessage(message));
    worker.on('error', (error) => listener.onCrash(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => listener.onCrash(`exit code ${code}`));
    return {
      post: (message) => worker.postMessage(message),
      terminate: () => void worker.terminate(),
    };
  };
}
