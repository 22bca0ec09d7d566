import * as vscode from 'vscode';
import { openDocument, putCursor, select } from './documents.ts';
import { downhill, panelTabs, runToEnd, until } from './downhill.ts';
import { equal, ok } from './expect.ts';
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

  async 'Check Gradient runs the problem, then checks along its run'() {
    const { session } = await downhill();
    const editor = await openDocument('downhill', 'minimize abs(x) + (y - 1)^2\nstart x = 0, y = 3\nrate 0.1\n');
    putCursor(editor, 'minimize');
    await vscode.commands.executeCommand('downhill.checkGradient');
    const { check, checking, runs, running } = session.state();
    equal([running, runs.length, checking], [false, 1, undefined], 'the run has ended, and the check');
    ok(check, 'there is a report');
    equal(check.outcome, 'explained', check.sentence);
    ok(check.sentence.includes('abs has a kink at x = 0'), check.sentence);
    ok(
      check.points.some(({ label }) => label.endsWith('of the last run')),
      'points of the run are among those checked',
    );
    await until(() => (panelTabs().length === 1 ? true : undefined), 'the panel is open');
  },

  async 'a check goes when its problem is run again, and a check of the current problem does not run it again'() {
    const { session } = await downhill();
    const editor = await openDocument('downhill', 'minimize x^2 + 3*y^2\nstart x = 1, y = 1\n');
    putCursor(editor, 'minimize');
    await runToEnd('downhill.minimize');
    const [run] = session.state().runs;
    await vscode.commands.executeCommand('downhill.checkGradient');
    equal(session.state().runs[0]?.run.runId, run?.run.runId, 'the run');
    equal(session.state().check?.outcome, 'agree', 'the outcome');
    await runToEnd('downhill.minimize');
    equal(session.state().check, undefined, 'the check');
  },

  async 'Find Learning Rate runs the problem and sweeps; the sweep outlasts a run at another rate, not another formula'() {
    const { session } = await downhill();
    const editor = await openDocument('downhill', 'minimize x^2 + 3*y^2\nstart x = 1, y = 1\n');
    putCursor(editor, 'minimize');
    await vscode.commands.executeCommand('downhill.findLearningRate');
    const { rates, findingRates, runs } = session.state();
    equal([runs.length, findingRates], [1, undefined], 'the run has ended, and the sweep');
    ok(rates?.safe !== undefined && rates.safe > 0.33 && rates.safe <= 1 / 3, rates?.sentence ?? 'no report');
    await editor.edit((edit) =>
      edit.insert(editor.document.positionAt(editor.document.getText().length), 'rate 0.1\n'),
    );
    await runToEnd('downhill.minimize');
    equal(session.state().rates?.safe, rates.safe, 'the sweep after a run at another rate');
    await editor.edit((edit) => edit.replace(editor.document.lineAt(1).range, 'start x = 2, y = 1'));
    await runToEnd('downhill.minimize');
    equal(session.state().rates, undefined, 'the sweep after a run from another start');
  },

  async 'a shorter form takes the place of a derivative when it is found, and is what Show Gradient copies'() {
    const text = 'sqrt(x^2 + y^2)*exp(-x^2 - y^2)';
    const editor = await openDocument('txt', `${text}\n`);
    select(editor, text);
    await runToEnd('downhill.minimize');
    const { session } = await downhill();
    const found = await until(() => {
      const partial = session.state().problem?.gradient[0];
      return partial?.simplified && partial.text;
    }, 'a shorter form is shown');
    await vscode.commands.executeCommand('downhill.showGradient', { action: 'copy' });
    equal((await vscode.env.clipboard.readText()).split('\n')[0], `∂f/∂x = ${found}`, 'the first line copied');
  },

  async 'a formula that mathjs never finishes to simplify shows its plain gradient, and the engine goes on working'() {
    const text = '(1/(x*(y - 1)))^(1/(y - 1))';
    const editor = await openDocument('txt', `${text}\n\n(x - 1)^2 + y^2\n`);
    select(editor, text);
    const { problem } = await runToEnd('downhill.minimize');
    ok(problem, 'the problem is shown');
    equal(
      problem.gradient.filter((partial) => partial.text === '' || partial.simplified),
      [],
      'the derivatives that are not plain',
    );
    await vscode.commands.executeCommand('downhill.showGradient', { action: 'copy' });
    const lines = problem.gradient.map((partial, i) => `∂f/∂${'xy'[i]} = ${partial.text}`);
    equal((await vscode.env.clipboard.readText()).split('\n'), lines, 'the lines copied');
    select(editor, '(x - 1)^2 + y^2');
    const after = await runToEnd('downhill.minimize');
    equal(after.error, undefined, 'the error of the next problem');
    equal(
      after.problem?.gradient.map((partial) => partial.text),
      ['2*(x - 1)', '2*y'],
      'its gradient',
    );
  },
} satisfies Suite;
