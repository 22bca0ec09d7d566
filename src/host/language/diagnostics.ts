import * as vscode from 'vscode';
import type { ErrorView } from '../../protocol/view.ts';
import { Disposable } from '../dispose.ts';
import type { Session } from '../session.ts';
import { rangeIn } from '../tracked-text.ts';

/** An error of the current problem as it stands in its document. */
export interface ShownError {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
  readonly suggestion?: string;
}

/** Marks the error of the current problem at its place, until the text changes or can be read. */
export class Diagnostics extends Disposable {
  readonly #collection = this.register(vscode.languages.createDiagnosticCollection('downhill'));
  readonly #session: Session;
  #shown: ShownError | undefined;

  constructor(session: Session) {
    super();
    this.#session = session;
    this.register(
      session.onDidChange((message) => {
        if (message.type === 'event' && message.event.type === 'failed') void this.#show(message.event.error);
        else if (message.type === 'snapshot' || (message.type === 'event' && message.event.type === 'opened'))
          this.#clear();
        else if (message.type === 'state' && message.state.stale) this.#clear();
      }),
    );
  }

  get shown(): ShownError | undefined {
    return this.#shown;
  }

  async #show(error: ErrorView): Promise<void> {
    this.#clear();
    const { tracked } = this.#session;
    // Some errors are about no place in the text.
    if (!tracked || error.end <= error.start) return;
    const document = await tracked.open();
    if (!document || tracked !== this.#session.tracked || tracked.stale) return;
    const base = tracked.range.start;
    const range = rangeIn(document, { start: base + error.start, end: base + error.end });
    const diagnostic = new vscode.Diagnostic(range, error.message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'Downhill';
    this.#collection.set(document.uri, [diagnostic]);
    this.#shown = {
      uri: document.uri,
      diagnostic,
      ...(error.suggestion === undefined ? {} : { suggestion: error.suggestion }),
    };
  }

  #clear(): void {
    this.#collection.clear();
    this.#shown = undefined;
  }
}
