/** The simplifier's entry in a browser: a Web Worker of the web extension host. */
import type { FromSimplifier, ToSimplifier } from '../protocol/simplified.ts';
import { serve } from './serve.ts';

/** The part of a worker's global scope that is used; the DOM's types would also bring the window's. */
interface Scope {
  postMessage(message: FromSimplifier): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToSimplifier }) => void): void;
}

const scope = globalThis as unknown as Scope;
const handle = serve((message) => scope.postMessage(message));
scope.addEventListener('message', (event) => handle(event.data));
