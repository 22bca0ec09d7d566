import * as vscode from 'vscode';
import type { Spawn, WorkerName } from './worker.ts';

/** The part of a Web Worker that is used here; the DOM's types are not part of the host's. */
declare class Worker {
  constructor(url: string);
  onmessage: (event: { readonly data: unknown }) => void;
  onerror: (event: { readonly message?: string }) => void;
  postMessage(message: unknown): void;
  terminate(): void;
}

/**
 * Starts Web Workers in the web extension host. An extension's files may live at another origin, from which
 * no worker can be started: the script is read through the file system and started from a Blob.
 */
export function spawnFrom<To, From>(extension: vscode.Uri, name: WorkerName): Spawn<To, From> {
  return (listener) => {
    const waiting: To[] = [];
    let worker: Worker | undefined;
    let url: string | undefined;
    let ended = false;
    const start = (script: Uint8Array) => {
      if (ended) return;
      url = URL.createObjectURL(new Blob([Uint8Array.from(script)], { type: 'text/javascript' }));
      worker = new Worker(url);
      worker.onmessage = (event) => listener.onMessage(event.data as From);
      worker.onerror = (event) => listener.onCrash(event.message ?? 'the worker did not start');
      for (const message of waiting) worker.postMessage(message);
    };
    vscode.workspace.fs
      .readFile(vscode.Uri.joinPath(extension, 'dist', `${name}.web.js`))
      .then(start, (error: unknown) => listener.onCrash(error instanceof Error ? error.message : String(error)));
    return {
      post: (message) => {
        if (worker) worker.postMessage(message);
        else waiting.push(message);
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
