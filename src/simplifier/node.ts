/** The simplifier's entry in Node: a worker thread of the extension host. */
import { parentPort } from 'node:worker_threads';
import type { ToSimplifier } from '../protocol/simplified.ts';
import { serve } from './serve.ts';

const port = parentPort;
if (port) {
  const handle = serve((message) => port.postMessage(message));
  port.on('message', (message: ToSimplifier) => handle(message));
}
