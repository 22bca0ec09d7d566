import * as vscode from 'vscode';
import { locateProblem } from '../../engine/read/locate.ts';
import type { Place } from '../place.ts';
import type { Session } from '../session.ts';

/** Where a lens, or another extension, says the problem is: offsets into a document. */
export interface LocationArgument {
  readonly uri: vscode.Uri | string;
  readonly start: number;
  readonly end: number;
}

/**
 * The problem that a command is about: the one it was given, else the one at the cursor, else, when no editor is active
 * because the panel is, the current one. When there is none the person is told what to do, and undefined returned.
 */
export async function targetOf(argument: unknown, session: Session): Promise<Place | undefined> {
  if (isLocation(argument)) {
    const document = await vscode.workspace.openTextDocument(asUri(argument.uri));
    return placeIn(document, argument) ?? warn(vscode.l10n.t('There is no formula at that place any more.'));
  }
  const editor = vscode.window.activeTextEditor;
  if (editor) {
    const { document, selection } = editor;
    const offsets = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
    return (
      placeIn(document, offsets) ??
      warn(
        vscode.l10n.t(
          'There is no formula at the cursor. Select one, for example (x - 3)^2, and run the command again.',
        ),
      )
    );
  }
  const { tracked } = session;
  if (tracked) return { ...tracked.place, range: tracked.range, text: tracked.current() ?? tracked.place.text };
  return warn(
    vscode.l10n.t('Open a document, select a formula in it, for example (x - 3)^2, and run the command again.'),
  );
}

/** A uri as commands take it: VS Code's own, or its text. */
export function asUri(uri: vscode.Uri | string): vscode.Uri {
  return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : vscode.Uri.from(uri);
}

function placeIn(document: vscode.TextDocument, selection: { start: number; end: number }): Place | undefined {
  const text = document.getText();
  const { languageId, uri } = document;
  const located = locateProblem(text, languageId, selection);
  if (!located) return undefined;
  return { ...located, uri: uri.toString(), languageId, text: text.slice(located.range.start, located.range.end) };
}

function isLocation(argument: unknown): argument is LocationArgument {
  const { uri, start, end } = (argument ?? {}) as Partial<Record<keyof LocationArgument, unknown>>;
  return (typeof uri === 'string' || uri instanceof vscode.Uri) && typeof start === 'number' && typeof end === 'number';
}

function warn(message: string): undefined {
  void vscode.window.showWarningMessage(message);
  return undefined;
}
