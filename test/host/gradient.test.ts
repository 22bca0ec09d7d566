import * as vscode from 'vscode';
import { openDocument, putCursor, select } from './documents.ts';
import { downhill } from './downhill.ts';
import { equal } from './expect.ts';
import type { Suite } from './suite.ts';

export default {
  async 'Show Gradient inserts the partial derivatives below the formula, as one step to undo'() {
    const text = 'minimize x^2 + 3*y\nstart x = 1, y = 1\n';
    const editor = await openDocument('downhill', text);
    putCursor(editor, 'minimize');
    await vscode.commands.executeCommand('downhill.showGradient', { action: 'insert' });
    const lines = editor.document.getText().split('\n');
    equal(lines[0], 'minimize x^2 + 3*y', 'the first line');
    equal(lines.slice(1, 3), ['# ∂f/∂x = 2*x', '# ∂f/∂y = 3'], 'the comments');
    await vscode.commands.executeCommand('undo');
    equal(editor.document.getText(), text, 'the text after undo');
  },

  async 'Show Gradient leaves the problem as it was'() {
    const { readProblem } = await downhill();
    const text = 'minimize x^2 + 3*y\nstart x = 1, y = 1\n';
    const editor = await openDocument('downhill', text);
    await vscode.commands.executeCommand('downhill.showGradient', { action: 'insert' });
    equal(
      [...readProblem(editor.document.getText(), { languageId: 'downhill' }).parameters],
      ['x', 'y'],
      'the parameters',
    );
  },

  async 'Show Gradient copies the partial derivatives'() {
    const editor = await openDocument('md', 'The bowl x^2 + y^2 is round.\n');
    select(editor, 'x^2 + y^2');
    await vscode.commands.executeCommand('downhill.showGradient', { action: 'copy' });
    equal(await vscode.env.clipboard.readText(), '∂f/∂x = 2*x\n∂f/∂y = 2*y', 'the clipboard');
    equal(editor.document.getText(), 'The bowl x^2 + y^2 is round.\n', 'the text');
  },
} satisfies Suite;
