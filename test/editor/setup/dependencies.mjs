/** The npm packages of package-lock.json, among them the Node that everything after set-up runs on. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './say.mjs';

/** Installs the packages unless node_modules holds a stamp that says it was installed from this very lock file. */
export function ensureDependencies(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.downhill-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing the npm packages of package-lock.json (npm ci)');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'The npm packages could not be installed: check the network and run it again',
    {
      cwd: root,
    },
  );
  writeFileSync(stamp, lock);
}

/**
 * The environment in which `node` is the project's own. What the npm that started this says of itself is left out: an
 * npm started from here would pass it on, and code-server's install reads its Node's version from there.
 */
export function projectEnvironment(root) {
  const { npm_config_user_agent: _, npm_node_execpath: __, NODE: ___, ...env } = process.env;
  return { ...env, PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH };
}
