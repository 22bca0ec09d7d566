import * as vscode from 'vscode';
import type { Command } from './context.ts';
import { makeCurrent } from './make-current.ts';

/**
 * Downhill: Check Gradient. Compares the gradient that runs with others, along the last run too: a problem that is not
 * the current one is run first. With `{ current: true }` it is the one that the panel shows.
 */
export const checkGradient: Command = async (context, argument) => {
  const { session, panel } = context;
  if (!(await makeCurrent(context, argument))) return;
  panel.attend('gradient-check');
  // The panel has the progress and the way to stop; the status bar says that something goes on where it is not in sight.
  const title = vscode.l10n.t('Checking the gradient');
  const answer = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    session.check(),
  );
  if (answer && 'error' in answer) void vscode.window.showWarningMessage(answer.error.message);
};
