import * as vscode from 'vscode';
import { openDocument } from './documents.ts';
import { downhill, runToEnd, until } from './downhill.ts';
import { equal } from './expect.ts';
import type { Suite } from './suite.ts';

const ROSENBROCK = 'minimize (1 - x)^2 + 100*(y - x^2)^2\nstart (-1.2, 1)\nrate 0.001\nstop steps=500\n';

export default {
  async 'the panel asks for the landscape of what was run, and gets it'() {
    const { session } = await downhill();
    await openDocument('downhill', ROSENBROCK);
    await runToEnd('downhill.minimize');
    const view = await until(() => session.state().landscape, 'the landscape has come');
    equal(view.problem, undefined, 'no problem');
    equal(view.relief?.values.length, view.choice.width * view.choice.height, 'a value for every cell');
    equal(view.choice.down, 1, 'the parameter upwards');
  },

  async 'the same text keeps its landscape when it is run again, another text loses it'() {
    const { session } = await downhill();
    const { document } = await openDocument('downhill', ROSENBROCK);
    await runToEnd('downhill.minimize');
    await until(() => session.state().landscape?.relief, 'the landscape has come');
    let lost = 0;
    const listening = session.onDidChange((change) => {
      if (change.type === 'state' && 'landscape' in change.state && !change.state.landscape) lost++;
    });
    await runToEnd('downhill.minimize');
    equal(lost, 0, 'how often it was lost by running again');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 9, 0, 20), '(3 - x)^2 +');
    await vscode.workspace.applyEdit(edit);
    await runToEnd('downhill.minimize');
    equal(lost, 1, 'how often it was lost by another text');
    await until(() => session.state().landscape?.relief, 'the new landscape has come');
    listening.dispose();
  },
} satisfies Suite;
