import * as vscode from 'vscode';
import type { Command } from './context.ts';

/** Downhill: New Problem. Opens a document with a problem that can be minimized as it is. */
export const newProblem: Command = async () => {
  const content = [
    `# ${vscode.l10n.t('Every name that is not defined is a parameter.')}`,
    'minimize (1 - x)^2 + 100*(y - x^2)^2',
    'start    x = -1.2, y = 1',
    'method   adam rate=0.05',
    'stop     gradient<1e-6, steps=5000',
    '',
  ].join('\n');
  const document = await vscode.workspace.openTextDocument({ language: 'downhill', content });
  await vscode.window.showTextDocument(document);
};
