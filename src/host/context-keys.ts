import * as vscode from 'vscode';
import { Disposable } from './dispose.ts';
import type { Session } from './session.ts';

/** Tells the manifest's `when` clauses what there is to stop, to export and to write. */
export class ContextKeys extends Disposable {
  readonly #values = new Map<string, boolean>();

  constructor(session: Session) {
    super();
    this.register(
      session.onDidChange(() => {
        const state = session.state();
        this.#set(
          'downhill.running',
          state.running || state.checking !== undefined || state.findingRates !== undefined,
        );
        this.#set('downhill.hasProblem', session.tracked !== undefined);
        this.#set('downhill.hasTrace', state.runs.length > 0);
        this.#set('downhill.unwritten', state.unwritten);
      }),
    );
  }

  #set(key: string, value: boolean): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
