import * as vscode from 'vscode';
import { Disposable } from './dispose.ts';
import type { Session } from './session.ts';
import { type StatusWords, statusText } from './status-text.ts';

/** Progress is told at most this often, in milliseconds: nobody reads faster. */
const PACE = 100;

/** One item: the progress of the run, where a click stops it; then its verdict in short, where a click shows the panel. */
export class StatusBar extends Disposable {
  readonly #item = this.register(vscode.window.createStatusBarItem('downhill.run', vscode.StatusBarAlignment.Left));
  readonly #session: Session;
  #updated = 0;

  constructor(session: Session) {
    super();
    this.#session = session;
    this.#item.name = 'Downhill';
    this.register(
      session.onDidChange((message) => {
        const progress = message.type === 'event' && message.event.type === 'steps';
        if (!progress || performance.now() - this.#updated >= PACE) this.#update();
      }),
    );
  }

  #update(): void {
    this.#updated = performance.now();
    const state = this.#session.state();
    const status = statusText(state, words(), vscode.env.language);
    if (!status) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(${status.icon}) ${status.text}`;
    this.#item.tooltip = status.tooltip;
    this.#item.accessibilityInformation = { label: `${status.text}. ${status.tooltip}`, role: 'button' };
    this.#item.command = state.running ? 'downhill.stop' : 'downhill.showPanel';
    this.#item.show();
  }
}

function words(): StatusWords {
  return {
    converged: vscode.l10n.t('converged'),
    limit: vscode.l10n.t('at the step limit'),
    stopped: vscode.l10n.t('stopped'),
    stalled: vscode.l10n.t('stalled'),
    diverged: vscode.l10n.t('diverged'),
    unbounded: vscode.l10n.t('unbounded'),
    oscillating: vscode.l10n.t('oscillating'),
    undefined: vscode.l10n.t('undefined'),
    error: vscode.l10n.t('the formula has an error'),
    failed: vscode.l10n.t('did not run'),
    stop: vscode.l10n.t('Click to stop the run. What was computed stays.'),
    show: vscode.l10n.t('Click to show the panel.'),
  };
}
