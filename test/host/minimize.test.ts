import * as vscode from 'vscode';
import { columnsOf, columnsOfTrace } from './columns.ts';
import { openDocument, putCursor, rangeOf, select } from './documents.ts';
import { downhill, panelTabs, runToEnd, until } from './downhill.ts';
import { equal, ok } from './expect.ts';
import type { Suite } from './suite.ts';

const rosenbrock = '(1 - x)^2 + 100*(y - x^2)^2';

/** Ten million steps of five hundred terms: longer than anyone waits. */
const longRun =
  'minimize sum((x - k)^2 * (2 + sin(k*x)), k, 1, 500)\nstart x = 1\nrate = 1e-12\nsteps = 1e7\nstop gradient<1e-300\n';

/** Whether what is shown is, number for number, what the engine gives for a text. */
async function equalsEngine(text: string, languageId: string): Promise<void> {
  const { session, readProblem, minimize } = await downhill();
  const state = session.state();
  const expected = await minimize(readProblem(text, { languageId }));
  equal(state.runs.length, 1, 'the number of runs');
  const [run] = state.runs;
  ok(run?.verdict, 'the run has a verdict');
  equal(columnsOf(run), columnsOfTrace(expected.trace), 'the trace');
  equal(run.verdict.status, expected.verdict.status, 'the status');
  equal(run.verdict.steps, expected.verdict.steps, 'the steps');
  equal([...run.verdict.point], [...expected.verdict.point], 'the last point');
  equal(run.verdict.sentence, expected.verdict.sentence, 'the sentence');
}

async function minimizeAt(text: string, languageId: string): Promise<void> {
  const state = await runToEnd('downhill.minimize');
  equal(state.error, undefined, 'the error');
  await equalsEngine(text, languageId);
}

export default {
  async 'a selection in Markdown is minimized in the panel, with the numbers of the engine'() {
    const editor = await openDocument('md', `# Notes\n\nThe valley ${rosenbrock} is curved.\n`);
    select(editor, rosenbrock);
    await minimizeAt(rosenbrock, 'markdown');
    const [panel] = await until(() => (panelTabs().length > 0 ? panelTabs() : undefined), 'the panel is open');
    equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString(), 'the active editor');
    ok(panel?.group.viewColumn !== editor.viewColumn, 'the panel is beside the editor');
  },

  async 'the cursor in a fenced block stands for the block'() {
    const text = 'minimize x^2 + 2*y^2\nstart x = 3, y = 4\nrate = 0.1';
    const editor = await openDocument('md', `# Notes\n\n\`\`\`downhill\n${text}\n\`\`\`\n\nAnd so on.\n`);
    putCursor(editor, 'start');
    await minimizeAt(`${text}\n`, 'markdown');
  },

  async 'the cursor on a line of plain text stands for the line'() {
    const editor = await openDocument('txt', `Some notes.\n\nf(x, y) = (x - 1)^2 + (y + 2)^2\n\nMore notes.\n`);
    putCursor(editor, 'f(x, y)');
    await minimizeAt('f(x, y) = (x - 1)^2 + (y + 2)^2', 'plaintext');
  },

  async 'a .downhill document is one problem'() {
    const text = '# a bowl\nminimize a*x^2\na = 2\nstart x = 1\nmethod adam rate=0.1\n';
    const editor = await openDocument('downhill', text);
    equal(editor.document.languageId, 'downhill', 'the language');
    await minimizeAt(text, 'downhill');
  },

  async 'there is one panel, and it is used again'() {
    const editor = await openDocument('txt', '(x - 1)^2\n\n(z - 2)^2\n');
    select(editor, '(x - 1)^2');
    await runToEnd('downhill.minimize');
    select(editor, '(z - 2)^2');
    const state = await runToEnd('downhill.minimize');
    await until(() => (panelTabs().length > 0 ? true : undefined), 'the panel is open');
    equal(panelTabs().length, 1, 'the number of panels');
    equal(
      state.problem?.parameters.map(({ name }) => name),
      ['z'],
      'the parameters',
    );
  },

  async 'several methods are compared'() {
    const text = 'minimize x^2 + 10*y^2\nstart x = 1, y = 1\nmethod gd rate=0.01, momentum rate=0.01, adam rate=0.1\n';
    await openDocument('downhill', text);
    const state = await runToEnd('downhill.minimize');
    equal(state.error, undefined, 'the error');
    equal(state.runs.length, 3, 'the number of runs');
    equal(new Set(state.runs.map(({ run }) => run.label)).size, 3, 'the number of different labels');
  },

  async 'Compare Learning Rates runs every rate'() {
    const editor = await openDocument('txt', 'x^2 + 2*y^2\n');
    putCursor(editor, 'x^2');
    const rates = [0.01, 0.1, 0.3];
    const state = await runToEnd('downhill.compareLearningRates', { rates });
    equal(
      state.runs.map(({ run }) => run.rate),
      rates,
      'the rates',
    );
  },

  async 'Compare Conventions runs the method in every form, and says where they part'() {
    await openDocument('downhill', 'minimize x^2 + 10*y^2\nstart x = 1, y = 1\nmethod adam\nstop steps=50\n');
    const { session } = await downhill();
    await vscode.commands.executeCommand('downhill.compareConventions');
    const state = await until(() => (session.state().partings ? session.state() : undefined), 'the runs are compared');
    equal(
      state.runs.map(({ run }) => run.method.options.convention),
      ['pytorch', 'keras'],
      'the conventions',
    );
    equal(new Set(state.runs.map(({ run }) => run.rate)).size, 1, 'the number of rates');
    equal(
      state.partings?.map(({ step }) => step),
      [1],
      'the step at which they part',
    );
  },

  async 'Stop ends a long run and keeps what was computed'() {
    const { session } = await downhill();
    await openDocument('downhill', longRun);
    await vscode.commands.executeCommand('downhill.minimize');
    await until(() => (session.state().runs[0]?.slices.length ? true : undefined), 'the first rows are there');
    await vscode.commands.executeCommand('downhill.stop');
    const state = await until(() => (session.state().running ? undefined : session.state()), 'the run has ended');
    const [run] = state.runs;
    equal(run?.verdict?.status, 'stopped', 'the status');
    equal(run && columnsOf(run).value.length, run && run.verdict!.steps + 1, 'the number of rows');
  },

  async 'an edit of the text marks what is shown as of the old text, and undoing it as current'() {
    const { session } = await downhill();
    const editor = await openDocument('txt', '(x - 1)^2\n');
    putCursor(editor, '(x');
    await runToEnd('downhill.minimize');
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, '1'), '7'));
    await until(() => session.state().stale || undefined, 'the state is stale');
    await vscode.commands.executeCommand('undo');
    await until(() => !session.state().stale || undefined, 'the state is current');
  },
} satisfies Suite;
