import * as vscode from 'vscode';
import { openDocument, putCursor } from './documents.ts';
import { downhill, until } from './downhill.ts';
import { equal } from './expect.ts';
import type { Suite } from './suite.ts';

async function lensesOf(document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
  return (
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)) ?? []
  );
}

export default {
  async 'a line is made a comment with #'() {
    const editor = await openDocument('downhill', 'minimize x^2\n');
    putCursor(editor, 'minimize');
    await vscode.commands.executeCommand('editor.action.commentLine');
    equal(editor.document.getText(), '# minimize x^2\n', 'the text');
  },

  async 'lenses stand above the objective, and a setting takes them away'() {
    await downhill();
    const { document } = await openDocument('md', '# Notes\n\n```downhill\na = 2\nminimize a*x^2\n```\n');
    const lenses = await until(async () => {
      const found = await lensesOf(document);
      return found.length > 0 ? found : undefined;
    }, 'there are lenses');
    equal(
      lenses.map(({ command }) => command?.command).toSorted(),
      ['downhill.compareLearningRates', 'downhill.minimize', 'downhill.showGradient'],
      'the commands',
    );
    equal(
      lenses.map(({ range }) => range.start.line),
      [4, 4, 4],
      'the lines',
    );
    const settings = vscode.workspace.getConfiguration('downhill');
    await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      equal((await lensesOf(document)).length, 0, 'the number of lenses when they are off');
    } finally {
      await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  },
} satisfies Suite;
