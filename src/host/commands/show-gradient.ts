import * as vscode from 'vscode';
import type { ProblemView } from '../../protocol/view.ts';
import { insertBelow, partialDerivatives } from '../gradient-lines.ts';
import { type Place, sourceOf } from '../place.ts';
import type { Session } from '../session.ts';
import { TrackedText } from '../tracked-text.ts';
import { editDocument } from '../write-settings.ts';
import type { Command, Context } from './context.ts';
import { targetOf } from './target.ts';

type Action = 'insert' | 'copy' | 'panel';

interface Item extends vscode.QuickPickItem {
  readonly action?: Action;
  readonly lines?: readonly string[];
}

/**
 * Downhill: Show Gradient. Lists the partial derivatives, of which one or all can be copied, or inserted below the
 * formula. With `{ action: 'insert' | 'copy' | 'panel' }` in its argument it does that and does not ask.
 */
export const showGradient: Command = async (context, argument) => {
  const { session } = context;
  const place = await targetOf(argument, session);
  if (!place) return;
  const tracked = new TrackedText(place);
  try {
    const source = sourceOf(place);
    const answer = await session.runner.read(source);
    if ('error' in answer) {
      showError(context, place);
      return;
    }
    const problem = await session.simplifier.settled(source, answer.value);
    const lines = partialDerivatives(problem);
    const given = (argument as { readonly action?: unknown } | undefined)?.action;
    const chosen = given === undefined ? await ask(problem, lines) : { action: given, lines };
    if (chosen?.action === 'copy') await vscode.env.clipboard.writeText(chosen.lines.join('\n'));
    else if (chosen?.action === 'insert') await insert(tracked, chosen.lines);
    else if (chosen?.action === 'panel') showInPanel(context, place);
  } finally {
    tracked.dispose();
  }
};

async function ask(
  problem: ProblemView,
  lines: readonly string[],
): Promise<{ readonly action: Action; readonly lines: readonly string[] } | undefined> {
  const partials = lines.map((line): Item => ({ label: line, action: 'copy', lines: [line] }));
  const items: Item[] = [
    ...partials,
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(insert) ${vscode.l10n.t('Insert below the formula')}`, action: 'insert' },
    { label: `$(copy) ${vscode.l10n.t('Copy all')}`, action: 'copy' },
    { label: `$(graph-line) ${vscode.l10n.t('Show in the panel')}`, action: 'panel' },
  ];
  const item = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Gradient of {0}', problem.reading.text),
    placeHolder: vscode.l10n.t('Choose a partial derivative to copy it, or what to do with all of them'),
  });
  return item?.action && { action: item.action, lines: item.lines ?? lines };
}

async function insert(tracked: TrackedText, lines: readonly string[]): Promise<void> {
  const found = await tracked.find();
  const edited =
    found &&
    (await editDocument(found.document, [insertBelow(found.document.getText(), tracked.place, found.range, lines)]));
  if (!edited)
    void vscode.window.showWarningMessage(vscode.l10n.t('The formula is not in a document that can be edited.'));
}

/** A problem that cannot be read is shown as minimizing it would show it: at its place and in the panel. */
function showError({ session, panel }: Context, place: Place): void {
  panel.show();
  session.start(place);
}

function showInPanel({ session, panel }: Context, place: Place): void {
  panel.show();
  if (!isCurrent(session, place)) session.start(place);
}

function isCurrent({ tracked }: Session, place: Place): boolean {
  return tracked?.place.uri === place.uri && tracked.place.text === place.text;
}
