/** The packed extension in a clean VS Code, where nothing is suppressed. */
import assert from 'node:assert/strict';
import { globSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { minimizeExample } from './main-job.ts';
import { packExtension } from './package.ts';
import { root } from './root.ts';
import { sharedSession } from './session.ts';

const vsix = join(root, 'test', 'output', 'downhill.vsix');
const session = sharedSession(() => {
  mkdirSync(join(root, 'test', 'output'), { recursive: true });
  packExtension(vsix);
  return { vsix, files: { 'prose.md': 'Just some words.\n' } };
});

test('it is under 1 MB and holds only what is used', () => {
  assert.ok(statSync(vsix).size < 1_000_000, `${statSync(vsix).size} bytes`);
  const { extensions } = session().server;
  const [folder] = readdirSync(extensions).filter((name) => name.startsWith('downhill.'));
  assert.ok(folder, 'the extension is installed');
  const files = globSync('**/*.*', { cwd: join(extensions, folder) });
  for (const name of [
    'package.json',
    'dist/extension.cjs',
    'dist/extension.web.cjs',
    'dist/worker.cjs',
    'dist/simplifier.cjs',
    'dist/engine.cjs',
    'dist/panel.js',
  ]) {
    assert.ok(files.includes(name), `${name} is missing`);
  }
  for (const late of ['runs', 'explanation', 'check', 'write']) {
    assert.ok(
      files.some((name) => name.startsWith(`dist/worker-${late}-`)),
      `what the worker loads late of ${late} is missing`,
    );
  }
  const atOnce = gzipSync(readFileSync(join(extensions, folder, 'dist', 'worker.cjs'))).length;
  // Before there were some thirty methods it was 49,000: their names, options and rules are read with the text.
  assert.ok(atOnce < 110_000, `the worker loads ${atOnce} bytes at once`);
  assert.deepEqual(
    files.filter((name) => /^(src|webview|test|node_modules)\b|\.map$|\.ts$|^dist\/test|^media\/pictures/.test(name)),
    [],
  );
});

test('the main job works', async () => {
  const panel = await minimizeExample(session().workbench);
  assert.match(await panel.verdict(), /\d/);
  await session().workbench.screenshot('package');
});

test('where there is no formula, a message says what to do', async () => {
  const { workbench } = session();
  await workbench.openFile('prose.md');
  await workbench.select(1, 3);
  await workbench.command('Downhill: Minimize');
  const toast = workbench.page.locator('.notifications-toasts .notification-list-item-message');
  assert.match((await toast.textContent()) ?? '', /Select/);
});
