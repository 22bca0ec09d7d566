import * as vscode from 'vscode';
import type { Rate, SettingsPatch } from '../../engine/problem.ts';
import type { PanelState } from '../../protocol/panel.ts';
import type { Command } from './context.ts';
import { targetOf } from './target.ts';

/**
 * Downhill: Compare Conventions. Runs the first method in every form that frameworks and papers give it, at the rate in
 * force; the panel says at which step they part, and why.
 */
export const compareConventions: Command = async ({ session, panel }, argument) => {
  const place = await targetOf(argument, session);
  if (!place) return;
  panel.show();
  const { tracked } = session;
  const same = tracked?.place.uri === place.uri && tracked.place.text === place.text && !session.state().error;
  if (!same) {
    session.start(place);
    // How the method is called and at which rate it runs is known once the problem was read.
    if (!(await session.opened())) return;
  }
  const patch = conventionsPatch(session.state());
  if (patch) {
    await session.change(patch);
    panel.attend('conventions');
  } else {
    void vscode.window.showInformationMessage(withoutForms(session.state()));
  }
};

/** The first method in each of its forms, with all else as it is; undefined where it has one form only. */
function conventionsPatch({ problem, catalog, runs }: PanelState): SettingsPatch | undefined {
  const method = problem?.settings.methods[0];
  const { conventions = [] } = catalog?.methods.find(({ name }) => name === method?.name) ?? {};
  if (!method || conventions.length === 0) return undefined;
  const rate: Rate = runs[0]?.run.rate ?? 'auto';
  const forms = conventions.map((convention) => ({ ...method, options: { ...method.options, convention }, rate }));
  return { methods: forms };
}

function withoutForms({ problem, catalog }: PanelState): string {
  const name = problem?.settings.methods[0]?.name;
  const title = catalog?.methods.find((method) => method.name === name)?.title ?? name ?? '';
  const several = catalog?.methods.filter(({ conventions }) => conventions !== undefined) ?? [];
  return vscode.l10n.t(
    '{0} has the same steps in every framework. These have several forms: {1}.',
    title,
    several.map((method) => method.name).join(', '),
  );
}
