import * as vscode from 'vscode';
import type { Starts } from '../../engine/problem.ts';
import { mergePatch } from '../patch.ts';
import type { Command } from './context.ts';
import { targetOf } from './target.ts';

/** What is proposed where neither text nor panel say it. */
const PROPOSED: Starts = { count: 100, layout: 'latin', seed: 1 };
const MOST = 100_000;

/**
 * Downhill: Run from Many Starts. Asks how many, keeps layout and seed that the text or the panel give; with `{ count }`
 * as its argument it does not ask.
 */
export const runManyStarts: Command = async ({ session, panel }, argument) => {
  const place = await targetOf(argument, session);
  if (!place) return;
  const { tracked } = session;
  const same = tracked?.place.uri === place.uri && tracked.place.text === place.text && !session.state().error;
  const now = (same ? session.state().problem?.settings.starts : undefined) ?? PROPOSED;
  const given = (argument as { readonly count?: unknown } | undefined)?.count;
  const count = typeof given === 'number' ? given : await ask(now.count);
  if (count === undefined) return;
  panel.show();
  session.start(place, mergePatch(same ? session.patch : {}, { starts: { ...now, count } }));
  panel.attend('starts');
};

async function ask(proposed: number): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Run from Many Starts'),
    prompt: vscode.l10n.t('How many starts, in the box of “over” or around the start'),
    value: String(proposed),
    validateInput: (written) =>
      isCount(Number(written))
        ? undefined
        : vscode.l10n.t('Write a whole number from 1 to {0}.', MOST.toLocaleString()),
  });
  return text === undefined ? undefined : Number(text);
}

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= MOST;
}
