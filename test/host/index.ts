/**
 * The suites that run inside VS Code, in the Node and the web extension host alike: no `node:` imports here.
 * `run` is what VS Code calls; its results go to a file of the opened folder, where the outer runner reads them.
 */
import suites from 'downhill:suites';
import * as vscode from 'vscode';
import { closeAll, folder } from './documents.ts';
import { type Result, resultsFile } from './suite.ts';

/** Runs every test of every suite, one after the other. Rejects when one failed. */
export async function run(): Promise<void> {
  const results: Result[] = [];
  for (const [file, suite] of suites) {
    for (const [name, test] of Object.entries(suite)) {
      const error = await test().then(
        () => undefined,
        (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
      );
      results.push({ name: `${file}: ${name}`, ...(error === undefined ? {} : { error }) });
      await save(results);
      await closeAll();
    }
  }
  const failed = results.filter((result) => result.error !== undefined).length;
  if (failed > 0) throw new Error(`${failed} of ${results.length} tests failed.`);
}

/** After each test, so that what ran is known when a later one never ends. */
async function save(results: readonly Result[]): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(results));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), resultsFile), bytes);
}
