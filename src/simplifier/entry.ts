/** The simplifier's entry: one script for a worker thread of Node and for a Web Worker, as nothing else in it differs. */
import type { FromSimplifier, ToSimplifier } from '../protocol/simplified.ts';
import { serve } from './serve.ts';

/** A worker thread's way to its owner. */
interface Port {
  postMessage(message: FromSimplifier): void;
  on(type: 'message', listener: (message: ToSimplifier) => void): void;
}

/** The part of a Web Worker's global scope that is used; the DOM's types would also bring the window's. */
interface Scope {
  postMessage(message: FromSimplifier): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToSimplifier }) => void): void;
}

/** In Node the script is a CommonJS module. */
declare const require: (name: 'node:worker_threads') => { readonly parentPort: Port | null };

const scope = globalThis as unknown as Scope;
// Not by whether there is a `require`: the bundler puts one of its own in place of it.
const isWeb = typeof scope.addEventListener === 'function';
const port = isWeb ? null : require('node:worker_threads').parentPort;
const handle = serve((message) => (port ?? scope).postMessage(message));
if (port) port.on('message', handle);
else scope.addEventListener('message', (event) => handle(event.data));
