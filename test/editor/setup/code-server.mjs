/**
 * code-server: the real workbench, extension host and webviews as an npm package. It lives in the user's cache, keyed
 * by its version, so that a clean checkout does not install its 600 MB again.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run, SetupError, say } from './say.mjs';

const version = '4.139.1';
const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'downhill', `code-server-${version}`);
/** Written last: a folder without it is an install that did not finish. */
const stamp = join(folder, 'installed');

/** The server's main script; it is there once `ensureCodeServer` has returned. */
export const codeServerMain = join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');

/** Whether the cache holds a complete install. */
export function hasCodeServer() {
  return existsSync(stamp) && existsSync(codeServerMain);
}

/** Installs code-server into the cache unless it is there. `env` is one in which `node` is the project's own. */
export function ensureCodeServer(env) {
  if (hasCodeServer()) return;
  if (process.platform === 'win32') {
    throw new SetupError(
      'code-server does not run on Windows: use an installed VS Code (npm start, npm run test:desktop).',
    );
  }
  if (existsSync(folder)) say('removing an install of code-server that did not finish');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  say(`installing code-server ${version} into ${folder} (600 MB, a few minutes)`);
  run(
    'npm',
    ['install', `code-server@${version}`, '--no-audit', '--no-fund', '--loglevel=error'],
    'code-server could not be installed',
    {
      cwd: folder,
      env,
    },
  );
  if (!existsSync(codeServerMain))
    throw new SetupError('code-server was installed, but its server is not where it should be.');
  writeFileSync(stamp, '');
}
