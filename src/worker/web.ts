/** The worker's entry in a browser: a Web Worker of the web extension host. */
import type { FromWorker, ToWorker } from '../protocol/worker.ts';
import type { SpawnHelper } from './helpers.ts';
import { serve } from './serve.ts';

/** The part of a worker's global scope that is used; the DOM's types would also bring the window's. */
interface Scope {
  readonly location: { readonly href: string };
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

declare class Worker {
  constructor(url: string);
  onmessage: (event: { readonly data: FromWorker }) => void;
  onerror: () => void;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

const scope = globalThis as unknown as Scope;

/** A worker may not be allowed to start others: then it goes on alone. */
const spawn: SpawnHelper = (listen, lost) => {
  try {
    const worker = new Worker(scope.location.href);
    worker.onmessage = ({ data }) => listen(data);
    worker.onerror = lost;
    return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
  } catch {
    return { post: () => {}, terminate: () => {} };
  }
};

const handle = serve((message, transfer) => scope.postMessage(message, transfer), { spawn });
scope.addEventListener('message', (event) => handle(event.data));
