/** The panel's end of the wire: VS Code's own functions, with the types of our protocol. */
import type { FromPanel, ToPanel } from '../src/protocol/panel.ts';
import { fromWire, toWire } from '../src/protocol/wire.ts';
import type { Choices } from './state.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What the panel can say to the host, and what it keeps for itself between two lives. */
export interface Host {
  post(message: FromPanel): void;
  /** Calls back for every message of the host. */
  listen(receive: (message: ToPanel) => void): void;
  /** The choices of the panel's last life, if it had one. */
  recall(): Partial<Choices>;
  remember(choices: Choices): void;
}

/** Connects to VS Code. To be called once: VS Code refuses a second call. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(toWire(message)),
    listen: (receive) => {
      // VS Code relays the host's messages only; every one was made by our own protocol.
      window.addEventListener('message', (event) => receive(fromWire(event.data) as ToPanel));
    },
    recall: () => {
      const state = api.getState();
      return typeof state === 'object' && state !== null ? (state as Partial<Choices>) : {};
    },
    remember: (choices) => api.setState(choices),
  };
}
