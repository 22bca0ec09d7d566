/** The worker's entry in Node: a worker thread of the extension host. */
import { parentPort } from 'node:worker_threads';
import type { ToWorker } from '../protocol/worker.ts';
import { fileSource } from './file-source.ts';
import { serve } from './serve.ts';

const port = parentPort;
if (port) {
  const handle = serve((message, transfer) => port.postMessage(message, transfer), fileSource);
  port.on('message', (message: ToWorker) => handle(message));
}
