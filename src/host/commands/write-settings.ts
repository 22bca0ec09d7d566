import * as vscode from 'vscode';
import { writeSettings as write } from '../write-settings.ts';
import type { Command } from './context.ts';

/** Downhill: Write Settings to the Document. */
export const writeSettings: Command = async ({ session }) => {
  if (session.state().unwritten) await write(session);
  else void vscode.window.showWarningMessage(vscode.l10n.t('The panel has no settings that differ from the document.'));
};
