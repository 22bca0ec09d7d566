import * as vscode from 'vscode';
import { createApi, type DownhillApi } from './host/api.ts';
import { registerCommands } from './host/commands/index.ts';
import { ContextKeys } from './host/context-keys.ts';
import { spawnFrom } from './host/engine-worker/spawn.ts';
import { ProblemLenses } from './host/language/code-lens.ts';
import { Diagnostics } from './host/language/diagnostics.ts';
import { QuickFixes } from './host/language/quick-fix.ts';
import { Memory } from './host/memory.ts';
import { PANEL_TYPE, Panel } from './host/panel.ts';
import { handlePanelMessage } from './host/panel-messages.ts';
import { Session } from './host/session.ts';
import { StatusBar } from './host/status-bar.ts';

/** Wires the parts and registers them. Nothing is computed, and neither the engine nor its worker is started, before use. */
export function activate(context: vscode.ExtensionContext): DownhillApi {
  const log = vscode.window.createOutputChannel('Downhill', { log: true });
  const session = new Session(
    spawnFrom(context.extensionUri, 'worker'),
    spawnFrom(context.extensionUri, 'simplifier'),
    log,
  );
  const panel = new Panel(context.extensionUri, session, log, (message) => {
    handlePanelMessage(session, message).catch((error: unknown) =>
      log.error(`The panel asked to ${message.type}.`, error),
    );
  });
  const memory = new Memory(context.workspaceState, session);
  const diagnostics = new Diagnostics(session);
  context.subscriptions.push(
    log,
    session,
    panel,
    memory,
    diagnostics,
    new QuickFixes(diagnostics),
    new ProblemLenses(),
    new StatusBar(session),
    new ContextKeys(session),
    registerCommands({ session, panel }),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (restored) => {
        panel.adopt(restored);
        await memory.restore(session);
      },
    }),
  );
  return createApi(session);
}
