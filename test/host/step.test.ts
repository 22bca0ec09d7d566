import * as vscode from 'vscode';
import { openDocument } from './documents.ts';
import { downhill, panelTabs, runToEnd, until } from './downhill.ts';
import { equal } from './expect.ts';
import type { Suite } from './suite.ts';

export default {
  async 'Explain Step explains the step that it is given, with the numbers of the run'() {
    const { session } = await downhill();
    await openDocument('downhill', 'minimize x^2\nstart x = 3\nmethod adam\nrate 0.1\nstop steps=50\n');
    await runToEnd('downhill.minimize');
    await vscode.commands.executeCommand('downhill.explainStep', { step: 7 });
    const { step, runs, attention } = session.state();
    equal(step?.row, 7, 'the row');
    equal(step?.runId, runs[0]?.run.runId, 'the run');
    equal(attention?.section, 'step', 'the section to be shown');
    const update = step?.parts.find(({ part }) => part === 'update')?.equations[0];
    equal(update?.value, runs[0]?.slices[0]?.parameters[0]?.[8], 'the next row');
    await until(() => (panelTabs().length > 0 ? true : undefined), 'the panel is open');
  },

  async 'of the last row the step that led there is explained; a new run takes the explanation away'() {
    const { session } = await downhill();
    await openDocument('downhill', 'minimize x^2\nstart x = 3\nmethod gd\nrate 0.1\nstop steps=20\n');
    await runToEnd('downhill.minimize');
    await vscode.commands.executeCommand('downhill.explainStep', { step: 20 });
    equal(session.state().step?.row, 19, 'the last step');
    await runToEnd('downhill.minimize');
    equal(session.state().step, undefined, 'the step of the run before');
  },
} satisfies Suite;
