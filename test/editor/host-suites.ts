/** Runs the suites of test/host inside a real VS Code, in its Node or its web extension host. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Result, resultsFile } from '../host/suite.ts';
import { launchBrowser, workbenchAddress } from './browser.ts';
import { root } from './root.ts';
import { Server } from './server.ts';

/** A suite that hangs is given up after this; it is no measure of speed. */
const limit = 900_000;

export interface HostRun {
  readonly results: readonly Result[];
  /** What the workbench logged, when the suites did not come to an end. */
  readonly aborted?: string;
}

/** Runs every test; never throws because of what a test does. */
export async function runHostSuites(kind: 'node' | 'web'): Promise<HostRun> {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-host-'));
  const extension = kind === 'web' ? webExtension() : root;
  const suite = join(extension, 'dist', 'test', kind === 'web' ? 'host.web.cjs' : 'host.cjs');
  const server = await Server.start({ smokeTest: true });
  const browser = await launchBrowser();
  const logs: string[] = [];
  try {
    const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    page.on('console', (message) => logs.push(message.text()));
    const exited = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The suites did not end.')), limit);
      void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown) => logs.push(JSON.stringify(args)));
      void page.exposeFunction('codeAutomationExit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    await page.goto(workbenchAddress(server.authority, folder, { extension, kind, suite }));
    await exited;
    const results = readResults(folder);
    return results.length > 0 ? { results } : { results, aborted: `No test ran.\n${logs.join('\n')}` };
  } catch (error) {
    return { results: readResults(folder), aborted: `${error}\n${logs.join('\n')}` };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    if (extension !== root) rmSync(extension, { recursive: true, force: true });
  }
}

/** What the suites have written so far. */
export function readResults(folder: string): readonly Result[] {
  const file = join(folder, resultsFile);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

/** Prints the outcome of each test; resolves to how many passed and failed. */
export function report(results: readonly Result[]): { readonly passed: number; readonly failed: number } {
  for (const { name, error } of results) console.log(error === undefined ? `✔ ${name}` : `✖ ${name}\n${error}`);
  const failed = results.filter((result) => result.error !== undefined).length;
  return { passed: results.length - failed, failed };
}

/** A copy of the built extension whose manifest has no `main`, which is what makes the web host take it. */
function webExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-web-'));
  for (const name of ['dist', 'media', 'l10n', 'package.nls.json']) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  const { main: _, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
