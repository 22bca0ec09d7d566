import * as vscode from 'vscode';
import type { Spawn, WorkerName } from './worker.ts';

/** The part of a Web Worker that is used here; the DOM's types are not part of the host's. */
declare class Worker {
  constructor(url: string);
  onmessage: (event: { readonly data: unknown }) => void;
  onerror: (event: { readonly message?: string }) => void;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  terminate(): void;
}

/** Whether a worker can read files of the disk itself. */
export const READS_DISK = false;

/** The simplifier's script is the same on every host. */
const SCRIPTS: Readonly<Record<WorkerName, string>> = { worker: 'worker.web.js', simplifier: 'simplifier.cjs' };

/**
 * Starts Web Workers in the web extension host. An extension's files may live at another origin, from which
 * no worker can be started: the script is read through the file system and started from a Blob.
 */
export function spawnFrom<To, From>(extension: vscode.Uri, name: WorkerName): Spawn<To, From> {
  return (listener) => {
    const waiting: { readonly message: To; readonly transfer: readonly ArrayBuffer[] }[] = [];
    let worker: Worker | undefined;
    let url: string | undefined;
    let ended = false;
    const start = (script: Uint8Array) => {
      if (ended) return;
      url = URL.createObjectURL(new Blob([Uint8Array.from(script)], { type: 'text/javascript' }));
      worker = new Worker(url);
      worker.onmessage = (event) => listener.onMessage(event.data as From);
      worker.onerror = (event) => listener.onCrash(event.message ?? 'the worker did not start');
      for (const { message, transfer } of waiting) worker.postMessage(message, transfer);
    };
    vscode.workspace.fs
      .readFile(vscode.Uri.joinPath(extension, 'dist', SCRIPTS[name]))
      .then(start, (error: unknown) => listener.onCrash(error instanceof Error ? error.message : String(error)));
    return {
      post: (message, transfer = []) => {
        if (worker) worker.postMessage(message, transfer);
        else waiting.push({ message, transfer });
      },
      terminate: () => {
        ended = true;
        worker?.terminate();
        // Not before: VS Code's own Worker loads the address some time after it was constructed.
        if (url !== undefined) URL.revokeObjectURL(url);
      },
    };
  };
}
