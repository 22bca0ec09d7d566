import * as vscode from 'vscode';
import { findProblems, locateObjective } from '../../engine/read/locate.ts';
import type { LocationArgument } from '../commands/target.ts';
import { Disposable } from '../dispose.ts';

const SETTING = 'downhill.codeLens.enabled';

/** Actions above the objective of every problem that a document announces as one. */
export class ProblemLenses extends Disposable implements vscode.CodeLensProvider {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor() {
    super();
    this.register(
      vscode.languages.registerCodeLensProvider([{ language: 'downhill' }, { language: 'markdown' }], this),
    );
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) this.#changed.fire();
      }),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration(undefined, document).get(SETTING, true)) return [];
    const text = document.getText();
    return findProblems(text, document.languageId).flatMap((problem) => {
      const { start } = locateObjective(text, problem);
      const at = document.positionAt(start);
      const location: LocationArgument = { uri: document.uri, ...problem };
      return [
        [`$(play)\u00a0${vscode.l10n.t('Minimize')}`, 'downhill.minimize'],
        [vscode.l10n.t('Gradient'), 'downhill.showGradient'],
        [vscode.l10n.t('Compare rates'), 'downhill.compareLearningRates'],
      ].map(
        ([title, command]) =>
          new vscode.CodeLens(new vscode.Range(at, at), { title: title!, command: command!, arguments: [location] }),
      );
    });
  }
}
