import * as vscode from 'vscode';
import { mergePatch } from '../patch.ts';
import { parseRates, ratesAround } from '../rates.ts';
import type { Command } from './context.ts';
import { targetOf } from './target.ts';

/**
 * Downhill: Compare Learning Rates. Asks for the rates, proposing some around the one in force, which is known once the
 * problem was read; with `{ rates }` as its argument it does not ask.
 */
export const compareLearningRates: Command = async ({ session, panel }, argument) => {
  const place = await targetOf(argument, session);
  if (!place) return;
  panel.show();
  const { tracked } = session;
  const same = tracked?.place.uri === place.uri && tracked.place.text === place.text && !session.state().error;
  const patch = same ? session.patch : {};
  const given = (argument as { readonly rates?: unknown } | undefined)?.rates;
  if (Array.isArray(given)) {
    session.start(place, mergePatch(patch, { rates: given.map(Number) }));
    return;
  }
  if (!same) {
    session.start(place);
    if (!(await session.opened())) return;
  }
  const written = await vscode.window.showInputBox({
    title: vscode.l10n.t('Compare Learning Rates'),
    prompt: vscode.l10n.t('The rates to compare, separated by commas'),
    value: ratesAround(session.state().runs[0]?.run.rate ?? 0.1).join(', '),
    validateInput: (text) =>
      parseRates(text) ? undefined : vscode.l10n.t('Rates are numbers above 0, separated by commas, such as 0.01, 0.1'),
  });
  const rates = written === undefined ? undefined : parseRates(written);
  if (rates) await session.change({ rates });
};
