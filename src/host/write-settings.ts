import * as vscode from 'vscode';
import type { Edit } from '../protocol/worker.ts';
import type { Place } from './place.ts';
import type { Session } from './session.ts';
import { rangeIn } from './tracked-text.ts';
import { applyEdits, planWriteBack } from './write-back.ts';

/**
 * Writes the panel's settings into the document, as one step to undo, and runs the problem as it then stands. When the
 * text that was read is not in the document any more, the panel says that the text has changed.
 */
export async function writeSettings(session: Session): Promise<void> {
  const { tracked } = session;
  if (!tracked || !session.state().unwritten) return;
  const answer = await session.runner.write(session.source());
  if ('error' in answer) {
    session.fail(answer.error);
    return;
  }
  const found = await tracked.find();
  if (!found) {
    session.markStale();
    return;
  }
  const { document } = found;
  const place: Place = { ...tracked.place, range: found.range };
  const plan = planWriteBack(document.getText(), place, answer.value);
  if ('newDocument' in plan) {
    await openAsDocument(session, plan.newDocument);
  } else if (await editDocument(document, plan.edits)) {
    const { range, kind } = plan;
    session.start({ ...place, range, kind, text: document.getText(rangeIn(document, range)) });
  } else {
    await openAsDocument(session, applyEdits(place.text, answer.value));
  }
}

/** Replaces parts of a document, given in offsets, as one step to undo; false when it cannot be edited. */
export async function editDocument(document: vscode.TextDocument, edits: readonly Edit[]): Promise<boolean> {
  const change = new vscode.WorkspaceEdit();
  for (const edit of edits) change.replace(document.uri, rangeIn(document, edit), edit.text);
  return vscode.workspace.applyEdit(change);
}

/** Goes on with a problem in a new document, where its own has no room for settings or cannot be edited. */
async function openAsDocument(session: Session, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'downhill', content });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  const text = document.getText();
  const range = { start: 0, end: text.length };
  session.start({ uri: document.uri.toString(), languageId: 'downhill', kind: 'document', range, text });
}
