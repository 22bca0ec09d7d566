/** Headless Chromium, and the workbench's address in it. */
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './setup/chromium.mjs';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that set-up found or installed. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium on this machine: npm test installs or names it.');
  return chromium.launch({ executablePath, args });
}

/** What the workbench is told when it opens. */
export interface WorkbenchPayload {
  /** The folder of an extension under development. */
  readonly extension?: string;
  /** Where that extension runs: `web` needs a manifest without `main`. */
  readonly kind?: 'node' | 'web';
  /** The bundle whose `run()` is called, with dialogs and toasts suppressed. */
  readonly suite?: string;
}

/** The address at which the server shows its workbench with a folder opened. */
export function workbenchAddress(authority: string, folder: string, payload: WorkbenchPayload = {}): string {
  const remote = (path: string) => `vscode-remote://${authority}${path}`;
  const pairs: [string, string][] = [['skipWelcome', 'true']];
  if (payload.extension !== undefined) pairs.push(['extensionDevelopmentPath', remote(payload.extension)]);
  if (payload.kind === 'web') pairs.push(['extensionDevelopmentKind', 'web']);
  if (payload.suite !== undefined) pairs.push(['extensionTestsPath', remote(payload.suite)]);
  return `http://${authority}/?${new URLSearchParams({ folder, payload: JSON.stringify(pairs) })}`;
}
