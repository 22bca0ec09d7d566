import * as vscode from 'vscode';
import { openDocument, select } from './documents.ts';
import { downhill, runToEnd, until } from './downhill.ts';
import { equal, ok } from './expect.ts';
import type { Suite } from './suite.ts';

async function writeBack(): Promise<void> {
  const { session } = await downhill();
  ok(session.state().unwritten, 'there are settings to write');
  await runToEnd('downhill.writeSettings');
  await until(() => (session.state().unwritten ? undefined : true), 'the settings are written');
}

export default {
  async 'settings of the panel are written into the document, and undo takes them out'() {
    const { session, readProblem } = await downhill();
    const text = 'minimize x^2 + 2*y^2\nstart x = 3, y = 4\nrate = 0.1\n';
    const editor = await openDocument('downhill', text);
    await runToEnd('downhill.compareLearningRates', { rates: [0.2, 0.4] });
    await writeBack();
    const written = editor.document.getText();
    equal([...readProblem(written, { languageId: 'downhill' }).settings.rates], [0.2, 0.4], `the rates of ${written}`);
    equal(session.state().problem?.origins.rates, 'text', 'where the rates come from');
    await vscode.commands.executeCommand('undo');
    equal(editor.document.getText(), text, 'the text after undo');
  },

  async 'a formula in a sentence gets a block with its settings after its paragraph'() {
    const { readProblem } = await downhill();
    const text = '# Notes\n\nThe bowl `x^2 + 2*y^2` is\nnot round.\n\nThe end.\n';
    const editor = await openDocument('md', text);
    select(editor, 'x^2 + 2*y^2');
    await runToEnd('downhill.compareLearningRates', { rates: [0.2] });
    await writeBack();
    const written = editor.document.getText();
    const block = /not round\.\n\n```downhill\n([\s\S]*?)\n```\n\nThe end\./.exec(written)?.[1];
    ok(block, `there is a block: ${written}`);
    equal([...readProblem(block, { languageId: 'markdown' }).settings.rates], [0.2], `the rates of ${block}`);
    await vscode.commands.executeCommand('undo');
    equal(editor.document.getText(), text, 'the text after undo');
  },
} satisfies Suite;
