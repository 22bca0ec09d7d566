/**
 * `npm run package`: packs the extension into downhill-<version>.vsix.
 *
 * It is packed from a folder of its own, so that the checkout's dist stays as it was built, and the manifest that
 * ships has nothing in it that only concerns development.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

const shipped = ['.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'l10n', 'package.nls.json'];

/** Packs the extension into `out`. Throws with the program's output when a step fails. */
export function packExtension(out: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-package-'));
  try {
    for (const name of shipped) {
      if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    const {
      scripts: _,
      devDependencies: __,
      ...manifest
    } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
    run(root, 'node', ['esbuild.js', '--production', '--log-level=warning', `--out=${join(folder, 'dist')}`]);
    // Links of the README become addresses in the repository, once there is a public one.
    const links = manifest.repository === undefined ? ['--no-rewrite-relative-links'] : [];
    run(folder, 'vsce', ['package', ...links, '--out', out]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(cwd: string, program: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${error?.message ?? ''}\n${stdout}${stderr}`);
}

if (import.meta.main) {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const out = join(root, `${name}-${version}.vsix`);
  packExtension(out);
  console.log(`${out} (${Math.round(statSync(out).size / 1000)} KB)`);
}
