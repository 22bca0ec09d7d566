/**
 * Builds, and opens VS Code with the extension on media/examples: an installed VS Code (`--code=path`), or the one of
 * code-server until Ctrl-C. `--headless` does the main job in Chromium and saves a picture of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbenchAddress } from './browser.ts';
import { minimizeExample } from './main-job.ts';
import { packExtension } from './package.ts';
import { root } from './root.ts';
import { Server } from './server.ts';
import { openSession } from './session.ts';

const examples = join(root, 'media', 'examples');
const code = process.argv.find((argument) => argument.startsWith('--code='))?.slice('--code='.length);

if (process.argv.includes('--headless')) {
  build();
  await headless();
} else if (code !== undefined) {
  build();
  console.log(`Opening ${examples} in ${code}`);
  process.exitCode =
    spawnSync(code, ['--new-window', `--extensionDevelopmentPath=${root}`, examples], { stdio: 'inherit' }).status ?? 1;
} else {
  await serve();
}

function build(): void {
  if (spawnSync('node', ['esbuild.js'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
}

async function headless(): Promise<void> {
  await using session = await openSession();
  try {
    const panel = await minimizeExample(session.workbench);
    console.log(await panel.view('verdict').textContent());
    console.log(await session.workbench.screenshot('start'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`The window as it was: ${await session.workbench.screenshot('start')}`);
    process.exitCode = 1;
  }
}

/** The extension is installed as a package, because only then does VS Code show a person its messages. */
async function serve(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-start-'));
  const vsix = join(folder, 'downhill.vsix');
  console.log('Building and packing the extension');
  packExtension(vsix);
  const server = await Server.start({ vsix });
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `\nVS Code with Downhill is at\n\n    ${workbenchAddress(server.authority, examples)}\n\nCtrl-C ends it.`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
}
