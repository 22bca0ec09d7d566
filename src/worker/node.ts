/** The worker's entry in Node: a worker thread of the extension host. */
import { parentPort, Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../protocol/worker.ts';
import { fileSource } from './file-source.ts';
import type { SpawnHelper } from './helpers.ts';
import { serve } from './serve.ts';

/** This file, once it is bundled. */
declare const __filename: string;

const spawn: SpawnHelper = (listen, lost) => {
  const worker = new Worker(__filename);
  worker.on('message', (message: FromWorker) => listen(message));
  worker.on('error', lost);
  worker.on('exit', lost);
  return { post: (message) => worker.postMessage(message), terminate: () => void worker.terminate() };
};

const port = parentPort;
if (port) {
  const platform = { spawn, openFile: fileSource };
  const handle = serve((message, transfer) => port.postMessage(message, transfer), platform);
  port.on('message', (message: ToWorker) => handle(message));
}
