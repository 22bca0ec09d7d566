import * as vscode from 'vscode';
import type { Command } from './context.ts';
import { makeCurrent } from './make-current.ts';

/**
 * Downhill: Find Learning Rate. Tries rates of many sizes on the problem and shows the largest safe one in the panel. A
 * problem that is not the current one is run first; with `{ current: true }` it is the one that the panel shows.
 */
export const findLearningRate: Command = async (context, argument) => {
  const { session, panel } = context;
  if (!(await makeCurrent(context, argument))) return;
  panel.attend('rate-finder');
  const title = vscode.l10n.t('Finding the learning rate');
  const answer = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    session.findRates(),
  );
  if (answer && 'error' in answer) void vscode.window.showWarningMessage(answer.error.message);
};
