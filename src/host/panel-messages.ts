import * as vscode from 'vscode';
import type { Range } from '../engine/problem.ts';
import type { FromPanel } from '../protocol/panel.ts';
import type { Session } from './session.ts';
import { rangeIn } from './tracked-text.ts';
import { editDocument, writeSettings } from './write-settings.ts';

/** Does what the panel asks for. */
export async function handlePanelMessage(
  session: Session,
  message: Exclude<FromPanel, { type: 'ready' }>,
): Promise<void> {
  switch (message.type) {
    case 'change':
      return session.change(message.patch);
    case 'explain':
      return session.explain();
    case 'cursor':
      session.cursor = { run: message.run, row: message.row };
      return;
    case 'explainStep': {
      const { runId: run, row: step, attend } = message;
      return vscode.commands.executeCommand('downhill.explainStep', { run, step, inSight: !attend });
    }
    case 'landscape':
      return session.landscape(message.id, message.choice);
    case 'run':
      return session.run();
    case 'check':
      return vscode.commands.executeCommand('downhill.checkGradient', { current: true });
    case 'findRates':
      return vscode.commands.executeCommand('downhill.findLearningRate', { current: true });
    case 'stop':
      return session.stop();
    case 'write':
      return writeSettings(session);
    case 'compareRates':
      return vscode.commands.executeCommand('downhill.compareLearningRates');
    case 'compareConventions':
      return vscode.commands.executeCommand('downhill.compareConventions');
    case 'export':
      return vscode.commands.executeCommand('downhill.exportTrace', { format: message.format });
    case 'reveal':
      return reveal(session, message);
    case 'fix':
      return fix(session);
    case 'copy':
      return vscode.env.clipboard.writeText(message.text);
  }
}

/** Selects a part of the problem's text in its document, in the editor where it is already open if there is one. */
async function reveal(session: Session, part: Range): Promise<void> {
  const found = await session.tracked?.find();
  if (!found) {
    session.markStale();
    return;
  }
  const { document, range } = found;
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: rangeIn(document, { start: range.start + part.start, end: range.start + part.end }),
  });
}

/** Puts the suggestion of the current error into the document, and runs again. */
async function fix(session: Session): Promise<void> {
  const { error } = session.state();
  const { tracked } = session;
  if (!tracked || error?.suggestion === undefined) return;
  const found = await tracked.find();
  if (!found) {
    session.markStale();
    return;
  }
  const base = found.range.start;
  const edit = { start: base + error.start, end: base + error.end, text: error.suggestion };
  if (await editDocument(found.document, [edit])) await session.run();
  else void vscode.window.showWarningMessage(vscode.l10n.t('The formula is not in a document that can be edited.'));
}
