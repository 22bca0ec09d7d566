/** The extension as another extension sees it, and waiting for what it does. */
import * as vscode from 'vscode';
import type { DownhillApi } from '../../src/host/api.ts';
import type { PanelState } from '../../src/protocol/panel.ts';

/** How long a condition is waited for before a test is given up; it is no measure of speed. */
const limit = 30_000;

/** Activates the extension; resolves to what `activate` returned. */
export async function downhill(): Promise<DownhillApi> {
  return extension().activate();
}

export function extension(): vscode.Extension<DownhillApi> {
  const found = vscode.extensions.getExtension<DownhillApi>('downhill.downhill');
  if (found === undefined) throw new Error('The extension is not installed.');
  return found;
}

/** Resolves to the first answer that is not undefined; asks again and again. Throws with `what` when there is none. */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  for (let waited = 0; waited < limit; waited += 20) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { session } = await downhill();
  const { runs, running, error } = session.state();
  const verdicts = runs.map(({ verdict }) => verdict?.sentence);
  throw new Error(`Waited in vain: ${what}. ${JSON.stringify({ running, error, verdicts })}`);
}

/** Runs a command; resolves to the state when the runs that it began have ended or the problem could not be read. */
export async function runToEnd(command: string, ...args: readonly unknown[]): Promise<PanelState> {
  const { session } = await downhill();
  let ended = false;
  const listening = session.onDidChange((change) => {
    if (change.type !== 'event') return;
    if (change.event.type === 'opened') ended = false;
    else if (change.event.type === 'done' || change.event.type === 'failed') ended = true;
  });
  try {
    await vscode.commands.executeCommand(command, ...args);
    return await until(() => (ended ? session.state() : undefined), `${command} has run to its end`);
  } finally {
    listening.dispose();
  }
}

/** The tabs of the panel that are open. */
export function panelTabs(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('downhill.panel'),
  );
}
