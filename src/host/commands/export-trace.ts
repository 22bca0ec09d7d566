import * as vscode from 'vscode';
import { toCsv } from '../export/csv.ts';
import { toJson } from '../export/json.ts';
import type { Session } from '../session.ts';
import type { Command } from './context.ts';
import { asUri } from './target.ts';

/** What the command may be given: where to save and in which form; what is missing is asked for. */
interface ExportArgument {
  readonly uri?: vscode.Uri | string;
  readonly format?: 'csv' | 'json';
}

/** Downhill: Export Trace. Saves every row of every run. */
export const exportTrace: Command = async ({ session }, argument) => {
  const { problem, runs } = session.state();
  if (!problem || runs.length === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('There is no trace to export yet. Select a formula and run Downhill: Minimize first.'),
    );
    return;
  }
  const given = (argument ?? {}) as ExportArgument;
  const uri = given.uri ? asUri(given.uri) : await ask(session, given.format);
  if (!uri) return;
  const json = given.format ? given.format === 'json' : /\.json$/i.test(uri.path);
  await vscode.workspace.fs.writeFile(uri, encode(json ? toJson(problem, runs) : toCsv(problem, runs)));
  const name = uri.path.split('/').at(-1) ?? uri.path;
  vscode.window.setStatusBarMessage(vscode.l10n.t('Downhill: the trace is saved in {0}', name), 5000);
};

async function ask(session: Session, format: ExportArgument['format']): Promise<vscode.Uri | undefined> {
  const csv = { [vscode.l10n.t('Comma-separated values')]: ['csv'] };
  const json = { JSON: ['json'] };
  const source = session.tracked?.uri;
  const name = `${session.state().document?.replace(/\.\w+$/, '') ?? 'downhill'}-trace.${format ?? 'csv'}`;
  const folder =
    source && source.scheme !== 'untitled'
      ? vscode.Uri.joinPath(source, '..')
      : vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Trace'),
    filters: format === 'json' ? json : format === 'csv' ? csv : { ...csv, ...json },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
}

/** Encodes piece by piece: the whole may be longer than a string can be. */
function encode(pieces: Iterable<string>): Uint8Array {
  const encoder = new TextEncoder();
  const parts = Array.from(pieces, (piece) => encoder.encode(piece));
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
