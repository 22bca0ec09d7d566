/** The worker's entry in a browser: a Web Worker of the web extension host. */
import type { FromWorker, ToWorker } from '../protocol/worker.ts';
import { serve } from './serve.ts';

/** The part of a worker's global scope that is used; the DOM's types would also bring the window's. */
interface Scope {
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

const scope = globalThis as unknown as Scope;
const handle = serve((message, transfer) => scope.postMessage(message, transfer));
scope.addEventListener('message', (event) => handle(event.data));
