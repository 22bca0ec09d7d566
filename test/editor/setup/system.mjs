/**
 * The programs and libraries of the system: a browser, and what code-server's native modules are compiled with.
 * On Debian they are installed when we are root; everywhere else what is missing is named.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findChromium, onPath } from './chromium.mjs';
import { run, SetupError, say, succeeds } from './say.mjs';

const browser = ['chromium', 'fonts-dejavu-core', 'fonts-lmodern'];
const compilers = ['python3', 'make', 'g++', 'pkg-config'];
const libraries = ['libkrb5-dev', 'libsecret-1-dev', 'libx11-dev', 'libxkbfile-dev'];
/** The names under which pkg-config knows the libraries. */
const modules = ['krb5-gssapi', 'libsecret-1', 'x11', 'xkbfile'];

/**
 * Makes sure that what is needed is there: `browser` for headless runs, `build` for installing code-server.
 * Throws a SetupError that names what is missing where it cannot be installed from here.
 */
export function ensureSystem({ browser: wantsBrowser, build: wantsBuild }) {
  const packages = [...(wantsBrowser ? browser : []), ...(wantsBuild ? [...compilers, ...libraries] : [])];
  if (packages.length === 0) return;
  if (isDebian()) ensurePackages(packages, wantsBrowser && findChromium() !== undefined);
  else ensurePrograms(wantsBrowser, wantsBuild);
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8')) && onPath('apt-get') !== undefined;
  } catch {
    return false;
  }
}

function ensurePackages(packages, hasBrowser) {
  const missing = packages.filter((name) => !isInstalled(name) && !(name === 'chromium' && hasBrowser));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `These packages are missing. Install them, then run it again:\n  sudo apt-get install ${missing.join(' ')}`,
    );
  }
  say(`installing with apt-get: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], 'The list of Debian packages could not be fetched', { env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
  run('apt-get', install, 'The Debian packages could not be installed', { env });
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
  return stdout?.includes('Status: install ok installed') ?? false;
}

function ensurePrograms(wantsBrowser, wantsBuild) {
  const missing = [];
  if (wantsBrowser && !findChromium()) {
    missing.push(
      'Chromium or Chrome (from your system’s packages; name its path in CHROMIUM_EXECUTABLE if it is not found)',
    );
  }
  if (wantsBuild) {
    for (const program of ['python3', 'make', 'c++']) {
      if (!onPath(program)) missing.push(`${program} (from your system’s packages)`);
    }
    if (process.platform === 'linux' && !succeeds('pkg-config', ['--exists', ...modules])) {
      missing.push(
        `pkg-config and the development files of ${modules.join(', ')} (Debian’s names: ${libraries.join(' ')})`,
      );
    }
  }
  if (missing.length > 0) throw new SetupError(`Missing here:\n${missing.map((name) => `  - ${name}`).join('\n')}`);
}
