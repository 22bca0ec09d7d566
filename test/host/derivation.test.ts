import * as vscode from 'vscode';
import { openDocument, putCursor, rangeOf } from './documents.ts';
import { downhill, panelTabs, runToEnd, until } from './downhill.ts';
import { equal, ok } from './expect.ts';
import type { Suite } from './suite.ts';

export default {
  async 'Explain Derivative runs the problem at the cursor and explains its gradient'() {
    const { session } = await downhill();
    const editor = await openDocument('txt', 'Some notes.\n\n(1 - x)^2 + 3*y\n\nMore.\n');
    putCursor(editor, '(1 - x)');
    await vscode.commands.executeCommand('downhill.explainDerivative');
    const { derivations, attention, problem } = session.state();
    equal(
      derivations?.map(({ parameter, root }) => [parameter, root?.rule]),
      [
        ['x', 'Sum rule'],
        ['y', 'Sum rule'],
      ],
      'the derivations',
    );
    equal(derivations?.[0]?.root?.forms.at(-1)?.text, problem?.gradient[0]?.text, 'the last line');
    equal(attention?.section, 'derivation', 'the section to be shown');
    await until(() => (panelTabs().length > 0 ? true : undefined), 'the panel is open');
  },

  async 'a derivation stays when settings change, and goes when the text does'() {
    const { session } = await downhill();
    const editor = await openDocument('downhill', 'minimize x^2\nstart x = 1\nrate 0.1\n');
    await runToEnd('downhill.minimize');
    await vscode.commands.executeCommand('downhill.explainDerivative');
    ok(session.state().derivations, 'there is a derivation');
    await runToEnd('downhill.compareLearningRates', { rates: [0.2] });
    ok(session.state().derivations, 'it is there after a change of settings');
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, 'x^2'), 'x^4'));
    await until(() => session.state().stale || undefined, 'the state is stale');
    ok(session.state().derivations, 'what is shown stays, marked as stale');
    await runToEnd('downhill.minimize');
    equal(session.state().derivations, undefined, 'the derivation of the old text');
  },

  async 'a formula with an error is shown as minimizing it would show it'() {
    const { session } = await downhill();
    const editor = await openDocument('txt', 'x + w(x - 1)\n');
    putCursor(editor, 'x');
    await vscode.commands.executeCommand('downhill.explainDerivative');
    const { error, derivations } = session.state();
    equal(error?.suggestion, 'w*(x - 1)', 'the suggestion');
    equal(derivations, undefined, 'the derivations');
  },
} satisfies Suite;
