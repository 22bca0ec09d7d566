import * as vscode from 'vscode';
import { rowCount } from '../../protocol/state.ts';
import type { RunState } from '../../protocol/view.ts';
import type { Session } from '../session.ts';
import type { Command } from './context.ts';

/** What the command may be given; what is missing is the panel's cursor, or is asked for. */
interface StepArgument {
  /** By id. */
  readonly run?: number;
  readonly step?: number;
  /** The panel has it in sight already. */
  readonly inSight?: boolean;
}

/** Downhill: Explain Step. Shows in the panel how the marked row of the trace becomes the next, in numbers. */
export const explainStep: Command = async ({ session, panel }, argument) => {
  const { run: runId, step, inSight = false } = (argument ?? {}) as StepArgument;
  const run = runId === undefined ? markedRun(session) : session.state().runs.find((one) => one.run.runId === runId);
  const last = run ? rowCount(run) - 2 : -1;
  if (!run || last < 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('There is no step to explain yet. Select a formula and run Downhill: Minimize first.'),
    );
    return;
  }
  const marked = session.cursor.row < 0 ? undefined : session.cursor.row;
  const row = step ?? marked ?? (await ask(last));
  if (row === undefined) return;
  if (!inSight) panel.show();
  // No step begins at the last row: the one that led there is meant.
  const error = await session.explainStep(run.run.runId, Math.min(row, last), !inSight);
  if (error) void vscode.window.showWarningMessage(error.message);
};

function markedRun(session: Session): RunState | undefined {
  const { runs } = session.state();
  return runs[session.cursor.run] ?? runs[0];
}

async function ask(last: number): Promise<number | undefined> {
  const range = vscode.l10n.t('Write a step from 0 to {0}.', last);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Explain Step'),
    prompt: vscode.l10n.t('The step to explain, from 0 to {0}', last),
    value: '0',
    validateInput: (entered) => (/^\s*\d+\s*$/.test(entered) && Number(entered) <= last ? undefined : range),
  });
  return text === undefined ? undefined : Number(text);
}
