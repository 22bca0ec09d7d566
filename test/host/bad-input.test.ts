import * as vscode from 'vscode';
import { openDocument, rangeOf, select } from './documents.ts';
import { downhill, runToEnd, until } from './downhill.ts';
import { equal, ok } from './expect.ts';
import type { Suite } from './suite.ts';

/** Texts that cannot be minimized, each inside a document that begins with other text. */
const bad = [
  '(x - 1',
  'foo(x) + 1',
  'w(x - 1) + x^2',
  'a = b\nb = a\na + x',
  'sqrt(-1) + x^2',
  '3 + 4',
  '1e999*x',
  'x^2\nrate = -1',
];

function diagnosticsOf(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Downhill');
}

async function marked(document: vscode.TextDocument): Promise<vscode.Diagnostic> {
  return until(() => diagnosticsOf(document)[0], 'the error is marked');
}

/** Where the engine says the error of a text is. */
async function placeOf(text: string): Promise<{ start: number; end: number; message: string }> {
  const { readProblem, minimize } = await downhill();
  try {
    await minimize(readProblem(text, { languageId: 'markdown' }));
  } catch (error) {
    ok(error instanceof Error && 'start' in error && 'end' in error, `${text} has an error with a place: ${error}`);
    return { start: Number(error.start), end: Number(error.end), message: error.message };
  }
  throw new Error(`${text} was minimized.`);
}

async function isMarked(text: string): Promise<void> {
  const editor = await openDocument('md', `Some notes.\n\n${text}\n`);
  select(editor, text);
  const state = await runToEnd('downhill.minimize');
  ok(state.error, 'there is an error');
  const diagnostic = await marked(editor.document);
  const { start, end, message } = await placeOf(text);
  const base = editor.document.offsetAt(rangeOf(editor.document, text).start);
  const range = [editor.document.offsetAt(diagnostic.range.start), editor.document.offsetAt(diagnostic.range.end)];
  equal(range, [base + start, base + end], 'the range');
  equal(diagnostic.message, message, 'the sentence');
  equal(state.error.message, message, 'the sentence of the panel');
}

export default {
  ...Object.fromEntries(
    bad.map((text) => [`the error of ${JSON.stringify(text)} is marked at its exact range`, () => isMarked(text)]),
  ),

  async 'the quick fix writes what the error suggests, and the mark goes'() {
    const editor = await openDocument('txt', 'w(x - 1) + w^2 + x^2\n');
    select(editor, 'w(x - 1) + w^2 + x^2');
    await runToEnd('downhill.minimize');
    const diagnostic = await marked(editor.document);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      diagnostic.range,
    );
    const edit = actions.find(({ title }) => title === 'Write w*(x - 1)')?.edit;
    ok(edit, `there is a quick fix: ${actions.map(({ title }) => title)}`);
    await vscode.workspace.applyEdit(edit);
    equal(editor.document.getText(), 'w*(x - 1) + w^2 + x^2\n', 'the text');
    await until(() => diagnosticsOf(editor.document).length === 0 || undefined, 'the mark is gone');
  },

  async 'a run that succeeds takes the mark away'() {
    const editor = await openDocument('txt', 'x^2 + nope(x)\n\n(x - 1)^2\n');
    select(editor, 'x^2 + nope(x)');
    await runToEnd('downhill.minimize');
    await marked(editor.document);
    select(editor, '(x - 1)^2');
    const state = await runToEnd('downhill.minimize');
    equal(state.error, undefined, 'the error');
    await until(() => diagnosticsOf(editor.document).length === 0 || undefined, 'the mark is gone');
  },

  async 'ten thousand brackets are an error, not an end'() {
    const text = '('.repeat(5_000) + ')'.repeat(5_000);
    const editor = await openDocument('txt', `${text}\n`);
    select(editor, text);
    const state = await runToEnd('downhill.minimize');
    ok(state.error && state.error.message.length < 500, 'the error is a sentence');
  },
} satisfies Suite;
