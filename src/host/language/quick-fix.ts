import * as vscode from 'vscode';
import { Disposable } from '../dispose.ts';
import type { Diagnostics } from './diagnostics.ts';

/** Offers what an error says to write instead. A formula may stand in any document. */
export class QuickFixes extends Disposable implements vscode.CodeActionProvider {
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    super();
    this.#diagnostics = diagnostics;
    const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    this.register(vscode.languages.registerCodeActionsProvider('*', this, metadata));
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const { shown } = this.#diagnostics;
    if (shown?.suggestion === undefined || shown.uri.toString() !== document.uri.toString()) return [];
    if (!shown.diagnostic.range.intersection(range)) return [];
    const title = shown.suggestion === '' ? vscode.l10n.t('Remove this') : vscode.l10n.t('Write {0}', shown.suggestion);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [shown.diagnostic];
    action.isPreferred = true;
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, shown.diagnostic.range, shown.suggestion);
    return [action];
  }
}
