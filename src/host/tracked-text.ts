import * as vscode from 'vscode';
import type { Range } from '../engine/problem.ts';
import { Disposable } from './dispose.ts';
import { findNearest, moveRange, type Place } from './place.ts';

/** A problem's text in a document that people go on editing. */
export class TrackedText extends Disposable {
  /** What was read, and where it stood then. */
  readonly place: Place;
  #range: Range;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** The problem's text, or its place, may be another. */
  readonly onDidChange = this.#changed.event;

  constructor(place: Place) {
    super();
    this.place = place;
    this.#range = place.range;
    this.register(vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)));
  }

  /** Where the text is now. */
  get range(): Range {
    return this.#range;
  }

  get uri(): vscode.Uri {
    return vscode.Uri.parse(this.place.uri, true);
  }

  /** What stands at the problem's place now; undefined when the document is not open. */
  current(): string | undefined {
    const document = this.#document();
    return document && textIn(document, this.#range);
  }

  /** Whether the document says something else than what was read. A document that is not open has not changed. */
  get stale(): boolean {
    return (this.current() ?? this.place.text) !== this.place.text;
  }

  /** The document, opened where it was closed; undefined where it does not exist any more. */
  async open(): Promise<vscode.TextDocument | undefined> {
    try {
      return await vscode.workspace.openTextDocument(this.uri);
    } catch {
      return undefined;
    }
  }

  /**
   * The document and the place in it of the text that was read, looked for nearby when the document changed while it was
   * closed; undefined when it is not there.
   */
  async find(): Promise<{ readonly document: vscode.TextDocument; readonly range: Range } | undefined> {
    const document = await this.open();
    if (!document) return undefined;
    if (textIn(document, this.#range) !== this.place.text) {
      const found = findNearest(document.getText(), this.place.text, this.#range.start);
      if (!found) return undefined;
      this.#range = found;
      this.#changed.fire();
    }
    return { document, range: this.#range };
  }

  #document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.place.uri);
  }

  #follow(event: vscode.TextDocumentChangeEvent): void {
    if (event.contentChanges.length === 0 || event.document.uri.toString() !== this.place.uri) return;
    if (this.place.kind === 'document') {
      this.#range = { start: 0, end: event.document.getText().length };
    } else {
      for (const change of event.contentChanges) this.#range = moveRange(this.#range, change, this.place.kind);
    }
    this.#changed.fire();
  }
}

/** Offsets of a document as VS Code's positions. */
export function rangeIn(document: vscode.TextDocument, range: Range): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}

function textIn(document: vscode.TextDocument, range: Range): string {
  return document.getText(rangeIn(document, range));
}
