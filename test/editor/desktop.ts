/**
 * `npm run test:desktop`: the suites of test/host in desktop VS Code, which @vscode/test-electron downloads, or in the
 * installed one that VSCODE_EXECUTABLE names.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { readResults, report } from './host-suites.ts';
import { root } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'downhill-desktop-'));
const installed = process.env.VSCODE_EXECUTABLE;
try {
  await runTests({
    ...(installed ? { vscodeExecutablePath: installed } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist', 'test', 'host.cjs'),
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
const results = readResults(folder);
const { passed, failed } = report(results);
if (results.length === 0)
  console.error('VS Code ran no test: name an installed one in VSCODE_EXECUTABLE if it cannot be downloaded.');
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
rmSync(folder, { recursive: true, force: true });
