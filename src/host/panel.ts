import * as vscode from 'vscode';
import type { FromPanel, ToPanel } from '../protocol/panel.ts';
import { readFromPanel } from '../protocol/validate.ts';
import { toWire } from '../protocol/wire.ts';
import { Disposable } from './dispose.ts';
import { Outbox } from './outbox.ts';
import { panelHtml, panelRoots } from './panel-html.ts';
import type { Session } from './session.ts';

export const PANEL_TYPE = 'downhill.panel';

/**
 * The one panel. A hidden webview is gone and hears nothing: whenever it says `ready` it gets the whole state, and until
 * then it is sent nothing.
 */
export class Panel extends Disposable {
  readonly #extension: vscode.Uri;
  readonly #session: Session;
  readonly #log: vscode.LogOutputChannel;
  readonly #onMessage: (message: Exclude<FromPanel, { type: 'ready' }>) => void;
  #panel: vscode.WebviewPanel | undefined;
  readonly #outbox = new Outbox((message) => this.#send(message));
  #ready = false;
  /** The view that is to be brought into sight when the panel is ready. */
  #attended: string | undefined;

  constructor(
    extension: vscode.Uri,
    session: Session,
    log: vscode.LogOutputChannel,
    onMessage: (message: Exclude<FromPanel, { type: 'ready' }>) => void,
  ) {
    super();
    this.#extension = extension;
    this.#session = session;
    this.#log = log;
    this.#onMessage = onMessage;
    this.register(session.onDidChange((message) => this.#post(message)));
  }

  /** Shows the panel beside the editor, which keeps the focus. */
  show(): void {
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(PANEL_TYPE, 'Downhill', where));
  }

  /** Shows the panel with one of its views in sight, by its `data-view`. */
  attend(view: string): void {
    this.show();
    if (this.#ready) this.#outbox.push({ type: 'attend', view });
    else this.#attended = view;
  }

  /** Makes a webview the panel: a new one, or the one that VS Code has kept through a reload of the window. */
  adopt(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    this.#gone();
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.#extension, 'media', 'panel-light.svg'),
      dark: vscode.Uri.joinPath(this.#extension, 'media', 'panel-dark.svg'),
    };
    panel.webview.onDidReceiveMessage((data: unknown) => this.#receive(data));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#gone();
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#gone();
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: panelRoots(this.#extension) };
    panel.webview.html = panelHtml(panel.webview, this.#extension);
  }

  override dispose(): void {
    this.#panel?.dispose();
    super.dispose();
  }

  #receive(data: unknown): void {
    const read = readFromPanel(data);
    if ('problem' in read) {
      this.#log.error(`A message of the panel was refused. ${read.problem}`);
    } else if (read.message.type === 'ready') {
      this.#ready = true;
      this.#outbox.pushState(this.#session.state());
      if (this.#attended !== undefined) this.#outbox.push({ type: 'attend', view: this.#attended });
      this.#attended = undefined;
    } else {
      this.#onMessage(read.message);
    }
  }

  /** The webview is not there, or not yet: what waits for it is in the state that it gets when it is. */
  #gone(): void {
    this.#ready = false;
    this.#outbox.clear();
  }

  #post(message: ToPanel): void {
    if (!this.#ready) return;
    if (message.type === 'snapshot') this.#outbox.pushState(message.state);
    else this.#outbox.push(message);
  }

  async #send(message: ToPanel): Promise<void> {
    await this.#panel?.webview.postMessage(toWire(message));
  }
}
