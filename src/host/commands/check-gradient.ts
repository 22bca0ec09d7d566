import * as vscode from 'vscode';
import type { Command, Context } from './context.ts';
import { targetOf } from './target.ts';

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

/** Makes the problem that the command is about the session's; false when there is none. */
async function makeCurrent({ session, panel }: Context, argument: unknown): Promise<boolean> {
  const { tracked } = session;
  if ((argument as { readonly current?: unknown } | undefined)?.current === true && tracked) {
    if (tracked.stale || session.state().error) await session.run();
    return true;
  }
  const place = await targetOf(argument, session);
  if (!place) return false;
  panel.show();
  const same = tracked?.place.uri === place.uri && tracked.place.text === place.text && !session.state().error;
  if (!same) session.start(place);
  return true;
}
